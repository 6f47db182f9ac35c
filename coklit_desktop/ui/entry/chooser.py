"""Choose a TPS: arrows or its number, then Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coklit_desktop.domain.records import tps_number
from coklit_desktop.ui.models.tps_model import TpsTable
from coklit_desktop.ui.widgets.layouts import column, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.services.browsing import TpsOverview


class TpsChooser(QWidget):
    """Signal: `chosen(tps)`."""

    chosen = Signal(str)

    def __init__(self, election: Election, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TpsTable(election)
        self.table.opened.connect(lambda _area, tps: self.chosen.emit(tps))
        self.table.installEventFilter(self)
        self.hint = label("Ketik nomor TPS atau pakai ↑ ↓, lalu Enter.", "redup")
        self._digits = ""
        self.setLayout(column(label("TPS mana yang dientri?", "judul"), self.hint, self.table, margin=16))

    def show_overview(self, lines: Sequence[TpsOverview], current: str = "") -> None:
        """List the TPS; `current` is marked."""
        self._digits = ""
        self.table.show_overview(lines)
        self.table.mark(current or (lines[0].tps if lines else ""))
        self.table.setFocus()

    def eventFilter(self, watched, event) -> bool:
        """Digits build the number of a TPS."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.text().isdecimal() and event.text():
            self._digits = (self._digits + event.text())[-3:]
            found = tps_number(self._digits)
            known = found is not None and self.table.mark(found)
            text = f"TPS {self._digits}" if known else f"TPS {self._digits} tidak ada di daftar ini"
            self.hint.setText(f"{text} · Enter membuka" if known else text)
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._digits = ""
        return False
