"""In which order a list of names stands on paper and on the screen beside it: one rule for both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.records import CurrentVoter, number_or_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_AS_NUMBERS = frozenset({"rt", "rw"})  # tools strip their zeros


def in_printed_order(rows: Iterable[CurrentVoter]) -> list[CurrentVoter]:
    """Delivered rows of one TPS by the file's own numbering where it counts the sheet's lines, else by RW, RT, NKK,
    name, numbered anew; `line` is the number on the paper.
    """
    found = sorted(rows, key=lambda row: row.line)
    if all(row.line == number for number, row in enumerate(found, 1)):
        return found
    found.sort(key=_delivered_order)
    return [replace(row, line=number) for number, row in enumerate(found, 1)]


def sorted_by(keys: Sequence[str], rows: Iterable[CurrentVoter]) -> list[CurrentVoter]:
    """Rows by the keys that a form names: cells of the voter, `tps`, or `line` alone (`in_printed_order`)."""
    return in_printed_order(rows) if list(keys) == ["line"] else sorted(rows, key=order_by(keys))


def order_by(keys: Sequence[str]) -> Callable[[CurrentVoter], tuple[object, ...]]:
    """Sort key of these cells, RT and RW as numbers; rows that are alike in all of them by subject."""

    def order(row: CurrentVoter) -> tuple[object, ...]:
        return (*(_sortable(row, key) for key in keys), row.subject)

    return order


def _sortable(row: CurrentVoter, key: str) -> object:
    if key == "tps":
        return row.tps
    text: str = getattr(row.voter, key)
    return number_or_text(text) if key in _AS_NUMBERS else text


def _delivered_order(row: CurrentVoter) -> tuple[object, ...]:
    """The paper was printed from the delivered values, whatever was keyed since."""
    return row.list_order if row.delivered is None else replace(row, voter=row.delivered).list_order
