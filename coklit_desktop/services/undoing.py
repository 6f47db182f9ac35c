"""Undo is an entry that names another (design.md 2). What a later entry builds on must stay until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.authority import may_undo
from coklit_desktop.domain.entries import Entry, Kind, entry_ref
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import undone_hashes
from coklit_desktop.services.ledger import Saved, append_entry, refold, require_writable, saved

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

NOT_UNDOABLE = (Kind.DELIVERY,)
LAST_KEYED = (Kind.RESULT, Kind.NEW, Kind.REVISE, Kind.WITHDRAW, Kind.PAIR)
LOOK_BACK = 500


def undo(desk: Desk, name: str, reason: str) -> Saved:
    """Undo the entry that `name` names: `site:area:number`, a number of this site, or a hash (or its beginning).

    Raises CoklitError: catatan_tak_dikenal, sudah_dibatalkan, batalkan_dulu, tak_bisa_dibatalkan.
    """
    require_writable(desk)
    with desk.store.write() as unit:
        return _undo(desk, unit, find_entry(desk, unit, name), reason)


def undo_last(desk: Desk, tps: str | None = None, reason: str = "") -> Saved | None:
    """Undo this site's newest result that still stands, of `tps` if given; None if there is none."""
    require_writable(desk)
    with desk.store.write() as unit:
        for entry in unit.latest(LOOK_BACK, site=desk.site, kinds=LAST_KEYED, tps=tps):
            about = unit.entries_about([entry.subject or ""])
            if entry.hash not in undone_hashes(about):
                return _undo(desk, unit, entry, reason)
    return None


def builders(entry: Entry, about: list[Entry]) -> list[Entry]:
    """Standing entries that build on `entry`."""
    undone = undone_hashes(about)
    return [
        other
        for other in about
        if other.kind != Kind.UNDO and other.hash not in undone and entry.hash in other.envelope.base
    ]


def find_entry(desk: Desk, unit: Unit, name: str) -> Entry:
    """Find an entry by what a person types. Raises CoklitError `catatan_tak_dikenal`."""
    found: Entry | None = None
    parts = name.strip().split(":")
    if len(parts) == 3 and parts[2].isdecimal():
        found = unit.entry_at(parts[0], parts[1], int(parts[2]))
    elif name.isdecimal() and len(name) < 10:
        found = unit.entry_at(desk.site, desk.area, int(name))
    elif len(name) >= 8:
        found = unit.find_entry(name)
    if found is None:
        raise CoklitError("catatan_tak_dikenal")
    return found


def _undo(desk: Desk, unit: Unit, entry: Entry, reason: str) -> Saved:
    if not may_undo(desk.office, entry, desk.site):
        raise CoklitError("bukan_catatan_sendiri")
    if entry.kind in NOT_UNDOABLE or entry.subject is None:
        raise CoklitError("tak_bisa_dibatalkan")
    about = unit.entries_about([entry.subject])
    undone = undone_hashes(about)
    if entry.hash in undone:
        raise CoklitError("sudah_dibatalkan")
    later = builders(entry, about)
    if entry.kind == Kind.UNDO:
        later = _keyed_since(entry, about, undone)
    if later:
        raise CoklitError("batalkan_dulu", ref=entry_ref(desk.ordering.sort(later)[-1]))
    area = entry.envelope.area
    made = append_entry(
        unit, desk, Kind.UNDO, entry.subject, {}, area=area, base=[entry.hash],
        extra={"undoes": entry.hash, "reason": reason},
    )  # fmt: skip
    refold(unit, desk.ordering, area, [entry.subject])
    return saved(desk, unit, made)


def _keyed_since(undo_entry: Entry, about: list[Entry], undone: set[str]) -> list[Entry]:
    """What was keyed after an undo rests on it: the undone entry must not come back underneath."""
    return [
        other
        for other in about
        if other.kind != Kind.UNDO and other.hash not in undone and other.envelope.hlc > undo_entry.envelope.hlc
    ]
