"""The current list: what goes in comes out, and its indexes always agree with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.records import SESUAI, CurrentVoter
from coklit_desktop.store import bulk
from coklit_desktop.store.store import Store
from coklit_desktop.store.unit import Unit
from tests.store.samples import AREA, OTHER_AREA, taken_back, village, voter
from tests.store.strategies import current_voters

lists = st.lists(current_voters, max_size=12, unique_by=lambda row: row.subject)


def _sorted(rows: Sequence[CurrentVoter]) -> list[CurrentVoter]:
    return sorted(rows, key=lambda row: (row.area, row.tps, row.list_order))


def _check_indexes(unit: Unit) -> None:
    """The name index has exactly the names of the table, and every other index agrees too."""
    unit._run("INSERT INTO voter_names (voter_names, rank) VALUES ('integrity-check', 1)")
    assert unit._all("PRAGMA integrity_check") == [("ok",)]


@settings(deadline=None, max_examples=40)
@given(first=lists, second=lists, gone=st.sets(st.integers(0, 40)))
def test_rows_come_back_in_the_order_of_the_printed_list(
    kept: Store, first: list[CurrentVoter], second: list[CurrentVoter], gone: set[int]
) -> None:
    subjects = {f"d:{AREA}:{number}" for number in gone}
    expected = {row.subject: row for row in [*first, *second]}
    left = {subject: row for subject, row in expected.items() if subject not in subjects}
    with taken_back(kept) as unit:
        unit.put_voters(first)
        unit.put_voters(second)
        assert unit.voters() == _sorted(list(expected.values()))
        unit.delete_voters(subjects)
        assert unit.voters() == _sorted(list(left.values()))
        assert sorted(unit.iter_voters(), key=lambda row: row.subject) == [left[key] for key in sorted(left)]
        _check_indexes(unit)


@settings(deadline=None, max_examples=40)
@given(before=lists, after=lists)
def test_replacing_an_area_leaves_the_others(
    kept: Store, before: list[CurrentVoter], after: list[CurrentVoter]
) -> None:
    after = [replace(row, area=AREA, subject=f"n:{row.subject}") for row in after]
    others = [row for row in before if row.area == OTHER_AREA]
    with taken_back(kept) as unit:
        unit.put_voters(before)
        unit.replace_area(AREA, iter(after))
        assert unit.voters(area=AREA) == _sorted(after)
        assert unit.voters(area=OTHER_AREA) == _sorted(others)
        _check_indexes(unit)


@pytest.mark.parametrize(("others", "count"), [(0, 30), (5, 30), (40, 30), (40, 5), (2, 0)])
def test_few_and_many_rows_end_the_same(store: Store, monkeypatch: pytest.MonkeyPatch, others: int, count: int) -> None:
    monkeypatch.setattr(bulk, "FEW", 20)
    with store.write() as unit:
        unit.replace_area(OTHER_AREA, village(others, area=OTHER_AREA))
        for seed in (1, 2):
            unit.replace_area(AREA, iter(village(count, seed=seed)))
        assert unit.voters() == _sorted([*village(count, seed=2), *village(others, area=OTHER_AREA)])
        _check_indexes(unit)
        indexes = unit._all("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'voters'")
        assert indexes == [(len(bulk.VOTERS.indexes),)]


def test_rows_are_streamed_by_area_tps_and_subject(store: Store) -> None:
    rows = [*village(250), *village(30, area=OTHER_AREA)]
    with store.write() as unit:
        unit.put_voters(rows)
        found = list(unit.iter_voters())
        assert found == sorted(rows, key=lambda row: (row.area, row.tps, row.subject))
        assert list(unit.iter_voters(OTHER_AREA)) == [row for row in found if row.area == OTHER_AREA]


def test_a_tps_has_those_who_are_in_it_and_those_who_were_delivered_to_it(store: Store) -> None:
    stays, leaves, comes = voter(1), replace(voter(2), tps="002"), replace(voter(3, tps="002"), tps="001")
    elsewhere = voter(4, area=OTHER_AREA)
    with store.write() as unit:
        unit.put_voters([stays, leaves, comes, elsewhere])
        assert {row.dpid for row in unit.voters(area=AREA, tps="001")} == {"1", "2", "3"}
        assert {row.dpid for row in unit.voters(tps="001")} == {"1", "2", "3", "4"}
        assert {row.dpid for row in unit.voters(area=AREA, delivered_tps="001")} == {"1", "2"}
        assert {row.dpid for row in unit.voters(area=AREA, delivered_tps="002")} == {"3"}
        assert unit.tps_list() == [(AREA, "001"), (AREA, "002"), (OTHER_AREA, "001")]
        unit.delete_voters([comes.subject])
        assert unit.tps_list(AREA) == [(AREA, "001"), (AREA, "002")]


def test_rows_are_found_by_what_they_are(store: Store) -> None:
    rows = [voter(1), replace(voter(2), partner="d:x"), replace(voter(3), conflict=True), voter(4, area=OTHER_AREA)]
    with store.write() as unit:
        unit.put_voters(rows)
        one, two, three, four = rows
        assert unit.voters(subjects=[one.subject, "nobody"]) == [one]
        assert unit.voters(niks=[two.voter.nik]) == [two]
        assert unit.voters(nkks=[three.voter.nkk]) == [three, four]
        assert unit.voters(area=AREA, nkks=[three.voter.nkk]) == [three]
        assert unit.voters(partners=["d:x"]) == [two]
        assert unit.voters(dpids=["4"]) == [four]
        assert unit.voters(conflict=True) == [three]
        assert unit.voters(niks=[one.voter.nik], dpids=["2"]) == []
        assert unit.voters(niks=[]) == []
        assert len(unit.voters(dpids=[str(number) for number in range(3000)])) == 4


def test_counts_of_states_are_those_of_the_rows(store: Store) -> None:
    rows = [*village(300), replace(voter(900), outcome=SESUAI), replace(voter(901), gone=True, conflict=True)]
    with store.write() as unit:
        unit.put_voters(rows)
        found = unit.state_counts()
        counted = Counter(
            (row.area, row.tps, str(row.kind), str(row.outcome.state), row.voter.sex, row.is_active, row.conflict)
            for row in rows
        )
        assert Counter({tuple(count)[:-1]: count.number for count in found}) == counted
        assert unit.state_counts(OTHER_AREA) == []


def test_only_what_differs_is_touched(store: Store) -> None:
    row = voter(1)
    with store.write() as unit:
        unit.put_voters([row])
        before = unit._driver.total_changes
        unit.put_voters([row])
        assert unit._driver.total_changes == before
        unit.put_voters([replace(row, outcome=SESUAI)])
        assert unit._driver.total_changes == before + 1
