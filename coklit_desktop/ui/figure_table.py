"""The numbers of a form beside its preview; each opens the voters that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from coklit_desktop.ui.texts import NO_VALUE, number
from coklit_desktop.ui.theme import colors_of

if TYPE_CHECKING:
    from coklit_desktop.reports.figure_table import FigureCell, FigureRow, Figures

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
OPENS = "Enter atau klik dua kali membuka pemilihnya"
NONE = "Formulir ini tanpa angka."


class FigureTable(QTableWidget):
    """Arrows choose a number, Enter or a double click opens its voters; on the name of a line its last number.

    Signal: `opened` with `counted` and `title`, as the page of voters takes them.
    """

    opened = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._figures: Figures | None = None
        self._rows: tuple[FigureRow, ...] = ()
        super().__init__(0, 1, parent)
        self.setAccessibleName("Angka formulir")
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.horizontalHeader().setHighlightSections(False)
        self.setStyleSheet("QHeaderView::section { padding: 5px } QTableWidget::item { padding: 0 5px }")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.cellActivated.connect(self.open_cell)  # Enter and double click

    def show_figures(self, figures: Figures) -> None:
        """Show other numbers; the place chosen stays where the form is as long."""
        chosen = (self.currentRow(), self.currentColumn()) if len(figures.rows) == len(self._rows) else (0, 1)
        self._figures, self._rows = figures, figures.rows
        self.clear()
        self.clearSpans()
        self.setColumnCount(1 + len(figures.columns))
        self.setRowCount(max(1, len(figures.rows)))
        self.setHorizontalHeaderItem(0, _heading(figures.heading, LEFT))
        self.horizontalHeader().setVisible(bool(figures.rows))
        for column, heading in enumerate(figures.columns, 1):
            self.setHorizontalHeaderItem(column, _heading(heading, RIGHT))
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, row in enumerate(figures.rows):
            self._show_row(at, row)
        if not figures.rows:
            self._show_heading(0, NONE, bold=False)
        self.setCurrentCell(*chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Numbers that open something have a colour of the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._figures is not None:
            self.show_figures(self._figures)

    def figure(self, at: int, column: int) -> FigureCell | None:
        """The number in a place; of the name of a line its last one."""
        cells = self._rows[at].cells if 0 <= at < len(self._rows) else ()
        if not cells or not 0 <= column <= len(cells):
            return None
        return cells[-1] if column == 0 else cells[column - 1]

    def open_cell(self, at: int, column: int) -> None:
        """Ask for the voters behind a number, if it counts any."""
        cell = self.figure(at, column)
        if cell is not None and _opens(cell):
            self.opened.emit({"counted": cell.counted, "title": cell.title})

    def _show_row(self, at: int, row: FigureRow) -> None:
        if not row.cells:
            self._show_heading(at, row.label, bold=True)
            return
        name = QTableWidgetItem(row.label)
        name.setToolTip(row.label)
        self.setItem(at, 0, name)
        for column, cell in enumerate(row.cells, 1):
            self.setItem(at, column, self._item(cell))

    def _show_heading(self, at: int, text: str, *, bold: bool) -> None:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(QBrush(QColor(colors_of(self.palette()).muted)))
        font = QFont(self.font())
        font.setBold(bold)
        item.setFont(font)
        self.setItem(at, 0, item)
        if self.columnCount() > 1:
            self.setSpan(at, 0, 1, self.columnCount())

    def _item(self, cell: FigureCell | None) -> QTableWidgetItem:
        if cell is None:
            item = QTableWidgetItem()
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            return item
        item = QTableWidgetItem(NO_VALUE if cell.number is None else number(cell.number))
        item.setTextAlignment(RIGHT)
        said = f"{cell.title}: {item.text()}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said}. {OPENS}" if _opens(cell) else said)
        item.setToolTip(f"{said}\n{OPENS}" if _opens(cell) else said)
        if _opens(cell):
            item.setForeground(QBrush(QColor(colors_of(self.palette()).accent)))
        return item


def _heading(text: str, side: Qt.AlignmentFlag) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(side)
    return item


def _opens(cell: FigureCell) -> bool:
    return cell.counted is not None and bool(cell.number)
