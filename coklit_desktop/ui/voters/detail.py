"""One voter: cells with what changed, household, and the life as a timeline with "Urungkan"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from coklit_desktop.ui.entry.side import HouseholdPanel
from coklit_desktop.ui.texts import FIELD_LABELS, NO_VALUE, cell, code_words, number, state_words
from coklit_desktop.ui.theme import half_scaled
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import button, clear, column, holder, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.browsing import HistoryLine

WIDTH = 340
SHOWN = (
    "nik", "nkk", "birth_place", "birth_date", "sex", "marital_status", "address", "rt", "rw", "disability", "ktp_el",
)  # fmt: skip


class VoterDetail(QScrollArea):
    """Signals: `undo_asked(HistoryLine)`, `entry_asked(row)`."""

    undo_asked = Signal(object)
    entry_asked = Signal(object)

    def __init__(self, election: Election, *, can_enter: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._election = election
        self._row: CurrentVoter | None = None
        self.setFixedWidth(half_scaled(self, WIDTH))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.name = label(name="judul", wrap=True)
        self.state = label(wrap=True)
        self.open_button = button("Buka di Entri", self._open)
        self.cells = QGridLayout()
        self.cells.setHorizontalSpacing(12)
        self.cells.setVerticalSpacing(3)
        self.cells.setColumnStretch(1, 1)
        self.household = HouseholdPanel(election)
        self.timeline = QVBoxLayout()
        self.timeline.setSpacing(8)
        self.empty = label("Pilih pemilih di daftar untuk melihat datanya.", "redup", wrap=True)
        self.body = QWidget()
        life = panel(label("Riwayat", "bagian"), self.timeline)
        head = row(column(self.name, self.state, spacing=2), self.open_button)
        head.setStretch(0, 1)
        self.body.setLayout(column(panel(head, 4, self.cells), self.household, life, None, spacing=10))
        self.setWidget(holder(column(self.empty, self.body, None), 0, 0, 6, 0, name="isi"))
        if not can_enter:
            self.open_button.hide()
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is chosen."""
        self._row = None
        self.body.hide()
        self.empty.show()

    def show_voter(self, row_: CurrentVoter, members: Sequence[CurrentVoter], life: Sequence[HistoryLine]) -> None:
        """Show a voter."""
        self._row = row_
        self.empty.hide()
        self.body.show()
        self.name.setText(row_.voter.name)
        self.state.setText(f"{state_words(self._election, row_)} · TPS {row_.tps}{self._line_of(row_)}")
        self._show_cells(row_)
        self.household.show_household(row_, members)
        self._show_life(life)

    def _line_of(self, row_: CurrentVoter) -> str:
        return f" baris {row_.line}" if row_.is_delivered and row_.line else ""

    def _show_cells(self, row_: CurrentVoter) -> None:
        clear(self.cells)
        changed = set(row_.changed_fields)
        for line, name in enumerate(SHOWN):
            value = code_words(self._election, name, getattr(row_.voter, name)) or NO_VALUE
            shown: QLabel = ElidedLabel(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            head = label(FIELD_LABELS[name], "redup")
            self.cells.addWidget(head, line, 0)
            if name in changed and row_.delivered is not None:
                old = cell(self._election, name, getattr(row_.delivered, name)) or NO_VALUE
                shown = ElidedLabel(f"{value}   (dulu {old})")
                font = shown.font()
                font.setBold(True)
                shown.setFont(font)
            self.cells.addWidget(shown, line, 1)
        if row_.dpid:
            self.cells.addWidget(label("DPID", "redup"), len(SHOWN), 0)
            self.cells.addWidget(ElidedLabel(row_.dpid), len(SHOWN), 1)

    def _show_life(self, life: Sequence[HistoryLine]) -> None:
        clear(self.timeline)
        if not life:
            self.timeline.addWidget(label("Belum ada catatan; data masih seperti daftar kiriman.", "redup", wrap=True))
        for event in reversed(life):
            self.timeline.addWidget(self._event(event))

    def _event(self, event: HistoryLine) -> QWidget:
        what = label(event.what, wrap=True)
        font = what.font()
        font.setStrikeOut(event.undone)
        what.setFont(font)
        when = datetime.fromtimestamp(event.when / 1000).strftime("%d-%m-%Y %H:%M")  # noqa: DTZ006
        by = f"{event.who} · {when} · catatan ke-{number(event.seq)}"
        if event.undone:
            by = f"Diurungkan · {by}"
        lines = [what, label(by, "redup", wrap=True)]
        if event.reason:
            lines.append(label(f"Alasan: {event.reason}", "redup", wrap=True))
        text = column(*lines, spacing=1)
        line = QWidget()
        if event.can_undo:
            undo = button("Urungkan", lambda: self.undo_asked.emit(event))
            line.setLayout(row(text, column(undo, None)))
        else:
            line.setLayout(row(text))
        line.layout().setStretch(0, 1)  # type: ignore[union-attr]
        return line

    def _open(self) -> None:
        if self._row is not None:
            self.entry_asked.emit(self._row)
