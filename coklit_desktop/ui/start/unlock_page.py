"""The lock: choose who you are, type the passphrase. Shown at the start and whenever the screen is locked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.layouts import button, column, label, panel, restyle, row
from coklit_desktop.ui.widgets.passphrase import secret_field

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.ui.tasks import Tasks

WIDTH = 440


class UnlockPage(QWidget):
    """Signals: `opened(desk)`; `other_asked` (another office)."""

    opened = Signal(object)
    other_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.folder = Path()
        self.title = label("Buka kantor", "besar")
        self.office = label(name="redup", wrap=True)
        self.clerks = QComboBox()
        self.clerks.setAccessibleName("Petugas")
        self.passphrase = secret_field()
        self.passphrase.setAccessibleName("Kata sandi")
        self.passphrase.returnPressed.connect(self.try_open)
        self.problem = label(name="salah", wrap=True)
        self.open_button = button("Buka", self.try_open, main=True)
        self.other_button = button("Kantor lain", self.other_asked.emit, plain=True)
        box = panel(
            self.title,
            self.office,
            14,
            label("Petugas", "bagian"),
            self.clerks,
            6,
            label("Kata sandi", "bagian"),
            self.passphrase,
            self.problem,
            10,
            row(self.other_button, None, self.open_button),
            margin=28,
        )
        box.setFixedWidth(scaled(self, WIDTH))
        self.setLayout(column(None, row(None, box, None), None))

    def ask(self, folder: Path, *, office: str = "", clerk: str = "", note: str = "") -> None:
        """Ask who opens the office in `folder`; `note` is a sentence that explains why."""
        from coklit_desktop.services.desk import clerk_names

        self.folder = folder
        self.office.setText(office or str(folder))
        self.problem.setText(note)
        self.clerks.clear()
        try:
            names = clerk_names(folder)
        except CoklitError as error:
            names = []
            self.problem.setText(sentence(error))
        self.clerks.addItems(names)
        if clerk in names:
            self.clerks.setCurrentText(clerk)
        self.clerks.setEnabled(len(names) > 1)
        self._wait(waiting=False)
        self.passphrase.clear()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_open(self) -> None:
        """Open the store with what was typed."""
        from coklit_desktop.services.desk import open_desk

        passphrase, clerk, folder = self.passphrase.text(), self.clerks.currentText(), self.folder
        if not passphrase or not clerk:
            self.passphrase.setFocus()
            return
        self._wait(waiting=True)
        self._tasks.run(
            lambda _progress: open_desk(folder, passphrase, clerk),
            done=self._opened,
            failed=self._failed,
            owner=self,
            cancellable=False,
        )

    def _opened(self, desk: Desk) -> None:
        self.passphrase.clear()
        self._wait(waiting=False)
        self.opened.emit(desk)

    def _failed(self, error: Exception) -> None:
        self._wait(waiting=False)
        self.problem.setText(sentence(error))
        restyle(self.passphrase, "salah", True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _wait(self, *, waiting: bool) -> None:
        for widget in (self.passphrase, self.open_button, self.other_button):
            widget.setEnabled(not waiting)
        self.open_button.setText("Membuka…" if waiting else "Buka")
        if waiting:
            self.problem.setText("")
        restyle(self.passphrase, "salah", False)
