"""Cards to be cut apart: several on a sheet, with marks for the scissors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from coklit_desktop.domain.papers import PageCode
from coklit_desktop.reports.drawing import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.layout import Pen

MARK = 2.5  # mm of a cut mark to each side
MARK_WEIGHT = 0.3
FIRST_LOOK = 2  # sheets


class Card(Protocol):
    """One card. What does not fit goes on: `fitted` gives the pieces, each of which `draw` puts into its place."""

    def fitted(self, width: float, height: float) -> Sequence[Card]:
        """The card as pieces that fit a place of this size in mm; one piece if all of it fits."""

    def draw(self, pen: Pen, x: float, y: float, width: float, height: float) -> None:
        """Draw one fitted piece with its top left corner at (x, y)."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of one TPS: a document of sheets, `per_page` cards on each, `across` side by side."""

    name: str  # "TPS 001"
    model: str
    cards: tuple[Card, ...] = field(repr=False)
    per_page: int
    across: int = 2
    nothing: str = ""  # what the only sheet says if there is no card
    watermark: str = ""
    copy_for: str = ""
    code: PageCode | None = None

    def draw(self, pen: Pen, state: ListState) -> None:
        """Draw all sheets; without a digest it is a first look at a list that was not read to its end."""
        page, down = pen.page, self.per_page // self.across
        width, height = page.room / self.across, (page.floor - page.top) / down
        pieces = [piece for card in self.cards for piece in card.fitted(width, height)]
        sheets = [pieces[at : at + self.per_page] for at in range(0, len(pieces), self.per_page)] or [[]]
        pages = len(sheets) if state.digest else None
        pen.bookmark(self.name)
        for number, sheet in enumerate(sheets if state.digest else sheets[:FIRST_LOOK], 1):
            for at, piece in enumerate(sheet):
                line, place = divmod(at, self.across)
                piece.draw(pen, page.left + place * width, page.top + line * height, width, height)
            if sheet:
                self._cut_marks(pen, width, height)
            else:
                pen.text(page.left, page.top + 40, self.nothing, 11, align="center", width=page.room)
            blocks.draw_foot(pen, self, state, number, pages)
            pen.end_page()

    def _cut_marks(self, pen: Pen, width: float, height: float) -> None:
        """A small cross wherever corners of cards meet."""
        for place in range(self.across + 1):
            for line in range(self.per_page // self.across + 1):
                x, y = pen.page.left + place * width, pen.page.top + line * height
                pen.line(x - MARK, y, x + MARK, y, MARK_WEIGHT)
                pen.line(x, y - MARK, x, min(y + MARK, pen.page.floor + 1), MARK_WEIGHT)  # the code stands below
