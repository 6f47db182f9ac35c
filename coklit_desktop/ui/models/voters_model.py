"""Voters of a search, window by window: never more in memory than has just been seen."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coklit_desktop.domain.queries import VoterPage, VoterQuery
from coklit_desktop.services import browsing
from coklit_desktop.ui.texts import cell, mark_letter, rt_rw, short_words, state_words
from coklit_desktop.ui.widgets.mark_delegate import MARK_ROLE, ROW_ROLE

if TYPE_CHECKING:
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.ui.context import PageContext

WINDOW = 200
KEPT_WINDOWS = 20
KET, NAME, NIK, SEX, BORN, ADDRESS, RT_RW, TPS = range(8)
HEADS = ("Ket", "Nama", "NIK", "L/P", "Lahir", "Alamat", "RT/RW", "TPS")
FIELDS = {NAME: "name", NIK: "nik", SEX: "sex", BORN: "birth_date", ADDRESS: "address"}
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
ALIGN = {BORN: RIGHT, RT_RW: RIGHT, TPS: RIGHT, SEX: int(Qt.AlignmentFlag.AlignCenter)}
SHOWN_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, ROW_ROLE, MARK_ROLE)
Index = QModelIndex | QPersistentModelIndex


class VotersModel(QAbstractTableModel):
    """Signals: `counted(total, more)` when the first window of a search is there; `failed(error)`."""

    counted = Signal(int, bool)
    failed = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._election = context.desk.election
        self._query = VoterQuery()
        self._windows: OrderedDict[int, tuple[CurrentVoter, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self._serial = 0  # of the search; answers of older ones are dropped
        self._total = 0
        self._more = False

    def search(self, query: VoterQuery) -> None:
        """Show another search."""
        self._serial += 1
        self._query = query
        self._asked = {0}
        self._ask(0)

    def row_at(self, place: int) -> CurrentVoter | None:
        """The voter in a line, if it is loaded."""
        window = self._windows.get(place // WINDOW)
        at = place % WINDOW
        return window[at] if window is not None and at < len(window) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as match; where nobody counted them, as many as were seen and a window more."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0):
        """Headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN.get(section, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """What a cell shows; asks for the window that is not there yet."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN.get(index.column())
        if role not in SHOWN_ROLES:
            return None
        row = self.row_at(index.row())
        if row is None:
            self._want(index.row() // WINDOW)
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == NAME else None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return state_words(self._election, row) if index.column() == KET else None
        if role == MARK_ROLE:
            return (row.ket, mark_letter(self._election, row)) if index.column() == KET else None
        return self._text(row, index.column())

    def _text(self, row: CurrentVoter, column: int) -> str:
        if column == KET:
            return short_words(self._election, row)
        if column == RT_RW:
            return rt_rw(row)
        if column == TPS:
            return row.tps
        return cell(self._election, FIELDS[column], getattr(row.voter, FIELDS[column]))

    # --- windows

    def _want(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self._ask(number)

    def _ask(self, number: int) -> None:
        serial, desk = self._serial, self._context.desk
        query = replace(self._query, limit=WINDOW, offset=number * WINDOW)
        self._context.tasks.run(
            lambda _progress: browsing.search(desk, query),
            done=lambda page: self._take(serial, number, page),
            failed=self.failed.emit,
            owner=self,
        )

    def _take(self, serial: int, number: int, page: VoterPage) -> None:
        if serial != self._serial:
            return
        if number == 0:
            self.beginResetModel()
            self._windows.clear()
            self._more = page.more
            self._total = page.total
            self._windows[0] = page.rows
            self.endResetModel()
            self.counted.emit(page.total, page.more)
            return
        self._windows[number] = page.rows
        self._windows.move_to_end(number)
        self._forget_oldest()
        self._grow(number, len(page.rows))
        first = number * WINDOW
        self.dataChanged.emit(self.index(first, 0), self.index(first + len(page.rows) - 1, len(HEADS) - 1))

    def _forget_oldest(self) -> None:
        while len(self._windows) > KEPT_WINDOWS:
            number, _ = self._windows.popitem(last=False)
            self._asked.discard(number)

    def _grow(self, number: int, count: int) -> None:
        """Past what was counted there are more lines as long as windows come full."""
        end = number * WINDOW + count
        wanted = end + WINDOW if self._more and count == WINDOW else end
        if self._more and wanted > self._total:
            self.beginInsertRows(QModelIndex(), self._total, wanted - 1)
            self._total = wanted
            self.endInsertRows()
        elif self._more and count < WINDOW and end < self._total:
            self.beginRemoveRows(QModelIndex(), end, self._total - 1)
            self._total = end
            self._more = False
            self.endRemoveRows()
