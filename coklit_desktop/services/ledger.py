"""Append an entry and fold what it touches, in one transaction: the only way anything is ever written."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.authority import MAY_APPEND
from coklit_desktop.domain.entries import SALT_BYTES, Entry, Kind, entry_ref, make_entry, next_hlc
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.generations import Generations, fold_deliveries
from coklit_desktop.domain.history import (
    PARTNER,
    Ordering,
    Register,
    base_row,
    fold_fields,
    fold_rows,
    fold_voter,
    undone_hashes,
)
from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.pairs import pair_rows
from coklit_desktop.domain.records import CurrentVoter, DeliveredRow, Place, RowKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


STOPS = frozenset({"dibatalkan", "celah", "cabang", "sudah_ditetapkan"})  # what refuses a whole file, not one row of it
_CHANGES_LIST = frozenset({
    Kind.RESULT, Kind.NEW, Kind.REVISE, Kind.WITHDRAW, Kind.PAIR, Kind.DECIDE, Kind.UNDO, Kind.DELIVERY,
})  # fmt: skip
_OF_LIST = ("d:", "h:", "b:", "list:")


@dataclass(frozen=True, slots=True)
class Saved:
    """What is durable now: the entry, and the row as it stands after it."""

    ref: str
    seq: int
    at: int  # milliseconds since 1970
    row: CurrentVoter | None
    unchanged: bool = False


def list_subject(area: str) -> str:
    """Subject of the deliveries of a village."""
    return f"list:{area}"


def determination_topic(stage_id: str) -> str:
    """Office topic of a stage's determination in the pleno; see services.pleno."""
    return f"penetapan:{stage_id}"


def require_writable(desk: Desk) -> None:
    """Refuse to write through a desk that was opened for reading."""
    if not desk.writable:
        raise CoklitError("hanya_baca")
    desk.require_role("operator", "ketua")


def append_entry(
    unit: Unit,
    desk: Desk,
    kind: Kind,
    subject: str,
    fields: Mapping[str, Any],
    *,
    area: str | None = None,
    old: Mapping[str, Any] | None = None,
    base: Iterable[str] = (),
    extra: Mapping[str, Any] | None = None,
) -> Entry:
    """Append this site's next entry about `subject`. `fields` are new values, `old` what stood before where no
    entry said so; each field builds on the heads that stand now. The caller folds afterwards.
    """
    registers = fold_fields(unit.entries_about([subject]), desk.ordering) if fields else {}
    changes = {name: _change(name, value, registers, old or {}) for name, value in fields.items()}
    body: dict[str, Any] = {"subject": subject, "clerk": desk.clerk, **(extra or {})}
    if changes:
        body["fields"] = changes
    bases = set(base).union(*(change["base"] for change in changes.values()))
    return append_body(unit, desk, kind, body, area or desk.area, bases)


