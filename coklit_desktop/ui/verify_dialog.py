"""Periksa lembar: does a paper still say what the store says? By the text of its QR code, scanned or typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.verifying import verify_page
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext

HINT = "Klik di sini, lalu pindai kode QR lembar itu"


class VerifyDialog(QDialog):
    """One field; a scanner types into it and ends with Enter. Then the next paper."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle("Periksa lembar")
        self.setMinimumWidth(560)
        self.text = QLineEdit()
        self.text.setPlaceholderText(HINT)
        self.text.setAccessibleName("Teks kode QR")
        self.text.returnPressed.connect(self.check)
        self.verdict = label(name="judul", wrap=True)
        self.detail = label(wrap=True)
        self.look = button("Periksa", self.check, main=True)
        self.done_button = button("Tutup", self.reject)
        words = "Pindai kode QR di bawah lembar dengan pemindai, atau ketik teksnya. Enter memeriksa."
        self.setLayout(
            column(
                label("Apakah lembar ini masih sama dengan data?", "pertanyaan"), label(words, "redup", wrap=True),
                self.text, self.verdict, self.detail, row(None, self.look, self.done_button), margin=22, spacing=10,
            )
        )  # fmt: skip
        self.text.setFocus()

    def check(self) -> None:
        """Compare the paper with the list now."""
        text = self.text.text().strip()
        if not text:
            return
        try:
            found = verify_page(self.context.desk, text)
        except CoklitError as error:
            self._tell(sentence(error), "", good=False)
        else:
            good = found["same_list"] and found["same_totals"] and found["same_page"] is not False
            self._tell(found["says"], self._about(found), good=good)
        self.text.selectAll()
        self.text.setFocus()

    def _tell(self, verdict: str, detail: str, *, good: bool) -> None:
        colors = colors_of(self.palette())
        self.verdict.setStyleSheet(f"color: {colors.good if good else colors.bad}")
        self.verdict.setText(f"{'✓' if good else '✕'} {verdict}")
        self.detail.setText(detail)

    def _about(self, found: dict[str, Any]) -> str:
        form = self.context.desk.election.forms.get(found["form"], {}).get("name", found["form"])
        tps = f" · TPS {found['tps']:03d}" if found["tps"] else ""
        lines = [f"{form}{tps} · halaman {found['page']} dari {found['pages']}"]
        for who, name in (("Di lembar", "paper"), ("Sekarang", "store")):
            men, women = found[name]["L"], found[name]["P"]
            lines.append(f"{who}: {number(men)} L + {number(women)} P = {number(men + women)} pemilih")
        return "\n".join(lines)
