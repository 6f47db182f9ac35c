"""What a page shows when there is nothing to show: why, and the one step that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyState(QWidget):
    """A title, a sentence, perhaps a button."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label(title, "judul")
        self.text = label(text, "redup", wrap=True)
        for item in (self.title, self.text):
            item.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setMaximumWidth(460)
        self.text.setMinimumWidth(460)
        self._actions = row(None, None)
        self.setLayout(column(None, self.title, row(None, self.text, None), 8, self._actions, None, None))

    def tell(self, title: str, text: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)

    def add_action(self, text: str, act: Callable[[], object]) -> None:
        """Offer a step."""
        self._actions.insertWidget(self._actions.count() - 1, button(text, act, main=True))
