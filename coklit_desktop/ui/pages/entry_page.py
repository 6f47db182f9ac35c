"""Entri: where the hours go. Keyboard only; each row is durable as it is keyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from coklit_desktop.domain.recap import Counts
from coklit_desktop.services import browsing
from coklit_desktop.services.browsing import TpsOverview
from coklit_desktop.ui.entry.chooser import TpsChooser
from coklit_desktop.ui.entry.fields import KeyField
from coklit_desktop.ui.entry.jump import JumpBar
from coklit_desktop.ui.entry.new_panel import NewPanel
from coklit_desktop.ui.entry.sheet_panel import SheetPanel
from coklit_desktop.ui.entry.side import WIDTH, CountsPanel, HouseholdPanel
from coklit_desktop.ui.entry.tps_list import TpsList
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import half_scaled
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.key_strip import KeyStrip
from coklit_desktop.ui.widgets.layouts import column, holder, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

SHEET_KEYS = (
    ("Enter", "Sesuai"), ("1-8", "TMS"), ("T", "Tidak ditemui"), ("U", "Ubah"), ("B", "Baru"),
    ("⌫", "Urungkan"), ("/", "Lompat"), ("Esc", "TPS lain"),
)  # fmt: skip
NEW_KEYS = (("B", "Baru"), ("U", "Perbaiki"), ("Del", "Cabut"), ("⌫", "Urungkan"), ("Esc", "Kembali"))
CHOICE = "entry.tps"
SOON = 80  # milliseconds after the last move


class EntryPage(Page):
    """Chooses a TPS, then shows its sheet and, for B, its list of new voters."""

    key, title, icon = "entry", "Entri", "entry"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tps = ""
        self.counts = Counts()
        self.overview: list[TpsOverview] = []
        self.chooser = TpsChooser(context.desk.election)
        self.sheet = SheetPanel(context)
        self.news = NewPanel(context)
        self.household = HouseholdPanel(context.desk.election)
        self.sums = CountsPanel()
        self.tps_list = TpsList()
        self.keys = KeyStrip()
        self.heading = label(name="judul")
        self.position = label(name="redup")
        self.jump = JumpBar()
        self.lists = QStackedWidget()
        self.stack = QStackedWidget()
        self.empty = EmptyState("Belum ada daftar pemilih", "Impor daftar dari Sidalih lebih dahulu, lalu entri.")
        self.empty.add_action("Impor daftar", lambda: context.navigate("import"))
        self._build()
        self._connect()

    # --- page

    def refresh(self) -> None:
        """Read TPS and sheet anew."""
        if self.context.desk.office != "pps":
            self.empty.tell("Entri dilakukan di PPS", "Hasil coklit dientri per desa, di laptop PPS masing-masing.")
            self.stack.setCurrentWidget(self.empty)
            return
        known = [tps for _, tps in browsing.tps_numbers(self.context.desk)]
        self._show_known(known)
        if not known:
            self.stack.setCurrentWidget(self.empty)
        elif self.tps in known:
            self.sheet.update_rows(browsing.sheet(self.context.desk, self.tps))
            self._count()
        else:
            self._first_tps(known)
        self._ask_overview()

    def enter(self) -> None:
        """Put the hand back on the keys."""
        if self.stack.currentWidget() is self.chooser:
            self.chooser.table.setFocus()
        elif self.stack.currentWidget() is not self.empty:
            self._focus_list()

    def go_to(self, **target: object) -> None:
        """Open `tps`, and there the voter `subject` or the line `line`."""
        tps = str(target.get("tps") or "")
        if tps:
            self.open_tps(tps)
        place = self.sheet.model.place_of(str(target.get("subject", "")))
        if place is None and isinstance(target.get("line"), int):
            place = int(str(target["line"])) - 1
        if place is not None:
            self.sheet.view.take_in_hand(place)
        elif str(target.get("subject", "")).startswith(("b:", "p:")):
            self._show_new()
            self.news.view.take_in_hand(self.news.model.place_of(str(target["subject"])) or 0)

    def leave(self) -> bool:
        """A line that is half typed asks before it is lost."""
        panel = self.lists.currentWidget()
        inline = panel.inline if isinstance(panel, SheetPanel | NewPanel) else None
        if inline is None or self.stack.currentWidget() is not self.work:
            return True
        if not _typed(inline):
            return True
        return self.context.messages.ask(
            "Tinggalkan baris yang belum disimpan?",
            "Isian di baris ini belum tersimpan dan akan hilang. Baris lain sudah aman.",
            yes="Tinggalkan",
            no="Teruskan isian",
        )

    # --- building

    def _build(self) -> None:
        self.lists.addWidget(self.sheet)
        self.lists.addWidget(self.news)
        parts = column(self.household, self.sums, self.tps_list, spacing=10)
        parts.setStretch(2, 1)
        side = holder(parts)
        side.setFixedWidth(half_scaled(self, WIDTH))
        left = column(row(self.heading, 10, self.position, None), self.jump, self.lists, spacing=6)
        self.work = QWidget()
        upper = row(left, side, spacing=12)
        upper.setStretch(0, 1)
        self.work.setLayout(column(upper, self.keys, spacing=8, margin=12))
        for widget in (self.chooser, self.work, self.empty):
            self.stack.addWidget(widget)
        self.setLayout(column(self.stack))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self._show_household)

    def _connect(self) -> None:
        self.chooser.chosen.connect(self.open_tps)
        self.tps_list.chosen.connect(self.open_tps)
        for panel in (self.sheet, self.news):
            panel.saved.connect(self._saved)
            panel.line_changed.connect(self._line_changed)
        self.sheet.left.connect(self.choose_tps)
        self.sheet.new_asked.connect(self._begin_new)
        self.sheet.jump_asked.connect(self._begin_jump)
        self.news.left.connect(self._show_sheet)
        self.jump.moved.connect(self._jump)
        self.jump.done.connect(self._jumped)
        self.jump.elsewhere.connect(lambda text: self.context.navigate("voters", text=text))

    # --- TPS

    def choose_tps(self) -> None:
        """Show the list of TPS."""
        self.chooser.show_overview(self.overview, self.tps)
        self.stack.setCurrentWidget(self.chooser)
        self.chooser.table.setFocus()

    def _show_known(self, known: list[str]) -> None:
        """List the TPS at once; sums that are known stay, the others come later."""
        sums = {line.tps: line for line in self.overview}
        area = self.context.desk.area
        self.overview = [sums.get(tps) or TpsOverview(area, tps, Counts()) for tps in known]
        self._show_overview(self.overview)

    def _ask_overview(self) -> None:
        desk = self.context.desk
        self.context.tasks.run(lambda _progress: browsing.tps_overview(desk), done=self._show_overview, owner=self)

    def _show_overview(self, lines: list[TpsOverview]) -> None:
        self.overview = [self._newest(line) for line in lines]
        self.tps_list.show_overview(self.overview)
        self.tps_list.mark(self.tps)
        if self.stack.currentWidget() is self.chooser:
            self.chooser.table.show_overview(self.overview)

    def _newest(self, line: TpsOverview) -> TpsOverview:
        """What was counted after the last key is newer than what was read in the background."""
        return TpsOverview(line.area, line.tps, self.counts) if line.tps == self.tps else line

    def open_tps(self, tps: str) -> None:
        """Show the sheet of a TPS."""
        if self.stack.currentWidget() is self.work and not self.leave():
            return
        self.tps = tps
        self.context.remembered.choices[CHOICE] = tps
        self.stack.setCurrentWidget(self.work)
        self._show_sheet()
        self.sheet.show_sheet(tps, browsing.sheet(self.context.desk, tps))
        self.tps_list.mark(tps)
        self._count()
        self.sheet.view.setFocus()

    def _first_tps(self, known: list[str]) -> None:
        last = self.context.remembered.choices.get(CHOICE, "")
        if len(known) == 1 or last in known:
            self.open_tps(known[0] if len(known) == 1 else last)
        else:
            self.choose_tps()

    # --- sheet, new voters, jump

    def _show_sheet(self) -> None:
        self.news.close_fields()
        self.lists.setCurrentWidget(self.sheet)
        self.keys.show_keys(SHEET_KEYS)
        self.jump.hide()
        self._title()
        self.sheet.view.setFocus()
        self._line_changed(self.sheet.row_in_hand)

    def _show_new(self) -> None:
        self.news.show_tps(self.tps, self.sheet.row_in_hand)
        self.lists.setCurrentWidget(self.news)
        self.keys.show_keys(NEW_KEYS)
        self._title()

    def _begin_new(self) -> None:
        self._show_new()
        self.news.begin_new()

    def _begin_jump(self) -> None:
        self.jump.begin(self.sheet.model.rows, self.sheet.place, self.tps)

    def _jump(self, place: int) -> None:
        self.sheet.view.take_in_hand(place)

    def _jumped(self) -> None:
        self.sheet.view.setFocus()

    def _focus_list(self) -> None:
        panel = self.lists.currentWidget()
        if isinstance(panel, SheetPanel | NewPanel):
            inline = panel.inline
            (panel.view if inline is None else inline).setFocus()
            begin = getattr(inline, "begin", None)
            if begin is not None:
                begin()

    def _title(self) -> None:
        if self.lists.currentWidget() is self.news:
            self.heading.setText(f"TPS {self.tps} · A-Daftar Potensial Pemilih")
            self.position.setText(f"{number(len(self.news.model.rows))} pemilih baru")
        else:
            self.heading.setText(f"TPS {self.tps} · A-Daftar Pemilih")
            place, whole = self.sheet.place + 1, len(self.sheet.model.rows)
            self.position.setText(f"baris {number(place)} dari {number(whole)}")

    # --- after a key

    def _saved(self, saved: Saved) -> None:
        self._count()
        self.data_changed.emit()

    def _count(self) -> None:
        self.counts = browsing.tps_counts(self.context.desk, self.tps)
        self.sums.show_counts(self.tps, self.counts)
        self.tps_list.show_counts(self.tps, self.counts)
        self.overview = [self._newest(line) for line in self.overview]

    def _line_changed(self, in_hand: CurrentVoter | None) -> None:
        self._title()
        self._later.start()

    def _show_household(self) -> None:
        panel = self.lists.currentWidget()
        in_hand = panel.row_in_hand if isinstance(panel, SheetPanel | NewPanel) else None
        members = browsing.household(self.context.desk, in_hand.voter.nkk) if in_hand is not None else []
        self.household.show_household(in_hand, members)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that lands beside the list goes to the list."""
        if self.stack.currentWidget() is self.work and event.key() != Qt.Key.Key_Tab:
            self._focus_list()
        super().keyPressEvent(event)


def _typed(inline: QWidget) -> bool:
    return any(field.typed for field in inline.findChildren(KeyField))
