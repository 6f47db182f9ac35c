"""The strip of keys below a page: what the hand can do here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.layouts import clear

if TYPE_CHECKING:
    from collections.abc import Sequence


class KeyStrip(QFrame):
    """Shows pairs of key and meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: Sequence[tuple[str, str]] = ()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(2, 0, 2, 0)
        self._line.setSpacing(16)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._keys = keys
        clear(self._line)
        colors = colors_of(self.palette())
        for key, meaning in keys:
            text = QLabel(
                f'<span style="font-weight:600">{key}</span>&nbsp;&nbsp;'
                f'<span style="color:{colors.muted}">{meaning}</span>'
            )
            text.setTextFormat(Qt.TextFormat.RichText)
            self._line.addWidget(text)
        self._line.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._keys:
            self.show_keys(self._keys)