def append_body(unit: Unit, desk: Desk, kind: Kind, body: Mapping[str, Any], area: str, base: Iterable[str]) -> Entry:
    """Append this site's next entry with a ready body.

    Raises CoklitError `hanya_untuk_pps` for what others say, `sudah_ditetapkan` for a change without a reason after
    the pleno.
    """
    if kind not in MAY_APPEND[desk.office]:
        raise CoklitError("hanya_untuk_pps")
    if kind in _CHANGES_LIST and desk.office == "pps":
        body = _with_reason(unit, desk, body, area)
    seq, prev_hash = unit.head(desk.site, area)
    entry = make_entry(
        site=desk.site,
        area=area,
        election=desk.election.id,
        seq=seq + 1,
        prev_hash=prev_hash,
        hlc=next_hlc(desk.now_ms(), unit.last_hlc()),
        kind=kind,
        base=tuple(base),
        body=body,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    unit.append(entry)
    if desk.ordering.plausible(entry.envelope.hlc):  # one evening with a wrong clock must not spoil all that follow
        unit.adopt_hlc(entry.envelope.hlc)
    return entry


def _with_reason(unit: Unit, desk: Desk, body: Mapping[str, Any], area: str) -> Mapping[str, Any]:
    """The lock: after the determination a change of the list says why, by itself or by what the desk was told."""
    if not str(body["subject"]).startswith(_OF_LIST):
        return body  # an undone place or office entry
    reason = str(body.get("reason") or desk.change_reason).strip()
    if reason:
        return {**body, "reason": reason}
    if unit.office_value(area, determination_topic(desk.stage_id), "digest"):
        raise CoklitError("sudah_ditetapkan")
    return body


def _change(name: str, value: Any, registers: Mapping[str, Register], old: Mapping[str, Any]) -> dict[str, Any]:
    register = registers.get(name)
    if register is None:
        return {"old": old.get(name), "new": value, "base": []}
    before = old.get(name) if register.value is None else register.value
    return {"old": before, "new": value, "base": list(register.heads)}


def saved(desk: Desk, unit: Unit, entry: Entry, subject: str | None = None) -> Saved:
    """What the page shows after an entry."""
    rows = unit.voters(subjects=[subject or entry.subject or ""])
    return Saved(entry_ref(entry), entry.seq, desk.now_ms(), rows[0] if rows else None)


# --- folding into the tables of the current state


def refold(unit: Unit, ordering: Ordering, area: str, subjects: Collection[str]) -> None:
    """Bring the current state of `subjects` of one area up to date with the ledger."""
    voters = {subject for subject in subjects if subject.startswith(("d:", "h:", "b:"))}
    if list_subject(area) in subjects:
        refold_area(unit, ordering, area)
    elif voters:
        _refold_voters(unit, ordering, area, voters)
    for subject in subjects:
        if subject.startswith("kk:"):
            _refold_place(unit, ordering, area, subject)
        elif subject.startswith("office:"):
            _refold_office(unit, ordering, area, subject)


def _refold_voters(unit: Unit, ordering: Ordering, area: str, subjects: set[str]) -> None:
    """Fold these subjects and everyone who shares a NIK or a pair with them, before or after."""
    members: set[str] = set()
    more = subjects
    stored: dict[str, CurrentVoter] = {}
    folded: dict[str, CurrentVoter] = {}
    made: dict[str, CurrentVoter] = {}
    while more:
        members |= more
        found = {row.subject: row for row in unit.voters(subjects=more)}
        stored |= found
        entries = _by_subject(unit.entries_about(more))
        for subject in more:
            old = found.get(subject)
            row = fold_voter(subject, base_row(old) if old else None, entries.get(subject, []), ordering)
            if row is not None:
                folded[subject] = row
        near = _neighbours(unit, area, [*found.values(), *(folded[s] for s in more if s in folded)])
        made |= {row.subject: row for row in near if row.kind is RowKind.PAIR}
        named = _named_by(unit, area, more)
        more = named.union(row.subject for row in near if row.kind is not RowKind.PAIR) - members
    after = {row.subject: row for row in pair_rows(list(folded.values()))}
    before = stored | made
    unit.delete_voters([subject for subject in before if subject not in after])
    unit.put_voters([row for subject, row in after.items() if before.get(subject) != row])


def _neighbours(unit: Unit, area: str, rows: Collection[CurrentVoter]) -> list[CurrentVoter]:
    niks = {row.voter.nik for row in rows if not nik_problem(row.voter.nik)}
    near = unit.voters(area=area, niks=niks) if niks else []
    near += unit.voters(area=area, partners=[row.subject for row in rows])
    partners = {row.partner for row in rows if row.partner}
    return near + (unit.voters(subjects=partners) if partners else [])


def _named_by(unit: Unit, area: str, subjects: Collection[str]) -> set[str]:
    """The 8s for which a person named one of these Bs. A row may hide that behind the half it has meanwhile."""
    new = {subject for subject in subjects if subject.startswith("b:")}
    if not new:
        return set()
    return {
        entry.subject
        for entry in unit.by_kind(Kind.PAIR)
        if entry.subject and entry.envelope.area == area and entry.body
        and entry.body["fields"].get(PARTNER, {}).get("new") in new
    }  # fmt: skip


def _by_subject(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.subject is not None:
            found.setdefault(entry.subject, []).append(entry)
    return found


def _refold_place(unit: Unit, ordering: Ordering, area: str, subject: str) -> None:
    register = fold_fields(unit.entries_about([subject]), ordering).get("place")
    unit.put_place(subject, area, None if register is None else place_from_json(register.value))


def place_from_json(value: Mapping[str, Any] | None) -> Place | None:
    """Read the place of an entry; None where it was taken away."""
    if value is None:
        return None
    return Place(value["latitude"], value["longitude"], value["source"], value.get("accuracy"))


def _refold_office(unit: Unit, ordering: Ordering, area: str, subject: str) -> None:
    topic = subject.split(":", 2)[2]
    registers = fold_fields(unit.entries_about([subject]), ordering)
    known = unit.office(area).get(topic, {})
    for name in known.keys() - registers.keys():
        unit.put_office(area, topic, name, None)
    for name, register in registers.items():
        unit.put_office(area, topic, name, register.value)


# --- whole villages


def effective_deliveries(unit: Unit, ordering: Ordering, area: str) -> list[Entry]:
    """The deliveries of a village that stand, oldest first."""
    return _standing_deliveries(unit.entries_about([list_subject(area)]), ordering)


def _standing_deliveries(entries: Collection[Entry], ordering: Ordering) -> list[Entry]:
    undone = undone_hashes(entries)
    return [e for e in ordering.sort(entries) if e.kind == Kind.DELIVERY and e.hash not in undone]


def generation_in_force(unit: Unit, ordering: Ordering, area: str) -> int:
    """Number of the list that a B keyed now is keyed under, as `fold_deliveries` counts; 0 without a list."""
    numbers = Generations()
    for entry in effective_deliveries(unit, ordering, area):
        body = entry.body or {}
        numbers.next(body.get("mode", ""), body.get("tps", ()))
    return numbers.number


def fold_bases(
    unit: Unit, ordering: Ordering, area: str, fresh: Mapping[str, list[DeliveredRow]] | None = None
) -> dict[str, CurrentVoter]:
    """The delivered list of a village. `fresh` holds rows of deliveries that are in memory anyway."""
    return _fold_deliveries(unit, area, effective_deliveries(unit, ordering, area), fresh or {})


def _fold_deliveries(
    unit: Unit, area: str, deliveries: Iterable[Entry], known: Mapping[str, list[DeliveredRow]]
) -> dict[str, CurrentVoter]:
    return fold_deliveries(
        area,
        (
            ((entry.body or {}).get("mode", ""), known.get(entry.hash) or unit.delivery_rows(entry.hash))
            for entry in deliveries
        ),
    )


def fold_list(unit: Unit, ordering: Ordering, area: str, entries: Collection[Entry]) -> list[CurrentVoter]:
    """The list of a village as these entries about it make it, the deliveries among them too."""
    about_list = [entry for entry in entries if entry.subject == list_subject(area)]
    bases = _fold_deliveries(unit, area, _standing_deliveries(about_list, ordering), {})
    return fold_rows(bases, entries, ordering)


def area_entries(unit: Unit, area: str) -> list[Entry]:
    """All entries of all sites about one village."""
    streams = [head for head in unit.heads() if head.area == area]
    return [entry for head in streams for entry in unit.entries_of(head.site, area)]


def recompute_area(unit: Unit, ordering: Ordering, area: str) -> list[CurrentVoter]:
    """The current list of a village, computed from deliveries and entries alone."""
    return fold_rows(fold_bases(unit, ordering, area), area_entries(unit, area), ordering)


def refold_area(
    unit: Unit, ordering: Ordering, area: str, fresh: Mapping[str, list[DeliveredRow]] | None = None
) -> None:
    """Write the current list of a whole village anew, after a delivery."""
    bases = fold_bases(unit, ordering, area, fresh)
    unit.replace_area(area, fold_rows(bases, area_entries(unit, area), ordering))
