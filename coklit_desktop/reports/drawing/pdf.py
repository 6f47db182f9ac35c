"""Documents as one PDF, each drawn in one pass: pages are lifted off until it is known how many there are."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from coklit_desktop.reports.drawing import blocks, endings
from coklit_desktop.reports.drawing.grid import Grid, grid_key
from coklit_desktop.reports.drawing.layout import Pen
from coklit_desktop.reports.drawing.paging import sheets
from coklit_desktop.reports.model import TOLD_EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.grid import Measured
    from coklit_desktop.reports.drawing.layout import Ink, Page
    from coklit_desktop.reports.model import Document, Row

    # A Document, or anything else with `draw(pen, state)`: it draws its pages with the pen and `blocks.draw_foot`.
    Item = Any
    Told = Callable[[int], None]


def _silent(_rows: int) -> None:
    """Tell nobody."""


def write_pdf(
    target: Path | BinaryIO, items: Iterable[Item], page: Page, state: ListState, title: str, told: Told = _silent
) -> None:
    """Write all items, each with page numbers of its own, into one file.

    `told` hears how many rows are done, often enough to move a bar; what it raises stops the work.
    """
    writer = _Writer(Pen(target, page, title, state.made_at), state, told)
    for item in items:
        writer.draw(item)
    writer.pen.save()


def first_pages(items: Iterable[Item], page: Page, state: ListState, title: str, *, pages: int = 2) -> bytes:
    """The first pages of the first item, at once: nobody has counted all, so they carry neither their number nor a
    code. Of a document no more rows are asked for than these pages hold.
    """
    target = BytesIO()
    writer = _Writer(Pen(target, page, title, state.made_at), state, _silent)
    for item in islice(items, 1):
        writer.draw(item, pages)
    writer.pen.save()
    return target.getvalue()


class _Writer:
    """Draws items one after the other; documents that look alike share a grid."""

    def __init__(self, pen: Pen, state: ListState, told: Told) -> None:
        self.pen, self._state, self._told = pen, state, told
        self._grid: Grid | None = None
        self._rows = 0

    def draw(self, item: Item, most: int | None = None) -> None:
        """Draw all pages of an item, or at `most` so many of a document."""
        if hasattr(item, "draw"):
            item.draw(self.pen, self._state)
            return
        drawn = list(islice(self._bodies(item), most))
        pages = None if most is not None else len(drawn)
        for number, (ink, rows) in enumerate(drawn, 1):
            if number == 1:
                self.pen.bookmark(item.name)
            self.pen.lay(ink)
            blocks.draw_foot(self.pen, item, self._state, number, pages, rows)
            self.pen.end_page()

    def _bodies(self, document: Document) -> Iterator[tuple[Ink, blocks.PageRows | None]]:
        """Each page but for its foot."""
        pen, grid = self.pen, self._grid_of(document)
        ending = endings.measure_ending(document, pen.page)
        head = blocks.head_height(document, pen.page)
        for sheet in sheets(document, pen.page, grid, self._counted(document.rows), head, ending.height):
            y = blocks.draw_running_line(pen, document) if sheet.number > 1 else blocks.draw_head(pen, document)
            if sheet.rows:
                y = grid.draw_rows(grid.draw_header(y), sheet.rows)
            if sheet.is_last:
                endings.draw_ending(pen, ending, y)
            yield pen.lift(), _figures(sheet.rows)

    def _grid_of(self, document: Document) -> Grid:
        if self._grid is None or self._grid.key != grid_key(document):
            self._grid = Grid(document, self.pen)
        return self._grid

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._rows += 1
            if self._rows % TOLD_EVERY == 0:
                self._told(self._rows)
            yield row


def _figures(rows: list[Measured]) -> blocks.PageRows | None:
    """What the code of a page says of its numbered rows; None if it has none."""
    numbered = [row for row in rows if row.number]
    if not numbered:
        return None
    men = sum(row.sex == "L" for row in numbered)
    women = sum(row.sex == "P" for row in numbered)
    return blocks.PageRows(numbered[0].number, numbered[-1].number, men, women)
