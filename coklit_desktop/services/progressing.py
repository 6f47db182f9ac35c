"""How far coklit has come: a day, ten days or all of it, from the list before the period and the list at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from coklit_desktop.domain.authority import is_within
from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps, sum_counts
from coklit_desktop.domain.records import State
from coklit_desktop.services.browsing import villages
from coklit_desktop.services.past import lists_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

PeriodKind = Literal["harian", "sepuluh-hari", "akhir"]
TITLES: Mapping[PeriodKind, str] = {"harian": "Harian", "sepuluh-hari": "Sepuluh Hari", "akhir": "Akhir"}


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a TPS, or all of them, stood at one moment."""

    counts: Counts = field(default_factory=Counts)
    kk_done: int = 0  # households of which nobody is without a result

    @property
    def done(self) -> SexCount:
        """Delivered voters with a result: sesuai, tidak ditemui, ubah and TMS."""
        counts = self.counts
        return counts.sesuai + counts.tidak_ditemui + counts.ubah + counts.tms_total

    @property
    def disabled(self) -> SexCount:
        """Voters in the list with a disability."""
        return sum(self.counts.disabilitas.values(), SexCount())

    @property
    def percent(self) -> float:
        """Share of the delivered voters with a result, 0 to 100."""
        return 100 * self.done.total / self.counts.awal.total if self.counts.awal.total else 0.0


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One TPS before the period and at its end; `tps` is "" in the total."""

    area: str
    tps: str
    before: Reached
    after: Reached


@dataclass(frozen=True, slots=True)
class ProgressFigure:
    """One line of the report (domain.md 3.6): how many in the period, and up to its end."""

    key: str
    label: str
    period: SexCount
    so_far: SexCount


@dataclass(frozen=True, slots=True)
class Progress:
    """The report of a period of whole local days; the final one has no first day."""

    kind: PeriodKind
    first: date | None
    last: date
    lines: tuple[ProgressLine, ...]
    total: ProgressLine


def progress(desk: Desk, kind: PeriodKind, day: date) -> Progress:
    """What was reached on `day`, in the ten days that end with it, or in all up to it."""
    with desk.store.read() as unit:
        return progress_in(desk, unit, kind, day)


def progress_in(desk: Desk, unit: Unit, kind: PeriodKind, day: date, area: str | None = None) -> Progress:
    """`progress` inside a transaction, of an area below this office if given."""
    first = {"harian": day, "sepuluh-hari": day - timedelta(days=9), "akhir": None}[kind]
    moments = [0 if first is None else _midnight(first), _midnight(day + timedelta(days=1))]
    lines: list[ProgressLine] = []
    for village in (one for one in villages(unit) if area is None or is_within(one, area)):
        before, after = (_reached(rows) for rows in lists_before(unit, desk.ordering, village, moments))
        lines += [
            ProgressLine(village, tps, before.get(tps, Reached()), after.get(tps, Reached()))
            for tps in sorted(before.keys() | after.keys())
        ]
    total = ProgressLine(area or desk.area, "", _sum(line.before for line in lines), _sum(line.after for line in lines))
    return Progress(kind, first, day, tuple(lines), total)


def figures(line: ProgressLine, election: Election, reasons: Iterable[str]) -> list[ProgressFigure]:
    """The lines of the report about a TPS or the total; `reasons` are the TMS kinds that it lists."""
    return list(_figures(line, election, reasons))


def _figures(line: ProgressLine, election: Election, reasons: Iterable[str]) -> Iterator[ProgressFigure]:
    then, now = line.before, line.after
    yield _figure("dikerjakan", "Data pemilih diterima dan dikerjakan", then.done, now.done)
    yield _figure("baru", "Pemilih baru", then.counts.baru, now.counts.baru)
    yield _figure("tms", "Tidak memenuhi syarat", then.counts.tms_total, now.counts.tms_total)
    for name in reasons:
        label = f"{election.keterangan_labels[name]} (kode {election.keterangan_codes[name]})"
        none = SexCount()
        yield _figure(f"tms.{name}", label, then.counts.tms.get(name, none), now.counts.tms.get(name, none))
    yield _figure("ubah", "Data pemilih diperbaiki", then.counts.ubah, now.counts.ubah)
    yield _figure("disabilitas", "Pemilih disabilitas", then.disabled, now.disabled)


def _figure(key: str, label: str, then: SexCount, now: SexCount) -> ProgressFigure:
    return ProgressFigure(key, label, SexCount(now.L - then.L, now.P - then.P), now)


def _midnight(day: date) -> int:
    """The first moment of a local day, in milliseconds since 1970."""
    return int(datetime.combine(day, time()).astimezone().timestamp() * 1000)


def _reached(rows: list[CurrentVoter]) -> dict[str, Reached]:
    everybody: dict[str, set[str]] = {}
    waiting: dict[str, set[str]] = {}
    for row in rows:
        if row.is_active and row.voter.nkk:
            everybody.setdefault(row.tps, set()).add(row.voter.nkk)
            if row.is_delivered and row.outcome.state is State.BELUM:
                waiting.setdefault(row.tps, set()).add(row.voter.nkk)
    return {
        tps: Reached(counts, len(everybody.get(tps, set()) - waiting.get(tps, set())))
        for tps, counts in count_by_tps(rows).items()
    }


def _sum(parts: Iterable[Reached]) -> Reached:
    found = list(parts)
    return Reached(sum_counts(one.counts for one in found), sum(one.kk_done for one in found))
