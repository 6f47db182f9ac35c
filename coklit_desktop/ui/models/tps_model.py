"""One row a TPS: progress and sums, for Beranda and for choosing a TPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coklit_desktop.domain.areas import area_name
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of, scaled
from coklit_desktop.ui.widgets.state_bar import HEIGHT, draw_bar, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.services.browsing import TpsOverview

TPS, BAR, VOTERS, MATCHED, UNMET, CHANGED, TMS, NEW, LEFT, RESULT, CHECK = range(11)
HEADS = (
    "TPS", "Kemajuan", "Pemilih", "Sesuai", "Tdk ditemui", "Ubah", "TMS", "Baru", "Belum", "Akhir", "Cek data",
)  # fmt: skip
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
COUNTS_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT = 32
FULL_WIDTH = 800
Index = QModelIndex | QPersistentModelIndex


class TpsModel(QAbstractTableModel):
    """The overview as a table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[TpsOverview] = []
        self.checks: Mapping[str, int] = {}
        self._many_villages = False

    def set_lines(self, lines: Sequence[TpsOverview]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self._many_villages = len({line.area for line in lines}) > 1
        self.endResetModel()

    def set_checks(self, checks: Mapping[str, int]) -> None:
        """How many things of Cek Data each TPS has."""
        self.checks = checks
        if self.lines:
            self.dataChanged.emit(self.index(0, CHECK), self.index(len(self.lines) - 1, CHECK))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a TPS."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0):
        """Headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section > BAR:
            return RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """What a cell shows."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > BAR:
            return RIGHT
        if role == COUNTS_ROLE:
            return line.counts
        return None

    def _text(self, line: TpsOverview, column: int) -> str:
        if column == TPS:
            return f"{area_name(line.area)} {line.tps}" if self._many_villages else line.tps
        if column == BAR:
            return ""
        if column == CHECK:
            return number(self.checks.get(line.tps, 0)) if self.checks else ""
        return number(column_value(line.counts, column))


def column_value(counts: Counts, column: int) -> int:
    """The number of a column."""
    return {
        VOTERS: counts.awal,
        MATCHED: counts.sesuai,
        UNMET: counts.tidak_ditemui,
        CHANGED: counts.ubah,
        TMS: counts.tms_total,
        NEW: counts.baru,
        LEFT: counts.belum,
        RESULT: counts.akhir,
    }[column].total


class BarDelegate(QStyledItemDelegate):
    """Draws the progress bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:
        """Draw ground and bar."""
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        widget = full.widget
        widget.style().drawControl(widget.style().ControlElement.CE_ItemViewItem, full, painter, widget)
        counts: Counts = index.data(COUNTS_ROLE)
        box = QRectF(option.rect)
        percent_width = full.fontMetrics.horizontalAdvance("100 %")
        bar = QRectF(box.left() + 8, box.center().y() - HEIGHT / 2, box.width() - 16 - percent_width, HEIGHT)
        colors = colors_of(full.palette)
        draw_bar(painter, bar, parts_of(counts), counts.awal.total, colors)
        done = counts.awal.total - counts.belum.total
        percent = done * 100 // counts.awal.total if counts.awal.total else 0
        painter.setPen(QColor(colors.muted))
        painter.drawText(box.adjusted(0, 0, -6, 0), RIGHT, f"{percent} %")


class TpsTable(QTableView):
    """Signal: `opened(area, tps)` by Enter or double click."""

    opened = Signal(str, str)

    def __init__(self, election: Election, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = TpsModel(self)
        self.setModel(self.lines)
        self.setItemDelegateForColumn(BAR, BarDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(self, ROW_HEIGHT))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(BAR, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(52)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def show_overview(self, lines: Sequence[TpsOverview]) -> None:
        """Show other lines, the same TPS marked."""
        place = self.currentIndex().row()
        self.lines.set_lines(lines)
        if lines:
            self.selectRow(min(max(place, 0), len(lines) - 1))

    def mark(self, tps: str) -> bool:
        """Mark a TPS; False if it is not there."""
        for place, line in enumerate(self.lines.lines):
            if line.tps == tps:
                self.selectRow(place)
                self.scrollTo(self.lines.index(place, 0))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._open(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing never searches."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what can be told from the others gives way."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(self, FULL_WIDTH)
        for column in (UNMET, RESULT):
            self.setColumnHidden(column, narrow)

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(400, 160)

    def _open(self, place: int) -> None:
        if 0 <= place < len(self.lines.lines):
            line = self.lines.lines[place]
            self.opened.emit(line.area, line.tps)
