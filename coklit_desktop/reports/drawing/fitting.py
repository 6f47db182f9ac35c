"""Widths of a grid of numbers: so that no number is broken, on the narrowest paper too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing.cells import shown
from coklit_desktop.reports.drawing.fonts import bold
from coklit_desktop.reports.drawing.grid import DIGITS, HEADING_SIZE, SIDE
from coklit_desktop.reports.drawing.layout import MM, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.reports.catalog import Orientation
    from coklit_desktop.reports.model import Column, Document

SMALLEST, STEP = 5.5, 0.5
NARROWEST = 7.4  # mm


def fitted(document: Document, orientation: Orientation) -> Document:
    """The document with columns of numbers as wide as their longest number or word of heading, in the largest size of
    text up to its own that fits; text columns keep their widths.
    """
    room = Page.of("A4", orientation).room
    size = document.font_size
    widths = _widths(document, size)
    while sum(widths) > room and size > SMALLEST:
        size -= STEP
        widths = _widths(document, size)
    columns = tuple(replace(column, width=width) for column, width in zip(document.columns, widths, strict=True))
    return replace(document, columns=columns, font_size=size)


def _widths(document: Document, size: float) -> list[float]:
    return [
        _needed([shown(row.cells[at]) for row in document.rows if len(row.cells) > at], column, size)
        if column.align == "right"
        else column.width
        for at, column in enumerate(document.columns)
    ]


def _needed(texts: Sequence[str], column: Column, size: float) -> float:
    number = max((bold().width(text, size) for text in texts), default=0) / MM
    number += 2 * SIDE + 0.4
    if number > DIGITS:  # wider columns set their numbers in from the right
        number = 2 * number - DIGITS
    word = max(bold().width(part, HEADING_SIZE) for part in column.heading.split(" ")) / MM
    return max(number, word + 1.3, NARROWEST)
