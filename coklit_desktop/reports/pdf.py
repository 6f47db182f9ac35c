"""Documents as one PDF: pages are filled first, so that each can say how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports import blocks
from coklit_desktop.reports.grid import Grid, Measured
from coklit_desktop.reports.layout import Page, Pen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.model import Document

KEPT_WITH_END = 2  # rows that go along when only the signatures would stand on the last page


def write_pdf(target: Path | BinaryIO, documents: Iterable[Document], page: Page, state: ListState, title: str) -> None:
    """Write all documents, each with page numbers of its own, into one file."""
    pen = Pen(target, page, title)
    for document in documents:
        _draw_document(pen, document, state)
    pen.save()


def _draw_document(pen: Pen, document: Document, state: ListState) -> None:
    page = pen.page
    grid = Grid(document, page)
    ending = blocks.measure_ending(document, page)
    pages = _paginate(document, page, grid, [grid.measure(row) for row in document.rows], ending.height)
    for number, rows in enumerate(pages, 1):
        if number == 1:
            pen.bookmark(document.name)
        y = blocks.draw_head(pen, document) if number == 1 else blocks.draw_running_line(pen, document)
        if rows:
            y = grid.draw_rows(pen, grid.draw_header(pen, y), rows)
        if number == len(pages):
            blocks.draw_ending(pen, document, ending, y)
        blocks.draw_foot(pen, document, state, number, len(pages))
        pen.end_page()


def _paginate(document: Document, page: Page, grid: Grid, rows: list[Measured], ending: float) -> list[list[Measured]]:
    """Share the rows out; the ending never stands alone while there are rows to go with it."""
    first = page.floor - page.top - blocks.head_height(document, page) - grid.header_height
    later = page.floor - page.top - blocks.running_height() - grid.header_height
    pages: list[list[Measured]] = [[]]
    left = first
    for row in rows:
        if row.height > left and pages[-1]:
            pages.append([])
            left = later
        pages[-1].append(row)
        left -= row.height
    if ending > left:
        moved = pages[-1][-KEPT_WITH_END:] if len(pages[-1]) > KEPT_WITH_END else []
        if moved:
            del pages[-1][-KEPT_WITH_END:]
        pages.append(moved)
    return pages
