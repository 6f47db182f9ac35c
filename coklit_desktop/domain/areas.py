"""Indonesia's areas by Kemendagri code (resources/areas): names, parents, search. Read when first asked.

Codes are dotted: province 33, regency 33.18, district (kecamatan) 33.18.19, village 33.18.19.2008.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

Level = Literal["province", "regency", "district", "village"]
LEVELS: tuple[Level, ...] = ("province", "regency", "district", "village")
_DOTTED = re.compile(r"\d\d(\.\d\d(\.\d\d(\.[12]\d{3})?)?)?")
_KIND = re.compile(
    r"^(?:(?:DESA/KELURAHAN|KELURAHAN|DESA|KECAMATAN|KABUPATEN|PROVINSI)(?=[\s:])|(?:KEL|DS|KEC|KAB|PROV)\.)[\s:]*"
)


@cache
def _table() -> str:
    packed = resources.files("coklit_desktop.resources").joinpath("areas", "areas.csv.gz").read_bytes()
    return "\n" + gzip.decompress(packed).decode().split("\n", 1)[1]


@lru_cache(4096)
def area_name(code: str) -> str:
    """Name of an area as Kemendagri writes it, "" if the code is unknown."""
    if not _DOTTED.fullmatch(code):
        return ""
    table, key = _table(), f"\n{code},"
    at = table.find(key)
    return table[at + len(key) : table.find("\n", at + 1)] if at >= 0 else ""


def parent_names(code: str) -> tuple[str, str, str, str]:
    """Names of province, regency, district and village on the way to `code`; "" where it says none."""
    parts = code.split(".")
    names = [area_name(".".join(parts[: size + 1])) if size < len(parts) else "" for size in range(4)]
    return names[0], names[1], names[2], names[3]


def level_of(code: str) -> Level | None:
    """Level of a dotted code; None if it is no code (it need not be known)."""
    return LEVELS[code.count(".")] if _DOTTED.fullmatch(code) else None


def dotted(code: str) -> str | None:
    """A village or other code with its dots: 3318192008 -> 33.18.19.2008; None if it is no such code."""
    digits = code.strip().replace(".", "")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in (2, 4, 6, 10):
        return None
    found = ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)
    return found if _DOTTED.fullmatch(found) else None


def fold(name: str) -> str:
    """A name as names are compared: capitals, no spaces or marks, no "Desa" or "Kec." before it."""
    return "".join(ch for ch in _KIND.sub("", name.strip().upper()) if ch.isalnum())


@lru_cache(64)
def children(code: str) -> tuple[tuple[str, str], ...]:
    """Codes and names one level below `code`."""
    depth = code.count(".") + 1
    return tuple(item for item in _under(code) if item[0].count(".") == depth)


@lru_cache(16)
def villages_under(code: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of all villages of a district, regency or province."""
    return tuple(item for item in _under(code) if item[0].count(".") == 3)


def find_areas(text: str, level: Level | None = None, limit: int = 20) -> list[tuple[str, str]]:
    """Areas whose code begins with `text` or whose name holds it; whole names first, then beginnings."""
    wanted, depth = fold(text), None if level is None else LEVELS.index(level)
    if not wanted:
        return []
    found = [
        (rank, code)
        for code, folded in _folded()
        if (wanted.isdecimal() or wanted in folded)
        and (depth is None or code.count(".") == depth)
        and (rank := _rank(wanted, code, folded)) is not None
    ]
    return [(code, area_name(code)) for _, code in sorted(found)[:limit]]


@cache
def _folded() -> tuple[tuple[str, str], ...]:
    lines = (line.partition(",") for line in _table().split("\n") if line)
    return tuple((code, fold(name)) for code, _, name in lines)


def _rank(wanted: str, code: str, folded: str) -> int | None:
    if wanted.isdecimal():
        return 0 if code.replace(".", "").startswith(wanted) else None
    return 0 if folded == wanted else 1 if folded.startswith(wanted) else 2


def _under(code: str) -> list[tuple[str, str]]:
    if not _DOTTED.fullmatch(code):
        return []
    table, key = _table(), f"\n{code}."
    start, end = table.find(key), table.rfind(key)
    if start < 0:
        return []
    lines = table[start + 1 : table.find("\n", end + 1)].split("\n")
    return [(line.partition(",")[0], line.partition(",")[2]) for line in lines]
