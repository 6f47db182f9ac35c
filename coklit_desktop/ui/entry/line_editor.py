"""A line turned into fields: old values grey above (U), or offered values (B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.identity import nik_birth_date, nik_sex
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.entry.fields import SPECS, KeyField, Rows, read, written
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import column, label, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.services.desk import Desk

FIELD_OF_CODE = {
    "nik_sudah_ada": "nik",
    "nik_mustahil": "nik",
    "nkk_mustahil": "nkk",
    "nama_kosong": "name",
    "tanggal_lahir_salah": "birth_date",
    "tps_tak_dikenal": "tps",
}


class LineEditor(QFrame):
    """Signals: `accepted(values)` with every field's stored value; `cancelled`."""

    accepted = Signal(dict)
    cancelled = Signal()

    def __init__(
        self, desk: Desk, rows: Rows, values: Mapping[str, str], *, old: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("sunting")
        self._desk, self._old = desk, old
        self._order = tuple(name for names in rows for name in names)
        self._filled: dict[str, str] = {}  # what filled itself from the NIK
        self.fields: dict[str, KeyField] = {}
        self.problem = label(name="salah", wrap=True)
        layout = column(spacing=4, margin=8)
        for names in rows:
            layout.addLayout(self._row_of(names, values))
        layout.addWidget(self.problem)
        self.setLayout(layout)
        self._doubt()

    def begin(self) -> None:
        """Put the focus into the first field."""
        self._focus(self._order[0])

    def refuse(self, error: CoklitError) -> None:
        """Show why the line was refused, by the field that it is about."""
        name = FIELD_OF_CODE.get(error.code, self._order[-1])
        self._show_problem(name if name in self.fields else self._order[-1], error)

    def values(self) -> dict[str, str]:
        """All fields as stored values. Raises CoklitError."""
        return {name: read(self._desk, name, field.text()) for name, field in self.fields.items()}

    # --- building

    def _row_of(self, names: Sequence[str], values: Mapping[str, str]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name in names:
            field = KeyField(SPECS[name])
            field.setText(written(self._desk, name, values.get(name, "")))
            field.went_on.connect(lambda name=name: self._go_on(name))
            field.went_back.connect(lambda name=name: self._go_back(name))
            field.gave_up.connect(self.cancelled)
            field.textEdited.connect(lambda _text, name=name: self._edited(name))
            self.fields[name] = field
            line.addLayout(column(self._head_of(name), field, spacing=1), SPECS[name].width)
        return line

    def _head_of(self, name: str) -> QWidget:
        text = SPECS[name].label
        if self._old is not None:
            text = f"{text}: {written(self._desk, name, self._old.get(name, '')) or '–'}"
        head = ElidedLabel(text)
        head.setObjectName("redup")
        return head

    # --- moving

    def _go_on(self, name: str) -> None:
        try:
            read(self._desk, name, self.fields[name].text()) if self._must_hold(name) else None
        except CoklitError as error:
            self._show_problem(name, error)
            return
        self._clear_problem(name)
        if name == "nik" and self._old is None:
            self._fill_from_nik()
        place = self._order.index(name) + 1
        if place < len(self._order):
            self._focus(self._order[place])
        else:
            self._accept()

    def _must_hold(self, name: str) -> bool:
        """A delivered flaw that nobody touched may stay; what is keyed must be possible."""
        return self._old is None or self._changed(name)

    def _changed(self, name: str) -> bool:
        old = written(self._desk, name, (self._old or {}).get(name, ""))
        return self.fields[name].text().strip() != old

    def _go_back(self, name: str) -> None:
        place = self._order.index(name)
        if place > 0:
            self._focus(self._order[place - 1])

    def _accept(self) -> None:
        found: dict[str, str] = {}
        for name in self._order:
            if not self._must_hold(name):
                continue
            try:
                found[name] = read(self._desk, name, self.fields[name].text())
            except CoklitError as error:
                self._show_problem(name, error)
                return
        self.accepted.emit(found)

    def _focus(self, name: str) -> None:
        field = self.fields[name]
        field.setFocus(Qt.FocusReason.TabFocusReason)
        field.selectAll()

    # --- what the fields say

    def _edited(self, name: str) -> None:
        self._filled.pop(name, None)
        self._clear_problem(name)
        self._doubt()

    def _fill_from_nik(self) -> None:
        nik = self.fields["nik"].text().replace(" ", "")
        told = {
            "birth_date": nik_birth_date(nik, self._desk.election.voting_day),
            "sex": nik_sex(nik),
        }
        for name, value in told.items():
            field = self.fields[name]
            if value and (not field.text() or self._filled.get(name) == field.text()):
                field.setText(written(self._desk, name, value))
                self._filled[name] = field.text()
        self._doubt()

    def _doubt(self) -> None:
        """A quiet mark where NIK and birth date or sex disagree; nothing is stopped."""
        if self.property("salah"):
            return
        nik = self.fields["nik"].text().replace(" ", "")
        date = nik_birth_date(nik, self._desk.election.voting_day)
        doubts = []
        if date and self.fields["birth_date"].text().strip() not in ("", written(self._desk, "birth_date", date)):
            doubts.append("tanggal lahir")
        if nik_sex(nik) and self.fields["sex"].text() not in ("", nik_sex(nik)):
            doubts.append("L/P")
        text = f"! NIK berbeda dengan {' dan '.join(doubts)}. Boleh diteruskan kalau memang begitu di KTP-el."
        self.problem.setObjectName("redup")
        self.problem.setText(text if doubts else "")
        restyle(self.problem, "nada", "ragu")

    def _show_problem(self, name: str, error: CoklitError) -> None:
        self.setProperty("salah", True)
        self.problem.setObjectName("salah")
        text, head = sentence(error), SPECS[name].label
        self.problem.setText(text if text.startswith(head) else f"{head}: {text}")
        restyle(self.problem, "nada", "salah")
        restyle(self.fields[name], "salah", True)
        self._focus(name)

    def _clear_problem(self, name: str) -> None:
        restyle(self.fields[name], "salah", False)
        self.setProperty("salah", False)
        self.problem.setText("")
        self._doubt()
