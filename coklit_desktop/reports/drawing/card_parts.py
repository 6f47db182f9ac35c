"""The parts of a household's card: address, names, dotted lines, signatures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing.fonts import bold, regular, shortened, wrap
from coklit_desktop.reports.drawing.layout import ASCENT, MM, line_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.reports.drawing.layout import Pen
    from coklit_desktop.reports.forms.households import Common, Household

GAP = 0.5  # mm between the lines of the address
BOX = 0.8  # a tick box as a share of its line
PEN_STEP = 1.35  # lines of a blank, as a multiple of printed ones
GUTTER = 3.0  # mm between signatures
NAME_SHARE = 1.5  # room for a printed name, as a multiple of that for a dotted line
SMALLEST = 5.5  # points of a long name


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes of text on a card, and how much there is of what."""

    title: float
    small: float
    text: float
    name: float
    sign: float  # mm for a signature
    address_lines: int  # at most; a blank has two less
    label: float  # mm for labels
    blank_gap: float  # mm more between the lines of a blank, for a pen
    boxes: bool  # whether names have boxes to tick; else they tell the sex


def capitals(size: float) -> float:
    """How far below its top a line of text has its base, in mm."""
    return size * ASCENT / MM


def draw_dots(pen: Pen, x: float, base: float, width: float, size: float) -> None:
    """A dotted line to write on."""
    pen.text(x, base, "." * int(width * MM / regular().width(".", size)), size)


def draw_centred(pen: Pen, x: float, y: float, lines: list[str], size: float, width: float) -> float:
    """Bold lines in the middle; returns where the next may begin."""
    for line in lines:
        pen.text(x, y + capitals(size), line, size, bold(), "center", width)
        y += line_height(size)
    return y


# --- head of the family, address, TPS


def fields_height(home: Household, size: Size, width: float) -> float:
    """Height of what `draw_fields` draws."""
    lines = len(_address(home, size, width))
    return line_height(size.text) * (2 + lines) + 2 * _gap(home, size) + (lines - 1) * _gap(home, size, 0) + 1.4


def draw_fields(pen: Pen, home: Household, common: Common, size: Size, x: float, y: float, width: float) -> float:
    """Head of the family (no list knows who: dotted), address, RT/RW, village and TPS; returns where they end."""
    base, step = y + capitals(size.text), line_height(size.text)
    _draw_field(pen, "Kepala keluarga", "", size, x, base, width)
    base += step + _gap(home, size)
    for at, line in enumerate(_address(home, size, width)):
        base += 0 if at == 0 else step + _gap(home, size, 0)
        _draw_field(pen, "" if at else "Alamat", line, size, x, base, width)
    base += step + _gap(home, size)
    tps = f"TPS {common.tps}"
    room = width - size.label - bold().width(tps, size.text + 1) / MM - 2
    village = " ".join(filter(None, common.village)) if common.village[1] else ""
    place = " · ".join(filter(None, (home.rt_rw or "....... / .......", village)))
    _draw_field(pen, "RT/RW", shortened(place, regular(), size.text, room * MM), size, x, base, width)
    pen.text(x, base, tps, size.text + 1, bold(), "right", width)
    return y + fields_height(home, size, width)


def _gap(home: Household, size: Size, printed: float = GAP) -> float:
    return printed if home.number else size.blank_gap


def _address(home: Household, size: Size, width: float) -> list[str]:
    if not home.number:
        return [""] * (size.address_lines - 2)
    return wrap(home.address, regular(), size.text, (width - size.label) * MM, most=size.address_lines)


def _draw_field(pen: Pen, label: str, value: str, size: Size, x: float, base: float, width: float) -> None:
    if label:
        pen.text(x, base, label, size.text, bold())
        pen.text(x + size.label - 2, base, ":", size.text)
    if value:
        pen.text(x + size.label, base, value, size.text)
    else:
        draw_dots(pen, x + size.label, base, width - size.label, size.text)


# --- names


