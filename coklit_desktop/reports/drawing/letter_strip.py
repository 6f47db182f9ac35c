"""Strips: what a paper of text is laid out of, from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coklit_desktop.reports.drawing.layout import Ink, Pen


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page that is never broken. `draw` gets its top; None is empty space."""

    height: float
    draw: Callable[[float], None] | None = None
    keep: bool = False  # stays with the next one
    heading: Strip | None = None  # stands before it where it begins a page


def kept(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """The strips in runs that stay together."""
    run: list[Strip] = []
    for strip in strips:
        run.append(strip)
        if not strip.keep:
            yield run
            run = []
    if run:
        yield run


class Pages:
    """Lays strips on pages; each page is lifted off when it is full, for nobody knows yet how many there are."""

    def __init__(self, pen: Pen, first: float, later: float, running: Callable[[], None]) -> None:
        """`first` and `later` are where strips begin on a page; `running` draws the head of the later ones."""
        self.done: list[Ink] = []
        self._pen, self._later, self._running = pen, later, running
        self._top = self._y = first

    def put(self, run: list[Strip]) -> None:
        """Lay strips that stay together; a run longer than a page is broken all the same."""
        floor = self._pen.page.floor
        height = sum(strip.height for strip in run)
        if self._y + height > floor and self._y > self._top and height <= floor - self._later:
            self._turn(run[0])
        for strip in run:
            if self._y + strip.height > floor and self._y > self._top:
                self._turn(strip)
            self._lay(strip)

    def finish(self) -> list[Ink]:
        """All pages."""
        self.done.append(self._pen.lift())
        return self.done

    def _turn(self, strip: Strip) -> None:
        self.done.append(self._pen.lift())
        self._running()
        self._top = self._y = self._later
        if strip.heading is not None:
            self._lay(strip.heading)
            self._top = self._y

    def _lay(self, strip: Strip) -> None:
        if strip.draw is not None:
            strip.draw(self._y)
        elif self._y == self._top:
            return  # no empty space at the top of a page
        self._y += strip.height
