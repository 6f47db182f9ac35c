"""How long work tells where it is, and learns that it shall stop."""

from collections.abc import Callable

Progress = Callable[[float, str], None]  # fraction done (0-1), what is being done (Indonesian); may raise Cancelled


def no_progress(_fraction: float, _what: str) -> None:
    """Say nothing to nobody."""


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """Progress of one of several steps: its 0 to 1 is told as `start` to `end`."""
    return lambda fraction, what: progress(start + (end - start) * fraction, what)
