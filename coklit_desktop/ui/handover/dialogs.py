"""Questions of the regency: a new kit, and the six words of a laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from coklit_desktop.ui.start.area_field import AreaField
from coklit_desktop.ui.theme import fixed_font, larger
from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.passphrase import secret_field

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coklit_desktop.services.kits import KitMade
    from coklit_desktop.ui.tasks import Tasks

WORDS = 6


class _Question(QDialog):
    """A form with one verb; the verb waits until the form is complete."""

    def __init__(self, title: str, detail: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self.form = QFormLayout()
        self.go = button(verb, self.accept, main=True)
        self.go.setDefault(True)
        self.no = button("Batal", self.reject)
        self.setLayout(
            column(
                label(title, "pertanyaan"), label(detail, wrap=True), 6, self.form, 6, row(None, self.no, self.go),
                margin=22,
            )
        )  # fmt: skip

    def judge(self) -> None:
        """Allow the verb once the form is complete."""
        self.go.setEnabled(self.complete())

    def complete(self) -> bool:
        """Whether everything is there."""
        raise NotImplementedError


class KitDialog(_Question):
    """For which office, and the root's passphrase."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(
            "Buat kit untuk kantor mana?",
            "Kit memulai satu laptop PPS atau PPK. Kode aktivasinya muncul sesudah kit ditulis.",
            "Buat kit",
            parent,
        )
        self.office = QComboBox()
        self.office.addItem("PPS (desa)", "pps")
        self.office.addItem("PPK (kecamatan)", "ppk")
        self.area = AreaField(tasks)
        self.area.set_office("pps")
        self.passphrase = secret_field("Kata sandi kunci induk")
        self.form.addRow("Kantor", self.office)
        self.form.addRow("Wilayah", self.area)
        self.form.addRow("Kunci induk", self.passphrase)
        self.office.currentIndexChanged.connect(lambda _at: self._change_office())
        self.area.changed.connect(self.judge)
        self.passphrase.textChanged.connect(lambda _text: self.judge())
        self.judge()

    def complete(self) -> bool:
        """Area and passphrase."""
        return bool(self.area.code and self.passphrase.text())

    def _change_office(self) -> None:
        self.area.set_office(self.office.currentData())
        self.judge()


class ConfirmDialog(_Question):
    """The six words as they stand in the letter, and the root's passphrase."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Sahkan laptop {title}?",
            "Ketik enam kata dari surat pengantar yang ditandatangani, atau yang dibacakan ketua lewat telepon. "
            "Program mencocokkannya dengan permintaan di flashdisk.",
            "Sahkan",
            parent,
        )
        self.words = QLineEdit()
        self.words.setPlaceholderText("Enam kata, dipisah spasi")
        self.passphrase = secret_field("Kata sandi kunci induk")
        self.form.addRow("Enam kata", self.words)
        self.form.addRow("Kunci induk", self.passphrase)
        for field in (self.words, self.passphrase):
            field.textChanged.connect(lambda _text: self.judge())
        self.judge()

    def complete(self) -> bool:
        """Six words and a passphrase."""
        return len(self.words.text().replace("-", " ").split()) == WORDS and bool(self.passphrase.text())


class KitMadeDialog(QDialog):
    """The activation code, shown once; it is nowhere else."""

    def __init__(self, made: KitMade, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kit sudah jadi")
        self.setMinimumWidth(620)
        self.code, self.words = _shown(made.activation, self), _shown(made.words, self)
        done = button("Sudah saya catat", self.accept, main=True)
        self.setLayout(
            column(
                label(f"Kit {name} sudah ada di flashdisk", "pertanyaan"),
                label(
                    "Tulis kode aktivasi di surat tertutup, atau sampaikan lewat telepon. Kode ini tidak disimpan di "
                    "mana pun dan tidak boleh ikut di flashdisk.",
                    wrap=True,
                ),
                10, label("Kode aktivasi", "bagian"), self.code,
                10, label("Enam kata kunci induk, untuk surat KPU", "bagian"), self.words,
                14, row(None, done),
                margin=24,
            )
        )  # fmt: skip
        done.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not take the code away: it is nowhere else."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)


def _shown(text: str, parent: QWidget) -> QLabel:
    found = label(text, wrap=True)
    found.setFont(larger(fixed_font(parent.font()), 6, bold=True))
    found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return found
