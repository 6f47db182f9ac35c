"""The table below the stick: packages made here, and laptops that ask to be confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from coklit_desktop.domain.areas import area_name
from coklit_desktop.ui.texts import NO_VALUE, OFFICE_WORDS, number
from coklit_desktop.ui.theme import colors_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.services.enrolling import Asking
    from coklit_desktop.services.packing import PackageMade

PACKAGE_HEADS = ("No.", "Isi", "Dibuat", "Diterima PPK", "Diterima KPU")
ASKING_HEADS = ("Kantor", "Wilayah", "Laptop", "Keadaan")
YES, NOT_YET = "✓ Sampai", NO_VALUE
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HandoverTable(QTableWidget):
    """Rows of text; nothing to be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)

    def show_packages(self, made: Sequence[PackageMade]) -> None:
        """Packages, the newest first."""
        self._show(PACKAGE_HEADS, [_package_cells(len(made) - place, one) for place, one in enumerate(made)])

    def show_asking(self, asking: Sequence[Asking]) -> None:
        """Laptops that wait for their words to be compared."""
        self._show(ASKING_HEADS, [_asking_cells(one) for one in asking])

    def _show(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(rows))
        good = QBrush(QColor(colors_of(self.palette()).good))
        for at, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if heads[column] == "No.":
                    item.setTextAlignment(RIGHT)
                if text == YES:
                    item.setForeground(good)
                self.setItem(at, column, item)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)


def entries_words(first: int, last: int) -> str:
    """Catatan 12–1.204."""
    return f"Catatan {number(first)}" if first == last else f"Catatan {number(first)}–{number(last)}"


def _package_cells(place: int, one: PackageMade) -> list[str]:
    content = entries_words(one.from_seq, one.to_seq) if one.to_seq else "Permintaan pengesahan"
    moment = datetime.fromtimestamp(one.made_at / 1000)  # noqa: DTZ006 - the laptop's own clock
    ppk, kabko = (YES if role in one.received else NOT_YET for role in ("ppk", "kabko"))
    return [str(place), content, moment.strftime("%d-%m-%Y %H:%M"), ppk, kabko]


def _asking_cells(one: Asking) -> list[str]:
    state = "Dua laptop memakai kit yang sama" if one.frozen else "Menunggu enam kata dicocokkan"
    return [OFFICE_WORDS[one.role], area_name(one.area).title() or one.area, one.site[:8], state]
