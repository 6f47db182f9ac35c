"""What changed in the list since its determination: one comparison of the list then and now (docs/ledger.md 11)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.domain.digest import stands
from coklit_desktop.domain.entries import Entry, Kind, entry_ref, hlc_parts
from coklit_desktop.domain.history import undone_hashes
from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.records import CurrentVoter
from coklit_desktop.services.determining import Determination, determination_in
from coklit_desktop.services.ledger import list_subject
from coklit_desktop.services.past import entries_after, list_at_heads
from coklit_desktop.services.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

    _Pair = tuple[CurrentVoter | None, CurrentVoter | None]


@dataclass(frozen=True, slots=True)
class LaterEntry:
    """An entry after the determination."""

    ref: str
    when: int  # milliseconds since 1970, by the clock of the one who wrote it
    who: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that is not as it was determined: came (`before` is None), left (`after` is None) or changed."""

    subject: str  # of `after`, or of `before`
    before: CurrentVoter | None = field(repr=False)
    after: CurrentVoter | None = field(repr=False)
    entries: tuple[LaterEntry, ...]  # those that count, oldest first

    @property
    def row(self) -> CurrentVoter:
        """The row as it stands; as it stood, if it is out of the list."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two is always there
        return found

    @property
    def tps(self) -> str:
        """TPS under which it is listed."""
        return self.row.tps


def differences(desk: Desk, stage_id: str | None = None) -> list[Difference]:
    """What changed in the list since the determination, in printed order; nothing without one."""
    with desk.store.read() as unit:
        found = determination_in(desk, unit, stage_id)
        return [] if found is None else differences_in(desk, unit, found)


def differences_in(desk: Desk, unit: Unit, since: Determination) -> list[Difference]:
    """`differences` inside a transaction. Empty exactly when the list has the determined digest."""
    later = entries_after(unit, since.area, since.heads)
    if not any(entry.kind != Kind.OFFICE for entry in later):
        return []
    before = {row.subject: row for row in list_at_heads(unit, desk.ordering, since.area, since.heads)}
    after = {row.subject: row for row in unit.iter_voters(since.area)}
    causes = _Causes(desk, unit, since.area, later, [*before.values(), *after.values()])
    pairs = [
        (_standing(before.get(subject)), _standing(after.get(subject))) for subject in before.keys() | after.keys()
    ]
    changed = [(old, new) for old, new in pairs if _what_counts(old) != _what_counts(new)]
    found = [_difference(old, new, causes) for old, new in _same_people(changed)]
    return sorted(found, key=lambda one: (one.tps, one.row.list_order))


def _difference(old: CurrentVoter | None, new: CurrentVoter | None, causes: _Causes) -> Difference:
    names = [row.subject for row in (old, new) if row is not None]
    entries = {entry.ref: entry for name in names for entry in causes.of(name)}
    return Difference(names[-1], old, new, tuple(sorted(entries.values(), key=lambda entry: entry.when)))


def _same_people(changed: Iterable[_Pair]) -> Iterator[_Pair]:
    """Who left and came in one TPS under one NIK is one person: a made B that was keyed, a B that came with a DPID."""
    left: dict[tuple[str, str], list[CurrentVoter]] = defaultdict(list)
    came: list[CurrentVoter] = []
    for old, new in sorted(changed, key=lambda pair: [row.subject for row in pair if row is not None]):
        if old is not None and new is None and not nik_problem(old.voter.nik):
            left[old.tps, old.voter.nik].append(old)
        elif old is None and new is not None:
            came.append(new)
        else:
            yield old, new
    for new in came:
        known = left.get((new.tps, new.voter.nik))
        yield (known.pop(0) if known else None), new
    for rows in left.values():
        yield from ((old, None) for old in rows)


def _standing(row: CurrentVoter | None) -> CurrentVoter | None:
    return row if row is not None and stands(row) else None


def _what_counts(row: CurrentVoter | None) -> object:
    """What the digest of a list is made of (domain.digest)."""
    return None if row is None else (row.tps, row.outcome, row.voter)


class _Causes:
    """The later entries behind the change of a row: its own, else those of its other half, else a newer list."""

    def __init__(self, desk: Desk, unit: Unit, area: str, later: Iterable[Entry], rows: Iterable[CurrentVoter]) -> None:
        self._desk = desk
        self._halves: Mapping[str, set[str]] = defaultdict(set)
        for row in rows:
            if row.partner:
                self._halves[row.subject].add(row.partner)
                self._halves[row.partner].add(row.subject)
        self._by_subject: dict[str, list[Entry]] = defaultdict(list)
        for entry in later:
            if entry.subject is not None:
                self._by_subject[entry.subject].append(entry)
        names = [subject for subject in self._by_subject if not subject.startswith(("office:", "kk:"))]
        self._about: dict[str, list[Entry]] = defaultdict(list)
        for entry in unit.entries_about(names):
            self._about[entry.subject or ""].append(entry)
        self._lists = self._told(list_subject(area))

    def of(self, subject: str) -> tuple[LaterEntry, ...]:
        """The entries, oldest first."""
        name = subject.removeprefix("p:")
        own = self._told(name)
        if own:
            return own
        halves = {half.removeprefix("p:") for one in (subject, name) for half in self._halves.get(one, ())}
        found = [entry for half in sorted(halves) for entry in self._told(half)]
        return tuple(sorted(found, key=lambda entry: entry.when)) or self._lists

    def _told(self, subject: str) -> tuple[LaterEntry, ...]:
        """What was keyed later about a subject and counts: not what was undone later, nor the undoing of it."""
        later = {entry.hash for entry in self._by_subject.get(subject, ())}
        about = self._desk.ordering.sort(self._about.get(subject, ()))
        undone = undone_hashes(about)
        return tuple(
            _later_entry(self._desk, entry, about)
            for entry in about
            if entry.hash in later - undone and (entry.body or {}).get("undoes") not in later
        )


def _later_entry(desk: Desk, entry: Entry, about: list[Entry]) -> LaterEntry:
    body = entry.body or {}
    return LaterEntry(
        ref=entry_ref(entry),
        when=hlc_parts(entry.envelope.hlc)[0],
        who=str(body.get("clerk", "")),
        what=tell(entry, about, desk.election),
        reason=str(body.get("reason") or ""),
    )
