"""Steps 1 to 3: what is not keyed yet, the pantarlih's own reports, Sidalih's totals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from coklit_desktop.domain.field_items import Figure
from coklit_desktop.domain.recap import SexCount
from coklit_desktop.services import pleno
from coklit_desktop.services.office import office_data
from coklit_desktop.ui.pleno.figure_grid import FigureGrid
from coklit_desktop.ui.pleno.grid_model import GridLine, GridModel
from coklit_desktop.ui.pleno.step_panel import StepPanel
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.layouts import label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.domain.field_items import FieldItem
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.pleno import PlenoStep, ReportLine, SheetsLeft, SidalihLine
    from coklit_desktop.ui.context import PageContext

TARGET = Qt.ItemDataRole.UserRole
GRID_KEYS = (("0-9", "Angka"), ("Enter", "Berikutnya"), ("J", "Jelaskan"), ("Del", "Kosongkan"))
LEAVE = ("Esc", "Langkah lain")
REPORTS = 2  # pantarlih of a TPS
LONGEST = 400  # of a choice with a name

Office = dict[str, dict[str, str]]


class SheetsPanel(StepPanel):
    """Which TPS lack which lines; Enter opens them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.list = QListWidget()
        self.list.setAccessibleName("Yang belum lengkap")
        self.list.itemActivated.connect(self._open)
        self.lay_out(self.list, grow=self.list, keys=(("Enter", "Buka lembarnya"), LEAVE))

    def load(self, desk: Desk) -> Sequence[SheetsLeft]:
        """What is left, with the numbers on paper."""
        return pleno.sheets_left(desk)

    def show_data(self, data: Sequence[SheetsLeft], step: PlenoStep) -> None:
        """Show one line a TPS."""
        first = {one.tps: one.runs[0][0] for one in data if one.runs}
        self.list.clear()
        for line in step.lines:
            item = QListWidgetItem(line.text)
            item.setData(TARGET, (line.tps, first.get(line.tps)))
            self.list.addItem(item)
        self.list.setVisible(bool(step.lines))
        self.keys.setVisible(bool(step.lines))
        self.list.setCurrentRow(0)

    def begin(self) -> None:
        """The list is where one goes on from."""
        self.list.setFocus()

    def _open(self, item: QListWidgetItem) -> None:
        tps, line = item.data(TARGET)
        if line is None:
            self.context.navigate("checks")
        else:
            self.context.navigate("entry", tps=tps, line=line)


