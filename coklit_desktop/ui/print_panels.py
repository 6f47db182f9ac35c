"""The left side of the Cetak page: forms by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.wrapping_list import WrappingList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.reports.catalog import FormInfo
    from coklit_desktop.ui.theme import Colors

FORM_ID = Qt.ItemDataRole.UserRole
READY, LACKING, UNKNOWN = "siap", "data belum lengkap", "sedang diperiksa"


class FormList(WrappingList):
    """Forms under the headings of their phases, each with a dot: full is ready, a ring lacks data.

    Signal: `chosen(form id)`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Formulir")
        self.setIconSize(QSize(12, 12))
        self.currentItemChanged.connect(self._tell)

    def show_forms(self, forms: Sequence[FormInfo], missing: Mapping[str, Sequence[str]]) -> None:
        """Show the forms; the one in hand stays in hand. One that `missing` does not name has no dot yet."""
        kept = self.form_id
        self.blockSignals(True)
        self.clear()
        phase = ""
        for form in forms:
            if form.phase != phase:
                phase = form.phase
                self._add_heading(phase)
            self._add_form(form.id, form.title, missing.get(form.id))
        self.fit()
        self.choose(kept or forms[0].id)
        self.blockSignals(False)

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

    def _add_form(self, form_id: str, title: str, missing: Sequence[str] | None) -> None:
        state = UNKNOWN if missing is None else LACKING if missing else READY
        item = QListWidgetItem(_dot(colors_of(self.palette()), state), title)
        item.setData(FORM_ID, form_id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {state}")
        item.setToolTip("\n".join([f"{title}: {state}", *(missing or ())[:8]]))
        self.addItem(item)

    def _tell(self) -> None:
        if self.form_id:
            self.chosen.emit(self.form_id)


def _dot(colors: Colors, state: str) -> QIcon:
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    if state == UNKNOWN:
        return QIcon(pixmap)
    full = state == READY
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = QColor(colors.good if full else colors.warn)
    painter.setPen(QPen(color, 4))
    painter.setBrush(QBrush(color) if full else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(4, 4, 16, 16)
    painter.end()
    return QIcon(pixmap)
