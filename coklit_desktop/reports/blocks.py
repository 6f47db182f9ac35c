"""The parts of a page around the grid: head, running line, keys, notes, signatures, foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from coklit_desktop.reports.fonts import bold, regular, shortened, wrap
from coklit_desktop.reports.layout import ASCENT, MM, Page, Pen, line_height, paragraph

if TYPE_CHECKING:
    from coklit_desktop.domain.papers import PageCode
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.model import Closing, Document, Legend, Signer

TITLE_SIZE = 11.5
IDENTITY_SIZE = 8.8
LABEL_SIZE = 8.2
SMALL = 7.0
SIGN_SIZE = 9.0
SIGN_ROOM = 15.0  # mm for a signature
SIGN_STEP = 10.5  # mm from one signer of a table to the next
DOTTED = "." * 46
QR_SIZE = 13.0  # mm, in the room that every page's foot has
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
        room -= QR_SIZE + 2
        pen.qr(page.width - page.right - QR_SIZE, page.floor + 1.5, QR_SIZE, _code(item.code, number, pages, rows))
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
    return replace(code, page=number, pages=pages).to_text()


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows the grid: notes over the whole width; keys at the left, signatures at the right."""

    notes: list[str]
    height: float


def measure_ending(document: Document, page: Page) -> Ending:
    """Break the notes into lines and sum the heights."""
    notes = [line for note in document.notes for line in wrap(note, regular(), SMALL, page.room * MM, most=4)]
    height = 1.8 + len(notes) * line_height(SMALL) + (1 if notes else 0)
    return Ending(notes, height + max(_legend_height(document.legends), _closing_height(document.closing)))


def draw_ending(pen: Pen, document: Document, ending: Ending, y: float) -> None:
    """Draw notes, keys and signatures below the grid."""
    page = pen.page
    y = paragraph(pen, page.left, y + 1.8, ending.notes, SMALL) + (1 if ending.notes else 0)
    if document.legends:
        _draw_legends(pen, document.legends, page.left, y)
    if document.closing.table:
        _draw_pleno(pen, document.closing, y)
    else:
        _draw_signatures(pen, document.closing, y)


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
    return [(page.left, first, labels[0]), (page.left + first, page.room - first, labels[1])]


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


def _legend_height(legends: tuple[Legend, ...]) -> float:
    if not legends:
        return 0
    return max(1 + min(len(legend.entries), _LEGEND_ROWS) for legend in legends) * line_height(SMALL) + 1


_LEGEND_ROWS = 6


def _draw_legends(pen: Pen, legends: tuple[Legend, ...], x: float, y: float) -> None:
    for legend in legends:
        pen.text(x, y + SMALL * ASCENT / MM, legend.heading, SMALL, bold())
        used = bold().width(legend.heading, SMALL) / MM
        left = x
        for start in range(0, len(legend.entries), _LEGEND_ROWS):
            lines = [f"{code}: {label}" for code, label in legend.entries[start : start + _LEGEND_ROWS]]
            paragraph(pen, left, y + line_height(SMALL), lines, SMALL)
            left += max(regular().width(line, SMALL) for line in lines) / MM + 4
        x += max(used + 5, left - x + 1)


def _closing_height(closing: Closing) -> float:
    step = line_height(SIGN_SIZE)
    if closing.table:
        return len(closing.lines) * (step + 0.8) + 3 + step + len(closing.signers) * SIGN_STEP
    return (len(closing.lines) + 2) * step + SIGN_ROOM + 3


def _draw_signatures(pen: Pen, closing: Closing, y: float) -> None:
    """Signatures side by side at the right; the lines above stand over the last."""
    page, width = pen.page, 62.0
    step = line_height(SIGN_SIZE)
    x = page.width - page.right - width
    y += 1
    for line in closing.lines:
        text = shortened(line, regular(), SIGN_SIZE, (width + 20) * MM)
        pen.text(x, y + SIGN_SIZE * ASCENT / MM, text, SIGN_SIZE, align="center", width=width)
        y += step
    for signer in reversed(closing.signers):
        _draw_signer(pen, signer, x, y, width)
        x -= width + 4


def _draw_signer(pen: Pen, signer: Signer, x: float, y: float, width: float) -> None:
    step = line_height(SIGN_SIZE)
    pen.text(x, y + SIGN_SIZE * ASCENT / MM, signer.role, SIGN_SIZE, align="center", width=width)
    base = y + step + SIGN_ROOM + SIGN_SIZE * ASCENT / MM
    if signer.name:
        name = shortened(signer.name, bold(), SIGN_SIZE, width * MM)
        pen.text(x, base, name, SIGN_SIZE, bold(), "center", width)
        half = bold().width(name, SIGN_SIZE) / MM / 2
        pen.line(x + width / 2 - half, base + 0.8, x + width / 2 + half, base + 0.8, 0.5)
    else:
        pen.text(x, base, f"({DOTTED})", SIGN_SIZE, align="center", width=width)


def _draw_pleno(pen: Pen, closing: Closing, y: float) -> None:
    """The sentence of the pleno in the middle, then number, post, name and a dotted line for each signer."""
    page, step = pen.page, line_height(SIGN_SIZE)
    y += 1
    for at, line in enumerate(closing.lines):
        face = bold() if at else regular()
        text = shortened(line, face, SIGN_SIZE, page.room * MM)
        pen.text(page.left, y + SIGN_SIZE * ASCENT / MM, text, SIGN_SIZE, face, "center", page.room)
        y += step + 0.8
    _draw_signing_table(pen, closing.signers, y + 2)


def _draw_signing_table(pen: Pen, signers: tuple[Signer, ...], y: float) -> None:
    """Number, post, name and a dotted line for each signer; the lines step aside by turns, to leave room."""
    page = pen.page
    width, sign = min(page.room, 186.0), 62.0
    x = page.left + (page.room - width) / 2
    names, lines = x + 30, x + width - sign
    head = y + SIGN_SIZE * ASCENT / MM
    pen.text(names, head, "Nama", SIGN_SIZE, bold())
    pen.text(lines, head, "Tanda Tangan", SIGN_SIZE, bold(), "center", sign)
    y += line_height(SIGN_SIZE)
    for number, signer in enumerate(signers, 1):
        base = y + 6.5
        pen.text(x, base, f"{number}.", SIGN_SIZE)
        pen.text(x + 6, base, signer.role.upper(), SIGN_SIZE)
        name = wrap(signer.name, bold(), SIGN_SIZE, (lines - names - 4) * MM, most=2)
        top = base - (len(name) - 1) * line_height(SIGN_SIZE) / 2 - SIGN_SIZE * ASCENT / MM
        paragraph(pen, names, top, name if signer.name else [DOTTED], SIGN_SIZE, strong=bool(signer.name))
        pen.text(lines + (0 if number % 2 else 30), base, f"{number}. {'.' * 32}", SIGN_SIZE)
        y += SIGN_STEP
