"""Rows shared out over pages, one page after the other as rows come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coklit_desktop.reports.drawing.grid import Grid, Measured
    from coklit_desktop.reports.drawing.layout import Page
    from coklit_desktop.reports.model import Document, Row

KEPT_WITH_END = 2  # rows that go along when only the signatures would stand on the last page
TO_THE_END = -1  # min_rows: as many as there is room for
Group = list["Measured"]  # rows that stay together


class Sheet(NamedTuple):
    """The rows of one page."""

    number: int
    rows: list[Measured]
    is_last: bool


def sheets(
    document: Document, page: Page, grid: Grid, rows: Iterable[Row], head: float, ending: float
) -> Iterator[Sheet]:
    """Share the rows out; the ending never stands alone while there are rows to go with it."""
    room = page.floor - page.top - grid.header_height
    first, later = room - head, room - blocks.running_height()
    groups: list[Group] = []
    filled = document.min_rows == TO_THE_END
    number, left = 1, first

    def filler(height: float) -> list[Measured]:
        return grid.blanks(height) if filled else []

    for group in _groups(document, grid, rows, min(first, later)):
        height = _height(group)
        if height > left and groups:
            yield Sheet(number, _flat(groups), False)
            groups, left, number = [], later, number + 1
        groups.append(group)
        left -= height
    if ending > left:
        moved = groups[-KEPT_WITH_END:] if len(groups) > KEPT_WITH_END and not filled else []
        while moved and _height(_flat(moved)) + ending > later:
            del moved[0]
        yield Sheet(number, _flat(groups[: len(groups) - len(moved)]) + filler(left), False)
        groups, left, number = moved, later, number + 1
    yield Sheet(number, _flat(groups) + filler(left - ending), True)


def _groups(document: Document, grid: Grid, rows: Iterable[Row], most: float) -> Iterator[Group]:
    """Rows that stay together, if a page of `most` mm holds them: each with the empty one to write in, and with those
    that join it; then the empty rows that are wanted.
    """
    count = 0
    group: Group = []
    for row in rows:
        count += 1
        measured = grid.measure(row)
        own = [measured, grid.blank(measured.height)] if document.pen_rows else [measured]
        if group and not (row.joins and _height(group) + _height(own) <= most):
            yield group
            group = []
        group += own
    if group:
        yield group
    for _ in range(count, document.min_rows):
        yield [grid.blank()]


def _height(group: Group) -> float:
    return sum(row.height for row in group)


def _flat(groups: list[Group]) -> list[Measured]:
    return [row for group in groups for row in group]
