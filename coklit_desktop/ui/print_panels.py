"""The two sides of the Cetak page: forms by phase at the left, numbers of the form at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.reports.figures import Figure
    from coklit_desktop.services.previewing import FormsOverview
    from coklit_desktop.ui.theme import Colors

FORM_ID = Qt.ItemDataRole.UserRole
READY, LACKING = "siap", "data belum lengkap"


class FormList(QListWidget):
    """Forms under the headings of their phases, each with a dot: full is ready, a ring lacks data.

    Signal: `chosen(form id)`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Formulir")
        self.setWordWrap(True)
        self.setIconSize(QSize(12, 12))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._tell)

    def show_forms(self, overview: FormsOverview) -> None:
        """Show the forms; the one in hand stays in hand."""
        kept = self.form_id
        self.blockSignals(True)
        self.clear()
        phase = ""
        for form in overview.forms:
            if form.phase != phase:
                phase = form.phase
                self._add_heading(phase)
            self._add_form(form.id, form.title, overview.missing[form.id])
        self.blockSignals(False)
        self.choose(kept or overview.forms[0].id)

    @property
    def form_id(self) -> str:
        """The form in hand; "" before there is one."""
        return str(self.item(self.currentRow()).data(FORM_ID) or "") if self.currentRow() >= 0 else ""

    def choose(self, form_id: str) -> None:
        """Take a form in hand."""
        for at in range(self.count()):
            if self.item(at).data(FORM_ID) == form_id:
                self.setCurrentRow(at)

    def _add_heading(self, phase: str) -> None:
        item = QListWidgetItem(phase)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        item.setForeground(QBrush(QColor(colors_of(self.palette()).muted)))
        self.addItem(item)

    def _add_form(self, form_id: str, title: str, missing: Sequence[str]) -> None:
        state = LACKING if missing else READY
        item = QListWidgetItem(_dot(colors_of(self.palette()), full=not missing), title)
        item.setData(FORM_ID, form_id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {state}")
        item.setToolTip("\n".join([f"{title}: {state}", *missing[:8]]))
        self.addItem(item)

    def _tell(self) -> None:
        if self.form_id:
            self.chosen.emit(self.form_id)


def _dot(colors: Colors, *, full: bool) -> QIcon:
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(colors.good if full else colors.warn)
    painter.setPen(QPen(color, 4))
    painter.setBrush(QBrush(color) if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(4, 4, 16, 16)
    painter.end()
    return QIcon(pixmap)


class FigureTable(QTableWidget):
    """The numbers of a form; a number with voters behind it opens them. Signal: `opened(search)`."""

    opened = Signal(dict)
    KNOWN = frozenset({"tps", "state", "marks", "active"})  # what the page of voters can search by

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName("Angka formulir")
        self.horizontalHeader().setVisible(False)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self._filters: list[Mapping[str, str]] = []
        self.itemActivated.connect(lambda item: self.open_row(item.row()))
        self.itemDoubleClicked.connect(lambda item: self.open_row(item.row()))

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        self._filters = [figure.filter for figure in figures]
        self.setRowCount(len(figures))
        link = QBrush(QColor(colors_of(self.palette()).accent))
        for at, figure in enumerate(figures):
            text = QTableWidgetItem(figure.label)
            count = QTableWidgetItem(number(figure.number))
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            opens = self._opens(at) and figure.number
            hint = "Enter membuka pemilihnya" if opens else ""
            for item in (text, count):
                item.setToolTip(" · ".join(filter(None, (figure.label, figure.detail, hint))))
            if opens:
                count.setForeground(link)
            self.setItem(at, 0, text)
            self.setItem(at, 1, count)

    def open_row(self, at: int) -> None:
        """Ask for the voters behind a number, where a search finds exactly them."""
        if self._opens(at):
            self.opened.emit(dict(self._filters[at]))

    def _opens(self, at: int) -> bool:
        found = self._filters[at]
        return bool(found) and set(found) <= self.KNOWN
