"""What follows the grid: notes over the whole width; keys to the codes; who signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing.fonts import bold, regular, shortened, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, line_height, paragraph
from coklit_desktop.reports.model import Closing

if TYPE_CHECKING:
    from coklit_desktop.reports.drawing.layout import Page, Pen
    from coklit_desktop.reports.model import Document, Legend, Signer

SMALL = 7.0
SIGN_SIZE = 9.0
SIGN_ROOM = 15.0  # mm for a signature
SIGN_WIDTH = 62.0
SIGN_GAP = 4.0
SIGN_STEP = 10.5  # mm from one signer of a table to the next, at least
TABLE_WIDTH = 186.0
DOTTED = "." * 46
NARROWEST_KEYS = 70.0  # mm; with less beside the signatures the keys stand above them
KEY_ROWS = 6
KEY_GAP = 4.0


class _Key(NamedTuple):
    """A key to codes in its place, below the notes."""

    x: float
    y: float
    heading: str
    columns: list[tuple[float, list[str]]]  # (left, lines)


@dataclass(frozen=True, slots=True)
class Ending:
    """Everything after the grid, broken into lines and measured."""

    closing: Closing
    notes: list[str]
    keys: list[_Key]
    sign_top: float  # mm below the notes
    height: float


def measure_ending(document: Document, page: Page) -> Ending:
    """Break the notes into lines, share out the width, and sum the heights."""
    notes = [line for note in document.notes for line in wrap(note, regular(), SMALL, page.room * MM)]
    closing = document.closing
    beside = 0.0 if closing.table else page.room - len(closing.signers) * (_sign_width(closing, page) + SIGN_GAP)
    above = beside < NARROWEST_KEYS
    keys, keys_height = _placed(document.legends, page.left, page.room if above else beside)
    sign_top = keys_height if above else 0.0
    sign_height = _table_height(closing, page) if closing.table else _signatures_height(closing, page)
    below_notes = max(keys_height, sign_top + sign_height)
    return Ending(closing, notes, keys, sign_top, _notes_height(notes) + below_notes)


def draw_ending(pen: Pen, ending: Ending, y: float) -> None:
    """Draw notes, keys and signatures below the grid."""
    paragraph(pen, pen.page.left, y + 1.8, ending.notes, SMALL)
    y += _notes_height(ending.notes)
    for key in ending.keys:
        pen.text(key.x, y + key.y + SMALL * ASCENT / MM, key.heading, SMALL, bold())
        for left, lines in key.columns:
            paragraph(pen, left, y + key.y + line_height(SMALL), lines, SMALL)
    draw = _draw_table if ending.closing.table else _draw_signatures
    draw(pen, ending.closing, y + ending.sign_top)


def _notes_height(notes: list[str]) -> float:
    return 1.8 + len(notes) * line_height(SMALL) + (1 if notes else 0)


# --- keys


def _placed(legends: tuple[Legend, ...], left: float, room: float) -> tuple[list[_Key], float]:
    """The keys beside each other, as many as there is room for, and the height of all."""
    found: list[_Key] = []
    x, y, tallest = left, 0.0, 0.0
    for legend in legends:
        columns, width = _columns(legend, room)
        if x > left and x + width > left + room:
            x, y, tallest = left, y + tallest, 0.0
        heading = shortened(legend.heading, bold(), SMALL, room * MM)
        found.append(_Key(x, y, heading, [(x + at, lines) for at, lines in columns]))
        tallest = max(tallest, (1 + min(len(legend.entries), KEY_ROWS)) * line_height(SMALL) + 1)
        x += max(bold().width(heading, SMALL) / MM + 5, width + 5)
    return found, y + tallest


def _columns(legend: Legend, room: float) -> tuple[list[tuple[float, list[str]]], float]:
    """The entries of a key in columns (left, lines), and how wide they are together."""
    columns: list[tuple[float, list[str]]] = []
    at = 0.0
    number = max(1, -(-len(legend.entries) // KEY_ROWS))
    most = (room - (number - 1) * KEY_GAP) / number
    for start in range(0, len(legend.entries), KEY_ROWS):
        texts = [f"{code}: {label}" for code, label in legend.entries[start : start + KEY_ROWS]]
        lines = [shortened(text, regular(), SMALL, most * MM) for text in texts]
        columns.append((at, lines))
        at += max(regular().width(line, SMALL) for line in lines) / MM + KEY_GAP
    return columns, at - KEY_GAP


# --- signatures side by side


def _sign_width(closing: Closing, page: Page) -> float:
    number = max(1, len(closing.signers))
    return min(SIGN_WIDTH, (page.room - (number - 1) * SIGN_GAP) / number)


def _lines_above(closing: Closing, page: Page) -> list[str]:
    return [piece for line in closing.lines for piece in wrap(line, regular(), SIGN_SIZE, SIGN_WIDTH * MM)]


def _parts(signer: Signer, width: float) -> tuple[list[str], list[str]]:
    """Post and name of a signer as lines."""
    role = wrap(signer.role, regular(), SIGN_SIZE, width * MM)
    name = wrap(signer.name, bold(), SIGN_SIZE, width * MM) if signer.name else []
    return role, name


def _signatures_height(closing: Closing, page: Page) -> float:
    if not closing.signers and not closing.lines:
        return 0
    width = _sign_width(closing, page)
    parts = [_parts(signer, width) for signer in closing.signers]
    roles = max((len(role) for role, _ in parts), default=0)
    names = max((max(1, len(name)) for _, name in parts), default=0)
    lines = len(_lines_above(closing, page)) + roles + names
    return lines * line_height(SIGN_SIZE) + (SIGN_ROOM if parts else 0) + 3


def _draw_signatures(pen: Pen, closing: Closing, y: float) -> None:
    """Signatures side by side at the right; the lines above stand over the last."""
    page, step = pen.page, line_height(SIGN_SIZE)
    right = page.width - page.right
    y += 1
    for line in _lines_above(closing, page):
        pen.text(right - SIGN_WIDTH, y + SIGN_SIZE * ASCENT / MM, line, SIGN_SIZE, align="center", width=SIGN_WIDTH)
        y += step
    width = _sign_width(closing, page)
    parts = [_parts(signer, width) for signer in closing.signers]
    roles = max((len(role) for role, _ in parts), default=0)
    x = right - width
    for role, name in reversed(parts):
        base = y + SIGN_SIZE * ASCENT / MM
        for line in role:
            pen.text(x, base, line, SIGN_SIZE, align="center", width=width)
            base += step
        _draw_name(pen, name, x, y + roles * step + SIGN_ROOM + SIGN_SIZE * ASCENT / MM, width)
        x -= width + SIGN_GAP


def _draw_name(pen: Pen, name: list[str], x: float, base: float, width: float) -> None:
    """A name with a line under it; dots to write on where there is none."""
    if not name:
        dots = "." * min(len(DOTTED), int((width * MM / SIGN_SIZE - 1) / regular().width(".", 1)))
        pen.text(x, base, f"({dots})", SIGN_SIZE, align="center", width=width)
        return
    for line in name:
        pen.text(x, base, line, SIGN_SIZE, bold(), "center", width)
        half = bold().width(line, SIGN_SIZE) / MM / 2
        pen.line(x + width / 2 - half, base + 0.8, x + width / 2 + half, base + 0.8, 0.5)
        base += line_height(SIGN_SIZE)


# --- the table of a pleno


class _Table(NamedTuple):
    """Where the columns of the table stand, and its lines."""

    left: float
    names: float
    signs: float
    roles: list[str]
    people: list[list[str]]


def _table(closing: Closing, page: Page) -> _Table:
    width = min(page.room, TABLE_WIDTH)
    left = page.left + (page.room - width) / 2
    signs = left + width - SIGN_WIDTH
    roles = [shortened(signer.role.upper(), regular(), SIGN_SIZE, 50 * MM) for signer in closing.signers]
    widest = max((regular().width(role, SIGN_SIZE) for role in roles), default=0) / MM
    names = left + max(30.0, widest + 9)
    people = [wrap(signer.name, bold(), SIGN_SIZE, (signs - names - 4) * MM) for signer in closing.signers]
    return _Table(left, names, signs, roles, people)


def _table_lines(closing: Closing, page: Page) -> list[tuple[str, bool]]:
    """(line, whether it is bold) above the table: the sentence of the pleno, then who held it."""
    found = []
    for at, line in enumerate(closing.lines):
        face = bold() if at else regular()
        found += [(piece, at > 0) for piece in wrap(line, face, SIGN_SIZE, page.room * MM)]
    return found


def _table_height(closing: Closing, page: Page) -> float:
    step = line_height(SIGN_SIZE)
    people = sum(_step(name) for name in _table(closing, page).people)
    return len(_table_lines(closing, page)) * (step + 0.8) + 3 + step + people


def _step(name: list[str]) -> float:
    return max(SIGN_STEP, len(name) * line_height(SIGN_SIZE) + 3)


def _draw_table(pen: Pen, closing: Closing, y: float) -> None:
    """Number, post, name and a dotted line for each signer; the lines step aside by turns, to leave room."""
    page, step = pen.page, line_height(SIGN_SIZE)
    y += 1
    for line, strong in _table_lines(closing, page):
        face = bold() if strong else regular()
        pen.text(page.left, y + SIGN_SIZE * ASCENT / MM, line, SIGN_SIZE, face, "center", page.room)
        y += step + 0.8
    table = _table(closing, page)
    head = y + 2 + SIGN_SIZE * ASCENT / MM
    pen.text(table.names, head, "Nama", SIGN_SIZE, bold())
    pen.text(table.signs, head, "Tanda Tangan", SIGN_SIZE, bold(), "center", SIGN_WIDTH)
    y += 2 + step
    for number, (role, name) in enumerate(zip(table.roles, table.people, strict=True), 1):
        base = y + 6.5 - SIGN_STEP / 2 + _step(name) / 2
        pen.text(table.left, base, f"{number}.", SIGN_SIZE)
        pen.text(table.left + 6, base, role, SIGN_SIZE)
        top = base - (len(name) - 1) * step / 2 - SIGN_SIZE * ASCENT / MM
        known = name != [""]
        paragraph(pen, table.names, top, name if known else [DOTTED], SIGN_SIZE, strong=known)
        pen.text(table.signs + (0 if number % 2 else 30), base, f"{number}. {'.' * 32}", SIGN_SIZE)
        y += _step(name)
