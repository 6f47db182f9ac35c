"""Delegates of tables of voters: full text on hover, and the mark of the state with its words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.marks import draw_mark

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
NOTE_ROLE = ROW_ROLE + 1
MARK_ROLE = ROW_ROLE + 2
PAD = 6
MARK_WIDTH = 34


class ElidingDelegate(QStyledItemDelegate):
    """Shows the full text on hover where it was cut."""

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option, index) -> bool:
        """Show a tool tip only where the text did not fit."""
        if event.type() == QEvent.Type.ToolTip:
            full = index.data(Qt.ItemDataRole.ToolTipRole)
            text = str(full or index.data(Qt.ItemDataRole.DisplayRole) or "")
            place = MARK_WIDTH if index.data(MARK_ROLE) is not None else 12
            if full or view.fontMetrics().horizontalAdvance(text) + place > view.visualRect(index).width():
                QToolTip.showText(event.globalPos(), text, view)
            else:
                QToolTip.hideText()
            return True
        return super().helpEvent(event, view, option, index)


class MarkDelegate(ElidingDelegate):
    """Draws the cell of a state: shape, letter, words; or the note that the model gives instead."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:
        """Draw the cell."""
        if index.data(MARK_ROLE) is None:
            super().paint(painter, option, index)
            return
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        colors = colors_of(full.palette)
        selected = full.state & QStyle.StateFlag.State_Selected
        painter.save()
        painter.fillRect(full.rect, QColor(colors.selection if selected else colors.base))
        painter.setFont(full.font)
        box = QRectF(full.rect).adjusted(PAD, 0, -PAD, 0)
        note = index.data(NOTE_ROLE)
        if note:
            self._words(painter, box, note, full)
        else:
            self._state(painter, box, full, index)
        painter.restore()

    def _state(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem, index) -> None:
        state, letter = index.data(MARK_ROLE)
        draw_mark(painter, box, state, letter, colors_of(option.palette))
        if state not in ("belum", "sesuai") and box.width() > 2 * MARK_WIDTH:
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            self._words(painter, box.adjusted(MARK_WIDTH, 0, 0, 0), words, option)

    def _words(self, painter: QPainter, box: QRectF, words: str, option: QStyleOptionViewItem) -> None:
        painter.setPen(QColor(colors_of(option.palette).text))
        text = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
