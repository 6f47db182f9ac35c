"""The lists of an XLSX workbook, read by calamine."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.identity import format_date
from coklit_desktop.domain.records import tps_number
from coklit_desktop.importing.cells import spreadsheet_number
from coklit_desktop.importing.columns import contents_word, known_headings, normalise
from coklit_desktop.importing.table import MAX_COLUMNS, Dialect, Heading, find_heading, is_number_row
from coklit_desktop.importing.workbook import inspect_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet

    from coklit_desktop.domain.progress import Progress

HEAD_ROWS = 60
READING = "Membaca lembar kerja"
_IDENTITY = ("nik", "nkk")


class SheetTable:
    """A workbook; see `Table`. Sheets of one heading are one list, their line numbers count on."""

    def __init__(self, path: Path) -> None:
        """Read the workbook. Raises CoklitError where it is none, or holds no list."""
        inspect_workbook(path)
        self.path = path
        self.warnings: list[str] = []
        self.dialect = Dialect("xlsx")
        with path.open("rb") as file:
            self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        self._sheets = _lists(visible_sheets(path))
        self.heading = self._sheets[0][0]
        if len(self._sheets) > 1:
            self.warnings.append("beberapa_lembar")

    @property
    def sha256(self) -> str:
        """Hex sha256 of the file."""
        return self._sha256

    def sample(self) -> list[list[str]]:
        """Some of the first rows under the heading."""
        heading, sheet = self._sheets[0]
        read = partial(self._cells, heading)
        return [read(row) for row in _head(sheet)[heading.rows :]]

    def records(self, progress: Progress) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of each row under the headings; blank rows are left out."""
        done, total = 0, sum(sheet.total_height for _, sheet in self._sheets)
        for heading, sheet in self._sheets:
            for number, row in enumerate(sheet.iter_rows(), 1):
                if number % 4000 == 0:
                    progress((done + number) / total, READING)
                if number <= heading.rows:
                    continue
                cells = self._cells(heading, row)
                if any(cells) and not (number <= heading.rows + 2 and is_number_row(cells)):
                    yield done + number, heading.with_tps(cells)
            done += sheet.total_height
        progress(1.0, READING)

    def _cells(self, heading: Heading, row: list[Any]) -> list[str]:
        cells = [value if isinstance(value, str) else _text(value) for value in row]
        for name in _IDENTITY:
            at = heading.columns.get(name, len(row))
            if at < len(row) and isinstance(row[at], int | float):
                cells[at] = spreadsheet_number(row[at])
                if len(cells[at]) == 16 and cells[at].isdecimal() and "angka_utuh" not in self.warnings:
                    self.warnings.append("angka_utuh")
        return cells


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime | date):
        return format_date(value)
    return str(value) if isinstance(value, time | timedelta) else ""


def visible_sheets(path: Path) -> list[CalamineSheet]:
    """All visible sheets. Raises CoklitError `excel_bersandi` or `berkas_rusak`."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        names = [item.name for item in book.sheets_metadata if item.visible == SheetVisibleEnum.Visible]
        return [book.get_sheet_by_name(name) for name in names]
    except PasswordError:
        raise CoklitError("excel_bersandi") from None
    except (CalamineError, OSError, ValueError):
        raise CoklitError("berkas_rusak") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader's own faults come out as
            raise
        raise CoklitError("berkas_rusak") from None


def _head(sheet: CalamineSheet) -> list[list[Any]]:
    return [row for row, _ in zip(sheet.iter_rows(), range(HEAD_ROWS), strict=False)]


def _lists(sheets: list[CalamineSheet]) -> list[tuple[Heading, CalamineSheet]]:
    """The sheet with the best heading and all others that have the same one."""
    found: list[tuple[Heading, CalamineSheet]] = []
    nearest: list[str] = []
    for sheet in sheets:
        rows = [[value if isinstance(value, str) else _text(value) for value in row] for row in _head(sheet)]
        search = find_heading(rows)
        if search.heading is not None:
            heading = search.heading
            heading.tps = heading.tps or tps_number(sheet.name) or ""
            heading.add_tps()
            found.append((heading, sheet))
        elif known_headings(search.best) > known_headings(nearest):
            nearest = search.best
    if not found:
        if known_headings(nearest) >= 3:
            raise CoklitError("kolom_kurang", missing="NIK")
        raise CoklitError("bukan_daftar", what=contents_word("teks"))
    best = max(found, key=lambda item: known_headings(item[0].cells))
    if len(best[0].cells) > MAX_COLUMNS:
        raise CoklitError("kolom_terlalu_banyak", limit=MAX_COLUMNS)
    shape = [normalise(cell) for cell in best[0].cells]
    return [item for item in found if [normalise(cell) for cell in item[0].cells] == shape]
