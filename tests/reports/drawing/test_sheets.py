"""Workbooks, cell by cell with types."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.forms.bulk_sidalih import HEADINGS
from coklit_desktop.reports.make import make
from tests.reports.reading import sheets_of
from tests.reports.sample import delivered, form_data, new, tms, voter


def bulk(rows: list, tmp_path: Path, **changes: object) -> list[list[object]]:
    out = tmp_path / "bulk.xlsx"
    make("bulk-sidalih", form_data(rows, **changes), out, fmt="xlsx")
    return sheets_of(out)["Bulk Sidalih"]


def test_bulk_sidalih_has_exact_columns_order_and_types(tmp_path: Path) -> None:
    rows = [
        delivered(1),
        delivered(2, address="DK. LAIN"),
        tms(3, "salah_tps", "002"),
        new(3, "001", disability="sensorik_netra"),
        tms(4, "meninggal", "001"),
    ]
    head, *found = bulk(rows, tmp_path)
    assert head == list(HEADINGS)
    assert " ".join(map(str, head)) == (
        "KECAMATAN DESA DPID NKK NIK NAMA TMPLHR TGLLHR STS L/P JALAN RT RW DIS EKTP KET SMBR TPS"
    )
    changed = voter(2, address="DK. LAIN")
    assert ["TAYU", "JEPAT LOR", 700000002.0, changed.nkk, changed.nik, changed.name, "PATI", changed.birth_date,
            "P", "L", "DK. LAIN", 1.0, 1.0, 0.0, "S", "U", "COKLIT", 1.0] in found  # fmt: skip
    types = {tuple(type(cell) for cell in row) for row in found if row[15] != "B"}
    text, number = str, float
    assert types == {(text, text, number, *[text] * 8, number, number, number, text, text, text, number)}
    by_ket = {row[15]: row for row in found}
    assert (by_ket["B"][2], by_ket["B"][13], by_ket["B"][17]) == ("", 6, 1)  # Sidalih gives a B its DPID
    assert (by_ket["8"][2], by_ket["8"][17]) == (700000003, 2)
    assert set(by_ket) == {"B", "U", "1", "8"}


def test_bulk_sidalih_is_sorted_by_numbers(tmp_path: Path) -> None:
    rows = [
        new(1, "010", rw="001", rt="001"),
        new(2, "002", rw="010", rt="001"),
        new(3, "002", rw="2", rt="010"),
        new(4, "002", rw="002", rt="2", nkk="3318191103170099"),
        new(5, "002", rw="002", rt="002", nkk="3318191103170001", name="B"),
        new(6, "002", rw="002", rt="002", nkk="3318191103170001", name="A"),
    ]
    _, *found = bulk(rows, tmp_path)
    assert [row[5] if row[5] in ("A", "B") else int(str(row[4])[-4:]) - 1 for row in found] == ["A", "B", 4, 3, 2, 1]


def test_a_struck_voter_goes_back_as_delivered(tmp_path: Path) -> None:
    corrected = replace(tms(7, "pindah_domisili"), voter=voter(7, name="LAIN"))
    _, row = bulk([corrected], tmp_path)
    assert row[5] == voter(7).name


def test_a_move_inside_the_village_carries_the_new_tps(tmp_path: Path) -> None:
    moved = replace(delivered(8, "001", Outcome(State.UBAH)), tps="003")
    _, row = bulk([moved], tmp_path, stage="dpshp")
    assert (row[15], row[17]) == ("U", 3)
    out = tmp_path / "list.xlsx"
    make("a-daftar-perubahan", form_data([moved], stage="dpshp"), out, fmt="xlsx")
    sheets = sheets_of(out)
    assert any("No 1: pindah ke TPS 003." in row for row in sheets["TPS 001"])
    assert any("NIHIL" in row for row in sheets["TPS 003"])


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    _, row = bulk([new(1, name="=1+1", address="@SUM(A1)")], tmp_path)
    assert (row[5], row[10]) == ("=1+1", "@SUM(A1)")


def test_list_of_changes_as_a_sheet(tmp_path: Path) -> None:
    out = tmp_path / "list.xlsx"
    make("a-daftar-perubahan", form_data(), out, fmt="xlsx")
    sheets = sheets_of(out)
    assert list(sheets) == ["TPS 001", "TPS 002", "TPS 003"]
    rows = [
        row for row in sheets["TPS 001"] if isinstance(row[0], float) and isinstance(row[2], str) and len(row[2]) == 16
    ]
    assert [row[0] for row in rows] == list(range(1, 13))
    assert all(isinstance(row[1], str) and len(row[1]) == 16 for row in rows)
    assert {row[13] for row in rows} == {"B", "U", *"12345678"}


def test_recap_sheet_holds_numbers(tmp_path: Path) -> None:
    out = tmp_path / "recap.xlsx"
    data = form_data()
    make("a-rekap-pps", data, out, fmt="xlsx")
    rows = sheets_of(out)["Rekap"]
    found = [row[1:5] for row in rows if isinstance(row[0], float) and isinstance(row[1], float)]
    assert found == [
        [int(tps), counts.akhir.L, counts.akhir.P, counts.akhir.total] for tps, counts in data.counts_by_tps.items()
    ]


def test_field_report_sheet_holds_numbers(tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    data = form_data()
    make("a-laporan-hasil-coklit", data, out, fmt="xlsx")
    items = {row[0]: row for row in sheets_of(out)["TPS 001"] if row[0]}
    counts = data.counts("001")
    assert items["IV"][5:8] == [counts.akhir.L, counts.akhir.P, counts.akhir.total]
    assert (items["VII"][5], items["VIII"][5], items["IX"][5]) == (120, 97, 23)
