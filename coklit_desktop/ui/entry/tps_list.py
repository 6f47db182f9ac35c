"""Progress of every TPS in a narrow list; hundreds of TPS are no matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.layouts import column, label
from coklit_desktop.ui.widgets.state_bar import HEIGHT, draw_bar, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.services.browsing import TpsOverview

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
MIDDLE = Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex


class TpsListModel(QAbstractListModel):
    """One line a TPS."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[TpsOverview] = []

    def set_lines(self, lines: Sequence[TpsOverview]) -> None:
        """Show other lines; where the TPS stay the same, only their numbers change."""
        if [line.tps for line in lines] == [line.tps for line in self.lines]:
            self.lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def place_of(self, tps: str) -> int | None:
        """Line of a TPS."""
        return next((n for n, line in enumerate(self.lines) if line.tps == tps), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many TPS."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """The number, and the whole line for drawing."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.tps
        return line if role == LINE_ROLE else None


class TpsDelegate(QStyledItemDelegate):
    """Number, bar, done of all."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:
        """Draw a line."""
        line: TpsOverview = index.data(LINE_ROLE)
        counts = line.counts
        colors, metrics = colors_of(option.palette), option.fontMetrics
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colors.selection))
        painter.setPen(QColor(colors.text))
        painter.drawText(box, MIDDLE | Qt.AlignmentFlag.AlignLeft, line.tps)
        painter.setPen(QColor(colors.muted))
        done = f"{number(counts.awal.total - counts.belum.total)}/{number(counts.awal.total)}"
        painter.drawText(box, MIDDLE | Qt.AlignmentFlag.AlignRight, done)
        left, right = metrics.horizontalAdvance("9999"), metrics.horizontalAdvance(max(done, "999/999", key=len)) + 10
        bar = QRectF(box.left() + left, box.center().y() - HEIGHT / 2, box.width() - left - right, HEIGHT)
        draw_bar(painter, bar, parts_of(counts), counts.awal.total, colors)

    def sizeHint(self, option: QStyleOptionViewItem, index) -> QSize:
        """Room for text and bar."""
        return QSize(100, option.fontMetrics.height() + 10)


class TpsList(QWidget):
    """A click changes the TPS. Signal: `chosen(tps)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TpsListModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(TpsDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMinimumHeight(60)
        self.list.clicked.connect(lambda index: self.chosen.emit(self.model.lines[index.row()].tps))
        self.setLayout(column(label("Kemajuan TPS", "bagian"), self.list, spacing=4))

    def show_overview(self, lines: Sequence[TpsOverview]) -> None:
        """Show all TPS anew."""
        self.model.set_lines(lines)

    def show_counts(self, tps: str, counts: Counts) -> None:
        """Show one TPS anew."""
        from dataclasses import replace

        place = self.model.place_of(tps)
        if place is not None:
            self.model.lines[place] = replace(self.model.lines[place], counts=counts)
            self.model.dataChanged.emit(self.model.index(place), self.model.index(place))

    def mark(self, tps: str) -> None:
        """Mark the TPS in hand."""
        place = self.model.place_of(tps)
        if place is not None:
            self.list.setCurrentIndex(self.model.index(place))
