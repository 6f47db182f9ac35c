"""A table of figures: those of a paper are typed into it beside those of the list, with the difference and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QRegularExpressionValidator, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from coklit_desktop.ui.pleno.grid_model import PARTS
from coklit_desktop.ui.theme import colors_of, scaled
from coklit_desktop.ui.widgets.mark_delegate import ElidingDelegate
from coklit_desktop.ui.widgets.typing_delegate import ENTER, TypingDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.ui.pleno.grid_model import GridModel

NARROW = 800
PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class _NumberDelegate(TypingDelegate):
    """A field for a number; an explanation is any text."""

    def createEditor(self, parent: QWidget, option: Any, index: Any) -> QLineEdit:
        """Only digits where a number stands."""
        editor = super().createEditor(parent, option, index)
        if index.model().is_typed(index):
            editor.setValidator(QRegularExpressionValidator("[0-9]{0,7}", editor))
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return editor


class FigureGrid(QTableView):
    """Enter goes to the next number, J explains the line.

    Signals: `finished` by Enter in the last cell; `paged(1 or -1)` by PgDn and PgUp.
    """

    finished = Signal()
    paged = Signal(int)

    def __init__(
        self, model: GridModel, wide: Sequence[int], *, stretch_last: bool = False, parent: QWidget | None = None
    ) -> None:
        """`wide` are widths of the leading columns; 0 for the one that takes what is left, else the explanations."""
        super().__init__(parent)
        self.grid = model
        model.colors = colors_of(self.palette())
        self.setModel(model)
        self.setItemDelegate(_NumberDelegate(self))
        self.setItemDelegateForColumn(wide.index(0) if 0 in wide else 0, ElidingDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(self, 28))
        self._size(wide)
        if stretch_last:
            self.horizontalHeader().setSectionResizeMode(model.explanation, QHeaderView.ResizeMode.Stretch)

    def _size(self, wide: Sequence[int]) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(30)
        font = self.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        for column, title in enumerate(self.grid.titles):
            word = max((metrics.horizontalAdvance(part) for part in title.split("\n")), default=0) + 16
            narrow = self.grid.heads <= column < self.grid.difference
            self.setColumnWidth(column, max(word, scaled(self, 50)) if narrow else scaled(self, 112))
        for column, width in enumerate(wide):
            if width:
                self.setColumnWidth(column, scaled(self, width))
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what the difference tells too gives way: men and women of the list."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(self, NARROW)
        for column in (self.grid.heads + len(PARTS), self.grid.heads + len(PARTS) + 1):
            self.setColumnHidden(column, narrow)
        self.setColumnWidth(self.grid.explanation, scaled(self, 100 if narrow else 150))

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.grid.colors = colors_of(self.palette())
            self.viewport().update()

    def begin(self) -> None:
        """Go to the first number that is not typed yet, else to the first."""
        cells = self.grid.typed_cells()
        blank = [cell for cell in cells if not self.grid.index(*cell).data()]
        if cells:
            self.setCurrentIndex(self.grid.index(*(blank or cells)[0]))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, J explains, Del empties, PgDn asks for the next page."""
        key, index = Qt.Key(event.key()), self.currentIndex()
        if key in ENTER:
            if not event.isAutoRepeat():
                self._enter(index)
            return
        if event.text().upper() == "J" and index.isValid() and index.column() != self.grid.explanation:
            self._explain(index.row())
            return
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.grid.setData(index, "")
            return
        if key in PAGES:
            self.paged.emit(PAGES[key])
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What was typed is kept: on to the next number, after Esc stay."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            self._move(1)
        elif hint == hints.EditPreviousItem:
            self._move(-1)

    def _enter(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() == self.grid.explanation:
            self.edit(index)
        else:
            self._move(1)

    def _explain(self, place: int) -> None:
        index = self.grid.index(place, self.grid.explanation)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def _move(self, step: int) -> None:
        """To the next number of the paper after the cell in hand, or before it."""
        index = self.currentIndex()
        here = (index.row(), index.column())
        cells = self.grid.typed_cells()
        ahead = [cell for cell in cells if (cell > here if step > 0 else cell < here)]
        if ahead:
            self.setCurrentIndex(self.grid.index(*ahead[0 if step > 0 else -1]))
        elif step > 0 and cells:
            self.finished.emit()
