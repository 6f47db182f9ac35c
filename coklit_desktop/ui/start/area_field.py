"""Find an area by name or code: type a few letters, choose from the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from coklit_desktop.domain.areas import Level, find_areas, parent_names
from coklit_desktop.ui.widgets.layouts import column, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.ui.tasks import Tasks

LEVEL_OF_OFFICE: Mapping[str, Level] = {"pps": "village", "ppk": "district", "kabko": "regency"}
HINTS = {
    "pps": "Nama desa atau kelurahan, misalnya Jepat Lor",
    "ppk": "Nama kecamatan, misalnya Tayu",
    "kabko": "Nama kabupaten atau kota, misalnya Pati",
}
WAIT = 180  # milliseconds after the last letter


def place_name(code: str) -> str:
    """Jepat Lor · Kec. Tayu · Pati · Jawa Tengah."""
    province, regency, district, village = parent_names(code)
    kecamatan = f"Kec. {district}" if district and village else district
    return " · ".join(part for part in (village, kecamatan, regency, province) if part)


class AreaField(QWidget):
    """Signal: `changed`. `code` is the chosen area, "" while none is."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._office = "pps"
        self.code = ""
        self.text = QLineEdit()
        self.text.setAccessibleName("Wilayah")
        self.text.installEventFilter(self)
        self.found = QListWidget()
        self.found.setFixedHeight(104)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(self._take)
        self.chosen = label(name="baik", wrap=True)
        self.setLayout(column(self.text, self.found, self.chosen, spacing=4))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._search)
        self.text.textEdited.connect(self._edited)
        self.set_office("pps")

    def set_office(self, office: str) -> None:
        """Look for villages, kecamatan or regencies, as the office needs."""
        self._office = office
        self.text.setPlaceholderText(HINTS[office])
        self.text.clear()
        self._choose("")
        self.found.clear()
        self.found.hide()

    def eventFilter(self, watched, event) -> bool:
        """Arrow keys move in the list, Enter takes the marked line."""
        if watched is self.text and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(event.key())
        return False

    def _key(self, key: int) -> bool:
        if self.found.isHidden() or not self.found.count():
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None:
            line = min(max(self.found.currentRow() + step, 0), self.found.count() - 1)
            self.found.setCurrentRow(line)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.found.currentItem())
            return True
        return False

    def _edited(self) -> None:
        self._choose("")
        self._timer.start()

    def _search(self) -> None:
        text, level = self.text.text(), LEVEL_OF_OFFICE[self._office]
        if len(text.strip()) < 2:
            self.found.hide()
            return
        self._tasks.run(
            lambda _progress: [(code, place_name(code)) for code, _ in find_areas(text, level, 30)],
            done=lambda found: self._show(text, found),
            owner=self,
            serial=False,
        )

    def _show(self, text: str, found: list[tuple[str, str]]) -> None:
        if text != self.text.text() or self.code:
            return
        self.found.clear()
        for code, name in found:
            item = QListWidgetItem(f"{name}   {code}")
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 10))
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.found.setVisible(bool(found))
        if not found:
            self.chosen.setText("Tidak ada wilayah dengan nama itu. Coba sebagian namanya saja.")

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            code = item.data(Qt.ItemDataRole.UserRole)
            self.text.setText(place_name(code).split(" · ", maxsplit=1)[0])
            self.found.hide()
            self._choose(code)

    def _choose(self, code: str) -> None:
        self.code = code
        self.chosen.setText(f"✓ {place_name(code)} ({code})" if code else "")
        self.changed.emit()
