"""Code 8 and B (design.md 5): one person leaves a TPS and enters another. Computed from the set, never from order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Mark, Outcome, RowKind, State
from coklit_desktop.domain.subjects import pair_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def pair_key(row: CurrentVoter) -> str:
    """What makes two rows the same person: a possible NIK; else nothing but itself."""
    nik = row.voter.nik
    return row.subject if nik_problem(nik) else nik


def pair_rows(rows: Sequence[CurrentVoter]) -> list[CurrentVoter]:
    """Mark pairs among folded rows and add the made Bs. `rows` holds whole groups (all rows of a NIK)."""
    if not any(row.kind is RowKind.NEW or row.outcome.is_wrong_tps for row in rows):
        return list(rows)
    found: list[CurrentVoter] = []
    for group in _groups(rows):
        if isinstance(group, CurrentVoter):
            found.append(group)
        else:
            found.extend(_pair_group(group))
    return found


def _groups(rows: Sequence[CurrentVoter]) -> Iterable[CurrentVoter | list[CurrentVoter]]:
    """Rows that cannot pair one by one, the others in groups: by NIK, joined where a person confirmed a pair."""
    movers = [row for row in rows if row.kind is RowKind.NEW or row.outcome.is_wrong_tps]
    keys = {pair_key(row) for row in movers}
    joined = _joins(movers)
    groups: dict[str, list[CurrentVoter]] = defaultdict(list)
    for row in rows:
        key = pair_key(row) if keys else ""
        if key in keys:
            groups[joined.get(key, key)].append(row)
        else:
            yield row
    yield from groups.values()


def _joins(movers: Sequence[CurrentVoter]) -> dict[str, str]:
    """Key -> key of the group it belongs to, for 8s whose B a person named."""
    by_subject = {row.subject: pair_key(row) for row in movers}
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.get(key, key) != key:
            key = root[key]
        return key

    for row in sorted(movers, key=lambda row: row.subject):
        if row.outcome.is_wrong_tps and row.partner in by_subject:
            left, right = find(pair_key(row)), find(by_subject[row.partner])
            root[max(left, right)] = min(left, right)
    return {key: find(key) for key in root}


def _pair_group(group: list[CurrentVoter]) -> list[CurrentVoter]:
    rows = {row.subject: row for row in sorted(group, key=_b_order)}
    _link_returned(rows)
    waiting = [row for row in rows.values() if row.kind is RowKind.NEW and row.is_active]
    wrong = [r for r in rows.values() if r.is_delivered and r.outcome.is_wrong_tps]
    used = _pair_keyed(rows, wrong, waiting)
    _pair_made(rows, [row for row in wrong if rows[row.subject].mark is not Mark.PAIRED])
    stays = [row for row in rows.values() if row.kind is RowKind.DELIVERED and row.is_active]
    for row in waiting:
        if row.subject not in used and any(
            other.tps != row.tps and pair_key(other) == pair_key(row) for other in stays
        ):
            rows[row.subject] = replace(row, mark=Mark.WAITING_8)
    return list(rows.values())


def _b_order(row: CurrentVoter) -> tuple[str, int, str]:
    """Bs in the order in which their site keyed them; any other row by its name."""
    if row.kind is RowKind.NEW:
        head, _, seq = row.subject.rpartition(":")
        return (head, int(seq), "")
    return (row.subject, 0, "")


def _link_returned(rows: dict[str, CurrentVoter]) -> None:
    """A keyed B that a newer delivery brought back with a DPID is that voter; its result goes along."""
    delivered = [row for row in rows.values() if row.is_delivered]
    for new in [row for row in rows.values() if row.kind is RowKind.NEW and not row.withdrawn]:
        back = next((r for r in delivered if r.generation > new.generation and pair_key(r) == pair_key(new)), None)
        if back is None:
            continue
        rows[new.subject] = replace(new, withdrawn=True, mark=Mark.LINKED, partner=back.subject)
        if rows[back.subject].outcome.state is State.BELUM:
            same = new.voter == back.voter
            rows[back.subject] = replace(back, voter=new.voter, outcome=SESUAI if same else Outcome(State.UBAH))


def _pair_keyed(rows: dict[str, CurrentVoter], wrong: Sequence[CurrentVoter], new: Sequence[CurrentVoter]) -> set[str]:
    """Give each 8 a keyed B: the one a person named, else the one in its target, else the first elsewhere."""
    used: set[str] = set()
    for row in wrong:
        fits = [b for b in new if b.tps != row.tps and (b.subject == row.partner or _same(b, row))]
        if not fits:
            continue
        best = min(fits, key=lambda b: (b.subject != row.partner, b.tps != row.outcome.target, _b_order(b)))
        rows[row.subject] = replace(row, mark=Mark.PAIRED, partner=best.subject)
        if best.subject not in used:
            rows[best.subject] = replace(best, mark=Mark.PAIRED, partner=row.subject)
            used.add(best.subject)
    return used


def _same(new: CurrentVoter, row: CurrentVoter) -> bool:
    return pair_key(new) == pair_key(row)


def _pair_made(rows: dict[str, CurrentVoter], wrong: Sequence[CurrentVoter]) -> None:
    """Make the B of each 8 that has a target and no keyed B; the same person struck twice stands once."""
    made: dict[tuple[str, str], str] = {}
    for row in sorted(wrong, key=lambda row: (row.outcome.target is None, row.subject)):
        person = (row.voter.name, row.voter.birth_date)
        if person not in made and row.outcome.target is not None:
            made[person] = pair_subject(row.subject)
            rows[made[person]] = CurrentVoter(
                subject=made[person],
                kind=RowKind.PAIR,
                area=row.area,
                tps=row.outcome.target,
                voter=row.voter,
                mark=Mark.GENERATED,
                partner=row.subject,
            )
        if person in made:
            rows[row.subject] = replace(row, mark=Mark.PAIRED, partner=made[person])
        else:
            rows[row.subject] = replace(row, mark=Mark.UNMATCHED, partner=None)
