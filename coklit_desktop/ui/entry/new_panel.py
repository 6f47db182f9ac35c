"""A-Daftar Potensial Pemilih of a TPS: the new voters, and the line in which one is keyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from coklit_desktop.domain.records import VOTER_FIELDS, CurrentVoter, RowKind, Voter
from coklit_desktop.services import browsing, keying, undoing
from coklit_desktop.ui.entry.fields import NEW_ROWS
from coklit_desktop.ui.entry.line_editor import LineEditor
from coklit_desktop.ui.entry.line_panel import ENTER, MOVES, LinePanel
from coklit_desktop.ui.texts import state_words
from coklit_desktop.ui.widgets.layouts import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QBoxLayout

    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

KEPT = ("nkk", "address", "rt", "rw")  # come from the line above
USUAL = {"ktp_el": "sudah"}
READY = "B pemilih baru · U perbaiki · Del cabut · Backspace urungkan · Esc kembali ke daftar"


class NewPanel(LinePanel):
    """Keys the Bs of a TPS."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.above: CurrentVoter | None = None
        self._withdrawing = ""
        self.empty = label("Belum ada pemilih baru di TPS ini.", "redup")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout: QBoxLayout = self.layout()  # type: ignore[assignment]
        self._layout = layout
        layout.insertWidget(0, self.empty)

    def show_tps(self, tps: str, above: CurrentVoter | None) -> None:
        """Show the new voters of a TPS; `above` is the line in hand of the sheet."""
        self.tps, self.above = tps, above
        self.close_fields()
        self.reload()

    def reload(self) -> None:
        """Read the new voters anew; the last comes in hand."""
        rows = browsing.new_voters(self.desk, self.tps)
        self.model.set_rows(rows)
        self.empty.setVisible(not rows)
        self.view.take_in_hand(len(rows) - 1)
        self.say(READY)
        self.view.setFocus()

    # --- keys

    def pressed(self, key: Qt.Key, text: str) -> bool:
        """One key of the clerk."""
        row, letter = self.row_in_hand, text.upper()
        if self._withdrawing:
            return self._answer_withdraw(key)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Backspace:
            self._undo_last()
        elif letter == "B":
            self.begin_new()
        elif row is not None and (key in ENTER or letter == "U"):
            self._edit(row)
        elif row is not None and key == Qt.Key.Key_Delete and row.kind is RowKind.NEW:
            self._withdrawing = row.subject
            self.model.take_in_hand(self.place, "Cabut pemilih baru ini?")
        else:
            return key not in MOVES
        return True

    def _answer_withdraw(self, key: Qt.Key) -> bool:
        subject, self._withdrawing = self._withdrawing, ""
        self.model.take_in_hand(self.place)
        if key in ENTER and self.save(lambda: keying.withdraw_new(self.desk, subject, "")) is not None:
            self.reload()
        return key not in MOVES

    def _undo_last(self) -> None:
        if self.save(lambda: undoing.undo_last(self.desk, self.tps)) is not None:
            self.reload()
            self.say("Catatan terakhir diurungkan.")

    # --- the line that is keyed

    def begin_new(self) -> None:
        """Open an empty line; NKK and address come from the line above."""
        keyed = [row for row in self.model.rows if row.kind is RowKind.NEW]
        above = keyed[-1] if keyed else self.above
        values = {name: getattr(above.voter, name) for name in KEPT} if above is not None else {}
        self._open(LineEditor(self.desk, NEW_ROWS, {**USUAL, **values}), self._keyed_new)
        self.say("Enter ke kolom berikutnya; kolom terakhir menyimpan · ↑ kembali · Esc batal")

    def _edit(self, row: CurrentVoter) -> None:
        values = row.voter._asdict()
        editor = LineEditor(self.desk, NEW_ROWS, values, old=values)
        self._open(editor, lambda found: self._revised(row, found))

    def _open(self, editor: LineEditor, accepted) -> None:
        self.close_fields()
        self.inline = editor
        editor.accepted.connect(accepted)
        editor.cancelled.connect(self._gave_up)
        self._layout.insertWidget(self._layout.count() - 1, editor)
        editor.begin()

    def close_fields(self) -> None:
        """Take the fields away."""
        if self.inline is not None:
            self._layout.removeWidget(self.inline)
            self.inline.hide()
            self.inline.deleteLater()
            self.inline = None
            self.view.setFocus()

    def _gave_up(self) -> None:
        self.close_fields()
        self.say(READY)
        if not self.model.rows:
            self.left.emit()

    def _keyed_new(self, found: Mapping[str, str]) -> None:
        voter = Voter(**{name: found.get(name, "") for name in VOTER_FIELDS})
        done = self.save(lambda: keying.record_new(self.desk, self.tps, voter))
        if done is not None:
            self._after(done)
            told = self.hint.text()
            self.begin_new()
            self.say(f"{told} · tersimpan; baris berikutnya, atau Esc")

    def _revised(self, row: CurrentVoter, found: Mapping[str, str]) -> None:
        if not found:
            self.close_fields()
            return
        done = self.save(lambda: keying.revise_new(self.desk, row.subject, dict(found)))
        if done is not None:
            self._after(done)

    def _after(self, done: Saved) -> None:
        self.close_fields()
        self.reload()
        if done.row is not None:
            place = self.model.place_of(done.row.subject)
            if place is not None:
                self.view.take_in_hand(place)
            self.say(f"{done.row.voter.name}: {state_words(self.desk.election, done.row)}")
