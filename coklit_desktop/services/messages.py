"""Codes of expected failures -> the one Indonesian sentence for each (resources/messages.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Mapping

UNEXPECTED = "Ada kesalahan di dalam program. Data yang sudah tersimpan tetap aman; coba sekali lagi."


def sentence(error: BaseException) -> str:
    """What a clerk reads about `error`: what happened, then what to do."""
    if not isinstance(error, CoklitError):
        return UNEXPECTED
    return sentence_of(error.code, error.params)


def sentence_of(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence of a code, filled in; a code without one is shown as it is, never a traceback."""
    text = _sentences().get(code)
    if text is None:
        return f"{UNEXPECTED} ({code})"
    return text.format_map(_Gaps({key: str(value) for key, value in (params or {}).items()}))


class _Gaps(dict[str, str]):
    """Parameters of a sentence; one that is missing shows as "…" instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _sentences() -> Mapping[str, str]:
    path = resources.files("coklit_desktop.resources").joinpath("messages.toml")
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: text for section in sections.values() for code, text in section.items()}
