"""A part of Pengaturan that is a list of people: a small table that grows as it is typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.office import set_office
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.key_strip import KeyStrip
from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.typing_delegate import ENTER, TypingDelegate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

KEYS = (("Enter", "Kolom berikutnya"), ("Del", "Hapus baris"), ("Ctrl+S", "Simpan"))
LONGEST = 120


class RowsTable(QTableWidget):
    """Its last row is always blank. Signals: `edited`; `save_asked` by Ctrl+S."""

    edited = Signal()
    save_asked = Signal()

    def __init__(self, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.setHorizontalHeaderLabels(list(heads))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setDefaultSectionSize(scaled(self, 28))
        self.setItemDelegate(TypingDelegate(self))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.itemChanged.connect(lambda _item: self._grow())

    def rows(self) -> list[list[str]]:
        """What is typed, without blank rows."""
        found = [[self._text(at, place) for place in range(self.columnCount())] for at in range(self.rowCount())]
        return [texts for texts in found if any(texts)]

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.blockSignals(True)
        self.setRowCount(len(rows) + 1)
        blank = [""] * self.columnCount()
        for at, texts in enumerate([*rows, blank]):
            for place, text in enumerate(texts):
                self.setItem(at, place, QTableWidgetItem(text))
        self.blockSignals(False)
        self.setCurrentCell(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Del takes the row out, Ctrl+S keeps."""
        key = Qt.Key(event.key())
        if key in ENTER:
            self._move()
        elif key == Qt.Key.Key_Delete and self.currentRow() < self.rowCount() - 1:
            self.removeRow(self.currentRow())
            self.edited.emit()
        elif key == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_asked.emit()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter or Tab on to the next cell."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            self._move()

    def _text(self, at: int, place: int) -> str:
        item = self.item(at, place)
        return " ".join(item.text().split())[:LONGEST] if item is not None else ""

    def _grow(self) -> None:
        last = self.rowCount() - 1
        if any(self._text(last, place) for place in range(self.columnCount())):
            self.blockSignals(True)
            self.setRowCount(last + 2)
            for place in range(self.columnCount()):
                self.setItem(last + 1, place, QTableWidgetItem(""))
            self.blockSignals(False)
        self.edited.emit()

    def _move(self) -> None:
        at, place = divmod(self.currentRow() * self.columnCount() + self.currentColumn() + 1, self.columnCount())
        if at < self.rowCount():
            self.setCurrentCell(at, place)


class RowsSection(QWidget):
    """People by number: topics `prefix:1`, `prefix:2`, … Signal: `saved(Saved)`."""

    saved = Signal(object)

    def __init__(
        self,
        context: PageContext,
        title: str,
        text: str,
        prefix: str,
        fields: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.prefix, self.names = prefix, [name for name, _ in fields]
        self._known = 0
        self.table = RowsTable([head for _, head in fields])
        self.table.setAccessibleName(title)
        self.problem = label(name="salah", wrap=True)
        self.keep = button("Simpan", self.save, main=True)
        self.keep.setEnabled(False)
        self.table.edited.connect(lambda: self.keep.setEnabled(True))
        self.table.save_asked.connect(self.save)
        keys = KeyStrip()
        keys.show_keys(KEYS)
        body = column(
            label(title, "judul"), label(text, "redup", wrap=True), 8, self.table, self.problem, row(self.keep, None),
            keys, spacing=6,
        )  # fmt: skip
        body.setStretchFactor(self.table, 1)
        self.setLayout(body)
        self.setFocusProxy(self.table)

    @property
    def modified(self) -> bool:
        """Whether something was typed and not kept."""
        return self.keep.isEnabled()

    def show_data(self, data: Mapping[str, Mapping[str, str]]) -> None:
        """Show what is kept."""
        topics = {
            topic for topic in data if topic.startswith(f"{self.prefix}:") and topic.rpartition(":")[2].isdecimal()
        }
        self._known = max((int(topic.rpartition(":")[2]) for topic in topics), default=0)
        rows = [[data.get(f"{self.prefix}:{at}", {}).get(name, "") for name in self.names] for at in self._numbers]
        self.table.show_rows([texts for texts in rows if any(texts)])
        self.problem.setText("")
        self.keep.setEnabled(False)

    def save(self) -> bool:
        """Keep all rows, numbered anew; False if that was refused."""
        rows = self.table.rows()
        self._known = max(self._known, len(rows))
        blank = [""] * len(self.names)
        try:
            done: list[Saved] = [
                set_office(self.context.desk, f"{self.prefix}:{at}", dict(zip(self.names, texts, strict=True)))
                for at, texts in zip(self._numbers, [*rows, *[blank] * (self._known - len(rows))], strict=True)
            ]
        except CoklitError as error:
            self.problem.setText(sentence(error))
            return False
        self.problem.setText("")
        self.keep.setEnabled(False)
        for one in [one for one in done if not one.unchanged] or done[-1:]:
            self.saved.emit(one)
        return True

    @property
    def _numbers(self) -> range:
        return range(1, self._known + 1)
