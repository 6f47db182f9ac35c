"""What the database says when it fails -> one code each. Nothing a statement carried ever reaches an exception."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODES = (
    ("locked", "penyimpanan_sibuk"),
    ("busy", "penyimpanan_sibuk"),
    ("is full", "cakram_penuh"),
    ("malformed", "penyimpanan_rusak"),
    ("not a database", "penyimpanan_rusak"),
    ("corrupt", "penyimpanan_rusak"),
    ("disk i/o error", "cakram_bermasalah"),
    ("readonly", "cakram_bermasalah"),
    ("unable to open", "cakram_bermasalah"),
)


class StoreBugError(RuntimeError):
    """The database refused a statement: a fault of the program. Holds the database's sentence, never a value."""


@contextmanager
def database_faults() -> Iterator[None]:
    """Turn what the driver and SQLAlchemy raise into CoklitError, or StoreBugError if it is our fault."""
    try:
        yield
    except DBAPIError as error:
        raise _translate(error.orig or error) from None
    except driver.Error as error:
        raise _translate(error) from None


@contextmanager
def disk_faults() -> Iterator[None]:
    """`database_faults`, and the errors of the disk too: for work on the store's own files."""
    try:
        with database_faults():
            yield
    except OSError as error:
        raise _of_disk(error) from None


def _translate(error: BaseException) -> Exception:
    text = str(error)
    for part, code in _CODES:
        if part in text.lower():
            return CoklitError(code)
    return StoreBugError(f"{type(error).__name__}: {text}")


def _of_disk(error: OSError) -> Exception:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT) or getattr(error, "winerror", None) == 112
    return CoklitError("cakram_penuh" if full else "cakram_bermasalah")
