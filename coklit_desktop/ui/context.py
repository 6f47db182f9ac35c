"""All that a page may use: the open office, the runner of long work, messages, and the way to other pages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.ui.texts import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.settings import Remembered, Settings
    from coklit_desktop.ui.messages import Messages
    from coklit_desktop.ui.tasks import Tasks

T = TypeVar("T")
LOCKED = "sudah_ditetapkan"


class PageContext(QObject):
    """Handed to each page.

    Attributes: `desk` is the first argument of all services; `tasks.run(...)` runs long work; `messages`
    speaks to the clerk; `settings` are frozen; `remembered` keeps the look and last choices.
    Signals: `changed` when data changed (by any page); `saved` with (ledger number, time "21:04:17") after
    each durable write; `look_changed` after a change of `remembered.look`; `navigated` (the frame listens);
    `waiting` (page key, how much work waits there); `reason_changed` with why the determined list is changed.
    """

    changed = Signal()
    saved = Signal(int, str)
    navigated = Signal(str, dict)
    look_changed = Signal()
    waiting = Signal(str, int)
    reason_changed = Signal(str)

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

    def saving(self, work: Callable[[], T]) -> T:
        """Do `work`, the one way to change the list. Where the pleno has determined it, the clerk is asked once why
        it is changed, and `work` is done again; the answer holds until the office is locked. Raises CoklitError.
        """
        try:
            return work()
        except CoklitError as error:
            if not self.unlocks(error):
                raise
        return work()

    def unlocks(self, error: BaseException) -> bool:
        """Whether `error` was the lock of a determined list, and the clerk has now said why it is changed."""
        return isinstance(error, CoklitError) and error.code == LOCKED and self.ask_change_reason()

    def ask_change_reason(self) -> bool:
        """Ask why the determined list is changed; False after Batal or without an answer."""
        reason = self.messages.ask_reason(
            "Apa alasan perubahan?",
            "Daftar sudah ditetapkan dalam pleno. Alasan ini ikut tercatat pada tiap perubahan dan tercetak di lembar "
            "perbaikan.",
            yes="Ubah dengan alasan ini",
            needed=True,
        )
        if not reason:
            return False
        self.set_change_reason(reason)
        return True

    def set_change_reason(self, reason: str) -> None:
        """Keep why the list is changed from now on; "" keeps nothing."""
        self.desk.change_reason = reason
        self.reason_changed.emit(reason)

    def navigate(self, page_key: str, **target: object) -> None:
        """Show another page: home, voters, entry, checks, map, print, pleno, handover, settings, import."""
        self.navigated.emit(page_key, target)
