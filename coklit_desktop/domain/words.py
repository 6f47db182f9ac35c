"""Six words instead of a long number: what two people compare by voice or on paper (design.md 7)."""

from functools import cache
from importlib import resources
from typing import Any

from coklit_desktop.domain.canonical import canonical, tagged_sha256

WORD_COUNT = 2048
WORD_BITS = 11


@cache
def word_list() -> tuple[str, ...]:
    """The 2048 words, in order; the number of a word is its place."""
    text = resources.files("coklit_desktop.resources").joinpath("words.txt").read_text(encoding="ascii")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def words(value: Any) -> str:
    """The first 66 bits of the tagged hash of a canonical object, as six words."""
    bits = int(tagged_sha256("coklit:words:1", canonical(value)), 16) >> (256 - 6 * WORD_BITS)
    numbers = [(bits >> (WORD_BITS * place)) % WORD_COUNT for place in reversed(range(6))]
    return " ".join(word_list()[number] for number in numbers)


def same_words(left: str, right: str) -> bool:
    """Whether two spellings of words are the same: case, dashes, commas and spaces do not count."""
    return _plain(left) == _plain(right) != []


def _plain(text: str) -> list[str]:
    for mark in "-,.;/":
        text = text.replace(mark, " ")
    return text.lower().split()
