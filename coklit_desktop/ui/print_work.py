"""The work behind a form in sight: first pages at once and the rest after them; into files, a folder, a printer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.services import previewing, printing
from coklit_desktop.ui import texts
from coklit_desktop.ui.pdf_preview import print_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from coklit_desktop.reports.catalog import Format
    from coklit_desktop.services.form_data import Wish
    from coklit_desktop.services.previewing import Preview
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.tasks import Job

Paper = Literal["F4", "A4"]
FOLDER = "print.folder"
KINDS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)", "docx": "Word (*.docx)"}


class PreviewMaker(QObject):
    """Makes one form at a time; asked for another, it gives up the one before.

    Signals: `looked(pdf)` with the first pages, `made(Preview)`, `failed(error)`.
    """

    looked = Signal(bytes)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, context: PageContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._owner = context, owner
        self._job: Job | None = None
        self._turn = 0

    def give_up(self) -> None:
        """Stop what is being made; its results are not wanted any more."""
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def make(self, form_id: str, tps: str | None, paper: Paper, wish: Wish) -> None:
        """Make a form: the first pages beside other work, so that they wait for nothing, then all of it."""
        self.give_up()
        desk, turn = self._context.desk, self._turn

        def looked(pdf: bytes | None) -> None:
            if turn == self._turn:
                if pdf:
                    self.looked.emit(pdf)
                self._make_all(form_id, tps, paper, wish)

        self._context.tasks.run(
            lambda _progress: previewing.first_look(desk, form_id, tps=tps, paper=paper, wish=wish),
            done=looked,
            failed=lambda error: self._tell_failed(turn, error),
            owner=self._owner,
            serial=False,
        )

    def _make_all(self, form_id: str, tps: str | None, paper: Paper, wish: Wish) -> None:
        desk, turn = self._context.desk, self._turn

        def made(found: Preview) -> None:
            if turn == self._turn:
                self._job = None
                self.made.emit(found)

        self._job = self._context.tasks.run(
            lambda progress: previewing.preview(desk, form_id, tps=tps, paper=paper, wish=wish, progress=progress),
            done=made,
            failed=lambda error: self._tell_failed(turn, error),
            owner=self._owner,
        )

    def _tell_failed(self, turn: int, error: Exception) -> None:
        if turn == self._turn and not isinstance(error, Cancelled):
            self._job = None
            self.failed.emit(error)


def ask_file(context: PageContext, parent: QWidget, name: str, fmt: Format) -> Path | None:
    """Ask for the file of a form; None after Batal."""
    start = Path(context.remembered.choices.get(FOLDER, str(Path.home())))
    chosen, _ = QFileDialog.getSaveFileName(parent, "Simpan formulir", str(start / name), KINDS[fmt])
    if not chosen:
        return None
    out = Path(chosen) if chosen.lower().endswith(f".{fmt}") else Path(f"{chosen}.{fmt}")
    context.remembered.choices[FOLDER] = str(out.parent)
    context.remembered.save()
    return out


def save_form(
    context: PageContext, owner: QWidget, form_id: str, out: Path, fmt: Format,
    *, tps: str | None, paper: Paper, wish: Wish,
) -> None:  # fmt: skip
    """Write one form to a file, with progress and Batal in the status bar."""
    desk = context.desk
    context.tasks.run(
        lambda progress: printing.make_form(
            desk, form_id, out, tps=tps, fmt=fmt, paper=paper, wish=wish, progress=progress
        ),
        done=lambda path: context.messages.good(f"Tersimpan sebagai {path.name} di {path.parent}."),
        failed=context.messages.error,
        owner=owner,
        what=f"Membuat {fmt.upper()}",
    )


def print_form(context: PageContext, owner: QWidget, found: Preview, printer: QPrinter, wish: Wish) -> None:
    """Send a form in sight to a printer, page by page off the main thread."""
    pdf = found.pdf
    if pdf is None:
        return
    previewing.note_printed(context.desk, found.form.id, wish)
    context.tasks.run(
        lambda progress: print_pdf(pdf, printer, progress),
        done=lambda pages: context.messages.good(f"{texts.number(pages)} halaman dikirim ke pencetak."),
        failed=context.messages.error,
        owner=owner,
        what="Mencetak",
        serial=False,
    )


def ask_set_folder(context: PageContext, parent: QWidget) -> Path | None:
    """Ask for the folder of a set; None after Batal."""
    start = context.remembered.choices.get(FOLDER, str(Path.home()))
    name = QFileDialog.getExistingDirectory(parent, "Folder untuk satu set formulir pleno", start)
    if not name:
        return None
    context.remembered.choices[FOLDER] = name
    context.remembered.save()
    return Path(name)


def save_set(context: PageContext, owner: QWidget, folder: Path, paper: Paper, wish: Wish) -> None:
    """Write all forms of the pleno into a folder, with progress and Batal in the status bar."""
    desk, plain = context.desk, replace(wish, variant=None)

    def failed(error: Exception) -> None:
        if isinstance(error, Cancelled):
            context.messages.info(f"Dibatalkan. Yang sudah jadi ada di {folder}.")
        else:
            context.messages.error(error)

    context.tasks.run(
        lambda progress: printing.make_set(desk, folder, paper=paper, wish=plain, progress=progress),
        done=lambda made: context.messages.good(f"{texts.number(len(made))} formulir tersimpan di {folder}."),
        failed=failed,
        owner=owner,
        what="Membuat satu set pleno",
    )
