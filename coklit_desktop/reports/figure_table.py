"""What the table beside a preview shows: numbers in lines and columns, each with the name of whom it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coklit_desktop.domain.counted import Counted
from coklit_desktop.domain.recap import Counts, SexCount, count_of


class FigureCell(NamedTuple):
    """A number, who is counted in it where it counts voters, and what it is called: "TPS 003 · Pemilih baru · P"."""

    number: int | None  # None: not filled in
    counted: Counted | None = None
    title: str = ""


class FigureRow(NamedTuple):
    """One line; without cells a heading over those that follow. An empty place among the cells is None."""

    label: str
    cells: tuple[FigureCell | None, ...] = ()


class Figures(NamedTuple):
    """All numbers of a form: headings of the columns, lines, and what the names of the lines are of."""

    columns: tuple[str, ...] = ()
    rows: tuple[FigureRow, ...] = ()
    heading: str = ""

    @property
    def cells(self) -> list[FigureCell]:
        """Every number."""
        return [cell for row in self.rows for cell in row.cells if cell is not None]


@dataclass(frozen=True)
class Place:
    """A line of a recap: a TPS, a village or kecamatan, or all of them."""

    label: str
    title: str
    counts: Counts
    tps: str = ""
    area: str = ""
    parts: tuple[str, ...] = ()  # the TPS in it
    heard: bool = True  # whether anything of it was received here

    def number(self, what: str, called: str, sex: str = "", count: SexCount | None = None) -> FigureCell:
        """One of its numbers; `sex` is "L", "P" or "" for both."""
        title = " · ".join(filter(None, (self.title, called, sex)))
        if not self.heard:
            return FigureCell(None, None, f"{title}: belum diterima")
        found = count_of(self.counts, Counted(what)) if count is None else count
        return FigureCell(getattr(found, sex or "total"), Counted(what, self.tps, sex, self.area), title)

    def by_sex(self, what: str, called: str, count: SexCount | None = None) -> tuple[FigureCell, ...]:
        """L, P and both."""
        return tuple(self.number(what, called, sex, count) for sex in ("L", "P", ""))
