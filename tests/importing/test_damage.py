"""Damaged files: every one gives its rows or one sentence, and no row is lost between the two."""

from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from coklit_desktop.domain.elections import Election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.keyed import read_keyed
from coklit_desktop.importing.lists import read_list
from coklit_desktop.importing.rejects import write_rejects
from coklit_desktop.services import sample
from tests.importing.conftest import AREA

PIECES = [b'"', b"\n", b"\r", b"#", b";", b",", b"\t", b"\0", b"\xff", b'"\n"', b"\xe2\x80\xa8"]


def originals(folder: Path) -> list[bytes]:
    village = sample.make_village(voters=40, tps_count=2, flaws=True)
    sample.write_sidalih(folder / "daftar.csv", village)
    sample.write_ecoklit(folder / "ecoklit.csv", village)
    sample.write_keyed(folder / "hasil.csv", village, delimiter=";")
    book = xlsxwriter.Workbook(folder / "daftar.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["TPS", "NIK", "NAMA", "NKK"])
    for number, row in enumerate(village.voters, 1):
        sheet.write_row(number, 0, [int(row.tps), row.voter.nik, row.voter.name, row.voter.nkk])
    book.close()
    return [path.read_bytes() for path in sorted(folder.iterdir())]


def damaged(draw: Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(draw.choice((1, 2, 5, 30))):
        at = draw.randrange(len(found))
        match draw.randrange(4):
            case 0:
                found[at] = draw.randrange(256)
            case 1:
                del found[at : at + draw.randrange(1, 200)]
            case 2:
                found[at:at] = draw.choice(PIECES)
            case 3:
                found[at:at] = found[at : at + draw.randrange(200)]
        found = found or bytearray(b"\0")
    return bytes(found)


@pytest.mark.parametrize("seed", range(6))
def test_rows_or_one_sentence(tmp_path: Path, election: Election, seed: int) -> None:
    (tmp_path / "asli").mkdir()
    sources, draw = originals(tmp_path / "asli"), Random(seed)
    path, outcomes = tmp_path / "rusak.bin", set()
    for _ in range(60):
        path.write_bytes(damaged(draw, draw.choice(sources)))
        try:
            found = read_list(path, area=AREA, election=election)
            assert len(found.rows) + len(found.rejected) == found.rows_total
            write_rejects(tmp_path / "ditolak.csv", found)
            outcomes.add("rows")
        except CoklitError as error:
            outcomes.add(error.code)
        try:
            keyed = read_keyed(path, election)
            assert len(keyed.rows) + len(keyed.rejected) == keyed.rows_total
        except CoklitError as error:
            outcomes.add(error.code)
    assert "rows" in outcomes
    assert len(outcomes) > 1


def test_a_carriage_return_inside_a_line_breaks_nothing(tmp_path: Path, election: Election) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(b'TPS,NIK,NAMA,ALAMAT\n1,3318195701043518,SITI\rX,"DK. A"\n2,3318195701043519,B,C\n')
    assert [row.tps for row in read_list(path, area=AREA, election=election).rows] == ["001", "002"]
