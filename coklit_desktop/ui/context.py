"""All that a page may use: the open office, the runner of long work, messages, and the way to other pages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coklit_desktop.ui.texts import clock

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.settings import Remembered, Settings
    from coklit_desktop.ui.messages import Messages
    from coklit_desktop.ui.tasks import Tasks


class PageContext(QObject):
    """Handed to each page.

    Attributes: `desk` is the first argument of all services; `tasks.run(...)` runs long work; `messages`
    speaks to the clerk; `settings` are frozen; `remembered` keeps the look and last choices.
    Signals: `changed` when data changed (by any page); `saved` with (ledger number, time "21:04:17") after
    each durable write; `look_changed` after a change of `remembered.look`; `navigated` (the frame listens);
    `waiting` (page key, how much work waits there).
    """

    changed = Signal()
    saved = Signal(int, str)
    navigated = Signal(str, dict)
    look_changed = Signal()
    waiting = Signal(str, int)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        messages: Messages,
        settings: Settings,
        remembered: Remembered,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tasks = tasks
        self.messages = messages
        self.settings = settings
        self.remembered = remembered
        self.checks_by_tps: dict[str, int] = {}  # of the last Cek Data

    def tell_saved(self, done: Saved) -> None:
        """Tell the frame that something is durable."""
        if done.seq:
            moment = datetime.fromtimestamp(done.at / 1000)  # noqa: DTZ006 - the laptop's own clock
            self.saved.emit(done.seq, clock(moment))

    def navigate(self, page_key: str, **target: object) -> None:
        """Show another page: home, voters, entry, checks, map, print, handover, settings, import."""
        self.navigated.emit(page_key, target)
