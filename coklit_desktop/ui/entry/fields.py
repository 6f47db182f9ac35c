"""Single fields of a line that is keyed: how a cell is typed, shown and read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.identity import nik_problem, nkk_problem
from coklit_desktop.domain.records import tps_number
from coklit_desktop.services.keying import parse_keyed_date
from coklit_desktop.ui.texts import grouped, shown_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.services.desk import Desk

DIGITS, DATE, CODE, NUMBER, TEXT, TPS = "digits", "date", "code", "number", "text", "tps"
MARKS_ALLOWED = {"sex": ("L", "P")}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How a cell is keyed. `width` is a share of the line."""

    name: str
    label: str
    kind: str
    width: int


SPECS: Mapping[str, FieldSpec] = {
    spec.name: spec
    for spec in (
        FieldSpec("name", "Nama", TEXT, 26),
        FieldSpec("nik", "NIK", DIGITS, 20),
        FieldSpec("nkk", "No. KK", DIGITS, 20),
        FieldSpec("birth_place", "Tempat lahir", TEXT, 14),
        FieldSpec("birth_date", "Tgl lahir", DATE, 12),
        FieldSpec("marital_status", "Kawin B/S/P", CODE, 9),
        FieldSpec("sex", "L/P", CODE, 6),
        FieldSpec("address", "Alamat", TEXT, 28),
        FieldSpec("rt", "RT", NUMBER, 7),
        FieldSpec("rw", "RW", NUMBER, 7),
        FieldSpec("disability", "Disabilitas 0-6", CODE, 12),
        FieldSpec("ktp_el", "KTP-el S/B", CODE, 10),
        FieldSpec("tps", "TPS", TPS, 8),
    )
}
Rows = tuple[tuple[str, ...], ...]
CHANGE_ROWS: Rows = (
    ("name", "nik", "nkk"),
    ("birth_place", "birth_date", "marital_status", "sex"),
    ("address", "rt", "rw", "disability", "ktp_el"),
)
NEW_ROWS: Rows = (
    ("nik", "name"),
    ("birth_place", "birth_date", "sex", "marital_status", "nkk"),
    ("address", "rt", "rw", "disability", "ktp_el"),
)


def written(desk: Desk, name: str, value: str) -> str:
    """A stored value as it stands in a field."""
    kind = SPECS[name].kind
    if kind == DIGITS:
        return grouped(value)
    if kind == DATE:
        return shown_date(value)
    return desk.election.encode(name, value) if kind == CODE else value


def read(desk: Desk, name: str, text: str) -> str:
    """The value that a field's text means. Raises CoklitError with the sentence to show by the field."""
    text, kind = text.strip(), SPECS[name].kind
    if kind == DIGITS:
        return _read_digits(name, text.replace(" ", ""))
    if kind == DATE:
        return parse_keyed_date(text, desk) if text else ""
    if kind == CODE:
        return _read_code(desk, name, text.upper())
    if kind == TPS:
        found = tps_number(text)
        if found is None:
            raise CoklitError("tps_bukan_nomor")
        return found
    return text


def _read_digits(name: str, digits: str) -> str:
    problem = nik_problem(digits) if name == "nik" else nkk_problem(digits)
    if problem is not None:
        raise CoklitError(problem, count=len(digits))
    return digits


def _read_code(desk: Desk, name: str, code: str) -> str:
    if name in MARKS_ALLOWED:
        if code not in MARKS_ALLOWED[name]:
            raise CoklitError("nilai_salah", column=SPECS[name].label, known="L, P")
        return code
    value = desk.election.decode(name, code)
    if value and not desk.election.knows(name, value):
        codes = {
            "marital_status": desk.election.marital_codes,
            "disability": desk.election.disability_codes,
            "ktp_el": desk.election.ktp_el_codes,
        }[name]
        raise CoklitError("nilai_salah", column=SPECS[name].label.split()[0], known=", ".join(codes.values()))
    return value


class KeyField(QLineEdit):
    """A field of the line: Enter and ↓ go on, ↑ goes back, Esc gives up. Auto-repeat of Enter does nothing.

    Signals: `went_on`, `went_back`, `gave_up`.
    """

    went_on = Signal()
    went_back = Signal()
    gave_up = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.typed = False
        self.setAccessibleName(spec.label)
        self.textEdited.connect(self._touch)
        if spec.kind in (DIGITS, TEXT, CODE):
            self.textEdited.connect(self._tidy)
        if spec.kind == CODE:
            self.setMaxLength(1)
        elif spec.kind in (NUMBER, TPS):
            self.setMaxLength(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the hand on the keys: Enter, arrows and Esc move in the line; digits are copied without blanks."""
        if self.spec.kind == DIGITS and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selectedText().replace(" ", ""))
            return
        act = {
            Qt.Key.Key_Return: self.went_on,
            Qt.Key.Key_Enter: self.went_on,
            Qt.Key.Key_Down: self.went_on,
            Qt.Key.Key_Up: self.went_back,
            Qt.Key.Key_Escape: self.gave_up,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
            return
        event.accept()
        if not event.isAutoRepeat():
            act.emit()

    def _touch(self, _text: str) -> None:
        self.typed = True

    def _tidy(self, text: str) -> None:
        """Group digits while they are typed; names and codes in capitals, as on the forms."""
        place = self.cursorPosition()
        if self.spec.kind != DIGITS:
            self.setText(text.upper())
            self.setCursorPosition(place)
            return
        digits = "".join(ch for ch in text if ch.isdecimal())[:16]
        before = sum(ch.isdecimal() for ch in text[:place])
        self.setText(" ".join(part for part in (digits[:6], digits[6:12], digits[12:]) if part))
        self.setCursorPosition(before + (before > 6) + (before > 12))
