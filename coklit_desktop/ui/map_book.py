"""What the map page knows: households, their numbers on the page, and what the filter shows of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.domain.records import Household
from coklit_desktop.mapping.filters import Group, MapFilter, groups_of
from coklit_desktop.mapping.payload import points_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.mapping.states import MapState


@dataclass(frozen=True, slots=True)
class News:
    """What differs from what the web page was told: changed households as points, numbers that are gone."""

    points: str
    changed: int
    gone: list[int]


@dataclass
class MapBook:
    """The households by key. A household keeps its number for as long as the page lives."""

    households: dict[str, Household] = field(default_factory=dict)
    groups: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)  # by number

    def updated(self, households: Iterable[Household]) -> tuple[MapBook, News]:
        """A new book with all households read anew, and what differs; may run beside readers of this one."""
        book = MapBook(dict(self.households), dict(self.groups), dict(self.numbers), list(self.keys))
        return book, book._replace_all({item.key: item for item in households})

    def _replace_all(self, fresh: dict[str, Household]) -> News:
        changed = [item for key, item in fresh.items() if self.households.get(key) != item]
        gone = [key for key in self.households if key not in fresh]
        for key in gone:
            del self.groups[key]
        self.households = fresh
        return News(self._told(changed), len(changed), [self.numbers[key] for key in gone])

    def put(self, household: Household) -> News:
        """Take one household that changed."""
        self.households[household.key] = household
        return News(self._told([household]), 1, [])

    def all_points(self) -> str:
        """Everything, for a page that knows nothing yet."""
        return points_json(self.households.values(), self.numbers)

    def shown(self, wanted: MapFilter) -> dict[str, MapState]:
        """The state of every household that the filter shows, placed or not."""
        found = ((key, wanted.shown_state(self.groups[key])) for key in self.households)
        return {key: state for key, state in found if state is not None}

    def counts(self, wanted: MapFilter) -> Counter[MapState]:
        """How many households are in each state under the filter, whatever states it names."""
        return Counter(self.shown(MapFilter(wanted.tps, wanted.rt, wanted.rw)).values())

    def choices(self, wanted: MapFilter) -> tuple[list[str], list[str], list[str]]:
        """The TPS there are; the RW in the wanted TPS; the RT in the wanted TPS and RW."""
        units = {(group.tps, group.rw, group.rt) for groups in self.groups.values() for group in groups}
        tps_list = sorted({tps for tps, _, _ in units})
        inside = [unit for unit in units if wanted.tps in ("", unit[0])]
        rw_list = sorted({rw for _, rw, _ in inside if rw})
        return tps_list, rw_list, sorted({rt for _, rw, rt in inside if rt and wanted.rw in ("", rw)})

    def _told(self, households: list[Household]) -> str:
        for item in households:
            self.groups[item.key] = groups_of(item)
            if item.key not in self.numbers:
                self.numbers[item.key] = len(self.keys)
                self.keys.append(item.key)
        return points_json(households, self.numbers)
