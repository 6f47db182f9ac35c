"""The text in a printed page's QR code: which form, of what list, with which totals. Nothing personal."""

from __future__ import annotations

from dataclasses import dataclass

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import tps_number

_TAG = "COKLIT1"


@dataclass(frozen=True, slots=True)
class PageCode:
    """What a printed page says of itself. `tps` is "" on a form of the whole village; `digest` its first 16 digits.

    A page of a list of names also says which lines it has, and how many of those are L and P.
    """

    form: str
    area: str
    tps: str
    page: int
    pages: int
    seq: int
    digest: str
    totals: tuple[int, int]  # akhir of the page's TPS or area: L, P
    lines: tuple[int, int] = (0, 0)  # first and last No on the page of a list of names
    page_totals: tuple[int, int] = (0, 0)  # L and P of those lines

    @property
    def has_lines(self) -> bool:
        """Whether it is a page of a list of names."""
        return self.lines != (0, 0)

    def to_text(self) -> str:
        """The text of the QR code."""
        parts = (self.form, self.area, self.tps, f"{self.page}/{self.pages}", self.seq, self.digest, *self.totals)
        rows = (f"{self.lines[0]}-{self.lines[1]}", *self.page_totals) if self.has_lines else ()
        return "|".join([_TAG, *map(str, (*parts, *rows))])


def read_page_code(text: str) -> PageCode:
    """Read the text of a QR code. Raises CoklitError `bukan_kode_halaman`."""
    try:
        tag, form, area, tps, pages, seq, digest, men, women, *rows = text.strip().split("|")
        if tag != _TAG or tps not in ("", tps_number(tps)):
            raise CoklitError("bukan_kode_halaman")
        totals = (int(men), int(women))
        return PageCode(form, area, tps, *_pair(pages, "/"), int(seq), digest, totals, *_rows(rows))
    except ValueError:
        raise CoklitError("bukan_kode_halaman") from None


def _rows(texts: list[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Lines and their L and P, which papers printed earlier do not tell. Raises ValueError."""
    if not texts:
        return (0, 0), (0, 0)
    lines, men, women = texts
    return _pair(lines, "-"), (int(men), int(women))


def _pair(text: str, between: str) -> tuple[int, int]:
    left, _, right = text.partition(between)
    return int(left), int(right)
