"""What was reached in a period is the list at its end less the list before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coklit_desktop.domain.recap import SexCount, count_by_tps, sum_counts
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State
from coklit_desktop.services.desk import create_desk
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.progressing import Progress, figures, progress
from tests.services.small import AREA, ELECTION, PASSPHRASE, key, new_row, take_list, village
from tests.services.test_past import YEAR_2099
from tests.services.test_pleno import subject
from tests.services.test_refold import Clerk, stored

FIRST = date(2024, 6, 24)


class Calendar:
    """A village whose clock the test sets, at eight in the evening of the laptop's own time."""

    def __init__(self, folder: Path) -> None:
        self.at(FIRST)
        self.desk = create_desk(folder / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE, now_ms=lambda: self.now)
        take_list(self.desk, folder / "sidalih.csv", village())

    def at(self, day: date, hour: int = 20, minute: int = 0) -> None:
        """Set the clock."""
        self.now = int(datetime(day.year, day.month, day.day, hour, minute).astimezone().timestamp() * 1000)

    def told(self, progress_of: Progress) -> dict[str, tuple[int, int]]:
        """The figures of the total: in the period, so far."""
        found = figures(progress_of.total, self.desk.election, ["meninggal", "tni"])
        return {one.key: (one.period.total, one.so_far.total) for one in found}


@pytest.fixture
def calendar(tmp_path: Path) -> Iterator[Calendar]:
    """The village on the first day."""
    made = Calendar(tmp_path)
    yield made
    made.desk.close()


def day(number: int) -> date:
    """A day of coklit; the first is 1."""
    return FIRST + timedelta(days=number - 1)


def test_a_day_ten_days_and_all_of_it(calendar: Calendar) -> None:
    desk = calendar.desk
    key(desk, "1001,1,0", "1002,1,1")
    calendar.at(day(2), 0, 0)
    key(desk, "1003,1,U,,,,LAIN", "1004,1,T", new_row(50, 1))
    calendar.at(day(2), 23, 59)
    key(desk, "1007,2,6")
    calendar.at(day(12))
    key(desk, "1008,2,U,,,,,,,,,,,,1")
    assert calendar.told(progress(desk, "harian", day(1))) == {
        "dikerjakan": (2, 2), "baru": (0, 0), "tms": (1, 1), "tms.meninggal": (1, 1), "tms.tni": (0, 0),
        "ubah": (0, 0), "disabilitas": (0, 0),
    }  # fmt: skip
    assert calendar.told(progress(desk, "harian", day(2))) == {
        "dikerjakan": (3, 5), "baru": (1, 1), "tms": (1, 2), "tms.meninggal": (0, 1), "tms.tni": (1, 1),
        "ubah": (1, 1), "disabilitas": (0, 0),
    }  # fmt: skip
    ten = progress(desk, "sepuluh-hari", day(12))
    assert (ten.first, ten.last) == (day(3), day(12))
    assert calendar.told(ten)["dikerjakan"] == (1, 6)
    assert calendar.told(ten)["disabilitas"] == (1, 1)
    whole = progress(desk, "akhir", day(12))
    assert whole.first is None
    assert calendar.told(whole)["dikerjakan"] == (6, 6)
    assert calendar.told(whole)["ubah"] == (2, 2)
    assert (whole.total.after.percent, whole.total.before.percent) == (60.0, 0.0)
    assert whole.total.after.done == SexCount(3, 3)


def test_households_are_done_when_nobody_of_them_is_left(calendar: Calendar) -> None:
    desk = calendar.desk
    key(desk, "1001,1,0", "1002,1,0", "1003,1,0", new_row(90, 2))
    one, two = progress(desk, "harian", day(1)).lines
    assert (one.tps, one.before.kk_done, one.after.kk_done, one.after.counts.kk) == ("001", 0, 1, 3)
    assert (two.tps, two.after.kk_done, two.after.counts.kk) == ("002", 1, 3)
    key(desk, "1004,1,1")
    assert progress(desk, "harian", day(1)).lines[0].after.kk_done == 2


def test_a_day_before_the_list_is_empty(calendar: Calendar) -> None:
    found = progress(calendar.desk, "harian", day(0))
    assert found.lines == ()
    assert found.total.after.percent == 0.0


def test_an_impossible_clock_counts_as_before_everything(calendar: Calendar) -> None:
    desk = calendar.desk
    calendar.now = YEAR_2099
    record_outcome(desk, subject(1), SESUAI)
    calendar.at(day(3))
    record_outcome(desk, subject(2), SESUAI)
    assert calendar.told(progress(desk, "harian", day(3)))["dikerjakan"] == (1, 2)
    assert progress(desk, "akhir", day(3)).total.before.done.total == 0  # no list yet


def test_what_was_taken_back_is_less(calendar: Calendar) -> None:
    desk = calendar.desk
    record_outcome(desk, subject(1), SESUAI)
    calendar.at(day(2))
    record_outcome(desk, subject(1), Outcome(State.BELUM))
    assert calendar.told(progress(desk, "harian", day(2)))["dikerjakan"] == (-1, 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_days_are_counts_of_the_lists_that_stood(calendar: Calendar, seed: int) -> None:
    desk = calendar.desk
    clerk = Clerk(desk, seed)
    evenings: dict[date, dict[str, CurrentVoter]] = {}
    for number in range(1, 13):
        calendar.at(day(number))
        for _ in range(4):
            clerk.step()
        evenings[day(number)] = stored(desk)
    for when, rows in evenings.items():
        found = progress(desk, "harian", when)
        counts = count_by_tps(rows.values())
        assert {one.tps: one.after.counts for one in found.lines} == counts
        assert found.total.after.counts == sum_counts(counts.values())
        before = evenings.get(when - timedelta(days=1))
        if before is not None:
            assert found.total.before.counts == sum_counts(count_by_tps(before.values()).values())
