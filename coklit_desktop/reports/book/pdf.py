"""The book as PDF: platypus with the bundled faces, vector charts, outline, table of contents, page numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zlib import crc32

from reportlab.lib.colors import HexColor, black
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    ListFlowable,
    ListItem,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from reportlab.platypus import Table as Grid
from reportlab.platypus.tableofcontents import TableOfContents

from coklit_desktop.reports.book.content import Bullets, Chart, Heading, OwnWords, Para, Table
from coklit_desktop.reports.book.styles import styles_of_book
from coklit_desktop.reports.drawing import pictures
from coklit_desktop.reports.drawing.fonts import bold, regular
from coklit_desktop.reports.drawing.layout import Page

if TYPE_CHECKING:
    from typing import BinaryIO

    from coklit_desktop.domain.papers import PageCode
    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.reports.book.content import Block, Book, Cover
    from coklit_desktop.reports.catalog import Paper
    from coklit_desktop.reports.data import ListState

GREY = HexColor("#5A6069")
HEAD = HexColor("#E8EAED")
QR = 13.0  # mm
ROOM_FOR_A_CHAPTER = 0.4  # of a page; with less it begins the next one
LINES = 5  # dotted lines of an empty place for own words


def write_pdf(
    target: Path | BinaryIO, book: Book, state: ListState, paper: Paper, code: PageCode | None, progress: Progress
) -> None:
    """Write the book; it is laid out twice, for the table of contents and the number of pages."""
    page = Page.of(paper, "portrait")
    template = _Template(target, book, state, page, code, progress)
    styles = styles_of_book()
    story = [*_cover(book.cover, styles, page), *_contents(styles)]
    story += _chapters(book, styles, page)
    template.multiBuild(story, canvasmaker=_Canvas)


def _chapters(book: Book, styles: dict[str, ParagraphStyle], page: Page) -> list[Flowable]:
    """All blocks; a heading stays with what follows it."""
    story: list[Flowable] = []
    waiting: list[Flowable] = []  # headings
    chapter = 0
    for block in book.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter += 1
            story.append(PageBreak() if chapter == 1 else CondPageBreak(page.height * ROOM_FOR_A_CHAPTER * mm))
            waiting.append(Paragraph(escape(f"{chapter}. {block.text}"), styles["h1"]))
        elif isinstance(block, Heading):
            waiting.append(Paragraph(escape(block.text), styles["h2"]))
        else:
            first, *others = _flowables(block, styles, page.room)
            story += [KeepTogether([*waiting, *_inside(first)]), *others] if waiting else [first, *others]
            waiting = []
    return story + waiting


def _inside(flowable: Flowable) -> list[Flowable]:
    """What is kept together inside another such group: reportlab does not nest them."""
    content: Any = getattr(flowable, "_content", None)
    return list(content) if isinstance(flowable, KeepTogether) else [flowable]


class _Template(BaseDocTemplate):
    """Knows how many pages the run before had, notes headings, and draws the foot of each page."""

    def __init__(
        self, target: Path | BinaryIO, book: Book, state: ListState, page: Page, code: PageCode | None,
        progress: Progress,
    ) -> None:  # fmt: skip
        self._book, self._state, self._page, self._code, self._progress = book, state, page, code, progress
        self._last, self._total = 0, 0
        frame = Frame(
            page.left * mm, page.bottom * mm, page.room * mm, (page.height - page.top - 6 - page.bottom) * mm,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip
        super().__init__(
            str(target) if isinstance(target, Path) else target,
            pagesize=(page.width * mm, page.height * mm),
            pageTemplates=[PageTemplate("page", [frame], onPage=self._foot)],
            title=" ".join((book.name, *book.cover.area[:1])), creator="Coklit Desktop", author="", invariant=1,
            lang="id-ID", pageCompression=1, initialFontName=regular().font.fontName, displayDocTitle=1,
        )  # fmt: skip

    def beforeDocument(self) -> None:
        """Before each run: the run before tells how many pages there are."""
        self._total, self._last = self._last, 0

    def afterPage(self) -> None:
        """Count a page; the one who waits may stop the work here."""
        self._last = self.page
        share = self.page / self._total if self._total else 0
        self._progress(0.4 + 0.5 * share, f"Menulis halaman {self.page}")

    def afterFlowable(self, flowable: Flowable) -> None:
        """Headings go into the outline and the table of contents."""
        level = {"h1": 0, "h2": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
        if level is None:
            return
        assert isinstance(flowable, Paragraph)  # noqa: S101 - only headings have these styles
        words = flowable.getPlainText()
        key = f"b{self.page}-{crc32(words.encode())}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(words, key, level=level)
        self.notify("TOCEntry", (level, words, self.page, key))

    def _foot(self, canvas: Any, _document: Any) -> None:
        page = self._page
        if canvas.getPageNumber() == 1:
            canvas.setDateFormatter(lambda *_: f"D:{self._state.made_at:%Y%m%d%H%M%S%z}")
        canvas.saveState()
        right = page.width - page.right
        y = (page.bottom - 5) * mm
        if self._code is not None:
            right -= QR + 2
            text = replace(self._code, page=canvas.getPageNumber(), pages=self._total).to_text()
            at = f"{QR * mm:.2f} 0 0 {QR * mm:.2f} {(right + 2) * mm:.2f} {(page.bottom - 15) * mm:.2f} cm"
            canvas.addLiteral(f"q 0 g {at}\n{pictures.qr_operators(text)}\nQ")
        canvas.setLineWidth(0.3)
        canvas.line(page.left * mm, y, right * mm, y)
        canvas.setFillColor(black)
        canvas.setFont(bold().font.fontName, 7)
        canvas.drawString(page.left * mm, y - 9, f"Hal {canvas.getPageNumber()} dari {self._total} · {self._book.name}")
        canvas.setFont(regular().font.fontName, 7)
        canvas.drawRightString(right * mm, y - 9, self._state.words)
        canvas.restoreState()


def _cover(cover: Cover, styles: dict[str, ParagraphStyle], page: Page) -> list[Flowable]:
    first, *others = cover.title
    area_first, *above = cover.area or ("",)
    return [
        NextPageTemplate("page"),
        Spacer(1, page.height * 0.16 * mm),
        Paragraph(escape(first), styles["title"]),
        *(Paragraph(escape(line), styles["subtitle"]) for line in others),
        Spacer(1, 28 * mm),
        Paragraph(escape(area_first), styles["area"]),
        *(Paragraph(escape(line), styles["subtitle"]) for line in above),
        Spacer(1, 60 * mm),
        *(Paragraph(escape(line), styles["foot"]) for line in cover.foot),
    ]


def _contents(styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=0, levelStyles=[styles["toc"], styles["toc2"]])
    title = ParagraphStyle("contents", parent=styles["h1"])  # named apart: not listed in itself
    return [PageBreak(), Paragraph("Daftar isi", title), contents]


def _flowables(block: Block, styles: dict[str, ParagraphStyle], room: float) -> list[Flowable]:
    makers: dict[type, Any] = {
        Para: lambda one: [Paragraph(escape(one.text), styles["small" if one.small else "text"])],
        Bullets: lambda one: [_bullets(one, styles)],
        Table: lambda one: [_grid(one, styles, room), Spacer(1, 8)],
        Chart: lambda one: [KeepTogether(_chart(one, styles))],
        OwnWords: lambda one: _own_words(one, styles, room),
    }
    found: list[Flowable] = makers[type(block)](block)
    return found


def _chart(block: Chart, styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    found: list[Flowable] = [block.drawing, Paragraph(escape(block.caption), styles["caption"])]
    return [*found, Paragraph(escape(block.words), styles["small"])] if block.words else found


def _bullets(block: Bullets, styles: dict[str, ParagraphStyle]) -> ListFlowable:
    items: Any = [ListItem(Paragraph(escape(item), styles["text"])) for item in block.items]
    return ListFlowable(items, bulletType="bullet", start="•", bulletFontName=regular().font.fontName, leftIndent=14)


def _grid(block: Table, styles: dict[str, ParagraphStyle], room: float) -> Grid:
    def cells(row: tuple[str, ...], words: str, numbers: str) -> list[Paragraph]:
        return [Paragraph(escape(cell), styles[words if at in block.text else numbers]) for at, cell in enumerate(row)]

    rows = [cells(block.columns, "head", "head_number")]
    for at, row in enumerate(block.rows):
        strong = block.total and at == len(block.rows) - 1
        rows.append(cells(row, "bold", "bold_number") if strong else cells(row, "cell", "number"))
    scale = room * mm / sum(block.widths)
    look: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.4, black),
        ("BACKGROUND", (0, 0), (-1, 0), HEAD),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    if block.total:
        look.append(("BACKGROUND", (0, -1), (-1, -1), HEAD))
    return Grid(rows, [width * scale for width in block.widths], repeatRows=1, style=look, spaceBefore=4)


def _own_words(block: OwnWords, styles: dict[str, ParagraphStyle], room: float) -> list[Flowable]:
    title = Paragraph("Catatan kantor", styles["h2"].clone("own"))
    if block.text:
        first, *others = (Paragraph(escape(line), styles["text"]) for line in block.text.split("\n"))
        return [KeepTogether([title, first]), *others]
    hint = styles["hint"].clone("hint", textColor=GREY)
    return [KeepTogether([title, Paragraph(escape(block.hint), hint), *(_Dots(room) for _ in range(LINES))])]


class _Canvas(Canvas):
    """Tables and drawings begin with Helvetica, which nobody embeds and no letter here uses: they get our own face."""

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """Choose a face."""
        super().setFont(regular().font.fontName if psfontname == "Helvetica" else psfontname, size, leading)


class _Dots(Flowable):
    """A dotted line to write on."""

    def __init__(self, room: float) -> None:
        super().__init__()
        self.width, self.height = room * mm, 8 * mm

    def draw(self) -> None:
        """Draw the line at the foot of its room."""
        self.canv.setDash(1, 2)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 0, self.width, 0)
