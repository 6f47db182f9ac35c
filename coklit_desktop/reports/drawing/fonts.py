"""The bundled fonts: their widths, and how their text gets into a PDF (embedded, only the letters used)."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont


class Face:
    """One font. Widths are in thousandths of the size."""

    def __init__(self, name: str, file: str) -> None:
        path = resources.files("coklit_desktop.resources").joinpath("fonts", file)
        with resources.as_file(path) as found:
            self.font = TTFont(name, str(found))
        registerFont(self.font)
        self._widths = _Widths(self.font.face)
        self.widest = max(self._widths[letter] for letter in map(chr, range(32, 0x180)))  # of what names are made of

    def width(self, text: str, size: float) -> float:
        """Width of a line in points."""
        return sum(map(self._widths.__getitem__, text)) * size / 1000


class _Widths(dict[str, float]):
    """Width of each letter, looked up once."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> float:
        code = 32 if letter == "\xa0" else ord(letter)
        width: float = self._face.charWidths.get(code, self._face.defaultWidth)
        self[letter] = width
        return width


class Encoder(dict[int, str]):
    """Letters of one face in one PDF, as they stand between the parentheses of Tj."""

    def __init__(self, face: Face, document: Any) -> None:
        super().__init__()
        self._font, self._document = face.font, document
        self._others: set[str] = set()
        self._font.splitString(" ", document)  # makes the first subset, which all documents begin with
        self.name = self._name(0)

    def __missing__(self, code: int) -> str:
        ((subset, found),) = self._font.splitString(chr(code), self._document)
        if subset:
            self._others.add(chr(code))
        value = _escaped(found)
        self[code] = value
        return value

    def chunks(self, text: str) -> list[tuple[str, str]]:
        """(font name, operand) for each run of letters of one subset."""
        operand = text.translate(self)
        if not self._others or self._others.isdisjoint(text):
            return [(self.name, operand)] if operand else []
        parts = self._font.splitString(text, self._document)
        return [(self._name(subset), _escaped(part)) for subset, part in parts]

    def _name(self, subset: int) -> str:
        name: str = self._font.getSubsetInternalName(subset, self._document)
        return name


def _escaped(raw: bytes) -> str:
    return "".join(chr(b) if 32 <= b < 127 and b not in b"()\\" else f"\\{b:03o}" for b in raw)


@cache
def regular() -> Face:
    """The face of all text."""
    return Face("RobotoCondensed", "RobotoCondensed-Regular.ttf")


@cache
def bold() -> Face:
    """The face of headings and totals."""
    return Face("RobotoCondensed-Bold", "RobotoCondensed-Bold.ttf")


def wrap(text: str, face: Face, size: float, room: float, most: int = 12) -> list[str]:
    """Break text into at most `most` lines of `room` points; the rest is "…"."""
    if face.width(text, size) <= room:
        return [text]
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if face.width(joined, size) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *pieces, line = _broken(word, face, size, room)
        lines += pieces
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), face, size, room)]
    return lines


def shortened(text: str, face: Face, size: float, room: float) -> str:
    """Text cut to fit, ending in "…"; whole if it fits."""
    if face.width(text, size) <= room:
        return text
    while text and face.width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _broken(word: str, face: Face, size: float, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and face.width(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
