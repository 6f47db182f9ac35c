"""The rows of a document on a sheet: formats and heights, found once for all rows of one look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coklit_desktop.reports.drawing.fonts import regular, wrap
from coklit_desktop.reports.drawing.layout import MM
from coklit_desktop.reports.model import cell_ranges

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from coklit_desktop.reports.model import Cell, Document, Row

COUNT = '#,##0;-#,##0;"-"'
FONT_SIZE = 8
FONT = {"font_name": "Arial", "font_size": FONT_SIZE}
WIDER = 1.12  # Arial against the bundled face that lines are measured with
LINE = 10.8  # points
USUAL = 1.1  # mm above and below the text of a row; more where one writes by hand


class Styles:
    """Cell formats, made once for each set of properties."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **properties})
        return self._made[key]


class _Place(NamedTuple):
    """One cell of rows of one look: its columns, room for text in points, letters that surely fit, and formats."""

    first: int
    last: int
    room: float
    sure: int
    text: Format
    number: Format
    is_number: bool


class SheetRows:
    """Writes the rows of one document."""

    def __init__(self, sheet: Worksheet, styles: Styles, document: Document) -> None:
        self._sheet, self._styles, self._columns = sheet, styles, document.columns
        self._looks: dict[object, list[_Place]] = {}
        self._padding = 3 + max(0.0, document.row_padding - USUAL) * 2 * MM  # points
        self._edges = [sum(column.width for column in document.columns[:at]) for at in range(len(document.columns) + 1)]

    def write(self, at: int, row: Row) -> None:
        """Write a row into line `at`."""
        look = (row.style, row.spans, row.bold, row.indent)
        places = self._looks.get(look)
        if places is None:
            places = self._looks[look] = self._places(row)
        lines = 1
        for place in places:
            cell = row.cells[place.first]
            style = place.number if isinstance(cell, int) else place.text
            if place.last > place.first:
                self._sheet.merge_range(at, place.first, at, place.last, "", style)
            if isinstance(cell, str) and len(cell) > place.sure:
                lines = max(lines, len(wrap(cell, regular(), FONT_SIZE, place.room, most=20)))
            self._write_cell(at, place, cell, style)
        self._sheet.set_row(at, lines * LINE + self._padding)

    def _places(self, row: Row) -> list[_Place]:
        """The cells of rows that look like this one."""
        found = []
        for first, last in cell_ranges(len(self._columns), row.spans):
            # spreadsheets do not find out for themselves how many lines a cell needs
            room = (self._edges[last + 1] - self._edges[first] - 1) * MM / WIDER
            sure = int(room / (regular().widest * FONT_SIZE / 1000))
            properties = self._cell_properties(row, first)
            digits = self._columns[first].digits
            text = self._styles.get(**properties, text_wrap=True, num_format=digits or "@")
            number = self._styles.get(**properties, num_format=COUNT)  # wrapped numbers lose their indent
            found.append(_Place(first, last, room, sure, text, number, bool(digits)))
        return found

    def _cell_properties(self, row: Row, at: int) -> dict[str, Any]:
        column = self._columns[at]
        properties: dict[str, Any] = {"border": 1, "valign": "vcenter"}
        properties["align"] = "center" if row.style == "notice" else column.align
        if row.style in ("item", "total") or at in row.bold:
            properties["bold"] = True
        if row.style == "total":
            properties["bg_color"] = "#EAEAEA"
        if row.indent and at == 1:
            properties["indent"] = 2
        elif column.align == "right" and row.style != "notice":
            properties["indent"] = max(1, int((column.width - 18) / 6))
        return properties

    def _write_cell(self, at: int, place: _Place, cell: Cell, style: Format) -> None:
        if cell is None or cell == "":
            self._sheet.write_blank(at, place.first, None, style)
        elif isinstance(cell, int):
            self._sheet.write_number(at, place.first, cell, style)
        elif place.is_number and cell.isdecimal():
            self._sheet.write_number(at, place.first, int(cell), style)
        else:
            self._sheet.write_string(at, place.first, cell, style)
