"""Pleno: the evening in its order. Steps at the left, the one in hand at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services import pleno
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.pleno.compare_panels import ReportsPanel, SheetsPanel, SidalihTotalsPanel
from coklit_desktop.ui.pleno.final_panels import DeterminePanel, FinalPanel
from coklit_desktop.ui.pleno.masukan_panel import MasukanPanel
from coklit_desktop.ui.pleno.step_panel import MARKS
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.services.pleno import PlenoState, PlenoStep
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.pleno.step_panel import StepPanel

LIST_WIDTH = 236
SOON = 250  # milliseconds after the last number that was kept


class PlenoPage(Page):
    """All steps. Attribute: `state` is None until it was read."""

    key: ClassVar[str] = "pleno"
    title: ClassVar[str] = "Pleno"
    icon: ClassVar[str] = "pleno"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.state: PlenoState | None = None
        self._wanted: dict[str, object] = {}
        self._shown = ""
        self.determining = DeterminePanel(context)
        self.panels: dict[str, StepPanel] = {
            "lembar": SheetsPanel(context),
            "laporan": ReportsPanel(context),
            "sidalih": SidalihTotalsPanel(context),
            "masukan": MasukanPanel(context),
            "tetapkan": self.determining,
            "cetak": FinalPanel(context),
        }
        self.steps = QListWidget()
        self.steps.setAccessibleName("Langkah pleno")
        self.steps.setFixedWidth(scaled(self, LIST_WIDTH))
        self.heading = label(f"Pleno {context.desk.stage.title}", "judul")
        self.right, self.stack, self.work = QStackedWidget(), QStackedWidget(), QWidget()
        self.empty = EmptyState("Belum ada yang diplenokan", "Impor daftar pemilih dan entri hasil coklitnya dahulu.")
        self.empty.add_action("Impor daftar", lambda: context.navigate("import"))
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._soon.timeout.connect(self._ask_state)
        self.steps.currentItemChanged.connect(lambda *_: self._step_chosen())
        self.steps.itemActivated.connect(lambda _item: self.panel.begin())

    # --- the frame calls

    def refresh(self) -> None:
        """Read anew how the steps stand, and the one in hand."""
        self.heading.setText(f"Pleno {self.context.desk.stage.title}")
        self._shown = ""
        self._ask_state()

    def enter(self) -> None:
        """The steps are where one begins."""
        self.steps.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from a step to all of them."""
        if event.key() == Qt.Key.Key_Escape and not self.steps.hasFocus():
            self.steps.setFocus()
        else:
            super().keyPressEvent(event)

    def go_to(self, **target: object) -> None:
        """`step=` takes a step in hand, `tps=` a TPS in it."""
        self._wanted = target
        if self.state is not None:
            self._follow()

    # --- steps

    @property
    def step_id(self) -> str:
        """The step in hand."""
        item = self.steps.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if self.steps.currentRow() >= 0 else ""

    @property
    def panel(self) -> StepPanel:
        """The panel of the step in hand."""
        return self.panels[self.step_id or "lembar"]

    def choose_step(self, step_id: str) -> None:
        """Take a step in hand."""
        self.steps.setCurrentRow(list(self.panels).index(step_id))

    def _ask_state(self) -> None:
        desk = self.context.desk
        self.context.tasks.run(
            lambda _progress: pleno.pleno_state(desk), done=self._show_state, failed=self._no_state, owner=self
        )

    def _show_state(self, state: PlenoState) -> None:
        first = self.state is None
        self.state = state
        self.stack.setCurrentWidget(self.work)
        for place, step in enumerate(state.steps):
            self._show_item(place, step)
            self.panels[step.id].show_step(step, place + 1)
        self.determining.show_open(state.steps[:-2])
        if first:
            self.choose_step((state.next or state.steps[-1]).id)
        if self._wanted:
            self._follow()
        if self._shown != self.step_id:
            self._step_chosen()

    def _no_state(self, error: Exception) -> None:
        if isinstance(error, CoklitError) and error.code == "belum_ada_daftar":
            self.stack.setCurrentWidget(self.empty)
        else:
            self.context.messages.error(error)

    def _show_item(self, place: int, step: PlenoStep) -> None:
        item = self.steps.item(place)
        item.setText(f"{MARKS[step.state]}  {place + 1}. {step.title}\n\u2003\u2002\u2009{step.state}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place + 1}. {step.title}: {step.state}")
        item.setToolTip(step.sentence)

    def _step_chosen(self) -> None:
        """Show the panel and read what it needs."""
        if self.state is None or not self.step_id:
            return
        self._shown = self.step_id
        found, desk = self.panel, self.context.desk
        step = next(step for step in self.state.steps if step.id == self.step_id)
        self.right.setCurrentWidget(found)
        self.context.tasks.run(
            lambda _progress: found.load(desk),
            done=lambda data: self._loaded(found, data, step),
            failed=self.context.messages.error,
            owner=self,
        )

    def _loaded(self, found: StepPanel, data: Any, step: PlenoStep) -> None:
        found.show_data(data, step)
        if self._wanted and found is self.panel:
            self._take_wanted()

    def _follow(self) -> None:
        """Take in hand what another page asked for; what must be read first comes with `_loaded`."""
        step = str(self._wanted.get("step") or "")
        if step in self.panels and step != self.step_id:
            self.choose_step(step)
        elif self._shown == self.step_id:
            self._take_wanted()

    def _take_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        self.panel.go_to(**wanted)
        self.panel.begin()

    def _changed(self) -> None:
        """A panel kept something: others may be old, and so may the steps."""
        self.data_changed.emit()
        if self.sender() in (self.determining, self.panels["cetak"]):
            self.refresh()
        else:
            self._soon.start()

    def _lay_out(self) -> None:
        for step_id, found in self.panels.items():
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, step_id)
            item.setSizeHint(QSize(0, self.fontMetrics().height() * 2 + 18))
            self.steps.addItem(item)
            self.right.addWidget(found)
            found.changed.connect(self._changed)
        left = column(self.heading, self.steps)
        left.setStretch(1, 1)
        body = row(left, self.right, spacing=18, margin=16)
        body.setStretch(1, 1)
        self.work.setLayout(body)
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))
