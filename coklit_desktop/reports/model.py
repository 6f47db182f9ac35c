"""What a form says, apart from how it is drawn: PDF and XLSX are made from the same values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from coklit_desktop.domain.papers import PageCode

Cell = str | int | None  # a number is written with dots, zero as "-"; None is an empty cell
Align = Literal["left", "center", "right"]
Style = Literal["", "item", "total", "notice"]
TOLD_EVERY = 1000  # rows from one word about the progress to the next


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the grid. Widths are shares; a `fixed` one keeps its width in mm on every paper."""

    heading: str
    width: float
    align: Align = "left"
    group: str = ""  # heading above this and its neighbours of the same group
    fixed: bool = False
    wraps: bool = True
    digits: str = ""  # number format of a spreadsheet for numbers that are names, such as "000" for a TPS


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `spans` joins columns (first, last); `bold` are columns set in bold."""

    cells: tuple[Cell, ...] = field(repr=False)
    style: Style = ""
    spans: tuple[tuple[int, int], ...] = ()
    bold: frozenset[int] = frozenset()
    indent: bool = False  # second column is set in: a part of the item above
    number: int = 0  # the No of a by-name row, for the code of its page
    sex: str = ""  # "L" or "P" of a by-name row, likewise
    joins: bool = False  # stays on the page of the row before it


@dataclass(frozen=True, slots=True)
class Legend:
    """One block of the key to the codes."""

    heading: str
    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; an empty name is printed as a dotted line."""

    role: str
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands above the signatures, and they: side by side on the right, or as the table of a pleno."""

    lines: tuple[str, ...]
    signers: tuple[Signer, ...]
    table: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document with page numbers of its own: a form of one TPS, or of the village."""

    name: str  # "TPS 001": bookmark, sheet name, running line
    model: str  # the boxed label
    title: tuple[str, ...]
    identity: tuple[tuple[tuple[str, str], ...], ...]  # blocks beside each other: (label, value)
    columns: tuple[Column, ...]
    numbers: tuple[str, ...]  # the row of column numbers
    rows: Sequence[Row] = field(repr=False)  # made as they are read where there are many
    closing: Closing
    number_spans: tuple[tuple[int, int], ...] = ()
    legends: tuple[Legend, ...] = ()
    notes: tuple[str, ...] = ()
    font_size: float = 8.0
    row_padding: float = 1.0  # mm above and below the text of a row
    pen_rows: bool = False  # each row is followed by an empty one to write in
    min_rows: int = 0  # empty rows are added up to this many; -1: to the end of a page
    watermark: str = ""  # "DRAF"
    copy_for: str = ""  # whom this copy is for
    code: PageCode | None = None  # what the QR code of each page says; page numbers are filled in when drawn


def nihil(columns: tuple[Column, ...]) -> Row:
    """The only row of an empty list."""
    return Row(("NIHIL", *(None for _ in columns[1:])), "notice", ((0, len(columns) - 1),))


def cell_ranges(columns: int, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The cells of a row as (first, last) column, joined where spanned."""
    ends = dict(spans)
    found, at = [], 0
    while at < columns:
        found.append((at, ends.get(at, at)))
        at = found[-1][1] + 1
    return found
