"""A list of what Sidalih refused, from XLSX or text: who (DPID or NIK), and why. Its layout is not known beforehand."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.importing.cells import number_text, spreadsheet_number
from coklit_desktop.importing.columns import column_data, contents_of, contents_word, find_columns, normalise
from coklit_desktop.importing.opening import read_head
from coklit_desktop.importing.rowreader import read_dpid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

MAX_BYTES = 50 * 1024 * 1024
HEADING_ROWS = 20
DELIMITERS = ";,\t#"
LONGEST_CODE = 2  # what is not longer is a KET code and no reason
_SIXTEEN_DIGITS = 10**15


@dataclass(frozen=True, slots=True)
class FailureRow:
    """One row. `passed`: it says that Sidalih took the voter after all; `reason` may be empty."""

    line: int
    dpid: str
    nik: str = field(repr=False)
    reason: str = field(repr=False)
    passed: bool


def read_failures(path: Path, progress: Progress = no_progress) -> list[FailureRow]:
    """Read the list. Raises CoklitError `gagal_tak_terbaca` for a table without such columns or reasons, and as any
    list does."""
    head, size = read_head(path)
    if not head.strip(b"\r\n\t \xef\xbb\xbf"):
        raise CoklitError("berkas_kosong")
    if size > MAX_BYTES:
        raise CoklitError("berkas_terlalu_besar", limit=MAX_BYTES // 2**20)
    progress(0.1, "Membaca daftar kegagalan")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        tables = _sheets(path)
    elif (what := contents_of(head)) is not None:
        raise CoklitError("bukan_daftar", what=what)
    else:
        tables = _texts(path)
    for rows in tables:
        found = _read(rows)
        if any(row.reason for row in found):  # the uploaded file itself has a column KET, but no reasons
            return found
    raise CoklitError("gagal_tak_terbaca")


def _sheets(path: Path) -> Iterator[list[list[str]]]:
    from coklit_desktop.importing.sheetfile import visible_sheets
    from coklit_desktop.importing.workbook import inspect_workbook

    inspect_workbook(path)
    for sheet in visible_sheets(path):
        yield [[_text(value) for value in row] for row in sheet.iter_rows()]


def _text(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) and value < _SIXTEEN_DIGITS else spreadsheet_number(value)
    return str(value)


def _texts(path: Path) -> Iterator[list[list[str]]]:
    """The text as a table, once for each character that may stand between its cells."""
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise CoklitError("bukan_daftar", what=contents_word("biner"))
    for delimiter in DELIMITERS:
        quotechar = None if delimiter == "#" else '"'
        try:
            yield list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quotechar))
        except csv.Error:
            continue


def _read(rows: Sequence[Sequence[str]]) -> list[FailureRow]:
    """The rows under the heading that name somebody; none of a table without such a heading."""
    for at, heading in enumerate(rows[:HEADING_ROWS]):
        columns, reasons = find_columns(heading), _reason_columns(heading)
        who = [columns[name] for name in ("dpid", "nik") if name in columns]
        reasons = [column for column in reasons if column not in who]
        if who and reasons:
            lines = enumerate(rows[at + 1 :], at + 2)
            found = (_row(line, cells, columns.get("dpid"), columns.get("nik"), reasons) for line, cells in lines)
            return [row for row in found if row.dpid or row.nik]
    return []


def _reason_columns(heading: Sequence[str]) -> list[int]:
    """Columns that say why, the plainest first."""
    places = {name: at for at, name in reversed(list(enumerate(map(normalise, heading))))}
    return [places[name] for name in _words("reason") if name in places]


def _row(line: int, cells: Sequence[str], dpid: int | None, nik: int | None, reasons: Iterable[int]) -> FailureRow:
    said = [" ".join(_cell(cells, at).split()) for at in reasons]
    passed = any(normalise(text) in _words("success") for text in said)
    reason = next((text for text in said if len(text) > LONGEST_CODE), "")
    return FailureRow(line, read_dpid(_cell(cells, dpid)), number_text(_cell(cells, nik)), reason, passed)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(normalise(word) for word in column_data()["failure"][kind])
