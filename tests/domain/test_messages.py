"""One sentence for every expected failure: none missing, none dead, every gap filled."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.services.messages import UNEXPECTED, sentence, sentence_of

PACKAGE = Path(__file__).parents[2] / "coklit_desktop"
MAKERS = {"CoklitError", "sentence_of"}


@cache
def table() -> dict[str, str]:
    """Code -> sentence."""
    path = resources.files("coklit_desktop.resources").joinpath("messages.toml")
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: text for section in sections.values() for code, text in section.items()}


@cache
def trees() -> dict[Path, ast.Module]:
    """The parsed sources."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


def codes_of(node: ast.expr) -> Iterator[str]:
    """The codes that an argument names in the open."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from codes_of(node.body)
        yield from codes_of(node.orelse)


def makers() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where a failure is made: place, code, names of its parameters (None where they are not in sight)."""
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in MAKERS:
                continue
            given = {word.arg for word in node.keywords if word.arg}
            hidden = len(node.args) > 1 or any(word.arg is None for word in node.keywords)
            for code in codes_of(node.args[0]):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", code, None if hidden else given


def gaps(text: str) -> set[str]:
    """Names that a sentence wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_codes_are_unique_over_all_sections() -> None:
    lines = resources.files("coklit_desktop.resources").joinpath("messages.toml").read_text(encoding="utf-8")
    counted = Counter(re.findall(r"^(\w+) = ", lines, re.MULTILINE))
    assert [code for code, count in counted.items() if count > 1] == []
    assert set(counted) == set(table())


def test_every_failure_has_a_sentence() -> None:
    assert {(place, code) for place, code, _ in makers() if code not in table()} == set()
    assert len({code for _, code, _ in makers()}) > 100


def test_every_gap_is_filled_where_the_failure_is_made() -> None:
    assert {
        (place, code, name)
        for place, code, given in makers()
        if given is not None and code in table()
        for name in gaps(table()[code]) - given
    } == set()


def test_no_sentence_is_dead() -> None:
    texts = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(table()) - texts == set()


def test_no_failure_carries_a_persons_data() -> None:
    named = {name for _, _, given in makers() for name in given or ()}
    assert not named & {"nik", "nkk", "name", "voter", "birth_date", "address", "text", "value", "row"}


@pytest.mark.parametrize("code", sorted(table()))
def test_sentence(code) -> None:
    text = table()[code]
    assert text[0].isupper() or text.startswith("{")
    assert text.endswith((".", "?"))
    assert "  " not in text
    assert "!" not in text
    assert not re.search(r"\b(error|invalid|(?<!-)file|folder tidak ada|password|Anda salah)\b", text, re.IGNORECASE)
    filled = sentence_of(code, dict.fromkeys(gaps(text), "X"))
    assert "{" not in filled


def test_what_a_clerk_reads() -> None:
    assert sentence(CoklitError("tps_tak_dikenal", tps=9)).startswith("TPS 9 tidak ada")
    assert sentence(Cancelled()) == "Dibatalkan. Tidak ada yang berubah."
    assert sentence(CoklitError("tps_tak_dikenal")).startswith("TPS … tidak ada")
    assert sentence(CoklitError("belum_pernah_ada")) == f"{UNEXPECTED} (belum_pernah_ada)"
    assert sentence(ValueError("SITI 3318")) == UNEXPECTED
