"""The grid of a form: headings that repeat on every page, rows that grow with their text."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing.cells import NEXT_LINE, Cells, Writer
from coklit_desktop.reports.drawing.fonts import bold, regular, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, line_height
from coklit_desktop.reports.model import Align, Row, cell_ranges

if TYPE_CHECKING:
    from coklit_desktop.reports.drawing.fonts import Face
    from coklit_desktop.reports.drawing.layout import Ink, Pen
    from coklit_desktop.reports.model import Column, Document

SIDE = 1.2  # mm between a cell's text and its lines
INDENT = 4.0
DIGITS = 18.0  # mm; numbers end this far from the left of a column that is no wider
HEADING_SIZE = 7.6
NUMBER_SIZE = 6.6
BASE = 0.92  # base line below the top of a line of text, as a share of the size
THIN, THICK = 0.4, 0.8
BLANK = Row(())


class _Heading(NamedTuple):
    """One cell of the headings; `level` 0 takes both lines, 1 the upper, 2 the lower."""

    x: float
    width: float
    lines: list[str]
    level: int


class _Kind(NamedTuple):
    """What rows of one look share: the cells that are read, how each is written, and where lines stand."""

    at: tuple[int, ...] | None  # columns to read; None if all
    cells: tuple[Cells, ...]
    edges: tuple[float, ...]
    is_total: bool


class Measured(NamedTuple):
    """A row ready to draw: its text operators, from the base line of its middle, and its height in mm."""

    operators: str
    height: float
    kind: _Kind
    number: int = 0
    sex: str = ""


class Grid:
    """The columns of documents that look alike, drawn with one pen."""

    def __init__(self, document: Document, pen: Pen) -> None:
        self._pen, self.key = pen, grid_key(document)
        self._columns, self._size = document.columns, document.font_size
        self._numbers, self._number_spans = document.numbers, document.number_spans
        self._widths = _fitted(document.columns, pen.page.room)
        self._edges = [pen.page.left]
        for width in self._widths:
            self._edges.append(self._edges[-1] + width)
        self._line = line_height(self._size)
        self._padding = 2 * document.row_padding
        self._kinds: dict[object, _Kind] = {}
        self._cells: dict[object, Cells] = {}  # rows that differ in what is bold share most of them
        self._headings, self._levels = _measure_headings(self._columns, self._edges)
        self._drawn: dict[float, Ink] = {}  # headings, by where they begin
        self._number_height = line_height(NUMBER_SIZE) + 0.8
        self.header_height = sum(self._levels) + self._number_height

    def measure(self, row: Row) -> Measured:
        """Break the cells of a row into lines."""
        kind = self._kind(row)
        shown = row.cells if kind.at is None else [row.cells[at] for at in kind.at]
        written = [cells[cell] for cells, cell in zip(kind.cells, shown, strict=True)]
        operators = "".join(written)
        lines = 1 + max(one.count(NEXT_LINE) for one in written) if NEXT_LINE in operators else 1
        return Measured(operators, lines * self._line + self._padding, kind, row.number, row.sex)

    def blank(self, height: float | None = None) -> Measured:
        """An empty row: as high as one line, or as another row."""
        return Measured("", self._line + self._padding if height is None else height, self._kind(BLANK))

    def blanks(self, height: float) -> list[Measured]:
        """As many empty rows as there is room for."""
        row = self.blank()
        return [row] * max(0, int(height / row.height + 1e-6))

    def draw_header(self, y: float) -> float:
        """Draw headings and column numbers; returns where the rows begin."""
        ink = self._drawn.get(y)
        if ink is None:
            below = self._pen.lift()
            self._draw_header(y)
            ink = self._drawn[y] = self._pen.lift()
            self._pen.lay(below)
        self._pen.lay(ink)
        return y + self.header_height

    def draw_rows(self, y: float, rows: list[Measured]) -> float:
        """Draw measured rows; returns where they end."""
        pen, left, right = self._pen, self._edges[0], self._edges[-1]
        texts: list[str] = []
        across: dict[bool, list[tuple[float, float, float, float]]] = {False: [], True: []}
        down: list[tuple[float, float, float, float]] = []
        middle = self._size * BASE / MM - self._line / 2
        for edges, members in groupby(rows, lambda row: row.kind.edges):
            top = y
            for operators, height, kind, *_ in members:
                if operators:
                    texts.append(f"1 0 0 1 {pen.place(left, y + height / 2 + middle)} Tm {operators}")
                if kind.is_total:
                    pen.shade(left, y, right - left, height)
                y += height
                across[kind.is_total].append((left, y, right, y))
            down += [(x, top, x, y) for x in edges]
        pen.write(texts)
        pen.lines(across[False] + down, THIN)
        pen.lines(across[True], THICK)
        return y

    def _kind(self, row: Row) -> _Kind:
        look = (row.style, row.spans, row.bold, row.indent)
        found = self._kinds.get(look)
        if found is None:
            found = self._kinds[look] = self._kind_of(row)
        return found

    def _kind_of(self, row: Row) -> _Kind:
        """How rows that look like this one are written: each cell moves from the place of the one before it."""
        ranges = cell_ranges(len(self._columns), row.spans)
        found: list[Cells] = []
        font: Face | None = None
        before = self._edges[0]
        for first, last in ranges:
            column = self._columns[first]
            strong = row.style in ("item", "total") or first in row.bold
            align: Align = "center" if row.style == "notice" else column.align
            indent = INDENT if row.indent and first == 1 else 0
            x = self._edges[first] + SIDE + indent
            after = SIDE + max(0.4, (self._widths[last] - DIGITS) / 2) if align == "right" else SIDE
            room = self._edges[last + 1] - after - x
            face = bold() if strong else regular()
            changes, place = face is not font, (room * MM, align, (x - before) * MM)
            key = (first, strong, changes, place)
            if key not in self._cells:
                self._cells[key] = Cells(Writer(self._pen.encoder(face), face, self._size, changes), *place)
            found.append(self._cells[key])
            before, font = x, face
        edges = (*(self._edges[first] for first, _ in ranges), self._edges[-1])
        at = None if len(ranges) == len(self._columns) else tuple(first for first, _ in ranges)
        return _Kind(at, tuple(found), edges, row.style == "total")

    def _draw_header(self, y: float) -> None:
        pen, left, upper = self._pen, self._edges[0], self._levels[0]
        pen.shade(left, y, self._edges[-1] - left, self.header_height)
        for heading in self._headings:
            top = y + (upper if heading.level == 2 else 0)
            height = sum(self._levels) if heading.level == 0 else self._levels[heading.level - 1]
            pen.box(heading.x, top, heading.width, height, THIN)
            base = top + (height - len(heading.lines) * line_height(HEADING_SIZE)) / 2 + HEADING_SIZE * BASE / MM
            for line in heading.lines:
                pen.text(heading.x, base, line, HEADING_SIZE, bold(), "center", heading.width)
                base += line_height(HEADING_SIZE)
        y += sum(self._levels)
        for first, last in cell_ranges(len(self._columns), self._number_spans):
            x, width = self._edges[first], self._edges[last + 1] - self._edges[first]
            pen.box(x, y, width, self._number_height, THIN)
            base = y + self._number_height / 2 + NUMBER_SIZE * ASCENT / MM / 2
            pen.text(x, base, self._numbers[first], NUMBER_SIZE, align="center", width=width)


def grid_key(document: Document) -> object:
    """What documents of one grid have in common."""
    return (
        document.columns, document.numbers, document.number_spans, document.font_size, document.row_padding,
    )  # fmt: skip


def _measure_headings(columns: tuple[Column, ...], edges: list[float]) -> tuple[list[_Heading], list[float]]:
    """The headings, and the heights of their two lines."""
    found: list[_Heading] = []
    for _, members in groupby(range(len(columns)), lambda i: columns[i].group or f"\0{i}"):
        at = list(members)
        if group := columns[at[0]].group:
            found.append(_heading(edges, at[0], at[-1], group, 1))
            found += [_heading(edges, i, i, columns[i].heading, 2) for i in at]
        else:
            found.append(_heading(edges, at[0], at[0], columns[at[0]].heading, 0))
    tallest = [max((_height(one) for one in found if one.level == level), default=0.0) for level in (0, 1, 2)]
    return found, [tallest[1], max(tallest[2], tallest[0] - tallest[1])]


def _heading(edges: list[float], first: int, last: int, text: str, level: int) -> _Heading:
    x, width = edges[first], edges[last + 1] - edges[first]
    return _Heading(x, width, wrap(text, bold(), HEADING_SIZE, (width - 1.2) * MM), level)


def _height(heading: _Heading) -> float:
    return len(heading.lines) * line_height(HEADING_SIZE) + 1.6


def _fitted(columns: tuple[Column, ...], room: float) -> list[float]:
    fixed = sum(column.width for column in columns if column.fixed)
    shares = sum(column.width for column in columns if not column.fixed)
    scale = (room - fixed) / shares if shares else 1
    return [column.width if column.fixed else column.width * scale for column in columns]
