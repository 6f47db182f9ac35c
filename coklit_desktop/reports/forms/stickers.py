"""Model A-Stiker Coklit and Model A-Tanda Bukti Terdaftar: one card a household (domain.md 1.8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.reports.drawing.card_parts import (
    Size,
    capitals,
    draw_centred,
    draw_fields,
    draw_names,
    draw_signing,
    fields_height,
    signing_height,
    split,
)
from coklit_desktop.reports.drawing.cards import Cards
from coklit_desktop.reports.drawing.fonts import bold, wrap
from coklit_desktop.reports.drawing.layout import MM, line_height
from coklit_desktop.reports.forms.households import (
    Common,
    Household,
    common_of,
    delivered_households,
    standing_households,
)
from coklit_desktop.reports.forms.parts import missing_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.drawing.layout import Pen

STICKER, RECEIPT = "a-stiker", "a-tanda-bukti"
RESERVE = "CADANGAN – stiker resmi disediakan KPU"
RECEIPTS_A_PAGE = 3
INSET, PAD = 1.8, 1.9  # mm from the cut to the frame of a sticker, and from the frame to its text
HALVES = ("Lembar untuk pemilih", "Lembar untuk PPS")
MIDDLE = 4.0  # mm on each side of the cut between the halves
DASH = 1.2
_STICKER_SIZES = {
    4: Size(15, 7, 9.5, 10.5, 14, 4, 27, 3.4, boxes=True),
    8: Size(10.5, 5.8, 7.5, 8, 4.6, 3, 20, 1.4, boxes=True),
}
_RECEIPT_SIZE = Size(9.5, 5.8, 7.8, 8.4, 11, 3, 20, 2.4, boxes=False)


def sticker_documents(data: FormData, tps_list: list[str]) -> Iterator[Cards]:
    """The stickers of each TPS: of the delivered list, for the pantarlih to take along."""
    kind, _, number = data.variant.partition("-")
    per_page = int(number or 4)
    size = _STICKER_SIZES[per_page]
    for tps in tps_list:
        blank = [Household()] * per_page
        homes = blank if kind == "kosong" else delivered_households(data, tps)
        common = common_of(data, STICKER, tps)
        if is_loksus(tps):
            yield Cards(f"TPS {tps}", common.model, (), per_page, nothing=f"TPS {tps} lokasi khusus: tanpa stiker.")
            continue
        yield _cards(common, tuple(Sticker(home, common, size) for home in homes), per_page, 2)


def receipt_documents(data: FormData, tps_list: list[str]) -> Iterator[Cards]:
    """The receipts of each TPS: of those who stand in its list now, for only they may vote."""
    for tps in tps_list:
        blank = [Household()] * RECEIPTS_A_PAGE
        homes = blank if data.variant == "kosong" else standing_households(data, tps)
        common = common_of(data, RECEIPT, tps)
        yield _cards(common, tuple(Receipt(home, common) for home in homes), RECEIPTS_A_PAGE, 1)


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the cards lack: only names of places; all else is written by hand."""
    return missing_names(data)


def _cards(common: Common, cards: tuple[Sticker | Receipt, ...], per_page: int, across: int) -> Cards:
    nothing = f"NIHIL: tidak ada keluarga di TPS {common.tps}."
    return Cards(f"TPS {common.tps}", common.model, cards, per_page, across, nothing)


