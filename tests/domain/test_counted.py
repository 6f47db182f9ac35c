"""The names of numbers, and whom each counts: the same people that the sums count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.counted import CODED, KNOWN, OPEN_ENDS, ORDINARY, PLAIN, SPECIAL, Counted, counts_in
from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps, count_groups, count_of, count_rows, sum_counts
from coklit_desktop.domain.records import CurrentVoter, Mark, Outcome, RowKind, State
from tests.domain.histories import ALL, play, steps, together
from tests.domain.ledgers import base, tms, voter
from tests.domain.rows import villages


def number(rows: Iterable[CurrentVoter], counted: Counted) -> int:
    """How many rows a number counts."""
    return sum(counts_in(row, counted) for row in rows)


def sexes(rows: list[CurrentVoter], what: str, tps: str = "") -> SexCount:
    """A number per sex, one row after the other."""
    return SexCount(number(rows, Counted(what, tps, "L")), number(rows, Counted(what, tps, "P")))


def assert_agrees(rows: list[CurrentVoter], counts: Counts, tps: str = "") -> None:
    """Every number of `counts` is what the predicate finds."""
    for what in PLAIN:
        assert sexes(rows, what, tps) == getattr(counts, what), what
    for what in CODED:
        parts: dict[str, SexCount] = getattr(counts, what)
        for code, part in parts.items():
            assert sexes(rows, f"{what}:{code}", tps) == part
            assert sexes(rows, f"{what}:!{code}", tps) == sum(
                (other for name, other in parts.items() if name != code), SexCount()
            )
        assert sexes(rows, what, tps) == sum(parts.values(), SexCount())
    assert sexes(rows, "perubahan", tps) == counts.baru + counts.ubah + counts.tms_total
    assert sexes(rows, "dikerjakan", tps) + counts.belum == counts.awal
    for what in KNOWN - OPEN_ENDS:
        assert sexes(rows, what, tps) == count_of(counts, Counted(what))
    assert number(rows, Counted("akhir", tps)) == counts.akhir.total


@given(villages())
def test_the_sums_of_every_tps_are_whom_the_predicate_counts(rows: list[CurrentVoter]) -> None:
    by_tps = count_by_tps(rows)
    for tps, counts in by_tps.items():
        assert_agrees(rows, counts, tps)
        assert count_rows(rows, tps) == counts
    assert_agrees(rows, sum_counts(by_tps.values()))
    assert_agrees(rows, sum_counts(counts for tps, counts in by_tps.items() if tps < "901"), ORDINARY)
    assert_agrees(rows, sum_counts(counts for tps, counts in by_tps.items() if tps >= "901"), SPECIAL)
    assert all(counts.balanced for counts in by_tps.values() if all(row.delivered_tps for row in rows))


@given(steps(ALL))
def test_so_they_are_after_any_history(history: list) -> None:  # type: ignore[type-arg]
    rows = list(together(play(history)).rows().values())
    for tps, counts in count_by_tps(rows).items():
        assert_agrees(rows, counts, tps)


@given(villages())
def test_areas_part_the_rows(rows: list[CurrentVoter]) -> None:
    for what in KNOWN:
        whole = number(rows, Counted(what))
        assert sum(number(rows, Counted(what, area=area)) for area in {row.area for row in rows}) == whole
        assert number(rows, Counted(what, area="33.18")) == whole
        assert number(rows, Counted(what, area="33.18.19")) == number(
            [row for row in rows if row.area.startswith("33.18.19.")], Counted(what)
        )


@given(villages())
def test_groups_count_as_their_rows_do(rows: list[CurrentVoter]) -> None:
    known = {tps: counts.kk for tps, counts in count_by_tps(rows).items()}
    assert count_groups(((row, 1) for row in rows), known) == count_by_tps(rows)


@given(villages(), st.sampled_from(sorted(OPEN_ENDS)))
def test_open_ends_part_by_tps_and_sex(rows: list[CurrentVoter], what: str) -> None:
    with_tps = [row for row in rows if row.delivered_tps or row.kind is not RowKind.DELIVERED]
    tps = {row.tps for row in rows} | {row.delivered_tps for row in rows} - {""}
    parts: Counter[str] = Counter({one: number(with_tps, Counted(what, one)) for one in tps})
    assert parts.total() == number(with_tps, Counted(what)) == sexes(with_tps, what).total


def test_a_struck_voter_lacks_a_paper_only_for_codes_1_to_4() -> None:
    def struck(reason: str, evidence: str | None = None) -> CurrentVoter:
        made = base(0)
        return CurrentVoter(
            made.subject, made.kind, made.area, made.tps, made.voter, tms(reason, evidence=evidence),
            delivered_tps=made.tps, delivered=made.voter,
        )  # fmt: skip

    wanted = Counted("tanpa_bukti", tps="001")
    assert counts_in(struck("meninggal"), wanted)
    assert not counts_in(struck("meninggal", "Akta kematian: 7"), wanted)
    assert not counts_in(struck("tni"), wanted)
    assert not counts_in(struck("meninggal"), Counted("tanpa_bukti", tps="002"))


def test_an_8_waits_where_it_was_delivered_and_a_b_where_it_is() -> None:
    eight = CurrentVoter(
        "d", RowKind.DELIVERED, "33.18.19.2008", "001", voter(1), Outcome(State.TMS, "salah_tps"),
        delivered_tps="001", delivered=voter(1), mark=Mark.UNMATCHED,
    )  # fmt: skip
    keyed = CurrentVoter("b", RowKind.NEW, "33.18.19.2008", "002", voter(2), mark=Mark.WAITING_8)
    found = {tps: number([eight, keyed], Counted("tunggu_8", tps)) for tps in ("001", "002", "003", "")}
    assert found == {"001": 1, "002": 1, "003": 0, "": 2}


@pytest.mark.parametrize("what", ["pemilih", "akhir:x", "tanpa_bukti:", "TMS"])
def test_an_unknown_name_is_refused(what: str) -> None:
    with pytest.raises(ValueError, match=f"^{what}$"):
        Counted(what)
