"""The window: first run, lock, or the frame of an open office; closes the office when it locks."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from coklit_desktop.ui.context import PageContext
from coklit_desktop.ui.idle import IdleWatch
from coklit_desktop.ui.messages import Messages
from coklit_desktop.ui.start.unlock_page import UnlockPage
from coklit_desktop.ui.texts import OFFICE_WORDS
from coklit_desktop.ui.theme import apply_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.settings import Remembered, Settings
    from coklit_desktop.ui.main_window import MainFrame
    from coklit_desktop.ui.start.start_page import StartPage
    from coklit_desktop.ui.tasks import Tasks

TITLE = "Coklit Desktop"
FIRST_SIZE = (1280, 700)
SMALLEST = (900, 540)


class Shell(QMainWindow):
    """The one window. Signal: `ready` when a page of an open office is in sight."""

    ready = Signal()

    def __init__(self, app: QApplication, settings: Settings, remembered: Remembered, tasks: Tasks) -> None:
        super().__init__()
        self._app = app
        self.settings, self.remembered, self.tasks = settings, remembered, tasks
        self.messages = Messages(self)
        self.desk: Desk | None = None
        self.frame: MainFrame | None = None
        self.context: PageContext | None = None
        self._start: StartPage | None = None
        self._page = "home"
        self.folder = Path()
        self.stack = QStackedWidget()
        self.unlock = UnlockPage(tasks)
        self.unlock.opened.connect(lambda desk: self.show_desk(desk, self.unlock.folder))
        self.unlock.other_asked.connect(self._other_office)
        self.stack.addWidget(self.unlock)
        self.setCentralWidget(self.stack)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*SMALLEST)
        self.idle = IdleWatch(self._app, self)
        self.idle.expired.connect(self.lock)
        self._restore_geometry()

    # --- what is in sight

    def begin(self) -> None:
        """Show what fits: the lock of the office named or used last, else the first run."""
        named, last = self.settings.start_folder, self.remembered.last_folder
        folder = named or (Path(last) if last else None)
        if folder is not None and _holds_office(folder):
            self.show_unlock(folder)
        else:
            self.show_start(named)

    def open_at_once(self, folder: Path, passphrase: str) -> None:
        """Show the office in `folder` without asking; where that fails, its lock says why."""
        from coklit_desktop.domain.errors import CoklitError
        from coklit_desktop.services.desk import open_desk
        from coklit_desktop.services.messages import sentence

        try:
            self.show_desk(open_desk(folder, passphrase), folder)
        except CoklitError as error:
            self.show_unlock(folder, sentence(error))

    def show_start(self, folder: Path | None = None) -> None:
        """Show the first run."""
        if self._start is None:
            from coklit_desktop.ui.start.start_page import StartPage

            self._start = StartPage(self.tasks, self.settings.paths)
            self._start.opened.connect(self.show_desk)
            self._start.folder_chosen.connect(self.show_unlock)
            self.stack.addWidget(self._start)
        self._start.show_choices(folder)
        self.stack.setCurrentWidget(self._start)

    def show_unlock(self, folder: Path, note: str = "") -> None:
        """Show the lock of an office."""
        known = str(folder) == self.remembered.last_folder
        office = self.remembered.choices.get("office", "") if known else ""
        self.unlock.ask(folder, office=office, clerk=self.remembered.last_clerk, note=note)
        self.stack.setCurrentWidget(self.unlock)

    def show_desk(self, desk: Desk, folder: Path) -> None:
        """Show the frame of an office that was just opened."""
        if folder != self.folder:
            self._page = "home"
        self.desk, self.folder = desk, folder
        self.context = PageContext(desk, self.tasks, self.messages, self.settings, self.remembered, self)
        self.context.look_changed.connect(self.apply_look)
        self._remember(folder, office_name(desk), desk.clerk)
        self._show_frame(self.context).show_page(self._page)
        self.idle.start(self.remembered.look.auto_lock_minutes)
        self.ready.emit()

    def _show_frame(self, context: PageContext) -> MainFrame:
        from coklit_desktop.ui.main_window import MainFrame

        desk = context.desk
        frame = MainFrame(context)
        frame.lock_asked.connect(self.lock)
        frame.office_asked.connect(self._other_office)
        office = office_name(desk)
        frame.top_bar.tell(office, f"{desk.election.short_title} · {desk.stage.title}", desk.clerk)
        self.setWindowTitle(f"{office} – {TITLE}")
        self.stack.addWidget(frame)
        self.stack.setCurrentWidget(frame)
        self.frame = frame
        return frame

    # --- lock, look, close

    def lock(self) -> None:
        """Hide everything and close the office; work under way ends first, out of sight."""
        if self.desk is None:
            return
        for dialog in self._app.topLevelWidgets():
            if dialog is not self and dialog.isVisible() and dialog.isModal():
                dialog.close()
        folder = self.folder
        self._page = self.frame.current if self.frame is not None else "home"
        self._close_desk()
        self.show_unlock(folder)

    def apply_look(self) -> None:
        """Use the look and the idle time that are remembered."""
        look, before = self.remembered.look, self._app.font().pointSize()
        apply_theme(self._app, dark=look.dark, point_size=look.point_size)
        if self.desk is not None:
            self.idle.start(look.auto_lock_minutes)
            if self._app.font().pointSize() != before:
                QTimer.singleShot(0, self._rebuild_frame)

    def _rebuild_frame(self) -> None:
        """Another text size needs other widths."""
        old, context = self.frame, self.context
        if old is None or context is None:
            return
        page = old.current
        old.close_pages()
        self.stack.removeWidget(old)
        old.deleteLater()
        self._show_frame(context).show_page(page, part="look")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the office; a page may ask to stay."""
        if self.frame is not None and not self.frame.can_close():
            event.ignore()
            return
        self.remembered.geometry = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self.remembered.save()
        self._close_desk()
        event.accept()

    def _close_desk(self) -> None:
        desk, frame, context = self.desk, self.frame, self.context
        self.desk = self.frame = self.context = None
        self.idle.stop()
        self.setWindowTitle(TITLE)
        if frame is not None:
            frame.close_pages()
            self.stack.removeWidget(frame)
            frame.deleteLater()
        if context is not None:
            context.deleteLater()
        if desk is not None:
            self.tasks.when_idle(desk.close)

    def _other_office(self) -> None:
        self._close_desk()
        self.show_start()

    def _remember(self, folder: Path, office: str, clerk: str) -> None:
        self.remembered.last_folder, self.remembered.last_clerk = str(folder), clerk
        self.remembered.choices["office"] = office
        self.remembered.save()

    def _restore_geometry(self) -> None:
        data = self.remembered.geometry
        if not (data and self.restoreGeometry(QByteArray.fromBase64(data.encode()))):
            self.resize(*FIRST_SIZE)
            screen = self.screen().availableGeometry()
            self.resize(self.size().boundedTo(screen.size()))
            self.move(screen.center() - self.rect().center())


def office_name(desk: Desk) -> str:
    """PPS Desa Jepat Lor · Kec. Tayu."""
    _, regency, district, village = desk.area_names
    word = OFFICE_WORDS[desk.office]
    if desk.office == "pps":
        kind = "Kelurahan" if desk.area.rsplit(".", 1)[-1].startswith("1") else "Desa"
        return f"{word} {kind} {village or desk.area} · Kec. {district}"
    return f"{word} Kec. {district} · {regency}" if desk.office == "ppk" else f"{word} {regency or desk.area}"


def _holds_office(folder: Path) -> bool:
    from coklit_desktop.domain.errors import CoklitError
    from coklit_desktop.services.desk import clerk_names

    try:
        return bool(clerk_names(folder))
    except (CoklitError, OSError):
        return False
