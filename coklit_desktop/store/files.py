"""Files of a store: private, written as a whole or not at all, and one writer at a time."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOWS = sys.platform == "win32"
_LOCKED_BYTE = 1 << 30  # beyond the text, so that the holder's number stays readable on Windows


def make_private(folder: Path) -> None:
    """Make the folder where it is missing; only its owner may look in."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not WINDOWS:
        folder.chmod(0o700)


def protect(file: Path) -> None:
    """Let only the owner read the file."""
    if not WINDOWS:
        file.chmod(0o600)


def write_whole(file: Path, data: bytes) -> None:
    """Replace `file` by `data`: temporary file, fsync, rename, fsync of the folder. Raises OSError."""
    temporary = file.with_name(f"{file.name}.new")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        put_in_place(temporary, file)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def put_in_place(temporary: Path, file: Path) -> None:
    """Rename, and make the rename itself durable."""
    temporary.replace(file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Make what was written to `file` durable."""
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable where the system needs that said."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class WriterLock:
    """The one writer of a folder: an operating system's lock, gone with the process that holds it."""

    def __init__(self, file: Path) -> None:
        self._handle: int | None = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o600)
        try:
            _lock(self._handle)
        except OSError:
            os.close(self._handle)
            self._handle = None
            raise CoklitError("sedang_dibuka") from None
        os.truncate(self._handle, 0)
        os.write(self._handle, str(os.getpid()).encode())

    def release(self) -> None:
        """Let another one write; may be called twice."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Hold the writer's lock for a moment. Raises CoklitError `sedang_dibuka`."""
    lock = WriterLock(file)
    try:
        yield
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
