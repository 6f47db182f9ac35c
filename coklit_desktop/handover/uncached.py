"""Reading what a medium holds, not what the system remembers of it, as far as the system lets us ask."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import mmap
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1024 * 1024


def hash_past_cache(path: Path) -> str:
    """The sha256 of a file, read past the cache where the file system can."""
    digest = hashlib.sha256()
    for chunk in _read(path):
        digest.update(chunk)
    return digest.hexdigest()


def _read(path: Path) -> Iterator[bytes]:
    try:
        handle = _open_direct(path)
    except OSError:  # a file system in memory or on a network
        yield from _read_forgotten(path)
    else:
        yield from _read_direct(handle, path)


if sys.platform == "win32":

    def _open_direct(path: Path) -> int:
        """Open with FILE_FLAG_NO_BUFFERING."""
        import ctypes
        import msvcrt

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        generic_read, share_read, open_existing, no_buffering = 0x80000000, 1, 3, 0x20000000
        handle = kernel.CreateFileW(str(path), generic_read, share_read, None, open_existing, no_buffering, None)
        if handle in {None, ctypes.c_void_p(-1).value}:
            raise OSError(errno.EINVAL, "no unbuffered reading")
        return msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY)

else:

    def _open_direct(path: Path) -> int:
        """Open with O_DIRECT."""
        flag = getattr(os, "O_DIRECT", None)
        if flag is None:
            raise OSError(errno.EINVAL, "no unbuffered reading")
        return os.open(path, os.O_RDONLY | flag)


def _read_direct(handle: int, path: Path) -> Iterator[bytes]:
    """Read into page-aligned memory; what cannot be read so, the other way."""
    done = 0
    with mmap.mmap(-1, _CHUNK) as page, os.fdopen(handle, "rb", buffering=0) as file:
        while True:
            try:
                count = file.readinto(page)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
                break  # opened, but cannot; or (Windows) the end of a file of odd length
            if not count:
                return
            done += count
            yield page[:count]
    yield from _read_forgotten(path, done)


def _read_forgotten(path: Path, start: int = 0) -> Iterator[bytes]:
    """Read after asking the system to forget the file."""
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        file.seek(start)
        while chunk := file.read(_CHUNK):
            yield chunk
