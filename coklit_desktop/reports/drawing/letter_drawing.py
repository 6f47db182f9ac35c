"""A Letter on paper: its blocks become strips, which are laid on pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing import blocks
from coklit_desktop.reports.drawing.fonts import bold, regular, shortened, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, line_height
from coklit_desktop.reports.drawing.letter import Fields, Gap, Lines, Table, Text, signing_table
from coklit_desktop.reports.drawing.letter_lines import break_lines, draw_line
from coklit_desktop.reports.drawing.letter_strip import Pages, Strip, kept
from coklit_desktop.reports.drawing.letter_table import table_strips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.fonts import Face
    from coklit_desktop.reports.drawing.layout import Pen
    from coklit_desktop.reports.drawing.letter import Block, Letter
    from coklit_desktop.reports.drawing.letter_lines import Line
    from coklit_desktop.reports.model import Closing

SIZE = 11.0
TITLE_SIZE = 13.0
STEP = 5.4  # mm from one line to the next
AFTER = 1.8  # mm after a paragraph
INSET = 6.0  # mm: margins of a text are wider than those of a grid
INDENT = 7.0  # mm a level
WRITING = 8.5  # mm from one dotted line to the next
RUNNING = 8.0
LABEL = 8.2
SIGN_ROOM = 20.0  # mm for a signature
LEAST_LABEL = 26.0  # mm from a label to its value, so that groups of fields stand alike
UNNAMED = "." * 40


def draw_letter(letter: Letter, pen: Pen, state: ListState) -> None:
    """Draw all pages of a letter, with the same foot as every form."""
    page = pen.page
    if letter.copy_for:
        _copy_line(letter, pen)
    pages = Pages(pen, page.top + 5, page.top + RUNNING, partial(_running_line, letter, pen))
    layout = _Layout(pen)
    for run in kept(layout.all_of(letter)):
        pages.put(run)
    drawn = pages.finish()
    for number, ink in enumerate(drawn, 1):
        if number == 1:
            pen.bookmark(letter.name)
        pen.lay(ink)
        blocks.draw_foot(pen, letter, state, number, len(drawn))
        pen.end_page()


def _copy_line(letter: Letter, pen: Pen) -> None:
    page = pen.page
    text = shortened(f"{blocks.COPY_FOR} {letter.copy_for}", bold(), LABEL, page.room * MM)
    pen.text(page.left, page.top + LABEL * ASCENT / MM, text, LABEL, bold(), "right", page.room)


def _running_line(letter: Letter, pen: Pen) -> None:
    page = pen.page
    text = " · ".join(filter(None, (letter.model, letter.area))) + " (lanjutan)"
    text += f" · {blocks.COPY_FOR} {letter.copy_for}" if letter.copy_for else ""
    text = shortened(text, regular(), LABEL, page.room * MM)
    pen.text(page.left, page.top + LABEL * ASCENT / MM, text, LABEL)


class _Layout:
    """Strips of blocks, within the margins of a text."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._x = pen.page.left + INSET
        self._room = pen.page.room - 2 * INSET

    def all_of(self, letter: Letter) -> Iterator[Strip]:
        """The whole letter."""
        yield from self._head(letter)
        for block in letter.blocks:
            yield from self._block(block)
        yield from self._closing(letter.closing)

    def _head(self, letter: Letter) -> Iterator[Strip]:
        yield from self._centred(letter.title, TITLE_SIZE, underlined=bool(letter.number))
        if letter.number:
            yield Strip(0.8, keep=True)
            yield from self._centred([letter.number], SIZE, strong=False)
            yield Strip(2, keep=True)
        elif letter.about:
            yield Strip(1, keep=True)
        yield from self._centred(letter.about, SIZE)
        yield Strip(4, keep=True)

    def _centred(
        self, texts: Iterable[str], size: float, *, strong: bool = True, underlined: bool = False
    ) -> Iterator[Strip]:
        face = bold() if strong else regular()
        lines = [line for text in texts for line in wrap(text, face, size, self._room * MM)]
        for at, line in enumerate(lines, 1):
            draw = partial(self._draw_centred, line, size, face, underlined and at == len(lines))
            yield Strip(line_height(size) * 1.05, draw, keep=True)

    def _draw_centred(self, line: str, size: float, face: Face, underlined: bool, y: float) -> None:
        base = y + size * ASCENT / MM
        self._pen.text(self._x, base, line, size, face, "center", self._room)
        if underlined:
            half = face.width(line, size) / MM / 2
            middle = self._x + self._room / 2
            self._pen.line(middle - half, base + 0.9, middle + half, base + 0.9, 0.6)

    def _block(self, block: Block) -> Iterator[Strip]:
        match block:
            case Text():
                yield from self._text(block)
            case Fields():
                yield from self._fields(block)
            case Table():
                inset = block.indent * INDENT
                yield from table_strips(self._pen, block, self._x + inset, self._room - inset)
            case Lines():
                inset = block.indent * INDENT
                for _ in range(block.count):
                    yield Strip(WRITING, partial(self._draw_dots, self._x + inset, self._room - inset, WRITING - 1.5))
                yield Strip(AFTER)
            case Gap():
                yield Strip(block.height)

    def _text(self, block: Text) -> Iterator[Strip]:
        mark = self._x + block.indent * INDENT
        inset = block.indent * INDENT + (INDENT if block.mark else 0)
        lines = break_lines(block.text, SIZE, (self._room - inset) * MM)
        for at, line in enumerate(lines, 1):
            draw = partial(self._draw_text, line, self._x + inset, self._room - inset, block, mark if at == 1 else None)
            last = at == len(lines)
            keep = block.keep or at in (1, len(lines) - 1)
            yield Strip(STEP + (AFTER if last else 0), draw, keep=block.keep if last else keep)

    def _draw_text(self, line: Line, x: float, room: float, block: Text, mark: float | None, y: float) -> None:
        if mark is not None and block.mark:
            self._pen.text(mark, y + SIZE * ASCENT / MM, block.mark, SIZE)
        draw_line(self._pen, line, x, y, room, SIZE, block.align)

    def _fields(self, block: Fields) -> Iterator[Strip]:
        x = self._x + block.indent * INDENT
        label = max(LEAST_LABEL, *(regular().width(name, SIZE) / MM + 3 for name, _ in block.pairs))
        room = self._room - block.indent * INDENT - label - 3
        for name, value in block.pairs:
            lines = break_lines(value, SIZE, room * MM) if value else []
            yield Strip(STEP, partial(self._draw_field, name, lines[0] if lines else None, x, label, room), keep=True)
            for line in lines[1:]:
                yield Strip(STEP, partial(self._draw_more, line, x + label + 3, room), keep=True)
        yield Strip(AFTER)

    def _draw_field(self, name: str, line: Line | None, x: float, label: float, room: float, y: float) -> None:
        base = y + SIZE * ASCENT / MM
        self._pen.text(x, base, name, SIZE)
        self._pen.text(x + label, base, ":", SIZE)
        if line is None:
            self._draw_dots(x + label + 3, room, SIZE * ASCENT / MM, y)
        else:
            self._draw_more(line, x + label + 3, room, y)

    def _draw_more(self, line: Line, x: float, room: float, y: float) -> None:
        draw_line(self._pen, line, x, y, room, SIZE, "left")

    def _draw_dots(self, x: float, room: float, down: float, y: float) -> None:
        dots = "." * int(room * MM / regular().width(".", SIZE))
        self._pen.text(x, y + down, dots, SIZE)

    # --- who signs

    def _closing(self, closing: Closing) -> Iterator[Strip]:
        yield Strip(2, keep=True)
        if closing.table:
            *above, body = closing.lines
            for line in above:
                yield Strip(STEP, partial(self._draw_right, line), keep=True)
            yield Strip(3, keep=True)
            yield from self._centred([body], SIZE)
            yield Strip(1.5, keep=True)
            table = signing_table(closing.signers)
            yield from (Strip(s.height, s.draw, True) for s in table_strips(self._pen, table, self._x, self._room))
            return
        yield from self._side_by_side(closing)

    def _draw_right(self, line: str, y: float) -> None:
        half = self._room / 2
        text = shortened(line, regular(), SIZE, half * MM)
        self._pen.text(self._x + half, y + SIZE * ASCENT / MM, text, SIZE)

    def _side_by_side(self, closing: Closing) -> Iterator[Strip]:
        """Each in an equal part of the width, one alone at the right; the lines stand over the last."""
        parts = max(2, len(closing.signers))
        width = self._room / parts
        last = self._x + self._room - width
        for line in closing.lines:
            yield Strip(STEP, partial(self._draw_middle, line, last, width, False), keep=True)
        places = [last - width * at for at in range(len(closing.signers))][::-1]
        roles = [
            [line for part in signer.role.split("\n") for line in wrap(part, regular(), SIZE, (width - 4) * MM, most=3)]
            for signer in closing.signers
        ]
        names = [wrap(signer.name or UNNAMED, bold(), SIZE, (width - 4) * MM, most=4) for signer in closing.signers]
        for at in range(max(map(len, roles))):
            yield Strip(STEP, partial(self._draw_row, roles, at, places, width, False), keep=True)
        yield Strip(SIGN_ROOM, keep=True)
        deep = max(map(len, names))
        for at in range(deep):
            yield Strip(STEP, partial(self._draw_row, names, at, places, width, True), keep=at + 1 < deep)

    def _draw_row(
        self, texts: list[list[str]], at: int, places: list[float], width: float, strong: bool, y: float
    ) -> None:
        for lines, x in zip(texts, places, strict=True):
            if at < len(lines):
                self._draw_middle(lines[at], x, width, strong, y)

    def _draw_middle(self, text: str, x: float, width: float, strong: bool, y: float) -> None:
        face = bold() if strong else regular()
        text = shortened(text, face, SIZE, width * MM)
        self._pen.text(x, y + SIZE * ASCENT / MM, text, SIZE, face, "center", width)
