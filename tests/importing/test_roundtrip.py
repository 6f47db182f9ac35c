"""Rows of any content, written in a shape and read again, are the same rows."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.records import Voter
from coklit_desktop.importing.lists import read_list
from coklit_desktop.importing.rejects import write_rejects
from tests.importing.conftest import AREA

ELECTION = load_election("pilkada-2024")
FIELDS = "TPS DPID NKK NIK NAMA TEMPAT_LAHIR TANGGAL_LAHIR STS JK ALAMAT RT RW DIS EKTP".split()  # noqa: SIM905

text = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="#"), max_size=12).map(str.strip)
digits = st.from_regex(r"[1-9]\d{15}", fullmatch=True).map(lambda number: number[:-1] + "7")
voters = st.builds(
    Voter, nkk=digits, nik=digits, name=text.map(lambda name: "N" + name), birth_place=text, address=text,
    birth_date=st.sampled_from(["17|01|2004", "00|00|0000", ""]),
    marital_status=st.sampled_from(["belum", "sudah", "pernah", ""]),
    sex=st.sampled_from(["L", "P", ""]), rt=st.sampled_from(["001", "1", ""]), rw=st.sampled_from(["002", "2", "0"]),
    disability=st.sampled_from(["", "fisik", "sensorik_netra"]), ktp_el=st.sampled_from(["sudah", "belum", ""]),
)  # fmt: skip
rows = st.lists(st.tuples(st.integers(1, 999), st.integers(1, 10**9), voters), min_size=1, max_size=8)


def cells_of(tps: int, dpid: int, voter: Voter) -> list[str]:
    shown = [ELECTION.encode(name, value) for name, value in voter._asdict().items()]
    return [str(tps), str(dpid), *shown]


def write(path: Path, delimiter: str, lines: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        if delimiter == "#":
            file.writelines("#".join(cells) + "\n" for cells in lines)
        else:
            csv.writer(file, delimiter=delimiter).writerows(lines)


@given(rows=rows, delimiter=st.sampled_from("#;,\t"))
def test_what_is_written_is_read(rows: list[tuple[int, int, Voter]], delimiter: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.csv"
        write(path, delimiter, [FIELDS, *(cells_of(*row) for row in rows)])
        found = read_list(path, area=AREA, election=ELECTION)
    assert [(int(row.tps), int(row.dpid), row.voter) for row in found.rows] == rows
    assert found.rejected == []


@given(rows=rows, delimiter=st.sampled_from("#;,\t"), broken=st.sampled_from(["", "X"]))
def test_every_refused_row_is_in_the_rejects_file(
    rows: list[tuple[int, int, Voter]], delimiter: str, broken: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "daftar.csv"
        lines = [[broken, *cells_of(*row)[1:]] for row in rows]
        write(path, delimiter, [FIELDS, *lines])
        found = read_list(path, area=AREA, election=ELECTION)
        (rejects,) = write_rejects(Path(folder) / "ditolak.csv", found)
        again = read_list(rejects, area=AREA, election=ELECTION)
    assert [row.cells for row in found.rejected] == lines
    assert [row.cells[:-1] for row in again.rejected] == lines
    assert {row.reason for row in found.rejected} == {row.cells[-1] for row in again.rejected}
