"""What the sheet and the list of new voters share: a table of lines, fields inside a line, one hint, saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.entry.sheet_model import SheetModel
from coklit_desktop.ui.entry.sheet_view import IN_HAND, SheetView
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import column, restyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOVES = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
BUSY = "Pekerjaan lain sedang menulis. Tunggu sampai bilahnya penuh, lalu tekan sekali lagi."


class LinePanel(QWidget):
    """Signals: `saved(Saved)` after each durable write; `line_changed(row or None)`; `left` (Esc)."""

    saved = Signal(object)
    line_changed = Signal(object)
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.desk = context.desk
        self.tps = ""
        self.model = SheetModel(context.desk.election, self)
        self.view = SheetView(self.model, self._key)
        self.hint = ElidedLabel()
        self.hint.setMinimumHeight(24)
        self.inline: QWidget | None = None
        self.setLayout(column(self.view, self.hint, spacing=4))
        self.view.line_changed.connect(self._line_changed)

    @property
    def place(self) -> int:
        """Line in hand, from 0; -1 if there is none."""
        return self.model.in_hand

    @property
    def row_in_hand(self):
        """The voter in hand, or None."""
        return self.model.rows[self.place] if 0 <= self.place < len(self.model.rows) else None

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show one sentence under the lines; it stays until the next key that matters."""
        self.hint.setObjectName("salah" if wrong else "redup")
        restyle(self.hint, "nada", "salah" if wrong else "biasa")
        self.hint.setText(text)

    def save(self, work: Callable[[], Saved | None]) -> Saved | None:
        """Do one durable write; a refusal is said and changes nothing."""
        if self.context.tasks.is_writing:
            self.say(BUSY, wrong=True)
            return None
        try:
            done = self.context.saving(work)
        except CoklitError as error:
            self.refused(error)
            return None
        if done is not None:
            self.took(done)
        return done

    def refused(self, error: CoklitError) -> None:
        """Show a refusal where the eye is."""
        refuse = getattr(self.inline, "refuse", None)
        if refuse is not None:
            refuse(error)
        else:
            self.say(sentence(error), wrong=True)

    def took(self, done: Saved) -> None:
        """Tell the others that something is durable."""
        self.context.tell_saved(done)
        self.saved.emit(done)

    # --- fields inside the line in hand

    def open_inline(self, widget: QWidget) -> None:
        """Turn the line in hand into fields."""
        self.inline = widget
        place = self.place
        self.view.setSpan(place, 0, 1, self.model.columnCount())
        self.view.setIndexWidget(self.model.index(place, 0), widget)
        self.view.setRowHeight(place, widget.sizeHint().height())
        self.view.scrollTo(self.model.index(place, 0))
        begin = getattr(widget, "begin", None)
        if begin is not None:
            begin()

    def close_inline(self) -> None:
        """Turn the fields back into a line."""
        if self.inline is None:
            return
        place = self.place
        self.inline = None
        self.view.setIndexWidget(self.model.index(place, 0), None)  # type: ignore[arg-type]
        self.view.clearSpans()
        self.view.setRowHeight(place, scaled(self, IN_HAND))
        self.view.setFocus()

    # --- keys

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.inline is not None:
            return True
        if event.isAutoRepeat() and key not in MOVES:
            return True
        if event.modifiers() & HELD:
            return key in ENTER
        if key == Qt.Key.Key_Tab and not self.asks:
            return False
        return self.pressed(key, event.text())

    @property
    def asks(self) -> bool:
        """Whether the line in hand asks something that Tab may answer."""
        return False

    def pressed(self, key: Qt.Key, text: str) -> bool:
        """Act on a key; False lets the table move."""
        raise NotImplementedError

    def _line_changed(self, place: int) -> None:
        self.line_changed.emit(self.model.rows[place] if 0 <= place < len(self.model.rows) else None)
