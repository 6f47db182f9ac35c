"""The first run: new office, kit, example, or an office that is already on this laptop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.start.forms import KitForm, NewOfficeForm, OfficeForm
from coklit_desktop.ui.theme import half_scaled, scaled
from coklit_desktop.ui.widgets.layouts import button, column, holder, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.settings import Paths
    from coklit_desktop.ui.tasks import Tasks

WIDTH = 860
EXAMPLE_PASSPHRASE = "contoh contoh contoh"  # noqa: S105 - invented people, and shown on screen


class StartPage(QWidget):
    """Signals: `opened(desk, folder)`; `folder_chosen(folder)` for an office that is there already."""

    opened = Signal(object, object)
    folder_chosen = Signal(object)

    def __init__(self, tasks: Tasks, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._paths = tasks, paths
        self.stack = QStackedWidget()
        self.problem = label(name="salah", wrap=True)
        self.new_form = NewOfficeForm(tasks, paths)
        self.kit_form = KitForm(tasks, paths)
        self.choices = self._choices()
        self.stack.addWidget(self.choices)
        for form in (self.new_form, self.kit_form):
            form.opened.connect(self.opened)
            form.back.connect(self.show_choices)
            self.stack.addWidget(form)
        box = panel(self.stack, margin=28)
        box.setFixedWidth(half_scaled(self, WIDTH))
        box.setMinimumHeight(430)
        self.setLayout(column(None, row(None, box, None), None))

    def show_choices(self, folder: Path | None = None) -> None:
        """Show the four ways to begin; `folder` fixes where a new office is kept."""
        if folder is not None:
            for form in (self.new_form, self.kit_form):
                form.fixed_folder = folder
        self.problem.setText("")
        self.stack.setCurrentWidget(self.choices)
        self.new_button.setFocus()

    def _choices(self) -> QWidget:
        page = QWidget()
        self.new_button = button("Buat kantor baru", lambda: self._show(self.new_form), main=True)
        self.kit_button = button("Buka kit", lambda: self._show(self.kit_form))
        self.example_button = button("Coba contoh", self.make_example)
        self.folder_button = button("Pilih folder", self._choose_folder)
        lines = (
            (self.new_button, "PPS, PPK, atau KPU yang mulai dari berkas Sidalih."),
            (self.kit_button, "Berkas .coklit dan kode aktivasi dari KPU kabupaten/kota."),
            (
                self.example_button,
                "Desa dan pemilih rekaan, untuk berlatih. Bisa dihapus kapan saja.",
            ),
            (self.folder_button, "Kantor yang sudah ada di laptop ini."),
        )
        layout = column(
            label("Coklit Desktop", "besar"),
            label("Daftar pemilih satu kantor: dari berkas Sidalih sampai rekap dan kirim.", "redup"),
            18,
            spacing=10,
        )
        for action, text in lines:
            layout.addWidget(_line(action, text))
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(label("Semua data tetap di laptop ini, terkunci kata sandi. Tidak perlu internet.", "redup"))
        page.setLayout(layout)
        return page

    def _show(self, form: OfficeForm) -> None:
        self.stack.setCurrentWidget(form)

    def make_example(self) -> None:
        """Make an office with invented people and open it."""
        from coklit_desktop.services.example import make_example

        folder = self._paths.office_folder("contoh")
        self._run(lambda progress: make_example(folder, EXAMPLE_PASSPHRASE, progress), folder)

    def _run(self, work: Callable, folder: Path) -> None:
        self.example_button.setEnabled(False)
        self.problem.setText("")
        self._tasks.run(
            work,
            done=lambda desk: self._made(desk, folder),
            failed=self._failed,
            owner=self,
            what="Menyiapkan contoh",
            writes=True,
        )

    def _made(self, desk, folder: Path) -> None:
        self.example_button.setEnabled(True)
        self.opened.emit(desk, folder)

    def _failed(self, error: Exception) -> None:
        self.example_button.setEnabled(True)
        self.problem.setText(sentence(error))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Pilih folder kantor", str(self._paths.data))
        if name:
            self.folder_chosen.emit(Path(name))


def _line(action: QWidget, text: str) -> QWidget:
    action.setFixedWidth(scaled(action, 190))
    inside = row(action, 10, label(text, wrap=True), spacing=6)
    inside.setStretch(2, 1)
    return holder(inside)
