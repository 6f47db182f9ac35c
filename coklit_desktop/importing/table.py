"""A list file as a table: its dialect, its heading row, and its rows as text cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import tps_number
from coklit_desktop.importing.columns import find_columns, is_heading, known_headings, label_of, normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coklit_desktop.domain.progress import Progress

MAX_BYTES = 600 * 1024 * 1024
MAX_COLUMNS = 200
HEADING_ROWS = 20  # forms have title rows above the heading


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file was written, so that its rejects file is written alike."""

    kind: Literal["text", "xlsx"] = "text"
    delimiter: str = "#"
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"

    @property
    def quoted(self) -> bool:
        """Whether quotes wrap cells: in a Sidalih file ('#') a quote is part of the name."""
        return self.delimiter != "#"


@dataclass(slots=True)
class Heading:
    """The heading row and what stands above it."""

    cells: list[str]
    columns: dict[str, int]
    rows: int  # how many rows it ends: rows before it, itself and a second one
    tps: str = ""  # of a form that names its TPS above the table only

    def add_tps(self) -> None:
        """Give a form that names its TPS above the table only a TPS column, so that each row says it."""
        if self.tps and "tps" not in self.columns:
            self.cells.append(label_of("tps"))
            self.columns["tps"] = len(self.cells) - 1
        else:
            self.tps = ""

    def with_tps(self, cells: list[str]) -> list[str]:
        """The cells of a row with the form's TPS, where there is such a column."""
        if self.tps:
            cells.append(self.tps)
        return cells


class Table(Protocol):
    """What every reader of a list gives."""

    path: Path
    dialect: Dialect
    heading: Heading
    warnings: list[str]

    @property
    def sha256(self) -> str:
        """Hex sha256 of the file, once `records` has been read to its end."""

    def sample(self) -> list[list[str]]:
        """Some of the first rows under the heading."""

    def records(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        """Line number (from 1) and cells of each row under the heading; blank rows are left out."""


@dataclass(slots=True)
class FoundHeading:
    """Result of the search: the heading, or how near the best row came."""

    heading: Heading | None
    best: list[str] = field(default_factory=list)


def find_heading(rows: Sequence[Sequence[str]]) -> FoundHeading:
    """Look for the heading in the first rows; a second heading row (RT, RW under Alamat) joins it."""
    best: list[str] = []
    for number, row in enumerate(rows[:HEADING_ROWS]):
        if known_headings(row) > known_headings(best):
            best = list(row)
        if not is_heading(row):
            continue
        cells, used = list(row), number + 1
        if used < len(rows) and _is_second_heading(rows[used]):
            cells, used = _joined(cells, rows[used]), used + 1
        return FoundHeading(Heading(cells, find_columns(cells), used, _title_tps(rows[:number])), best)
    return FoundHeading(None, best)


def is_number_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1 2 3 …, as forms do under the heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) >= 3 and filled == [str(number + 1) for number in range(len(filled))]


def require(heading: Heading, fields: Sequence[str]) -> None:
    """Raise CoklitError `kolom_kurang` that names the headings the list lacks."""
    missing = [label_of(name) for name in fields if name not in heading.columns]
    if missing:
        raise CoklitError("kolom_kurang", missing=", ".join(missing))


def _is_second_heading(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return 2 <= len(filled) <= len(cells) // 2 and known_headings(filled) == len(filled)


def _joined(upper: list[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    top, low = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
    return [below if below.strip() else above for above, below in zip(top, low, strict=True)]


def _title_tps(rows: Sequence[Sequence[str]]) -> str:
    for row in rows:
        filled = [cell.strip() for cell in row if cell.strip(" :")]
        for number, cell in enumerate(filled):
            if normalise(cell) in ("TPS", "NOTPS", "NOMORTPS") and number + 1 < len(filled):
                return tps_number(filled[number + 1].lstrip(": ")) or ""
            if normalise(cell).startswith("TPS") and (found := tps_number(cell.replace(":", " "))):
                return found
    return ""
