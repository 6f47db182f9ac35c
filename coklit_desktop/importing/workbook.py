"""A look into an XLSX file before it is read: a small file can claim a billion cells or unpack to a full disk."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.columns import contents_word
from coklit_desktop.importing.table import MAX_BYTES, MAX_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0"
MAX_MEMBERS = 2000
MAX_CELLS = 6_000_000  # rows x columns that the reader would lay out in memory
CHUNK = 1024 * 1024
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{0,9})\$?(\d{1,12})["']""")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, LookupError,
)  # fmt: skip
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def inspect_workbook(path: Path) -> None:
    """Raise CoklitError unless the file is an XLSX workbook of a size that can be read."""
    with path.open("rb") as file:
        if file.read(4) == OLE:
            raise CoklitError("excel_bersandi" if _is_encrypted(file) else "excel_lama")
        try:
            with zipfile.ZipFile(file) as archive:
                _check_archive(archive)
        except _DAMAGE:
            raise CoklitError("berkas_rusak") from None


def _is_encrypted(file: IO[bytes]) -> bool:
    file.seek(0)
    rest = b""
    while chunk := file.read(CHUNK):
        if _ENCRYPTED in rest + chunk:
            return True
        rest = chunk[-len(_ENCRYPTED) :]
    return False


def _check_archive(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if what := _other_archive(names):
        raise CoklitError("bukan_daftar", what=contents_word(what))
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
        raise CoklitError("berkas_terlalu_besar", limit=MAX_BYTES // 2**20)
    for member in members:
        if member.filename.lower().endswith(".xml") and "worksheets" in member.filename.lower():
            _check_sheet(archive, member)


def _other_archive(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return ""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("word/") for name in names):
        return "word"
    return "ods" if "content.xml" in names else "zip"


def _check_sheet(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Find the last row and column that a sheet names."""
    columns: set[bytes] = set()
    last_row, unpacked, rest = 0, 0, b""
    with archive.open(member) as sheet:
        while chunk := sheet.read(CHUNK):
            unpacked += len(chunk)
            if unpacked > MAX_BYTES:
                raise CoklitError("berkas_terlalu_besar", limit=MAX_BYTES // 2**20)
            found = _REFERENCE.findall(rest + chunk)
            rest = chunk[-64:]
            if found:
                columns.update({letters for letters, _ in found})
                last_row = max(last_row, *(int(number) for _, number in found))
    width = max(map(_column_number, columns), default=0)
    if width > MAX_COLUMNS:
        raise CoklitError("kolom_terlalu_banyak", limit=MAX_COLUMNS)
    if last_row * max(width, 1) > MAX_CELLS:
        raise CoklitError("berkas_terlalu_besar", limit=MAX_BYTES // 2**20)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
