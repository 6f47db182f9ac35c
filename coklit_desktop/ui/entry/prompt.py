"""One or two questions inside the line in hand, such as the TPS tujuan of an 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.entry.fields import TEXT, TPS, FieldSpec, KeyField
from coklit_desktop.ui.widgets.layouts import column, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.errors import CoklitError

TARGET = FieldSpec("target", "TPS tujuan", TPS, 8)
EVIDENCE = FieldSpec("evidence", "Bukti (jenis dan nomor surat)", TEXT, 24)
DESTINATION = FieldSpec("destination", "Pindah ke", TEXT, 24)


class LinePrompt(QFrame):
    """Signals: `answered(values)` with the typed texts; `cancelled`."""

    answered = Signal(dict)
    cancelled = Signal()

    def __init__(self, question: str, specs: Sequence[FieldSpec], hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tanya")
        self.fields = {spec.name: KeyField(spec) for spec in specs}
        self.hint = label(hint, "redup")
        head = label(question)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        line = row(head, spacing=10)
        for spec in specs:
            field = self.fields[spec.name]
            field.setMaximumWidth(70 if spec.kind == TPS else 260)
            field.went_on.connect(lambda name=spec.name: self._go_on(name))
            field.gave_up.connect(self.cancelled)
            field.textEdited.connect(lambda _text, name=spec.name: restyle(self.fields[name], "salah", False))
            line.addWidget(label(spec.label))
            line.addWidget(field)
        line.addWidget(self.hint, 1)
        self.setLayout(column(line, margin=6))

    def begin(self) -> None:
        """Put the focus into the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def refuse(self, error: CoklitError) -> None:
        """Say why the answer was refused; the field keeps the focus."""
        field = next(iter(self.fields.values()))
        self.hint.setObjectName("salah")
        self.hint.setText(sentence(error))
        self.hint.setWordWrap(True)
        restyle(self.hint, "nada", "salah")
        restyle(field, "salah", True)
        field.setFocus()
        field.selectAll()

    def _go_on(self, name: str) -> None:
        names = list(self.fields)
        place = names.index(name) + 1
        if place < len(names):
            self.fields[names[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.answered.emit({key: field.text().strip() for key, field in self.fields.items()})
