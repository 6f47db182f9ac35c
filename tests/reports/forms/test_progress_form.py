"""Laporan kemajuan: its numbers are what was reached before the period and at its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.recap import count_by_tps, sum_counts
from coklit_desktop.domain.records import Outcome, RowKind
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.forms.progress_report import FORM_ID
from coklit_desktop.reports.forms.reached import done, percent
from coklit_desktop.reports.make import make, missing
from coklit_desktop.services.progressing import Progress, ProgressLine, Reached
from tests.reports.forms.test_recaps import printed, row_named, text_of
from tests.reports.reading import number, sheets_of
from tests.reports.sample import AREA, data_for, fixed_rows, form_data
from tests.reports.test_counts import few, row_of, sexes, villages

DAY = date(2024, 7, 28)


def data_of(village: list[tuple[str, int]], first_done: int, variant: str) -> FormData:
    """A village of which the first rows were done before the period."""
    rows = [row_of(at, kind, tps) for at, (kind, tps) in enumerate(village, 1)]
    before = rows[:first_done] + [
        replace(row, outcome=Outcome(), voter=row.delivered or row.voter)
        for row in rows[first_done:]
        if row.kind is RowKind.DELIVERED
    ]
    then, now = count_by_tps(before), count_by_tps(rows)
    lines = tuple(
        ProgressLine(AREA, tps, Reached(then[tps], 1) if tps in then else Reached(), Reached(now[tps], 2))
        for tps in now
    )
    first = None if variant == "akhir" else DAY
    total = ProgressLine(AREA, "", Reached(), Reached())
    return form_data(rows, variant=variant, more={"progress": Progress("harian", first, DAY, lines, total)})


@few
@given(villages, st.integers(0, 90), st.sampled_from(["harian", "sepuluh-hari", "akhir"]))
def test_numbers(village: list[tuple[str, int]], first_done: int, variant: str) -> None:
    data = data_of(village, first_done, variant)
    lines = data.more["progress"].lines
    rows = printed(FORM_ID, data)
    if not lines:
        assert any("NIHIL" in row for row in rows)
        return
    before, after = (sum_counts(getattr(line, when).counts for line in lines) for when in ("before", "after"))
    for letter, of in (
        ("A", lambda c: c.awal),
        ("B", lambda c: c.baru),
        ("C", lambda c: c.tms_total),
        ("D", lambda c: c.ubah),
    ):
        row = row_named(rows, letter)
        then, now = of(before), of(after)
        expected = sexes(now)
        if variant != "akhir":
            expected = [now.L - then.L, now.P - then.P, now.total - then.total, *expected]
        assert [number(cell) for cell in row[2:-1]] == expected
        assert row[-1] == percent(now.total, after.awal.total)
    assert number(row_named(rows, "Sudah dicoklit", 1)[-2]) == done(after).total
    for line in lines:
        row = row_named(rows, line.tps, 1)
        assert number(row[2]) == line.after.counts.awal.total
        assert number(row[4 if variant != "akhir" else 3]) == done(line.after.counts).total
        assert number(row[-1]) == line.after.kk_done


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 10, "-"),
        (1, 0, "-"),
        (10, 10, "100,0 %"),
        (9999, 10000, "99,9 %"),
        (1, 3, "33,3 %"),
        (1, 9999, "< 0,1 %"),
        (2, 3, "66,7 %"),
    ],
)
def test_only_all_is_a_hundred_percent(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_the_period_is_told() -> None:
    data = data_for(FORM_ID, "harian")
    assert "LAPORAN KEMAJUAN COKLIT HARIAN" in text_of(FORM_ID, data)
    assert "PERIODE : 28 Juli 2024" in text_of(FORM_ID, data)
    ten = replace(data.more["progress"], first=date(2024, 7, 19))
    text = text_of(FORM_ID, replace(data, variant="sepuluh-hari", more={"progress": ten}))
    assert "PERIODE : 19 Juli 2024 s.d. 28 Juli 2024" in text
    last = replace(data.more["progress"], first=None)
    text = text_of(FORM_ID, replace(data, variant="akhir", more={"progress": last}))
    assert "PERIODE : sampai dengan 28 Juli 2024" in text
    assert "Hari ini" not in text


def test_offices_above_have_their_villages_and_kecamatan() -> None:
    counts = sum_counts(count_by_tps(fixed_rows()).values())
    areas = ("33.18.19.2007", "33.18.19.2008", "33.18.19.2008", "33.18.18.2001")
    lines = tuple(ProgressLine(area, f"00{at}", Reached(), Reached(counts, 5)) for at, area in enumerate(areas, 1))
    more = {"progress": Progress("akhir", None, DAY, lines, lines[0])}
    ppk = printed(FORM_ID, form_data([], office_kind="ppk", area="33.18.19", variant="akhir", more=more))
    assert number(row_named(ppk, "JEPAT LOR", 1)[2]) == 2 * counts.awal.total
    kabko = printed(FORM_ID, form_data([], office_kind="kabko", area="33.18", variant="akhir", more=more))
    assert number(row_named(kabko, "TAYU", 1)[2]) == 3 * counts.awal.total
    assert number(row_named(kabko, "TOTAL")[2]) == 4 * counts.awal.total


def test_a_first_look_and_what_is_missing(tmp_path: Path) -> None:
    assert any("NIHIL" in row for row in printed(FORM_ID, form_data([], variant="harian")))
    assert missing(FORM_ID, form_data(office={}, variant="harian"), None) == ["Nama ketua PPS belum diisi."]
    out = tmp_path / "form.xlsx"
    make(FORM_ID, data_for(FORM_ID), out, fmt="xlsx")
    assert list(sheets_of(out)) == ["Kemajuan", "Per TPS"]
