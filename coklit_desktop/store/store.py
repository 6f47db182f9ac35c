"""The store: one encrypted folder of an office, opened by a clerk's passphrase."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import schema, slots
from coklit_desktop.store.engine import connect, reader_engine, writer_engine
from coklit_desktop.store.faults import translated
from coklit_desktop.store.files import WriterLock, make_private, protect, put_in_place, sync_file
from coklit_desktop.store.passphrases import check_passphrase
from coklit_desktop.store.slots import ClerkSlot, Cost, KeyRing
from coklit_desktop.store.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Engine

DATA, SLOTS, LOCK, COPIES = "data.db", "slots.json", "lock", "copies"


class Store:
    """One open store. Threads may share it: each transaction has a connection of its own, writing ones take turns."""

    def __init__(
        self, folder: Path, ring: KeyRing, clerk: str, identity: str, key: str, lock: WriterLock | None
    ) -> None:
        self.folder = folder
        self.clerk = clerk
        self._ring = ring
        self._identity = identity
        self._key = key
        self._lock = lock
        self._turn = threading.RLock()
        self._readers: Engine = reader_engine(folder / DATA, key)
        self._writer: Engine | None = None if lock is None else writer_engine(folder / DATA, key)

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
        """Make a store in `folder` and open it for writing. It is there when its database has its name, not before.

        Raises CoklitError `sudah_ada`, `sandi_lemah`, `sedang_dibuka`.
        """
        check_passphrase(passphrase)
        _check_clerk(clerk, role)
        with translated():
            make_private(folder)
            lock = WriterLock(folder / LOCK)
        try:
            _check_free(folder)
            slot = slots.make_slot(clerk, role, passphrase, cost or Cost())
            identity = slots.open_slot(clerk, slot, passphrase)
            key = slots.new_key()
            ring = slots.sealed_for({clerk: slot}, key, secrets or {})
            with translated():
                _create_files(folder, key, ring, meta)
            return cls(folder, ring, clerk, identity or "", key, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, passphrase: str, *, clerk: str | None = None, write: bool) -> Store:
        """Open a store with a clerk's passphrase; without `clerk`, whoever's it is.

        Raises CoklitError `bukan_penyimpanan`, `sandi_salah`, `petugas_tak_dikenal`, `sedang_dibuka` (another
        window writes), `penyimpanan_lebih_baru`, `penyimpanan_rusak`.
        """
        with translated():
            ring = slots.load(folder / SLOTS)
            if not (folder / DATA).exists():
                raise CoklitError("bukan_penyimpanan")
            lock = WriterLock(folder / LOCK) if write else None
        try:
            name, identity = slots.find_slot(ring, passphrase, clerk)
            key = slots.open_key(ring, identity)
            with translated():
                _bring_up_to_date(folder, key, lock)
            return cls(folder, ring, name, identity, key, lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close all connections and let another one write."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()
            self._writer = None
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Store:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    @property
    def writable(self) -> bool:
        """Whether this one may write."""
        return self._writer is not None

    # --- transactions

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One reading transaction: one state of the store, whatever is written meanwhile."""
        with translated(), self._readers.connect() as connection, connection.begin():
            yield Unit(connection)

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One writing transaction, durable when it ends; rolled back on any exception.

        Raises CoklitError `hanya_baca` if the store is open for reading.
        """
        if self._writer is None:
            raise CoklitError("hanya_baca")
        with self._turn, translated(), self._writer.connect() as connection, connection.begin():
            yield Unit(connection)

    # --- clerks and secrets

    @staticmethod
    def clerk_names(folder: Path) -> list[str]:
        """Names of the clerks, for the page that asks for a passphrase."""
        with translated():
            return list(slots.load(folder / SLOTS).clerks)

    @property
    def role(self) -> str:
        """Role of the clerk who opened it."""
        return self._ring.clerks[self.clerk].role

    def clerks(self) -> list[ClerkSlot]:
        """Who can open the store."""
        return self._ring.names()

    def secret(self, name: str) -> bytes | None:
        """A secret. Raises CoklitError `peran_tidak_boleh` for a clerk to whom secrets are not sealed."""
        self._check_keeper()
        sealed = self._ring.secrets.get(name)
        return None if sealed is None else slots.unseal(sealed, self._identity)

    def set_secret(self, name: str, data: bytes | None) -> None:
        """Keep a secret for operators and the ketua; None forgets it."""
        opened = self._opened()
        opened.pop(name, None)
        if data is not None:
            opened[name] = data
        self._reseal(self._ring.clerks, opened)

    def add_clerk(self, name: str, passphrase: str, role: str, *, cost: Cost | None = None) -> None:
        """Let another clerk open the store. Raises CoklitError `petugas_sudah_ada`, `sandi_lemah`."""
        check_passphrase(passphrase)
        _check_clerk(name, role)
        opened = self._opened()
        if name in self._ring.clerks:
            raise CoklitError("petugas_sudah_ada")
        slot = slots.make_slot(name, role, passphrase, cost or Cost())
        self._reseal({**self._ring.clerks, name: slot}, opened)

    def change_passphrase(self, clerk: str, old: str, new: str) -> None:
        """Wrap a clerk's own identity anew. Raises CoklitError `sandi_salah`, `sandi_lemah`, `petugas_tak_dikenal`."""
        check_passphrase(new)
        _, identity = slots.find_slot(self._ring, old, clerk)
        before = self._ring.clerks[clerk]
        slot = slots.make_slot(clerk, before.role, new, before.cost, identity)
        self._save(replace(self._ring, clerks={**self._ring.clerks, clerk: slot}).signed(self._key))

    def _opened(self) -> dict[str, bytes]:
        self._check_keeper()
        return {name: slots.unseal(data, self._identity) for name, data in self._ring.secrets.items()}

    def _check_keeper(self) -> None:
        if self.role not in slots.KEEPERS:
            raise CoklitError("peran_tidak_boleh")

    def _reseal(self, clerks: Mapping[str, slots.Slot], opened: Mapping[str, bytes]) -> None:
        self._save(slots.sealed_for(clerks, self._key, opened))

    def _save(self, ring: KeyRing) -> None:
        if not self.writable:
            raise CoklitError("hanya_baca")
        with self._turn, translated():
            slots.save(self.folder / SLOTS, ring)
            self._ring = ring


