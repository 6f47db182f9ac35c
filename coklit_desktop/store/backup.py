"""A backup: one file that a clerk's passphrase opens, without the secrets that must never leave an installation."""

from __future__ import annotations

import os
import shutil
import zipfile
from contextlib import closing, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import schema, slots
from coklit_desktop.store.engine import connect
from coklit_desktop.store.files import put_in_place
from coklit_desktop.store.making import opens, remove_database, set_meta
from coklit_desktop.store.names import COMING, DATA, EXPORTING, SLOTS

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from coklit_desktop.store.slots import KeyRing

RESTORED_FROM = "restored_from"  # in meta: the site whose backup this store was; it must take a new site id
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_MAX_BYTES = 16 * 2**30


def write_backup(folder: Path, ring: KeyRing, key: str, target: Path, keep: Collection[str]) -> None:
    """Write database and slots as a ZIP of stored members: temporary name, fsync, rename."""
    copy = folder / EXPORTING
    remove_database(copy)
    secrets = {name: data for name, data in ring.secrets.items() if name in keep}
    slots_bytes = slots.dump(replace(ring, secrets=secrets, next=None).signed(key))
    temporary = target.with_name(f".{target.name}.new")
    try:
        with closing(connect(folder / DATA, key)) as connection:
            schema.copy_database(connection, copy)
        _write_zip(temporary, copy, slots_bytes)
        put_in_place(temporary, target)
    finally:
        remove_database(copy)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def bring_back(file: Path, folder: Path, passphrase: str, clerk: str | None) -> tuple[KeyRing, str, str, str]:
    """Make a store in `folder` from a backup, marked RESTORED_FROM: slots, clerk, identity and key.

    Raises CoklitError `bukan_cadangan`, `sandi_salah`, `petugas_tak_dikenal`, `penyimpanan_lebih_baru`.
    """
    coming = folder / COMING
    remove_database(coming)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_members(archive)
            ring = slots.parse(archive.read(SLOTS))
            name, identity = slots.find_slot(ring, passphrase, clerk)
            key = slots.open_key(ring, identity)
            _extract(archive, coming)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise CoklitError("bukan_cadangan") from None
    if not opens(coming, key):
        raise CoklitError("bukan_cadangan")
    set_meta(coming, key, {RESTORED_FROM: _checked_site(coming, key)})
    slots.save(folder / SLOTS, ring)
    put_in_place(coming, folder / DATA)
    return ring, name, identity, key


def check_database(file: Path, key: str) -> None:
    """Read the whole database once. Raises CoklitError `penyimpanan_rusak` if a page is not what was written."""
    with closing(connect(file, key)) as connection:
        damaged = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if damaged or connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise CoklitError("penyimpanan_rusak")


def _checked_site(file: Path, key: str) -> str:
    check_database(file, key)
    with closing(connect(file, key)) as connection:
        schema.version_of(connection)
        found = connection.execute("SELECT value FROM meta WHERE key = 'site'").fetchone()
    return str(found[0]) if found else ""


def _write_zip(temporary: Path, copy: Path, slots_bytes: bytes) -> None:
    handle = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(SLOTS, _FIRST_DATE), slots_bytes)
            info = zipfile.ZipInfo(DATA, _FIRST_DATE)
            info.file_size = copy.stat().st_size
            with copy.open("rb") as source, archive.open(info, "w") as member:
                shutil.copyfileobj(source, member, 1024 * 1024)
        stream.flush()
        os.fsync(stream.fileno())


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    fits = (
        sorted(member.filename for member in members) == [DATA, SLOTS]
        and all(member.compress_type == zipfile.ZIP_STORED for member in members)
        and archive.getinfo(SLOTS).file_size <= slots.MAX_FILE_BYTES
        and archive.getinfo(DATA).file_size <= _MAX_BYTES
    )
    if not fits:
        raise CoklitError("bukan_cadangan")


def _extract(archive: zipfile.ZipFile, coming: Path) -> None:
    handle = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream, archive.open(DATA) as member:
        shutil.copyfileobj(member, stream, 1024 * 1024)
