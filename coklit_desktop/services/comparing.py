"""Before the pleno: the pantarlih's own reports and Sidalih's totals against the list, and what is not keyed yet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.field_items import FieldItem, Figure, field_items, keyed_figures, whole
from coklit_desktop.domain.printed_order import in_printed_order
from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps
from coklit_desktop.domain.records import CurrentVoter, Mark, RowKind, State
from coklit_desktop.services.keying import require_tps
from coklit_desktop.services.office import set_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.ledger import Saved

    Office = Mapping[str, Mapping[str, str]]

EXPLANATION = "penjelasan"
PAIRS_ITEM = "II.pasangan"  # not on paper: Bs that a code 8 made


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One item of one TPS: the sum of its pantarlih's reports beside what was keyed."""

    tps: str
    item: str  # key of the item, see domain.field_items
    number: str  # as printed: III.1
    label: str
    paper: Figure | None  # None: no report says anything about it
    keyed: Figure | None  # None: not filled in
    difference: Figure | None  # paper - keyed; None where one of them is missing
    explanation: str = ""

    @property
    def open(self) -> bool:
        """Whether the two differ and nobody said why."""
        return bool(self.difference) and not self.explanation


@dataclass(frozen=True, slots=True)
class SidalihLine:
    """The totals of one TPS in Sidalih beside the list's."""

    tps: str
    sidalih: Figure | None
    keyed: Figure
    difference: Figure | None  # sidalih - keyed
    explanation: str = ""

    @property
    def open(self) -> bool:
        """Whether the two differ and nobody said why."""
        return bool(self.difference) and not self.explanation


@dataclass(frozen=True, slots=True)
class SheetsLeft:
    """What is not settled in one TPS."""

    tps: str
    belum: int
    runs: tuple[tuple[int, int], ...]  # first and last No on the printed list, of voters in a row
    unmatched: int  # 8s without a B ("tidak padan")
    waiting: int  # Bs that wait for their 8
    conflicts: int

    @property
    def anything(self) -> bool:
        """Whether there is anything."""
        return bool(self.belum or self.unmatched or self.waiting or self.conflicts)


# --- the pantarlih's reports


def report_items(desk: Desk) -> tuple[FieldItem, ...]:
    """The items of a report, in printed order; `FieldItem.fields` are the names that `set_report` takes."""
    return field_items(desk.election, desk.stage)


def reports_of(office: Office, tps: str) -> dict[int, Mapping[str, str]]:
    """Number of the pantarlih -> what the report says, of those reports that say anything."""
    prefix = f"laporan:{tps}:"
    found = {
        int(topic.removeprefix(prefix)): values
        for topic, values in office.items()
        if topic.startswith(prefix) and topic.removeprefix(prefix).isdecimal() and any(values.values())
    }
    return dict(sorted(found.items()))


def set_report(desk: Desk, tps: str, n: int, values: Mapping[str, str]) -> Saved:
    """Keep figures of the report of pantarlih `n`; empty text clears one.

    Raises CoklitError: isi_laporan_tak_dikenal, angka_laporan_salah, tps_tak_dikenal.
    """
    names = {name for item in field_items(desk.election, desk.stage, tuple(desk.election.tms_by_code.values()))
             for name in item.fields}  # fmt: skip
    if n < 1 or not set(values) <= names:
        raise CoklitError("isi_laporan_tak_dikenal")
    with desk.store.read() as unit:
        require_tps(unit, desk.area, tps)
    return set_office(desk, f"laporan:{tps}:{n}", {name: _number(text) for name, text in values.items()})


def explain(desk: Desk, tps: str, item: str, text: str) -> Saved:
    """Keep why an item of a TPS differs; empty text takes it back."""
    return set_office(desk, f"laporan:{tps}:{EXPLANATION}", {item: text.strip()})


def compare_reports(desk: Desk) -> list[ReportLine]:
    """All items of all TPS, reports beside keyed counts. What a code 8 made (no paper has it) is shown apart."""
    with desk.store.read() as unit:
        return report_lines(desk, unit.office(desk.area), list(unit.iter_voters(desk.area)))


def report_lines(desk: Desk, office: Office, rows: Sequence[CurrentVoter]) -> list[ReportLine]:
    """`compare_reports` of rows and office data that were read already."""
    on_paper = count_by_tps(row for row in rows if row.kind is not RowKind.PAIR)
    made = count_by_tps(row for row in rows if row.kind is RowKind.PAIR)
    lines: list[ReportLine] = []
    for tps in sorted(on_paper.keys() | made.keys()):
        lines += _lines_of(desk, office, tps, on_paper.get(tps, Counts()))
        pairs = made.get(tps, Counts()).baru
        if pairs.total:
            lines.append(_pairs_line(tps, pairs))
    return lines


