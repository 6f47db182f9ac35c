"""Two sites keyed different things about one voter: list them, and let a person decide."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.entries import Entry, Kind, entry_ref, hlc_parts
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import OUTCOME, TPS, Register, fold_fields
from coklit_desktop.domain.records import VOTER_FIELDS, State
from coklit_desktop.services.ledger import Saved, append_entry, refold, require_writable, saved
from coklit_desktop.services.undoing import find_entry

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the entries that disagree."""

    ref: str
    hash: str
    who: str
    site: str
    when: int  # milliseconds since 1970, by the clock of the one who wrote it
    values: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """The fields of one voter on which entries disagree."""

    id: str
    subject: str
    fields: tuple[str, ...]
    choices: tuple[Choice, ...]


def conflicts(desk: Desk) -> list[Conflict]:
    """All open conflicts of the store."""
    with desk.store.read() as unit:
        return _conflicts(desk, unit)


def decide(desk: Desk, conflict_id: str, take: str, reason: str) -> Saved:
    """Settle a conflict by taking one of its entries. Raises CoklitError: konflik_tak_dikenal, bukan_pilihan."""
    require_writable(desk)
    with desk.store.write() as unit:
        found = next((c for c in _conflicts(desk, unit) if c.id == conflict_id), None)
        if found is None:
            raise CoklitError("konflik_tak_dikenal")
        chosen = find_entry(desk, unit, take)
        if chosen.hash not in {choice.hash for choice in found.choices}:
            raise CoklitError("bukan_pilihan")
        area = chosen.envelope.area
        registers = fold_fields(unit.entries_about([found.subject]), desk.ordering)
        fields = _taken(registers, found.fields, chosen)
        entry = append_entry(
            unit, desk, Kind.DECIDE, found.subject, fields, area=area, base=[chosen.hash],
            extra={"reason": reason, "takes": chosen.hash},
        )  # fmt: skip
        refold(unit, desk.ordering, area, [found.subject])
        return saved(desk, unit, entry)


def _taken(fields: Mapping[str, Register], contested: tuple[str, ...], chosen: Entry) -> dict[str, Any]:
    """New values of a decision: the chosen entry's in what is contested; where it is no U, no changed cell stays."""
    says = (chosen.body or {}).get("fields", {})
    taken = {name: says[name]["new"] if name in says else fields[name].value for name in contested}
    outcome = says.get(OUTCOME, {}).get("new")
    if OUTCOME in contested and outcome and outcome.get("state") != State.UBAH:
        taken |= {name: None for name in fields if name in (*VOTER_FIELDS, TPS)}
    return taken


def _conflicts(desk: Desk, unit: Unit) -> list[Conflict]:
    found = []
    for row in unit.conflicting_voters():
        registers = fold_fields(unit.entries_about([row.subject]), desk.ordering)
        contested = {name: field for name, field in sorted(registers.items()) if field.conflict}
        rivals = {entry.hash: entry for field in contested.values() for entry in field.rivals}
        if rivals:
            found.append(_conflict(desk, row.subject, tuple(contested), list(rivals.values())))
    return found


def _conflict(desk: Desk, subject: str, contested: tuple[str, ...], rivals: list[Entry]) -> Conflict:
    name = "|".join([subject, *sorted(entry.hash for entry in rivals)])
    return Conflict(
        id=hashlib.sha256(name.encode()).hexdigest()[:12],
        subject=subject,
        fields=contested,
        choices=tuple(
            Choice(
                ref=entry_ref(entry),
                hash=entry.hash,
                who=str((entry.body or {}).get("clerk", "")),
                site=entry.site,
                when=hlc_parts(entry.envelope.hlc)[0],
                values={
                    name: change["new"]
                    for name, change in (entry.body or {}).get("fields", {}).items()
                    if name in contested
                },
            )
            for entry in desk.ordering.sort(rivals)
        ),
    )
