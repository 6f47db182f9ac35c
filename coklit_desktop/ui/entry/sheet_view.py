"""The table of a sheet: the line in hand taller and bolder, the next always in sight, keys to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from coklit_desktop.ui.entry.sheet_model import KET, MARK_ROLE, NAME, NOTE_ROLE, SheetModel
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from collections.abc import Callable

LINE, IN_HAND = 26, 38
PAD = 6


class ElidingDelegate(QStyledItemDelegate):
    """Shows the full text on hover where it was cut."""

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option, index) -> bool:
        """Show a tool tip only where the text did not fit."""
        if event.type() == QEvent.Type.ToolTip:
            text = index.data(Qt.ItemDataRole.DisplayRole) or ""
            wide = view.fontMetrics().horizontalAdvance(str(text)) + 12
            if wide > view.visualRect(index).width():
                QToolTip.showText(event.globalPos(), str(text), view)
                return True
            QToolTip.hideText()
        return super().helpEvent(event, view, option, index)


class SheetDelegate(ElidingDelegate):
    """Draws the line in hand bolder, and the mark of the state in the last column."""

    def initStyleOption(self, option: QStyleOptionViewItem, index) -> None:
        """Bold for the line in hand."""
        super().initStyleOption(option, index)
        model = index.model()
        if index.row() == model.in_hand:
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:
        """Draw a cell."""
        if index.column() != KET:
            super().paint(painter, option, index)
            return
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        colors = colors_of(full.palette)
        in_hand = index.row() == index.model().in_hand
        painter.save()
        painter.fillRect(full.rect, QColor(colors.selection if in_hand else colors.base))
        painter.setFont(full.font)
        box = QRectF(full.rect).adjusted(PAD, 0, -PAD, 0)
        note = index.data(NOTE_ROLE)
        if note:
            painter.setPen(QColor(colors.text))
            text = full.fontMetrics.elidedText(note, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        else:
            self._draw_state(painter, box, full, index)
        painter.restore()

    def _draw_state(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index) -> None:
        colors = colors_of(option.palette)
        state, letter = index.data(MARK_ROLE)
        draw_mark(painter, box, state, letter, colors)
        if state in ("belum", "sesuai"):
            return
        painter.setPen(QColor(colors.text))
        rest = box.adjusted(34, 0, 0, 0)
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        shown = words.removeprefix(f"TMS {letter} ")
        text = option.fontMetrics.elidedText(shown, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, text)

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
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(LINE)
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
        samples = ("9999", "", "331819 570104 3518", "L/P", "17-01-2004", "003/001", "D", "K")
        for column, sample in enumerate(samples):
            if sample:
                self.setColumnWidth(column, metrics.horizontalAdvance(sample) + 26)
        free = self.viewport().width() - sum(self.columnWidth(c) for c in range(KET) if c != NAME)
        ket = max(150, min(230, free // 3))
        self.setColumnWidth(NAME, max(140, free - ket))

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

    def keyboardSearch(self, search: str) -> None:
        """Typing never searches: letters are codes."""

    def _moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        if previous.isValid():
            self.setRowHeight(previous.row(), LINE)
        place = current.row() if current.isValid() else -1
        self.sheet.take_in_hand(place)
        if place >= 0:
            self.setRowHeight(place, IN_HAND)
            after = min(place + 2, self.sheet.rowCount() - 1)
            self.scrollTo(self.sheet.index(after, 0))
            before = max(place - 1, 0)
            self.scrollTo(self.sheet.index(before, 0))
        self.line_changed.emit(place)
