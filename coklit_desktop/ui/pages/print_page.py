"""Cetak: choose a form, look at it with its numbers, then save it as PDF or XLSX or print it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.services import previewing, printing
from coklit_desktop.services.form_data import Wish
from coklit_desktop.ui import texts
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.pdf_preview import PdfPreview, print_pdf, printer_for
from coklit_desktop.ui.print_options import PrintOptions
from coklit_desktop.ui.print_panels import FigureTable, FormList
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import button, column, label, row

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from coklit_desktop.services.previewing import FormsOverview, Preview
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.tasks import Job

KINDS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}
SHOWN_MISSING = 6
NO_PAPER = "Lembar ini untuk diunggah ke Sidalih, bukan untuk dicetak.\nSimpan sebagai XLSX, lalu unggah."


class PrintPage(Page):
    """The page of forms. Attributes: `found` is the preview in sight, None while it is being made."""

    key: ClassVar[str] = "print"
    title: ClassVar[str] = "Cetak"
    icon: ClassVar[str] = "print"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Preview | None = None
        self._overview: FormsOverview | None = None
        self._job: Job | None = None
        self._wanted: dict[str, object] = {}
        self.forms = FormList()
        self.pages = PdfPreview()
        self.options = PrintOptions(context.remembered.look.paper)
        self.figures = FigureTable()
        self.missing = label(name="redup", wrap=True)
        self.save_pdf = button("Simpan PDF…", lambda: self.ask_and_save("pdf"), main=True)
        self.save_xlsx = button("Simpan XLSX…", lambda: self.ask_and_save("xlsx"))
        self.print_button = button("Cetak…", self.ask_and_print)
        self.empty = EmptyState("Belum ada yang bisa dicetak", "Impor daftar pemilih dahulu.")
        self.empty.add_action("Impor daftar", lambda: context.navigate("import"))
        self.work, self.stack = QWidget(), QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=120)
        self._lay_out()
        self._connect()

    # --- the frame calls

    def refresh(self) -> None:
        """Read anew which forms lack what, and make the preview again."""
        desk = self.context.desk
        self.context.tasks.run(
            lambda _progress: previewing.overview(desk),
            done=self._show_overview,
            failed=lambda _error: self.stack.setCurrentWidget(self.empty),
            owner=self,
        )

    def enter(self) -> None:
        """Keys go to the list of forms."""
        self.forms.setFocus()

    def go_to(self, **target: object) -> None:
        """`form=` takes a form in hand, `tps=` one TPS."""
        self._wanted = target
        if self._overview is not None:
            self._follow()

    # --- preview

    def make_preview(self) -> None:
        """Make the form in hand in memory and show it; one that is still being made is given up."""
        form_id = self.forms.form_id
        if not form_id or self._overview is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.options.offer(next(form for form in self._overview.forms if form.id == form_id))
        self.found = None
        self._allow()
        self.pages.say("Menyiapkan pratinjau…")
        desk, (tps, paper, wish) = self.context.desk, self._chosen()
        self._job = self.context.tasks.run(
            lambda progress: previewing.preview(desk, form_id, tps=tps, paper=paper, wish=wish, progress=progress),
            done=self._show_preview,
            failed=self._no_preview,
            owner=self,
        )

    def _show_preview(self, found: Preview) -> None:
        if found.form.id != self.forms.form_id:  # ready just before it was given up
            return
        self._job, self.found = None, found
        self.figures.show_figures(found.figures)
        self._show_missing(found.missing)
        if found.pdf is None:
            self.pages.say(NO_PAPER)
        else:
            self.pages.show_pdf(found.pdf)
        self._allow()

    def _no_preview(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._job = None
            self.pages.say("Pratinjau tidak dapat dibuat.")
            self.context.messages.error(error)

    def _show_missing(self, missing: tuple[str, ...]) -> None:
        lines = [f"○ {sentence}" for sentence in missing[:SHOWN_MISSING]]
        if len(missing) > SHOWN_MISSING:
            lines.append(f"dan {len(missing) - SHOWN_MISSING} lagi")
        if lines:
            lines.append("Isi di Pengaturan; sampai itu dicetak garis titik-titik.")
        self.missing.setText("\n".join(lines) if lines else "● Semua isian sudah lengkap.")

    # --- save and print

    def ask_and_save(self, fmt: Literal["pdf", "xlsx"]) -> None:
        """Ask where, then save."""
        remembered = self.context.remembered
        folder = Path(remembered.choices.get("print.folder", str(Path.home())))
        name, _ = QFileDialog.getSaveFileName(self, "Simpan formulir", str(folder / self.file_name(fmt)), KINDS[fmt])
        if name:
            out = Path(name) if name.lower().endswith(f".{fmt}") else Path(f"{name}.{fmt}")
            remembered.choices["print.folder"] = str(out.parent)
            remembered.save()
            self.save_to(out, fmt)

    def file_name(self, fmt: str) -> str:
        """A name that says which form of which place; nothing about people."""
        tps, _, wish = self._chosen()
        parts = [self.forms.form_id, self.context.desk.area, f"tps-{tps}" if tps else ""]
        parts.append("samaran" if wish.masked else "")
        return f"{'_'.join(filter(None, parts))}.{fmt}"

    def save_to(self, out: Path, fmt: Literal["pdf", "xlsx"]) -> None:
        """Write the form in hand to a file, with progress and Batal in the status bar."""
        desk, form_id, (tps, paper, wish) = self.context.desk, self.forms.form_id, self._chosen()
        self.context.tasks.run(
            lambda progress: printing.make_form(
                desk, form_id, out, tps=tps, fmt=fmt, paper=paper, wish=wish, progress=progress
            ),
            done=lambda path: self.context.messages.good(f"Tersimpan sebagai {path.name} di {path.parent}."),
            failed=self.context.messages.error,
            owner=self,
            what=f"Membuat {fmt.upper()}",
        )

    def ask_and_print(self) -> None:
        """Show the system's print dialog, then print."""
        from PySide6.QtPrintSupport import QPrintDialog

        if self.found is None:
            return
        printer = self.make_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(f"Cetak {self.found.form.title}")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def make_printer(self) -> QPrinter:
        """A printer set to the paper of the form in hand."""
        landscape = self.found is not None and self.found.form.orientation == "landscape"
        return printer_for(self.options.chosen_paper, landscape=landscape, pages=self.pages.page_count)

    def print_to(self, printer: QPrinter) -> None:
        """Print what is in sight, page by page off the main thread."""
        if self.found is None or self.found.pdf is None:
            return
        data = self.found.pdf
        previewing.note_printed(self.context.desk, self.found.form.id, self._chosen()[2])
        self.context.tasks.run(
            lambda progress: print_pdf(data, printer, progress),
            done=lambda pages: self.context.messages.good(f"{texts.number(pages)} halaman dikirim ke pencetak."),
            failed=self.context.messages.error,
            owner=self,
            what="Mencetak",
            serial=False,
        )

    # --- inside

    def _chosen(self) -> tuple[str | None, Literal["F4", "A4"], Wish]:
        return self.options.chosen_tps, self.options.chosen_paper, Wish(masked=self.options.is_masked)

    def _show_overview(self, overview: FormsOverview) -> None:
        self.stack.setCurrentWidget(self.work)
        self._overview = overview
        self.options.show_tps(overview.tps_list)
        self.forms.show_forms(overview)
        self._follow()
        self._soon.start()

    def _follow(self) -> None:
        """Take in hand what another page asked for."""
        wanted, self._wanted = self._wanted, {}
        if form := wanted.get("form"):
            self.forms.choose(str(form))
        if tps := wanted.get("tps"):
            self.options.choose_tps(str(tps))

    def _show_look(self) -> None:
        """Dots and numbers carry colours of the look."""
        if self._overview is not None:
            self.forms.show_forms(self._overview)

    def _allow(self) -> None:
        """Offer only what the form in sight can be made as."""
        formats = self.found.form.formats if self.found is not None else ()
        self.save_pdf.setEnabled("pdf" in formats)
        self.print_button.setEnabled("pdf" in formats)
        self.save_xlsx.setEnabled("xlsx" in formats)

    def _lay_out(self) -> None:
        zoom = row(
            label("Pratinjau", "bagian"), None,
            button("−", lambda: self.pages.zoom(-1), plain=True),
            button("Selebar halaman", self.pages.fit, plain=True),
            button("+", lambda: self.pages.zoom(1), plain=True),
            spacing=2,
        )  # fmt: skip
        middle = column(zoom, self.pages, spacing=4)
        middle.setStretch(1, 1)
        right, side = QWidget(), column(
            self.options, self.save_pdf, row(self.save_xlsx, self.print_button), 6,
            label("Angka formulir", "bagian"), self.figures, label("Isian", "bagian"), self.missing,
        )  # fmt: skip
        side.setStretchFactor(self.figures, 1)
        right.setLayout(side)
        right.setFixedWidth(268)
        self.forms.setFixedWidth(236)
        body = row(column(label("Formulir", "bagian"), self.forms), middle, right, spacing=14, margin=14)
        body.setStretch(1, 1)
        self.work.setLayout(body)
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))
        self._allow()

    def _connect(self) -> None:
        self._soon.timeout.connect(self.make_preview)
        self.forms.chosen.connect(lambda _form: self._soon.start())
        self.options.changed.connect(self._soon.start)
        self.options.paper_chosen.connect(lambda paper: self.context.remembered.set_look(paper=paper))
        self.figures.opened.connect(lambda found: self.context.navigate("voters", **found))
        self.context.look_changed.connect(self._show_look)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_pdf.click)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
