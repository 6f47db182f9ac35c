"""Passphrases of clerks: what is strong enough, and one to offer."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from importlib import resources

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.words import word_list

MIN_LENGTH = 14
MIN_DISTINCT = 6
WORDS = 5


def check_passphrase(passphrase: str) -> None:
    """Accept 14 characters or more that nobody guesses first. Raises CoklitError `sandi_lemah`."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < MIN_LENGTH or len(set(text.casefold())) < MIN_DISTINCT or _core(text) in _blocked():
        raise CoklitError("sandi_lemah", length=MIN_LENGTH)


def suggest_passphrase() -> str:
    """Five random words of 2,048: 55 bits, each guess of which costs Argon2id's 64 MiB."""
    return "-".join(secrets.choice(word_list()) for _ in range(WORDS))


def _core(text: str) -> str:
    """Letters and digits only, so that blanks, hyphens and capitals make no blocked phrase a new one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _blocked() -> frozenset[str]:
    file = resources.files("coklit_desktop.resources").joinpath("passphrases", "blocked.txt")
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(_core(line) for line in lines if not line.startswith("#"))
