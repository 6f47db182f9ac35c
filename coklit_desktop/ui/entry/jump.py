"""Jump in the sheet: to a line number, a name or a NIK; the list moves while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from coklit_desktop.ui.widgets.layouts import label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.records import CurrentVoter

SHORTEST_NIK = 5  # digits from which a number is no line number any more


def find_line(rows: Sequence[CurrentVoter], text: str, start: int = 0) -> int | None:
    """The line that `text` means: its number, the beginning or end of a NIK, or part of a name from `start` on."""
    digits = text.replace(" ", "")
    if digits.isdecimal() and len(digits) < SHORTEST_NIK:
        place = int(digits) - 1
        return place if 0 <= place < len(rows) else None
    if digits.isdecimal():
        return _first(rows, start, lambda row: row.voter.nik.startswith(digits) or row.voter.nik.endswith(digits))
    words = text.upper().split()
    return _first(rows, start, lambda row: all(word in row.voter.name.upper() for word in words))


def _first(rows: Sequence[CurrentVoter], start: int, fits) -> int | None:
    order = [*range(start, len(rows)), *range(min(start, len(rows)))]
    return next((place for place in order if fits(rows[place])), None)


class JumpBar(QFrame):
    """Signals: `moved(place)` while typing; `done` when it closes; `elsewhere(text)` to look in all TPS."""

    moved = Signal(int)
    done = Signal()
    elsewhere = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setAccessibleName("Lompat ke")
        self.field.setPlaceholderText("Nomor baris, nama, atau NIK")
        self.field.textEdited.connect(self._edited)
        self.field.installEventFilter(self)
        self.hint = label("Enter selesai · ↓ berikutnya · Esc kembali", "redup")
        line = row(label("Lompat ke"), self.field, self.hint)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._rows: Sequence[CurrentVoter] = ()
        self._from = self._found = 0
        self._tps = ""
        self.hide()

    def begin(self, rows: Sequence[CurrentVoter], place: int, tps: str) -> None:
        """Open, with the line in hand to come back to."""
        self._rows, self._from, self._tps = rows, place, tps
        self._found = place
        self.field.clear()
        self.hint.setText("Enter selesai · ↓ berikutnya · Esc kembali")
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched, event) -> bool:
        """Enter, ↓ and Esc."""
        if watched is not self.field or event.type() != QKeyEvent.Type.KeyPress:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.moved.emit(self._from)
            self._close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Down:
            self._seek(self._found + 1)
        else:
            return False
        return True

    def _edited(self, _text: str) -> None:
        self._seek(self._from if self._from >= 0 else 0)

    def _seek(self, start: int) -> bool:
        text = self.field.text().strip()
        if not text:
            return False
        place = find_line(self._rows, text, start)
        if place is None:
            self.hint.setText(f"Tidak ada di TPS {self._tps} · Enter mencari di semua TPS")
            return False
        self._found = place
        self.hint.setText("Enter selesai · ↓ berikutnya · Esc kembali")
        self.moved.emit(place)
        return True

    def _enter(self) -> None:
        text = self.field.text().strip()
        missing = bool(text) and find_line(self._rows, text) is None
        self._close()
        if (missing and not text.isdecimal()) or (missing and len(text) >= SHORTEST_NIK):
            self.elsewhere.emit(text)

    def _close(self) -> None:
        self.hide()
        self.done.emit()
