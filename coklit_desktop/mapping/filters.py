"""Which households are shown: by TPS, RT, RW and state; the page's script does the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.mapping.states import MapState, counted, winning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.records import Household


@dataclass(frozen=True, slots=True)
class Group:
    """The members of a household who stand in one TPS, RT and RW, by state. Most households are one group."""

    tps: str
    rt: str
    rw: str
    counts: Mapping[MapState, int]


@dataclass(frozen=True, slots=True)
class MapFilter:
    """What to show; an empty field shows all. One member must fit TPS, RT and RW together."""

    tps: str = ""
    rt: str = ""
    rw: str = ""
    states: frozenset[MapState] = frozenset()

    def shown_state(self, groups: Iterable[Group]) -> MapState | None:
        """The state to draw, None if the household is not shown.

        It is that of the members in the wanted TPS, RT and RW; with states chosen it must be one of them.
        """
        state = winning({state for group in groups if self.fits(group) for state in group.counts})
        return state if not self.states or state in self.states else None

    def fits(self, group: Group) -> bool:
        """Whether a group stands in the wanted TPS, RT and RW."""
        return (
            (not self.tps or group.tps == self.tps)
            and (not self.rt or group.rt == unit(self.rt))
            and (not self.rw or group.rw == unit(self.rw))
        )


def groups_of(household: Household) -> tuple[Group, ...]:
    """A household's members by where they stand; empty if nobody is left."""
    found: dict[tuple[str, str, str], Counter[MapState]] = {}
    for row in counted(household.members):
        key = (row.tps, unit(row.voter.rt), unit(row.voter.rw))
        found.setdefault(key, Counter())[MapState(row.ket)] += 1
    return tuple(Group(*key, counts) for key, counts in found.items())


def filtered(households: Iterable[Household], wanted: MapFilter) -> list[Household]:
    """The households that are shown."""
    return [item for item in households if wanted.shown_state(groups_of(item)) is not None]


def unit(text: str) -> str:
    """RT or RW in one spelling: tools strip the zeros of 003."""
    text = text.strip()
    return f"{int(text):03d}" if text.isascii() and text.isdecimal() else text