class ReportsPanel(StepPanel):
    """The figures of the paper, typed beside those of the list."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.tps, self.report = QComboBox(), QComboBox()
        self.tps.setAccessibleName("TPS")
        self.report.setAccessibleName("Laporan pantarlih")
        self.report.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.report.setMaximumWidth(scaled(self, LONGEST))
        self._items: dict[str, FieldItem] = {item.key: item for item in pleno.report_items(context.desk)}
        self._found: Sequence[ReportLine] = ()
        self._office: Office = {}
        self.model = GridModel(("No", "Uraian"), "Kertas", self._save, self._explain, self)
        self.grid = FigureGrid(self.model, (52, 0))
        self.grid.setAccessibleName("Laporan pantarlih di samping hasil entri")
        choices = row(label("TPS"), self.tps, 8, self.report, None)
        self.lay_out(self.grid, top=choices, grow=self.grid, keys=(*GRID_KEYS, ("PgUp PgDn", "TPS lain"), LEAVE))
        self.tps.activated.connect(lambda _place: self._show_tps())
        self.report.activated.connect(lambda _place: self._show_lines())
        self.grid.finished.connect(lambda: self.step_tps(1))
        self.grid.paged.connect(self.step_tps)

    def load(self, desk: Desk) -> tuple[Sequence[ReportLine], Office]:
        """All lines of all TPS, and what is typed already."""
        return pleno.compare_reports(desk), office_data(desk)

    def show_data(self, data: tuple[Sequence[ReportLine], Office], step: PlenoStep) -> None:
        """Show the TPS in hand; at first the first that is open."""
        self._found, self._office = data
        kept = self.tps.currentData()
        self.tps.clear()
        for tps in dict.fromkeys(line.tps for line in self._found):
            self.tps.addItem(f"TPS {tps}", tps)
        wanted = kept or next((line.tps for line in step.lines), None)
        self.tps.setCurrentIndex(max(0, self.tps.findData(wanted)))
        self._show_tps()

    def go_to(self, **target: object) -> None:
        """`tps=` takes a TPS in hand."""
        place = self.tps.findData(target.get("tps"))
        if place >= 0:
            self.tps.setCurrentIndex(place)
            self._show_tps()

    def begin(self) -> None:
        """The first blank number."""
        self.grid.begin()

    def step_tps(self, step: int) -> None:
        """The next TPS (1) or the one before (-1)."""
        place = self.tps.currentIndex() + step
        if 0 <= place < self.tps.count():
            self.tps.setCurrentIndex(place)
            self._show_tps()
            self.grid.begin()

    # --- inside

    @property
    def _topic(self) -> str:
        return f"laporan:{self.tps.currentData()}:{self.report.currentData() or 1}"

    def _show_tps(self) -> None:
        tps = self.tps.currentData()
        kept = self.report.currentData()
        self.report.clear()
        for place in range(1, REPORTS + 1):
            name = self._office.get(f"pantarlih:{tps}:{place}", {}).get("nama", "")
            if place == 1 or name or self._office.get(f"laporan:{tps}:{place}"):
                self.report.addItem(f"Laporan pantarlih {place}{f': {name}' if name else ''}", place)
        self.report.setCurrentIndex(max(0, self.report.findData(kept)))
        self._show_lines()

    def _show_lines(self) -> None:
        tps = self.tps.currentData()
        self.model.set_lines([self._line(one) for one in self._found if one.tps == tps])

    def _line(self, one: ReportLine) -> GridLine:
        item = self._items.get(one.item)
        by_sex = item.by_sex if item is not None else one.keyed is not None and one.keyed.L is not None
        line = GridLine(
            one.item, (one.number, one.label), by_sex=by_sex, typable=one.item != pleno.PAIRS_ITEM,
            keyed=one.keyed, explanation=one.explanation,
        )  # fmt: skip
        values = self._office.get(self._topic, {})
        line.typed = {_part(name): values.get(name, "") for name in self._names(line)}
        line.difference = self._difference(line)
        return line

    def _names(self, line: GridLine) -> tuple[str, ...]:
        return (f"{line.key}:L", f"{line.key}:P") if line.by_sex else (line.key,)

    def _difference(self, line: GridLine) -> Figure | None:
        """Of the sum of all reports of the TPS, as typed so far."""
        item = self._items.get(line.key)
        if item is None or line.keyed is None:
            return None
        reports = pleno.reports_of(self._office, self.tps.currentData()).values()
        figures = [figure for values in reports if (figure := item.read(values)) is not None]
        if not figures:
            return None
        return sum(figures[1:], figures[0]) - line.keyed

    def _save(self, line: GridLine, part: str, text: str) -> bool:
        name = next(name for name in self._names(line) if _part(name) == part)
        tps, report = self.tps.currentData(), self.report.currentData() or 1
        if not self.keep(lambda: pleno.set_report(self.context.desk, tps, report, {name: text})):
            return False
        self._office.setdefault(self._topic, {})[name] = text
        line.typed[part] = text
        for other in self.model.lines:
            other.difference = self._difference(other)
        return True

    def _explain(self, line: GridLine, text: str) -> bool:
        tps = self.tps.currentData()
        if not self.keep(lambda: pleno.explain(self.context.desk, tps, line.key, text)):
            return False
        line.explanation = text
        self._found = [
            replace(one, explanation=text) if (one.tps, one.item) == (tps, line.key) else one for one in self._found
        ]
        return True


class SidalihTotalsPanel(StepPanel):
    """What Sidalih shows as the totals of each TPS, typed beside the list's."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.model = GridModel(("TPS",), "Sidalih", self._save, self._explain, self)
        self.grid = FigureGrid(self.model, (90,), stretch_last=True)
        self.grid.setAccessibleName("Jumlah di Sidalih di samping daftar ini")
        self.lay_out(self.grid, grow=self.grid, keys=(*GRID_KEYS, LEAVE))

    def load(self, desk: Desk) -> tuple[Sequence[SidalihLine], Office]:
        """The lines of all TPS, and what is typed already."""
        return pleno.compare_sidalih(desk), office_data(desk)

    def show_data(self, data: tuple[Sequence[SidalihLine], Office], _step: PlenoStep) -> None:
        """Show all TPS."""
        found, office = data
        self.model.set_lines([
            GridLine(
                one.tps, (f"TPS {one.tps}",), typed=_totals(office.get(f"sidalih:{one.tps}", {})),
                keyed=one.keyed, difference=one.difference, explanation=one.explanation,
            )
            for one in found
        ])  # fmt: skip

    def begin(self) -> None:
        """The first blank number."""
        self.grid.begin()

    def _save(self, line: GridLine, part: str, text: str) -> bool:
        return self._keep(line, {**line.typed, part: text}, line.explanation)

    def _explain(self, line: GridLine, text: str) -> bool:
        return self._keep(line, line.typed, text)

    def _keep(self, line: GridLine, typed: Mapping[str, str], text: str) -> bool:
        men, women = typed.get("L", ""), typed.get("P", "")
        if not self.keep(lambda: pleno.set_sidalih(self.context.desk, line.key, men, women, text)):
            return False
        line.typed, line.explanation = dict(typed), text
        there = Figure.of(SexCount(int(men), int(women))) if men and women else None
        line.difference = None if there is None or line.keyed is None else there - line.keyed
        return True


def _part(name: str) -> str:
    """The part that a value of a report is of: "I:L" is of men, "VII" stands alone."""
    _, colon, sex = name.rpartition(":")
    return sex if colon else "Jml"


def _totals(values: Mapping[str, str]) -> dict[str, str]:
    return {sex: values.get(sex, "") for sex in ("L", "P")}
