"""The office's own words in the Buku Coklit, chapter by chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.office import set_office
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.ui.context import PageContext

CHAPTERS = (
    ("ringkasan", "Ringkasan", "Gambaran wilayah, cuaca, jarak, dan hal yang khas selama coklit."),
    ("jalannya", "Jalannya coklit", "Bimtek, pembagian wilayah, kesulitan di lapangan, dan cara mengatasinya."),
    ("hasil", "Hasil", "Sebab angka yang menonjol, menurut yang terjadi di lapangan."),
    ("peta", "Peta", "Daerah yang sulit didatangi, batas TPS yang perlu diperbaiki."),
    ("cek-data", "Cek Data", "Apa yang ditemui dan bagaimana diselesaikan."),
    ("pleno", "Pleno", "Siapa yang hadir, masukan yang penting, dan jawabannya."),
    ("petugas", "Petugas", "Pembagian tugas, honor, alat, dan yang patut dicontoh."),
    ("saran", "Saran", "Saran untuk daftar, TPS, petugas, dan waktu coklit berikutnya."),
)
FIELD = "teks"
LINES = 4


class BookSection(QWidget):
    """One text a chapter, topics `buku:<chapter>`. Signal: `saved(Saved)`."""

    saved = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.fields: dict[str, QPlainTextEdit] = {}
        self.problem = label(name="salah", wrap=True)
        self.keep = button("Simpan (Ctrl+S)", self.save, main=True)
        self.keep.setEnabled(False)
        words = "Boleh kosong: lalu tercetak tempat untuk ditulis tangan. Angka, grafik, dan peta diisi program."
        body = column(label("Buku Coklit", "judul"), label(words, "redup", wrap=True), 4, spacing=6)
        for key, title, hint in CHAPTERS:
            field = QPlainTextEdit()
            field.setPlaceholderText(hint)
            field.setAccessibleName(title)
            field.setTabChangesFocus(True)
            field.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 16)
            field.textChanged.connect(self._edited)
            self.fields[key] = field
            body.addWidget(label(title, "bagian"))
            body.addWidget(field)
        body.addWidget(self.problem)
        body.addLayout(row(self.keep, None))
        body.addStretch(1)
        self.setLayout(body)
        self.setFocusProxy(self.fields["ringkasan"])
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def modified(self) -> bool:
        """Whether something was typed and not kept."""
        return self.keep.isEnabled()

    def show_data(self, data: Mapping[str, Mapping[str, str]]) -> None:
        """Show what is kept."""
        for key, field in self.fields.items():
            field.setPlainText(data.get(f"buku:{key}", {}).get(FIELD, ""))
        self.problem.setText("")
        self.keep.setEnabled(False)

    def save(self) -> bool:
        """Keep all texts; False if that was refused."""
        try:
            done: list[Saved] = [
                set_office(self.context.desk, f"buku:{key}", {FIELD: field.toPlainText().strip()})
                for key, field in self.fields.items()
            ]
        except CoklitError as error:
            self.problem.setText(sentence(error))
            return False
        self.problem.setText("")
        self.keep.setEnabled(False)
        for one in [one for one in done if not one.unchanged] or done[-1:]:
            self.saved.emit(one)
        return True

    def _edited(self) -> None:
        self.keep.setEnabled(True)
