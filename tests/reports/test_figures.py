"""The table beside a preview: every number says exactly whom it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.counted import Counted, counts_in
from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps, sum_counts
from coklit_desktop.domain.records import CurrentVoter, Mark, Outcome, State
from coklit_desktop.reports import figures
from coklit_desktop.reports.data import AreaPart, FormData
from coklit_desktop.reports.figures import FigureRow, Figures, page_figures
from tests.domain.rows import villages
from tests.reports.sample import AREA, delivered, fixed_rows, form_data, new, tms

WITH_NUMBERS = sorted(figures._MAKERS)


def data_of(rows: Iterable[CurrentVoter], **changes: object) -> FormData:
    """A form of these rows, all of one village."""
    return form_data([replace(row, area=AREA) for row in rows], area=AREA, **changes)  # type: ignore[arg-type]


def line(found: Figures, label: str, under: str = "") -> FigureRow:
    """The first line with a label, under a heading if one is named."""
    start = 0 if not under else next(n for n, row in enumerate(found.rows) if row.label == under and not row.cells)
    return next(row for row in found.rows[start:] if row.label == label and row.cells)


def numbers(row: FigureRow) -> list[int | None]:
    """Its numbers; None also where there is no cell."""
    return [None if cell is None else cell.number for cell in row.cells]


def assert_exact(found: Figures, rows: list[CurrentVoter]) -> None:
    """Each number is how many rows it names; each line has a place in every column."""
    for row in found.rows:
        assert len(row.cells) in (0, len(found.columns))
    for cell in found.cells:
        if cell.counted is not None:
            assert cell.number == sum(counts_in(row, cell.counted) for row in rows), cell


@given(rows=villages(), form_id=st.sampled_from(WITH_NUMBERS), one=st.booleans())
def test_every_number_is_whom_it_names(rows: list[CurrentVoter], form_id: str, one: bool) -> None:
    rows = [replace(row, area=AREA) for row in rows]
    data = data_of(rows)
    assert_exact(page_figures(form_id, data, data.tps_list[:1] if one and data.tps_list else None), rows)


@given(rows=villages(), form_id=st.sampled_from(WITH_NUMBERS))
def test_offices_above_have_a_line_a_part(rows: list[CurrentVoter], form_id: str) -> None:
    if form_id in ("daftar-tanpa-bukti", "daftar-tunggu-8"):  # of a village only
        return
    codes = sorted({row.area for row in rows})
    parts = [
        AreaPart(code, f"Desa {code}", sum_counts(count_by_tps(r for r in rows if r.area == code).values()), 1)
        for code in codes
    ]
    parts.append(AreaPart("33.18.19.2019", "Desa yang belum mengirim", Counts(), 0))
    data = form_data([], area="33.18", parts=parts, office_kind="kabko")
    found = page_figures(form_id, data, None)
    assert_exact(found, rows)
    silent = [row for row in found.rows if row.label == "Desa yang belum mengirim"]
    assert all(cell is None or (cell.number, cell.counted) == (None, None) for row in silent for cell in row.cells)


@pytest.mark.parametrize("election", election_ids())
@pytest.mark.parametrize("form_id", WITH_NUMBERS)
def test_every_election_has_them(election: str, form_id: str) -> None:
    stage = load_election(election).stages[0].id
    rows = [*fixed_rows(), replace(new(190, "002"), mark=Mark.WAITING_8)]
    found = page_figures(form_id, form_data(rows, election=election, stage=stage, area=AREA), None)
    assert_exact(found, rows)
    assert any(cell.number for cell in found.cells)


def test_a_recap_has_a_line_a_tps_and_their_sums() -> None:
    rows = [delivered(1), delivered(2), delivered(3, "002"), delivered(4, "901"), new(5, "002")]
    found = page_figures("a-rekap-pps", data_of(rows), None)
    assert found.columns == ("L", "P", "L+P")
    assert [row.label for row in found.rows] == [
        "001",
        "002",
        "901",
        "TPS biasa",
        "Lokasi khusus",
        "Jumlah",
    ]
    assert numbers(line(found, "Jumlah")) == [2, 3, 5]
    assert line(found, "002").cells[1] == figures.FigureCell(
        2, Counted("akhir", "002", "P", AREA), "TPS 002 · Jumlah pemilih · P"
    )
    assert line(found, "Jumlah").cells[2].counted == Counted("akhir", area=AREA)  # type: ignore[union-attr]
    assert_exact(found, rows)


def test_changes_stand_beside_each_other_or_apart_by_sex() -> None:
    rows = [new(1), new(2), tms(3, "tni"), delivered(4, name="LAIN"), delivered(5), delivered(6, "002")]
    plain = page_figures("a-rekap-pps-perubahan", data_of(rows), None)
    assert plain.columns == ("Baru", "TMS", "Ubah", "Total")
    assert numbers(line(plain, "001")) == [2, 1, 1, 4]
    assert plain.rows[0].cells[0].title == "TPS 001 · Baru"  # type: ignore[union-attr]
    split = page_figures("a-rekap-pps-perubahan", data_of(rows, variant="lp"), None)
    assert split.columns == ("L", "P", "L+P")
    assert numbers(line(split, "001", "Baru")) == [1, 1, 2]
    assert numbers(line(split, "Jumlah", "Total")) == [2, 2, 4]


def test_the_pantarlihs_report_has_its_items() -> None:
    data = data_of([*fixed_rows(), delivered(150, "001", disability="mental"), delivered(151, "001", ktp_el="Q")])
    counts = data.counts("001")
    found = page_figures("a-laporan-hasil-coklit", data, ["001"])
    assert [row.label for row in found.rows][:4] == ["I Diterima", "II Baru", "III TMS", "1 Meninggal"]
    assert numbers(line(found, "IV Hasil coklit")) == [counts.akhir.L, counts.akhir.P, counts.akhir.total]
    assert numbers(line(found, "X KK")) == [None, None, counts.kk]
    assert numbers(line(found, "IX Stiker tersisa")) == [None, None, 23]
    assert numbers(line(found, "XII.1 Ber-KTP-el"))[2] + numbers(line(found, "XII.2 Belum ber-KTP-el"))[2] == (  # type: ignore[operator]
        counts.akhir.total
    )
    assert numbers(line(found, "VI Disabilitas"))[2] == sum(counts.disabilitas.values(), SexCount()).total
    everywhere = page_figures("a-laporan-hasil-coklit", data, None)
    assert [row.label for row in everywhere.rows if not row.cells][:4] == ["Semua TPS", "TPS 001", "TPS 002", "TPS 003"]
    assert numbers(line(everywhere, "I Diterima", "TPS 001")) == numbers(line(found, "I Diterima"))


def test_a_list_of_names_has_the_sums_of_its_codes() -> None:
    rows = [new(1), tms(2, "tni"), tms(3, "meninggal"), delivered(4, name="LAIN")]
    found = page_figures("a-daftar-perubahan", data_of(rows), None)
    assert [row.label for row in found.rows] == ["B Baru", "U Ubah", "1 Meninggal", "6 TNI", "Jumlah"]
    assert numbers(found.rows[-1]) == [2, 2, 4]


def test_what_is_left_to_do_stands_below() -> None:
    rows = [new(1, pair=True), delivered(2, outcome=Outcome()), delivered(3, outcome=Outcome(State.TIDAK_DITEMUI))]
    found = page_figures("a-rekap-pps", data_of(rows), None)
    assert [row.label for row in found.rows[1:]] == [
        "Masih perlu dilihat", "Pasangan kode 8", "Tidak ditemui", "Belum dientri",
    ]  # fmt: skip


@pytest.mark.parametrize("form_id", ["log-ekspor", "daftar-hadir", "tidak-ada"])
def test_a_form_without_numbers_has_none(form_id: str) -> None:
    assert page_figures(form_id, data_of(fixed_rows()), None) == Figures()


def test_nor_has_a_blank_one() -> None:
    assert page_figures("a-laporan-hasil-coklit", data_of(fixed_rows(), variant="kosong"), None) == Figures()
