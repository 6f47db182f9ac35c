"""One document on one sheet of a workbook, from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.reports.drawing.blocks import COPY_FOR
from coklit_desktop.reports.drawing.sheet_rows import SheetRows, Styles
from coklit_desktop.reports.model import Document, Legend, Row, Signer, cell_ranges

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MM_PER_CHARACTER = 1.75
HEADING: dict[str, Any] = {
    "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#EAEAEA",
}  # fmt: skip
DOTTED = "." * 34
KEY_PLACES = (0.0, 0.17, 0.36, 0.55)  # shares of the width where keys begin
PAGE_OF_ROWS = 20  # empty ones where as many are wanted as a page holds


class SheetWriter:
    """Writes one document; `_at` is the next free line."""

    def __init__(self, sheet: Worksheet, styles: Styles, document: Document, told: Callable[[], None]) -> None:
        self._sheet, self._styles, self._document, self._told = sheet, styles, document, told
        self._at = 0
        self._last = len(document.columns) - 1
        self._edges = [sum(column.width for column in document.columns[:at]) for at in range(self._last + 2)]

    def write(self) -> None:
        """Write head, grid and what follows it."""
        for at, column in enumerate(self._document.columns):
            self._sheet.set_column(at, at, max(4.0, column.width / MM_PER_CHARACTER))
        self._write_head()
        self._write_headings()
        blank, document = Row(("",) * (self._last + 1)), self._document
        written, rows = 0, SheetRows(self._sheet, self._styles, document)
        for row in document.rows:
            written += 1
            self._told()
            self._write_row(rows, row)
            if document.pen_rows:
                self._write_row(rows, blank)
        wanted = PAGE_OF_ROWS if document.min_rows < 0 else document.min_rows
        for _ in range(written, wanted):
            self._write_row(rows, blank)
        self._write_ending()

    def _write_row(self, rows: SheetRows, row: Row) -> None:
        rows.write(self._at, row)
        self._at += 1

    def _column_at(self, share: float, after: int = -1) -> int:
        """The first column beyond a share of the width, and beyond the column `after`."""
        wanted = share * self._edges[-1] - 0.5
        found = next((at for at in range(self._last + 1) if self._edges[at] >= wanted), self._last)
        return min(self._last, max(found, after + 1))

    def _write_head(self) -> None:
        document = self._document
        label = self._styles.get(bold=True, border=1, align="center", valign="vcenter")
        self._join(0, self._column_at(0.7), 0, self._last, document.model, label)
        if document.watermark:
            self._sheet.write_string(0, 0, document.watermark, self._styles.get(bold=True, font_size=14))
        if document.copy_for:
            right = self._styles.get(align="right")
            self._join(1, self._column_at(0.7), 1, self._last, f"{COPY_FOR} {document.copy_for}", right)
        title = self._styles.get(bold=True, align="center", font_size=11)
        self._at += 1
        for line in document.title:
            self._at += 1
            self._join(self._at, 0, self._at, self._last, line, title)
        self._at += 2
        strong, plain = self._styles.get(bold=True), self._styles.get()
        for share, block in zip((0.0, 0.55), document.identity, strict=False):
            place = self._column_at(share)
            beside = self._beside(place)
            for at, (key, value) in enumerate(block, self._at):
                found = f": {value or DOTTED}"
                self._sheet.write_string(at, place, key if beside else f"{key} {found}", strong)
                if beside:
                    self._sheet.write_string(at, beside, found, plain)
        self._at += max(len(block) for block in document.identity) + 1

    def _beside(self, place: int) -> int | None:
        """The column for values beside the labels in `place`; None if there is none at a fit distance."""
        share = self._edges[place] / self._edges[-1]
        found = self._column_at(share + 0.09, place)
        return found if self._edges[found] / self._edges[-1] - share < 0.25 else None

    def _write_headings(self) -> None:
        style, columns, top = self._styles.get(**HEADING), self._document.columns, self._at
        grouped = any(column.group for column in columns)
        for at, column in enumerate(columns):
            if not column.group:
                self._join(top, at, top + grouped, at, column.heading, style)
                continue
            if at == 0 or columns[at - 1].group != column.group:
                end = max(other for other in range(at, len(columns)) if columns[other].group == column.group)
                self._join(top, at, top, end, column.group, style)
            self._sheet.write_string(top + 1, at, column.heading, style)
        self._sheet.set_row(top, 20 if grouped else 32)
        numbers_at = top + 1 + grouped
        for first, last in cell_ranges(len(columns), self._document.number_spans):
            self._join(numbers_at, first, numbers_at, last, self._document.numbers[first], style)
        self._sheet.repeat_rows(top, numbers_at)
        self._sheet.freeze_panes(numbers_at + 1, 0)
        self._at = numbers_at + 1

    def _write_ending(self) -> None:
        document, plain = self._document, self._styles.get()
        for note in document.notes:
            self._sheet.write_string(self._at, 0, note, plain)
            self._at += 1
        self._at += 1
        below = max([self._write_legend(legend, at) for at, legend in enumerate(document.legends)] or [0])
        if document.closing.table:
            self._at = max(self._at, below)
            self._write_pleno()
        else:
            self._write_signatures(below)

    def _write_legend(self, legend: Legend, at: int) -> int:
        """Write one key in its own quarter of the width; returns the line below it."""
        place = self._column_at(KEY_PLACES[at % len(KEY_PLACES)])
        self._sheet.write_string(self._at, place, legend.heading, self._styles.get(bold=True))
        for line, (code, label) in enumerate(legend.entries, self._at + 1):
            self._sheet.write_string(line, place, f"{code}: {label}", self._styles.get())
        return self._at + len(legend.entries) + 1

    def _write_signatures(self, below: int) -> None:
        """Signatures at the right, under each other; beside the keys where there are any."""
        centre, strong = self._styles.get(align="center"), self._styles.get(align="center", bold=True)
        first, at = self._column_at(0.7), self._at
        for line in self._document.closing.lines:
            self._join(at, first, at, self._last, line, centre)
            at += 1
        for signer in self._document.closing.signers:
            self._join(at, first, at, self._last, signer.role, centre)
            self._join(at + 4, first, at + 4, self._last, signer.name or f"({DOTTED})", strong)
            at += 6
        self._at = max(at, below)

    def _write_pleno(self) -> None:
        closing = self._document.closing
        for line in closing.lines:
            self._join(self._at, 0, self._at, self._last, line, self._styles.get(align="center"))
            self._at += 1
        places = self._signer_places()
        strong = self._styles.get(bold=True)
        self._sheet.write_string(self._at + 1, places[1], "Nama", strong)
        self._sheet.write_string(self._at + 1, places[2], "Tanda Tangan", strong)
        self._at += 2
        for number, signer in enumerate(closing.signers, 1):
            self._write_signer(number, signer, places)

    def _signer_places(self) -> tuple[int, int, int]:
        names = self._column_at(0.22, 0)
        return (0, names, self._column_at(0.68, names))

    def _write_signer(self, number: int, signer: Signer, places: tuple[int, int, int]) -> None:
        plain = self._styles.get(valign="bottom")
        strong = self._styles.get(valign="bottom", bold=True)
        self._sheet.set_row(self._at, 28)
        self._sheet.write_string(self._at, places[0], f"{number}. {signer.role.upper()}", plain)
        self._sheet.write_string(self._at, places[1], signer.name or DOTTED, strong if signer.name else plain)
        self._sheet.write_string(self._at, places[2], f"{number}. {DOTTED}", plain)
        self._at += 1

    def _join(self, top: int, left: int, bottom: int, right: int, text: str, style: Format) -> None:
        if (top, left) == (bottom, right):
            self._sheet.write_string(top, left, text, style)
        else:
            self._sheet.merge_range(top, left, bottom, right, "", style)
            self._sheet.write_string(top, left, text, style)
