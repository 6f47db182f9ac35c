"""How long work tells where it is, and learns that it shall stop."""

from collections.abc import Callable

Progress = Callable[[float, str], None]  # fraction done (0-1), what is being done (Indonesian); may raise Cancelled


def no_progress(_fraction: float, _what: str) -> None:
    """Say nothing to nobody."""