@dataclass(frozen=True, slots=True)
class Sticker:
    """A sticker, or a part of one: what everybody at the door may read."""

    home: Household
    common: Common
    size: Size

    def fitted(self, width: float, height: float) -> list[Sticker]:
        """As many stickers as the names need."""
        inner, size = width - 2 * (INSET + PAD), self.size
        used = 2 * (INSET + PAD) + self._head_height(inner) + signing_height(size)
        room = height - used - fields_height(self.home, size, inner)
        return [replace(self, home=part) for part in split(self.home, size, inner, room)]

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float) -> None:
        """Frame, head, address, names with boxes to tick, date and signatures."""
        pen.box(x + INSET, y + INSET, width - 2 * INSET, height - 2 * INSET, 0.8)
        left, inner, size = x + INSET + PAD, width - 2 * (INSET + PAD), self.size
        foot = y + height - INSET - PAD - signing_height(size)
        top = self._draw_head(pen, left, y + INSET + PAD, inner)
        top = draw_fields(pen, self.home, self.common, size, left, top, inner)
        draw_names(pen, self.home, "Pemilih (beri tanda centang)", size, left, top, inner, foot)
        signing = (("Tanggal coklit", ""), (self.common.worker, self.common.worker_name), ("Pemilih", ""))
        draw_signing(pen, signing, size, left, foot, inner)

    def _head_height(self, inner: float) -> float:
        size = self.size
        return line_height(size.small) * (2 + len(self._election(inner))) + line_height(size.title) + 2.8

    def _election(self, inner: float) -> list[str]:
        return wrap(self.common.election, bold(), self.size.small, inner * MM, most=3)

    def _draw_head(self, pen: Pen, x: float, y: float, inner: float) -> float:
        size, common, bottom = self.size, self.common, y + self._head_height(inner)
        base = y + capitals(size.small)
        pen.text(x, base, common.model, size.small)
        pen.text(x, base, self.home.running, size.small, bold(), "right", inner)
        y = draw_centred(pen, x, y + line_height(size.small), [common.title], size.title, inner)
        y = draw_centred(pen, x, y, self._election(inner), size.small, inner) + 0.6
        room, wide = line_height(size.small) + 0.8, bold().width(RESERVE, size.small) / MM + 5
        pen.box(x + (inner - wide) / 2, y, wide, room, 0.5)
        pen.text(x, y + room / 2 + capitals(size.small) / 2, RESERVE, size.small, bold(), "center", inner)
        return bottom


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt in two halves, or a part of one: for the voter, and the counterpart for the PPS."""

    home: Household
    common: Common

    def fitted(self, width: float, height: float) -> list[Receipt]:
        """As many receipts as the names need."""
        size, inner = _RECEIPT_SIZE, width / 2 - MIDDLE
        used = 6 + self._head_height(inner) + fields_height(self.home, size, inner) + signing_height(size)
        return [replace(self, home=part) for part in split(self.home, size, inner, height - used)]

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float) -> None:
        """Both halves, and a line to cut along between them."""
        half = width / 2
        for at, whose in enumerate(HALVES):
            self._draw_half(pen, x + at * (half + MIDDLE), y + 3, half - MIDDLE, height - 6, whose)
        dashes = (y + at * DASH * 2 for at in range(int(height / DASH / 2)))
        pen.lines([(x + half, top, x + half, top + DASH) for top in dashes], 0.3)

    def _titles(self, inner: float) -> tuple[list[str], list[str]]:
        size, common = _RECEIPT_SIZE, self.common
        title = wrap(common.title, bold(), size.title, inner * MM, most=2)
        return title, wrap(common.election, bold(), size.small, inner * MM, most=3)

    def _head_height(self, inner: float) -> float:
        title, election = self._titles(inner)
        size = _RECEIPT_SIZE
        return line_height(size.small) * (1 + len(election)) + line_height(size.title) * len(title) + 2.2

    def _draw_half(self, pen: Pen, x: float, y: float, inner: float, height: float, whose: str) -> None:
        size, common, foot = _RECEIPT_SIZE, self.common, y + height - signing_height(_RECEIPT_SIZE)
        base, (title, election) = y + capitals(size.small), self._titles(inner)
        pen.text(x, base, f"{common.model} · {whose}", size.small)
        pen.text(x, base, self.home.running, size.small, bold(), "right", inner)
        top = draw_centred(pen, x, y + line_height(size.small) + 0.6, title, size.title, inner)
        draw_centred(pen, x, top, election, size.small, inner)
        top = draw_fields(pen, self.home, common, size, x, y + self._head_height(inner), inner)
        draw_names(pen, self.home, "Terdaftar sebagai pemilih:", size, x, top, inner, foot)
        signing = (("Tanggal", ""), (common.worker, common.worker_name), ("Penerima", ""))
        draw_signing(pen, signing, size, x, foot, inner)
