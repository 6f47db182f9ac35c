"""The forms of the first run: a new office, an office from a kit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.start.area_field import AreaField
from coklit_desktop.ui.widgets.layouts import button, column, label, row
from coklit_desktop.ui.widgets.passphrase import NewPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.settings import Paths
    from coklit_desktop.ui.tasks import Tasks

OFFICES = (("pps", "PPS (desa/kelurahan)"), ("ppk", "PPK (kecamatan)"), ("kabko", "KPU kabupaten/kota"))
FIRST_ELECTION = "pilkada-2024"


class OfficeForm(QWidget):
    """What both forms share: clerk, passphrase, where it is kept. Signals: `opened(desk, folder)`, `back`."""

    opened = Signal(object, object)
    back = Signal()
    title = ""
    go = ""

    def __init__(self, tasks: Tasks, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._paths = tasks, paths
        self.fixed_folder: Path | None = None
        self.clerk = QLineEdit()
        self.clerk.setPlaceholderText("Nama petugas, misalnya Sri Lestari")
        self.passphrase = NewPassphrase()
        self.problem = label(name="salah", wrap=True)
        self.go_button = button(self.go, self.submit, main=True)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(18)
        self.form.setVerticalSpacing(9)
        self.add_own_rows()
        self.form.addRow("Petugas", self.clerk)
        self.form.addRow("Kata sandi", self.passphrase)
        buttons = row(button("Kembali", self.back.emit, plain=True), None, self.go_button)
        self.setLayout(column(label(self.title, "judul"), 4, self.form, self.problem, None, buttons))
        self.clerk.textChanged.connect(self.judge)
        self.passphrase.changed.connect(self.judge)
        self.judge()

    def add_own_rows(self) -> None:
        """Add the rows of this form."""

    def own_complete(self) -> bool:
        """Whether the own rows are filled in."""
        return True

    def work(self) -> Callable[[], Desk]:
        """What makes the office, with all fields read."""
        raise NotImplementedError

    def folder(self) -> Path:
        """Where the office will be kept."""
        return self.fixed_folder or self._paths.office_folder(self.folder_name())

    def folder_name(self) -> str:
        """Name of the folder of a new office."""
        return "kantor"

    def judge(self) -> None:
        """The button is ready when everything is."""
        ready = bool(self.clerk.text().strip()) and self.passphrase.value() is not None
        self.go_button.setEnabled(ready and self.own_complete())

    def submit(self) -> None:
        """Make the office."""
        make, folder = self.work(), self.folder()
        self.problem.setText("")
        self.go_button.setEnabled(False)
        self.go_button.setText("Menyiapkan…")
        self._tasks.run(
            lambda _progress: make(),
            done=lambda desk: self._made(desk, folder),
            failed=self._failed,
            owner=self,
            cancellable=False,
            writes=True,
        )

    def _made(self, desk: Desk, folder: Path) -> None:
        self.passphrase.clear()
        self.go_button.setText(self.go)
        self.opened.emit(desk, folder)

    def _failed(self, error: Exception) -> None:
        self.go_button.setText(self.go)
        self.problem.setText(sentence(error))
        self.judge()


class NewOfficeForm(OfficeForm):
    """A new office without a kit."""

    title = "Buat kantor baru"
    go = "Buat kantor"

    def add_own_rows(self) -> None:
        """Office kind, area, election."""
        self.offices = QButtonGroup(self)
        kinds = row(spacing=14)
        for number, (kind, text) in enumerate(OFFICES):
            radio = QRadioButton(text)
            radio.setProperty("jenis", kind)
            radio.setChecked(number == 0)
            self.offices.addButton(radio, number)
            kinds.addWidget(radio)
        kinds.addStretch(1)
        self.area = AreaField(self._tasks)
        self.election = QComboBox()
        for election_id in election_ids():
            self.election.addItem(load_election(election_id).short_title, election_id)
        self.election.setCurrentIndex(max(0, self.election.findData(FIRST_ELECTION)))
        self.root = NewPassphrase()
        self.root.changed.connect(self.judge)
        self.form.addRow("Kantor", kinds)
        self.form.addRow("Wilayah", self.area)
        self.form.addRow("Pemilihan", self.election)
        self.form.addRow("Kunci induk", self.root)
        self.form.setRowVisible(self.root, False)
        self.offices.buttonClicked.connect(lambda _: self._kind_chosen())
        self.area.changed.connect(self.judge)

    def kind(self) -> str:
        """The chosen kind of office."""
        return OFFICES[self.offices.checkedId()][0]

    def _kind_chosen(self) -> None:
        self.area.set_office(self.kind())
        self.form.setRowVisible(self.root, self.kind() == "kabko")
        self.judge()

    def own_complete(self) -> bool:
        """An area is chosen; a regency also has the passphrase of its root key."""
        return bool(self.area.code) and (self.kind() != "kabko" or self.root.value() is not None)

    def folder_name(self) -> str:
        """pps-33.18.19.2008-pilkada-2024."""
        return f"{self.kind()}-{self.area.code}-{self.election.currentData()}"

    def work(self) -> Callable[[], Desk]:
        """Create the store."""
        from coklit_desktop.services.desk import create_desk

        folder, kind, area = self.folder(), self.kind(), self.area.code
        election, clerk = self.election.currentData(), self.clerk.text().strip()
        passphrase = self.passphrase.value() or ""
        root = self.root.value() if kind == "kabko" else None
        return lambda: create_desk(folder, kind, area, election, clerk, passphrase, root_passphrase=root)


class KitForm(OfficeForm):
    """An office from the kit that KPU sent."""

    title = "Buka kit dari KPU"
    go = "Buka kit"

    def add_own_rows(self) -> None:
        """Kit file, activation code, the root's six words."""
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setPlaceholderText("Berkas kit (.coklit) di flashdisk")
        self.activation = QLineEdit()
        self.activation.setPlaceholderText("Kode yang disampaikan KPU lewat surat atau telepon")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Enam kata di surat KPU")
        self.form.addRow("Berkas kit", row(self.file, button("Pilih berkas", self._choose)))
        self.form.addRow("Kode aktivasi", self.activation)
        self.form.addRow("Enam kata", self.words)
        for field in (self.activation, self.words):
            field.textChanged.connect(self.judge)

    def own_complete(self) -> bool:
        """All three are there."""
        words = len(self.words.text().split()) == 6
        return bool(self.file.text() and self.activation.text().strip() and words)

    def folder_name(self) -> str:
        """The kit's own name says area and site."""
        return Path(self.file.text()).stem.split("_", maxsplit=1)[0] or "kantor"

    def work(self) -> Callable[[], Desk]:
        """Open the kit and create the store."""
        from coklit_desktop.services.kits import create_from_kit

        folder, file = self.folder(), Path(self.file.text())
        activation, words = self.activation.text().strip(), self.words.text().strip()
        clerk, passphrase = self.clerk.text().strip(), self.passphrase.value() or ""
        return lambda: create_from_kit(folder, file, activation, clerk, passphrase, words)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih berkas kit", "", "Kit Coklit (*.coklit)")
        if name:
            self.file.setText(name)
            self.judge()
