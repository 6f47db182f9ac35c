"""How a state looks: shape, ground and hatch, so that it is told apart on a black and white page too (ui.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.colors import Color, HexColor, white

from coklit_desktop.reports.book.shapes import Circle, Line, Polygon, Rect, Wedge

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing, Group

DARK = HexColor("#30343B")
GREY = HexColor("#8A8F98")
SOFT = HexColor("#D9DCE1")
STEP = 3.6  # points between the lines of a hatch


class Ink(NamedTuple):
    """A ground and the lines over it: "" none, "/" slanted, "x" crossed, "|" upright, "-" level."""

    word: str
    line: Color
    ground: Color
    hatch: str = ""


STATES = {
    "sesuai": Ink("Sesuai", HexColor("#1B7F4B"), HexColor("#1B7F4B")),
    "tidak_ditemui": Ink("Tidak ditemui", HexColor("#0F766E"), HexColor("#E3F4F2"), "-"),
    "ubah": Ink("Ubah (U)", HexColor("#1F6FEB"), HexColor("#E6F0FE"), "/"),
    "tms": Ink("TMS", HexColor("#B42318"), HexColor("#FCE9E7"), "x"),
    "baru": Ink("Baru (B)", HexColor("#B25E00"), HexColor("#FFF0DC"), "|"),
    "belum": Ink("Belum", GREY, white),
}
MEN = Ink("L", HexColor("#1F6FEB"), HexColor("#E6F0FE"), "/")
WOMEN = Ink("P", HexColor("#7A3E9D"), HexColor("#7A3E9D"))
PLAIN = Ink("", HexColor("#1F6FEB"), HexColor("#C9DDFB"), "/")


def box(drawing: Drawing | Group, ink: Ink, x: float, y: float, width: float, height: float) -> None:
    """A box in an ink, with its outline."""
    if width <= 0 or height <= 0:
        return
    drawing.add(Rect(x, y, width, height, fillColor=ink.ground, strokeColor=None))
    for ends in hatch_lines(ink.hatch, width, height):
        x1, y1, x2, y2 = ends
        drawing.add(Line(x + x1, y + y1, x + x2, y + y2, strokeColor=ink.line, strokeWidth=0.5))
    drawing.add(Rect(x, y, width, height, fillColor=None, strokeColor=DARK, strokeWidth=0.4))


def hatch_lines(hatch: str, width: float, height: float) -> list[tuple[float, float, float, float]]:
    """The lines of a hatch inside a box at (0, 0)."""
    found: list[tuple[float, float, float, float]] = []
    if hatch in ("/", "x"):
        found += _slanted(width, height)
    if hatch == "x":
        found += [(width - x1, y1, width - x2, y2) for x1, y1, x2, y2 in _slanted(width, height)]
    if hatch == "|":
        found += [(at, 0, at, height) for at in _steps(width, STEP * 0.8)]
    if hatch == "-":
        found += [(0, at, width, at) for at in _steps(height, STEP * 0.8)]
    return found


def _slanted(width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Lines of 45 degrees from the lower left: x - y is the same along each."""
    found = []
    for start in _steps(width + height, STEP * 1.4):
        at = start - height
        x1, x2 = max(0.0, at), min(width, at + height)
        if x2 > x1:
            found.append((x1, x1 - at, x2, x2 - at))
    return found


def _steps(length: float, step: float) -> list[float]:
    return [at * step for at in range(1, int(length / step) + 1) if at * step < length]


def mark(state: str, x: float, y: float, size: float) -> list[Any]:
    """The shape of a state on a map, around (x, y), `size` points wide."""
    ink, half = STATES[state], size / 2
    line = {"strokeColor": ink.line, "strokeWidth": max(0.5, size / 9)}
    if state == "belum":
        return [Circle(x, y, half, fillColor=white, **line)]
    if state == "sesuai":
        return [Circle(x, y, half, fillColor=ink.line, **line)]
    if state == "tidak_ditemui":
        full = Circle(x, y, half, fillColor=white, **line)
        return [full, Wedge(x, y, half, 90, 270, fillColor=ink.line, strokeColor=None)]
    if state == "ubah":
        return [Rect(x - half, y - half, size, size, fillColor=ink.line, strokeColor=white, strokeWidth=0.3)]
    if state == "baru":
        points = [x - half, y - half, x + half, y - half, x, y + half]
        return [Polygon(points, fillColor=ink.line, strokeColor=white, strokeWidth=0.3)]
    cross = {"strokeColor": ink.line, "strokeWidth": max(1.0, size / 4)}
    return [
        Line(x - half, y - half, x + half, y + half, **cross),
        Line(x - half, y + half, x + half, y - half, **cross),
    ]
