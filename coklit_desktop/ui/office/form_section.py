"""A part of Pengaturan: fields of one or more topics of the office's data, kept by one button."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.services.keying import parse_keyed_date
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.office import set_office
from coklit_desktop.ui.texts import grouped, shown_date
from coklit_desktop.ui.widgets.layouts import button, column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

TEXT, DATE, COUNT, NIK = "text", "date", "count", "nik"


@dataclass(frozen=True, slots=True)
class OfficeField:
    """One field: where it is kept and how it is read; `beside` puts it into the line of the one before."""

    topic: str
    name: str
    label: str
    kind: str = TEXT
    hint: str = ""
    beside: bool = False

    @property
    def key(self) -> str:
        """Name that is unique in a form."""
        return f"{self.topic}/{self.name}"


class FormSection(QWidget):
    """Fields and "Simpan". Signal: `saved(Saved)`."""

    saved = Signal(object)

    def __init__(
        self, context: PageContext, title: str, text: str, fields: Sequence[OfficeField], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.specs = list(fields)
        self.fields: dict[str, QLineEdit] = {}
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(18)
        self.form.setVerticalSpacing(8)
        line = row()
        for spec in fields:
            field = self._field(spec)
            if spec.beside:
                line.addWidget(field)
            else:
                line = row(field)
                self.form.addRow(spec.label, line)
        self.setFocusProxy(next(iter(self.fields.values())))
        self.problem = label(name="salah", wrap=True)
        self.keep = button("Simpan", self.save, main=True)
        self.keep.setEnabled(False)
        self.body = column(label(title, "judul"), label(text, "redup", wrap=True), 8, self.form, spacing=6)
        self.body.addWidget(self.problem)
        self.body.addLayout(row(self.keep, None))
        self.body.addStretch(1)
        self.setLayout(self.body)

    def _field(self, spec: OfficeField) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(spec.hint)
        field.setAccessibleName(spec.label)
        field.setMaximumWidth(150 if spec.kind in (DATE, COUNT) else 200 if spec.beside else 420)
        field.textEdited.connect(self._edited)
        field.returnPressed.connect(self.save)
        self.fields[spec.key] = field
        return field

    @property
    def modified(self) -> bool:
        """Whether something was typed and not kept."""
        return self.keep.isEnabled()

    def show_data(self, data: Mapping[str, Mapping[str, str]]) -> None:
        """Show what is kept."""
        for spec in self.specs:
            value = data.get(spec.topic, {}).get(spec.name, "")
            self.fields[spec.key].setText(_written(spec, value))
            restyle(self.fields[spec.key], "salah", False)
        self.problem.setText("")
        self.keep.setEnabled(False)

    def save(self) -> bool:
        """Keep all fields; False if one was refused."""
        try:
            values = self._values()
            done: list[Saved] = [set_office(self.context.desk, topic, fields) for topic, fields in values.items()]
        except CoklitError as error:
            self.problem.setText(sentence(error))
            return False
        self.problem.setText("")
        self.keep.setEnabled(False)
        for one in done:
            self.saved.emit(one)
        return True

    def _values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for spec in self.specs:
            field = self.fields[spec.key]
            try:
                value = self._read(spec, field.text().strip())
            except CoklitError:
                restyle(field, "salah", True)
                field.setFocus()
                raise
            restyle(field, "salah", False)
            field.setText(_written(spec, value))
            found.setdefault(spec.topic, {})[spec.name] = value
        return found

    def _read(self, spec: OfficeField, text: str) -> str:
        if not text or spec.kind == TEXT:
            return text
        if spec.kind == DATE:
            return shown_date(parse_keyed_date(_this_century(text), self.context.desk))
        digits = text.replace(" ", "").replace(".", "")
        if not digits.isdecimal():
            raise CoklitError("bukan_angka", label=spec.label)
        if spec.kind == NIK and (problem := nik_problem(digits)):
            raise CoklitError(problem, count=len(digits))
        return digits

    def _edited(self) -> None:
        self.keep.setEnabled(True)


def _this_century(text: str) -> str:
    """24-7-24 -> 24-7-2024: papers of an office are of this century, unlike birth dates."""
    parts = re.split(r"\D+", text)
    if len(parts) == 1 and len(text) == 6:
        parts = [text[:2], text[2:4], text[4:]]
    return "-".join([*parts[:2], f"20{parts[2]}"]) if len(parts) == 3 and len(parts[2]) == 2 else text


def _written(spec: OfficeField, value: str) -> str:
    return grouped(value) if spec.kind == NIK else value
