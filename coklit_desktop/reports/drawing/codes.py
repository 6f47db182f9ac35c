"""QR codes, quickly: a code is linear in its letters, so another page's code is this one's with some squares turned.

With the mask fixed, each bit of the text turns the same squares of all codes of one size (its own, and those of the
check words). A long list has thousands of pages whose codes differ in a few digits; a code made from the start takes a
millisecond, as long as the page itself.
"""

from __future__ import annotations

from typing import NamedTuple

MASK = 3  # trying all masks takes five times as long
PLAIN = 50  # codes made from the start, before it is worth to learn which squares a bit turns


class Code(NamedTuple):
    """A square of dark and light: `width` squares a side, each row filled up to whole bytes, as one number."""

    width: int
    squares: int

    @property
    def hexadecimal(self) -> str:
        """The rows as hexadecimal digits."""
        return f"{self.squares:0{-(-self.width // 8) * 2 * self.width}x}"


class Codes:
    """Makes codes, and remembers what they have in common."""

    def __init__(self) -> None:
        self._plain = 0
        self._first: dict[int, tuple[bytes, Code]] = {}  # one code of each length
        self._turned: dict[tuple[int, int, int], int] = {}  # squares that one bit of one letter turns, by size

    def of(self, text: str) -> Code:
        """The code of a text."""
        data = text.encode()
        first = self._first.get(len(data))
        if first is None or self._plain < PLAIN or not data.isascii():
            self._plain += 1
            code = _made(data)
            self._first.setdefault(len(data), (data, code))
            return code
        known, (width, squares) = first
        for at, (old, new) in enumerate(zip(known, data, strict=True)):
            if old != new:
                squares ^= self._difference(width, known, at, old ^ new)
        return Code(width, squares)

    def _difference(self, width: int, known: bytes, at: int, bits: int) -> int:
        """The squares that these bits of the letter `at` turn."""
        squares = 0
        for bit in (1, 2, 4, 8, 16, 32, 64):
            if bits & bit:
                found = self._turned.get((width, at, bit))
                if found is None:
                    other = known[:at] + bytes([known[at] ^ bit]) + known[at + 1 :]
                    found = self._turned[width, at, bit] = _made(other).squares ^ _made(known).squares
                squares ^= found
        return squares


def _made(data: bytes) -> Code:
    import segno

    matrix = segno.make_qr(data, error="m", mode="byte", mask=MASK, boost_error=False).matrix
    width = len(matrix)
    filling = "0" * (-width % 8)
    return Code(width, int("".join(["".join(map(str, row)) + filling for row in matrix]), 2))
