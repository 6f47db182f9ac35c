"""Generations of deliveries (design.md 2): what a newer list of the same village keeps, brings and takes away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.records import CurrentVoter, DeliveredRow, RowKind
from coklit_desktop.domain.subjects import delivered_subject, undpid_subject


class Mode(StrEnum):
    """How a delivery stands to the ones before."""

    REPLACE = "replace"  # a newer list: who is missing from its TPS is gone
    ADD = "add"  # more of the same list (mended rejects, another TPS): nobody is gone


@dataclass(frozen=True, slots=True)
class Change:
    """What a delivery would do to the list before it."""

    came: int
    gone: int
    changed: int
    moved: int
    touched: int  # changed or moved

    @property
    def anything(self) -> bool:
        """Whether the list would be another one."""
        return bool(self.came or self.gone or self.touched)


Bases = dict[str, CurrentVoter]  # subject -> delivered row, gone ones included


def fold_deliveries(area: str, deliveries: Iterable[tuple[str, Iterable[DeliveredRow]]]) -> Bases:
    """Apply the deliveries of one village, oldest first, each as (mode, rows)."""
    bases: Bases = {}
    for number, (mode, rows) in enumerate(deliveries, 1):
        bases = apply_delivery(area, bases, number, mode, rows)
    return bases


def apply_delivery(
    area: str, before: Bases, generation: int, mode: str, rows: Iterable[DeliveredRow]
) -> Bases:
    """The list after one more delivery: matched by DPID, then by a NIK that is single on both sides."""
    active = [row for row in rows if row.active]
    if not before:
        return {
            subject: _row(area, subject, row, generation) for subject, row in _name(area, active)
        }
    after = dict(before)
    present: set[str] = set()
    for subject, row in _match(area, before, active):
        present.add(subject)
        old = before.get(subject)
        after[subject] = _row(area, subject, row, generation) if old is None else _renew(old, row)
    if mode == Mode.REPLACE:
        scope = {row.tps for row in active} | {before[s].tps for s in present if s in before}
        for subject, old in before.items():
            if subject not in present and old.tps in scope and not old.gone:
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
            touched += old.voter != row.voter or old.tps != row.tps
    return Change(came, gone, changed, moved, touched)


def fitting_mode(before: Mapping[str, CurrentVoter], rows: Sequence[DeliveredRow], *, mended: bool) -> Mode:
    """Whether rows are a newer list or more of the same: mended rejects, or nobody in common, add."""
    if mended or not before:
        return Mode.ADD if mended else Mode.REPLACE
    dpids = {row.dpid for row in before.values()} - {""}
    niks = {row.voter.nik for row in before.values()} - {""}
    known = any(row.dpid in dpids or row.voter.nik in niks for row in rows if row.active)
    return Mode.REPLACE if known else Mode.ADD


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


def _name(area: str, rows: Iterable[DeliveredRow]) -> Iterator[tuple[str, DeliveredRow]]:
    """Subjects of rows that stand alone; a DPID that comes twice names only the first, both rows stay."""
    seen: set[str] = set()
    doubles: Counter[str] = Counter()
    for row in rows:
        subject: str = delivered_subject(area, row.dpid) if row.dpid else ""
        if not subject or subject in seen:
            stem = undpid_subject(area, row.tps, row.voter, 0)
            subject = undpid_subject(area, row.tps, row.voter, doubles[stem])
            doubles[stem] += 1
        seen.add(subject)
        yield subject, row


def _match(
    area: str, before: Bases, rows: Sequence[DeliveredRow]
) -> Iterator[tuple[str, DeliveredRow]]:
    named = list(_name(area, rows))
    taken = {subject for subject, _ in named if subject in before}
    by_nik: dict[str, list[str]] = defaultdict(list)
    for subject, old in before.items():
        if subject not in taken and not old.gone and not nik_problem(old.voter.nik):
            by_nik[old.voter.nik].append(subject)
    fresh = Counter(row.voter.nik for subject, row in named if subject not in before)
    for subject, row in named:
        candidates = by_nik.get(row.voter.nik, ())
        if subject not in before and len(candidates) == 1 and fresh[row.voter.nik] == 1:
            yield candidates[0], row
        else:
            yield subject, row
