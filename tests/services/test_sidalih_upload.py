"""Upload files for Sidalih: their order and cells, what each held, what was refused, and what must wait."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.reports.forms.bulk_sidalih import HEADINGS
from coklit_desktop.services import sidalih_upload as upload
from coklit_desktop.services.browsing import find_voter, new_voters
from coklit_desktop.services.delivering import preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.keying import withdraw_new
from coklit_desktop.services.undoing import undo_last
from tests.reports.reading import sheets_of
from tests.services.small import AREA, ELECTION, PASSPHRASE, key, line, new_row, nik, open_village

TMS, CHANGED, NEW = "1-tms-8", "2-u", "3-b"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "unggah"
    found.mkdir()
    return found


def keyed(desk: Desk) -> None:
    """One of each: dead, wrong TPS with a target, a name corrected, somebody really new."""
    key(desk, "1001,1,1", "1002,1,8,2", "1003,1,U,,,,ORANG LAIN", new_row(50, 2, name="BARU SEKALI"))


def rows_in(folder: Path, name: str) -> list[list[object]]:
    head, *rows = sheets_of(folder / name)["Bulk Sidalih"]
    assert head == list(HEADINGS)
    return rows


def names(files: tuple[upload.UploadFile, ...]) -> list[str]:
    return [file.name for file in files]


def subjects_of(desk: Desk, *dpids: str) -> list[str]:
    with desk.store.read() as unit:
        return [find_voter(desk, unit, dpid).subject for dpid in dpids]


def failures(path: Path, heading: list[str], *rows: list[object]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([heading, *rows]):
            sheet.write_row(at, 0, row)
    return path


# --- files


def test_files_come_in_the_order_in_which_sidalih_can_take_them(desk: Desk, folder: Path) -> None:
    keyed(desk)
    batch = upload.make_batch(desk, folder)
    assert names(batch.files) == [
        f"sidalih_{AREA}_1-tms-8_01.xlsx", f"sidalih_{AREA}_2-u_01.xlsx", f"sidalih_{AREA}_3-b_01.xlsx",
    ]  # fmt: skip
    assert [file.rows for file in batch.files] == [2, 1, 1]
    assert sorted(path.name for path in folder.iterdir()) == names(batch.files)
    assert [file.number for file in upload.batches(desk)] == [1, 2, 3]


def test_cells_have_the_types_that_sidalih_wants(desk: Desk, folder: Path) -> None:
    keyed(desk)
    files = upload.make_batch(desk, folder).files
    dead, wrong = rows_in(folder, files[0].name)
    assert dead == ["TAYU", "JEPAT LOR", 1001.0, line(1).nkk, nik(1), "ORANG 001", "PATI", "01|01|1980", "S", "L",
                    "DK KRAJAN", 1.0, 1.0, 0.0, "S", "1", "COKLIT", 1.0]  # fmt: skip
    assert (wrong[2], wrong[15], wrong[17]) == (1002.0, "8", 1.0)
    [changed] = rows_in(folder, files[1].name)
    assert (changed[2], changed[5], changed[15]) == (1003.0, "ORANG LAIN", "U")
    [new] = rows_in(folder, files[2].name)
    assert new[2] == ""  # Sidalih gives a B its DPID
    assert (new[4], new[5], new[15], new[17]) == (nik(50), "BARU SEKALI", "B", 2.0)
    assert [type(cell) for cell in new[11:14]] == [float, float, float]


def test_an_empty_dpid_is_no_cell_at_all(desk: Desk, folder: Path) -> None:
    from zipfile import ZipFile

    key(desk, new_row(50, 2))
    [file] = upload.make_batch(desk, folder).files
    xml = ZipFile(folder / file.name).read("xl/worksheets/sheet1.xml").decode()
    assert 'r="B2"' in xml
    assert 'r="C2"' not in xml


def test_the_programs_own_importer_reads_each_file_back(desk: Desk, folder: Path, tmp_path: Path) -> None:
    keyed(desk)
    files = upload.make_batch(desk, folder).files
    other = create_desk(tmp_path / "lain", "pps", AREA, ELECTION, "Sri", PASSPHRASE)
    for file in files:
        [seen] = preview_import(other, [folder / file.name]).lists
        assert seen.rejected == []
        with desk.store.read() as unit:
            kept = unit.voters(subjects=list(file.contents))
        assert {(row.dpid, row.voter) for row in seen.rows} == {
            (row.dpid, row.voter._replace(rt="1", rw="1"))
            for row in kept  # both are numbers in the file
        }
    other.close()


def test_rows_per_file_can_be_set(desk: Desk, folder: Path) -> None:
    key(desk, *(f"{1000 + n},1,1" for n in range(1, 6)))
    batch = upload.make_batch(desk, folder, rows_per_file=2)
    assert [(file.name[-7:-5], file.rows) for file in batch.files] == [("01", 2), ("02", 2), ("03", 1)]
    for size in (0, -1, 100_001):
        with pytest.raises(CoklitError) as caught:
            upload.make_batch(desk, folder, rows_per_file=size)
        assert caught.value.code == "baris_per_berkas_salah"
    assert upload.rows_per_file_of(desk) == 1000


def test_cancel_and_a_missing_folder_leave_neither_files_nor_topics(desk: Desk, folder: Path) -> None:
    keyed(desk)

    def stop(fraction: float, _what: str) -> None:
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        upload.make_batch(desk, folder, progress=stop)
    assert list(folder.iterdir()) == []
    with pytest.raises(CoklitError) as caught:
        upload.make_batch(desk, folder / "tidak" / "ada")
    assert caught.value.code == "berkas_tak_tertulis"
    assert upload.batches(desk) == []


def test_a_loksus_has_codes_of_its_own(tmp_path: Path, folder: Path) -> None:
    desk = open_village(tmp_path, [line(n, 901) for n in range(1, 5)])
    key(desk, "1001,901,1", "1002,901,7")
    [file] = upload.make_batch(desk, folder).files
    assert [row[15] for row in rows_in(folder, file.name)] == ["91", "97"]
    desk.close()


def test_it_is_noted_as_an_export_and_only_a_pps_does_it(desk: Desk, folder: Path, tmp_path: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    upload.webgrid_text(desk)
    with desk.store.read() as unit:
        assert [what for what, _ in unit.exports()] == ["bulk-sidalih papan klip", "bulk-sidalih xlsx 3 berkas"]
    ppk = create_desk(tmp_path / "ppk", "ppk", AREA.rsplit(".", 1)[0], ELECTION, "Sri", PASSPHRASE)
    with pytest.raises(CoklitError) as caught:
        upload.make_batch(ppk, folder)
    assert caught.value.code == "unggah_hanya_pps"
    ppk.close()


# --- how a file came through


def test_what_sidalih_has_goes_into_no_later_file(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    for number in (1, 2, 3):
        upload.mark(desk, number, "diunggah")
    assert (upload.outlook(desk).ready, upload.outlook(desk).waiting) == (0, 4)
    upload.mark(desk, 1, "diterima")
    key(desk, "1004,1,4")
    batch = upload.make_batch(desk, folder)
    assert names(batch.files) == [f"sidalih_{AREA}_1-tms-8_02.xlsx", f"sidalih_{AREA}_3-b_02.xlsx"]
    assert [row[2] for row in rows_in(folder, batch.files[0].name)] == [1004.0]


def test_files_never_uploaded_are_replaced(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    upload.mark(desk, 1, "diunggah")
    key(desk, "1004,1,4")
    batch = upload.make_batch(desk, folder)
    assert [str(file.state) for file in upload.batches(desk)] == [
        "diunggah", "diganti", "diganti", "dibuat", "dibuat", "dibuat",
    ]  # fmt: skip
    assert [file.rows for file in batch.files] == [1, 1, 1]
    with pytest.raises(CoklitError) as caught:
        upload.mark(desk, 2, "diterima")
    assert caught.value.code == "unggahan_diganti"
    assert upload.make_batch(desk, folder).rows == 3  # the same again: those of the files never uploaded


def test_a_later_correction_of_an_accepted_voter_is_sent_again(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    upload.mark(desk, 2, "diterima")
    key(desk, "1003,1,U,,,,ORANG KETIGA")
    upload.mark(desk, 1, "diunggah")
    upload.mark(desk, 3, "diunggah")
    [file] = upload.make_batch(desk, folder).files
    assert [row[5] for row in rows_in(folder, file.name)] == ["ORANG KETIGA"]


def test_what_sidalih_took_and_the_list_took_back_is_told(desk: Desk, folder: Path) -> None:
    key(desk, "1001,1,1", new_row(50, 2, name="BARU SEKALI"))
    upload.make_batch(desk, folder)
    upload.mark(desk, 1, "diterima")
    upload.mark(desk, 2, "diterima")
    key(desk, "1001,1,0")
    withdraw_new(desk, new_voters(desk, "002")[0].subject, "salah")
    prospect = upload.outlook(desk)
    assert prospect.ready == 0
    assert sorted((one.name, one.reason.partition(",")[0]) for one in prospect.overtaken) == [
        ("BARU SEKALI", "Sudah diterima Sidalih sebagai pemilih baru"), ("ORANG 001", "TMS-nya sudah diterima Sidalih"),
    ]  # fmt: skip


def test_an_unknown_file_or_state_is_refused(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    for act, code in (
        (lambda: upload.mark(desk, 9, "diterima"), "unggahan_tak_dikenal"),
        (lambda: upload.mark(desk, 1, "entah"), "keadaan_unggahan_salah"),
        (lambda: upload.make_batch(desk, folder, only_failed=9), "unggahan_tak_dikenal"),
        (lambda: upload.make_batch(desk, folder, only_failed=1), "unggahan_tanpa_gagal"),
    ):
        with pytest.raises(CoklitError) as caught:
            act()
        assert caught.value.code == code


# --- Bs that must wait


def test_a_held_b_comes_when_its_8_is_accepted(desk: Desk, folder: Path) -> None:
    key(desk, "1002,1,8,2")
    batch = upload.make_batch(desk, folder)
    assert [file.part for file in batch.files] == [TMS]
    [held] = batch.outlook.held
    assert (held.tps, held.reason.split(".")[0]) == ("002", "Kode 8-nya di TPS 001 belum diterima Sidalih")
    upload.mark(desk, 1, "diunggah")
    assert upload.make_batch(desk, folder).files == ()
    upload.mark(desk, 1, "diterima")
    [file] = upload.make_batch(desk, folder).files
    assert file.part == NEW
    [row] = rows_in(folder, file.name)
    assert (row[2], row[4], row[17]) == ("", nik(2, "P"), 2.0)


def test_a_keyed_b_takes_the_place_of_the_made_one(desk: Desk, folder: Path) -> None:
    key(desk, "1002,1,8,2")
    upload.make_batch(desk, folder)
    upload.mark(desk, 1, "diterima")
    [file] = upload.make_batch(desk, folder).files
    upload.mark(desk, file.number, "diunggah")
    key(desk, new_row(2, 2, name="ORANG 002", sex="P").replace(nik(2), nik(2, "P")))
    assert upload.outlook(desk).ready == 0
    [said] = upload.load_failures(
        desk, file.number, failures(folder / "g.xlsx", ["NIK", "PESAN"], [nik(2, "P"), "NIK aktif"])
    ).failed
    assert said.subject.startswith("b:")
    assert upload.make_batch(desk, folder, only_failed=file.number).rows == 1


def test_a_b_waits_while_its_nik_is_active_elsewhere(desk: Desk, folder: Path) -> None:
    key(desk, new_row(1, 2, name="ORANG 001"))
    batch = upload.make_batch(desk, folder)
    assert batch.files == ()
    assert batch.outlook.held[0].reason == "NIK-nya masih aktif di TPS 001. Beri kode 8 di sana, atau periksa NIK-nya."
    key(desk, "1001,1,1")
    batch = upload.make_batch(desk, folder)
    assert [file.part for file in batch.files] == [TMS]
    assert "milik pemilih TMS di TPS 001" in batch.outlook.held[0].reason


def test_a_b_waits_for_the_u_that_frees_its_nik(desk: Desk, folder: Path) -> None:
    key(desk, f"1001,1,U,,,{nik(77)}", new_row(1, 2))
    batch = upload.make_batch(desk, folder)
    assert [file.part for file in batch.files] == [CHANGED]
    assert "sampai perubahan NIK itu diterima Sidalih" in batch.outlook.held[0].reason
    upload.mark(desk, 1, "diterima")
    assert [file.part for file in upload.make_batch(desk, folder).files] == [NEW]


# --- what Sidalih refused


def test_refused_rows_are_found_by_dpid_or_nik_and_sent_again(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    listed = failures(
        folder / "gagal.xlsx", ["No", "DPID", "NIK", "Nama", "Pesan"],
        [1, 1002, nik(2, "P"), "X", "TPS tidak ada"], [2, 9999, "", "Y", "tidak dikenal"],
        [3, 1001, nik(1), "Z", "Berhasil"],
    )  # fmt: skip
    found = upload.load_failures(desk, 1, listed)
    assert (found.passed, found.unmatched) == (1, ((3, "tidak dikenal"),))
    assert [(one.name, one.tps, one.reason) for one in found.failed] == [("ORANG 002", "001", "TPS tidak ada")]
    assert (str(found.file.state), found.file.note) == ("sebagian", "1 baris gagal")
    assert upload.refused_voters(desk, 1) == found.failed
    upload.mark(desk, 2, "diunggah")
    upload.mark(desk, 3, "diunggah")
    batch = upload.make_batch(desk, folder, only_failed=1)
    assert [file.contents.keys() for file in batch.files] == [set(subjects_of(desk, "1002"))]
    assert upload.make_batch(desk, folder, only_failed=1).files == ()  # it is in a file already


def test_a_file_refused_as_a_whole(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    upload.mark(desk, 1, "gagal", "Sidalih macet")
    assert {one.name for one in upload.refused_voters(desk, 1)} == {"ORANG 001", "ORANG 002"}
    assert upload.make_batch(desk, folder, only_failed=1).rows == 2
    csv = folder / "gagal.csv"
    csv.write_text("DPID;KETERANGAN;ALASAN\n1003;U;NIK ganda\n", encoding="utf-8")
    assert str(upload.load_failures(desk, 2, csv).file.state) == "gagal"


def test_a_list_of_another_file_changes_nothing(desk: Desk, folder: Path) -> None:
    keyed(desk)
    upload.make_batch(desk, folder)
    listed = failures(folder / "gagal.xlsx", ["DPID", "ERROR"], [1003, "NIK ganda"])
    with pytest.raises(CoklitError) as caught:
        upload.load_failures(desk, 1, listed)
    assert caught.value.code == "gagal_tak_cocok"
    assert str(upload.batches(desk)[0].state) == "dibuat"


# --- webgrid


def test_the_webgrid_gets_sixteen_fields_a_line(desk: Desk) -> None:
    keyed(desk)
    lines = [text.split("\t") for text in upload.webgrid_text(desk).splitlines()]
    assert [len(cells) for cells in lines] == [16] * 5
    assert lines[0] == ["1001", line(1).nkk, nik(1), "ORANG 001", "L", "PATI", "01|01|1980", "S", "DK KRAJAN", "1", "1",
                        "0", "S", "COKLIT", "1", "1"]  # fmt: skip
    assert [(cells[0], cells[14], cells[15]) for cells in lines] == [
        ("1001", "1", "1"), ("1002", "8", "1"), ("1003", "U", "1"), ("", "B", "2"), ("", "B", "2"),
    ]  # fmt: skip


def test_a_struck_voter_goes_to_the_webgrid_as_delivered(desk: Desk) -> None:
    key(desk, "1003,1,U,,,,ORANG LAIN")
    key(desk, "1003,1,4")
    [cells] = [text.split("\t") for text in upload.webgrid_text(desk).splitlines()]
    assert (cells[3], cells[14]) == ("ORANG 003", "4")


def test_one_tps_or_some_voters_only(desk: Desk) -> None:
    keyed(desk)
    assert len(upload.webgrid_text(desk, tps="002").splitlines()) == 2
    assert len(upload.webgrid_text(desk, subjects=subjects_of(desk, "1001")).splitlines()) == 1
    undo_last(desk)
    assert len(upload.webgrid_text(desk, tps="002").splitlines()) == 1
