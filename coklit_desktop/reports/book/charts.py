"""The charts of the book, drawn once as vectors: bars with their numbers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Drawing, Group
from reportlab.lib.colors import white

from coklit_desktop.reports.book.inks import DARK, MEN, PLAIN, SOFT, STATES, WOMEN, Ink, box
from coklit_desktop.reports.book.shapes import Line, Rect, String
from coklit_desktop.reports.drawing.fonts import bold, regular, shortened
from coklit_desktop.reports.drawing.layout import MM
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportlab.lib.colors import Color

    from coklit_desktop.domain.recap import Counts, SexCount
    from coklit_desktop.reports.book.facts import Line as FactLine

WIDTH = 180 * MM  # as much as there is between the margins of A4
SIZE = 8.0
ROW = 15.0
BAR = 10.5
LABEL = 92.0
MOST_ROWS = 30  # a page of bars
IN_ORDER = ("sesuai", "tidak_ditemui", "ubah", "tms", "belum", "baru")


def text(
    where: Drawing | Group, x: float, y: float, words: str, *, size: float = SIZE, align: str = "start",
    strong: bool = False, color: Color = DARK,
) -> None:  # fmt: skip
    """A line of text in the bundled face; `align` is start, middle or end."""
    face = bold() if strong else regular()
    where.add(String(x, y, words, fontName=face.font.fontName, fontSize=size, textAnchor=align, fillColor=color))


def states_of(counts: Counts) -> dict[str, int]:
    """The segments of a bar of states: the delivered voters by result, then the new ones."""
    return {
        "sesuai": counts.sesuai.total,
        "tidak_ditemui": counts.tidak_ditemui.total,
        "ubah": counts.ubah.total,
        "tms": counts.tms_total.total,
        "belum": counts.belum.total,
        "baru": counts.baru.total,
    }


def stacked(lines: Sequence[FactLine]) -> list[Drawing]:
    """Bars of states, one a TPS or village; on as many drawings as it takes."""
    largest = max((sum(states_of(line.counts).values()) for line in lines), default=0)
    starts = range(0, len(lines), MOST_ROWS)
    return [_stacked(lines[start : start + MOST_ROWS], largest) for start in starts] if largest else []


def _stacked(lines: Sequence[FactLine], largest: int) -> Drawing:
    height = len(lines) * ROW + 26
    drawing = Drawing(WIDTH, height)
    legend(drawing, [STATES[name] for name in IN_ORDER], height - 12)
    room = WIDTH - LABEL - 42
    y = height - 26
    for line in lines:
        y -= ROW
        _label(drawing, line.name, y)
        x = LABEL
        states = states_of(line.counts)
        for name in IN_ORDER:
            width = states[name] / largest * room
            box(drawing, STATES[name], x, y, width, BAR)
            _inside(drawing, count(states[name]), x, y, width)
            x += width
        text(drawing, x + 3, y + 2.6, count(sum(states.values())), strong=True)
    return drawing


def _label(drawing: Drawing, words: str, y: float) -> None:
    text(drawing, LABEL - 5, y + 2.6, shortened(words, regular(), SIZE, LABEL - 6), align="end")


def _inside(drawing: Drawing, words: str, x: float, y: float, width: float) -> None:
    """A number in its segment, on white, where there is room."""
    needed = regular().width(words, 7) + 3
    if width < needed + 3:
        return
    middle = x + width / 2
    drawing.add(Rect(middle - needed / 2, y + 1.3, needed, BAR - 2.6, fillColor=white, strokeColor=None))
    text(drawing, middle, y + 2.9, words, size=7, align="middle")


def legend(drawing: Drawing, inks: Sequence[Ink], y: float, x: float = 0) -> None:
    """What the grounds stand for, in one line."""
    for ink in inks:
        box(drawing, ink, x, y, 12, 8)
        text(drawing, x + 15, y + 1.2, ink.word)
        x += 15 + regular().width(ink.word, SIZE) + 12


def bars(items: Sequence[tuple[str, int]], ink: Ink = PLAIN, label: float = 150.0) -> Drawing:
    """Level bars with their names at the left and their numbers at the end."""
    height = max(1, len(items)) * ROW + 4
    drawing = Drawing(WIDTH, height)
    largest = max((number for _, number in items), default=0) or 1
    room = WIDTH - label - 46
    y = height - 2
    for name, number in items:
        y -= ROW
        text(drawing, label - 5, y + 2.6, shortened(name, regular(), SIZE, label - 6), align="end")
        width = number / largest * room
        box(drawing, ink, label, y, width, BAR)
        text(drawing, label + width + 3, y + 2.6, count(number), strong=True)
    drawing.add(Line(label, y - 2, label, height, strokeColor=DARK, strokeWidth=0.6))
    return drawing


def pyramid(ages: Sequence[tuple[str, SexCount]]) -> Drawing:
    """Men to the left, women to the right, the youngest at the bottom."""
    height = len(ages) * ROW + 24
    drawing = Drawing(WIDTH, height)
    largest = max((max(number.L, number.P) for _, number in ages), default=0) or 1
    middle, gap = WIDTH / 2, 34.0
    room = middle - gap - 34
    legend(drawing, [MEN._replace(word="Laki-laki (L)"), WOMEN._replace(word="Perempuan (P)")], height - 12)
    for at, (name, number) in enumerate(ages):
        y = at * ROW + 2
        left, right = number.L / largest * room, number.P / largest * room
        box(drawing, MEN, middle - gap - left, y, left, BAR)
        box(drawing, WOMEN, middle + gap, y, right, BAR)
        text(drawing, middle, y + 2.6, name, align="middle")
        text(drawing, middle - gap - left - 3, y + 2.6, count(number.L), align="end", strong=True)
        text(drawing, middle + gap + right + 3, y + 2.6, count(number.P), strong=True)
    return drawing


def columns(days: Sequence[tuple[date, int]]) -> Drawing:
    """One column a day, the number on top; the days below, the month under its first."""
    height, floor = 150.0, 26.0
    drawing = Drawing(WIDTH, height)
    largest = max((number for _, number in days), default=0) or 1
    step = min(34.0, (WIDTH - 10) / max(1, len(days)))
    room = height - floor - 14
    drawing.add(Line(0, floor, WIDTH, floor, strokeColor=DARK, strokeWidth=0.6))
    for part in (0.5, 1.0):
        drawing.add(Line(0, floor + part * room, WIDTH, floor + part * room, strokeColor=SOFT, strokeWidth=0.4))
    size = min(7.0, step * 0.42)
    month = 0
    for at, (day, number) in enumerate(days):
        x = 5 + at * step
        box(drawing, PLAIN, x, floor, step * 0.72, number / largest * room)
        middle = x + step * 0.36
        if number:
            text(drawing, middle, floor + number / largest * room + 2.5, count(number), size=size, align="middle")
        text(drawing, middle, floor - 9, str(day.day), size=size, align="middle")
        if day.month != month:
            month = day.month
            text(drawing, x, floor - 20, _month(day), size=7, strong=True)
    return drawing


def _month(day: date) -> str:
    from coklit_desktop.reports.words import long_date

    return long_date(day.isoformat()).split(" ", 1)[1]
