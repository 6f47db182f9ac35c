"""The sheet of a TPS: the keys of coklit. Each key that decides saves before the hand moves on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State, tps_number
from coklit_desktop.services import keying, undoing
from coklit_desktop.ui.entry.fields import CHANGE_ROWS
from coklit_desktop.ui.entry.line_editor import LineEditor
from coklit_desktop.ui.entry.line_panel import ENTER, MOVES, LinePanel
from coklit_desktop.ui.entry.prompt import DESTINATION, EVIDENCE, TARGET, LinePrompt
from coklit_desktop.ui.texts import outcome_words, state_words

if TYPE_CHECKING:
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

NOT_FOR_ENTER = (State.TMS, State.UBAH, State.TIDAK_DITEMUI)


@dataclass(slots=True)
class Proposal:
    """What Enter would do; any other key takes it back."""

    note: str
    confirm: Callable[[], object]
    digits: str = ""
    reason: str = ""


class SheetPanel(LinePanel):
    """Signals: `new_asked` (B), `jump_asked(text)` (/)."""

    new_asked = Signal()
    jump_asked = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.proposal: Proposal | None = None

    def show_sheet(self, tps: str, rows: list[CurrentVoter]) -> None:
        """Show the lines of a TPS; the first that is not keyed comes in hand."""
        self.tps = tps
        self.proposal = None
        self.close_inline()
        self.model.set_rows(rows)
        self.say("")
        first = next((n for n, row in enumerate(rows) if row.outcome.state is State.BELUM), 0)
        self.view.take_in_hand(first)

    def update_rows(self, rows: list[CurrentVoter]) -> None:
        """Show the same sheet anew after changes elsewhere; the line in hand stays."""
        place = self.place
        self.model.set_rows(rows)
        self.view.take_in_hand(min(max(place, 0), len(rows) - 1))

    # --- keys

    @property
    def asks(self) -> bool:
        """Tab adds papers to a proposed TMS."""
        return self.proposal is not None

    def pressed(self, key: Qt.Key, text: str) -> bool:
        """One key of the clerk."""
        if self.proposal is not None:
            return self._answer(self.proposal, key, text)
        if key in MOVES:
            return False
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Backspace:
            self.undo_last()
        elif text == "/":
            self.jump_asked.emit()
        elif self.row_in_hand is not None:
            self._decide(self.row_in_hand, key, text.upper())
        return True

    def _decide(self, row: CurrentVoter, key: Qt.Key, letter: str) -> None:
        if key in ENTER:
            self._matched(row)
        elif letter.isdecimal():
            self._digit(row, letter)
        elif letter == "T":
            self._record(row, Outcome(State.TIDAK_DITEMUI))
        elif letter == "U":
            self._edit(row)
        elif letter == "B":
            self.new_asked.emit()

    def _answer(self, proposal: Proposal, key: Qt.Key, text: str) -> bool:
        """Enter confirms, a further digit makes it a line number, Tab adds papers, anything else takes it back."""
        if key in ENTER:
            self.take_back()
            proposal.confirm()
            return True
        if text.isdecimal() and proposal.digits:
            self._propose_jump(proposal.digits + text)
            return True
        self.take_back()
        if key == Qt.Key.Key_Tab and proposal.reason:
            self._ask_papers(proposal.reason)
        return key not in MOVES

    def take_back(self) -> None:
        """Forget what was proposed."""
        self.proposal = None
        self.model.take_in_hand(self.place)

    def _propose(self, note: str, confirm: Callable[[], object], *, digits: str = "", reason: str = "") -> None:
        self.proposal = Proposal(note, confirm, digits, reason)
        self.model.take_in_hand(self.place, note)

    # --- outcomes

    def _matched(self, row: CurrentVoter) -> None:
        if row.outcome.state not in NOT_FOR_ENTER:
            self._record(row, SESUAI)
            return
        words = outcome_words(self.desk.election, row.outcome)
        self._propose(f"Sudah {words}. Jadikan Sesuai?", lambda: self._record(row, SESUAI))

    def _digit(self, row: CurrentVoter, digit: str) -> None:
        reason = self.desk.election.tms_by_code.get(digit)
        if reason is None:
            self._propose_jump(digit)
        elif reason not in self.desk.stage.tms:
            self.refused(CoklitError("kode_tak_berlaku", stage=self.desk.stage.title))
        elif reason == "salah_tps":
            self._ask_target(row, digit)
        else:
            label = self.desk.election.keterangan_labels[reason]
            self._propose(
                f"{digit} {label}?",
                lambda: self._record(row, Outcome(State.TMS, reason)),
                digits=digit,
                reason=reason,
            )
            self.say("Enter memastikan · Tab menambah bukti · tombol lain membatalkan")

    def _propose_jump(self, digits: str) -> None:
        place = int(digits[-4:]) - 1
        if 0 <= place < len(self.model.rows):
            self._propose(f"Lompat ke baris {int(digits)}?", lambda: self.view.take_in_hand(place), digits=digits)
        else:
            self._propose(f"Baris {digits} tidak ada", lambda: None, digits=digits)

    def _ask_target(self, row: CurrentVoter, digit: str) -> None:
        label = self.desk.election.keterangan_labels["salah_tps"]
        prompt = LinePrompt(_asks(row, f"{digit} {label}"), [TARGET], "Enter kosong: tanpa tujuan")
        prompt.answered.connect(lambda typed: self._wrong_tps(row, typed["target"]))
        prompt.cancelled.connect(self.close_inline)
        self.open_inline(prompt)

    def _wrong_tps(self, row: CurrentVoter, typed: str) -> None:
        target = tps_number(typed) if typed else None
        if typed and target is None:
            self.refused(CoklitError("tps_tujuan_bukan_nomor"))
            return
        self._record(row, Outcome(State.TMS, "salah_tps", target=target))

    def _ask_papers(self, reason: str) -> None:
        row = self.row_in_hand
        if row is None:
            return
        code = self.desk.election.keterangan_codes[reason]
        specs = [DESTINATION, EVIDENCE] if reason == "pindah_domisili" else [EVIDENCE]
        prompt = LinePrompt(_asks(row, f"{code} {self.desk.election.keterangan_labels[reason]}"), specs, "")
        prompt.answered.connect(lambda typed: self._with_papers(row, reason, typed))
        prompt.cancelled.connect(self.close_inline)
        self.open_inline(prompt)

    def _with_papers(self, row: CurrentVoter, reason: str, typed: Mapping[str, str]) -> None:
        destination = typed.get("destination") or None
        outcome = Outcome(State.TMS, reason, destination=destination)
        self._record(row, outcome, evidence=typed.get("evidence") or None)

    def _record(self, row: CurrentVoter, outcome: Outcome, *, evidence: str | None = None) -> None:
        self._go_on(self.save(lambda: keying.record_outcome(self.desk, row.subject, outcome, evidence=evidence)))

    # --- changes

    def _edit(self, row: CurrentVoter) -> None:
        rows = (*CHANGE_ROWS[:-1], (*CHANGE_ROWS[-1], "tps")) if self.desk.stage.ubah_tps else CHANGE_ROWS
        values = {**row.voter._asdict(), "tps": row.tps}
        old = {**(row.delivered or row.voter)._asdict(), "tps": row.delivered_tps}
        editor = LineEditor(self.desk, rows, values, old=old)
        editor.accepted.connect(lambda found: self._changed(row, values, found))
        editor.cancelled.connect(self.close_inline)
        self.open_inline(editor)

    def _changed(self, row: CurrentVoter, before: Mapping[str, str], found: Mapping[str, str]) -> None:
        changes = {name: value for name, value in found.items() if value != before[name]}
        if not changes and row.outcome.state is State.UBAH:
            self.close_inline()
            return
        self._go_on(self.save(lambda: keying.record_changes(self.desk, row.subject, changes)))

    # --- after a key

    def _go_on(self, done: Saved | None) -> None:
        if done is None or done.row is None:
            return
        place = self.place
        self.close_inline()
        self.model.replace(done.row)
        row = self.model.rows[place]
        self.say(f"Baris {row.line} {row.voter.name}: {state_words(self.desk.election, row)}")
        if place + 1 < len(self.model.rows):
            self.view.take_in_hand(place + 1)
        else:
            self.say(f"{self.hint.text()} · baris terakhir TPS {self.tps}")
            self.line_changed.emit(row)

    def undo_last(self) -> None:
        """Undo what was keyed last in this TPS and come back to its line."""
        done = self.save(lambda: undoing.undo_last(self.desk, self.tps))
        if done is None:
            if self.hint.objectName() != "salah":
                self.say("Tidak ada yang dapat diurungkan di TPS ini.")
            return
        row = done.row
        if row is not None and self.model.replace(row):
            self.view.take_in_hand(self.model.place_of(row.subject) or 0)
            self.say(f"Diurungkan: baris {self.model.rows[self.place].line} {row.voter.name}")
        else:
            self.say("Diurungkan: pemilih baru terakhir")


def _asks(row: CurrentVoter, question: str) -> str:
    return f"{row.line}  {row.voter.name}  ·  {question}"
