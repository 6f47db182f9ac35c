"""A small table in a paper of text."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing.cells import shown
from coklit_desktop.reports.drawing.fonts import bold, regular, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, line_height
from coklit_desktop.reports.drawing.letter_strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.drawing.layout import Pen
    from coklit_desktop.reports.drawing.letter import Table
    from coklit_desktop.reports.model import Align, Column

SIZE = 9.5
PAD = 1.3  # mm between a line and the text
AFTER = 3.0  # mm below a table


class Heading(NamedTuple):
    """A cell of the heading over the columns first to last; `row` 0 or 1, or both (`rows` 2)."""

    text: str
    first: int
    last: int
    row: int
    rows: int


def headings(columns: tuple[Column, ...]) -> list[Heading]:
    """The cells of the heading: a group stands over its columns, unless they have no names of their own."""
    found: list[Heading] = []
    deep = any(column.group and column.heading for column in columns)
    for group, members in groupby(enumerate(columns), lambda item: item[1].group or f"\0{item[0]}"):
        places = [at for at, _ in members]
        names = [columns[at].heading for at in places]
        if group.startswith("\0") or not any(names):
            found.append(Heading(names[0] or columns[places[0]].group, places[0], places[-1], 0, 2 if deep else 1))
            continue
        found.append(Heading(group, places[0], places[-1], 0, 1))
        found += [Heading(name, at, at, 1, 1) for at, name in zip(places, names, strict=True)]
    return found


class _Box(NamedTuple):
    """A cell on paper, `top` mm below the top of its strip."""

    x: float
    top: float
    width: float
    height: float
    lines: list[str]
    align: Align
    strong: bool
    grey: bool


def widths_of(columns: tuple[Column, ...], room: float) -> list[float]:
    """Widths in mm: fixed ones as they are, the others share what is left."""
    left = room - sum(column.width for column in columns if column.fixed)
    shares = sum(column.width for column in columns if not column.fixed)
    return [column.width if column.fixed else left * column.width / shares for column in columns]


def table_strips(pen: Pen, table: Table, x: float, room: float) -> Iterator[Strip]:
    """Heading and rows; the heading returns where a page begins with a row."""
    widths = widths_of(table.columns, room)
    edges = [x + sum(widths[:at]) for at in range(len(widths) + 1)]
    heading = _heading_strip(pen, table, edges)
    yield heading
    for number, row in enumerate(table.rows, 1):
        strong = row.style == "total"
        cells = [
            (shown(cell), column.align, strong or at in row.bold)
            for at, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        ]
        texts = [_wrapped(text, bold_, edges[at + 1] - edges[at]) for at, (text, _, bold_) in enumerate(cells)]
        height = max(table.row_height, *map(_height, texts))
        boxes = [
            _Box(edges[at], 0, widths[at], height, texts[at], align, bold_, strong)
            for at, (_, align, bold_) in enumerate(cells)
        ]
        left = len(table.rows) - number
        keep = left == 1 or (table.keep and left == 0)
        yield Strip(height, partial(_draw, pen, boxes), keep, heading)
    yield Strip(AFTER, keep=table.keep)


def _heading_strip(pen: Pen, table: Table, edges: list[float]) -> Strip:
    cells = headings(table.columns)
    texts = [_wrapped(cell.text, True, edges[cell.last + 1] - edges[cell.first]) for cell in cells]
    heights = [0.0, 0.0]
    for cell, lines in zip(cells, texts, strict=True):
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], _height(lines))
    for cell, lines in zip(cells, texts, strict=True):
        if cell.rows == 2:
            heights[1] = max(heights[1], _height(lines) - heights[0])
    boxes = []
    for cell, lines in zip(cells, texts, strict=True):
        left, width = edges[cell.first], edges[cell.last + 1] - edges[cell.first]
        height = sum(heights[cell.row : cell.row + cell.rows])
        boxes.append(_Box(left, heights[0] * cell.row, width, height, lines, "center", True, True))
    return Strip(sum(heights), partial(_draw, pen, boxes), keep=True)


def _wrapped(text: str, strong: bool, width: float) -> list[str]:
    return wrap(text, bold() if strong else regular(), SIZE, (width - 2 * PAD) * MM) if text else []


def _height(lines: list[str]) -> float:
    return max(1, len(lines)) * line_height(SIZE) + 2 * PAD


def _draw(pen: Pen, boxes: list[_Box], y: float) -> None:
    for box in boxes:
        top = y + box.top
        if box.grey:
            pen.shade(box.x, top, box.width, box.height)
        pen.box(box.x, top, box.width, box.height)
        base = top + (box.height - len(box.lines) * line_height(SIZE)) / 2 + SIZE * ASCENT / MM + 0.3
        for line in box.lines:
            face = bold() if box.strong else regular()
            pen.text(box.x + PAD, base, line, SIZE, face, box.align, box.width - 2 * PAD)
            base += line_height(SIZE)
