"""Documents as a workbook, one sheet each, and plain sheets with exact columns. All in memory: no temporary files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.reports.words import count, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from coklit_desktop.reports.catalog import FormInfo, Paper
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.model import Cell, Column, Document, Row

PAPER_NUMBERS: dict[Paper, int] = {"F4": 14, "A4": 9}  # "Folio" of spreadsheets is F4
COUNT = '#,##0;-#,##0;"-"'
MM_PER_CHARACTER = 1.75
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def write_sheet(
    path: Path,
    name: str,
    headings: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str | int]],
) -> None:
    """Write one plain sheet: texts as text, whole numbers as numbers."""
    with _workbook(path) as book:
        sheet = book.add_worksheet(name)
        text, head = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.write_row(0, 0, headings, head)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, at, cell)
                else:
                    sheet.write_string(number, at, cell, text)


def write_xlsx(
    path: Path, documents: Iterable[Document], form: FormInfo, paper: Paper, state: ListState
) -> None:
    """Write each document to a sheet that prints like the form."""
    with _workbook(path) as book:
        book.set_properties({"title": form.title})
        styles = _Styles(book)
        for document in documents:
            sheet = book.add_worksheet(document.name)
            _set_up_print(sheet, form, paper, state)
            _SheetWriter(sheet, styles, document).write()


def _workbook(path: Path) -> Workbook:
    from xlsxwriter import Workbook

    return Workbook(str(path), _OPTIONS)


def _set_up_print(sheet: Worksheet, form: FormInfo, paper: Paper, state: ListState) -> None:
    sheet.set_paper(PAPER_NUMBERS[paper])
    if form.orientation == "landscape":
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.7)
    sheet.hide_gridlines(2)
    known = (
        f"Keadaan daftar {moment(state.made_at)} · catatan ke-{count(state.ledger_seq)} · {state.digest[:16]}"
    )
    sheet.set_footer(f"&L&8Hal &P dari &N&R&8{known}")


class _Styles:
    """Cell formats, made once for each set of properties."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {"font_name": "Arial Narrow", "font_size": 9, **properties}
            )
        return self._made[key]


