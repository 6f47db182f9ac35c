"""The dead for the head of the village, TMS without a paper, waiting 8s, corrections after the pleno, exports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from coklit_desktop.domain.records import Mark, Outcome, State
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.make import documents, make, missing
from coklit_desktop.reports.model import Document, Row
from tests.reports.reading import sheets_of
from tests.reports.sample import data_for, delivered, form_data, new, tms
from tests.reports.sample_lists import list_rows, with_paper
from tests.reports.test_counts import data_of, few, villages


def document(form_id: str, data: FormData) -> Document:
    found: Document = next(documents(form_id, data, data.tps_list))
    return found


def cells(row: Row) -> tuple[object, ...]:
    """What a row says, its empty cells left out."""
    return tuple(cell for cell in row.cells if cell not in ("", None))


# --- the dead


def test_the_dead_of_the_village_by_tps_with_their_papers() -> None:
    found = document("daftar-meninggal", form_data(list_rows(), variant="desa"))
    assert [(row.cells[0], row.cells[1], *row.cells[-2:]) for row in found.rows] == [
        ("1", "001", "", ""),
        ("2", "001", "Akta kematian", "3318-KM-12072024-0003"),
        ("3", "001", "Lainnya", "Surat RT 04 5/RT04/VII"),
        ("4", "002", "Surat keterangan kematian", ""),
        ("5", "002", "surat tanpa titik dua 3318190907900021", ""),
        ("6", "003", "", ""),
    ]


def test_one_list_of_the_dead_a_tps() -> None:
    data = form_data(list_rows(), variant="tps")
    found = list(documents("daftar-meninggal", data, data.tps_list))
    assert [(one.name, len(one.rows)) for one in found] == [("TPS 001", 3), ("TPS 002", 2), ("TPS 003", 1)]
    assert found[1].identity[1][-1] == ("TPS", "002")


@pytest.mark.parametrize(("kelurahan", "head"), [(False, "Kepala Desa"), (True, "Lurah")])
def test_the_head_of_the_village_signs_beside_the_chair(kelurahan: bool, head: str) -> None:
    found = document("daftar-meninggal", form_data(list_rows(), village_is_kelurahan=kelurahan))
    assert [(signer.role, signer.name) for signer in found.closing.signers] == [
        ("Ketua PPS", "SITI AMINAH"), (f"{head.upper()} (tanda tangan dan cap)", ""),
    ]  # fmt: skip
    assert found.notes[0].startswith(f"{head} Jepat Lor menerangkan")


def test_what_the_list_of_the_dead_lacks() -> None:
    assert missing("daftar-meninggal", form_data(list_rows()), None) == ["2 pemilih meninggal belum ada buktinya."]
    assert missing("daftar-meninggal", form_data([delivered(1)], office={}), None) == ["Nama ketua PPS belum diisi."]


@few
@given(villages)
def test_the_dead_are_those_counted_under_code_1(village: list[tuple[str, int]]) -> None:
    data = replace(data_of(village), variant="tps")
    for found, counts in zip(
        documents("daftar-meninggal", data, data.tps_list), data.counts_by_tps.values(), strict=True
    ):
        printed = [row.sex for row in found.rows if row.number]
        dead = counts.tms.get("meninggal")
        assert (printed.count("L"), printed.count("P")) == ((dead.L, dead.P) if dead else (0, 0))


# --- struck without a paper


def test_codes_1_to_4_without_a_paper_tps_by_tps() -> None:
    rows = [
        tms(1, "meninggal", "002"), tms(2, "pindah_domisili"), tms(3, "tni"), with_paper(4, "ganda", "KK: 1"),
        tms(5, "di_bawah_umur"), replace(tms(6, "ganda"), gone=True), delivered(7),
    ]  # fmt: skip
    found = document("daftar-tanpa-bukti", form_data(rows))
    assert [row.cells[0] if row.style else (row.cells[0], row.cells[3], row.cells[9]) for row in found.rows] == [
        "TPS 001: 2 pemilih", ("1", "SUKIMAN 2", "4"), ("2", "KASMINAH 5", "3"), "TPS 002: 1 pemilih",
        ("3", "KASMINAH 1", "1"),
    ]  # fmt: skip
    assert all(row.cells[-2:] == ("", "") for row in found.rows if not row.style)
    assert [row.joins for row in found.rows] == [False, True, False, False, True]


# --- 8s and Bs that wait


def test_an_8_without_its_b_and_a_b_without_its_8_show_both_tps() -> None:
    found = document("daftar-tunggu-8", form_data(list_rows()))
    assert [cells(row)[-4:] if not row.style else cells(row) for row in found.rows] == [
        ("Kode 8 tanpa B: 1 pemilih",),
        ("003", "8", "002", "Tidak padan: belum ada B-nya"),
        ("B yang NIK-nya masih aktif di TPS lain: 1 pemilih",),
        ("B", "003", "001", "Masih aktif di TPS 003"),
    ]


def test_pairs_and_ordinary_rows_do_not_wait() -> None:
    rows = [tms(1, "salah_tps"), replace(tms(2, "salah_tps"), mark=Mark.PAIRED), new(2, "002", pair=True), delivered(3)]
    assert document("daftar-tunggu-8", form_data(rows)).rows[0].cells[0] == "NIHIL"


def test_only_the_chosen_tps_wait_but_others_are_searched() -> None:
    data = form_data(list_rows())
    (only,) = documents("daftar-tunggu-8", data, ["001"])
    assert [row.cells[0] for row in only.rows if not row.style] == ["1"]
    assert only.rows[-1].cells[-1] == "Masih aktif di TPS 003"


def test_2020_had_no_code_for_a_wrong_tps() -> None:
    rows = [tms(1, "hilang_ingatan"), replace(new(2, "002"), mark=Mark.WAITING_8), delivered(2)]
    found = document("daftar-tunggu-8", form_data(rows, election="pilkada-2020"))
    assert found.model == "Daftar Tunggu Pemilih Baru"
    assert [cells(row)[0] for row in found.rows] == ["B yang NIK-nya masih aktif di TPS lain: 1 pemilih", "1"]


# --- corrections


def test_old_and_new_row_stand_under_each_other_with_the_reason() -> None:
    found = document("lembar-perbaikan", data_for("lembar-perbaikan"))
    first = found.rows[:3]
    assert [row.cells[:3] for row in first[:2]] == [("1", "Semula", "001"), ("", "Menjadi", "001")]
    keys = [column.heading for column in found.columns]
    assert [keys[at] for at in sorted(first[1].bold)] == ["Isi", "Nama", "Tanggal Lahir", "Keterangan"]
    assert first[1].cells[-1] == "U"
    assert str(first[2].cells[1]).endswith("(Sri Lestari, 02-08-2024 21:00)")
    assert [row.joins for row in found.rows] == [False, True, True] * 5
    assert [row.number for row in found.rows] == [0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 5, 0]


def test_who_came_who_left_and_what_no_cell_shows() -> None:
    rows = document("lembar-perbaikan", data_for("lembar-perbaikan")).rows
    came, left, proved = rows[6:9], rows[9:12], rows[12:15]
    assert cells(came[0]) == ("3", "Semula: tidak ada dalam daftar")
    assert cells(left[1])[1] == "Menjadi: tidak ada lagi dalam daftar"
    assert "Alasan: Sudah terdaftar (Sri Lestari, 02-08-2024 21:00); Alasan: - (Wahyu" in str(left[2].cells[1])
    assert str(proved[2].cells[1]).startswith("TMS 2 Ganda. Alasan: Bukti ditemukan")


def test_a_result_without_a_code_is_told_in_words() -> None:
    from tests.reports.sample_lists import Difference

    row = delivered(1)
    change = Difference(row, replace(row, outcome=Outcome(State.TIDAK_DITEMUI)))
    found = document("lembar-perbaikan", form_data([], more={"differences": [change]}))
    assert [row.cells[-1] for row in found.rows[:2]] == ["Sesuai", "Tidak ditemui"]
    assert found.rows[2].cells[1] == "Alasan: -"


def test_keys_and_signatures_do_not_share_cells_of_the_workbook(tmp_path: Path) -> None:
    make("lembar-perbaikan", data_for("lembar-perbaikan"), tmp_path / "list.xlsx", fmt="xlsx")
    cells = sheets_of(tmp_path / "list.xlsx")["Perbaikan"]
    at = next(number for number, row in enumerate(cells) if "PANITIA PEMUNGUTAN SUARA" in row)
    keys = [
        number for number, row in enumerate(cells) if "8: TPS tidak sesuai" in row or "3: Disabilitas Mental" in row
    ]
    assert len(keys) == 2
    assert max(keys) < at


def test_a_sheet_of_corrections_wants_a_determination() -> None:
    (said,) = missing("lembar-perbaikan", form_data(draft=True), None)
    assert said.startswith("Daftar belum ditetapkan.")
    assert missing("lembar-perbaikan", form_data(), None) == []
    assert "Nama ketua PPS belum diisi." in missing("lembar-perbaikan", form_data(office={}), None)


# --- exports


def test_the_log_says_what_left_when_how_and_for_whom() -> None:
    found = document("log-ekspor", data_for("log-ekspor"))
    assert [row.cells for row in found.rows] == [
        ("1", "02-08-2024 21:00", "Model A-Rekap PPS", "Berkas PDF", "", ""),
        ("2", "02-08-2024 21:01", "Model A-Daftar Perubahan Pemilih", "Dicetak, tersamar", "partai politik", ""),
        ("3", "02-08-2024 21:02", "Peta rumah tangga", "Berkas HTML", "", ""),
        ("4", "02-08-2024 21:03", "Bulk Sidalih", "Berkas XLSX", "", ""),
    ]
    assert found.closing.signers[0].name == "SITI AMINAH"


def test_the_log_of_an_office_above_names_its_own_area() -> None:
    names = form_data().area_names._replace(village="")
    kecamatan = document("log-ekspor", form_data([], office_kind="ppk", area_names=names, office={}))
    assert kecamatan.identity[1] == (("KECAMATAN", "TAYU"),)
    kpu = document("log-ekspor", form_data([], office_kind="kabko", area_names=names._replace(district=""), office={}))
    assert kpu.identity[1] == (("KABUPATEN", "PATI"),)
    assert missing("log-ekspor", form_data(office={}), None) == ["Nama ketua belum diisi."]
