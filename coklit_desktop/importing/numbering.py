"""The printed list's own numbers: from its No column, or by the printed order (RW, RT, NKK, name)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from coklit_desktop.domain.records import number_or_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.importing.rowreader import ReadRow

_Member = tuple[str, str, str, int]  # NKK, name, DPID, place in the file
_Rank = tuple[int, int, str]


def printed_numbers(rows: Sequence[ReadRow]) -> list[int]:
    """The number of each row within its TPS, 0 for rows kept aside."""
    return _own_numbers(rows) or _by_order(rows)


def _own_numbers(rows: Sequence[ReadRow]) -> list[int] | None:
    seen: set[tuple[str, int]] = set()
    found: list[int] = []
    for row in rows:
        if not row.active:
            found.append(0)
            continue
        text = row.number.strip().removesuffix(".")
        if not (text.isascii() and text.isdecimal() and len(text) <= 6) or int(text) == 0:
            return None
        key = row.tps, int(text)
        if key in seen:
            return None
        seen.add(key)
        found.append(key[1])
    return found if seen and min(number for _, number in seen) == 1 else None


def _by_order(rows: Sequence[ReadRow]) -> list[int]:
    groups: dict[tuple[str, str, str], list[_Member]] = {}
    for at, row in enumerate(rows):
        if row.active:
            voter = row.voter
            groups.setdefault((row.tps, voter.rw, voter.rt), []).append((voter.nkk, voter.name, row.dpid, at))
    rank = cache(number_or_text)
    merged: dict[tuple[str, _Rank, _Rank], list[_Member]] = {}
    for (tps, rw, rt), members in groups.items():
        merged.setdefault((tps, rank(rw), rank(rt)), []).extend(members)
    found, last, count = [0] * len(rows), "", 0
    for place in sorted(merged):
        if place[0] != last:
            last, count = place[0], 0
        for member in sorted(merged[place]):
            count += 1
            found[member[3]] = count
    return found
