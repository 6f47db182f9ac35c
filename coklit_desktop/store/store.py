"""The store: one encrypted folder of an office, opened by a clerk's passphrase."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import backup, slots
from coklit_desktop.store.clerks import ClerksPart, check_clerk
from coklit_desktop.store.engine import writer_engine
from coklit_desktop.store.faults import database_faults, disk_faults
from coklit_desktop.store.files import WriterLock, make_private
from coklit_desktop.store.making import bring_up_to_date, find_key, make_files, remove_leftovers
from coklit_desktop.store.names import DATA, LOCK, SLOTS
from coklit_desktop.store.passphrases import check_passphrase
from coklit_desktop.store.slots import Cost, KeyRing
from coklit_desktop.store.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path


class Store(ClerksPart):
    """One open store. Threads may share it: each transaction has a connection of its own, writing ones take turns."""

    def __init__(
        self, folder: Path, ring: KeyRing, clerk: str, identity: str, key: str, lock: WriterLock | None
    ) -> None:
        super().__init__(folder, ring, clerk, identity, key, write=lock is not None)
        self._lock = lock

    def __repr__(self) -> str:
        """Show the folder only."""
        return f"Store({str(self.folder)!r})"

    # --- opening and closing

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        meta: Mapping[str, str],
        clerk: str,
        passphrase: str,
        role: str = "operator",
        secrets: Mapping[str, bytes] | None = None,
        cost: Cost | None = None,
    ) -> Store:
        """Make a store in `folder` and open it for writing. Raises CoklitError `sudah_ada`, `sandi_lemah`."""
        check_passphrase(passphrase)
        check_clerk(clerk, role)
        identity, key = slots.new_identity(), slots.new_key()
        slot = slots.make_slot(clerk, role, passphrase, cost or Cost(), identity)
        ring = slots.sealed_for({clerk: slot}, key, secrets or {})
        with _new_folder(folder) as lock:
            make_files(folder, key, ring, meta)
            return cls(folder, ring, clerk, identity, key, lock)

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, clerk: str | None = None, write: bool) -> Store:
        """Open a store with a clerk's passphrase; without `clerk`, whoever's it is.

        Raises CoklitError `bukan_penyimpanan`, `sandi_salah`, `petugas_tak_dikenal`, `sedang_dibuka` (another
        window writes), `penyimpanan_lebih_baru`, `penyimpanan_rusak`.
        """
        with disk_faults():
            ring = slots.load(folder / SLOTS)
            if not (folder / DATA).exists():
                raise CoklitError("bukan_penyimpanan")
            lock = WriterLock(folder / LOCK) if write else None
        with _released_on_failure(lock), disk_faults():
            name, identity = slots.find_slot(ring, passphrase, clerk)
            ring, key = find_key(folder, ring, name, identity, repair=write)
            bring_up_to_date(folder, key, lock)
            if write:
                remove_leftovers(folder)
            return cls(folder, ring, name, identity, key, lock)

    @classmethod
    def restore(cls, file: Path, folder: Path, passphrase: str, *, clerk: str | None = None) -> Store:
        """Make a store from a backup and open it for writing; meta `restored_from` names the old site.

        The caller gives it a new site id. Raises CoklitError `bukan_cadangan`, `sudah_ada`, `sandi_salah`.
        """
        with _new_folder(folder) as lock:
            ring, name, identity, key = backup.bring_back(file, folder, passphrase, clerk)
            return cls(folder, ring, name, identity, key, lock)

    @staticmethod
    def clerk_names(folder: Path) -> list[str]:
        """Names of the clerks, for the page that asks for a passphrase."""
        with disk_faults():
            return list(slots.load(folder / SLOTS).clerks)

    def close(self) -> None:
        """Close all connections and let another one write."""
        self._disconnect()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Store:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    # --- transactions

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One reading transaction: one state of the store, whatever is written meanwhile."""
        with database_faults(), self._readers.connect() as connection, connection.begin():
            yield Unit(connection)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One writing transaction, durable when it ends; rolled back on any exception.

        Raises CoklitError `hanya_baca` if the store is open for reading.
        """
        with self._turn, database_faults():
            if self._writer is None:
                raise CoklitError("hanya_baca")
            with self._writer.connect() as connection, connection.begin():
                yield Unit(connection)

    def note_export(self, what: str, at: int) -> None:
        """Remember that clear data left the store. Beside another window too: the log is no part of the list."""
        if self._writer is not None:
            with self.write() as unit:
                unit.log_export(what, at)
            return
        engine = writer_engine(self.folder / DATA, self._key)
        try:
            with database_faults(), engine.connect() as connection, connection.begin():
                Unit(connection).log_export(what, at)
        finally:
            engine.dispose()

    # --- the files

    def backup(self, target: Path, *, keep: Collection[str] = ()) -> None:
        """Write a backup that clerks' passphrases open, without any secret but those named in `keep`."""
        with disk_faults():
            backup.write_backup(self.folder, self._ring, self._key, target, keep)

    def check_file(self) -> None:
        """Read every page of the database. Raises CoklitError `penyimpanan_rusak`."""
        with disk_faults():
            backup.check_database(self.folder / DATA, self._key)


@contextmanager
def _new_folder(folder: Path) -> Iterator[WriterLock]:
    """A folder, held for writing, in which no store is yet. The lock stays held unless something fails."""
    with disk_faults():
        make_private(folder)
        lock = WriterLock(folder / LOCK)
        with _released_on_failure(lock):
            if (folder / DATA).exists():
                raise CoklitError("sudah_ada")
            yield lock


@contextmanager
def _released_on_failure(lock: WriterLock | None) -> Iterator[None]:
    try:
        yield
    except BaseException:
        if lock is not None:
            lock.release()
        raise
