"""The sheet as the paper shows it: one line a voter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coklit_desktop.domain.records import CurrentVoter, RowKind
from coklit_desktop.ui.texts import cell, mark_letter, rt_rw, short_words, state_words
from coklit_desktop.ui.widgets.mark_delegate import MARK_ROLE, NOTE_ROLE, ROW_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.elections import Election

NO, NAME, NIK, SEX, BORN, RT_RW, DISABILITY, KTP_EL, KET = range(9)
HEADS = ("No", "Nama", "NIK", "L/P", "Lahir", "RT/RW", "D", "K", "Keterangan")
FIELDS = {
    NAME: "name", NIK: "nik", SEX: "sex", BORN: "birth_date", DISABILITY: "disability", KTP_EL: "ktp_el",
}  # fmt: skip
TIPS = {DISABILITY: "Disabilitas", KTP_EL: "KTP-el"}
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTER = int(Qt.AlignmentFlag.AlignCenter)
ALIGN = {NO: RIGHT, SEX: CENTER, BORN: RIGHT, RT_RW: RIGHT, DISABILITY: CENTER, KTP_EL: CENTER}
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """Rows of one sheet. `note` is what the line in hand asks ("4 Pindah domisili?")."""

    def __init__(self, election: Election, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CurrentVoter] = []
        self.in_hand = -1
        self.note = ""
        self._election = election
        self._place: dict[str, int] = {}

    def set_rows(self, rows: Sequence[CurrentVoter]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.rows = list(rows)
        self._place = {row.subject: number for number, row in enumerate(self.rows)}
        self.in_hand, self.note = -1, ""
        self.endResetModel()

    def replace(self, row: CurrentVoter) -> bool:
        """Show a row anew after it was keyed; keeps its line number. False if it is not on this sheet."""
        from dataclasses import replace

        place = self._place.get(row.subject)
        if place is None:
            return False
        self.rows[place] = replace(row, line=self.rows[place].line) if row.is_delivered else row
        self._repaint(place)
        return True

    def append(self, row: CurrentVoter) -> None:
        """Add a line at the end."""
        place = len(self.rows)
        self.beginInsertRows(QModelIndex(), place, place)
        self.rows.append(row)
        self._place[row.subject] = place
        self.endInsertRows()

    def place_of(self, subject: str) -> int | None:
        """Line (from 0) of a voter."""
        return self._place.get(subject)

    def take_in_hand(self, place: int, note: str = "") -> None:
        """Mark the line in hand and what it asks."""
        before, self.in_hand, self.note = self.in_hand, place, note
        for line in {before, place}:
            self._repaint(line)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of lines."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0):
        """Headings like the paper's."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADS[section]
            if role == Qt.ItemDataRole.ToolTipRole:
                return TIPS.get(section)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                return ALIGN.get(section, left)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """What a cell shows."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGN.get(index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == KET:
            return state_words(self._election, row)
        if role == ROW_ROLE:
            return row
        if role == NOTE_ROLE:
            return self.note if index.row() == self.in_hand else ""
        if role == MARK_ROLE and index.column() == KET:
            return row.ket, mark_letter(self._election, row)
        return None

    def _text(self, row: CurrentVoter, place: int, column: int) -> str:
        voter, election = row.voter, self._election
        if column == NO:
            return str(row.line if row.kind is RowKind.DELIVERED else place + 1)
        if column == KET:
            return short_words(election, row)
        if column == RT_RW:
            return rt_rw(row)
        return cell(election, FIELDS[column], getattr(voter, FIELDS[column]))

    def _repaint(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(HEADS) - 1))
