"""Pemilih: a fast table, one search field for everything, and a voter's life at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from coklit_desktop.domain.counted import Counted
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services import browsing, undoing
from coklit_desktop.ui.models.voters_model import ADDRESS, KET, NAME, VotersModel
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.voters.detail import VoterDetail
from coklit_desktop.ui.voters.filters import Filters
from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.mark_delegate import MarkDelegate

if TYPE_CHECKING:
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.browsing import HistoryLine
    from coklit_desktop.ui.context import PageContext

ROW_HEIGHT = 27
SOON = 60
MARK = 62  # where there is no room for words
SAMPLES = ("", "", "331819 570104 3518", "L/P", "17-01-2004", "", "003/001", "TPS9")


class VotersPage(Page):
    """Search at any size: the model holds only what was just seen."""

    key, title, icon = "voters", "Pemilih", "voters"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.filters = Filters()
        self.model = VotersModel(context, self)
        self.table = VotersTable(self.model)
        self.count = label(name="redup")
        self.import_button = button("Impor daftar…", lambda: context.navigate("import"))
        self.detail = VoterDetail(context.desk.election, can_enter=context.desk.office == "pps")
        self._chosen = ""
        foot = row(self.count, None, self.import_button)
        left = column(self.filters, self.table, foot, spacing=8)
        body = row(left, self.detail, spacing=12, margin=14)
        body.setStretch(0, 1)
        self.setLayout(body)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SOON)
        self._later.timeout.connect(self._show_chosen)
        self._connect()

    def refresh(self) -> None:
        """Search anew; the chosen voter stays chosen."""
        self.filters.offer_tps(browsing.tps_numbers(self.context.desk))
        self._search()

    def enter(self) -> None:
        """Begin with typing."""
        self.filters.text.setFocus()
        self.filters.text.selectAll()

    def go_to(self, **target: object) -> None:
        """Search for `text`, `tps`, `state`, show the voter `subject`, or those whom a number of a form counts:
        `counted`, called `title`.
        """
        subject = str(target.get("subject") or "")
        wanted = {name: str(target.get(name) or "") for name in ("text", "area", "tps", "state")}
        if subject:
            try:
                found = browsing.voter(self.context.desk, subject)
            except CoklitError as error:
                self.context.messages.error(error)
                return
            self._chosen = found.subject
            wanted |= {"text": found.voter.nik or found.voter.name, "area": "", "tps": found.tps, "state": ""}
        counted = target.get("counted")
        if isinstance(counted, Counted):
            self.filters.set(counted=counted, title=str(target.get("title") or ""))
            self.table.setFocus()
        else:
            self.filters.set(text=wanted["text"], area=wanted["area"], tps=wanted["tps"], state=wanted["state"])

    def _connect(self) -> None:
        self.filters.changed.connect(self._search)
        self.model.counted.connect(self._counted)
        self.model.failed.connect(self.context.messages.error)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.activated.connect(lambda index: self._open(self.model.row_at(index.row())))
        self.filters.text.returnPressed.connect(self._to_table)
        self.detail.entry_asked.connect(self._open)
        self.detail.undo_asked.connect(self._undo)
        for keys, act in (("Ctrl+F", self.enter), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _search(self) -> None:
        self.model.search(self.filters.query())

    def _counted(self, total: int, more: bool) -> None:
        if not total:
            self.count.setText("Tidak ada yang cocok. Coba sebagian nama, atau kosongkan saringan.")
            self.detail.show_nobody()
            return
        text = f"Lebih dari {number(total)} pemilih; ketik nama atau pilih TPS untuk mempersempit."
        self.count.setText(text if more else f"{number(total)} pemilih")
        place = next((n for n in range(min(total, 200)) if self._is_chosen(n)), 0)
        self.table.selectRow(place)
        self._later.start()

    def _is_chosen(self, place: int) -> bool:
        found = self.model.row_at(place)
        return found is not None and found.subject == self._chosen

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    def _escape(self) -> None:
        self.filters.clear()

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._later.start()

    def _show_chosen(self) -> None:
        row_ = self.model.row_at(self.table.currentIndex().row())
        if row_ is None:
            return
        self._chosen = row_.subject
        desk = self.context.desk
        try:
            members, life = browsing.household(desk, row_.voter.nkk), browsing.history(desk, row_.subject)
        except CoklitError as error:
            self.context.messages.error(error)
            return
        self.detail.show_voter(row_, members, life)

    def _open(self, row_: CurrentVoter | None) -> None:
        if row_ is not None and self.context.desk.office == "pps":
            tps = row_.delivered_tps if row_.is_delivered else row_.tps
            self.context.navigate("entry", tps=tps, subject=row_.subject)

    def _undo(self, event: HistoryLine) -> None:
        reason = self.context.messages.ask_reason(
            "Urungkan catatan ini?", f"{event.what}. Catatannya tetap terlihat di riwayat.", yes="Urungkan"
        )
        if reason is None:
            return
        if self.context.tasks.is_writing:
            self.context.messages.info("Pekerjaan lain sedang menulis. Tunggu sampai selesai, lalu urungkan.")
            return
        try:
            done = self.context.saving(lambda: undoing.undo(self.context.desk, event.ref, reason))
        except CoklitError as error:
            self.context.messages.error(error)
            return
        self.context.tell_saved(done)
        self.data_changed.emit()
        self._search()


class VotersTable(QTableView):
    """The table; fits its columns to the font and the place there is."""

    def __init__(self, model: VotersModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(self, ROW_HEIGHT))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(ADDRESS, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event) -> None:
        """Keep the columns fitting."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        for place, sample in enumerate(SAMPLES):
            if sample:
                self.setColumnWidth(place, metrics.horizontalAdvance(sample) + 22)
        fixed = sum(self.columnWidth(n) for n, sample in enumerate(SAMPLES) if sample)
        free = self.viewport().width() - fixed
        ket = scaled(self, MARK if free < scaled(self, 420) else 150)
        rest = free - ket
        self.setColumnHidden(ADDRESS, rest < scaled(self, 210))
        self.setColumnWidth(KET, ket)
        self.setColumnWidth(NAME, rest if self.isColumnHidden(ADDRESS) else max(scaled(self, 130), round(rest * 0.55)))

    def keyboardSearch(self, search: str) -> None:
        """Typing never searches in the table."""
