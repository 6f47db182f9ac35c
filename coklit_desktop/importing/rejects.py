"""The rejects file: refused rows in the input's own shape plus a reason column, ready to mend and import again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from coklit_desktop.importing.reasons import REASON_HEADING, is_reason
from coklit_desktop.importing.table import Dialect

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.importing.reading import Refusing

Shape = tuple[Dialect, tuple[str, ...], int]  # dialect, heading, which column holds earlier reasons (or -1)
PLAIN_SUFFIXES = (".csv", ".txt")
EXCEL_CSV = Dialect("text", ";", bom=True, newline="\r\n")  # what Indonesian Excel opens by a double click


def write_rejects(path: Path, read: Refusing | Sequence[Refusing]) -> list[Path]:
    """Write the refused rows of one or more lists; lists of another shape go to a second file beside it.

    Returns the files written, none if nothing was refused. A short or overlong row stays so: it is refused again
    until somebody has mended it.
    """
    lists = [read] if not isinstance(read, Sequence) else read
    shapes: dict[Shape, list[tuple[list[str], str]]] = {}
    for item in lists:
        if item.rejected:
            shape = item.dialect, tuple(item.header), item.reason_column
            rows = shapes.setdefault(shape, [])
            rows.extend((row.cells, row.reason) for row in item.rejected)
    written = []
    for number, ((dialect, header, reason_column), rows) in enumerate(shapes.items()):
        target = path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}")
        write_reasons(target, dialect, header, reason_column, rows)
        written.append(target)
    return written


def write_reasons(
    path: Path,
    dialect: Dialect,
    header: Sequence[str],
    reason_column: int,
    rows: Iterable[tuple[list[str], str]],
) -> None:
    """Write one rejects file: to a temporary name beside it, then renamed."""
    width = len(header)
    lines = [[*_without(header, reason_column, width), REASON_HEADING]]
    lines += [[*_without(cells, reason_column, width), reason] for cells, reason in rows]
    if dialect.kind == "xlsx" and path.suffix.lower() in PLAIN_SUFFIXES:
        dialect = EXCEL_CSV
    data = _workbook(lines) if dialect.kind == "xlsx" else _text(lines, dialect)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _without(cells: Sequence[str], column: int, width: int) -> list[str]:
    """The cells without an earlier reason; in a row of another width that is its last cell."""
    if column >= 0 and len(cells) != width:
        column = len(cells) - 1 if cells and is_reason(cells[-1]) else -1
    return [cell for number, cell in enumerate(cells) if number != column]


def _text(lines: list[list[str]], dialect: Dialect) -> bytes:
    if dialect.quoted:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=dialect.delimiter, lineterminator=dialect.newline)
        writer.writerows(lines)
        text = buffer.getvalue()
    else:
        text = "".join(dialect.delimiter.join(cells) + dialect.newline for cells in lines)
    if dialect.encoding == "utf-16":
        return text.encode("utf-16")
    mark = "\ufeff" if dialect.bom else ""
    return (mark + text).encode(dialect.encoding, "replace")


def _workbook(lines: list[list[str]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False})
    sheet, text = book.add_worksheet("Ditolak"), book.add_format({"num_format": "@"})
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell, text)
    book.close()
    return buffer.getvalue()
