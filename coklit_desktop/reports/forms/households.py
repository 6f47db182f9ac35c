"""Who stands on the cards of a TPS: households, and what all cards say alike. No NIK, no NKK, no dates of birth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.parts import upper, village_word
from coklit_desktop.reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.reports.data import FormData


@dataclass(frozen=True, slots=True)
class Household:
    """What a card says of one household; number 0 is a blank to fill in by hand."""

    number: int = 0  # its place in the order of the walk
    address: str = field(default="", repr=False)
    rt_rw: str = ""
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # name, L or P
    first: int = 1  # number of the first name, on a card that goes on with the household of another
    part: int = 1
    parts: int = 1

    @property
    def running(self) -> str:
        """Which card of the walk this is, and which part of it."""
        said = f"KK {self.number}" if self.number else ""
        return f"{said} ({self.part} dari {self.parts})" if self.parts > 1 else said


@dataclass(frozen=True, slots=True)
class Common:
    """What all cards of a TPS say alike."""

    model: str
    title: str
    election: str
    village: tuple[str, str]  # "Desa", name
    tps: str
    worker: str  # PANTARLIH
    worker_name: str = field(default="", repr=False)


def common_of(data: FormData, form_id: str, tps: str) -> Common:
    """What the cards of a form say alike in one TPS."""
    election, settings = data.election, settings_of(data.election, form_id)
    workers = [worker.get("nama", "") for worker in data.numbered(f"pantarlih:{tps}")]
    title = election.forms.get("title_kota", election.title) if data.is_kota else election.title
    return Common(
        model=settings["name"],
        title=settings["title"],
        election=f"{title} TAHUN\u00a0{election.forms['year']}",
        village=(village_word(data), clean(data.area_names.village).title()),
        tps=tps,
        worker=str(election.forms["worker"]),
        worker_name=upper(workers[0]) if len(workers) == 1 else "",  # of two nobody knows who comes to this door
    )


def delivered_households(data: FormData, tps: str) -> list[Household]:
    """The households that the pantarlih was given, with the cells of the paper."""
    rows = [row for row in data.rows_by_tps.get(tps, ()) if row.is_delivered and row.delivered_tps == tps]
    return households(replace(row, voter=row.delivered) if row.delivered is not None else row for row in rows)


def standing_households(data: FormData, tps: str) -> list[Household]:
    """The households of those who stand in the list of the TPS now."""
    return households(row for row in data.rows_by_tps.get(tps, ()) if row.is_active and row.tps == tps)


def households(rows: Iterable[CurrentVoter]) -> list[Household]:
    """One for each NKK in the order of the printed list: RW, RT, NKK. People without NKK: one for each address;
    who has neither has a card of his own.
    """
    homes: dict[tuple[str, ...], list[CurrentVoter]] = {}
    for row in sorted(rows, key=lambda row: row.list_order):
        homes.setdefault(_home_of(row), []).append(row)
    return [_household(number, members) for number, members in enumerate(homes.values(), 1)]


def _home_of(row: CurrentVoter) -> tuple[str, ...]:
    voter = row.voter
    if voter.nkk.strip():
        return (voter.nkk.strip(),)
    address = upper(voter.address)
    return ("", voter.rw.strip(), voter.rt.strip(), address) if address else ("", row.subject)


def _household(number: int, members: Sequence[CurrentVoter]) -> Household:
    first = members[0].voter
    rt, rw = _three(first.rt), _three(first.rw)
    rt_rw = f"{rt or '…'}/{rw or '…'}" if rt or rw else ""
    return Household(
        number, clean(first.address), rt_rw, tuple((clean(row.voter.name) or "…", row.voter.sex) for row in members)
    )


def _three(text: str) -> str:
    text = clean(text)
    return f"{int(text):03d}" if text.isascii() and text.isdecimal() and len(text) <= 3 else text
