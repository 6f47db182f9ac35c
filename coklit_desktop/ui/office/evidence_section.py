"""Bukti TMS: struck voters without a paper that proves it; kind and number, Enter, the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QTableWidgetItem,
    QWidget,
)

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services import browsing, evidence
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.texts import number, outcome_words
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.key_strip import KeyStrip
from coklit_desktop.ui.widgets.layouts import button, column, label, panel, row
from coklit_desktop.ui.widgets.row_table import row_table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.ui.context import PageContext

HEADS = ("TPS", "No", "Nama", "Kode")
KEYS = (("Enter", "Simpan, baris berikutnya"), ("↑ ↓", "Pindah baris"), ("Alt+↓", "Jenis bukti"))
USUAL = {"meninggal": "Surat keterangan kematian", "pindah_domisili": "Surat pindah", "ganda": "KK",
         "di_bawah_umur": "Akta kelahiran"}  # fmt: skip
BUSY = "Pekerjaan lain sedang menulis. Tunggu sampai selesai, lalu tekan sekali lagi."


class NumberField(QLineEdit):
    """The arrow keys go to the table. Signals: `moved(1 or -1)`; `kinds_asked`."""

    moved = Signal(int)
    kinds_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move the row in hand."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.kinds_asked.emit()
        else:
            self.moved.emit(step)


class EvidenceSection(QWidget):
    """A table of those without a paper, and fields for the one in hand. Signal: `saved(Saved)`."""

    saved = Signal(object)
    modified = False  # each paper is kept at once

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: list[CurrentVoter] = []
        self._stale = True
        self._kinds = dict(USUAL)
        self.choice = QComboBox()
        self.choice.setAccessibleName("TPS")
        self.choice.setMaximumWidth(160)
        self.count = label(name="redup")
        self.table = row_table(HEADS, "TMS tanpa bukti", narrow=(0, 1, 3), parent=self)
        self.table.verticalHeader().setDefaultSectionSize(scaled(self, 26))
        self.who = ElidedLabel()
        self.kind, self.number = QComboBox(), NumberField()
        self.kind.addItems(list(evidence.evidence_kinds(context.desk)))
        self.kind.setAccessibleName("Jenis bukti")
        self.kind.setMinimumWidth(210)
        self.number.setPlaceholderText("Nomor; boleh kosong")
        self.number.setAccessibleName("Nomor bukti")
        self.keep = button("Simpan", self.save, main=True)
        self.problem = label(name="salah", wrap=True)
        self.problem.hide()
        self._lay_out()
        self.choice.activated.connect(lambda _place: self._load())
        self.table.currentCellChanged.connect(lambda *_: self._in_hand())
        self.number.returnPressed.connect(self.save)
        self.number.moved.connect(self._move)
        self.number.kinds_asked.connect(self.kind.showPopup)
        self.kind.activated.connect(lambda _place: self.number.setFocus())

    def show_data(self, _data: object) -> None:
        """The list may have changed; it is read when it is looked at."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was not looked at before."""
        super().showEvent(event)
        if self._stale:
            self._load()

    def open_tps(self, tps: str) -> None:
        """Show those of one TPS."""
        self._offer_tps()
        self.choice.setCurrentIndex(max(0, self.choice.findData(tps)))
        self._load()

    def save(self) -> None:
        """Keep the paper of the row in hand; the next comes in hand."""
        place = self.table.currentRow()
        if not 0 <= place < len(self.rows):
            return
        if self.context.tasks.is_writing:
            self._say(BUSY)
            return
        subject, kind, typed = self.rows[place].subject, self.kind.currentText(), self.number.text()
        try:
            done = self.context.saving(lambda: evidence.set_evidence(self.context.desk, subject, kind, typed))
        except CoklitError as error:
            self._say(sentence(error))
            return
        self._kinds[self.rows[place].outcome.reason or ""] = kind
        self._say("")
        self.number.clear()
        del self.rows[place]
        self.table.removeRow(place)
        self.table.selectRow(min(place, len(self.rows) - 1))
        self._count()
        self._in_hand()
        self.number.setFocus()
        self.saved.emit(done)

    # --- inside

    def _load(self) -> None:
        self._stale = False
        self._offer_tps()
        desk, tps = self.context.desk, self.choice.currentData()
        self.context.tasks.run(
            lambda _progress: evidence.without_evidence(desk, tps), done=self._show,
            failed=self.context.messages.error, owner=self,
        )  # fmt: skip

    def _offer_tps(self) -> None:
        kept = self.choice.currentData()
        self.choice.clear()
        self.choice.addItem("Semua TPS", None)
        for _, tps in browsing.tps_numbers(self.context.desk):
            self.choice.addItem(f"TPS {tps}", tps)
        self.choice.setCurrentIndex(max(0, self.choice.findData(kept)))

    def _show(self, rows: list[CurrentVoter]) -> None:
        self.rows = list(rows)
        self.table.setRowCount(len(rows))
        for at, one in enumerate(rows):
            texts = (one.delivered_tps or one.tps, str(one.line or ""), one.voter.name,
                     outcome_words(self.context.desk.election, one.outcome).removeprefix("TMS "))  # fmt: skip
            for place, text in enumerate(texts):
                self.table.setItem(at, place, QTableWidgetItem(text))
        if rows:
            self.table.selectRow(0)
        self._count()
        self._in_hand()

    def _count(self) -> None:
        many = len(self.rows)
        self.count.setText(
            f"{number(many)} TMS belum ada buktinya" if many else "Semua TMS kode 1–4 sudah ada buktinya."
        )
        for widget in (self.kind, self.number, self.keep):
            widget.setEnabled(bool(many))

    def _in_hand(self) -> None:
        place = self.table.currentRow()
        if 0 <= place < len(self.rows):
            one = self.rows[place]
            self.who.setText(f"{one.voter.name} · {outcome_words(self.context.desk.election, one.outcome)}")
            at = self.kind.findText(self._kinds.get(one.outcome.reason or "", ""))
            self.kind.setCurrentIndex(max(0, at))
        else:
            self.who.setText("")

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _move(self, step: int) -> None:
        place = self.table.currentRow() + step
        if 0 <= place < len(self.rows):
            self.table.selectRow(place)

    def _lay_out(self) -> None:
        keys = KeyStrip()
        keys.show_keys(KEYS)
        words = "Kode 1 sampai 4 perlu bukti. Pilih jenisnya, ketik nomornya, Enter."
        fields = row(self.kind, self.number, self.keep)
        fields.setStretch(1, 1)
        body = column(
            label("Bukti TMS", "judul"), label(words, "redup", wrap=True), row(self.choice, self.count, None),
            self.table, panel(self.who, fields, self.problem), keys, spacing=6,
        )  # fmt: skip
        body.setStretchFactor(self.table, 1)
        self.setLayout(body)
        self.setFocusProxy(self.number)
