"""Notices that nobody touched keyboard or mouse for a while."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QWindow

INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Watches the windows of the program; `expired` after `minutes` without input (0 = never)."""

    expired = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        self._limit = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        app.focusWindowChanged.connect(self._watch)

    def start(self, minutes: float) -> None:
        """Begin to count, from now."""
        self._limit = minutes * 60
        self._last = time.monotonic()
        self._timer.stop()
        if self._limit > 0:
            self._timer.start(round(self._limit * 1000))

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when input came; never takes it away."""
        if event.type() in INPUT:
            self._last = time.monotonic()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _look(self) -> None:
        left = self._limit - (time.monotonic() - self._last)
        if left <= 0.01:
            self.expired.emit()
        else:
            self._timer.start(max(1, round(left * 1000)))
