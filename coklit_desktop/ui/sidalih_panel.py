"""Bulk Sidalih as files in the order of uploading: make them, mark how each came through, take back what failed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from coklit_desktop.services import sidalih_upload
from coklit_desktop.services.sidalih_files import FileState
from coklit_desktop.ui.sidalih_tables import FileTable, ToldTable
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.services.sidalih_upload import Batch, Failures, Outlook, Told, UploadFile
    from coklit_desktop.ui.context import PageContext

FOLDER, ROWS = "sidalih.folder", "sidalih.rows"
KINDS = "Daftar kegagalan (*.xlsx *.csv *.txt)"
HELD, REFUSED, BEYOND = "Ditahan", "Ditolak Sidalih", "Beda dengan Sidalih"
WINDOWS_KEEPS_OUT = ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory")


class _Read(NamedTuple):
    files: list[UploadFile]
    outlook: Outlook
    refused: dict[int, tuple[Told, ...]]


class SidalihPanel(QWidget):
    """Attributes: `files` is the table of files, `told` that of voters; `working` while files are being made."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.working = False
        self._found: _Read | None = None
        self.files, self.told = FileTable(), ToldTable()
        self.state = label(name="redup", wrap=True)
        self.told_title = label(name="bagian")
        self.rows = QSpinBox()
        self.rows.setRange(1, sidalih_upload.MOST_ROWS)
        self.rows.setMinimumWidth(90)
        usual = sidalih_upload.rows_per_file_of(context.desk)
        self.rows.setValue(int(context.remembered.choices.get(ROWS) or usual))
        self.rows.setAccessibleName("Baris per berkas")
        self.make_button = button("&Buat berkas…", self.ask_folder, main=True)
        self.sent_button = button("Suda&h diunggah", lambda: self.mark(FileState.SENT))
        self.taken_button = button("&Diterima", lambda: self.mark(FileState.TAKEN))
        self.failed_button = button("&Gagal…", self.ask_failed)
        self.again_button = button("Buat &ulang yang gagal…", self.ask_again)
        self.copy_button = button("&Salin untuk webgrid", self.copy)
        self._lay_out()
        self._connect()
        self._allow()

    def refresh(self) -> None:
        """Read files and what waits anew."""
        desk = self.context.desk

        def read(_progress: Progress) -> _Read:
            files = sidalih_upload.batches(desk)
            refused = {one.number: sidalih_upload.refused_voters(desk, one.number) for one in files if one.refused}
            return _Read(files, sidalih_upload.outlook(desk), refused)

        self.context.tasks.run(read, done=self._show, failed=self._cannot, owner=self)

    # --- files

    def ask_folder(self, *, only_failed: int | None = None) -> None:
        """Ask for the folder, then write the files."""
        start = self.context.remembered.choices.get(FOLDER, str(Path.home()))
        name = QFileDialog.getExistingDirectory(self, "Pilih folder untuk berkas Sidalih", start)
        if name:
            self.context.remembered.choices[FOLDER] = name
            self.context.remembered.save()
            self.make(Path(name), only_failed=only_failed)

    def ask_again(self) -> None:
        """Ask for the folder of a file with the refused voters of the one in hand."""
        self.ask_folder(only_failed=self.files.file_number)

    def make(self, folder: Path, *, only_failed: int | None = None) -> None:
        """Write what Sidalih lacks, or what it refused of one file."""
        desk, rows = self.context.desk, self.rows.value()
        self.context.remembered.choices[ROWS] = str(rows)
        self.context.remembered.save()
        self._run(
            lambda progress: sidalih_upload.make_batch(desk, folder, rows, progress, only_failed=only_failed),
            self._made,
            "Membuat berkas Sidalih",
        )

    def mark(self, state: FileState) -> None:
        """Note how the file in hand came through."""
        desk, chosen = self.context.desk, self.files.file_number
        if chosen is not None:
            self._run(lambda _progress: sidalih_upload.mark(desk, chosen, state), self._marked, "Mencatat")

    def ask_failed(self) -> None:
        """Ask whether there is a list of failures or all of the file failed."""
        if self.files.file_number is None:
            return
        answer = self.context.messages.choose(
            "Apa yang gagal?",
            "Daftar kegagalan diunduh dari Sidalih; dengan daftar itu hanya baris yang ditolak yang dibuat ulang.",
            options=("Muat daftar kegagalan…", "Semua baris gagal"),
            parent=self,
        )
        if answer == 1:
            self.mark(FileState.FAILED)
        elif answer == 0:
            start = self.context.remembered.choices.get(FOLDER, str(Path.home()))
            name, _ = QFileDialog.getOpenFileName(self, "Pilih daftar kegagalan dari Sidalih", start, KINDS)
            if name:
                self.load(Path(name))

    def load(self, path: Path) -> None:
        """Read what Sidalih refused of the file in hand."""
        desk, chosen = self.context.desk, self.files.file_number
        if chosen is not None:
            self._run(
                lambda progress: sidalih_upload.load_failures(desk, chosen, path, progress),
                self._loaded,
                "Membaca daftar kegagalan",
            )

    def copy(self) -> None:
        """Put the voters of the file in hand on the clipboard, or without files all changed ones."""
        desk, file = self.context.desk, self._file()
        subjects = None if file is None else list(file.contents)
        self._run(
            lambda _progress: sidalih_upload.webgrid_text(desk, subjects=subjects),
            self._copied,
            "Menyalin",
        )

    # --- answers

    def _show(self, found: _Read) -> None:
        self._found = found
        self.files.show_files(found.files)
        ahead = found.outlook
        parts = [f"{number(ahead.ready)} perubahan belum diunggah"]
        parts += [f"{number(ahead.waiting)} sudah diunggah dan menunggu jawaban Sidalih"] if ahead.waiting else []
        parts += [f"{number(len(ahead.held))} pemilih baru ditahan"] if ahead.held else []
        self.state.setText("; ".join(parts) + ". Unggah menurut urutan: TMS dan 8, lalu U, lalu B.")
        self._show_told()
        self._allow()

    def _show_look(self) -> None:
        """States carry colours of the look."""
        if self._found is not None:
            self._show(self._found)

    def _show_told(self) -> None:
        found = self._found
        if found is None:
            return
        chosen = self.files.file_number
        groups: list[tuple[str, Sequence[Told]]] = [(HELD, found.outlook.held), (BEYOND, found.outlook.overtaken)]
        if chosen is not None and chosen in found.refused:
            groups.insert(0, (REFUSED, found.refused[chosen]))
        self.told.show_told(groups)
        count = sum(len(one) for _, one in groups)
        self.told_title.setText(f"Perlu dilihat ({number(count)})" if count else "Tidak ada yang ditahan atau ditolak.")
        self.told.setVisible(bool(count))

    def _cannot(self, error: Exception) -> None:
        self._found = None
        self._allow()
        self.context.messages.error(error)

    def _made(self, batch: Batch) -> None:
        if not batch.files:
            self.context.messages.info("Tidak ada perubahan yang dapat diunggah sekarang. Lihat yang ditahan di bawah.")
        else:
            text = f"{number(len(batch.files))} berkas dengan {number(batch.rows)} pemilih ditulis di {batch.folder}."
            self.context.messages.good(f"{text} Unggah menurut nomornya, lalu tandai di tabel.")

    def _marked(self, done: Saved) -> None:
        self.context.tell_saved(done)

    def _loaded(self, found: Failures) -> None:
        text = f"{number(len(found.failed))} pemilih ditolak Sidalih; yang lain dari berkas itu dianggap diterima."
        if found.unmatched:
            lines = ", ".join(str(line) for line, _ in found.unmatched[:10])
            more = ", …" if len(found.unmatched) > 10 else ""
            text += f" {number(len(found.unmatched))} baris daftar tidak dikenali (baris {lines}{more})."
        self.context.messages.info(text)

    def _copied(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        for name in WINDOWS_KEEPS_OUT:  # no history of the clipboard may keep people's data
            data.setData(f'application/x-qt-windows-mime;value="{name}"', QByteArray(b"\0\0\0\0"))
        QGuiApplication.clipboard().setMimeData(data)
        self.context.messages.good(f"{number(text.count(chr(10)))} baris disalin. Tempel di webgrid Sidalih.")

    # --- inside

    def _run(self, work: Callable, done: Callable, what: str) -> None:
        if self.working:
            return
        self.working = True
        self._allow()

        def end(act: Callable, value: object) -> None:
            self.working = False
            self._allow()
            act(value)
            self.refresh()

        self.context.tasks.run(
            work,
            done=lambda value: end(done, value),
            failed=lambda error: end(self.context.messages.error, error),
            owner=self,
            what=what,
            writes=True,
        )

    def _file(self) -> UploadFile | None:
        chosen = self.files.file_number
        files = self._found.files if self._found is not None else []
        return next((one for one in files if one.number == chosen), None)

    def _allow(self) -> None:
        """Offer only what can be done now."""
        file, able = self._file(), self._found is not None and not self.working
        in_use = able and file is not None and file.state is not FileState.REPLACED
        self.make_button.setEnabled(able)
        self.rows.setEnabled(able)
        self.copy_button.setEnabled(able)
        for one in (self.sent_button, self.taken_button, self.failed_button):
            one.setEnabled(in_use)
        self.again_button.setEnabled(in_use and file is not None and bool(file.refused))

    def _lay_out(self) -> None:
        top = row(self.make_button, 10, label("Baris per berkas"), self.rows, None, self.copy_button)
        below = row(self.sent_button, self.taken_button, self.failed_button, self.again_button, None)
        body = column(self.state, top, self.files, below, 4, self.told_title, self.told)
        body.setStretchFactor(self.files, 3)
        body.setStretchFactor(self.told, 2)
        self.setLayout(body)

    def _connect(self) -> None:
        self.files.itemSelectionChanged.connect(self._show_told)
        self.files.itemSelectionChanged.connect(self._allow)
        self.told.opened.connect(lambda subject: self.context.navigate("voters", subject=subject))
        self.context.look_changed.connect(self._show_look)
        QShortcut(QKeySequence.StandardKey.Copy, self.files, self.copy)
