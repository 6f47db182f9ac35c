"""What the tests of importing share: a village, an election, one line of each kind."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from coklit_desktop.domain.elections import Election, load_election
from coklit_desktop.domain.records import Voter
from coklit_desktop.importing.lists import ReadList, read_list

settings.register_profile("coklit", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("coklit")

AREA = "33.18.19.2008"
CELLS = {
    "KEC_ID": "331819", "KECAMATAN": "TAYU", "KEL_ID": "3318192008", "KELURAHAN": "JEPAT LOR", "TPS_ID": "71",
    "DPID": "101", "NKK": "3318191103170792", "NIK": "3318195701043518", "NAMA": "SUKIMAN HANDAYANI", "KELAMIN": "P",
    "TEMPAT_LAHIR": "PATI", "TANGGAL_LAHIR": "17|01|2004", "STS_KAWIN": "B", "ALAMAT": "DK. KRAJAN NO 49", "RT": "003",
    "RW": "001", "DISABILITAS": "0", "EKTP": "S", "SUMBER": "DP4", "KETERANGAN": "", "TPS": "3", "TAHAPAN_ID": "1",
    "STATUS": "AKTIF", "UPDATED_AT": "2024-06-10 08:00:00",
}  # fmt: skip
HEADING = list(CELLS)
VOTER = Voter(
    "3318191103170792", "3318195701043518", "SUKIMAN HANDAYANI", "PATI", "17|01|2004", "belum", "P", "DK. KRAJAN NO 49",
    "003", "001", "", "sudah",
)  # fmt: skip

Write = Callable[..., Path]
Read = Callable[..., ReadList]


@pytest.fixture(scope="session")
def election() -> Election:
    return load_election("pilkada-2024")


@pytest.fixture
def sidalih(tmp_path: Path) -> Write:
    """Write a Sidalih list: one row for each dict of cells that differ from CELLS."""

    def write(
        *rows: dict[str, str],
        name: str = "daftar.csv",
        bom: bool = False,
        newline: str = "\n",
        heading: Sequence[str] = HEADING,
        encoding: str = "utf-8",
    ) -> Path:
        lines = ["#".join(heading)]
        lines += ["#".join({**CELLS, **row}.get(column, "") for column in heading) for row in rows]
        text = ("\ufeff" if bom else "") + newline.join(lines) + newline
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def read(election: Election) -> Read:
    """Read a list for Desa Jepat Lor."""

    def read_it(path: Path, area: str = AREA, **options: str) -> ReadList:
        return read_list(path, area=area, election=election, **options)

    return read_it
