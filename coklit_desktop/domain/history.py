"""The one fold (design.md 2): deliveries + entries -> current rows. Pure, order-free, idempotent.

A field of a subject is a register. An entry sets it and names as `base` the entries that set what it saw;
entries that nobody built on are its heads. Several heads with different values are a conflict: the last in
order stands, marked, until an entry that builds on all of them decides.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.entries import Entry, Kind, hlc_parts
from coklit_desktop.domain.pairs import pair_rows
from coklit_desktop.domain.records import (
    BELUM,
    VOTER_FIELDS,
    CurrentVoter,
    Mark,
    Outcome,
    RowKind,
    State,
    Voter,
)
from coklit_desktop.domain.subjects import new_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from coklit_desktop.domain.elections import Election

OUTCOME = "outcome"
TPS = "tps"
WITHDRAWN = "withdrawn"
PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Register:
    """What stands in one field of a subject, which entries say so, and whether they disagree."""

    value: Any
    entry: Entry
    heads: tuple[str, ...]  # hashes, sorted: the base of the next entry that sets this field
    rivals: tuple[Entry, ...]  # the heads' entries, in order; more than one only in a conflict

    @property
    def conflict(self) -> bool:
        """Whether heads disagree."""
        return len(self.rivals) > 1


class Ordering:
    """Order of entries: causal first, then (clock, site, number); clocks outside the election's window come first."""

    def __init__(self, election: Election) -> None:
        first, last = election.window
        start = datetime.combine(first, time(), UTC)
        end = datetime.combine(last, time(), UTC) + timedelta(days=1)
        self._window = (int(start.timestamp() * 1000), int(end.timestamp() * 1000))

    def plausible(self, hlc: str) -> bool:
        """Whether a clock reading lies in the election's window."""
        return self._window[0] <= hlc_parts(hlc)[0] < self._window[1]

    def key(self, entry: Entry) -> tuple[bool, str, str, str, int]:
        """Order of entries that know nothing of each other."""
        envelope = entry.envelope
        return (self.plausible(envelope.hlc), envelope.hlc, envelope.site, envelope.area, envelope.seq)

    def sort(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries once each, in order."""
        by_hash = {entry.hash: entry for entry in entries}
        if len(by_hash) < 2:
            return list(by_hash.values())
        followers: dict[str, list[str]] = defaultdict(list)
        waits = dict.fromkeys(by_hash, 0)
        for entry in by_hash.values():
            for parent in set(entry.envelope.base) & by_hash.keys():
                followers[parent].append(entry.hash)
                waits[entry.hash] += 1
        for earlier, later in _stream_steps(by_hash.values()):
            followers[earlier.hash].append(later.hash)
            waits[later.hash] += 1
        ready = [(self.key(entry), entry.hash) for entry in by_hash.values() if not waits[entry.hash]]
        heapq.heapify(ready)
        found: list[Entry] = []
        while ready:
            _, done = heapq.heappop(ready)
            found.append(by_hash[done])
            for name in followers[done]:
                waits[name] -= 1
                if not waits[name]:
                    heapq.heappush(ready, (self.key(by_hash[name]), name))
        return found


def _stream_steps(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Entry]]:
    streams: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        streams[(entry.site, entry.envelope.area)].append(entry)
    for stream in streams.values():
        stream.sort(key=lambda entry: entry.seq)
        yield from pairwise(stream)


def undone_hashes(entries: Collection[Entry]) -> set[str]:
    """Hashes of the entries that an effective undo names (an undo may itself be undone)."""
    undoers: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind == Kind.UNDO and entry.body is not None:
            undoers[str(entry.body.get("undoes"))].append(entry)
    known: dict[str, bool] = {}

    def undone(name: str) -> bool:
        if name not in known:
            known[name] = False  # an undo can only name what is older, so this never decides
            known[name] = any(not undone(undo.hash) for undo in undoers.get(name, ()))
        return known[name]

    return {name for name in undoers if undone(name)}


def fold_fields(entries: Iterable[Entry], ordering: Ordering) -> dict[str, Register]:
    """Fold the entries about one subject into its fields."""
    ordered = ordering.sort(entries)
    undone = undone_hashes(ordered)
    setters: dict[str, list[tuple[Entry, Any]]] = defaultdict(list)
    built_on: dict[str, set[str]] = defaultdict(set)
    for entry in ordered:
        if entry.hash in undone or entry.body is None:
            continue
        for name, change in entry.body.get("fields", {}).items():
            setters[name].append((entry, change["new"]))
            built_on[name].update(change["base"])
    return {name: _register(found, built_on[name]) for name, found in setters.items()}


def _register(setters: Sequence[tuple[Entry, Any]], built_on: set[str]) -> Register:
    heads = [(entry, value) for entry, value in setters if entry.hash not in built_on]
    last, value = heads[-1]
    differ = any(other != value for _, other in heads)
    sites = {(entry.site, entry.envelope.area) for entry, _ in heads}
    rivals = tuple(entry for entry, _ in heads) if differ and len(sites) > 1 else (last,)
    return Register(value, last, tuple(sorted(entry.hash for entry, _ in heads)), rivals)


# --- voters


def fold_voter(
    subject: str, base: CurrentVoter | None, entries: Sequence[Entry], ordering: Ordering
) -> CurrentVoter | None:
    """Current row of one subject before pairing. `base` is the delivered row, None for a B.

    Returns None if nothing stands (a B whose entry is undone, or an entry about a voter not yet delivered).
    """
    fields = fold_fields(entries, ordering)
    if base is None:
        return _fold_new(subject, entries, fields)
    if not fields:
        return base
    outcome = _outcome(fields)
    voter, tps = base.voter, base.tps
    if outcome.state is State.UBAH:
        changes = {
            name: fields[name].value for name in VOTER_FIELDS if name in fields and fields[name].value is not None
        }
        voter = voter._replace(**changes)
        if TPS in fields and fields[TPS].value is not None:
            tps = fields[TPS].value
    partner = fields[PARTNER].value if PARTNER in fields else None
    return replace(
        base, voter=voter, tps=tps, outcome=outcome, partner=partner,
        conflict=any(field.conflict for field in fields.values()),
    )  # fmt: skip


def _outcome(fields: Mapping[str, Register]) -> Outcome:
    return Outcome.from_json(fields[OUTCOME].value) if OUTCOME in fields else BELUM


def _fold_new(subject: str, entries: Collection[Entry], fields: Mapping[str, Register]) -> CurrentVoter | None:
    born = next((e for e in entries if e.kind == Kind.NEW and _own_subject(e) == subject), None)
    if born is None or born.body is None or TPS not in fields or born.hash in undone_hashes(entries):
        return None
    cells = {name: fields[name].value or "" for name in VOTER_FIELDS if name in fields}
    return CurrentVoter(
        subject=subject,
        kind=RowKind.NEW,
        area=born.envelope.area,
        tps=fields[TPS].value,
        voter=Voter(**cells),
        withdrawn=bool(fields[WITHDRAWN].value) if WITHDRAWN in fields else False,
        conflict=any(field.conflict for field in fields.values()),
        generation=born.body.get("generation", 0),
    )


def _own_subject(entry: Entry) -> str:
    return new_subject(entry.site, entry.envelope.area, entry.seq)


def base_row(row: CurrentVoter) -> CurrentVoter | None:
    """The delivered row inside a current one: what it is when nobody has keyed anything. None for a B."""
    if row.kind is not RowKind.DELIVERED or row.delivered is None:
        return None
    return replace(
        row, voter=row.delivered, tps=row.delivered_tps, outcome=BELUM,
        mark=Mark.NONE, partner=None, conflict=False,
    )  # fmt: skip


def fold_rows(bases: Mapping[str, CurrentVoter], entries: Iterable[Entry], ordering: Ordering) -> list[CurrentVoter]:
    """Fold everything about one village, or about any closed set of its subjects, pairs included."""
    about: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.subject is not None:
            about[entry.subject].append(entry)
    touched = {
        subject: fold_voter(subject, bases.get(subject), found, ordering)
        for subject, found in about.items()
        if subject.startswith(("d:", "h:", "b:"))
    }
    rows = [touched.get(subject, row) or row for subject, row in bases.items()]
    rows.extend(row for subject, row in touched.items() if row is not None and subject not in bases)
    return pair_rows(rows)
