"""The map of households: a point each in the shape of its state, with a scale and north; no ground below."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, NamedTuple

from reportlab.graphics.shapes import Drawing

from coklit_desktop.reports.book.charts import WIDTH, text
from coklit_desktop.reports.book.inks import DARK, GREY, STATES, mark
from coklit_desktop.reports.book.shapes import Line, Polygon, Rect
from coklit_desktop.reports.drawing.fonts import regular
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 400.0
EDGE = 14.0
METRES = 111_320.0  # a degree of latitude
FEW = 30  # with more points, those far off the rest are left out of the picture
SPREAD = 4.0  # as many times the middle half of all points as may be shown on each side
ORDER = ("sesuai", "ubah", "baru", "tms", "tidak_ditemui", "belum")  # later ones lie above
SCALES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)

Place = tuple[float, float, str]


class Frame(NamedTuple):
    """The part of the earth that is shown, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, place: Place) -> bool:
        """Whether a place lies in it."""
        return self.south <= place[0] <= self.north and self.west <= place[1] <= self.east


def frame_of(places: Sequence[Place]) -> Frame:
    """The frame of all places but those far off, such as of a telephone that did not know where it was."""
    south, north = _range([place[0] for place in places])
    west, east = _range([place[1] for place in places])
    near = [place for place in places if Frame(south, west, north, east).holds(place)] or list(places)
    norths, easts = [place[0] for place in near], [place[1] for place in near]
    return Frame(min(norths), min(easts), max(norths), max(easts))


def _range(values: list[float]) -> tuple[float, float]:
    found = sorted(values)
    low, high = found[0], found[-1]
    if len(found) > FEW:
        first, third = found[len(found) // 4], found[3 * len(found) // 4]
        reach = SPREAD * max(third - first, 0.0005)
        low, high = max(low, first - reach), min(high, third + reach)
    return low, high


def household_map(places: Sequence[Place]) -> tuple[Drawing, int]:
    """The map, and how many households lie outside of it."""
    frame = frame_of(places)
    shown = [place for place in places if frame.holds(place)]
    drawing = Drawing(WIDTH, HEIGHT + 30)
    drawing.add(Rect(0, 0, WIDTH, HEIGHT, fillColor=None, strokeColor=GREY, strokeWidth=0.6))
    east = cos(radians((frame.south + frame.north) / 2))
    wide = max((frame.east - frame.west) * east, 0.0008)
    high = max(frame.north - frame.south, 0.0008)
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE - 26) / high)  # points a degree of latitude
    left = (WIDTH - (frame.east - frame.west) * east * scale) / 2
    low = 26 + (HEIGHT - 26 - (frame.north - frame.south) * scale) / 2
    size = 5.0 if len(shown) < 1500 else 3.2 if len(shown) < 6000 else 2.2
    for state in ORDER:
        for latitude, longitude, name in shown:
            if name == state:
                x, y = left + (longitude - frame.west) * east * scale, low + (latitude - frame.south) * scale
                for shape in mark(state, x, y, size):
                    drawing.add(shape)
    _legend(drawing, shown)
    _scale_bar(drawing, scale)
    _north(drawing)
    return drawing, len(places) - len(shown)


def _legend(drawing: Drawing, shown: Sequence[Place]) -> None:
    x, y = 4.0, HEIGHT + 14
    for state in reversed(ORDER):
        number = sum(place[2] == state for place in shown)
        words = f"{STATES[state].word.split(' (')[0]} {count(number)}"
        for shape in mark(state, x + 4, y + 3, 7):
            drawing.add(shape)
        text(drawing, x + 11, y, words)
        x += 11 + regular().width(words, 8) + 12


def _scale_bar(drawing: Drawing, scale: float) -> None:
    metre = scale / METRES
    length = next((step for step in reversed(SCALES) if step * metre <= WIDTH / 4), SCALES[0])
    width = length * metre
    drawing.add(Rect(10, 10, width / 2, 4, fillColor=DARK, strokeColor=DARK, strokeWidth=0.5))
    drawing.add(Rect(10 + width / 2, 10, width / 2, 4, fillColor=None, strokeColor=DARK, strokeWidth=0.5))
    words = f"{length} m" if length < 1000 else f"{length // 1000} km"
    text(drawing, 10 + width + 4, 9.5, words)


def _north(drawing: Drawing) -> None:
    x, y = WIDTH - 18, HEIGHT - 40
    drawing.add(Polygon([x, y + 22, x - 6, y, x, y + 5, x + 6, y], fillColor=DARK, strokeColor=DARK))
    drawing.add(Line(x, y, x, y + 22, strokeColor=DARK, strokeWidth=0.4))
    text(drawing, x, y + 25, "U", align="middle", strong=True)
