"""The numbers on each PDF are the Counts they were made from, whatever the village."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.domain.records import CurrentVoter, Outcome, State
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.make import make, page_figures
from tests.reports.reading import number, tables_of
from tests.reports.sample import delivered, form_data, new, tms

REASONS = (
    "meninggal", "ganda", "di_bawah_umur", "pindah_domisili", "wna", "tni", "polri", "salah_tps",
)  # fmt: skip
KINDS = ("sesuai", "belum", "tidak_ditemui", "ubah", "ubah_sex", "baru", "pasangan", *REASONS)
villages = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 4)), max_size=90)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def row_of(at: int, kind: str, tps_number: int) -> CurrentVoter:
    tps = f"{tps_number:03d}"
    if kind in ("baru", "pasangan"):
        return new(at, tps, pair=kind == "pasangan")
    if kind == "ubah":
        return delivered(at, tps, address="DK. LAIN")
    if kind == "ubah_sex":
        return delivered(at, tps, sex="P" if at % 2 == 0 else "L")
    if kind in REASONS:
        return tms(at, kind, tps)
    return delivered(at, tps, Outcome(State(kind)))


def data_of(village: list[tuple[str, int]]) -> FormData:
    return form_data([row_of(at, kind, tps) for at, (kind, tps) in enumerate(village, 1)])


def printed(form_id: str, data: FormData) -> list[list[list[str]]]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "form.pdf"
        make(form_id, data, out)
        return tables_of(out)


def sexes(count: SexCount) -> list[int]:
    return [count.L, count.P, count.total]


@few
@given(villages)
def test_recap_of_changes(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    rows = [row for page in printed("a-rekap-pps-perubahan", data) for row in page]
    found = {row[1]: [number(cell) for cell in row[2:6]] for row in rows if row[0].isdecimal() and len(row[1]) == 3}

    def expected(counts: Counts) -> list[int]:
        parts = [counts.baru.total, counts.tms_total.total, counts.ubah.total]
        return [*parts, sum(parts)]

    assert found == {tps: expected(counts) for tps, counts in data.counts_by_tps.items()}
    if found:
        total = next(row for row in rows if row[0] == "TOTAL")
        assert number(total[1]) == len(found)
        assert [number(cell) for cell in total[2:6]] == expected(sum_counts(data.counts_by_tps.values()))
    else:
        assert any("NIHIL" in row for row in rows)


@few
@given(villages)
def test_recap_of_totals(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    rows = [row for page in printed("a-rekap-pps", data) for row in page]
    found = {row[1]: [number(cell) for cell in row[2:5]] for row in rows if row[0].isdecimal() and len(row[1]) == 3}
    assert found == {tps: sexes(counts.akhir) for tps, counts in data.counts_by_tps.items()}


@few
@given(villages)
def test_list_of_changes_has_the_rows_that_the_recap_counts(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    pages = printed("a-daftar-perubahan", data)
    rows = [row for page in pages for row in page if len(row) == 14 and len(row[2]) == 16]
    codes = [row[13] for row in rows]
    total = sum_counts(data.counts_by_tps.values())
    assert codes.count("B") == total.baru.total
    assert codes.count("U") == total.ubah.total
    for code, reason in data.election.tms_by_code.items():
        assert codes.count(code) == total.tms.get(reason, SexCount()).total
    sums = [row.cells[2] for row in page_figures("a-daftar-perubahan", data, None).rows if row.label == "Jumlah"]
    assert sums[0].number == len(rows) if sums else not rows  # type: ignore[union-attr]


@few
@given(villages)
def test_field_report(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    pages = printed("a-laporan-hasil-coklit", data)
    assert len(pages) == len(data.counts_by_tps)
    for page, counts in zip(pages, data.counts_by_tps.values(), strict=True):
        items = {row[0]: row for row in page if row[0]}
        assert [number(cell) for cell in items["I"][5:]] == sexes(counts.awal)
        assert [number(cell) for cell in items["II"][5:]] == sexes(counts.baru)
        assert [number(cell) for cell in items["III"][5:]] == sexes(counts.tms_total)
        assert [number(cell) for cell in items["IV"][5:]] == sexes(counts.akhir)
        assert [number(cell) for cell in items["V"][5:]] == sexes(counts.ubah)
        assert [number(cell) for cell in items["XII"][5:]] == sexes(counts.akhir)
        assert number(items["X"][5]) == counts.kk
        details = [row for row in page if row[1][:2] in ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.")]
        struck = [[number(cell) for cell in row[2:5]] for row in details[:8]]
        assert struck == [sexes(counts.tms.get(reason, SexCount())) for reason in REASONS]
        owners, others = ([number(cell) for cell in row[2:5]] for row in details[-2:])
        assert [a + b for a, b in zip(owners, others, strict=True)] == sexes(counts.akhir)