def _lines_of(desk: Desk, office: Office, tps: str, counts: Counts) -> list[ReportLine]:
    items = field_items(desk.election, desk.stage, counts.tms)
    keyed = keyed_figures(desk.election, items, counts, office.get(f"tps:{tps}", {}))
    reports, reasons = reports_of(office, tps).values(), office.get(f"laporan:{tps}:{EXPLANATION}", {})
    lines = []
    for item in items:
        paper, here = _sum(item.read(values) for values in reports), keyed[item.key]
        differ = None if paper is None or here is None else paper - here
        lines.append(ReportLine(tps, item.key, item.number, item.label, paper, here, differ, reasons.get(item.key, "")))
    return lines


def _pairs_line(tps: str, pairs: SexCount) -> ReportLine:
    label = "B pasangan kode 8 (belum tertulis di lembar TPS ini)"
    return ReportLine(tps, PAIRS_ITEM, "", label, None, Figure.of(pairs), None)


def _sum(figures: Iterable[Figure | None]) -> Figure | None:
    total: Figure | None = None
    for figure in figures:
        if figure is not None:
            total = figure if total is None else total + figure
    return total


def _number(text: str) -> str:
    if not text.strip():
        return ""
    number = whole(text)
    if number is None:
        raise CoklitError("angka_laporan_salah")
    return str(number)


# --- Sidalih's totals


def set_sidalih(desk: Desk, tps: str, men: str, women: str, explanation: str = "") -> Saved:
    """Keep what Sidalih shows as the totals of a TPS, and why they differ. Raises CoklitError `angka_laporan_salah`."""
    with desk.store.read() as unit:
        require_tps(unit, desk.area, tps)
    values = {"L": _number(men), "P": _number(women), EXPLANATION: explanation.strip()}
    return set_office(desk, f"sidalih:{tps}", values)


def compare_sidalih(desk: Desk) -> list[SidalihLine]:
    """Sidalih's totals of each TPS beside the list's."""
    with desk.store.read() as unit:
        return sidalih_lines(unit.office(desk.area), count_by_tps(unit.iter_voters(desk.area)))


def sidalih_lines(office: Office, counts: Mapping[str, Counts]) -> list[SidalihLine]:
    """`compare_sidalih` of counts and office data that were read already."""
    lines = []
    for tps, found in counts.items():
        values = office.get(f"sidalih:{tps}", {})
        men, women, keyed = whole(values.get("L", "")), whole(values.get("P", "")), Figure.of(found.akhir)
        there = None if men is None or women is None else Figure.of(SexCount(men, women))
        differ = None if there is None else there - keyed
        lines.append(SidalihLine(tps, there, keyed, differ, values.get(EXPLANATION, "")))
    return lines


# --- what is not keyed yet


def sheets_left(desk: Desk) -> list[SheetsLeft]:
    """The TPS in which anything is left: voters without a result by their numbers on paper, 8s and Bs, conflicts."""
    with desk.store.read() as unit:
        return left_of(list(unit.iter_voters(desk.area)))


def left_of(rows: Iterable[CurrentVoter]) -> list[SheetsLeft]:
    """`sheets_left` of rows that were read already."""
    by_tps: dict[str, list[CurrentVoter]] = {}
    for row in rows:
        if not row.gone and not row.withdrawn:
            by_tps.setdefault(row.delivered_tps or row.tps, []).append(row)
    found = [_left(tps, by_tps[tps]) for tps in sorted(by_tps)]
    return [one for one in found if one.anything]


def _left(tps: str, rows: Sequence[CurrentVoter]) -> SheetsLeft:
    delivered = [row for row in rows if row.is_delivered]
    lines: list[int] = []
    if any(row.outcome.state is State.BELUM for row in delivered):
        lines = [row.line for row in in_printed_order(delivered) if row.outcome.state is State.BELUM]
    return SheetsLeft(
        tps=tps,
        belum=len(lines),
        runs=_runs(lines),
        unmatched=sum(row.mark is Mark.UNMATCHED for row in rows),
        waiting=sum(row.mark is Mark.WAITING_8 for row in rows),
        conflicts=sum(row.conflict for row in rows),
    )


def _runs(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Numbers in a row, as first and last."""
    if not numbers:
        return ()
    breaks = [(left, right) for left, right in pairwise(numbers) if right != left + 1]
    starts = [numbers[0], *(right for _, right in breaks)]
    ends = [*(left for left, _ in breaks), numbers[-1]]
    return tuple(zip(starts, ends, strict=True))