class _SheetWriter:
    """Writes one document from top to bottom."""

    def __init__(self, sheet: Worksheet, styles: _Styles, document: Document) -> None:
        self._sheet, self._styles, self._document = sheet, styles, document
        self._at = 0
        self._last = len(document.columns) - 1

    def write(self) -> None:
        """Write the whole document."""
        for at, column in enumerate(self._document.columns):
            self._sheet.set_column(at, at, max(4.0, column.width / MM_PER_CHARACTER))
        self._write_head()
        self._write_headings()
        for row in self._document.rows:
            self._write_row(row)
        self._at += 1
        self._write_ending()

    def _write_head(self) -> None:
        document = self._document
        label = self._styles.get(bold=True, border=1, align="center")
        self._sheet.merge_range(0, max(0, self._last - 2), 0, self._last, document.model, label)
        title = self._styles.get(bold=True, align="center", font_size=11)
        for line in document.title:
            self._at += 1
            self._sheet.merge_range(self._at, 0, self._at, self._last, line, title)
        self._at += 1
        places = (0, (self._last + 1) // 2 + 1)
        for place, block in zip(places, document.identity, strict=True):
            for line, (label_text, value) in enumerate(block, self._at):
                self._sheet.write_string(line, place, label_text, self._styles.get(bold=True))
                value_place = place + (2 if self._document.columns[place].width < 20 else 1)
                self._sheet.write_string(line, value_place, f": {value or '.' * 30}", self._styles.get())
        self._at += max(len(block) for block in document.identity) + 1

    def _write_headings(self) -> None:
        style = self._styles.get(
            bold=True, border=1, align="center", valign="vcenter", text_wrap=True, bg_color="#EAEAEA"
        )
        top, columns = self._at, self._document.columns
        grouped = any(column.group for column in columns)
        for at, column in enumerate(columns):
            if not column.group:
                self._join(top, at, top + grouped, at, column.heading, style)
            elif at == 0 or columns[at - 1].group != column.group:
                end = max(i for i in range(at, len(columns)) if columns[i].group == column.group)
                self._join(top, at, top, end, column.group, style)
            if column.group:
                self._sheet.write_string(top + 1, at, column.heading, style)
        self._sheet.set_row(top, 26 if grouped else 40)
        self._at += 1 + grouped
        for first, last in _spans(len(columns), self._document.number_spans):
            self._join(self._at, first, self._at, last, self._document.numbers[first], style)
        self._sheet.repeat_rows(top, self._at)
        self._sheet.freeze_panes(self._at + 1, 0)
        self._at += 1

    def _write_row(self, row: Row) -> None:
        for first, last in _spans(len(self._document.columns), row.spans):
            style = self._cell_style(row, first, row.cells[first])
            if last > first:
                self._sheet.merge_range(self._at, first, self._at, last, "", style)
            self._write_cell(first, row.cells[first], style)
        self._at += 1

    def _cell_style(self, row: Row, at: int, cell: Cell) -> Format:
        column = self._document.columns[at]
        properties: dict[str, Any] = {
            "border": 1,
            "valign": "vcenter",
            "align": column.align,
            "text_wrap": True,
        }
        if row.style == "notice":
            properties["align"] = "center"
        if row.style in ("item", "total") or at in row.bold:
            properties["bold"] = True
        if row.style == "total":
            properties["bg_color"] = "#EAEAEA"
        if row.indent and at == 1:
            properties["indent"] = 1
        properties["num_format"] = _number_format(column, cell, row)
        return self._styles.get(**properties)

    def _write_cell(self, at: int, cell: Cell, style: Format) -> None:
        column = self._document.columns[at]
        if cell is None or cell == "":
            self._sheet.write_blank(self._at, at, None, style)
        elif isinstance(cell, int):
            self._sheet.write_number(self._at, at, cell, style)
        elif (column.pad or column.heading == "No") and cell.isdecimal():
            self._sheet.write_number(self._at, at, int(cell), style)
        else:
            self._sheet.write_string(self._at, at, cell, style)

    def _write_ending(self) -> None:
        document, plain = self._document, self._styles.get()
        strong = self._styles.get(bold=True)
        for note in document.notes:
            self._sheet.write_string(self._at, 0, note, plain)
            self._at += 1
        start = self._at
        for legend in document.legends:
            self._sheet.write_string(self._at, 0, legend.heading, strong)
            entries = ", ".join(f"{code}: {label}" for code, label in legend.entries)
            self._sheet.write_string(self._at + 1, 0, entries, plain)
            self._at += 2
        self._write_closing(start if document.legends else self._at + 1)

    def _write_closing(self, at: int) -> None:
        closing = self._document.closing
        centre = self._styles.get(align="center")
        first = 0 if closing.table else max(0, self._last - 3)
        for line in closing.lines:
            self._sheet.merge_range(at, first, at, self._last, line, centre)
            at += 1
        if closing.table:
            for number, signer in enumerate(closing.signers, 1):
                text = f"{number}. {signer.role.upper()}   {signer.name or '.' * 40}   {'.' * 40}"
                self._sheet.set_row(at, 24)
                self._sheet.merge_range(at, 0, at, self._last, text, centre)
                at += 1
            return
        for signer in closing.signers:
            self._sheet.merge_range(at, first, at, self._last, signer.role, centre)
            at += 4
            name = signer.name or f"({'.' * 40})"
            self._sheet.merge_range(
                at, first, at, self._last, name, self._styles.get(align="center", bold=True)
            )
            at += 2

    def _join(self, top: int, left: int, bottom: int, right: int, text: str, style: Format) -> None:
        if (top, left) == (bottom, right):
            self._sheet.write_string(top, left, text, style)
        else:
            self._sheet.merge_range(top, left, bottom, right, text, style)


def _number_format(column: Column, cell: Cell, row: Row) -> str:
    if isinstance(cell, int):
        return COUNT
    if column.pad and row.style != "total":
        return column.pad
    return "General" if column.heading == "No" else "@"


def _spans(columns: int, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Columns as (first, last), joined where spanned."""
    ends = dict(spans)
    found, at = [], 0
    while at < columns:
        found.append((at, ends.get(at, at)))
        at = found[-1][1] + 1
    return found
