"""Clerks: who can open this store; each with an own passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services import clerks
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.widgets.layouts import button, column, label, panel, row
from coklit_desktop.ui.widgets.passphrase import NewPassphrase, secret_field

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext

ROLES = (("operator", "Operator: entri, cetak, kirim"), ("ketua", "Ketua"), ("viewer", "Hanya melihat"))


class ClerksSection(QWidget):
    """Add and remove clerks, change the own passphrase. Each step needs a moment (the key is made slow)."""

    modified = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.list = QListWidget()
        self.list.setMaximumHeight(110)
        self.remove = button("Hapus petugas ini", self._remove)
        self.name = QLineEdit()
        self.name.setPlaceholderText("Nama petugas baru")
        self.role = QComboBox()
        for role, text in ROLES:
            self.role.addItem(text, role)
        self.fresh = NewPassphrase()
        self.add = button("Tambah petugas", self._add)
        self.old = secret_field("Kata sandi sekarang")
        self.own = NewPassphrase()
        self.change = button("Ganti kata sandi", self._change)
        self.problem = label(name="salah", wrap=True)
        self._build()
        for signal in (self.fresh.changed, self.own.changed, self.name.textChanged, self.old.textChanged):
            signal.connect(self._judge)
        self.list.currentRowChanged.connect(lambda _row: self._judge())
        self._judge()

    def show_data(self, _data: object) -> None:
        """List the clerks."""
        self.list.clear()
        words = dict(ROLES)
        for slot in clerks.list_clerks(self.context.desk):
            mine = " (petugas yang masuk)" if slot.name == self.context.desk.clerk else ""
            item = QListWidgetItem(f"{slot.name} – {words.get(slot.role, slot.role).split(':')[0]}{mine}")
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 12))
            self.list.addItem(item)
        self._names = [slot.name for slot in clerks.list_clerks(self.context.desk)]
        self.problem.setText("")
        self._judge()

    def _build(self) -> None:
        add = QFormLayout()
        add.addRow("Nama", self.name)
        add.addRow("Peran", self.role)
        add.addRow("Kata sandi", self.fresh)
        change = QFormLayout()
        change.addRow("Sekarang", self.old)
        change.addRow("Baru", self.own)
        self.setLayout(
            column(
                label("Petugas", "judul"),
                label("Setiap petugas masuk dengan nama dan kata sandinya sendiri.", "redup", wrap=True),
                row(self.list, column(self.remove, None)),
                self.problem,
                panel(label("Tambah petugas", "bagian"), add, row(self.add, None), spacing=8),
                panel(label(f"Ganti kata sandi {self.context.desk.clerk}", "bagian"), change, row(self.change, None)),
                None,
                spacing=8,
            )
        )

    def _judge(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip()) and self.fresh.value() is not None)
        self.change.setEnabled(bool(self.old.text()) and self.own.value() is not None)
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _add(self) -> None:
        name, role, passphrase = self.name.text().strip(), self.role.currentData(), self.fresh.value() or ""
        self._do(
            lambda: clerks.add_clerk(self.context.desk, name, passphrase, role), f"{name} ditambahkan.", self._clear_add
        )

    def _remove(self) -> None:
        name = self._names[self.list.currentRow()]
        if self.context.messages.ask(
            f"Hapus petugas {name}?",
            "Petugas ini tidak dapat membuka kantor ini lagi. Salinan lama di tempat lain masih terbuka dengan kata "
            "sandinya; musnahkan salinan itu.",
            yes="Hapus",
        ):
            self._do(lambda: clerks.remove_clerk(self.context.desk, name), f"{name} dihapus.", lambda: None)

    def _change(self) -> None:
        old, new = self.old.text(), self.own.value() or ""
        self._do(lambda: clerks.change_passphrase(self.context.desk, old, new), "Kata sandi diganti.", self._clear_own)

    def _do(self, work, good: str, after) -> None:
        def done(_result: object) -> None:
            after()
            self.show_data(None)
            self.context.messages.good(good)

        def failed(error: Exception) -> None:
            if isinstance(error, CoklitError):
                self.problem.setText(sentence(error))

        self.problem.setText("")
        self.context.tasks.run(
            lambda _progress: work(), done=done, failed=failed, owner=self, cancellable=False, writes=True
        )

    def _clear_add(self) -> None:
        self.name.clear()
        self.fresh.clear()

    def _clear_own(self) -> None:
        self.old.clear()
        self.own.clear()
