"""Generations of deliveries (design.md 2): what a newer list of the same village keeps, brings and takes away."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.records import CurrentVoter, DeliveredRow, RowKind
from coklit_desktop.domain.subjects import delivered_subject, undpid_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


class Mode(StrEnum):
    """How a delivery stands to the ones before."""

    REPLACE = "replace"  # a newer list: who is missing from its TPS is gone
    ADD = "add"  # more of the same list (mended rejects, another TPS, a part): nobody is gone


@dataclass(frozen=True, slots=True)
class Change:
    """What a delivery would do to the list before it."""

    came: int
    gone: int
    changed: int
    moved: int
    touched: int  # changed, moved or under another DPID

    @property
    def anything(self) -> bool:
        """Whether the list would be another one."""
        return bool(self.came or self.gone or self.touched)


Bases = dict[str, CurrentVoter]  # subject -> delivered row, gone ones included


def fold_deliveries(area: str, deliveries: Iterable[tuple[str, Iterable[DeliveredRow]]]) -> Bases:
    """Apply the deliveries of one village, oldest first, each as (mode, rows)."""
    bases: Bases = {}
    numbers = Generations()
    for mode, rows in deliveries:
        active = [row for row in rows if row.active]
        bases = apply_delivery(area, bases, numbers.next(mode, {row.tps for row in active}), mode, active)
    return bases


class Generations:
    """Numbers deliveries: only a newer list of a TPS that had one begins a new generation.

    So a B whose NIK comes with another TPS's first list waits for its 8, whether it was keyed before or after.
    """

    def __init__(self) -> None:
        self.number = 0
        self._seen: set[str] = set()

    def next(self, mode: str, tps_list: Collection[str]) -> int:
        """Number of the next delivery, which names these TPS."""
        if not self._seen or (mode == Mode.REPLACE and not self._seen.isdisjoint(tps_list)):
            self.number += 1
        self._seen.update(tps_list)
        return self.number


def apply_delivery(area: str, before: Bases, generation: int, mode: str, rows: Iterable[DeliveredRow]) -> Bases:
    """The list after one more delivery: matched by DPID, in a newer list also by a NIK that is single on both sides."""
    active = [row for row in rows if row.active]
    if not before:
        return {subject: _row(area, subject, row, generation) for subject, row in _name(area, active)}
    after = dict(before)
    subjects = _Matching(area, before, active)
    scope = subjects.scope() if mode == Mode.REPLACE else frozenset()
    present: set[str] = set()
    for subject, row in subjects.finish(scope):
        present.add(subject)
        old = before.get(subject)
        after[subject] = _row(area, subject, row, generation) if old is None else _renew(old, row)
    for subject, old in before.items():
        if old.tps in scope and subject not in present and not old.gone:
            after[subject] = replace(old, gone=True)
    return after


def compare(before: Mapping[str, CurrentVoter], after: Mapping[str, CurrentVoter]) -> Change:
    """Count what a delivery changes, for the preview."""
    came = gone = changed = moved = touched = 0
    for subject, row in after.items():
        old = before.get(subject)
        was, now = old is not None and not old.gone, not row.gone
        if now and not was:
            came += 1
        elif was and not now:
            gone += 1
        elif old is not None and now:
            changed += old.voter != row.voter
            moved += old.tps != row.tps
            touched += (old.voter, old.tps, old.dpid) != (row.voter, row.tps, row.dpid)
    return Change(came, gone, changed, moved, touched)


def fitting_mode(before: Mapping[str, CurrentVoter], rows: Sequence[DeliveredRow], *, mended: bool) -> Mode:
    """Whether rows are a newer list or more of the same: mended rejects, or a part of a list, add.

    A file that holds fewer than half of the voters of the TPS it names is no newer list of them: nobody goes for it.
    """
    if mended or not before:
        return Mode.ADD if mended else Mode.REPLACE
    active = [row for row in rows if row.active]
    dpids = {row.dpid for row in active} - {""}
    niks = {row.voter.nik for row in active} - {""}
    named = {row.tps for row in active}
    known = listed = held = 0
    for old in before.values():
        found = old.dpid in dpids or old.voter.nik in niks
        known += found
        if old.tps in named and not old.gone:
            listed += 1
            held += found
    return Mode.REPLACE if known and held * 2 >= listed else Mode.ADD


def _row(area: str, subject: str, row: DeliveredRow, generation: int) -> CurrentVoter:
    return CurrentVoter(
        subject, RowKind.DELIVERED, area, row.tps, row.voter, dpid=row.dpid, line=row.line,
        delivered_tps=row.tps, delivered=row.voter, generation=generation,
    )  # fmt: skip


def _renew(old: CurrentVoter, row: DeliveredRow) -> CurrentVoter:
    former = old.former_tps
    if old.tps != row.tps and old.tps not in former.split(","):
        former = f"{former},{old.tps}" if former else old.tps
    return replace(
        old, tps=row.tps, delivered_tps=row.tps, voter=row.voter, delivered=row.voter,
        dpid=row.dpid or old.dpid, line=row.line, gone=False, former_tps=former,
    )  # fmt: skip


def _name(area: str, rows: Iterable[DeliveredRow], taken: Collection[str] = ()) -> Iterator[tuple[str, DeliveredRow]]:
    """Subjects of rows that stand alone; a DPID that comes twice names only the first, both rows stay."""
    seen: set[str] = set(taken)
    doubles: Counter[str] = Counter()
    for row in rows:
        subject: str = delivered_subject(area, row.dpid) if row.dpid else ""
        if not subject or subject in seen:
            stem = subject = undpid_subject(area, row.tps, row.voter, 0)
            while subject in seen:
                doubles[stem] += 1
                subject = undpid_subject(area, row.tps, row.voter, doubles[stem])
        seen.add(subject)
        yield subject, row


class _Matching:
    """Finds the subject of each row: by the DPID it has now, by its own name, then by NIK; never one for two rows."""

    def __init__(self, area: str, before: Bases, rows: Sequence[DeliveredRow]) -> None:
        self._before = before
        self._rows = rows
        self._found: list[str] = [""] * len(rows)
        known = {old.dpid: subject for subject, old in reversed(before.items()) if old.dpid}
        known |= {old.dpid: s for s, old in before.items() if s == delivered_subject(area, old.dpid)}
        self._claimed: set[str] = set()
        for place, row in enumerate(rows):
            subject = known.get(row.dpid) if row.dpid else None
            if subject is not None and subject not in self._claimed:
                self._claim(place, subject)
        left = [place for place, subject in enumerate(self._found) if not subject]
        self._names: dict[int, str] = {}
        for place, (name, _) in zip(left, _name(area, [rows[p] for p in left], self._claimed), strict=True):
            if name in before:
                self._claim(place, name)
            else:
                self._names[place] = name

    def scope(self) -> frozenset[str]:
        """TPS that the rows are a newer list of: those they name, and those that they hold at least half of."""
        named = {row.tps for row in self._rows}
        niks = {row.voter.nik for row in self._rows} - {""}
        total: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for subject, old in self._before.items():
            if old.tps not in named and not old.gone:
                total[old.tps] += 1
                found[old.tps] += subject in self._claimed or old.voter.nik in niks
        return frozenset(named | {tps for tps, count in total.items() if found[tps] * 2 >= count})

    def finish(self, scope: Collection[str]) -> Iterator[tuple[str, DeliveredRow]]:
        """Match what is left by NIK, inside `scope` only; return all rows with their subjects."""
        candidates: dict[str, list[str]] = defaultdict(list)
        for subject, old in self._before.items():
            if old.tps in scope and subject not in self._claimed and not nik_problem(old.voter.nik):
                candidates[old.voter.nik].append(subject)
        fresh = Counter(self._rows[place].voter.nik for place in self._names)
        for place, name in self._names.items():
            nik = self._rows[place].voter.nik
            known = candidates.get(nik, [])
            here = [subject for subject in known if not self._before[subject].gone] or known
            self._found[place] = here[0] if len(here) == 1 and fresh[nik] == 1 else name
        return zip(self._found, self._rows, strict=True)

    def _claim(self, place: int, subject: str) -> None:
        self._found[place] = subject
        self._claimed.add(subject)
