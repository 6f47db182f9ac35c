"""Rows of a delivery as canonical lines: the same bytes in the store, in a package and under the hash."""

import hashlib
from collections.abc import Iterable
from typing import Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.records import DeliveredRow, Voter


def row_to_json(row: DeliveredRow) -> list[Any]:
    """The row as `[line, tps, dpid, status, active, [12 cells]]`."""
    return [row.line, row.tps, row.dpid, row.status, row.active, list(row.voter)]


def row_from_json(value: Any) -> DeliveredRow:
    """Read `row_to_json`'s shape. Raises TypeError or ValueError for any other."""
    line, tps, dpid, status, active, cells = value
    if type(line) is not int or type(active) is not bool:
        raise ValueError("not a delivered row")
    if not all(type(text) is str for text in (tps, dpid, status, *cells)) or len(cells) != len(Voter._fields):
        raise ValueError("not a delivered row")
    return DeliveredRow(line, tps, Voter(*cells), dpid, status, active)


def row_line(row: DeliveredRow) -> bytes:
    """Canonical bytes of one row, without line end."""
    return canonical(row_to_json(row))


def lines_sha256(lines: Iterable[bytes]) -> str:
    """Hex sha256 over the lines, each followed by a newline."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        digest.update(b"\n")
    return digest.hexdigest()
