"""What a form lacks, sentence by sentence; each leads to the place where it is filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.wrapping_list import WrappingList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

Target = tuple[str, dict[str, str]]

PLACES: tuple[tuple[str, Target], ...] = (  # the first word that a sentence has says where
    ("buku coklit", ("settings", {"part": "book"})),
    ("hadir", ("settings", {"part": "attendance"})),
    ("salinan", ("settings", {"part": "copies"})),
    ("masukan", ("pleno", {"step": "masukan"})),
    ("laporan pantarlih", ("pleno", {"step": "laporan"})),
    ("belum ditetapkan", ("pleno", {"step": "tetapkan"})),
    ("bukti", ("settings", {"part": "evidence"})),
    ("pleno", ("settings", {"part": "pleno"})),
    ("berita acara", ("settings", {"part": "pleno"})),
    ("ketua", ("settings", {"part": "officers"})),
    ("anggota", ("settings", {"part": "officers"})),
    ("petugas", ("settings", {"part": "officers"})),
    ("sekretaris", ("settings", {"part": "office"})),
    ("kantor", ("settings", {"part": "office"})),
    ("pantarlih", ("settings", {"part": "tps"})),
    ("stiker", ("settings", {"part": "tps"})),
)
MOST_LINES = 7
READY = "● Semua isian sudah lengkap."


def place_of(sentence: str) -> Target | None:
    """The page and the part of it where what a sentence misses is filled in; None if there is none."""
    tps = re.search(r"TPS (\d{3})", sentence)
    if tps is not None:
        return "settings", {"part": "tps", "tps": tps[1]}
    words = sentence.lower()
    return next((target for word, target in PLACES if word in words), None)


class MissingList(QWidget):
    """Sentences with "Isi…". Signal: `asked(page key, target)`."""

    asked = Signal(str, dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = WrappingList()
        self.list.setAccessibleName("Isian yang belum ada")
        self.list.setToolTip("Enter membuka tempat mengisinya")
        self.ready = label(READY, "redup", wrap=True)
        self.note = label("Yang kosong tercetak titik-titik.", "redup", wrap=True)
        self.go = button("Isi…", self._go)
        foot = row(self.note, self.go)
        foot.setStretch(0, 1)
        self.setLayout(column(self.ready, self.list, foot, spacing=4))
        self.list.itemActivated.connect(lambda _item: self._go())
        self.show_missing(())

    @property
    def sentences(self) -> list[str]:
        """What is shown."""
        return [self.list.item(at).text() for at in range(self.list.count())]

    def show_missing(self, missing: Sequence[str] | None) -> None:
        """Show other sentences; None while they are not known."""
        self.list.clear()
        for text in missing or ():
            item = QListWidgetItem(text)
            item.setToolTip(text)
            self.list.addItem(item)
        for widget in (self.list, self.note, self.go):
            widget.setVisible(bool(missing))
        self.ready.setVisible(missing is not None and not missing)
        if missing:
            self.list.setCurrentRow(0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list is as high as its sentences, up to a few."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = self.fontMetrics().height() * MOST_LINES
        self.list.setFixedHeight(min(self.list.fit() + 6, most))

    def _go(self) -> None:
        target = place_of(self.sentences[max(0, self.list.currentRow())])
        if target is not None:
            self.asked.emit(*target)
