"""Kirim & Terima: one stick, one sentence at a time; what was sent and what came back below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from coklit_desktop.domain.areas import area_name
from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.handover.sticks import plugged_sticks
from coklit_desktop.services import enrolling, kits, packing, receiving
from coklit_desktop.services.messages import sentence
from coklit_desktop.ui.handover.choosing import files_for
from coklit_desktop.ui.handover.dialogs import ConfirmDialog, KitDialog, KitMadeDialog
from coklit_desktop.ui.handover.results import Results, summary
from coklit_desktop.ui.handover.stick_view import NONE, READY, SAFE, WRONG, StickView
from coklit_desktop.ui.handover.table import HandoverTable, entries_words
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.widgets.layouts import button, column, label, panel, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.handover.sticks import Stick
    from coklit_desktop.services.enrolling import Asking
    from coklit_desktop.services.kits import KitMade
    from coklit_desktop.services.packing import PackageMade, Packed
    from coklit_desktop.services.receiving import Received
    from coklit_desktop.ui.context import PageContext

LOOK_EVERY = 1500  # milliseconds between two looks for sticks while the page is in sight
FILTER = "Berkas Coklit (*.coklit)"
PLUG_IN = "Colokkan flashdisk"
SAFE_TO_PULL = "Aman dicabut"
WRITE_WORDS = "Tulis enam kata ini di surat pengantar. KPU mencocokkannya sekali saja, untuk mengesahkan laptop ini."
WORK_ERRORS = "Pekerjaan tidak selesai; tidak ada yang berubah."


class HandoverPage(Page):
    """Attributes: `find_sticks` says which sticks are plugged in; `folder` is where the work goes, None if nowhere."""

    key: ClassVar[str] = "handover"
    title: ClassVar[str] = "Kirim"
    icon: ClassVar[str] = "handover"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.find_sticks: Callable[[], list[Stick]] = plugged_sticks
        self.working = False
        self._other: Path | None = None
        self._sticks: list[Stick] = []
        office = context.desk.office
        self.stick = StickView()
        self.where = QComboBox()
        self.where.setAccessibleName("Flashdisk yang dipakai")
        self.where.currentIndexChanged.connect(lambda _at: self._idle())
        self.other = button("Folder lain…", self.choose_folder, plain=True)
        self.pack_button = button("Buat &paket", self.pack, main=office == "pps")
        self.take_button = button(
            "&Terima dari flashdisk" if office == "pps" else "&Terima paket", self.take_all, main=office != "pps"
        )
        self.choose_button = button("Pilih berkas…", self.choose_files)
        self.kit_button = button("Buat &kit…", self.ask_kit)
        self.results = Results(can_confirm=office == "kabko")
        self.results.confirm_asked.connect(self.ask_words)
        self.table_title = label(name="bagian")
        self.table = HandoverTable()
        self._looks = QTimer(self, interval=LOOK_EVERY)
        self._looks.timeout.connect(self.look_for_sticks)
        self.setAcceptDrops(True)
        self._build(office)

    # --- the frame calls

    def refresh(self) -> None:
        """Read the table anew."""
        desk = self.context.desk

        def read(_progress: Progress) -> tuple[list[PackageMade], list[Asking]]:
            made = [] if desk.office == "kabko" else packing.packages_made(desk)
            return made, enrolling.asking(desk)

        self.context.tasks.run(read, done=self._show_table, failed=self.context.messages.error, owner=self)

    def enter(self) -> None:
        """Look for sticks while the page is in sight."""
        self.look_for_sticks()
        self._looks.start()
        self._focus()

    def leave(self) -> bool:
        """Stop looking for sticks; work under way goes on."""
        self._looks.stop()
        return True

    # --- where

    @property
    def folder(self) -> Path | None:
        """Where the work goes."""
        data = self.where.currentData()
        return None if data is None else Path(data)

    def look_for_sticks(self) -> None:
        """See which sticks are plugged in now; a new one is taken in hand."""
        if self.working:
            return
        found = self.find_sticks()
        if [stick.path for stick in found] == [stick.path for stick in self._sticks] and self.where.count():
            return
        fresh = [stick for stick in found if stick.path not in {old.path for old in self._sticks}]
        self._sticks = found
        self._offer_places(fresh[0].path if fresh else self.folder)

    def choose_folder(self) -> None:
        """Ask for another folder than a stick."""
        start = str(self.folder or "")
        name = QFileDialog.getExistingDirectory(self, "Pilih folder untuk paket", start)
        if name:
            self.use_folder(Path(name))

    def use_folder(self, folder: Path) -> None:
        """Work in `folder`."""
        self._other = folder
        self._offer_places(folder)

    # --- sending

    def pack(self) -> None:
        """Make the next package."""
        desk, folder = self.context.desk, self.folder
        if folder is None:
            self._idle()
            return
        self._run(lambda progress: packing.pack(desk, folder, progress), self._packed, "Membuat paket")

    def _packed(self, packed: Packed) -> None:
        if packed.file is None:
            self.stick.tell(READY, "Tidak ada yang baru", "Semua catatan sudah dikirim dan diterima KPU.")
            return
        content = packed.file.name
        if packed.to_seq:
            content += f" · {entries_words(packed.from_seq, packed.to_seq).lower()}"
        if packed.words is None:
            self.stick.tell(SAFE, SAFE_TO_PULL, content)
        else:
            self.stick.tell(SAFE, SAFE_TO_PULL, f"{content}\n{WRITE_WORDS}", words=packed.words)
        self.refresh()

    # --- receiving

    def take_all(self) -> None:
        """Take every file on the stick that is for this office."""
        desk, folder = self.context.desk, self.folder
        if folder is None:
            self._idle()
            return

        def work(progress: Progress) -> list[Received]:
            files = files_for(desk, folder, progress)
            return receiving.receive(desk, files, progress=progress) if files else []

        self._run(work, self._received, "Menerima berkas")

    def choose_files(self) -> None:
        """Ask which files to take."""
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih berkas yang diterima", str(self.folder or ""), FILTER)
        if names:
            self.take(list(map(Path, names)))

    def take(self, files: Sequence[Path]) -> None:
        """Take these files."""
        desk = self.context.desk
        self._run(lambda progress: receiving.receive(desk, files, progress=progress), self._received, "Menerima berkas")

    def ask_words(self, path: Path) -> None:
        """Ask for the six words of a package's sender, and take it again with them."""
        dialog = ConfirmDialog(path.name, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.confirm(path, dialog.words.text(), dialog.passphrase.text())

    def confirm(self, path: Path, words: str, passphrase: str) -> None:
        """Take a package whose sender's words were compared."""
        desk = self.context.desk
        self._run(
            lambda progress: receiving.receive(
                desk, [path], confirm=words, root_passphrase=passphrase, progress=progress
            ),
            self._received,
            "Mengesahkan",
        )

    def _received(self, found: Sequence[Received]) -> None:
        self.results.show_results(found)
        if not found:
            self.stick.tell(READY, "Tidak ada berkas untuk kantor ini", "Pilih berkas, atau colokkan flashdisk lain.")
            return
        detail = summary(found)
        if any(one.receipt for one in found):
            detail += " Tanda terima sudah ditulis di flashdisk; bawa pulang ke pengirimnya."
        if all(one.outcome == "refused" for one in found):
            self.stick.tell(WRONG, "Tidak ada yang diterima", detail)
        else:
            self.stick.tell(SAFE, SAFE_TO_PULL, detail)
        self.data_changed.emit()
        self.refresh()

    # --- a kit

    def ask_kit(self) -> None:
        """Ask for which office, then write the kit."""
        if self.folder is None:
            self._idle()
            return
        dialog = KitDialog(self.context.tasks, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.make_kit(dialog.area.code, dialog.passphrase.text())

    def make_kit(self, area: str, passphrase: str) -> None:
        """Write a kit for an office."""
        desk, folder = self.context.desk, self.folder
        if folder is None:
            return
        self._run(
            lambda progress: kits.make_kit(desk, area, folder, passphrase, progress),
            lambda made: self._kit_made(made, area),
            "Membuat kit",
        )

    def _kit_made(self, made: KitMade, area: str) -> None:
        self.stick.tell(SAFE, SAFE_TO_PULL, made.file.name)
        KitMadeDialog(made, area_name(area).title() or area, self).exec()

    # --- common

    def _run(self, work: Callable, done: Callable, what: str) -> None:
        """Do one thing with the stick; the other buttons wait."""
        if self.working:
            return
        self.results.show_results([])
        self._wait(waiting=True)
        self.stick.tell(READY, f"{what}…", "Jangan cabut flashdisk.")

        def end(act: Callable, value: object) -> None:
            self._wait(waiting=False)
            act(value)

        job = self.context.tasks.run(
            work,
            done=lambda value: end(done, value),
            failed=lambda error: end(self._failed, error),
            owner=self,
            what=what,
            writes=True,
        )
        job.progressed.connect(self.stick.progress)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._idle()
            self.context.messages.error(error)
            return
        self.stick.tell(WRONG, sentence(error), WORK_ERRORS)

    def _wait(self, *, waiting: bool) -> None:
        self.working = waiting
        for widget in (self.pack_button, self.take_button, self.choose_button, self.kit_button, self.where, self.other):
            widget.setEnabled(not waiting)
        if not waiting:
            self._focus()

    def _focus(self) -> None:
        (self.pack_button if self.context.desk.office == "pps" else self.take_button).setFocus()

    def _offer_places(self, wanted: Path | None) -> None:
        self.where.blockSignals(True)
        self.where.clear()
        for stick in self._sticks:
            self.where.addItem(f"Flashdisk {stick.name} · {_room(stick.free)} kosong", str(stick.path))
        if self._other is not None:
            self.where.addItem(str(self._other), str(self._other))
        at = self.where.findData(str(wanted)) if wanted is not None else -1
        self.where.setCurrentIndex(max(at, 0) if self.where.count() else -1)
        self.where.blockSignals(False)
        self._idle()

    def _idle(self) -> None:
        """Say what to do next."""
        self.where.setVisible(self.where.count() > 0)
        if self.folder is None:
            self.stick.tell(NONE, PLUG_IN, "Paket, kit, dan tanda terima dibawa dengan flashdisk.")
        else:
            self.stick.tell(READY, "Flashdisk siap", self.where.currentText())

    def _show_table(self, found: tuple[list[PackageMade], list[Asking]]) -> None:
        made, asking = found
        if self.context.desk.office == "kabko":
            self.table_title.setText("Laptop yang menunggu disahkan")
            self.table.show_asking(asking)
            self.context.waiting.emit(self.key, len(asking))
        else:
            self.table_title.setText("Paket yang sudah dibuat")
            self.table.show_packages(made)

    def _build(self, office: str) -> None:
        first = [self.pack_button] if office == "pps" else [self.take_button]
        rest = {"pps": [self.take_button], "ppk": [self.pack_button], "kabko": [self.kit_button]}[office]
        buttons = row(*first, *rest, self.choose_button, None, self.where, self.other)
        for unused in (self.pack_button, self.kit_button):
            if unused not in (*first, *rest):
                unused.setParent(self)
                unused.hide()
        body = column(
            label("Kirim & Terima", "judul"), panel(self.stick, buttons, spacing=14, margin=20), self.results,
            self.table_title, self.table, spacing=12, margin=16,
        )  # fmt: skip
        body.setStretch(4, 1)
        self.setLayout(body)
        self._idle()

    # --- files dropped here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Packages may be dropped."""
        if not self.working and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.take(files)


def _room(size: int) -> str:
    """12,3 GB or 640 MB."""
    return f"{size / 1e9:.1f} GB".replace(".", ",") if size >= 1e9 else f"{size // 1_000_000} MB"
