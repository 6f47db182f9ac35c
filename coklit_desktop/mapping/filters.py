"""Which households are shown: by TPS, RT, RW and state; the page's script does the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.mapping.states import MapState, counted, shares, winning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.records import CurrentVoter, Household


@dataclass(frozen=True, slots=True)
class MapFilter:
    """What to show; an empty field shows all. One member must fit TPS, RT and RW together."""

    tps: str = ""
    rt: str = ""
    rw: str = ""
    states: frozenset[MapState] = frozenset()

    def members(self, household: Household) -> list[CurrentVoter]:
        """The members that fit TPS, RT and RW."""
        return [
            row
            for row in counted(household.members)
            if (not self.tps or row.tps == self.tps)
            and (not self.rt or unit(row.voter.rt) == unit(self.rt))
            and (not self.rw or unit(row.voter.rw) == unit(self.rw))
        ]

    def shown_state(self, household: Household) -> MapState | None:
        """The state to draw, None if the household is not shown.

        With states chosen, a household is shown if any member has one of them, as the first of those.
        """
        found = shares(self.members(household)).keys()
        return winning(found & self.states if self.states else found)


def filtered(households: Iterable[Household], wanted: MapFilter) -> list[Household]:
    """The households that are shown."""
    return [household for household in households if wanted.shown_state(household) is not None]


def unit(text: str) -> str:
    """RT or RW in one spelling: tools strip the zeros of 003."""
    text = text.strip()
    return f"{int(text):03d}" if text.isascii() and text.isdecimal() else text
