"""The voters behind a number, out of a real store: exactly whom the predicate counts, to the last."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.counted import Counted, counts_in
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.domain.recap import count_by_tps, count_groups
from coklit_desktop.domain.records import CurrentVoter
from coklit_desktop.store import search
from coklit_desktop.store.store import Store
from tests.domain.rows import numbers, villages
from tests.store.samples import AREA, taken_back, village

often = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@often
@given(rows=villages(), wanted=st.lists(numbers(), min_size=12, max_size=12))
def test_a_search_finds_exactly_whom_a_number_counts(
    kept: Store, rows: list[CurrentVoter], wanted: list[Counted]
) -> None:
    with taken_back(kept) as unit:
        unit.put_voters(rows)
        for counted in wanted:
            page = unit.search(VoterQuery(counted=counted, limit=50))
            assert {row.subject for row in page.rows} == {row.subject for row in rows if counts_in(row, counted)}
            assert (page.total, page.more) == (len(page.rows), False)


@often
@given(rows=villages(), counted=numbers(), text=st.sampled_from(["siti", "s", "3318", "nur jo"]))
def test_it_goes_with_all_else_that_narrows(kept: Store, rows: list[CurrentVoter], counted: Counted, text: str) -> None:
    with taken_back(kept) as unit:
        unit.put_voters(rows)
        plain = unit.search(VoterQuery(text, tps="001", limit=50)).rows
        found = unit.search(VoterQuery(text, tps="001", counted=counted, limit=50)).rows
    assert list(found) == [row for row in plain if counts_in(row, counted)]


@often
@given(rows=villages())
def test_households_of_the_store_are_those_of_the_recap(kept: Store, rows: list[CurrentVoter]) -> None:
    rows = [replace(row, area=AREA) for row in rows]
    with taken_back(kept) as unit:
        unit.put_voters(rows)
        assert count_groups(unit.voter_groups(AREA), unit.household_counts(AREA)) == count_by_tps(rows)


@pytest.mark.parametrize("text", ["", "s"])
def test_a_number_is_told_in_full_and_paged_to_its_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(search, "CAP", 20)
    rows = village(300)
    with store.write() as unit:
        unit.replace_area(AREA, rows)
        query = VoterQuery(text, counted=Counted("awal", sex="P", area=AREA), limit=30)
        expected = {row.subject for row in rows if row.voter.sex == "P"}
        if text:
            expected &= {row.subject for row in unit.search(VoterQuery(text, counted=Counted("awal"), limit=300)).rows}
        found: list[str] = []
        while page := unit.search(replace(query, offset=len(found))).rows:
            found += [row.subject for row in page]
        first = unit.search(query)
    assert (first.total, first.more) == (len(expected), False)
    assert first.total > 40
    assert len(found) == len(expected)
    assert set(found) == expected
