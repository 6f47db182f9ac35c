"""The parts of a page above and below its body: head, running line, foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coklit_desktop.reports.drawing.fonts import bold, regular, shortened, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, Page, Pen, line_height

if TYPE_CHECKING:
    from coklit_desktop.domain.papers import PageCode
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.model import Document

TITLE_SIZE = 11.5
IDENTITY_SIZE = 8.8
LABEL_SIZE = 8.2
SMALL = 7.0
QR_SIZE = 12.6  # mm; with the gap above it ends where inkjets still print, almost 5 mm from the edge
QR_GAP = 0.7
QR_ROOM = 15.0  # mm kept free of the foot's line
COPY_FOR = "Salinan untuk"
AREA_LABELS = ("KABUPATEN", "KOTA", "KECAMATAN", "DESA", "KELURAHAN")


def head_height(document: Document, page: Page) -> float:
    """Height of label, title and identity in mm."""
    blocks = [sum(len(lines) for _, lines in block) for block in _identity_lines(document, page)]
    step = line_height(IDENTITY_SIZE) + 0.4
    return _identity_top(document, page) - page.top + max(blocks) * step + 1.5


def draw_head(pen: Pen, document: Document) -> float:
    """Boxed label at the top right, title in the middle, identity blocks; returns where the grid begins."""
    page = pen.page
    _draw_label(pen, document)
    y = _title_top(document, page)
    for line in _title_lines(document, page):
        pen.text(page.left, y + TITLE_SIZE * ASCENT / MM, line, TITLE_SIZE, bold(), "center", page.room)
        y += line_height(TITLE_SIZE)
    _draw_identity(pen, document, _identity_top(document, page))
    return page.top + head_height(document, page)


def draw_running_line(pen: Pen, document: Document) -> float:
    """The short head of the following pages; returns where the grid begins."""
    page = pen.page
    parts = (document.model, document.name if document.name.startswith("TPS") else "", _smallest_area(document))
    text = " · ".join(filter(None, parts)) + " (lanjutan)"
    if document.copy_for:
        text += f" · {COPY_FOR} {document.copy_for}"
    text = shortened(text, regular(), LABEL_SIZE, page.room * MM)
    pen.text(page.left, page.top + LABEL_SIZE * ASCENT / MM, text, LABEL_SIZE)
    return page.top + running_height()


def _smallest_area(document: Document) -> str:
    """The village the document is of; the kecamatan or regency of a recap above it."""
    found = [value for block in document.identity for label, value in block if label in AREA_LABELS and value]
    return found[-1] if found else ""


def running_height() -> float:
    """Height of the running line in mm."""
    return line_height(LABEL_SIZE) + 1.2


class Footed(Protocol):
    """What the foot of a page reads of what stands on it: of a Document, or of anything else that draws itself."""

    @property
    def name(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def watermark(self) -> str: ...
    @property
    def code(self) -> PageCode | None: ...


class PageRows(NamedTuple):
    """The numbered rows of a page: first and last No, and how many are L and P."""

    first: int
    last: int
    men: int
    women: int


def draw_foot(
    pen: Pen, item: Footed, state: ListState, number: int, pages: int | None, rows: PageRows | None = None
) -> None:
    """The foot of page `number` and the watermark: which page of how many (None: not counted), and which state of
    the list it shows. With `rows` the QR code tells them too.
    """
    page = pen.page
    room = page.room
    if item.watermark:
        pen.watermark(item.watermark)
    if item.code is not None and pages is not None:
        room -= QR_ROOM
        pen.qr(page.width - page.right - QR_SIZE, page.floor + QR_GAP, QR_SIZE, _code(item.code, number, pages, rows))
    y = page.floor + 4
    pen.line(page.left, y, page.left + room, y, 0.3)
    base = y + 1.2 + SMALL * ASCENT / MM
    left = f"Hal {number} dari {'…' if pages is None else pages}"
    right = f"{item.watermark} · {state.words}" if item.watermark else state.words
    used = bold().width(left, SMALL) / MM
    name = f" · {item.model}" + (f" · {item.name}" if item.name.startswith("TPS") else "")
    spare = room - used - regular().width(right, SMALL) / MM - 2
    pen.text(page.left, base, left, SMALL, bold())
    pen.text(page.left + used, base, shortened(name, regular(), SMALL, spare * MM), SMALL)
    pen.text(page.left, base, right, SMALL, align="right", width=room)


def _code(code: PageCode, number: int, pages: int, rows: PageRows | None) -> str:
    found = replace(code, page=number, pages=pages)
    if rows is not None:
        found = replace(found, lines=(rows.first, rows.last), page_totals=(rows.men, rows.women))
    return found.to_text()


def _draw_label(pen: Pen, document: Document) -> None:
    """The boxed name of the form at the top right; below it whom this copy is for."""
    page = pen.page
    width, height = _label_size(document.model)
    x, middle = page.width - page.right - width, page.top + height / 2
    pen.box(x, page.top, width, height, 0.7)
    pen.text(x, middle + LABEL_SIZE * ASCENT / MM / 2, document.model, LABEL_SIZE, bold(), "center", width)
    if document.copy_for:
        base = page.top + height + 0.6 + SMALL * ASCENT / MM
        pen.text(page.left, base, _copy_words(document), SMALL, align="right", width=page.room)


def _copy_words(document: Document) -> str:
    return shortened(f"{COPY_FOR} {document.copy_for}", regular(), SMALL, 90 * MM)


def _label_size(model: str) -> tuple[float, float]:
    return bold().width(model, LABEL_SIZE) / MM + 5, line_height(LABEL_SIZE) + 2.2


def _title_top(document: Document, page: Page) -> float:
    """Where the title begins: beside the label if there is room, else below it."""
    label, height = _label_size(document.model)
    if document.copy_for:
        label = max(label, regular().width(_copy_words(document), SMALL) / MM)
        height += line_height(SMALL) + 0.6
    widest = max(bold().width(line, TITLE_SIZE) for line in _title_lines(document, page)) / MM
    return page.top + (1 if (page.room - widest) / 2 > label + 3 else height + 2)


def _title_lines(document: Document, page: Page) -> list[str]:
    return [piece for line in document.title for piece in wrap(line, bold(), TITLE_SIZE, (page.room - 4) * MM)]


def _identity_top(document: Document, page: Page) -> float:
    lines = len(_title_lines(document, page))
    below = page.top + _label_size(document.model)[1] + line_height(SMALL) + 1.5 if document.copy_for else 0
    return max(_title_top(document, page) + lines * line_height(TITLE_SIZE) + 3, below)


_IdentityBlock = list[tuple[str, list[str]]]


def _identity_lines(document: Document, page: Page) -> list[_IdentityBlock]:
    found: list[_IdentityBlock] = []
    for block, (_, width, label) in zip(document.identity, _identity_places(document, page), strict=True):
        room = (width - label - 5) * MM
        found.append([(key, wrap(value, regular(), IDENTITY_SIZE, room, most=3)) for key, value in block])
    return found


def _identity_places(document: Document, page: Page) -> list[tuple[float, float, float]]:
    """(left, width, width of labels) of each block; on a wide page the second one stands further right."""
    first = page.room * (0.66 if page.room > 240 else 0.5)
    labels = [max(bold().width(key, IDENTITY_SIZE) for key, _ in block) / MM + 3 for block in document.identity]
    places = [(page.left, first), (page.left + first, page.room - first)]
    if len(labels) == 1:
        places = [(page.left, page.room)]
    return [(x, width, label) for (x, width), label in zip(places, labels, strict=True)]


def _draw_identity(pen: Pen, document: Document, top: float) -> None:
    step = line_height(IDENTITY_SIZE) + 0.4
    places = _identity_places(document, pen.page)
    for (x, _, label), block in zip(places, _identity_lines(document, pen.page), strict=True):
        y = top + IDENTITY_SIZE * ASCENT / MM
        for key, lines in block:
            pen.text(x, y, key, IDENTITY_SIZE, bold())
            pen.text(x + label, y, ":", IDENTITY_SIZE)
            for line in lines or [""]:
                pen.text(x + label + 2.5, y, line or "." * 40, IDENTITY_SIZE)
                y += step
