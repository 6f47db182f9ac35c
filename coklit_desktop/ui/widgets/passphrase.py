"""Two fields for a new passphrase, with a sentence on its strength and five words to take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from coklit_desktop.services.passphrases import strength, suggest
from coklit_desktop.ui.theme import fixed_font
from coklit_desktop.ui.widgets.layouts import button, column, label, row


def secret_field(placeholder: str = "") -> QLineEdit:
    """A field whose text is hidden and never offered again."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(placeholder)
    return field


class NewPassphrase(QWidget):
    """Signal: `changed`. `value()` is the passphrase when both fields agree and it will do."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = secret_field("Kata sandi")
        self.second = secret_field("Ulangi kata sandi")
        self.words = label(suggest())
        self.words.setFont(fixed_font(self.font()))
        self.take = button("Pakai lima kata ini", self._take)
        self.other = button("Kata lain", self._other, plain=True)
        self.hint = label(name="redup", wrap=True)
        self.setLayout(
            column(
                row(self.first, self.second),
                row(label("Usul:", "redup"), self.words, None, self.take, self.other),
                self.hint,
                spacing=6,
            )
        )
        for field in (self.first, self.second):
            field.textChanged.connect(self._judge)
        self._judge()

    def value(self) -> str | None:
        """The passphrase, or None while it will not do."""
        text = self.first.text()
        return text if strength(text)[0] and text == self.second.text() else None

    def clear(self) -> None:
        """Forget what was typed and offer new words."""
        for field in (self.first, self.second):
            field.clear()
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.words.setText(suggest())

    def _judge(self) -> None:
        good, text = strength(self.first.text())
        second = self.second.text()
        if good and second and second != self.first.text():
            good, text = False, "Kedua kata sandi belum sama."
        elif good and not second:
            text += " Ketik sekali lagi di kolom kedua."
        self.hint.setText(text)
        self.changed.emit()

    def _take(self) -> None:
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Normal)
            field.setText(self.words.text())

    def _other(self) -> None:
        self.words.setText(suggest())
