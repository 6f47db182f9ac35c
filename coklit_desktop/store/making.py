"""Bringing a store into being, up to date, and back to one state after a crash."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import schema, slots
from coklit_desktop.store.engine import connect, writer_engine
from coklit_desktop.store.files import WriterLock, held, protect, put_in_place, sync_file
from coklit_desktop.store.names import COMING, COPIES, DATA, EXPORTING, LOCK, SLOTS
from coklit_desktop.store.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coklit_desktop.store.slots import KeyRing

KEPT_COPIES = 3  # of those from before migrations
_SIDES = ("", "-wal", "-shm", "-journal")


def make_files(folder: Path, key: str, ring: KeyRing, meta: Mapping[str, str]) -> None:
    """Make database and slots. The store is there when the database has its name, not before."""
    coming = folder / COMING
    remove_database(coming)
    os.close(os.open(coming, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    set_meta(coming, key, meta)
    slots.save(folder / SLOTS, ring)
    put_in_place(coming, folder / DATA)


def set_meta(file: Path, key: str, meta: Mapping[str, str]) -> None:
    """Bring a database to the current version and set facts in it; it is complete and durable afterwards."""
    engine = writer_engine(file, key)
    try:
        schema.migrate(engine)
        with engine.begin() as connection:
            unit = Unit(connection)
            for name, value in meta.items():
                unit.set_meta(name, value)
    finally:
        engine.dispose()
    protect(file)
    sync_file(file)


def bring_up_to_date(folder: Path, key: str, lock: WriterLock | None) -> None:
    """Migrate an older store after a copy of it; refuse a newer one before anything is written.

    Raises CoklitError `penyimpanan_lebih_baru`, `penyimpanan_rusak`, or `sedang_dibuka` where another one writes.
    """
    with closing(connect(folder / DATA, key)) as connection:
        version = schema.version_of(connection)
    if version == schema.CURRENT:
        return
    if version is None:
        raise CoklitError("penyimpanan_rusak")
    if lock is None:
        with held(folder / LOCK):
            _migrate(folder, key, version)
    else:
        _migrate(folder, key, version)


def find_key(folder: Path, ring: KeyRing, clerk: str, identity: str, *, repair: bool) -> tuple[KeyRing, str]:
    """The slots in force and the store key, also where a change of the key was cut short.

    `repair` finishes that change or takes it back. Raises CoklitError `penyimpanan_rusak`, `sandi_salah`.
    """
    key = slots.open_key(ring, identity)
    upcoming = ring.next
    if upcoming is None:
        return ring, key
    if opens(folder / DATA, key):
        ring = slots.without_next(ring, key)
    elif clerk in upcoming.clerks:
        key = slots.open_key(upcoming, identity)
        ring = upcoming
    else:
        raise CoklitError("sandi_salah")
    if repair:
        slots.save(folder / SLOTS, ring)
        remove_database(folder / COMING)
    return ring, key


def opens(file: Path, key: str) -> bool:
    """Whether this is the key of the database."""
    try:
        with closing(connect(file, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        if "not a database" in str(error):
            return False
        raise
    return True


def remove_leftovers(folder: Path) -> None:
    """Remove what a crash left of copies on their way."""
    for name in (COMING, EXPORTING):
        with suppress(OSError):
            remove_database(folder / name)


def remove_database(file: Path) -> None:
    """Remove a database that is not in use, with the files beside it."""
    for side in _SIDES:
        file.with_name(file.name + side).unlink(missing_ok=True)


def _migrate(folder: Path, key: str, version: str) -> None:
    with closing(connect(folder / DATA, key)) as connection:
        copy = schema.copy_before_migration(connection, folder / COPIES, version)
    slots.save(copy.with_suffix(".slots.json"), slots.load(folder / SLOTS))
    _forget_old_copies(folder / COPIES)
    engine = writer_engine(folder / DATA, key)
    try:
        schema.migrate(engine)
    finally:
        engine.dispose()


def _forget_old_copies(copies: Path) -> None:
    for old in sorted(copies.glob("*.db"))[:-KEPT_COPIES]:
        old.unlink(missing_ok=True)
        old.with_suffix(".slots.json").unlink(missing_ok=True)
