"""Peta: households on the map, those without a place beside it, and one household in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import Household
from coklit_desktop.mapping.page import live_page
from coklit_desktop.mapping.placing import read_pair
from coklit_desktop.mapping.states import MapState, label_of
from coklit_desktop.services import mapping
from coklit_desktop.services.ledger import Saved
from coklit_desktop.services.messages import sentence_of
from coklit_desktop.services.undoing import undo
from coklit_desktop.ui import texts
from coklit_desktop.ui.map_book import MapBook, News
from coklit_desktop.ui.map_panels import FilterPanel, HouseholdPanel, UnplacedList
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.widgets.layouts import button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.mapping.filters import MapFilter
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.map_view import MapView

SIDE = 252
NOBODY_PLACED = "Belum ada keluarga di peta. Muat berkas e-Coklit, atau pilih keluarga di bawah, lalu klik rumahnya."
FROM_CLICK, FROM_DRAG, FROM_KEYS = "klik", "seret", "ketik"


@dataclass(frozen=True, slots=True)
class Placed:
    """A place was saved (or taken back): the household as it stands after it."""

    saved: Saved
    household: Household


class MapPage(Page):
    """The map. Attributes: `view` is None until the web engine runs, and again after it gave up."""

    key: ClassVar[str] = "map"
    title: ClassVar[str] = "Peta"
    icon: ClassVar[str] = "map"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        desk = context.desk
        self.can_place = desk.writable and desk.store.role in ("operator", "ketua")
        self.book = MapBook()
        self.view: MapView | None = None
        self.placing: str | None = None
        self.undoable: list[tuple[str, str]] = []  # household, entry
        self._started = self._fitted = False
        self.filters = FilterPanel()
        self.shown = label(name="redup", wrap=True)
        self.unplaced_title = label("Belum punya tempat", "bagian")
        self.unplaced = UnplacedList()
        self.save_file = button("Simpan sebagai berkas…", self.save_map)
        self.household = HouseholdPanel(desk.election, can_place=self.can_place)
        self.hint = label(wrap=True)
        self.hint_bar = self._hint_bar()
        self.undo_button = button("Urungkan tempat terakhir", self.undo_place, plain=True)
        self.map_area = QStackedWidget()
        self.waiting = label("Menyiapkan peta…", "redup")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.map_area.addWidget(self.waiting)
        self._lay_out()
        self._connect()

    # --- the frame calls

    def refresh(self) -> None:
        """Read the households anew; only what changed goes to the map."""
        self._start_map()
        book, desk = self.book, self.context.desk
        self.context.tasks.run(
            lambda _progress: book.updated(mapping.households(desk)),
            done=self._read, failed=self.context.messages.error, owner=self,
        )  # fmt: skip

    def enter(self) -> None:
        """Keys go to the map once it is there."""
        (self.view or self.unplaced).setFocus()

    def go_to(self, **target: object) -> None:
        """`household=key` shows one household; `tps=` and `state=` set the filter."""
        if "tps" in target or "state" in target:
            state = target.get("state")
            self.filters.choose(tps=str(target.get("tps") or ""), state=MapState(str(state)) if state else None)
        if isinstance(key := target.get("household"), str) and key in self.book.households:
            self.open_household(key, zoom=True)

    def leave(self) -> bool:
        """A click that is waited for is not waited for elsewhere."""
        self.stop_placing()
        return True

    # --- the map

    def _start_map(self) -> None:
        if not self._started:
            self._started = True
            self.context.tasks.run(
                lambda _progress: live_page(),
                done=self._show_map, failed=lambda _: self._no_map(), owner=self, serial=False,
            )  # fmt: skip

    def _show_map(self, page: str) -> None:
        try:
            from coklit_desktop.ui.map_view import MapView
        except ImportError:
            self._no_map()
            return
        view = self.view = MapView(page, self)
        view.set_theme(dark=self.context.remembered.look.dark)
        view.set_writable(self.can_place)
        view.set_filter(self.filters.wanted)
        if self.book.households:
            view.take(self.book.all_points(), replace=True)
            self._fit_once()
        view.broken.connect(self._no_map)
        bridge = view.bridge
        bridge.was_opened.connect(lambda number: self.open_household(self.book.keys[number]))
        bridge.was_placed.connect(self._clicked)
        bridge.was_moved.connect(self._dragged)
        bridge.was_cancelled.connect(self.stop_placing)
        bridge.count_shown.connect(self._count_shown)
        self.map_area.addWidget(view)
        self.map_area.setCurrentWidget(view)
        if self.isVisible():
            view.setFocus()

    def _no_map(self) -> None:
        """The web engine does not run here: offer the file."""
        if self.view is not None:
            self.view.deleteLater()
            self.view = None
        text = label(sentence_of("peta_tak_bisa_dibuka"), wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        instead = QWidget()
        open_file = button("Simpan dan buka di peramban…", lambda: self.save_map(then_open=True), main=True)
        instead.setLayout(column(None, text, row(None, open_file, None), None, spacing=12, margin=24))
        self.map_area.addWidget(instead)
        self.map_area.setCurrentWidget(instead)

    def _fit_once(self) -> None:
        if self.view is not None and not self._fitted:
            self._fitted = any(item.place for item in self.book.households.values())
            self.view.fit()

    # --- households and filter

    def _read(self, found: tuple[MapBook, News]) -> None:
        self.book, news = found
        self._told(news)

    def _told(self, news: News) -> None:
        """Households were read: tell the map, the lists, the household in hand."""
        if self.view is not None:
            if news.gone:
                self.view.remove(news.gone)
            if news.changed:
                self.view.take(news.points, replace=False)
            self._fit_once()
        self._show_lists()
        shown = self.household.household
        if shown is not None:
            now = self.book.households.get(shown.key)
            self._show_household(now) if now else self.side.hide()

    def _filter_changed(self, wanted: MapFilter) -> None:
        if self.view is not None:
            self.view.set_filter(wanted)
            self.view.fit()
        self._show_lists()

    def _show_lists(self) -> None:
        self.filters.offer(*self.book.choices(self.filters.wanted))
        wanted = self.filters.wanted
        self.filters.count(self.book.counts(wanted))
        households = self.book.households
        waiting = [
            (households[key], state) for key, state in self.book.shown(wanted).items() if households[key].place is None
        ]
        self.unplaced.households.show(waiting)
        self.unplaced_title.setText(f"Belum punya tempat ({texts.number(len(waiting))})")
        self.context.waiting.emit(self.key, 0)

    def _count_shown(self, count: int) -> None:
        total = len(self.book.households)
        text = f"{texts.number(count)} dari {texts.number(total)} keluarga di peta"
        if total and not any(item.place for item in self.book.households.values()):
            text = NOBODY_PLACED
        self.shown.setText(text if total else "Belum ada daftar pemilih.")

    def open_household(self, key: str, *, zoom: bool = False) -> None:
        """Show one household at the right and mark it on the map."""
        household = self.book.households.get(key)
        if household is None:
            return
        self._show_household(household)
        if self.view is not None:
            self.view.select(self.book.numbers[key], zoom=zoom)

    def _show_household(self, household: Household) -> None:
        self.household.show_household(household)
        self.side.show()

    # --- placing

    def start_placing(self, key: str) -> None:
        """The next click on the map is the place of this household."""
        if not self.can_place or self.view is None:
            return
        self.open_household(key)
        self.placing = key
        name = label_of(self.book.households[key])
        self.hint.setText(
            f"Klik rumah keluarga {name} di peta; dari jauh, klik memperbesar dulu. "
            "Dengan papan tombol: geser peta, lalu Enter. Esc membatalkan."
        )
        self.hint_bar.show()
        self.view.wait_for_place(self.book.numbers[key])
        self.view.setFocus()

    def stop_placing(self) -> None:
        """Wait for no click any more."""
        if self.placing is not None:
            self.placing = None
            self.hint_bar.hide()
            if self.view is not None:
                self.view.wait_for_place(None)

    def _escape(self) -> None:
        """Esc ends the waiting for a click, else leaves the map for the list."""
        if self.placing is None:
            self.unplaced.setFocus()
        self.stop_placing()

    def _clicked(self, number: int, latitude: float, longitude: float) -> None:
        self.stop_placing()
        self._place(self.book.keys[number], latitude, longitude, FROM_CLICK)

    def _dragged(self, number: int, latitude: float, longitude: float) -> None:
        self._place(self.book.keys[number], latitude, longitude, FROM_DRAG)

    def type_place(self, key: str) -> None:
        """Ask for coordinates, as a phone shows them."""
        text = self.context.messages.ask_text(
            "Di mana rumah ini?", "Lintang, bujur (misalnya -6.5312, 111.0431):", parent=self
        )
        if not text:
            return
        try:
            self._place(key, *read_pair(text), FROM_KEYS)
        except CoklitError as error:
            self.context.messages.error(error)

    def remove_place(self, key: str) -> None:
        """Take a household off the map."""
        self._write(lambda: mapping.remove_place(self.context.desk, key), key)

    def _place(self, key: str, latitude: float | str, longitude: float | str, source: str) -> None:
        self._write(lambda: mapping.place_household(self.context.desk, key, latitude, longitude, source), key)

    def undo_place(self) -> None:
        """Undo the last place that was set or taken away here."""
        if self.undoable:
            key, ref = self.undoable[-1]
            self._write(lambda: undo(self.context.desk, ref, "salah tempat"), key, undoing=True)

    def _write(self, act: Callable[[], Saved], key: str, *, undoing: bool = False) -> None:
        desk = self.context.desk

        def work(_progress: Progress) -> Placed:
            saved = act()
            return Placed(saved, mapping.household(desk, key))

        def done(placed: Placed) -> None:
            if undoing:
                self.undoable.pop()
            elif not placed.saved.unchanged:
                self.undoable.append((key, placed.saved.ref))
            self._placed(placed)

        self.context.tasks.run(
            work, done=done, failed=lambda error: self._not_placed(error, key), owner=self, writes=True
        )

    def _placed(self, placed: Placed) -> None:
        self.undo_button.setVisible(bool(self.undoable))
        self._told(self.book.put(placed.household))
        self.open_household(placed.household.key)
        if not placed.saved.unchanged:
            at = datetime.fromtimestamp(placed.saved.at / 1000).astimezone()
            self.context.saved.emit(placed.saved.seq, texts.clock(at))
            self.data_changed.emit()

    def _not_placed(self, error: Exception, key: str) -> None:
        """Say why, and put a dragged mark back."""
        self.context.messages.error(error)
        if self.view is not None and key in self.book.households:
            self.view.take(self.book.put(self.book.households[key]).points, replace=False)

    # --- the map as a file

    def save_map(self, *, then_open: bool = False) -> None:
        """Write the stand-alone map where the clerk says."""
        name, _ = QFileDialog.getSaveFileName(self, "Simpan peta", "peta-keluarga.html", "Peta (*.html)")
        if not name:
            return
        out = Path(name).with_suffix(".html")
        desk = self.context.desk

        def done(path: Path) -> None:
            self.context.messages.good(f"Peta tersimpan: {path.name}. Berkas ini memuat nama dan alamat.")
            if then_open:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.context.tasks.run(
            lambda progress: mapping.write_map(desk, out, progress=progress),
            done=done, failed=self.context.messages.error, owner=self, what="Membuat peta",
        )  # fmt: skip

    # --- building

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(SIDE)
        left.setLayout(
            column(
                self.filters, self.shown, 4, self.unplaced_title, self.unplaced, self.undo_button,
                self.save_file, spacing=6, margin=12,
            )
        )  # fmt: skip
        self.undo_button.hide()
        self.side = panel(self.household)
        self.side.setFixedWidth(SIDE)
        self.side.hide()
        middle = QWidget()
        middle.setLayout(column(self.map_area, self.hint_bar, spacing=0))
        layout = row(left, spacing=0)
        layout.addWidget(middle, 1)
        layout.addWidget(self.side)
        self.setLayout(layout)

    def _hint_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("pita")
        bar.setProperty("nada", "info")
        layout = row(self.hint, button("Batal", self.stop_placing), margin=8)
        layout.setStretch(0, 1)
        bar.setLayout(layout)
        bar.hide()
        return bar

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.unplaced.chosen.connect(self.start_placing)
        self.unplaced.looked_at.connect(self.open_household)
        self.household.place_asked.connect(self.start_placing)
        self.household.type_asked.connect(self.type_place)
        self.household.remove_asked.connect(self.remove_place)
        self.household.voter_asked.connect(lambda subject: self.context.navigate("voters", subject=subject))
        self.context.look_changed.connect(self._look_changed)
        for keys, act in (("Esc", self._escape), ("Ctrl+Z", self.undo_place)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _look_changed(self) -> None:
        if self.view is not None:
            self.view.set_theme(dark=self.context.remembered.look.dark)
        self._show_lists()
