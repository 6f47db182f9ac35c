"""Chains only grow, whatever comes in whatever order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.entries import FIRST_PREV_HASH, entry_fits, entry_ref
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.queries import StreamHead
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, OTHER_AREA, OTHER_SITE, SITE, chain, taken_back, voter


def test_an_empty_chain_has_head_zero(store: Store) -> None:
    with store.read() as unit:
        assert unit.head(SITE, AREA) == (0, FIRST_PREV_HASH)
        assert unit.heads() == []
        assert unit.last_hlc() == ""
        assert unit.count_entries() == 0


def test_entries_come_back_as_they_went_in(store: Store) -> None:
    entries = chain(5)
    with store.write() as unit:
        rows = [unit.append(entry) for entry in entries]
    assert rows == sorted(set(rows))
    with store.read() as unit:
        assert list(unit.entries_of(SITE, AREA)) == entries == list(unit.all_entries())
        assert list(unit.entries_of(SITE, AREA, after=1, upto=3)) == entries[1:3]
        assert unit.entry_by_hash(entries[2].hash) == entries[2] == unit.entry_at(SITE, AREA, 3)
        assert unit.entry_by_hash("0" * 64) is None
        assert unit.head(SITE, AREA) == (5, entries[4].hash)
        assert unit.latest(2) == entries[:2:-1]
        assert all(entry_fits(entry) for entry in unit.by_kind("result"))


def test_a_body_that_retention_destroyed_stays_destroyed(store: Store) -> None:
    bare = replace(chain(1)[0], body=None, salt=None)
    with store.write() as unit:
        unit.append(bare)
        assert unit.entry_at(SITE, AREA, 1) == bare


def test_the_same_entry_again_changes_nothing(store: Store) -> None:
    entries = chain(3)
    with store.write() as unit:
        first = [unit.append(entry) for entry in entries]
        assert [unit.append(entry) for entry in entries] == first
        assert unit.count_entries() == 3


@pytest.mark.parametrize("seq", [3, 5])
def test_a_gap_is_refused(store: Store, seq: int) -> None:
    with store.write() as unit:
        unit.append(chain(1)[0])
        with pytest.raises(CoklitError, match="celah") as caught:
            unit.append(chain(seq)[-1])
    assert caught.value.params == {"seq": 2}


def test_a_fork_is_refused(store: Store) -> None:
    with store.write() as unit:
        for entry in chain(3):
            unit.append(entry)
        for entry in chain(4, salt=1):
            with pytest.raises(CoklitError, match="cabang"):
                unit.append(entry)
        assert unit.count_entries() == 3


@settings(deadline=None, max_examples=40)
@given(order=st.permutations(range(6)))
def test_waiting_entries_go_in_once_their_predecessors_are_there(kept: Store, order: list[int]) -> None:
    entries = chain(6, site=OTHER_SITE)
    with taken_back(kept) as unit:
        for number in order:
            unit.put_waiting(entries[number])
            unit.put_waiting(entries[number])
            for entry in unit.waiting(OTHER_SITE, AREA):
                if entry.seq == unit.head(OTHER_SITE, AREA)[0] + 1:
                    unit.append(entry)
            unit.drop_waiting(OTHER_SITE, AREA, unit.head(OTHER_SITE, AREA)[0])
        assert list(unit.entries_of(OTHER_SITE, AREA)) == entries
        assert unit.waiting(OTHER_SITE, AREA) == unit.waiting_streams() == []


def test_chains_are_apart(store: Store) -> None:
    chains = [chain(2), chain(3, area=OTHER_AREA), chain(1, site=OTHER_SITE)]
    with store.write() as unit:
        for entries in chains:
            for entry in entries:
                unit.append(entry)
        assert unit.heads() == [
            StreamHead(SITE, AREA, 2, chains[0][-1].hash),
            StreamHead(SITE, OTHER_AREA, 3, chains[1][-1].hash),
            StreamHead(OTHER_SITE, AREA, 1, chains[2][-1].hash),
        ]


def test_the_clock_follows_adopted_readings_only_and_never_goes_back(store: Store) -> None:
    own, foreign = chain(2), chain(3, site=OTHER_SITE)
    with store.write() as unit:
        for entry in (*own, *foreign):
            unit.append(entry)
        assert unit.last_hlc() == ""
        unit.adopt_hlc(foreign[-1].envelope.hlc)
        unit.adopt_hlc(own[0].envelope.hlc)
        assert unit.last_hlc() == foreign[-1].envelope.hlc


def test_entries_are_found_by_subject_in_order_of_arrival(store: Store) -> None:
    entries = chain(20)
    with store.write() as unit:
        for entry in entries:
            unit.append(entry)
        subjects = [f"d:{AREA}:{number}" for number in (3, 1, 99)]
        assert [entry.seq for entry in unit.entries_about(subjects)] == [1, 3, 8, 10, 15, 17]
        assert len(unit.entries_about([f"d:{AREA}:{number}" for number in range(2000)])) == 20
        assert unit.entries_about([]) == []


def test_the_latest_can_be_narrowed(store: Store) -> None:
    with store.write() as unit:
        for entry in [*chain(8), *chain(3, site=OTHER_SITE, kind="place")]:
            unit.append(entry)
        unit.put_voters([voter(3, tps="002")])
        assert [entry.seq for entry in unit.latest(2, site=SITE)] == [8, 7]
        assert [entry.kind for entry in unit.latest(9, kinds=["place"])] == ["place"] * 3
        assert unit.latest(9, kinds=[]) == []
        assert [(entry.site, entry.seq) for entry in unit.latest(9, tps="002")] == [(OTHER_SITE, 3), (SITE, 3)]
        assert unit.latest(1, offset=1) == [chain(2, site=OTHER_SITE, kind="place")[-1]]


def test_a_person_names_an_entry_by_number_or_by_the_start_of_its_hash(store: Store) -> None:
    entries = chain(30)
    with store.write() as unit:
        for entry in entries:
            unit.append(entry)
        assert unit.find_entry(entry_ref(entries[4])) == entries[4]
        assert unit.find_entry(entries[4].hash[:12]) == entries[4] == unit.find_entry(entries[4].hash)
        for nonsense in ("", "zzzzzzzz", entries[4].hash[:2], f"{SITE}:{AREA}:31", f"{SITE}:{AREA}:x", "::", "%"):
            assert unit.find_entry(nonsense) is None
