"""Impor daftar: choose files, look at what would change, then take it; all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QStackedWidget, QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.entering import enter_file
from coklit_desktop.ui.importing.preview_view import PreviewView
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.texts import number
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.services.delivering import ImportPreview
    from coklit_desktop.services.entering import Tally
    from coklit_desktop.ui.context import PageContext

FILTER = "Daftar pemilih (*.csv *.txt *.xlsx);;Semua berkas (*)"
LAST = "import.folder"


class ImportPage(Page):
    """Files -> preview -> taken."""

    key, title, icon = "import", "Impor daftar", "import"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.files: list[Path] = []
        self.preview: ImportPreview | None = None
        self.rejects: Path | None = None
        self.setAcceptDrops(True)
        self.heading = label("Impor daftar", "judul")
        self.names = ElidedLabel()
        self.names.setObjectName("redup")
        self.view = PreviewView()
        self.results = QCheckBox("Ambil juga hasil coklit dari e-Coklit, untuk pemilih yang belum dientri dari kertas")
        self.results.toggled.connect(lambda _on: self._read())
        self.other = button("Pilih berkas lain…", self.choose)
        self.take = button("Simpan daftar ini", self.commit, main=True)
        self.empty = EmptyState(
            "Pilih berkas daftar pemilih",
            "CSV dari Sidalih atau e-Coklit, atau daftar Excel/CSV. Berkas juga boleh ditarik ke sini. "
            "Belum ada yang disimpan sebelum disetujui.",
        )
        self.empty.add_action("Pilih berkas…", self.choose)
        self.done = EmptyState("", "")
        self.done.add_action("Ke Beranda", lambda: context.navigate("home"))
        self.show_rejects = button("Buka folder baris ditolak", self._open_rejects)
        self.work = QWidget()
        self.stack = QStackedWidget()
        self._build()

    def enter(self) -> None:
        """Begin anew unless a preview is open."""
        if self.preview is None:
            self.stack.setCurrentWidget(self.empty)

    def go_to(self, **target: object) -> None:
        """Preview `files`."""
        files = target.get("files")
        if isinstance(files, list):
            self.open_files([Path(str(name)) for name in files])

    def choose(self) -> None:
        """Ask for files."""
        last = self.context.remembered.choices.get(LAST, "")
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih berkas daftar pemilih", last, FILTER)
        if names:
            self.context.remembered.choices[LAST] = str(Path(names[0]).parent)
            self.open_files([Path(name) for name in names])

    def open_files(self, files: list[Path]) -> None:
        """Read files and show what they would change."""
        self.files = files
        self.results.setChecked(False)
        self._read()

    def commit(self) -> None:
        """Take what the preview shows."""
        preview, desk = self.preview, self.context.desk
        if preview is None:
            return
        if preview.gone and not self.context.messages.ask(
            "Ganti daftar?",
            f"{number(preview.gone)} pemilih tidak ada lagi di daftar baru. Hasil coklitnya tetap tersimpan.",
            yes="Ganti daftar",
        ):
            return
        self._write(lambda progress: commit_import(desk, preview, progress=progress), "Menyimpan daftar")

    # --- building

    def _build(self) -> None:
        head = row(column(self.heading, self.names, spacing=2), self.other, self.take)
        head.setStretch(0, 1)
        body = column(head, self.view, self.results, spacing=12, margin=16)
        body.setStretch(1, 1)
        self.work.setLayout(body)
        holder = QWidget()
        holder.setLayout(column(self.done, row(None, self.show_rejects, None), None))
        for widget in (self.empty, self.work, holder):
            self.stack.addWidget(widget)
        self.finished = holder
        self.setLayout(column(self.stack))

    # --- reading and taking

    def _read(self) -> None:
        if not self.files:
            return
        files, desk, results = self.files, self.context.desk, self.results.isChecked()

        def work(progress: Progress) -> ImportPreview:
            return preview_import(desk, files, results=results, progress=progress)

        self._wait(waiting=True)
        self.context.messages.clear()
        self.context.tasks.run(work, done=self._show, failed=self._failed, owner=self, what="Membaca berkas")

    def _show(self, preview: ImportPreview) -> None:
        self.preview = preview
        self._wait(waiting=False)
        self.heading.setText(f"Daftar {preview.village_name.title()}" if preview.village_name else "Impor daftar")
        self.names.setText(", ".join(path.name for path in preview.files))
        self.results.setVisible(bool(preview.ecoklit))
        self.view.show_preview(preview)
        self.take.setEnabled(not preview.same_file or preview.results)
        if preview.same_file and not preview.results:
            self.context.messages.info("Berkas ini sudah pernah diimpor. Tidak ada yang berubah.")
        self.stack.setCurrentWidget(self.work)
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, tally: Tally) -> None:
        self._wait(waiting=False)
        self.preview = None
        self.rejects = tally.rejects_file
        parts = [f"{number(tally.accepted)} baris diterima", f"{number(tally.unchanged)} sudah sama"]
        if tally.skipped:
            parts.append(f"{number(tally.skipped)} dikesampingkan")
        if tally.rejected:
            parts.append(f"{number(tally.rejected)} ditolak")
        text = ", ".join(parts) + "."
        if tally.rejects_file is not None:
            text += f" Baris yang ditolak ada di {tally.rejects_file}."
        self.done.tell("Tersimpan", text)
        self.show_rejects.setVisible(tally.rejects_file is not None)
        self.stack.setCurrentWidget(self.finished)
        self.data_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._wait(waiting=False)
        if isinstance(error, CoklitError) and error.code == "bukan_daftar_hasil" and len(self.files) == 1:
            self._offer_results()
            return
        if self.preview is None:
            self.stack.setCurrentWidget(self.empty)
        self.context.messages.error(error)

    def _offer_results(self) -> None:
        """The file holds keyed results, not a list: they may go in like keyed rows."""
        file, desk = self.files[0], self.context.desk
        if not self.context.messages.ask(
            "Catat hasil dari berkas ini?",
            f"{file.name} berisi hasil coklit (kolom KET), bukan daftar pemilih. Tiap baris dicatat seperti dientri.",
            yes="Catat hasil",
        ):
            return
        self._write(lambda progress: enter_file(desk, file, progress=progress), "Mencatat hasil")

    def _write(self, work: Callable[[Progress], Tally], what: str) -> None:
        """Change the list; once more, when the clerk has said why a determined list is changed."""

        def failed(error: Exception) -> None:
            if self.context.unlocks(error):
                self._write(work, what)
            else:
                self._failed(error)

        self._wait(waiting=True)
        self.context.tasks.run(work, done=self._taken, failed=failed, owner=self, what=what, writes=True)

    def _wait(self, *, waiting: bool) -> None:
        for widget in (self.take, self.other, self.results):
            widget.setEnabled(not waiting)

    def _open_rejects(self) -> None:
        if self.rejects is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.rejects.parent)))

    # --- files dropped here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_files(files)
