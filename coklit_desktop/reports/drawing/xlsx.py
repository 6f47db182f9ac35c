"""Workbooks: a sheet for each document, or one plain sheet. Made in memory: no temporary files."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from coklit_desktop.reports.drawing.sheet import SheetWriter
from coklit_desktop.reports.drawing.sheet_rows import Styles
from coklit_desktop.reports.model import TOLD_EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from coklit_desktop.reports.catalog import FormInfo, Paper
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.model import Document

PAPER_NUMBERS: dict[Paper, int] = {"F4": 14, "A4": 9}  # what spreadsheets call Folio is F4
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_sheet(
    path: Path,
    name: str,
    headings: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str | int | None]],
) -> None:
    """Write one plain sheet: texts as text, whole numbers as numbers, None as an empty cell."""
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
                elif cell is not None:
                    sheet.write_string(number, at, cell, text)


def write_xlsx(
    path: Path,
    documents: Iterable[Document],
    form: FormInfo,
    paper: Paper,
    state: ListState,
    told: Callable[[int], None] = lambda _: None,
) -> None:
    """Write each document to a sheet that prints like the form. `told` as in `pdf.write_pdf`."""
    rows = count(1)

    def one_more() -> None:
        done = next(rows)
        if done % TOLD_EVERY == 0:
            told(done)

    with _workbook(path) as book:
        book.set_properties({"title": form.title, "created": state.made_at.astimezone(UTC)})
        styles = Styles(book)
        for document in documents:
            sheet = book.add_worksheet(_sheet_name(book, document.name))
            _set_up_print(sheet, form, paper, f"{document.watermark} · {state.words}".removeprefix(" · "))
            SheetWriter(sheet, styles, document, one_more).write()


def _sheet_name(book: Workbook, name: str) -> str:
    """A name that spreadsheets take: 31 letters, none of them special, each once."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip("' ") or "Lembar"
    taken = {sheet.name.lower() for sheet in book.worksheets()}
    tails = chain([""], (f" ({number})" for number in count(2)))
    names = (f"{plain[: 31 - len(tail)]}{tail}" for tail in tails)
    return next(found for found in names if found.lower() not in taken)


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options: Any = _OPTIONS
    try:
        with Workbook(str(path), options) as book:
            yield book
    except FileCreateError as error:
        raise error.args[0] from None  # what the disk said


def _set_up_print(sheet: Worksheet, form: FormInfo, paper: Paper, words: str) -> None:
    sheet.set_paper(PAPER_NUMBERS[paper])
    if form.orientation == "landscape":
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.7)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L&8Hal &P dari &N&R&8{words}")
