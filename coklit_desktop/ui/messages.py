"""What the program says to the clerk: sentences in the frame's banner, questions in dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.services.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence


class Messages(QObject):
    """Says and asks. A sentence stays in the banner until it is closed or replaced: nothing vanishes.

    Signals: `said(tone, sentence)` with tone "baik", "info" or "salah"; `cleared`.
    """

    said = Signal(str, str)
    cleared = Signal()

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def good(self, text: str) -> None:
        """Say that something is done."""
        self.said.emit("baik", text)

    def info(self, text: str) -> None:
        """Say something that the clerk should know."""
        self.said.emit("info", text)

    def error(self, error: BaseException | str) -> None:
        """Say what went wrong and what to do; after Batal only that nothing changed."""
        text = error if isinstance(error, str) else sentence(error)
        self.said.emit("info" if isinstance(error, Cancelled) else "salah", text)

    def clear(self) -> None:
        """Take the banner away."""
        self.cleared.emit()

    def ask(self, question: str, detail: str, *, yes: str, no: str = "Batal", parent: QWidget | None = None) -> bool:
        """Ask a question with two verbs; the safe one (`no`) has the focus. True for `yes`."""
        return QuestionDialog(question, detail, (yes,), no, parent or self._window).exec() == 1

    def choose(
        self,
        question: str,
        detail: str,
        *,
        options: Sequence[str],
        no: str = "Batal",
        parent: QWidget | None = None,
    ) -> int | None:
        """Ask a question with several verbs; index of the chosen one, or None."""
        answer = QuestionDialog(question, detail, options, no, parent or self._window).exec()
        return answer - 1 if answer else None

    def ask_reason(
        self,
        question: str,
        detail: str,
        *,
        yes: str,
        no: str = "Batal",
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> str | None:
        """Ask a question that may be answered with a reason; None after Batal, "" for a yes without one.

        A reason that is `needed` is what one begins with, and Enter in it answers.
        """
        dialog = QuestionDialog(question, detail, (yes,), no, parent or self._window, reason=True)
        if needed:
            dialog.want_reason()
        return dialog.reason.text().strip() if dialog.exec() == 1 else None

    def ask_text(self, question: str, label: str, *, secret: bool = False, parent: QWidget | None = None) -> str | None:
        """Ask for one line of text; None after Batal."""
        mode = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
        text, ok = QInputDialog.getText(parent or self._window, question, label, mode)
        return text if ok else None


class QuestionDialog(QDialog):
    """A question; result 0 for the safe answer, else 1, 2, … for the options."""

    def __init__(
        self,
        question: str,
        detail: str,
        options: Sequence[str],
        no: str,
        parent: QWidget | None = None,
        *,
        reason: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Alasan (boleh kosong)")
        self.reason.setMaxLength(200)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        head = QLabel(question)
        head.setObjectName("pertanyaan")
        text = QLabel(detail)
        for label in (head, text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(400)
        layout.addWidget(head)
        if detail:
            layout.addWidget(text)
        if reason:
            layout.addWidget(self.reason)
        buttons = QDialogButtonBox()
        self.options: list[QPushButton] = []
        for index, option in enumerate(options, start=1):
            button = QPushButton(option)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, result=index: self.done(result))
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            self.options.append(button)
        self.safe = QPushButton(no)
        self.safe.setDefault(True)
        self.safe.clicked.connect(self.reject)
        buttons.addButton(self.safe, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)
        self.safe.setFocus()

    def want_reason(self) -> None:
        """No answer without a reason."""
        self.reason.setPlaceholderText("Alasan")
        self.reason.setAccessibleName("Alasan")
        answer = self.options[0]
        answer.setEnabled(False)
        self.reason.textChanged.connect(lambda text: answer.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(answer.click)
        self.safe.setDefault(False)
        self.safe.setAutoDefault(False)
        self.reason.setFocus()
