"""Paper, and a pen for it: text, lines and boxes in millimetres from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from coklit_desktop.reports.fonts import Encoder, Face, bold, regular

if TYPE_CHECKING:
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


class Pen:
    """Draws on one PDF. Everything of a page is collected and written at `end_page`."""

    def __init__(self, target: Path | BinaryIO, page: Page, title: str) -> None:
        self.page = page
        size = (page.width * MM, page.height * MM)
        first: Any = regular().font.fontName  # else every page would name Helvetica, which nobody embeds
        self._canvas: Any = Canvas(
            str(target) if isinstance(target, Path) else target, pagesize=size, pageCompression=1, initialFontName=first
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator("Coklit Desktop")
        self._canvas.setAuthor("")
        self._encoders: dict[int, Encoder] = {}
        self._texts: list[str] = []
        self._lines: list[str] = []
        self._fills: list[str] = []

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
        left, down = x * MM, (self.page.height - base) * MM
        encoder = self._encoders.get(id(face))
        if encoder is None:
            encoder = self._encoders[id(face)] = Encoder(face, self._document)
        chunks = encoder.chunks(text)
        if not chunks:
            return
        name, operand = chunks[0]
        out = f"{name} {size:g} Tf 1 0 0 1 {left:.2f} {down:.2f} Tm ({operand}) Tj"
        for name, operand in chunks[1:]:
            out += f" {name} {size:g} Tf ({operand}) Tj"
        self._texts.append(out)

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.4) -> None:
        """A black line, `weight` in points."""
        top = self.page.height
        self._lines.append(
            f"{weight:g} w {x1 * MM:.2f} {(top - y1) * MM:.2f} m {x2 * MM:.2f} {(top - y2) * MM:.2f} l S"
        )

    def box(self, x: float, y: float, width: float, height: float, weight: float = 0.4) -> None:
        """An empty box with its top left corner at (x, y)."""
        self._lines.append(f"{weight:g} w {self._corner(x, y, width, height)} re S")

    def shade(self, x: float, y: float, width: float, height: float, grey: float = 0.92) -> None:
        """A light grey ground, under everything."""
        self._fills.append(f"{grey:g} g {self._corner(x, y, width, height)} re f")

    def qr(self, x: float, y: float, size: float, text: str) -> None:
        """A QR code of `text`, `size` mm wide and high; a picture, so that readers of tables take it for no table."""
        import segno
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        matrix = segno.make_qr(text, error="m", mask=3).matrix  # trying all masks takes five times as long
        width = len(matrix)
        picture = Image.new("1", (width, width), 1)
        picture.putdata([0 if dark else 255 for row in matrix for dark in row])
        picture = picture.resize((width * 6, width * 6), Image.Resampling.NEAREST)
        low = self.page.height - y - size
        self._canvas.drawImage(ImageReader(picture), x * MM, low * MM, size * MM, size * MM)

    def bookmark(self, name: str) -> None:
        """Make this page findable in the reader's outline."""
        self._canvas.bookmarkPage(name)
        self._canvas.addOutlineEntry(name, name, level=0)

    def end_page(self) -> None:
        """Write the page and take a new one."""
        if self._fills:
            self._canvas.addLiteral("\n".join(self._fills))
        if self._lines:
            self._canvas.addLiteral("0 G\n" + "\n".join(self._lines))
        if self._texts:
            self._canvas.addLiteral("BT 0 g\n" + "\n".join(self._texts) + "\nET")
        self._fills, self._lines, self._texts = [], [], []
        self._canvas.showPage()

    def save(self) -> None:
        """Finish the file."""
        self._canvas.save()

    def _corner(self, x: float, y: float, width: float, height: float) -> str:
        low = (self.page.height - y - height) * MM
        return f"{x * MM:.2f} {low:.2f} {width * MM:.2f} {height * MM:.2f}"

    @property
    def _document(self) -> Any:
        return self._canvas._doc  # the fonts' public functions ask for it


def paragraph(pen: Pen, x: float, y: float, lines: list[str], size: float, *, strong: bool = False) -> float:
    """Write lines under each other from the top `y`; returns where the next may begin."""
    face = bold() if strong else regular()
    for line in lines:
        pen.text(x, y + size * ASCENT / MM, line, size, face)
        y += line_height(size)
    return y
