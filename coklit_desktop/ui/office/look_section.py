"""How this laptop shows things: light or dark, text size, paper, automatic lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from coklit_desktop.ui.widgets.layouts import column, label

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext

MINUTES = ((5, "setelah 5 menit"), (10, "setelah 10 menit"), (20, "setelah 20 menit"), (45, "setelah 45 menit"))
SIZES = ((10, "Biasa"), (11, "Agak besar"), (12, "Besar"), (14, "Sangat besar"))
PAPERS = (("F4", "F4 / folio"), ("A4", "A4"))


class LookSection(QWidget):
    """Each choice takes effect at once and is remembered on this laptop only."""

    modified = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.dark = _choice(((False, "Terang"), (True, "Gelap")))
        self.letters = _choice(SIZES)
        self.paper = _choice(PAPERS)
        self.minutes = _choice(MINUTES)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        form.addRow("Warna", self.dark)
        form.addRow("Ukuran huruf", self.letters)
        form.addRow("Kertas cetak", self.paper)
        form.addRow("Kunci otomatis", self.minutes)
        self.setLayout(
            column(
                label("Tampilan dan kunci", "judul"),
                label("Berlaku di laptop ini saja, langsung saat dipilih.", "redup"),
                8,
                form,
                None,
            )
        )
        for box, name in (
            (self.dark, "dark"),
            (self.letters, "point_size"),
            (self.paper, "paper"),
            (self.minutes, "auto_lock_minutes"),
        ):
            box.activated.connect(lambda _place, box=box, name=name: self._keep(name, box.currentData()))

    def show_data(self, _data: object) -> None:
        """Show what is remembered."""
        look = self.context.remembered.look
        self.dark.setCurrentIndex(self.dark.findData(look.dark))
        self.letters.setCurrentIndex(max(0, self.letters.findData(look.point_size)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(look.paper)))
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(look.auto_lock_minutes)))

    def _keep(self, name: str, value: object) -> None:
        self.context.remembered.set_look(**{name: value})
        self.context.look_changed.emit()


def _choice(items: tuple[tuple[object, str], ...]) -> QComboBox:
    box = QComboBox()
    box.setMaximumWidth(260)
    for value, text in items:
        box.addItem(text, value)
    return box
