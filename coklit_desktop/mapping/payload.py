"""Households as the page reads them: arrays instead of objects, every TPS and RT/RW written once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.mapping.filters import groups_of
from coklit_desktop.mapping.states import address_of, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coklit_desktop.domain.records import Household
    from coklit_desktop.mapping.filters import Group

STEP = 1000  # households between two words of progress


def points(
    households: Iterable[Household],
    numbers: Mapping[str, int] | None = None,
    *,
    addresses: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """The page's data: `units` = [[tps, rt, rw], …], `points` = [[number, lat, lon, label, groups], …].

    `groups` is flat: a unit's index, then how many members are in which state, as "b2s1". Latitude and
    longitude are null without a place. A point's number is `numbers[key]`, else its position.
    With `addresses`, each point ends in the address. Nothing else of a person is in it.
    """
    households = list(households)
    units: dict[tuple[str, str, str], int] = {}
    found = []
    for position, household in enumerate(households):
        if position % STEP == 0:
            progress(position / len(households), "Menyusun titik keluarga")
        groups = _flat(groups_of(household), units)
        if not groups:
            continue
        place = household.place
        point = [
            position if numbers is None else numbers[household.key],
            None if place is None else _degrees(place.latitude),
            None if place is None else _degrees(place.longitude),
            label_of(household),
            groups,
        ]
        found.append([*point, address_of(household)] if addresses else point)
    return {"units": [list(item) for item in units], "points": found}


def points_json(households: Iterable[Household], numbers: Mapping[str, int] | None = None) -> str:
    """`points` as compact JSON that may stand inside a script element."""
    return safe_json(points(households, numbers))


def safe_json(value: object) -> str:
    """Compact JSON in which nothing can end a script element, start a comment or look like an address."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.replace("://", ":\\/\\/")


def _flat(groups: Iterable[Group], units: dict[tuple[str, str, str], int]) -> list[int | str]:
    found: list[int | str] = []
    for group in groups:
        found.append(units.setdefault((group.tps, group.rt, group.rw), len(units)))
        found.append("".join(f"{state.letter}{count}" for state, count in group.counts.items()))
    return found


def _degrees(text: str) -> float:
    return round(float(text), 6)
