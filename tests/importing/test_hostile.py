"""Files that are no list: one clear sentence each, and never the machine's memory."""

import zipfile
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.reasons import reason_text
from coklit_desktop.importing.recognise import recognise
from tests.importing.conftest import HEADING, Read, Write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refusal(path: Path) -> CoklitError:
    with pytest.raises(CoklitError) as caught:
        recognise(path)
    assert reason_text(caught.value.code).count(". ") <= 1
    return caught.value


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (b"", "berkas_kosong", None),
        (b"\xef\xbb\xbf\r\n \r\n", "berkas_kosong", None),
        (b"%PDF-1.7\n%\xe2\xe3", "bukan_daftar", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "bukan_daftar", "gambar"),
        (b"\xff\xd8\xff\xe0\0", "bukan_daftar", "gambar"),
        (b"Rar!\x1a\x07\0", "bukan_daftar", "arsip RAR"),
        (b"<!DOCTYPE html><html>", "bukan_daftar", "halaman web"),
        (b"SQLite format 3\0", "bukan_daftar", "basis data"),
        (b"\0" * 4096, "bukan_daftar", "nol semua"),
        (bytes(range(256)) * 16, "bukan_daftar", "data yang bukan teks"),
        (b"Kepada Yth. Bapak/Ibu\nSalam,\n", "bukan_daftar", "teks tanpa judul kolom NIK, NAMA, dan TPS"),
        (b"satu#dua#tiga\n1#2#3\n", "bukan_daftar", "teks tanpa judul kolom NIK, NAMA, dan TPS"),
        (b"NAMA,ALAMAT,RT,RW\nA,B,1,2\n", "kolom_kurang", None),
        (b"NIK,NAMA,TPS" + b",X" * 10_000 + b"\n1,2,3\n", "kolom_terlalu_banyak", None),
        (b"x" * 100_000, "bukan_daftar", "teks tanpa judul kolom NIK, NAMA, dan TPS"),
        (OLE, "excel_lama", None),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 99, "excel_bersandi", None),
        (b"PK\x03\x04" + b"\0" * 200, "berkas_rusak", None),
    ],
)
def test_what_is_no_list_is_named(tmp_path: Path, data: bytes, code: str, what: str | None) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(data)
    error = refusal(path)
    assert (error.code, error.params.get("what")) == (code, what)


def test_a_gigabyte_of_zeros_is_refused_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "nol.csv"
    with path.open("wb") as file:
        file.truncate(2**30)
    assert refusal(path).code == "bukan_daftar"


def test_a_list_of_a_gigabyte_is_too_big(sidalih: Write) -> None:
    path = sidalih(*({"DPID": str(number)} for number in range(1, 600)))
    with path.open("r+b") as file:
        file.truncate(2**30)
    assert refusal(path).code == "berkas_terlalu_besar"


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    assert refusal(tmp_path / "tidak-ada.csv").code == "berkas_tidak_ada"
    assert refusal(tmp_path).code == "berkas_tidak_terbaca"


def test_zeros_at_the_end_of_a_list_are_damage(sidalih: Write, read: Read) -> None:
    path = sidalih(*({"DPID": str(number)} for number in range(1, 600)))
    path.write_bytes(path.read_bytes() + b"\0" * 5000)
    with pytest.raises(CoklitError, match="berkas_rusak"):
        read(path)


def test_a_line_without_end_is_no_row(sidalih: Write, read: Read) -> None:
    path = sidalih(*({"DPID": str(number)} for number in range(1, 600)))
    path.write_bytes(path.read_bytes() + b"x" * 200_000)
    with pytest.raises(CoklitError, match="baris_terlalu_panjang"):
        read(path)


def test_a_cut_file_gives_all_whole_rows(sidalih: Write, read: Read) -> None:
    path = sidalih({}, {"DPID": "102"})
    path.write_bytes(path.read_bytes()[:-60])
    found = read(path)
    assert [row.dpid for row in found.rows] == ["101"]
    assert [row.code for row in found.rejected] == ["sel_kurang"]


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(path: Path, rows: str, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows))
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1"><c r="A1"/><c r="XFD1048576"/></row>', "kolom_terlalu_banyak"),
        ("<row r='1048576'><c s='1' r='CZ1048576'/></row>", "berkas_terlalu_besar"),
        ('<row r="1"><c\n r = "ZZ1"/></row>', "kolom_terlalu_banyak"),
        ("<row><c/></row>", "berkas_rusak"),
    ],
)
def test_a_small_workbook_that_claims_a_billion_cells(tmp_path: Path, rows: str, code: str) -> None:
    assert refusal(workbook(tmp_path / "besar.xlsx", rows)).code == code


def test_a_zip_bomb_is_refused_by_what_it_says_it_holds(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bom.xlsx", "")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/x.bin", "w", force_zip64=True) as member,
    ):
        for _ in range(620):
            member.write(bytes(2**20))
    assert path.stat().st_size < 2**23
    assert refusal(path).code == "berkas_terlalu_besar"


def test_too_many_members(tmp_path: Path) -> None:
    members = {f"xl__{number}": b"" for number in range(2001)}
    assert refusal(workbook(tmp_path / "banyak.xlsx", "", **members)).code == "berkas_terlalu_besar"


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("word/document.xml", "dokumen Word"),
        ("content.xml", "dokumen OpenDocument; simpan dulu sebagai .xlsx"),
        ("xl/workbook.bin", "Excel biner; simpan dulu sebagai .xlsx"),
        ("foto.jpg", "arsip ZIP"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, member: str, what: str) -> None:
    path = tmp_path / "arsip.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, b"x")
    assert refusal(path).params == {"what": what}


def test_names_of_files_decide_nothing(sidalih: Write) -> None:
    assert recognise(sidalih({}, name="daftar.pdf")) == "sidalih"


def test_a_heading_far_below_is_not_looked_for(sidalih: Write) -> None:
    path = sidalih({})
    path.write_bytes(b"judul\n" * 30 + path.read_bytes())
    assert refusal(path).code in ("bukan_daftar", "kolom_kurang")


def test_a_file_that_changes_while_it_is_read(sidalih: Write, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    from coklit_desktop.importing.textfile import TextTable

    path = sidalih({}, {"DPID": "102"}, {"DPID": "103", "KELURAHAN": "TENDAS", "KEL_ID": "3318192009"})
    whole = TextTable.records

    def change_after(self: TextTable, progress):
        yield from whole(self, progress)
        path.write_bytes("#".join(HEADING).encode() + b"\n")

    monkeypatch.setattr(TextTable, "records", change_after)
    with pytest.raises(CoklitError, match="berkas_berubah"):
        read(path)
