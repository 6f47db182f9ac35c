"""Writing to a stick so that "aman dicabut" is true: room, temp name, fsync, rename, fsync, read past the cache."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import mmap
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CHUNK = 1024 * 1024
_SPARE = 1024 * 1024  # bytes to be left for the file system's own needs
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_safely(folder: Path, name: str, size: int, chunks: Iterable[bytes], progress: Progress = no_progress) -> str:
    """Write `chunks` as folder/name and read them back; returns the sha256, hex.

    A file of that name is replaced as a whole. Whatever fails, no file under a name of ours stays half written.
    Raises CoklitError `flashdisk_penuh`, `flashdisk_hanya_baca`, `flashdisk_gagal`, `flashdisk_beda`.
    """
    part = folder / f".{name}.{secrets.token_hex(4)}.part"
    try:
        if shutil.disk_usage(folder).free < size + _SPARE:
            raise CoklitError("flashdisk_penuh", megabytes=size // _CHUNK + 2)
        try:
            wanted = _write(part, size, chunks, progress)
            part.replace(folder / name)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        sync_folder(folder)
        progress(0.9, "Memeriksa ulang")
        if hash_past_cache(folder / name) != wanted:
            raise CoklitError("flashdisk_beda")
    except OSError as error:
        raise CoklitError(_code_of(error)) from None
    return wanted


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder durable (where the system knows how)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def hash_past_cache(path: Path) -> str:
    """The sha256 of what the medium holds, not of what the system remembers, as far as it lets us ask."""
    digest = hashlib.sha256()
    for chunk in _read_past_cache(path):
        digest.update(chunk)
    return digest.hexdigest()


def _write(part: Path, size: int, chunks: Iterable[bytes], progress: Progress) -> str:
    digest = hashlib.sha256()
    done = 0
    with part.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            progress(0.9 * done / max(size, 1), "Menulis ke flashdisk")
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _read_past_cache(path: Path) -> Iterator[bytes]:
    if hasattr(os, "O_DIRECT"):
        try:
            handle = os.open(path, os.O_RDONLY | os.O_DIRECT)
        except OSError:
            handle = -1  # a file system in memory, or one that cannot
        if handle >= 0:
            yield from _read_direct(handle, path)
            return
    yield from _read_forgotten(path)


def _read_direct(handle: int, path: Path) -> Iterator[bytes]:
    """Read with O_DIRECT into page-aligned memory."""
    done = 0
    with mmap.mmap(-1, _CHUNK) as page, os.fdopen(handle, "rb", buffering=0) as file:
        while True:
            try:
                count = file.readinto(page)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
                break  # opened, but cannot: read the rest the other way
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


def _code_of(error: OSError) -> str:
    if error.errno in _FULL:
        return "flashdisk_penuh"
    return "flashdisk_hanya_baca" if error.errno in _READ_ONLY else "flashdisk_gagal"
