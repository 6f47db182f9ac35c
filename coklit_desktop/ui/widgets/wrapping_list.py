"""A list whose items are as high as their text needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QListWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

MARGINS = 44  # border, padding and scroll bar, and room for another font's widths
ROOM = 10  # above and below a text


class WrappingList(QListWidget):
    """Shows whole texts, wrapped to its width; call `fit` after adding items."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> int:
        """Make all items high enough; how high they are together."""
        whole = 0
        for at in range(self.count()):
            item = self.item(at)
            beside = 0 if item.icon().isNull() else self.iconSize().width() + 6
            area = QRect(0, 0, max(self.width() - beside - MARGINS, 60), 1000)
            box = self.fontMetrics().boundingRect(area, int(Qt.TextFlag.TextWordWrap), item.text())
            item.setSizeHint(QSize(0, box.height() + ROOM))
            whole += box.height() + ROOM
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
