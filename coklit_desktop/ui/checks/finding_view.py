"""One thing to look at: why, the voters, and the steps that mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from coklit_desktop.services.finding_titles import advice_of, title_of
from coklit_desktop.ui.entry.side import MarkLabel
from coklit_desktop.ui.texts import FIELD_LABELS, NO_VALUE, cell, mark_letter, number, state_words
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import button, clear, column, holder, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coklit_desktop.domain.checks import Finding
    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import CurrentVoter

COMPARED = ("nik", "nkk", "birth_place", "birth_date", "sex", "address", "rt", "rw")
MOST = 12


class FindingView(QScrollArea):
    """Signal: `open_asked(row)` for a voter to mend."""

    open_asked = Signal(object)

    def __init__(self, election: Election, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._election = election
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = label(name="judul", wrap=True)
        self.why = label(wrap=True)
        self.advice = label(name="redup", wrap=True)
        self.voters = QVBoxLayout()
        self.voters.setSpacing(10)
        self.steps = row(spacing=8)
        body = column(self.title, self.why, self.advice, self.steps, 4, self.voters, None, spacing=6)
        self.setWidget(holder(body, 4, 0, 8, 0, name="isi"))

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        for item in (self.title, self.why, self.advice):
            item.setText("")
        clear(self.voters)
        clear(self.steps)

    def show_finding(
        self,
        found: Finding,
        rows: Sequence[CurrentVoter],
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        """Show a finding with its voters; cells that differ between them are bold."""
        self.title.setText(title_of(found.code))
        self.why.setText(f"TPS {found.tps}: {found.text}" if found.tps else found.text)
        self.advice.setText(advice_of(found.code))
        clear(self.steps)
        for text, act in actions:
            self.steps.addWidget(button(text, act))
        self.steps.addStretch(1)
        clear(self.voters)
        differing = {name for name in COMPARED if len({getattr(r.voter, name) for r in rows}) > 1}
        for one in rows[:MOST]:
            self.voters.addWidget(self._card(one, differing))
        if len(rows) > MOST:
            self.voters.addWidget(label(f"dan {number(len(rows) - MOST)} pemilih lagi", "redup"))

    def _card(self, one: CurrentVoter, differing: set[str]) -> QWidget:
        name = ElidedLabel(one.voter.name or NO_VALUE)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        mark = MarkLabel(one.ket, mark_letter(self._election, one))
        head = row(mark, name, button("Perbaiki", lambda: self.open_asked.emit(one)))
        head.setStretch(1, 1)
        state = label(f"TPS {one.tps} · {state_words(self._election, one)}", "redup", wrap=True)
        cells = QGridLayout()
        cells.setHorizontalSpacing(10)
        cells.setVerticalSpacing(2)
        cells.setColumnStretch(1, 1)
        for line, field in enumerate(COMPARED):
            value = ElidedLabel(cell(self._election, field, getattr(one.voter, field)) or NO_VALUE)
            if field in differing:
                bold = value.font()
                bold.setBold(True)
                value.setFont(bold)
            cells.addWidget(label(FIELD_LABELS[field], "redup"), line, 0)
            cells.addWidget(value, line, 1)
        return panel(head, state, cells)
