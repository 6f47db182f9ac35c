"""What kind of file this is, told from its head by the headings."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coklit_desktop.importing.columns import SIDALIH_MARKS
from coklit_desktop.importing.opening import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coklit_desktop.importing.table import Table


class FileKind(StrEnum):
    """The shapes of file that come in."""

    SIDALIH = "sidalih"
    ECOKLIT = "ecoklit"
    SHEET = "sheet"
    KEYED = "keyed"


def recognise(path: Path) -> FileKind:
    """Tell the kind of a file. Raises CoklitError with one sentence where it is no list."""
    return kind_of(open_table(path))


def kind_of(table: Table) -> FileKind:
    """The kind of an open table."""
    columns: Mapping[str, int] = table.heading.columns
    if "tps_tujuan" in columns and "ket" in columns:
        return FileKind.KEYED
    if "latitude" in columns and "longitude" in columns:
        return FileKind.ECOKLIT
    if all(mark in columns for mark in SIDALIH_MARKS):
        return FileKind.SIDALIH
    if table.dialect.kind == "text" and not table.dialect.quoted:
        return FileKind.SIDALIH
    return FileKind.SHEET
