"""A laptop's clock may be wrong for an evening."""

from __future__ import annotations

from coklit_desktop.domain.entries import hlc_parts
from coklit_desktop.domain.records import SESUAI, Outcome, State
from coklit_desktop.services.browsing import voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.keying import record_outcome

JULY_2024 = 1_719_800_000_000
YEAR_2099 = 4_080_000_000_000


def key_at(desk: Desk, now_ms: int, outcome: Outcome) -> int:
    """Key a result when the clock says so; returns the milliseconds that the entry bears."""
    desk.now_ms = lambda: now_ms
    saved = record_outcome(desk, voter(desk, "1001").subject, outcome)
    with desk.store.read() as unit:
        entry = unit.entry_at(desk.site, desk.area, saved.seq)
    assert entry is not None
    return hlc_parts(entry.envelope.hlc)[0]


def test_a_clock_of_2099_spoils_only_its_own_evening(desk: Desk) -> None:
    start = key_at(desk, JULY_2024, SESUAI)
    assert key_at(desk, YEAR_2099, Outcome(State.TIDAK_DITEMUI)) == YEAR_2099
    assert start <= key_at(desk, JULY_2024 + 60_000, Outcome(State.TMS, "tni")) < YEAR_2099
    assert voter(desk, "1001").outcome == Outcome(State.TMS, "tni")


def test_a_clock_of_1970_counts_on_from_the_last_right_reading(desk: Desk) -> None:
    last = key_at(desk, JULY_2024, SESUAI)
    assert key_at(desk, 0, Outcome(State.TIDAK_DITEMUI)) == last
    assert voter(desk, "1001").outcome.state is State.TIDAK_DITEMUI
    assert check(desk).recomputed_ok
