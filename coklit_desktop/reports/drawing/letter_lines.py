"""Paragraphs broken into lines, with bold words, set to both margins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing.fonts import bold, regular, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.drawing.fonts import Face
    from coklit_desktop.reports.drawing.layout import Pen
    from coklit_desktop.reports.drawing.letter import TextAlign

BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
WIDEST_SPACE = 3.0  # a line that would need wider spaces than so many usual ones is left as it is


class Run(NamedTuple):
    """Letters of one face."""

    text: str
    strong: bool

    @property
    def face(self) -> Face:
        """Its face."""
        return bold() if self.strong else regular()

    def width(self, size: float) -> float:
        """Its width in points."""
        return self.face.width(self.text, size)


Word = tuple[Run, ...]  # a word may change its face: "**PPS**,"


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line; the last line of a paragraph is never stretched."""

    words: tuple[Word, ...]
    width: float  # points, with usual spaces
    is_last: bool


def runs_of(text: str) -> list[Run]:
    """The text in runs; what stands between two ** is bold. More stars in a row are those of a masked number."""
    return [Run(part, at % 2 == 1) for at, part in enumerate(BOLD.split(text)) if part]


def words_of(text: str) -> list[Word]:
    """The words between spaces."""
    words: list[list[Run]] = [[]]
    for run in runs_of(text):
        first, *others = run.text.split(" ")
        if first:
            words[-1].append(Run(first, run.strong))
        words += [[Run(part, run.strong)] if part else [] for part in others]
    return [tuple(word) for word in words if word]


def break_lines(text: str, size: float, room: float) -> list[Line]:
    """Lines of at most `room` points."""
    space = regular().width(" ", size)
    rows: list[tuple[list[Word], float]] = [([], 0.0)]
    for word in words_of(text):
        for part in _fitting(word, size, room):
            width = sum(run.width(size) for run in part)
            words, used = rows[-1]
            if words and used + space + width > room:
                rows.append(([part], width))
            else:
                rows[-1] = ([*words, part], used + (space if words else 0) + width)
    return [Line(tuple(words), width, at == len(rows)) for at, (words, width) in enumerate(rows, 1)]


def _fitting(word: Word, size: float, room: float) -> Iterator[Word]:
    """The word, in pieces if it is wider than a line."""
    if sum(run.width(size) for run in word) <= room:
        yield word
        return
    for run in word:
        for piece in wrap(run.text, run.face, size, room, most=1000):
            yield (Run(piece, run.strong),)


def draw_line(pen: Pen, line: Line, x: float, y: float, room: float, size: float, align: TextAlign) -> None:
    """Write a line with its top at `y`, within `room` mm from `x`."""
    space = regular().width(" ", size)
    spare = room * MM - line.width
    if align == "justify" and not line.is_last and len(line.words) > 1:
        wider = space + spare / (len(line.words) - 1)
        space = wider if wider <= WIDEST_SPACE * space else space
    at = x * MM + {"center": spare / 2, "right": spare}.get(align, 0)
    base = y + size * ASCENT / MM
    for word in line.words:
        for run in word:
            pen.text(at / MM, base, run.text, size, run.face)
            at += run.width(size)
        at += space
