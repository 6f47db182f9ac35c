"""The rail at the left: pages, their keys, and how much work waits in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from coklit_desktop.ui.icons import pixmap
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.ui.pages.registry import PageSpec

WIDTH, COMPACT = 186, 58  # with titles, and with icons only


class RailButton(QAbstractButton):
    """One page in the rail."""

    def __init__(self, title: str, icon_name: str, key_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon, self._key, self._count = icon_name, key_name, 0
        self._compact = False
        self._tell()

    def set_count(self, count: int) -> None:
        """Show how much work waits; 0 shows nothing."""
        self._count = count
        self._tell()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only."""
        self._compact = compact
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for a finger; the rail says how wide."""
        return QSize(COMPACT, max(36, self.fontMetrics().height() + 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, title, count and key."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(6, 2, -6, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.base if self.isChecked() else colors.hover))
            painter.drawRoundedRect(box, 6, 6)
        color = colors.accent if self.isChecked() else colors.muted
        top = box.center().y() - 9
        left = box.center().x() - 8 if self._compact else box.left() + 10
        painter.drawPixmap(left, top, pixmap(self._icon, color, 18, self.devicePixelRatioF()))
        if not self._compact:
            self._draw_texts(painter, box)
        if self._count:
            self._draw_count(painter, box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(QColor(colors.accent))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)

    def _draw_texts(self, painter: QPainter, box: QRect) -> None:
        colors = colors_of(self.palette())
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(38, 0, -30, 0), middle | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(colors.muted))
        painter.drawText(box.adjusted(0, 0, -8, 0), middle | Qt.AlignmentFlag.AlignRight, self._key)

    def _draw_count(self, painter: QPainter, box: QRect) -> None:
        colors = colors_of(self.palette())
        if self._compact:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.states["cek"]))
            painter.drawEllipse(QRect(box.center().x() + 8, box.top() + 4, 9, 9))
            return
        text = number(self._count) if self._count < 10_000 else "9.999+"
        metrics = self.fontMetrics()
        wide = max(metrics.horizontalAdvance(text) + 12, 22)
        high = metrics.height() + 2
        key = metrics.horizontalAdvance(self._key)
        spot = QRect(box.right() - 14 - key - wide, box.center().y() - high // 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.states["cek"]))
        painter.drawRoundedRect(spot, high / 2, high / 2)
        painter.setPen(QColor(colors.on_accent))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)

    def _tell(self) -> None:
        key = f" ({self._key})" if self._key else ""
        waits = f", {number(self._count)} menunggu" if self._count else ""
        self.setAccessibleName(f"{self.text()}{key}{waits}")
        self.setToolTip(f"{self.text()}{key}{waits}" if self._compact or self._count else "")


class Rail(QFrame):
    """All pages. Signal: `chosen(page key)`."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rel")
        self.setFixedWidth(scaled(self, WIDTH))
        self.buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(1)
        for spec in specs:
            button = RailButton(spec.title, spec.icon, spec.shortcut)
            button.clicked.connect(lambda _=False, key=spec.key: self.chosen.emit(key))
            self._group.addButton(button)
            self.buttons[spec.key] = button
            layout.addWidget(button)
        layout.addStretch(1)

    def set_compact(self, compact: bool) -> None:
        """Icons only, where the window is narrow for its text size."""
        self.setFixedWidth(COMPACT if compact else scaled(self, WIDTH))
        for button in self.buttons.values():
            button.set_compact(compact)

    def show_current(self, key: str) -> None:
        """Mark the page in sight; a page that is not in the rail (import) marks none."""
        button = self.buttons.get(key)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for other in self.buttons.values():
            other.setChecked(False)
        self._group.setExclusive(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how much work waits in a page."""
        if key in self.buttons:
            self.buttons[key].set_count(count)
