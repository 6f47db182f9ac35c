"""Pengaturan: what forms need and the list does not hold, clerks, and the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from coklit_desktop.services.office import office_data
from coklit_desktop.ui.office.book_section import BookSection
from coklit_desktop.ui.office.clerks_section import ClerksSection
from coklit_desktop.ui.office.evidence_section import EvidenceSection
from coklit_desktop.ui.office.form_section import FormSection
from coklit_desktop.ui.office.look_section import LookSection
from coklit_desktop.ui.office.rows_section import RowsSection
from coklit_desktop.ui.office.sections import (
    OfficeSection,
    TpsSection,
    attendance_section,
    copies_section,
    masukan_section,
    officers_section,
    pleno_section,
)
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.layouts import column, holder, row

if TYPE_CHECKING:
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

LIST_WIDTH = 200
KEPT = (FormSection, RowsSection, BookSection)  # parts with a button that keeps them


class SettingsPage(Page):
    """Parts at the left, one of them at the right."""

    key, title, icon = "settings", "Pengaturan", "settings"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.list = QListWidget()
        self.list.setFixedWidth(scaled(self, LIST_WIDTH))
        self.stack = QStackedWidget()
        self.tps, self.evidence = TpsSection(context), EvidenceSection(context)
        self.parts: dict[str, QWidget] = {}
        self._add("office", "Kantor dan tahapan", OfficeSection(context))
        self._add("officers", "Anggota", officers_section(context))
        if context.desk.office == "pps":
            self._add("tps", "TPS dan pantarlih", self.tps)
            self._add("evidence", "Bukti TMS", self.evidence)
        self._add("pleno", "Pleno", pleno_section(context))
        self._add("attendance", "Daftar hadir", attendance_section(context))
        if context.desk.office != "pps":
            self._add("masukan", "Masukan", masukan_section(context))
        self._add("copies", "Penerima salinan", copies_section(context))
        self._add("book", "Buku Coklit", BookSection(context))
        self._add("clerks", "Petugas dan kata sandi", ClerksSection(context))
        self._add("look", "Tampilan dan kunci", LookSection(context))
        self._shown = 0
        self.list.currentRowChanged.connect(self._choose)
        self.list.setCurrentRow(0)
        body = row(self.list, self.stack, spacing=18, margin=16)
        body.setStretch(1, 1)
        self.setLayout(body)

    def refresh(self) -> None:
        """Read everything anew."""
        data = office_data(self.context.desk)
        for part in self.parts.values():
            if not part.modified:  # type: ignore[attr-defined]
                part.show_data(data)  # type: ignore[attr-defined]

    def enter(self) -> None:
        """The parts are where one begins."""
        self.list.setFocus()

    def go_to(self, **target: object) -> None:
        """Open a part, and there a TPS."""
        part = str(target.get("part") or "")
        if part in self.parts:
            self.list.setCurrentRow(list(self.parts).index(part))
        if target.get("tps"):
            (self.evidence if part == "evidence" else self.tps).open_tps(str(target["tps"]))
        if part in self.parts and self.parts[part].focusProxy() is not None:
            self.parts[part].setFocus()

    def leave(self) -> bool:
        """What was typed and not kept asks first."""
        return self._let_go(self._shown)

    def _add(self, key: str, title: str, part: QWidget) -> None:
        self.parts[key] = part
        item = QListWidgetItem(title)
        item.setSizeHint(QSize(0, max(34, self.fontMetrics().height() + 16)))
        self.list.addItem(item)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder(column(part), 2, 2, 12, 2, name="isi"))
        self.stack.addWidget(scroll)
        if isinstance(part, KEPT):
            part.saved.connect(self._saved)
        elif isinstance(part, EvidenceSection):
            part.saved.connect(self._paper_saved)

    def _choose(self, place: int) -> None:
        if place == self._shown:
            self.stack.setCurrentIndex(place)
            return
        if not self._let_go(self._shown):
            self.list.setCurrentRow(self._shown)
            return
        self._shown = place
        self.stack.setCurrentIndex(place)

    def _let_go(self, place: int) -> bool:
        part = list(self.parts.values())[place]
        if not isinstance(part, KEPT) or not part.modified:
            return True
        answer = self.context.messages.choose(
            "Simpan perubahan?",
            "Isian di bagian ini belum disimpan.",
            options=("Simpan", "Buang isian"),
            no="Teruskan mengisi",
        )
        if answer == 0:
            return part.save()
        if answer == 1:
            part.show_data(office_data(self.context.desk))
            return True
        return False

    def _paper_saved(self, done: Saved) -> None:
        """One of many, typed in a row: the status bar tells it, no banner."""
        self.context.tell_saved(done)
        self.data_changed.emit()

    def _saved(self, done: Saved) -> None:
        self.context.tell_saved(done)
        if not done.unchanged:
            self.context.messages.good("Tersimpan.")
            self.data_changed.emit()
