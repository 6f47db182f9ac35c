"""What an import would do: counts per TPS, what came, went and changed, and what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coklit_desktop.ui.texts import number
from coklit_desktop.ui.widgets.layouts import clear, column, label, panel, row

if TYPE_CHECKING:
    from coklit_desktop.services.delivering import ImportPreview

HEADS = ("TPS", "Sekarang", "Sesudah", "Selisih")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PreviewView(QWidget):
    """Shows an ImportPreview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, len(HEADS))
        for place, text in enumerate(HEADS):
            head = QTableWidgetItem(text)
            head.setTextAlignment(RIGHT if place else LEFT)
            self.table.setHorizontalHeaderItem(place, head)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.numbers = QGridLayout()
        self.numbers.setHorizontalSpacing(18)
        self.numbers.setColumnStretch(0, 1)
        self.notes = QVBoxLayout()
        self.notes.setSpacing(6)
        right = column(
            panel(label("Yang berubah", "bagian"), self.numbers),
            panel(label("Yang perlu diketahui", "bagian"), self.notes),
            None,
            spacing=10,
        )
        body = row(self.table, right, spacing=14)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what would happen."""
        self._show_tps(preview)
        clear(self.numbers)
        lines = (
            ("Pemilih yang datang", preview.came),
            ("Pemilih yang datanya berubah", preview.changed),
            ("Pemilih yang tidak ada lagi", preview.gone),
            ("Baris yang dikesampingkan (STATUS tidak aktif)", preview.skipped),
            ("Baris yang ditolak", preview.rejected),
        )
        for line, (text, count) in enumerate(lines):
            self.numbers.addWidget(label(text, wrap=True), line, 0)
            self.numbers.addWidget(_number(count), line, 1)
        self._show_notes(preview)

    def _show_tps(self, preview: ImportPreview) -> None:
        self.table.setRowCount(len(preview.per_tps) + 1)
        lines = [(tps, *counts) for tps, counts in preview.per_tps.items()]
        sums = [sum(counts[side] for counts in preview.per_tps.values()) for side in (0, 1)]
        for line, (tps, now, then) in enumerate([*lines, ("Jumlah", sums[0], sums[1])]):
            texts = (tps, number(now), number(then), _signed(then - now))
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(RIGHT if place else LEFT)
                if tps == "Jumlah":
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.table.setItem(line, place, item)

    def _show_notes(self, preview: ImportPreview) -> None:
        clear(self.notes)
        notes = list(preview.warnings)
        notes += [f"{number(count)} baris: {text}." for _, text, count in preview.problems]
        if preview.rejected:
            notes.append("Baris yang ditolak disimpan beserta alasannya, agar bisa diperbaiki dan diimpor lagi.")
        for text in notes or ["Tidak ada yang janggal."]:
            self.notes.addWidget(label(text, wrap=True))


def _number(count: int) -> QLabel:
    found = label(number(count))
    found.setAlignment(RIGHT)
    return found


def _signed(count: int) -> str:
    return f"+{number(count)}" if count > 0 else f"−{number(-count)}" if count < 0 else "0"
