"""Progress in the colours of the states, with the rest empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coklit_desktop.ui.texts import STATE_WORDS, number
from coklit_desktop.ui.theme import Colors, colors_of

if TYPE_CHECKING:
    from coklit_desktop.domain.recap import Counts

ORDER = ("sesuai", "tidak_ditemui", "ubah", "tms")
HEIGHT = 10


def parts_of(counts: Counts) -> dict[str, int]:
    """How many delivered voters are in each state that has been keyed."""
    return {name: counts.tms_total.total if name == "tms" else getattr(counts, name).total for name in ORDER}


def draw_bar(painter: QPainter, box: QRectF, parts: dict[str, int], whole: int, colors: Colors) -> None:
    """Draw the bar into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setClipPath(path)
    painter.fillRect(box, QColor(colors.line if colors.dark else colors.hover))
    left = box.left()
    for name, count in parts.items():
        wide = box.width() * count / whole if whole else 0
        painter.fillRect(QRectF(left, box.top(), wide, box.height()), QColor(colors.states[name]))
        left += wide
    painter.restore()


class StateBar(QWidget):
    """The bar as a widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: dict[str, int] = {}
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(80, HEIGHT + 4)

    def show_counts(self, counts: Counts) -> None:
        """Show the progress of some sums."""
        self._parts, self._whole = parts_of(counts), counts.awal.total
        words = [f"{STATE_WORDS[name]} {number(count)}" for name, count in self._parts.items() if count]
        self.setToolTip(" · ".join([*words, f"Belum {number(counts.belum.total)}"]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        box = QRectF(0, (self.height() - HEIGHT) / 2, self.width(), HEIGHT)
        draw_bar(QPainter(self), box, self._parts, self._whole, colors_of(self.palette()))
