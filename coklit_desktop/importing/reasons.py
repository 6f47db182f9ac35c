"""Why a row was refused, in a clerk's words: the sentences of resources/messages.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

REASON_HEADING = "ALASAN_DITOLAK"


@cache
def _sentences() -> Mapping[str, str]:
    path = resources.files("coklit_desktop.resources").joinpath("messages.toml")
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: text for section in sections.values() for code, text in section.items()}


def reason_text(code: str) -> str:
    """The sentence of a row's refusal."""
    return _sentences()[code]


def is_reason(text: str) -> bool:
    """Whether a cell holds nothing but the sentence of a refusal."""
    return text in _sentences().values()
