"""XLSX lists: real forms, typed cells, numbers that Excel broke."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.recognise import FileKind, recognise
from coklit_desktop.importing.rejects import write_rejects
from tests.importing.conftest import VOTER, Read

HEADING = [
    "No",
    "TPS",
    "NKK",
    "NIK",
    "NAMA",
    "TEMPAT LAHIR",
    "TANGGAL LAHIR",
    "STS",
    "JK",
    "ALAMAT",
    "RT",
    "RW",
    "DIS",
    "EKTP",
]
ROW = [
    1,
    3,
    VOTER.nkk,
    VOTER.nik,
    VOTER.name,
    "PATI",
    datetime.date(2004, 1, 17),
    "B",
    "P",
    VOTER.address,
    "003",
    "001",
    0,
    "S",
]


def write_book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_numbers": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name in hidden:
            sheet.hide()
    book.close()
    return path


def with_cell(name: str, value: object) -> list[Any]:
    return [value if heading == name else cell for heading, cell in zip(HEADING, ROW, strict=True)]


def test_typed_cells_become_the_text_they_mean(tmp_path: Path, read: Read) -> None:
    path = write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, ROW]})
    found = read(path)
    assert recognise(path) is FileKind.SHEET
    assert [(row.line, row.tps, row.voter) for row in found.rows] == [(1, "003", VOTER)]
    assert found.rejected == []


@pytest.mark.parametrize("column", ["NIK", "NKK"])
@pytest.mark.parametrize("number", [3.31819e15, 3318195701043510, 33181957010435.5, 9.4e15, 3.3e17])
def test_a_number_that_lost_digits_is_refused_by_name(tmp_path: Path, read: Read, column: str, number: float) -> None:
    path = write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, with_cell(column, number), ROW]})
    found = read(path)
    assert [(row.line, row.code) for row in found.rejected] == [(2, "angka_rusak")]
    assert "Excel" in found.rejected[0].reason
    assert len(found.rows) == 1


def test_it_is_refused_again_until_it_is_mended(tmp_path: Path, read: Read) -> None:
    broken = write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, with_cell("NIK", 3318195701043510)]})
    for name in ("ditolak.xlsx", "ditolak.csv"):
        write_rejects(tmp_path / name, read(broken))
        again = read(tmp_path / name)
        assert [row.code for row in again.rejected] == ["angka_rusak"]
        assert again.has_reason_column


def test_sixteen_whole_digits_in_a_number_cell_are_kept_and_told(tmp_path: Path, read: Read) -> None:
    found = read(write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, with_cell("NIK", int(VOTER.nik))]}))
    assert found.rows[0].voter.nik == VOTER.nik
    assert set(found.warnings) == {"angka_utuh", "desa_tak_tertulis"}


def test_fifteen_digits_in_a_number_cell_were_typed_so(tmp_path: Path, read: Read) -> None:
    found = read(write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, with_cell("NIK", 331819570104351)]}))
    assert found.rows[0].voter.nik == "331819570104351"
    assert (found.rejected, found.problems) == ([], {"nik_bukan_16_angka": 1})


def test_a_text_nik_that_ends_in_zeros_is_only_a_finding(tmp_path: Path, read: Read) -> None:
    found = read(write_book(tmp_path / "daftar.xlsx", {"Daftar": [HEADING, with_cell("NIK", "3318195701040000")]}))
    assert (found.rejected, found.problems) == ([], {"nik_urut_nol": 1})


def test_a_form_with_titles_two_headings_numbers_and_blank_rows(tmp_path: Path, read: Read) -> None:
    form = [
        ["", "DAFTAR PEMILIH"],
        [],
        ["", "PROVINSI", ": JAWA TENGAH", "", "DESA", ": JEPAT LOR"],
        ["", "KABUPATEN", ": PATI", "", "TPS", ": 003"],
        [],
        ["No", "No KK", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Status Perkawinan B/S/P", "Jenis Kelamin L/P",
         "Alamat", "", "", "Disabilitas", "Status KTP-el", "Keterangan"],
        ["", "", "", "", "", "", "", "", "Jalan/Dukuh", "RT", "RW"],
        list(range(1, 15)),
        [1, VOTER.nkk, VOTER.nik, VOTER.name, "PATI", "17|01|2004", "B", "P", VOTER.address, "003", "001", "", "S", ""],
        [],
        [2, VOTER.nkk, "3318195701043519", "WARTI", "PATI", "17|01|2004", "B", "P", "", "003", "001", "", "S", ""],
    ]  # fmt: skip
    found = read(write_book(tmp_path / "form.xlsx", {"Lembar": form}))
    assert [(row.line, row.tps, row.voter.name) for row in found.rows] == [(1, "003", VOTER.name), (2, "003", "WARTI")]
    assert found.rows[0].voter == VOTER
    assert found.rows_total == 2


def test_sheets_of_one_heading_are_one_list_each_with_its_tps(tmp_path: Path, read: Read) -> None:
    heading, row = [*HEADING[:1], *HEADING[2:]], [*ROW[:1], *ROW[2:]]
    path = write_book(
        tmp_path / "daftar.xlsx",
        {"Sampul": [["DAFTAR PEMILIH"]], "TPS 1": [heading, row], "TPS 2": [heading, row], "Rahasia": [heading, row]},
        hidden=["Rahasia"],
    )
    found = read(path)
    assert [(row.tps, row.line) for row in found.rows] == [("001", 1), ("002", 1)]
    assert "beberapa_lembar" in found.warnings
    write_rejects(tmp_path / "ditolak.xlsx", found)
    assert not (tmp_path / "ditolak.xlsx").exists()


def test_a_formula_counts_with_its_value(tmp_path: Path, read: Read) -> None:
    book = xlsxwriter.Workbook(tmp_path / "daftar.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["TPS", "NIK", "NAMA", "NKK"])
    sheet.write_row(1, 1, [VOTER.nik, VOTER.name, VOTER.nkk])
    sheet.write_formula(1, 0, "=1+2", None, 3)
    book.close()
    assert [row.tps for row in read(tmp_path / "daftar.xlsx").rows] == ["003"]


def test_a_list_without_tps_is_told_which_heading_it_lacks(tmp_path: Path, read: Read) -> None:
    path = write_book(tmp_path / "daftar.xlsx", {"Daftar": [["NIK", "NAMA", "NKK"], ["1", "2", "3"]]})
    with pytest.raises(CoklitError, match="kolom_kurang") as caught:
        read(path)
    assert caught.value.params == {"missing": "TPS"}
