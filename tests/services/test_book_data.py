"""What the book is told: counts and places, nobody's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coklit_desktop.services.book_data import book_data
from coklit_desktop.services.browsing import status
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.determining import determine
from coklit_desktop.services.mapping import households, place_household
from coklit_desktop.services.undoing import undo_last
from tests.services.small import AREA, ELECTION, PASSPHRASE, key, new_row, take_list, village

DAY = 1721901600000  # 2024-07-25, noon in all of Indonesia


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village, keyed on two days."""
    opened = create_desk(tmp_path / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE, now_ms=lambda: DAY)
    take_list(opened, tmp_path / "sidalih.csv", village())
    key(opened, "1001,1,1", "1002,1,0")
    opened.now_ms = lambda: DAY + 86_400_000
    key(opened, "1003,1,0", new_row(500, 2))
    yield opened
    opened.close()


def told(desk: Desk) -> dict[str, object]:
    with desk.store.read() as unit:
        return dict(book_data(desk, unit, desk.area))


def test_days_count_what_stands(desk: Desk) -> None:
    assert [number for _, number in told(desk)["days"]] == [2, 2]  # type: ignore[attr-defined]
    undo_last(desk, reason="salah baris")
    assert [number for _, number in told(desk)["days"]] == [2, 1]  # type: ignore[attr-defined]


def test_ages_are_of_the_list(desk: Desk) -> None:
    ages = told(desk)["ages"]
    assert [label for label, _ in ages] == ["40–49"]  # type: ignore[attr-defined]
    [(_, count)] = ages  # type: ignore[misc]
    assert count.to_json() == status(desk)["total"]["akhir"]


def test_places_have_the_household_s_state_and_no_name(desk: Desk) -> None:
    home = households(desk)[0]
    place_household(desk, home.key, "-6.5", "111.05", "klik")
    found = told(desk)
    assert found["places"] == [(-6.5, 111.05, "tms")]
    assert found["households"] == status(desk)["households"]["all"]
    assert "ORANG" not in repr(found)


def test_papers_that_are_missing_and_what_came_after_the_pleno(desk: Desk) -> None:
    found = told(desk)
    assert found["without_paper"] == [(AREA, "001", 1)]
    assert found["differences"] is None
    key(desk, *(f"{1000 + n},{1 if n < 7 else 2},0" for n in range(4, 11)))
    determine(desk)
    assert told(desk)["differences"] == 0
    desk.change_reason = "masukan pleno"
    key(desk, new_row(501, 1))
    assert told(desk)["differences"] == 1
