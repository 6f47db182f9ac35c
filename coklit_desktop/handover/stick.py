"""Writing to a stick so that "aman dicabut" is true: room, temp name, fsync, rename, fsync, read past the cache."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.handover.uncached import hash_past_cache

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    megabytes = (size + _SPARE) // _CHUNK + 1
    part = folder / f".{name}.{secrets.token_hex(4)}.part"
    try:
        if shutil.disk_usage(folder).free < size + _SPARE:
            raise CoklitError("flashdisk_penuh", megabytes=megabytes)
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
        raise CoklitError(_code_of(error), megabytes=megabytes) from None
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


def _code_of(error: OSError) -> str:
    if error.errno in _FULL:
        return "flashdisk_penuh"
    return "flashdisk_hanya_baca" if error.errno in _READ_ONLY else "flashdisk_gagal"
