"""The cells of one column as text operators, made once for each text: lists repeat themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.drawing.fonts import wrap
from coklit_desktop.reports.drawing.layout import LEADING
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from coklit_desktop.reports.drawing.fonts import Encoder, Face
    from coklit_desktop.reports.model import Align, Cell

KEPT = 3000  # texts a column remembers
NEXT_LINE = "T*\r"  # no text has a bare \r: the encoder escapes it


class Writer(NamedTuple):
    """A face in a size, in one PDF; `changes` if the cell before is in another one."""

    encoder: Encoder
    face: Face
    size: float
    changes: bool

    @property
    def font(self) -> str:
        """The operator that takes this face."""
        return f"{self.encoder.name} {self.size:g} Tf "

    def width(self, text: str) -> float:
        """Width of a line in points."""
        return self.face.width(text, self.size)

    def show(self, text: str, before: float = 0) -> str:
        """Operators for one line, so many points in from the place."""
        chunks = self.encoder.chunks(text)
        if not chunks:
            return ""
        (name, operand), *others = chunks
        first = f"[{-before * 1000 / self.size:.0f}({operand})]TJ " if before else f"({operand})Tj "
        if not others and name == self.encoder.name:
            return first
        # letters beyond the first 200 or so of a document are in another part of the font
        parts = [f"{name} {self.size:g} Tf ({operand})Tj " for name, operand in others]
        return f"{name} {self.size:g} Tf {first}{''.join(parts)}{self.font}"


class Cells(dict["Cell", str]):
    """Text operators for any cell of one column.

    They move to the right by the column's distance from the one before, write, and leave the place on the base line
    of the row's middle: so they stand in any row of any page as they are.
    """

    def __init__(self, writer: Writer, room: float, align: Align, move: float) -> None:
        super().__init__()
        self._writer, self._room, self._align = writer, room, align
        self._move = f"{writer.font if writer.changes else ''}{move:.2f} 0 Td "
        self._sure = room / (writer.face.widest * writer.size / 1000)  # so many letters fit, whatever they are

    def __missing__(self, cell: Cell) -> str:
        if len(self) >= KEPT:
            self.clear()
        text = shown(cell)
        if not text:
            found = self._move
        elif self._align == "left" and len(text) < self._sure:
            found = f"{self._move}{self._writer.show(text)}"
        else:
            found = self._measured(text)
        self[cell] = found
        return found

    def _measured(self, text: str) -> str:
        width = self._writer.width(text)
        if width <= self._room:
            return f"{self._move}{self._aligned(text, width)}"
        lines = wrap(text, self._writer.face, self._writer.size, self._room)
        step = self._writer.size * LEADING
        up = step * (len(lines) - 1) / 2
        written = f" {NEXT_LINE}".join([self._aligned(line, self._writer.width(line)) for line in lines])
        return f"{self._move}0 {up:.2f} Td {step:.2f} TL {written}0 {up:.2f} Td "

    def _aligned(self, text: str, width: float) -> str:
        if self._align == "left":
            return self._writer.show(text)
        spare = self._room - width
        return self._writer.show(text, spare / 2 if self._align == "center" else spare)


def shown(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else count(cell)
