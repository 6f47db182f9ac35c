"""The list as it was is what stood then, at every moment of any keying."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.past import entries_after, entries_upto, heads_now, list_at_heads, list_before, read_heads
from coklit_desktop.services.undoing import undo
from tests.services.small import line, open_village, take_list, village
from tests.services.test_refold import PEOPLE, Clerk, stored

JULY = int(datetime(2024, 7, 1, 8, tzinfo=UTC).timestamp() * 1000)
YEAR_2099 = 4_080_000_000_000
SITES = ("a" * 16, "b" * 16)


def heads(desk: Desk) -> str:
    """Where the chains of the desk's village stand."""
    with desk.store.read() as unit:
        return heads_now(unit, desk.area)


def at_heads(desk: Desk, point: str) -> dict[str, CurrentVoter]:
    """The list at some heads, by subject."""
    with desk.store.read() as unit:
        return {row.subject: row for row in list_at_heads(unit, desk.ordering, desk.area, point)}


def before(desk: Desk, when_ms: int) -> dict[str, CurrentVoter]:
    """The list before a moment, by subject."""
    with desk.store.read() as unit:
        return {row.subject: row for row in list_before(unit, desk.ordering, desk.area, when_ms)}


class Day:
    """A laptop that keys one thing a minute, now by the one clerk, now by the other, a newer list in between."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.now = JULY
        self.folder = folder
        self.desk = open_village(folder, PEOPLE)
        self.clerk = Clerk(self.desk, seed)
        self.chance = random.Random(seed)
        self.moments: list[tuple[str, dict[str, CurrentVoter]]] = []

    def step(self, number: int) -> None:
        """Key something more and remember how the list stands."""
        self.desk.site = self.chance.choice(SITES)
        if number == 15:
            newer = [line(n, 1 + n % 2, name="NAMA BARU" if n == 3 else f"ORANG {n:03d}") for n in (1, 2, 3, 4, 7, 60)]
            take_list(self.desk, self.folder / "baru.csv", newer)
        else:
            self.clerk.step()
        self.moments.append((heads(self.desk), stored(self.desk)))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_the_list_at_any_heads_is_the_list_that_stood_then(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder), seed)
        try:
            for number in range(30):
                day.step(number)
            assert len({point for point, _ in day.moments}) > 10
            for point, rows in day.moments:
                assert at_heads(day.desk, point) == rows
            assert at_heads(day.desk, "") == {}
        finally:
            day.desk.close()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_the_list_before_any_moment_is_the_list_that_stood_then(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = Day(Path(folder), seed)
        base = day.desk.now_ms()  # the list was imported by the real clock
        day.desk.now_ms = lambda: base + day.now
        moments = []
        try:
            for number in range(25):
                day.now = (number + 1) * 60_000
                moments.append((base + day.now, stored(day.desk)))
                day.step(number)
            for when, rows in moments:
                assert before(day.desk, when) == rows
            assert before(day.desk, 0) == {}
        finally:
            day.desk.close()


def test_what_was_undone_later_stood_then(desk: Desk) -> None:
    saved = record_outcome(desk, f"d:{desk.area}:1001", Outcome(State.TMS, "meninggal"))
    then, rows = heads(desk), stored(desk)
    undo(desk, saved.ref, "keliru")
    assert at_heads(desk, then) == rows
    assert at_heads(desk, heads(desk))[saved.row.subject if saved.row else ""].outcome.state is State.BELUM


def test_an_impossible_clock_is_before_everything(tmp_path: Path) -> None:
    desk = open_village(tmp_path, village())
    now = desk.now_ms()
    desk.now_ms = lambda: YEAR_2099
    record_outcome(desk, f"d:{desk.area}:1001", SESUAI)
    desk.now_ms = lambda: now + 60_000
    record_outcome(desk, f"d:{desk.area}:1002", SESUAI)
    try:
        found = before(desk, now + 30_000)
        assert found[f"d:{desk.area}:1001"].outcome == SESUAI
        assert found[f"d:{desk.area}:1002"].outcome.state is State.BELUM
    finally:
        desk.close()


def test_entries_on_both_sides_of_heads_are_all_of_them(desk: Desk) -> None:
    first = heads(desk)
    assert read_heads(first) == {desk.site: 1}
    record_outcome(desk, f"d:{desk.area}:1001", SESUAI)
    desk.site = SITES[0]
    record_outcome(desk, f"d:{desk.area}:1002", SESUAI)
    with desk.store.read() as unit:
        upto, after = entries_upto(unit, desk.area, first), entries_after(unit, desk.area, first)
        assert {e.hash for e in [*upto, *after]} == {e.hash for e in unit.all_entries()}
        assert sorted(entry.kind for entry in after) == ["result", "result"]
        assert entries_after(unit, desk.area, heads_now(unit, desk.area)) == []


def test_heads_that_cannot_be_are_left_out() -> None:
    assert read_heads("a:1,b:x,c,:,d:-2,e:99999999999999999999,f:12") == {"a": 1, "f": 12}
