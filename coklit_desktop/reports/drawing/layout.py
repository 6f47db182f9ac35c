"""Paper, and a pen for it: text, lines and boxes in millimetres from the top left corner."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from coklit_desktop.reports.drawing import pictures
from coklit_desktop.reports.drawing.fonts import Encoder, Face, bold, regular

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import BinaryIO

    from coklit_desktop.reports.catalog import Orientation, Paper
    from coklit_desktop.reports.model import Align

MM = 72 / 25.4
PAPERS: dict[Paper, tuple[float, float]] = {"F4": (215, 330), "A4": (210, 297)}
LEADING = 1.17  # line height as a multiple of the size
ASCENT = 0.74  # height of a capital above the base line, as a share of the size


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of paper and its margins, in mm. The foot leaves room for a code of 14 mm."""

    width: float
    height: float
    left: float = 10
    right: float = 10
    top: float = 9
    bottom: float = 18

    @classmethod
    def of(cls, paper: Paper, orientation: Orientation) -> Page:
        """The page of a paper, upright or across."""
        short, long = PAPERS[paper]
        if orientation == "landscape":
            return cls(long, short)
        return cls(short, long, left=15, right=15)

    @property
    def room(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> float:
        """How far down the body of a page may reach."""
        return self.height - self.bottom


def line_height(size: float) -> float:
    """Height of one line of text in mm."""
    return size * LEADING / MM


class Ink(NamedTuple):
    """What is on a page so far: grounds, then lines, then text."""

    fills: list[str]
    lines: list[str]
    texts: list[str]


class Pen:
    """Draws on one PDF. What is drawn stays on the current page until `end_page` writes it.

    `lift` takes it off again, to be laid on a page later (`lay`): so a document whose pages are not counted yet is
    drawn in one pass, and a heading that returns on every page only once.
    """

    def __init__(self, target: Path | BinaryIO, page: Page, title: str, made_at: datetime | None = None) -> None:
        self.page = page
        size = (page.width * MM, page.height * MM)
        first: Any = regular().font.fontName  # else every page would name Helvetica, which nobody embeds
        self._canvas: Any = Canvas(
            str(target) if isinstance(target, Path) else target,
            pagesize=size,
            pageCompression=1,
            invariant=1,  # the same list gives the same bytes
            initialFontName=first,
            lang="id-ID",
        )
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.setTitle(title)
        self._canvas.setCreator("Coklit Desktop")
        self._canvas.setAuthor("")
        if made_at is not None:
            self._canvas.setDateFormatter(lambda *_: f"D:{made_at:%Y%m%d%H%M%S%z}")
        self._encoders: dict[int, Encoder] = {}
        self._bookmarks = 0
        self._ink = Ink([], [], [])

    # --- drawing

    def text(
        self,
        x: float,
        base: float,
        text: str,
        size: float,
        face: Face | None = None,
        align: Align = "left",
        width: float = 0,
    ) -> None:
        """Write one line with its base line at `base`; centred or right within `width` from `x`."""
        face = face or regular()
        if align != "left":
            spare = width - face.width(text, size) / MM
            x += spare / 2 if align == "center" else spare
        chunks = self.encoder(face).chunks(text)
        if not chunks:
            return
        name, operand = chunks[0]
        out = f"{name} {size:g} Tf 1 0 0 1 {self.place(x, base)} Tm ({operand}) Tj"
        for name, operand in chunks[1:]:
            out += f" {name} {size:g} Tf ({operand}) Tj"
        self._ink.texts.append(out)

    def write(self, operators: Iterable[str]) -> None:
        """Add text operators made elsewhere: each sets its own font and place."""
        self._ink.texts.extend(operators)

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.4) -> None:
        """A black line, `weight` in points."""
        self.lines([(x1, y1, x2, y2)], weight)

    def lines(self, ends: Iterable[tuple[float, float, float, float]], weight: float = 0.4) -> None:
        """Black lines (x1, y1, x2, y2) of the same weight."""
        place = self.place
        path = " ".join([f"{place(x1, y1)} m {place(x2, y2)} l" for x1, y1, x2, y2 in ends])
        if path:
            self._ink.lines.append(f"{weight:g} w {path} S")

    def box(self, x: float, y: float, width: float, height: float, weight: float = 0.4) -> None:
        """An empty box with its top left corner at (x, y)."""
        self._ink.lines.append(f"{weight:g} w {self._corner(x, y, width, height)} re S")

    def shade(self, x: float, y: float, width: float, height: float, grey: float = 0.92) -> None:
        """A light grey ground, under everything."""
        self._ink.fills.append(f"{grey:g} g {self._corner(x, y, width, height)} re f")

    def qr(self, x: float, y: float, size: float, text: str) -> None:
        """A QR code of `text`, `size` mm wide and high; a picture, so that readers of tables take it for no table."""
        low = (self.page.height - y - size) * MM
        at = f"{size * MM:.2f} 0 0 {size * MM:.2f} {x * MM:.2f} {low:.2f} cm"
        self._ink.fills.append(f"q 0 g {at}\n{pictures.qr_operators(text)}\nQ")

    def watermark(self, word: str) -> None:
        """A word across the page in light grey, under everything: a picture, so that nobody reads it as text."""
        if not self._canvas.hasForm(word):
            self._make_watermark(word)
        self._canvas.doForm(word)

    def bookmark(self, name: str) -> None:
        """Make this page findable in the reader's outline."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(name, key, level=0)

    # --- pages

    def lift(self) -> Ink:
        """Take off what was drawn on this page so far (but watermark and bookmark)."""
        ink, self._ink = self._ink, Ink([], [], [])
        return Ink(*(["\n".join(part)] if part else [] for part in ink))

    def lay(self, ink: Ink) -> None:
        """Put on this page what was lifted from this or another one."""
        for mine, other in zip(self._ink, ink, strict=True):
            mine.extend(other)

    def end_page(self) -> None:
        """Write the page and take a new one."""
        fills, lines, texts = self._ink
        if fills:
            self._canvas.addLiteral("\n".join(fills))
        if lines:
            self._canvas.addLiteral("0 G\n" + "\n".join(lines))
        if texts:
            self._canvas.addLiteral("BT 0 g\n" + "\n".join(texts) + "\nET")
        self._ink = Ink([], [], [])
        name = self._document.thisPageName()
        self._canvas.showPage()
        _press(self._document.idToObject[name])

    def save(self) -> None:
        """Finish the file."""
        self._canvas.save()

    # --- for those who write operators themselves

    def place(self, x: float, y: float) -> str:
        """A place as a PDF has it: points from the lower left corner."""
        return f"{x * MM:.2f} {(self.page.height - y) * MM:.2f}"

    def encoder(self, face: Face) -> Encoder:
        """How letters of a face are written in this PDF."""
        found = self._encoders.get(id(face))
        if found is None:
            found = self._encoders[id(face)] = Encoder(face, self._document)
        return found

    def _corner(self, x: float, y: float, width: float, height: float) -> str:
        return f"{self.place(x, y + height)} {width * MM:.2f} {height * MM:.2f}"

    def _make_watermark(self, word: str) -> None:
        """A form of the whole page, used by all pages."""
        from reportlab.lib.utils import ImageReader

        picture = pictures.slanted(word, self.page.width, self.page.height)
        width = min(self.page.room, picture.width / picture.height * (self.page.floor - self.page.top)) * MM
        height = width * picture.height / picture.width
        x, y = (self.page.width * MM - width) / 2, (self.page.height * MM - height) / 2
        self._canvas.beginForm(word)
        self._canvas.drawImage(ImageReader(picture), x, y, width, height)
        self._canvas.endForm()

    @property
    def _document(self) -> Any:
        return self._canvas._doc  # the fonts' public functions ask for it


class _Stream(PDFStream):
    """Operators of a page, let go as soon as they are in the file's bytes."""

    def format(self, document: Any) -> bytes:
        found: bytes = super().format(document)
        self.content = b""
        return found


def _press(page: Any) -> None:
    """Compress a page's operators now: reportlab keeps them as text until it saves, and then writes them as letters."""
    code = zlib.compress(page.stream.encode("latin-1"))
    page.Contents = _Stream(PDFDictionary({"Filter": PDFName("FlateDecode")}), code)
    page.stream = None


def paragraph(pen: Pen, x: float, y: float, lines: list[str], size: float, *, strong: bool = False) -> float:
    """Write lines under each other from the top `y`; returns where the next may begin."""
    face = bold() if strong else regular()
    for line in lines:
        pen.text(x, y + size * ASCENT / MM, line, size, face)
        y += line_height(size)
    return y
