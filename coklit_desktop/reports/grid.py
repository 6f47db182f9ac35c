"""The grid of a form: headings that repeat on every page, rows that grow with their text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from coklit_desktop.reports.fonts import Face, bold, regular, wrap
from coklit_desktop.reports.layout import ASCENT, MM, Page, Pen, line_height
from coklit_desktop.reports.model import Align, cell_ranges
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from coklit_desktop.reports.model import Cell, Column, Document, Row

SIDE = 1.2  # mm between a cell's text and its lines
INDENT = 4.0
DIGITS = 18.0  # mm; numbers end this far from the left of a column that is no wider
HEADING_SIZE = 7.6
NUMBER_SIZE = 6.6


@dataclass(frozen=True, slots=True)
class _Box:
    """One cell ready to draw: place, lines of text and how they stand."""

    x: float
    width: float
    lines: list[str]
    face: Face
    align: Align
    before: float = SIDE  # room at the left and right of the text
    after: float = SIDE


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with its cells broken into lines, and its height in mm."""

    boxes: list[_Box]
    height: float
    style: str


class Grid:
    """The columns of one document on one paper."""

    def __init__(self, document: Document, page: Page) -> None:
        self._document = document
        self._left = page.left
        self.widths = _fitted(document.columns, page.room)
        self._edges = [page.left]
        for width in self.widths:
            self._edges.append(self._edges[-1] + width)
        self._headings = self._measure_headings()
        self.header_height = sum(self._headings[1]) + self._number_height

    @property
    def _number_height(self) -> float:
        return line_height(NUMBER_SIZE) + 0.8

    def measure(self, row: Row) -> Measured:
        """Break the cells of a row into lines."""
        document, size = self._document, self._document.font_size
        boxes: list[_Box] = []
        tallest = 1
        for first, last in cell_ranges(len(document.columns), row.spans):
            column = document.columns[first]
            text = shown(row.cells[first])
            strong = row.style in ("item", "total") or first in row.bold
            face = bold() if strong else regular()
            x, width = self._edges[first], self._edges[last + 1] - self._edges[first]
            align: Align = "center" if row.style == "notice" else column.align
            before = SIDE + (INDENT if row.indent and first == 1 else 0)
            after = SIDE + max(0.4, (self.widths[last] - DIGITS) / 2) if align == "right" else SIDE
            lines = wrap(text, face, size, (width - before - after) * MM) if text else []
            tallest = max(tallest, len(lines))
            boxes.append(_Box(x, width, lines, face, align, before, after))
        return Measured(boxes, tallest * line_height(size) + 2 * document.row_padding, row.style)

    def draw_header(self, pen: Pen, y: float) -> float:
        """Draw headings and column numbers; returns where the rows begin."""
        boxes, heights = self._headings
        pen.shade(self._left, y, self._edges[-1] - self._left, self.header_height)
        for box, level in boxes:
            top = y if level < 2 else y + heights[0]
            height = heights[0] if level == 1 else heights[1] if level == 2 else sum(heights)
            pen.box(box.x, top, box.width, height)
            _write(pen, box, top, height, HEADING_SIZE)
        y += sum(heights)
        for first, last in cell_ranges(len(self._document.columns), self._document.number_spans):
            x, width = self._edges[first], self._edges[last + 1] - self._edges[first]
            pen.box(x, y, width, self._number_height)
            base = y + self._number_height / 2 + NUMBER_SIZE * ASCENT / MM / 2
            pen.text(x, base, self._document.numbers[first], NUMBER_SIZE, align="center", width=width)
        return y + self._number_height

    def draw_rows(self, pen: Pen, y: float, rows: list[Measured]) -> float:
        """Draw measured rows; returns where they end."""
        left, right, start = self._left, self._edges[-1], y
        for row in rows:
            if row.style == "total":
                pen.shade(left, y, right - left, row.height)
            for box in row.boxes:
                _write(pen, box, y, row.height, self._document.font_size)
                pen.line(box.x, y, box.x, y + row.height)
            y += row.height
            pen.line(left, y, right, y, 0.8 if row.style == "total" else 0.4)
        pen.line(right, start, right, y)
        return y

    def _measure_headings(self) -> tuple[list[tuple[_Box, int]], list[float]]:
        """Boxes with their level (0 both lines, 1 upper, 2 lower) and the heights of the two lines."""
        columns = self._document.columns
        boxes: list[tuple[_Box, int]] = []
        at = 0
        for _, members in groupby(range(len(columns)), lambda i: columns[i].group or f"\0{i}"):
            found = list(members)
            if group := columns[found[0]].group:
                boxes.append((self._heading(at, at + len(found) - 1, group), 1))
                boxes += [(self._heading(i, i, columns[i].heading), 2) for i in found]
            else:
                boxes.append((self._heading(at, at, columns[at].heading), 0))
            at += len(found)
        heights = [max((_height(box) for box, level in boxes if level == wanted), default=0.0) for wanted in (1, 2)]
        tallest = max((_height(box) for box, level in boxes if level == 0), default=0.0)
        heights[1] += max(0.0, tallest - sum(heights))
        return boxes, heights

    def _heading(self, first: int, last: int, text: str) -> _Box:
        x, width = self._edges[first], self._edges[last + 1] - self._edges[first]
        return _Box(x, width, wrap(text, bold(), HEADING_SIZE, (width - 1.2) * MM), bold(), "center")


def shown(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else count(cell)


def _height(box: _Box) -> float:
    return len(box.lines) * line_height(HEADING_SIZE) + 1.6


def _write(pen: Pen, box: _Box, top: float, height: float, size: float) -> None:
    base = top + (height - len(box.lines) * line_height(size)) / 2 + size * 0.92 / MM
    room = box.width - box.before - box.after
    for line in box.lines:
        pen.text(box.x + box.before, base, line, size, box.face, box.align, room)
        base += line_height(size)


def _fitted(columns: tuple[Column, ...], room: float) -> list[float]:
    fixed = sum(column.width for column in columns if column.fixed)
    shares = sum(column.width for column in columns if not column.fixed)
    scale = (room - fixed) / shares
    return [column.width if column.fixed else column.width * scale for column in columns]
