"""Step 4: what others brought up in the pleno, from whom, with which proof, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLineEdit, QTableWidgetItem

from coklit_desktop.services import pleno
from coklit_desktop.ui.pleno.step_panel import StepPanel
from coklit_desktop.ui.widgets.layouts import button, panel, row
from coklit_desktop.ui.widgets.row_table import row_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.pleno import Masukan, PlenoStep
    from coklit_desktop.ui.context import PageContext

FIELDS = (
    ("dari", "Dari siapa", "PKD, partai politik, warga, tim kampanye"),
    ("isi", "Isi masukan", "Siapa atau apa, dan mengapa"),
    ("bukti", "Bukti", "Surat atau dokumen yang ditunjukkan; kosong kalau tidak ada"),
    ("tanggapan", "Tanggapan PPS", "Diterima, ditolak, atau diteruskan, dengan alasannya"),
    ("catatan", "Catatan ke-", "Nomor catatan kalau daftar diubah karena masukan ini"),
)
_BELOW = Qt.ShortcutContext.WidgetWithChildrenShortcut
HEADS = ("No", "Dari", "Isi", "Bukti", "Tanggapan", "Catatan ke-")
KEYS = (("Insert", "Tambah"), ("Enter", "Ubah; di kolom terakhir: simpan"), ("Del", "Hapus"), ("Esc", "Batal"))


class MasukanPanel(StepPanel):
    """A table, and fields for the line in hand below it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.found: Sequence[Masukan] = ()
        self.number: int | None = None  # of the one in the fields; None for a new one
        self.table = row_table(HEADS, "Masukan dalam pleno", narrow=(0, len(HEADS) - 1))
        self.fields = {name: QLineEdit() for name, _, _ in FIELDS}
        form = QFormLayout()
        for name, title, hint in FIELDS:
            self.fields[name].setPlaceholderText(hint)
            self.fields[name].setAccessibleName(title)
            self.fields[name].returnPressed.connect(lambda name=name: self._next(name))
            form.addRow(title, self.fields[name])
        self.add = button("Tambah masukan", self.begin_new)
        self.change = button("Ubah", self.begin_change)
        self.remove = button("Hapus…", self.ask_remove)
        self.save = button("Simpan", self.keep_fields, main=True)
        self.cancel = button("Batal", self.close_fields)
        self.editor = panel(form, row(self.save, self.cancel, None))
        self.editor.hide()
        buttons = row(self.add, self.change, self.remove, None)
        self.lay_out(self.table, buttons, self.editor, grow=self.table, keys=KEYS)
        self.table.itemActivated.connect(lambda _item: self.begin_change())
        for name, act, where in (
            ("Ins", self.begin_new, self),
            ("Del", self.ask_remove, self.table),
            ("Esc", self.close_fields, self.editor),
        ):
            QShortcut(QKeySequence(name), where, act).setContext(_BELOW)

    def load(self, desk: Desk) -> Sequence[Masukan]:
        """All of them."""
        return pleno.masukan(desk)

    def show_data(self, data: Sequence[Masukan], _step: PlenoStep | None = None) -> None:
        """Show them; the one in hand stays in hand."""
        kept = self.table.currentRow()
        self.found = data
        self.table.setRowCount(len(data))
        for at, one in enumerate(data):
            for column, text in enumerate((str(at + 1), one.dari, one.isi, one.bukti, one.tanggapan, one.catatan)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
        self.table.selectRow(min(max(kept, 0), len(data) - 1))
        for widget in (self.change, self.remove):
            widget.setEnabled(bool(data))

    def begin(self) -> None:
        """Nothing yet: straight to the fields."""
        if self.editor.isVisible():
            self.fields["dari"].setFocus()
        elif self.found:
            self.table.setFocus()
        else:
            self.begin_new()

    def begin_new(self) -> None:
        """Empty fields."""
        self._open(None, dict.fromkeys(self.fields, ""))

    def begin_change(self) -> None:
        """The line in hand in the fields."""
        place = self.table.currentRow()
        if 0 <= place < len(self.found):
            self._open(self.found[place].number, self.found[place].values())

    def close_fields(self) -> None:
        """Back to the table; what was typed is dropped."""
        self.editor.hide()
        self.say("")
        (self.table if self.found else self.add).setFocus()

    def keep_fields(self) -> None:
        """Keep what was typed."""
        values = {name: field.text() for name, field in self.fields.items()}

        def work() -> None:
            pleno.set_masukan(self.context.desk, self.number, values)

        if self.keep(work):
            self.close_fields()
            self.show_data(pleno.masukan(self.context.desk))

    def ask_remove(self) -> None:
        """Take the line in hand out, after a question."""
        place = self.table.currentRow()
        if not 0 <= place < len(self.found):
            return
        one = self.found[place]
        if not self.context.messages.ask(
            "Hapus masukan ini?", f"Masukan dari {one.dari or 'tanpa nama'}: {one.isi}", yes="Hapus"
        ):
            return

        def work() -> None:
            pleno.remove_masukan(self.context.desk, one.number)

        if self.keep(work):
            self.show_data(pleno.masukan(self.context.desk))
            self.begin_table()

    def begin_table(self) -> None:
        """The keys go to the table."""
        self.table.setFocus()

    # --- inside

    def _open(self, number: int | None, values: dict[str, str]) -> None:
        self.number = number
        for name, field in self.fields.items():
            field.setText(values[name])
        self.editor.show()
        self.fields["dari"].setFocus()

    def _next(self, name: str) -> None:
        names = list(self.fields)
        place = names.index(name) + 1
        if place == len(names):
            self.keep_fields()
        else:
            self.fields[names[place]].setFocus()
