"""The book as DOCX, to be completed in a word processor: headings, tables and the charts as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coklit_desktop.reports.book.content import Bullets, Chart, Heading, OwnWords, Para, Table
from coklit_desktop.reports.drawing.docx_page import FONT, SMALL, save, set_up
from coklit_desktop.reports.drawing.docx_text import add_field
from coklit_desktop.reports.drawing.layout import Page

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from reportlab.graphics.shapes import Drawing

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.reports.book.content import Block, Book
    from coklit_desktop.reports.catalog import Paper
    from coklit_desktop.reports.data import ListState

DPI = 200
GREY = "5A6069"
HEAD = "E8EAED"
LINES = 5
KEPT = 14  # rows; a table with no more stays on one page


def picture(drawing: Drawing) -> bytes:
    """A chart as PNG: the same drawing that the PDF has as vectors."""
    import pypdfium2  # type: ignore[import-untyped]
    from reportlab.graphics import renderPDF

    document = pypdfium2.PdfDocument(renderPDF.drawToString(drawing, autoSize=1))
    try:
        image = document[0].render(scale=DPI / 72).to_pil()
    finally:
        document.close()
    target = BytesIO()
    image.save(target, "PNG", optimize=True, dpi=(DPI, DPI))
    return target.getvalue()


def write_docx(target: Path | BinaryIO, book: Book, state: ListState, paper: Paper, progress: Progress) -> None:
    """Write the book."""
    writer = _Writer(book, state, Page.of(paper, "portrait"))
    writer.cover()
    writer.contents()
    chapter = 0
    for at, block in enumerate(book.blocks):
        progress(0.4 + 0.5 * at / len(book.blocks), "Menulis Buku Coklit (DOCX)")
        if isinstance(block, Heading) and block.level == 1:
            chapter += 1
            writer.chapter(f"{chapter}. {block.text}", first=chapter == 1)
        else:
            writer.write(block)
    save(writer.document, target)


class _Writer:
    """Writes block after block to one document."""

    def __init__(self, book: Book, state: ListState, page: Page) -> None:
        self._book, self._state, self._page = book, state, page
        self.document: Any = Document()
        self._set_up()
        self._makers: dict[type, Any] = {
            Heading: lambda one: self.document.add_heading(one.text, 2),
            Para: self._para,
            Bullets: self._bullets,
            Table: self._table,
            Chart: self._chart,
            OwnWords: self._own_words,
        }

    def write(self, block: Block) -> None:
        """One block."""
        self._makers[type(block)](block)

    def chapter(self, words: str, *, first: bool) -> None:
        """A chapter; the first begins a page."""
        found = self.document.add_heading(words, 1)
        found.paragraph_format.page_break_before = first

    def cover(self) -> None:
        """The first page."""
        first, *others = self._book.cover.title
        area, *above = self._book.cover.area or ("",)
        for words, size, before in (
            (first, 28, 120), *((line, 14, 2) for line in others), (area, 22, 90),
            *((line, 13, 2) for line in above), *((line, 10, 150 if at == 0 else 2)
            for at, line in enumerate(self._book.cover.foot)),
        ):  # fmt: skip
            self._centred(words, size, before, strong=size > 10)

    def contents(self) -> None:
        """A table of contents: the word processor fills in the pages, the chapters stand there already."""
        title = self.document.add_paragraph()
        title.paragraph_format.page_break_before = True
        self._run(title, "Daftar isi", 18, strong=True)
        chapters = [one.text for one in self._book.blocks if isinstance(one, Heading) and one.level == 1]
        paragraphs = [self.document.add_paragraph() for _ in chapters]
        for at, (paragraph, words) in enumerate(zip(paragraphs, chapters, strict=True), 1):
            if at == 1:
                _field_part(paragraph, "begin")
                _field_code(paragraph, ' TOC \\o "1-2" \\h \\z \\u ')
                _field_part(paragraph, "separate")
            paragraph.add_run(f"{at}. {words}")
            if at == len(chapters):
                _field_part(paragraph, "end")

    # --- blocks

    def _para(self, block: Para) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = not block.small
        self._run(paragraph, block.text, 8 if block.small else 10.5)

    def _bullets(self, block: Bullets) -> None:
        for item in block.items:
            self.document.add_paragraph(item, style="List Bullet")

    def _table(self, block: Table) -> None:
        grid = self.document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        grid.autofit = False
        scale = self._page.room / sum(block.widths)
        for at, width in enumerate(block.widths):
            grid.columns[at].width = Mm(width * scale)
        last = len(block.rows)
        for at, row in enumerate((block.columns, *block.rows)):
            strong = at == 0 or (block.total and at == last)
            self._table_row(grid, block, row, scale, strong=strong)
        _repeat(grid.rows[0])
        self.document.add_paragraph()

    def _table_row(self, grid: Any, block: Table, row: tuple[str, ...], scale: float, *, strong: bool) -> None:
        cells = grid.add_row().cells
        for at, (cell, words) in enumerate(zip(cells, row, strict=True)):
            cell.width = Mm(block.widths[at] * scale)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = len(block.rows) <= KEPT
            if at not in block.text:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self._run(paragraph, words, 8.5, strong=strong)
            if strong:
                _shade(cell)

    def _chart(self, block: Chart) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture(block.drawing)), width=Mm(self._page.room))
        shape._inline.docPr.set("descr", f"{block.caption} {block.words}".strip())
        caption = self.document.add_paragraph()
        caption.paragraph_format.keep_with_next = bool(block.words)
        self._run(caption, block.caption, 9, strong=True)
        if block.words:
            self._run(self.document.add_paragraph(), block.words, 8)

    def _own_words(self, block: OwnWords) -> None:
        self.document.add_heading("Catatan kantor", 3)  # stays out of the table of contents
        if block.text:
            for line in block.text.split("\n"):
                self._run(self.document.add_paragraph(), line, 10.5)
            return
        hint = self.document.add_paragraph()
        self._run(hint, block.hint, 9, color=GREY)
        hint.paragraph_format.keep_with_next = True
        for number in range(LINES):
            self._dotted_line(last=number == LINES - 1)

    def _dotted_line(self, *, last: bool) -> None:
        """A line to write on, as wide as the page."""
        paragraph = self.document.add_paragraph()
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(self._page.room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.paragraph_format.keep_with_next = not last
        self._run(paragraph, "\t", 10.5, color=GREY)

    # --- helpers

    def _set_up(self) -> None:
        page, section = self._page, self.document.sections[0]
        set_up(self.document, " ".join((self._book.name, *self._book.cover.area[:1])), self._state)
        self.document.styles["Normal"].paragraph_format.space_after = Pt(6)
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        section.top_margin, section.bottom_margin = Mm(page.top + 8), Mm(page.bottom)
        for name, size in (("Normal", 10.5), ("Heading 1", 18), ("Heading 2", 13), ("Heading 3", 12)):
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb = RGBColor(0, 0, 0)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for part in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(part), None)
            for part in ("w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(qn(part), FONT)
        self._foot(section)

    def _foot(self, section: Any) -> None:
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run("Hal ")
        add_field(paragraph, "PAGE")
        paragraph.add_run(" dari ")
        add_field(paragraph, "NUMPAGES")
        paragraph.add_run(f" · {self._book.name} · {self._state.words}")
        for run in paragraph.runs:
            run.font.size = Pt(SMALL)

    def _centred(self, words: str, size: float, before: float, *, strong: bool) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.paragraph_format.space_after = Pt(2)
        self._run(paragraph, words, size, strong=strong)

    def _run(self, paragraph: Any, words: str, size: float, *, strong: bool = False, color: str = "") -> None:
        run = paragraph.add_run(words)
        run.font.size, run.bold = Pt(size), strong
        if color:
            run.font.color.rgb = RGBColor.from_string(color)


def _field_part(paragraph: Any, kind: str) -> None:
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(part)


def _field_code(paragraph: Any, code: str) -> None:
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = code
    paragraph.add_run()._r.append(part)


def _repeat(row: Any) -> None:
    """The row returns on every page."""
    part = OxmlElement("w:tblHeader")
    part.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(part)


def _shade(cell: Any) -> None:
    part = OxmlElement("w:shd")
    part.set(qn("w:val"), "clear")
    part.set(qn("w:fill"), HEAD)
    cell._tc.get_or_add_tcPr().append(part)
