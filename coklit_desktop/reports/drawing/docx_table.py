"""A small table in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from coklit_desktop.reports.drawing.cells import shown
from coklit_desktop.reports.drawing.docx_text import tight
from coklit_desktop.reports.drawing.letter_table import headings, widths_of

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row

    from coklit_desktop.reports.drawing.letter import Table

SIZE = 9
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def add_table(file: WordFile, table: Table, room: float, indent: float, *, keep: bool = False) -> None:
    """Add a table at the end of the file; `keep`: never parted from itself."""
    inset = table.indent * indent
    deep = 1 + max(heading.row + heading.rows - 1 for heading in headings(table.columns))
    made = file.add_table(deep + len(table.rows), len(table.columns), "Table Grid")
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.RIGHT
    grid = [list(row.cells) for row in made.rows]
    for at, width in enumerate(widths_of(table.columns, room - inset)):
        made.columns[at].width = Mm(width)
        for cells in grid:
            cells[at].width = Mm(width)
    _fill_heading(made, table, grid)
    for number, row in enumerate(table.rows):
        is_total = row.style == "total"
        word_row = made.rows[deep + number]
        _whole(word_row)
        if table.row_height:
            word_row.height, word_row.height_rule = Mm(table.row_height), WD_ROW_HEIGHT_RULE.AT_LEAST
        for at, (value, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            cell = grid[deep + number][at]
            _fill(cell, shown(value), column.align, strong=is_total or at in row.bold, grey=is_total)
            left = len(table.rows) - number - 1
            cell.paragraphs[0].paragraph_format.keep_with_next = (keep and left > 0) or (table.keep and left < 2)


def _fill_heading(made: WordTable, table: Table, grid: list[list[_Cell]]) -> None:
    for heading in headings(table.columns):
        cell = grid[heading.row][heading.first]
        last = grid[heading.row + heading.rows - 1][heading.last]
        cell = cell if cell is last else cell.merge(last)
        _fill(cell, heading.text, "center", strong=True, grey=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row in made.rows[: len(grid) - len(table.rows)]:
        _whole(row)
        mark = OxmlElement("w:tblHeader")  # returns on every page
        row._tr.get_or_add_trPr().append(mark)


def _whole(row: _Row) -> None:
    """A row is never parted by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, text: str, align: str, *, strong: bool, grey: bool) -> None:
    if grey:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EBEBEB")):
            shade.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    tight(paragraph.paragraph_format)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.alignment = ALIGN[align]
    run = paragraph.add_run(text)
    run.bold, run.font.size = strong or None, Pt(SIZE)
