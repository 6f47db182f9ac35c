"""The tables of the Sidalih panel: files and how each came through; voters who wait or were refused."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from coklit_desktop.services.sidalih_files import FileState
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from coklit_desktop.services.sidalih_upload import Told, UploadFile

FILE_HEADS = ("No.", "Bagian", "Baris", "Dibuat", "Keadaan", "Berkas")
VOTER_HEADS = ("Perihal", "Nama", "TPS", "Sebabnya")
PART_WORDS = {"1-tms-8": "1 TMS dan kode 8", "2-u": "2 Ubah (U)", "3-b": "3 Baru (B)"}
STATE_WORDS = {
    FileState.MADE: "○ Belum diunggah",
    FileState.SENT: "… Diunggah, menunggu Sidalih",
    FileState.TAKEN: "✓ Diterima",
    FileState.PARTLY: "! Sebagian ditolak",
    FileState.FAILED: "✗ Gagal",
    FileState.REPLACED: "– Diganti berkas baru",
}
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WRAPPED_ROWS = 200
NUMBERS = ("No.", "Baris", "TPS")


class _Table(QTableWidget):
    """Rows of text; nothing to be changed here. Tab leaves it, arrows move in it."""

    def __init__(self, heads: Sequence[str], name: str, wide: str, parent: QWidget | None = None) -> None:
        super().__init__(0, len(heads), parent)
        self.heads = heads
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(heads.index(wide), QHeaderView.ResizeMode.Stretch)

    def put(self, at: int, cells: Sequence[str], color: str = "") -> None:
        """Fill a row; `color` of its state."""
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if self.heads[column] in NUMBERS:
                item.setTextAlignment(RIGHT)
            if color and self.heads[column] == "Keadaan":
                item.setForeground(QBrush(QColor(color)))
            self.setItem(at, column, item)


class FileTable(_Table):
    """The files of this stage, in the order of uploading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FILE_HEADS, "Berkas untuk Sidalih", "Berkas", parent)
        self._numbers: list[int] = []

    def show_files(self, files: Sequence[UploadFile]) -> None:
        """Show other files. The one in hand stays in hand; after new ones were made, the first to be uploaded."""
        kept = self.file_number if len(files) == len(self._numbers) else None
        next_one = next((one.number for one in files if one.state is FileState.MADE), None)
        self.blockSignals(True)
        self._numbers = [one.number for one in files]
        self.setRowCount(len(files))
        for at, one in enumerate(files):
            self.put(at, _file_cells(one), self._color(one.state))
        self.blockSignals(False)
        if files:
            wanted = kept or next_one or self._numbers[-1]
            self.selectRow(self._numbers.index(wanted) if wanted in self._numbers else 0)

    @property
    def file_number(self) -> int | None:
        """Number of the file in hand."""
        at = self.currentRow()
        return self._numbers[at] if 0 <= at < len(self._numbers) else None

    def _color(self, state: FileState) -> str:
        colors = colors_of(self.palette())
        good, bad = colors.good, colors.bad
        found = {FileState.TAKEN: good, FileState.PARTLY: bad, FileState.FAILED: bad, FileState.REPLACED: colors.muted}
        return found.get(state, "")


def _file_cells(one: UploadFile) -> list[str]:
    moment = datetime.fromtimestamp(one.made_at / 1000)  # noqa: DTZ006 - the laptop's own clock
    state = STATE_WORDS[one.state] + (f" · {one.note}" if one.note else "")
    part = PART_WORDS.get(one.part, one.part)
    return [str(one.number), part, number(one.rows), moment.strftime("%d-%m-%Y %H:%M"), state, one.name]


class ToldTable(_Table):
    """Voters of whom something is to be told. Signal: `opened(subject)` on Enter or a double click."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(VOTER_HEADS, "Pemilih yang perlu dilihat", "Sebabnya", parent)
        self.setWordWrap(True)
        self._subjects: list[str] = []
        self.itemActivated.connect(lambda item: self._open(item.row()))

    def show_told(self, groups: Sequence[tuple[str, Sequence[Told]]]) -> None:
        """Show groups of voters, each under its word."""
        rows = [(word, one) for word, found in groups for one in found]
        self._subjects = [one.subject for _, one in rows]
        self.setRowCount(len(rows))
        for at, (word, one) in enumerate(rows):
            self.put(at, [word, one.name, one.tps, one.reason or "Tanpa keterangan"])
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reasons wrap anew."""
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        if self.rowCount() <= WRAPPED_ROWS:  # more would take a while; their full text is in the tool tip
            self.resizeRowsToContents()

    def _open(self, at: int) -> None:
        if 0 <= at < len(self._subjects):
            self.opened.emit(self._subjects[at])
