"""The text in a printed page's QR code: which form, of what list, with which totals. Nothing personal."""

from __future__ import annotations

from dataclasses import dataclass

from coklit_desktop.domain.errors import CoklitError

_TAG = "COKLIT1"


@dataclass(frozen=True, slots=True)
class PageCode:
    """What a printed page says of itself. `tps` is "" on a form of the whole village; `digest` its first 16 digits."""

    form: str
    area: str
    tps: str
    page: int
    pages: int
    seq: int
    digest: str
    totals: tuple[int, int]  # akhir of the page's TPS or village: L, P

    def to_text(self) -> str:
        """The text of the QR code."""
        parts = (self.form, self.area, self.tps, f"{self.page}/{self.pages}", self.seq, self.digest, *self.totals)
        return "|".join([_TAG, *map(str, parts)])


def read_page_code(text: str) -> PageCode:
    """Read the text of a QR code. Raises CoklitError `bukan_kode_halaman`."""
    try:
        tag, form, area, tps, pages, seq, digest, men, women = text.strip().split("|")
        page, _, count = pages.partition("/")
        code = PageCode(form, area, tps, int(page), int(count), int(seq), digest, (int(men), int(women)))
    except ValueError:
        raise CoklitError("bukan_kode_halaman") from None
    if tag != _TAG:
        raise CoklitError("bukan_kode_halaman")
    return code