def split(home: Household, size: Size, width: float, room: float) -> list[Household]:
    """Share the names out over as many cards as they need, `room` mm of height for them on each."""
    most = max(1, int((room - _names_top(size)) / line_height(size.name) + 0.01))
    starts, used = [0], 0
    for at, (name, sex) in enumerate(home.names):
        lines = min(most, len(_lines(name, sex, size, width)))
        if used + lines > most and used:
            starts.append(at)
            used = 0
        used += lines
    ends = [*starts[1:], len(home.names)]
    return [
        replace(home, names=home.names[start:end], first=start + 1, part=part, parts=len(starts))
        for part, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]


def draw_names(
    pen: Pen, home: Household, heading: str, size: Size, x: float, y: float, width: float, floor: float
) -> None:
    """The household's voters under a heading; a blank has a dotted line for each that there is room for."""
    pen.text(x, y + capitals(size.text), heading, size.text, bold())
    y += _names_top(size)
    if not home.number:
        _draw_blank_names(pen, size, x, y, width, floor)
        return
    step, left = line_height(size.name), _left(size)
    for number, (name, sex) in enumerate(home.names, home.first):
        _draw_number(pen, number, size, x, y)
        lines, fit = _lines(name, sex, size, width), max(1, int((floor - y) / step + 0.01))
        if len(lines) > fit:
            rest = shortened(" ".join(lines[fit - 1 :]), regular(), size.name, (width - left) * MM)
            lines = [*lines[: fit - 1], rest]
        for line in lines:
            pen.text(x + left, y + capitals(size.name), line, size.name)
            y += step


def _names_top(size: Size) -> float:
    return line_height(size.text) + 0.6


def _lines(name: str, sex: str, size: Size, width: float) -> list[str]:
    text = name if size.boxes or not sex else f"{name} ({sex})"
    return wrap(text, regular(), size.name, (width - _left(size)) * MM)


def _left(size: Size) -> float:
    """Where names begin: behind the box and the number."""
    return regular().width("00. ", size.name) / MM + (_box_room(size) if size.boxes else 0)


def _draw_blank_names(pen: Pen, size: Size, x: float, y: float, width: float, floor: float) -> None:
    step, left = line_height(size.name) * PEN_STEP, _left(size)
    y += step - line_height(size.name)
    for number in range(1, int((floor - y) / step + 1.01)):
        _draw_number(pen, number, size, x, y)
        draw_dots(pen, x + left, y + capitals(size.name), width - left, size.name)
        y += step


def _draw_number(pen: Pen, number: int, size: Size, x: float, y: float) -> None:
    step = line_height(size.name)
    if size.boxes:
        pen.box(x + 0.2, y + (1 - BOX) * step / 2 - 0.2, step * BOX, step * BOX, 0.6)
    pen.text(x + (_box_room(size) if size.boxes else 0), y + capitals(size.name), f"{number}.", size.name)


def _box_room(size: Size) -> float:
    return line_height(size.name) * 1.15


# --- signatures


def signing_height(size: Size) -> float:
    """Height of the line of signatures."""
    return line_height(size.text) * 2 + size.sign + 1.2


def draw_signing(pen: Pen, columns: Sequence[tuple[str, str]], size: Size, x: float, y: float, width: float) -> None:
    """Columns beside each other: what or who, and below it the name or a dotted line; names get more room."""
    shares = [NAME_SHARE if name else 1 for _, name in columns]
    room = (width - GUTTER * (len(columns) - 1)) / sum(shares)
    for (what, name), share in zip(columns, shares, strict=True):
        _draw_signer(pen, what, name, size, x, y + 0.8, room * share)
        x += room * share + GUTTER


def _draw_signer(pen: Pen, what: str, name: str, size: Size, x: float, y: float, width: float) -> None:
    pen.text(x, y + capitals(size.text), what, size.text, align="center", width=width)
    base = y + line_height(size.text) + size.sign + capitals(size.text)
    if not name:
        draw_dots(pen, x, base, width, size.text)
        return
    letters = size.text
    while letters > SMALLEST and len(wrap(name, regular(), letters, width * MM)) > 2:
        letters -= 0.5
    lines = wrap(name, regular(), letters, width * MM, most=2)
    for at, line in enumerate(reversed(lines)):
        pen.text(x, base - at * line_height(letters), line, letters, align="center", width=width)
    half = max(regular().width(line, letters) for line in lines) / MM / 2
    pen.line(x + width / 2 - half, base + 0.6, x + width / 2 + half, base + 0.6, 0.4)
