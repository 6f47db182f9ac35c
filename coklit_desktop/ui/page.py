"""What every page is: built on its first visit, told when it comes into sight and when it is left.

A page reads its fields, calls one service (through `context.tasks` where that may take longer than a blink),
and shows the result. It never opens files of its own, never starts threads, never knows other pages: it asks
`context.navigate(key, **target)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext


class Page(QWidget):
    """One page of the frame.

    Attributes: `key` names it for `navigate`, `title` stands in the rail, `icon` is a file of resources/icons
    without ".svg", `context` is all it may use.
    Signals: `data_changed` after the page itself changed data; the frame then refreshes the other pages when
    they are next seen.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""

    data_changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName(self.key)

    def refresh(self) -> None:
        """Read everything shown anew; called when the page comes into sight and its data may be old."""

    def enter(self) -> None:
        """Come into sight: put the focus where the work is."""

    def go_to(self, **target: object) -> None:
        """Show what `navigate(key, **target)` named (`tps="003"`, `subject=…`); called after `enter`."""

    def leave(self) -> bool:
        """Go out of sight; False keeps the page (after a question that the clerk answered with "stay")."""
        return True
