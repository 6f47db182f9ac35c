"""The table of a sheet: the line in hand taller and bolder, the next always in sight, keys to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from coklit_desktop.ui.entry.sheet_model import KET, NAME, RT_RW, SheetModel
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.mark_delegate import MARK_WIDTH, PAD, MarkDelegate

if TYPE_CHECKING:
    from collections.abc import Callable


LINE, IN_HAND = 26, 38
LEAST = 230  # room for name and outcome below which RT/RW gives way


class SheetDelegate(MarkDelegate):
    """Draws the line in hand bolder."""

    def initStyleOption(self, option: QStyleOptionViewItem, index) -> None:
        """Bold for the line in hand."""
        super().initStyleOption(option, index)
        if index.row() == index.model().in_hand:
            option.font.setBold(True)

    def sizeHint(self, option, index) -> QSize:
        """Rows set their own height."""
        return QSize(40, LINE)


class SheetView(QTableView):
    """Signal: `line_changed(place)`. Keys go first to `keys`, which says whether it took them."""

    line_changed = Signal(int)

    def __init__(self, model: SheetModel, keys: Callable[[QKeyEvent], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.sheet = model
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(self, LINE))
        self.verticalHeader().setMinimumSectionSize(LINE)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(KET, QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(self._moved)

    def fit_columns(self) -> None:
        """Give each column what its longest usual text needs in this font."""
        metrics = self.fontMetrics()
        bold = self.font()
        bold.setBold(True)
        samples = ("999", "", "331819 570104 3518", "L/P", "17-01-2004", "003/001", "D", "K")
        for column, sample in enumerate(samples):
            if sample:
                self.setColumnWidth(column, metrics.horizontalAdvance(sample) + 20)
        self.setColumnHidden(RT_RW, False)
        free = self._free()
        if free < scaled(self, LEAST):
            self.setColumnHidden(RT_RW, True)
            free = self._free()
        ket = max(MARK_WIDTH + 2 * PAD, min(scaled(self, 220), round(free * 0.4)))
        self.setColumnWidth(NAME, max(scaled(self, 90), free - ket))

    def _free(self) -> int:
        """Room for the name and the outcome."""
        fixed = (c for c in range(KET) if c != NAME and not self.isColumnHidden(c))
        return self.viewport().width() - sum(self.columnWidth(c) for c in fixed)

    def take_in_hand(self, place: int) -> None:
        """Make a line the one in hand."""
        if 0 <= place < self.sheet.rowCount():
            self.setCurrentIndex(self.sheet.index(place, 0))

    def resizeEvent(self, event) -> None:
        """Keep the columns fitting."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page first, then moving."""
        if not self._keys(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab belongs to the line while it asks something, else it goes on as usual."""
        tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        return (forward and self.hasFocus() and self._keys(tab)) or super().focusNextPrevChild(forward)

    def keyboardSearch(self, search: str) -> None:
        """Typing never searches: letters are codes."""

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if previous.isValid():
            self.setRowHeight(previous.row(), scaled(self, LINE))
        place = current.row() if current.isValid() else -1
        self.sheet.take_in_hand(place)
        if place >= 0:
            self.setRowHeight(place, scaled(self, IN_HAND))
            after = min(place + 2, self.sheet.rowCount() - 1)
            self.scrollTo(self.sheet.index(after, 0))
            before = max(place - 1, 0)
            self.scrollTo(self.sheet.index(before, 0))
        self.line_changed.emit(place)
