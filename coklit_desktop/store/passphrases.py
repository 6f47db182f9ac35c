"""Passphrases of clerks: what is strong enough, and one to offer."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from importlib import resources

from coklit_desktop.domain.errors import CoklitError

MIN_LENGTH = 14
MIN_DISTINCT = 6
WORDS = 5


def check_passphrase(passphrase: str) -> None:
    """Accept 14 characters or more that nobody guesses first. Raises CoklitError `sandi_lemah`."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < MIN_LENGTH or len(set(text.casefold())) < MIN_DISTINCT or _core(text) in _blocked():
        raise CoklitError("sandi_lemah", length=MIN_LENGTH)


def suggest_passphrase() -> str:
    """Five random words; see `_words` for how hard they are to guess."""
    return "-".join(secrets.choice(_words()) for _ in range(WORDS))


def _core(text: str) -> str:
    """Letters and digits only, so that blanks, hyphens and capitals make no blocked phrase a new one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _blocked() -> frozenset[str]:
    lines = _lines("blocked.txt")
    return frozenset(_core(line) for line in lines)


@cache
def _words() -> list[str]:
    return _lines("words.txt")


def _lines(name: str) -> list[str]:
    file = resources.files("coklit_desktop.resources").joinpath("passphrases", name)
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
