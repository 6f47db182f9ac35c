"""Cetak: choose a form, look at it with its numbers, then save it as PDF, XLSX or DOCX, or print it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coklit_desktop.services import browsing, previewing, printing
from coklit_desktop.ui.figure_table import FigureTable
from coklit_desktop.ui.page import Page
from coklit_desktop.ui.pdf_preview import PdfPreview, printer_for
from coklit_desktop.ui.print_missing import MissingList
from coklit_desktop.ui.print_options import PrintOptions
from coklit_desktop.ui.print_panels import FormList
from coklit_desktop.ui.print_work import PreviewMaker, ask_file, ask_set_folder, print_form, save_form, save_set
from coklit_desktop.ui.theme import half_scaled
from coklit_desktop.ui.widgets.empty import EmptyState
from coklit_desktop.ui.widgets.layouts import button, column, holder, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from coklit_desktop.reports.catalog import Format, FormInfo
    from coklit_desktop.services.previewing import FormsOverview, Preview
    from coklit_desktop.ui.context import PageContext
    from coklit_desktop.ui.sidalih_panel import SidalihPanel

NO_PAPER = "Lembar ini untuk diunggah ke Sidalih, bukan untuk dicetak.\nSimpan sebagai XLSX, lalu unggah."
CODE = "print.qr"
UPLOADS = "bulk-sidalih"
SOON = 60  # milliseconds after the last key; a held arrow makes no form


class PrintPage(Page):
    """The page of forms. Attributes: `found` is the whole form in sight, None while it is being made."""

    key: ClassVar[str] = "print"
    title: ClassVar[str] = "Cetak"
    icon: ClassVar[str] = "print"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Preview | None = None
        self._infos: Sequence[FormInfo] = printing.forms(context.desk)
        self._missing: Mapping[str, Sequence[str]] = {}
        self._ready = False
        self._wanted: dict[str, object] = {}
        self.forms = FormList()
        self.pages = PdfPreview()
        self.options = PrintOptions(
            context.remembered.look.paper, code=context.remembered.choices.get(CODE, "ya") == "ya"
        )
        self.figures = FigureTable()
        self.missing = MissingList()
        self.maker = PreviewMaker(context, self)
        self.more = label(name="redup")
        self.save_pdf = button("Simpan PDF…", lambda: self.ask_and_save("pdf"), main=True)
        self.save_xlsx = button("Simpan XLSX…", lambda: self.ask_and_save("xlsx"))
        self.save_docx = button("Simpan DOCX…", lambda: self.ask_and_save("docx"))
        self.print_button = button("Cetak…", self.ask_and_print)
        self.set_button = button("Simpan satu set pleno…", self.ask_and_save_set)
        self.verify_button = button("Periksa lembar…", self.verify)
        self.empty = EmptyState("Belum ada yang bisa dicetak", "Impor daftar pemilih dahulu.")
        self.empty.add_action("Impor daftar", lambda: context.navigate("import"))
        self.uploads: SidalihPanel | None = None
        self.work, self.stack, self.middle = QWidget(), QStackedWidget(), QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._lay_out()
        self._connect()

    # --- the frame calls

    def refresh(self) -> None:
        """Show the forms and make the one in hand; what each of them lacks comes after it."""
        tps_list = browsing.tps_numbers(self.context.desk)
        if not tps_list:
            self.stack.setCurrentWidget(self.empty)
            return
        self.stack.setCurrentWidget(self.work)
        self.forms.show_forms(self._infos, self._missing)
        self.options.show_tps(tps_list)
        self._ready = True
        self._follow()
        self.make_preview()
        self._ask_overview()

    def enter(self) -> None:
        """Keys go to the list of forms."""
        self.forms.setFocus()

    def go_to(self, **target: object) -> None:
        """`form=` takes a form in hand, `tps=` one TPS."""
        self._wanted = target
        if self._ready:
            self._follow()

    # --- preview

    @property
    def form(self) -> FormInfo | None:
        """The form in hand."""
        return next((form for form in self._infos if form.id == self.forms.form_id), None)

    def make_preview(self) -> None:
        """Show the first pages of the form in hand at once, then all of it; what is being made is given up."""
        form = self.form
        if form is None or not self._ready:
            return
        self.options.offer(form)
        self.found = None
        self._allow()
        self.more.clear()
        self.right.setVisible(not self._uploads(form))
        if self._uploads(form):
            self.maker.give_up()
            self._show_uploads()
            return
        self.middle.setCurrentWidget(self.papers)
        self.pages.say("Menyiapkan pratinjau…")
        self.maker.make(form.id, self.options.chosen_tps, self.options.chosen_paper, self.options.wish)

    def _uploads(self, form: FormInfo) -> bool:
        """Whether a form is files for Sidalih, with a panel of their own."""
        return form.id == UPLOADS and self.context.desk.office == "pps"

    def _show_uploads(self) -> None:
        if self.uploads is None:
            from coklit_desktop.ui.sidalih_panel import SidalihPanel

            self.uploads = SidalihPanel(self.context)
            self.middle.addWidget(self.uploads)
        self.middle.setCurrentWidget(self.uploads)
        self.uploads.refresh()

    def _show_first(self, pdf: bytes) -> None:
        self.pages.show_pdf(pdf)
        self.figures.setRowCount(0)  # those of the form before
        self.missing.show_missing(self._missing.get(self.forms.form_id))
        self.more.setText("Halaman berikutnya sedang disiapkan…")

    def _show_preview(self, found: Preview) -> None:
        looked = bool(self.more.text())
        self.more.clear()
        self.found = found
        if found.pdf is None:
            self.pages.say(NO_PAPER)
        else:
            self.pages.show_pdf(found.pdf, stay=looked)
        self._allow()
        self.missing.show_missing(found.missing)
        self._show_dot(found)
        self.figures.show_figures(found.figures)

    def _show_dot(self, found: Preview) -> None:
        """What was just made knows best what its form lacks."""
        if self._missing.get(found.form.id) not in (None, found.missing):
            self._missing = {**self._missing, found.form.id: found.missing}
            self.forms.show_forms(self._infos, self._missing)

    def _no_preview(self, error: Exception) -> None:
        self.more.clear()
        self.figures.setRowCount(0)
        self.missing.show_missing(None)
        self.pages.say("Pratinjau tidak dapat dibuat.")
        self.context.messages.error(error)

    # --- save and print

    def ask_and_save(self, fmt: Format) -> None:
        """Ask where, then save."""
        out = ask_file(self.context, self, self.file_name(fmt), fmt)
        if out is not None:
            self.save_to(out, fmt)

    def file_name(self, fmt: str) -> str:
        """A name that says which form of which place; nothing about people."""
        area = self.options.chosen_area or self.context.desk.area
        return f"{'_'.join(filter(None, [self.forms.form_id, area, *self.options.name_parts()]))}.{fmt}"

    def save_to(self, out: Path, fmt: Format) -> None:
        """Write the form in hand to a file, with progress and Batal in the status bar."""
        options = self.options
        save_form(
            self.context, self, self.forms.form_id, out, fmt,
            tps=options.chosen_tps, paper=options.chosen_paper, wish=options.wish,
        )  # fmt: skip

    def ask_and_save_set(self) -> None:
        """Ask for a folder, then write all forms of the pleno into it."""
        folder = ask_set_folder(self.context, self)
        if folder is not None:
            save_set(self.context, self, folder, self.options.chosen_paper, self.options.wish)

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
        """A printer set to the paper of the form in hand, and to as many copies as the form wants."""
        form = self.form
        landscape = form is not None and form.orientation == "landscape"
        copies = self.context.desk.election.forms.get(self.forms.form_id, {}).get("copies", 1)
        return printer_for(
            self.options.chosen_paper, landscape=landscape, pages=self.pages.page_count, copies=int(copies)
        )

    def print_to(self, printer: QPrinter) -> None:
        """Print what is in sight, page by page off the main thread."""
        if self.found is not None:
            print_form(self.context, self, self.found, printer, self.options.wish)

    def verify(self) -> None:
        """Compare a paper with the store by its QR text."""
        from coklit_desktop.ui.verify_dialog import VerifyDialog

        VerifyDialog(self.context, self).exec()

    # --- inside

    def _ask_overview(self) -> None:
        desk, area = self.context.desk, self.options.chosen_village
        self.context.tasks.run(
            lambda _progress: previewing.overview(desk, area),
            done=self._show_overview,
            failed=self.context.messages.error,
            owner=self,
        )

    def _show_overview(self, overview: FormsOverview) -> None:
        self._missing = overview.missing
        self.options.show_recipients(overview.recipients)
        self.forms.show_forms(self._infos, self._missing)

    def _follow(self) -> None:
        """Take in hand what another page asked for."""
        wanted, self._wanted = self._wanted, {}
        if form := wanted.get("form"):
            self.forms.choose(str(form))
        if tps := wanted.get("tps"):
            self.options.choose_tps(str(tps))

    def _show_look(self) -> None:
        """Dots and numbers carry colours of the look."""
        if self._ready:
            self.forms.show_forms(self._infos, self._missing)

    def _allow(self) -> None:
        """Offer only what the form in hand can be made as."""
        formats = self.form.formats if self.form is not None else ()
        self.save_pdf.setEnabled("pdf" in formats)
        self.print_button.setEnabled(self.found is not None and self.found.pdf is not None)
        self.save_xlsx.setVisible("xlsx" in formats)
        self.save_docx.setVisible("docx" in formats)

    def _lay_out(self) -> None:
        zoom = row(
            label("Pratinjau", "bagian"), 10, self.more, None,
            button("−", lambda: self.pages.zoom(-1), plain=True),
            button("Selebar halaman", self.pages.fit, plain=True),
            button("+", lambda: self.pages.zoom(1), plain=True),
            spacing=2,
        )  # fmt: skip
        papers = column(zoom, self.pages, spacing=4)
        papers.setStretch(1, 1)
        self.papers = holder(papers, 0, 0, 0, 0)
        self.middle.addWidget(self.papers)
        side = column(
            self.options, row(self.save_pdf, self.print_button), row(self.save_xlsx, self.save_docx), 2,
            label("Angka formulir", "bagian"), self.figures, label("Isian", "bagian"), self.missing, spacing=6,
        )  # fmt: skip
        side.setStretchFactor(self.figures, 1)
        self.right = holder(side, 0, 0, 0, 0)
        self.right.setFixedWidth(half_scaled(self, 268))
        self.forms.setFixedWidth(half_scaled(self, 236))
        left = column(label("Formulir", "bagian"), self.forms, self.set_button, self.verify_button)
        body = row(left, self.middle, self.right, spacing=14, margin=14)
        body.setStretch(1, 1)
        self.work.setLayout(body)
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.empty)
        self.setLayout(column(self.stack))
        self.set_button.setVisible(self.context.desk.office == "pps")
        self._allow()

    def _connect(self) -> None:
        remembered = self.context.remembered
        self._soon.timeout.connect(self.make_preview)
        self.maker.looked.connect(self._show_first)
        self.maker.made.connect(self._show_preview)
        self.maker.failed.connect(self._no_preview)
        self.forms.chosen.connect(lambda _form: self._soon.start())
        self.options.changed.connect(self._soon.start)
        self.options.paper_chosen.connect(lambda paper: remembered.set_look(paper=paper))
        self.options.code_chosen.connect(self._remember_code)
        self.options.area_chosen.connect(self._ask_overview)
        self.missing.asked.connect(self._fill_in)
        self.figures.opened.connect(lambda found: self.context.navigate("voters", **found))
        self.context.look_changed.connect(self._show_look)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save_pdf.click)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)

    def _fill_in(self, page: str, target: dict[str, str]) -> None:
        """Go where something missing is filled in; above the village masukan are in Pengaturan, nothing else is."""
        if page != "pleno" or self.context.desk.office == "pps":
            self.context.navigate(page, **target)
        elif target["step"] == "masukan":
            self.context.navigate("settings", part="masukan")

    def _remember_code(self, wanted: bool) -> None:
        self.context.remembered.choices[CODE] = "ya" if wanted else "tidak"
        self.context.remembered.save()
