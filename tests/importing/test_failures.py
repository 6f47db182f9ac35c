"""Lists of what Sidalih refused: any table with a column of who and one of why."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.failures import FailureRow, read_failures

NIK = "3318190101800001"


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def code_of(path: Path) -> str:
    with pytest.raises(CoklitError) as caught:
        read_failures(path)
    return caught.value.code


@pytest.mark.parametrize("reason", ["KETERANGAN", "Alasan", "pesan", "STATUS", "Error", "Pesan Error"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "#"])
def test_any_reason_column_between_any_delimiter(tmp_path: Path, reason: str, delimiter: str) -> None:
    lines = [["No", "DPID", reason], ["1", "1001", "NIK sudah ada"]]
    path = text(tmp_path / "g.csv", "\n".join(delimiter.join(cells) for cells in lines) + "\n")
    assert read_failures(path) == [FailureRow(2, "1001", "", "NIK sudah ada", passed=False)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = text(tmp_path / "g.csv", f"NIK;PESAN\n{NIK};Nama “É” salah\n", encoding)
    assert [(row.nik, row.reason) for row in read_failures(path)] == [(NIK, "Nama “É” salah")]


def test_titles_above_and_other_sheets_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "g.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Sampul").write(0, 0, "DAFTAR GAGAL")
        sheet = book.add_worksheet("Isi")
        for at, cells in enumerate([["DAFTAR GAGAL"], [], ["No", "DPID", "NIK", "Pesan"], [1, 1001, NIK, "ganda"]]):
            sheet.write_row(at, 0, cells)
    assert read_failures(path) == [FailureRow(4, "1001", NIK, "ganda", passed=False)]


def test_a_nik_that_became_a_number_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "g.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "PESAN"])
        sheet.write_number(1, 0, 3318190101800000)
        sheet.write_string(1, 1, "ganda")
    [row] = read_failures(path)
    assert row.nik != "3318190101800000"


def test_the_plainest_reason_is_taken_and_codes_are_none(tmp_path: Path) -> None:
    content = "DPID;KETERANGAN;STATUS;PESAN\n1;U;GAGAL;NIK ganda\n2;8;GAGAL;\n3;B;BERHASIL;\n4;U;;\n"
    rows = read_failures(text(tmp_path / "g.csv", content))
    assert [(row.dpid, row.reason, row.passed) for row in rows] == [
        ("1", "NIK ganda", False), ("2", "GAGAL", False), ("3", "BERHASIL", True), ("4", "", False),
    ]  # fmt: skip


def test_rows_that_name_nobody_and_short_rows(tmp_path: Path) -> None:
    rows = read_failures(text(tmp_path / "g.csv", "DPID;NIK;PESAN\n\n;;jumlah 2\n0;;x\n1001\n1002;;salah\n"))
    assert [(row.line, row.dpid, row.reason) for row in rows] == [(5, "1001", ""), (6, "1002", "salah")]


def test_what_is_no_list_of_failures(tmp_path: Path) -> None:
    assert code_of(text(tmp_path / "a.csv", "DPID;NAMA\n1;X\n")) == "gagal_tak_terbaca"
    assert code_of(text(tmp_path / "u.csv", "DPID;NIK;NAMA;KET\n1;2;X;U\n")) == "gagal_tak_terbaca"  # what was uploaded
    assert code_of(text(tmp_path / "b.csv", "PESAN\nx\n")) == "gagal_tak_terbaca"
    assert code_of(text(tmp_path / "c.csv", " \n")) == "berkas_kosong"
    assert code_of(text(tmp_path / "d.pdf", "%PDF-1.7")) == "bukan_daftar"
    assert code_of(text(tmp_path / "e.csv", "DPID;PESAN\n1;x\0\n")) == "bukan_daftar"
    assert code_of(tmp_path / "tidak-ada.csv") == "berkas_tidak_ada"
    assert code_of(text(tmp_path / "f.xlsx", "PK\x03\x04rusak")) == "berkas_rusak"


def test_nothing_personal_in_a_repr(tmp_path: Path) -> None:
    [row] = read_failures(text(tmp_path / "g.csv", f"NIK;PESAN\n{NIK};milik SUPARMAN\n"))
    assert NIK not in repr(row)
    assert "SUPARMAN" not in repr(row)
