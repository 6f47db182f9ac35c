"""How the book says a number or a day, and its places for the office's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports.book.content import OwnWords
from coklit_desktop.reports.words import clean, count, long_date

if TYPE_CHECKING:
    from datetime import date

    from coklit_desktop.domain.recap import SexCount
    from coklit_desktop.reports.book.facts import Facts


def own_words(facts: Facts, key: str, hint: str) -> OwnWords:
    """A place for the office's own words, with those that there are."""
    lines = map(clean, facts.data.topic(f"buku:{key}").get("teks", "").splitlines())
    return OwnWords(key, hint, "\n".join(filter(None, lines)))


def number(value: int) -> str:
    """A number inside a sentence: with dots, zero as 0."""
    return count(value) if value else "0"


def sexes(value: SexCount) -> str:
    """A number and its two parts."""
    return f"{number(value.total)} (L {number(value.L)}, P {number(value.P)})"


def day_words(day: date) -> str:
    """A day as sentences have it."""
    return long_date(day.isoformat())
