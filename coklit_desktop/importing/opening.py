"""Opening a file that a person chose: what it is by its first bytes, never by its name."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.columns import contents_of, contents_word
from coklit_desktop.importing.table import MAX_BYTES, Table
from coklit_desktop.importing.textfile import HEAD, TextTable

if TYPE_CHECKING:
    from pathlib import Path


def open_table(path: Path) -> Table:
    """Open a list. Raises CoklitError with one sentence for everything that is none."""
    head, size = read_head(path)
    if not head.strip(b"\r\n\t \xef\xbb\xbf"):
        raise CoklitError("berkas_kosong")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from coklit_desktop.importing.sheetfile import SheetTable

        return _settled(SheetTable(path))
    if (what := contents_of(head)) is not None:
        raise CoklitError("bukan_daftar", what=what)
    if not head.strip(b"\0"):
        raise CoklitError("bukan_daftar", what=contents_word("nol"))
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and _is_binary(head):
        raise CoklitError("bukan_daftar", what=contents_word("biner"))
    if size > MAX_BYTES:
        raise CoklitError("berkas_terlalu_besar", limit=MAX_BYTES // 2**20)
    return _settled(TextTable(path, head))


def _settled(table: Table) -> Table:
    """DP4 calls the marital status just "status": tell by what stands in the column."""
    columns = table.heading.columns
    at = columns.get("status", -1)
    if at >= 0 and "marital_status" not in columns:
        values = {cells[at].strip().upper() for cells in table.sample() if len(cells) > at} - {""}
        if values and values <= {"B", "S", "P"}:
            columns["marital_status"] = columns.pop("status")
    return table


def read_head(path: Path) -> tuple[bytes, int]:
    """First bytes and size of a file. Raises CoklitError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD), path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        raise CoklitError("berkas_tidak_ada") from None
    except (IsADirectoryError, PermissionError):
        raise CoklitError("berkas_tidak_terbaca") from None
    except OSError:
        raise CoklitError("berkas_tidak_terbaca") from None


def _is_binary(head: bytes) -> bool:
    controls = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1a\x0b")
    return b"\0" in head or len(head) - len(head.translate(None, controls)) > len(head) // 50