def _check_free(folder: Path) -> None:
    if (folder / DATA).exists():
        raise CoklitError("sudah_ada")


def _create_files(folder: Path, key: str, ring: KeyRing, meta: Mapping[str, str]) -> None:
    data, temporary = folder / DATA, folder / f"{DATA}.new"
    for leftover in folder.glob(f"{DATA}*"):
        leftover.unlink()
    connect(temporary, key, create=True).close()
    engine = writer_engine(temporary, key)
    try:
        schema.migrate(engine)
        with engine.connect() as connection, connection.begin():
            unit = Unit(connection)
            for name, value in meta.items():
                unit.set_meta(name, value)
    finally:
        engine.dispose()
    protect(temporary)
    sync_file(temporary)
    slots.save(folder / SLOTS, ring)
    put_in_place(temporary, data)


def _bring_up_to_date(folder: Path, key: str, lock: WriterLock | None) -> None:
    connection: Any = connect(folder / DATA, key)
    try:
        version = schema.version_of(connection)
        if version == schema.CURRENT:
            return
        if version is None:
            raise CoklitError("penyimpanan_rusak")
        own = WriterLock(folder / LOCK) if lock is None else None
        try:
            schema.copy_before_migration(connection, folder / COPIES, version)
            connection.close()
            engine = writer_engine(folder / DATA, key)
            try:
                schema.migrate(engine)
            finally:
                engine.dispose()
        finally:
            if own is not None:
                own.release()
    finally:
        connection.close()


def _check_clerk(name: str, role: str) -> None:
    if not name.strip() or len(name) > 60 or not name.isprintable():
        raise CoklitError("nama_petugas_salah")
    if role not in slots.ROLES:
        raise CoklitError("peran_tak_dikenal", known=", ".join(slots.ROLES))
