"""Which heading means which cell: the one alias table of resources/columns.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.records import VOTER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIDALIH_MARKS = ("kec_id", "kel_id", "tps_id", "tahapan_id")


def normalise(heading: str) -> str:
    """A heading in the spelling that aliases are compared in: capitals, letters and digits only."""
    return "".join(ch for ch in heading.upper() if ch.isalnum())


@cache
def column_data() -> Mapping[str, Any]:
    """The parsed resources/columns.toml."""
    path = resources.files("coklit_desktop.resources").joinpath("columns.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _aliases() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = column_data()
    groups = {**data["voter"], **data["row"]}
    return tuple((field, tuple(normalise(name) for name in names)) for field, names in groups.items())


@cache
def _known() -> frozenset[str]:
    return frozenset(name for _, names in _aliases() for name in names)


def known_headings(cells: Sequence[str]) -> int:
    """How many different headings of the alias table stand in a row of cells."""
    return len({normalise(cell) for cell in cells if len(cell) <= 60} & _known())


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """Field name -> column number, for every field that `header` has a heading for."""
    places: dict[str, int] = {}
    for number, cell in enumerate(header):
        places.setdefault(normalise(cell), number)
    found: dict[str, int] = {}
    for field, names in _aliases():
        number = next((places[name] for name in names if name in places), -1)
        if number >= 0:
            found[field] = number
    return found


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row of cells is the heading row of a list of voters or of keyed results."""
    if known_headings(cells) < 3:
        return False
    found = find_columns(cells)
    return "nik" in found or ("dpid" in found and "ket" in found)


def label_of(field: str) -> str:
    """The heading that messages call a field by: its first alias."""
    data = column_data()
    names: Sequence[str] = {**data["voter"], **data["row"]}[field]
    return names[0]


def voter_columns(columns: Mapping[str, int], missing: int) -> tuple[int, ...]:
    """Column numbers of the twelve voter cells; `missing` for those the list lacks."""
    return tuple(columns.get(name, missing) for name in VOTER_FIELDS)


def contents_word(kind: str) -> str:
    """What messages call the contents of a file that is no list."""
    word: str = column_data()["contents"][kind]
    return word


def contents_of(head: bytes) -> str | None:
    """What a file that begins with `head` is, if its first bytes are known as those of no list."""
    for word, starts in column_data()["magic"].items():
        if any(head.startswith(bytes.fromhex(start)) for start in starts):
            return str(word)
    return None
