"""What one point on the map says: the state of a household, drawn from its members."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from coklit_desktop.domain.digest import stands
from coklit_desktop.domain.records import CurrentVoter, Household, number_or_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class MapState(StrEnum):
    """The states of a point, in the order in which they win: what is still to do comes first.

    A household with anybody not yet visited is `belum`, however many others are done; then whoever was
    not met; then what changed (TMS, ubah, baru); `sesuai` only where everybody is. The order of the
    members plays no part.
    """

    BELUM = "belum"
    TIDAK_DITEMUI = "tidak_ditemui"
    TMS = "tms"
    UBAH = "ubah"
    BARU = "baru"
    SESUAI = "sesuai"

    @property
    def letter(self) -> str:
        """One letter, for the page's data."""
        return LETTERS[self]

    @property
    def word(self) -> str:
        """The word on screen."""
        return WORDS[self]


LETTERS = {
    MapState.BELUM: "b",
    MapState.SESUAI: "s",
    MapState.TIDAK_DITEMUI: "t",
    MapState.UBAH: "u",
    MapState.TMS: "x",
    MapState.BARU: "n",
}
WORDS = {
    MapState.BELUM: "Belum",
    MapState.SESUAI: "Sesuai",
    MapState.TIDAK_DITEMUI: "Tidak ditemui",
    MapState.UBAH: "Ubah",
    MapState.TMS: "TMS",
    MapState.BARU: "Baru",
}
IN_ORDER_OF_WORK = tuple(WORDS)  # as pages and legends list them


def counted(members: Iterable[CurrentVoter]) -> list[CurrentVoter]:
    """The members that the map shows: not those gone from the delivery, not a B taken back."""
    return [row for row in members if stands(row)]


def shares(members: Iterable[CurrentVoter]) -> Counter[MapState]:
    """How many members are in each state."""
    return Counter(MapState(row.ket) for row in counted(members))


def winning(found: Collection[MapState]) -> MapState | None:
    """The state that wins among those found; None if there is none."""
    return next((state for state in MapState if state in found), None)


def state_of(household: Household) -> MapState:
    """The one state of a household; `belum` for one without members."""
    return winning(shares(household.members)) or MapState.BELUM


def label_of(household: Household) -> str:
    """The name to call a household by: its likely head.

    The voter list does not say who heads a household. The eldest married man is taken, else the eldest
    married person, else the eldest.
    """
    members = counted(household.members)
    return min(members, key=_head_rank).voter.name if members else ""


def address_of(household: Household) -> str:
    """The address of the first member who has one."""
    return next((row.voter.address for row in counted(household.members) if row.voter.address), "")


def _head_rank(row: CurrentVoter) -> tuple[object, ...]:
    voter = row.voter
    day, _, rest = voter.birth_date.partition("|")
    month, _, year = rest.partition("|")
    born = (number_or_text(year), number_or_text(month), number_or_text(day))
    married = voter.marital_status in ("sudah", "pernah")
    return (row.outcome.is_tms, not married, not (married and voter.sex == "L"), born, row.subject)
