"""Beranda: where the office stands, one row a TPS, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from coklit_desktop.services import browsing
from coklit_desktop.ui.home.next_steps import NextSteps, Step, steps_of
from coklit_desktop.ui.models.tps_model import TpsTable
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.services.browsing import TpsOverview
    from coklit_desktop.ui.context import PageContext


class HomePage(Page):
    """The first page of an office."""

    key, title, icon = "home", "Beranda", "home"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.sentence = label(name="judul", wrap=True)
        self.sums = label(name="redup", wrap=True)
        self.table = TpsTable(context.desk.election)
        self.table.opened.connect(self._open)
        self.steps = NextSteps()
        self.steps.chosen.connect(self._do)
        self.empty = EmptyState(
            "Belum ada daftar pemilih", "Ambil berkas A-Daftar Pemilih dari Sidalih, lalu impor di sini."
        )
        self.empty.add_action("Impor daftar", lambda: context.navigate("import"))
        self.import_button = button("Impor daftar…", lambda: context.navigate("import"))
        self.work = QWidget()
        self.stack = QStackedWidget()
        self._build()

    def refresh(self) -> None:
        """Read the sums anew, off the main thread: a regency has many."""
        desk = self.context.desk
        self.context.tasks.run(
            lambda _progress: (browsing.tps_overview(desk), _reports(desk)),
            done=lambda found: self.show_overview(*found),
            failed=self.context.messages.error,
            owner=self,
        )

    def enter(self) -> None:
        """The table is where the work begins."""
        self.table.setFocus()

    def show_overview(self, lines: Sequence[TpsOverview], reports: Mapping[str, Mapping[str, str]]) -> None:
        """Show sums and next steps."""
        if not lines:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentWidget(self.work)
        self.table.show_overview(lines)
        self.table.lines.set_checks(self.context.checks_by_tps)
        self.sentence.setText(state_sentence(lines))
        self.sums.setText(sums_sentence(lines))
        self.steps.show_steps(steps_of(lines, reports, self.context.desk.office))
        if self.isVisible():
            self.table.setFocus()

    def _build(self) -> None:
        head = row(column(self.sentence, self.sums, spacing=4), self.import_button)
        head.setStretch(0, 1)
        body = row(self.table, self.steps, spacing=14)
        body.setStretch(0, 1)
        self.work.setLayout(column(head, body, spacing=14, margin=16))
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))

    def _open(self, area: str, tps: str) -> None:
        if self.context.desk.office == "pps":
            self.context.navigate("entry", tps=tps)
        else:
            self.context.navigate("voters", area=area, tps=tps)

    def _do(self, step: Step) -> None:
        self.context.navigate(step.page, **step.target)


def _reports(desk) -> Mapping[str, Mapping[str, str]]:
    from coklit_desktop.services.office import office_data

    return office_data(desk)


def state_sentence(lines: Sequence[TpsOverview]) -> str:
    """312 dari 1.204 pemilih sudah dientri, 26 persen."""
    whole = sum(line.counts.awal.total for line in lines)
    left = sum(line.counts.belum.total for line in lines)
    if whole and not left:
        return f"Semua {number(whole)} pemilih sudah dientri."
    percent = (whole - left) * 100 // whole if whole else 0
    return f"{number(whole - left)} dari {number(whole)} pemilih sudah dientri ({percent} %)."


def sums_sentence(lines: Sequence[TpsOverview]) -> str:
    """awal 1.204 + baru 12 − TMS 31 = akhir 1.185."""
    from coklit_desktop.domain.recap import sum_counts

    counts = sum_counts(line.counts for line in lines)
    text = f"awal {number(counts.awal.total)} + baru {number(counts.baru.total)}"
    text += f" − TMS {number(counts.tms_total.total)} = akhir {number(counts.akhir.total)}"
    return f"{text} · {number(counts.akhir.L)} L, {number(counts.akhir.P)} P · {number(counts.kk)} keluarga"
