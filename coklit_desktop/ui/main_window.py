"""The frame around the pages of one open office: navigation only."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coklit_desktop.services.browsing import last_seq
from coklit_desktop.ui.pages.registry import PageSpec, pages_of
from coklit_desktop.ui.pleno.reason_strip import ReasonStrip
from coklit_desktop.ui.rail import Rail
from coklit_desktop.ui.status_bar import StatusBar
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.top_bar import TopBar
from coklit_desktop.ui.widgets.banner import Banner
from coklit_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.page import Page

log = logging.getLogger(__name__)
NARROW = 1180  # below this the rail shows icons only


class MainFrame(QWidget):
    """Top bar, rail, banner, reason of changes, page, status bar.

    Signals: `lock_asked`, `office_asked`; `page_shown(key)`.
    """

    lock_asked = Signal()
    office_asked = Signal()
    page_shown = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.specs = {spec.key: spec for spec in pages_of(context.desk.office)}
        self.pages: dict[str, Page] = {}
        self.stale: set[str] = set()
        self.current = ""
        self.top_bar = TopBar()
        self.rail = Rail([spec for spec in self.specs.values() if spec.in_rail])
        self.banner = Banner()
        self.reason = ReasonStrip(context)
        self.stack = QStackedWidget()
        self.status = StatusBar(context.tasks)
        page_side = column(self.banner, self.reason, self.stack, spacing=0)
        self.setLayout(column(self.top_bar, row(self.rail, page_side, spacing=0), self.status, spacing=0))
        self._connect()
        self._add_keys()
        self._tell_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room that a narrow window has."""
        super().resizeEvent(event)
        self.rail.set_compact(self.width() < scaled(self, NARROW))

    def show_page(self, key: str, **target: object) -> bool:
        """Bring a page into sight; False if the page before does not let go."""
        page = self.pages.get(self.current)
        if page is not None and key != self.current and not page.leave():
            self.rail.show_current(self.current)
            return False
        if key != self.current:
            self.context.messages.clear()
        new = self.page(key)
        self.current = key
        self.rail.show_current(key)
        self.stack.setCurrentWidget(new)
        if key in self.stale:
            self.stale.discard(key)
            new.refresh()
        new.enter()
        if target:
            new.go_to(**target)
        self.page_shown.emit(key)
        return True

    def page(self, key: str) -> Page:
        """The page `key`, built on its first visit."""
        if key not in self.pages:
            page = self.specs[key].make(self.context)
            page.data_changed.connect(self._data_changed)
            self.pages[key] = page
            self.stack.addWidget(page)
            self.stale.add(key)
        return self.pages[key]

    def can_close(self) -> bool:
        """Whether the page in sight lets go."""
        page = self.pages.get(self.current)
        return page is None or page.leave()

    def close_pages(self) -> None:
        """Before the office closes: no page gets late results."""
        for page in self.pages.values():
            self.context.tasks.drop(page)

    def _connect(self) -> None:
        self.context.navigated.connect(lambda key, target: self.show_page(key, **target))
        self.context.saved.connect(self.status.tell_saved)
        self.context.waiting.connect(self.rail.set_count)
        self.context.changed.connect(self._mark_stale)
        self.context.messages.said.connect(self.banner.say)
        self.context.messages.cleared.connect(self.banner.hide)
        self.rail.chosen.connect(self.show_page)
        self.top_bar.lock_asked.connect(self.lock_asked)
        self.top_bar.office_asked.connect(self.office_asked)
        self.top_bar.settings_asked.connect(lambda: self.show_page("settings", part="clerks"))
        self.status.help_asked.connect(self.show_help)

    def _tell_state(self) -> None:
        self.status.tell_saved(last_seq(self.context.desk), "")
        waiting = self.context.remembered.choices.get(f"checks:{self.context.desk.area}", "")
        self.rail.set_count("checks", int(waiting) if waiting.isdecimal() else 0)

    def _add_keys(self) -> None:
        for spec in self.specs.values():
            if spec.shortcut:
                self._key(spec.shortcut, lambda spec=spec: self._go(spec))
        self._key("Ctrl+L", self.lock_asked.emit)
        self._key("F1", self.show_help)

    def _key(self, name: str, act) -> None:
        shortcut = QShortcut(QKeySequence(name), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _go(self, spec: PageSpec) -> None:
        self.show_page(spec.key)

    def _data_changed(self) -> None:
        source = self.sender()
        self.stale |= {key for key, page in self.pages.items() if page is not source}
        self.context.changed.emit()

    def _mark_stale(self) -> None:
        self.stale |= {key for key in self.pages if key != self.current}

    def show_help(self) -> None:
        """Show what the page is for and its keys."""
        from coklit_desktop.ui.help import HelpDialog

        HelpDialog(self.current, self).exec()
