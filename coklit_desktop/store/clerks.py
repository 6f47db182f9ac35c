"""Who opens a store: adding, removing and re-wrapping clerks' slots, and the secrets that are sealed to them."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import schema, slots
from coklit_desktop.store.engine import connect, reader_engine, writer_engine
from coklit_desktop.store.faults import disk_faults
from coklit_desktop.store.files import put_in_place, sync_file
from coklit_desktop.store.making import opens, remove_database
from coklit_desktop.store.names import COMING, DATA, SLOTS
from coklit_desktop.store.passphrases import check_passphrase
from coklit_desktop.store.slots import ClerkSlot, Cost, KeyRing, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sqlalchemy import Engine


class ClerksPart:
    """The side of a Store that knows keys."""

    def __init__(self, folder: Path, ring: KeyRing, clerk: str, identity: str, key: str, *, write: bool) -> None:
        self.folder = folder
        self.clerk = clerk
        self._ring = ring
        self._identity = identity
        self._key = key
        self._turn = threading.RLock()
        self._writer: Engine | None = None
        self._readers: Engine
        self._connect(write=write)

    @property
    def role(self) -> str:
        """Role of the clerk who opened it."""
        return self._ring.clerks[self.clerk].role

    @property
    def writable(self) -> bool:
        """Whether this one may write."""
        return self._writer is not None

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
        with self._turn:
            opened = self._opened()
            opened.pop(name, None)
            if data is not None:
                opened[name] = data
            self._save(slots.sealed_for(self._ring.clerks, self._key, opened))

    def add_clerk(self, name: str, passphrase: str, role: str, *, cost: Cost | None = None) -> None:
        """Let another clerk open the store. Raises CoklitError `petugas_sudah_ada`, `sandi_lemah`."""
        check_passphrase(passphrase)
        check_clerk(name, role)
        with self._turn:
            opened = self._opened()
            if name in self._ring.clerks:
                raise CoklitError("petugas_sudah_ada")
            slot = slots.make_slot(name, role, passphrase, cost or Cost(), slots.new_identity())
            self._save(slots.sealed_for({**self._ring.clerks, name: slot}, self._key, opened))

    def change_passphrase(self, clerk: str, old: str, new: str) -> None:
        """Wrap a clerk's own identity anew. Raises CoklitError `sandi_salah`, `sandi_lemah`, `petugas_tak_dikenal`."""
        check_passphrase(new)
        with self._turn:
            _, identity = slots.find_slot(self._ring, old, clerk)
            before = self._ring.clerks[clerk]
            slot = slots.make_slot(clerk, before.role, new, before.cost, identity)
            self._save(replace(self._ring, clerks={**self._ring.clerks, clerk: slot}).signed(self._key))

    def remove_clerk(self, name: str) -> None:
        """Take a clerk's slot away and give the store a new key. Old copies and backups still open with the old one.

        Raises CoklitError `petugas_tak_dikenal`, `petugas_sendiri`, `petugas_terakhir`, `penyimpanan_sibuk`.
        """
        with self._turn:
            opened = self._opened()
            left = {clerk: slot for clerk, slot in self._ring.clerks.items() if clerk != name}
            self._check_removal(name, left)
            self._check_writable()
            with disk_faults():
                self._change_key(left, opened)

    def _check_removal(self, name: str, left: Mapping[str, Slot]) -> None:
        if name not in self._ring.clerks:
            raise CoklitError("petugas_tak_dikenal")
        if name == self.clerk:
            raise CoklitError("petugas_sendiri")
        if not any(slot.role in slots.KEEPERS for slot in left.values()):
            raise CoklitError("petugas_terakhir")

    def _change_key(self, left: Mapping[str, Slot], opened: Mapping[str, bytes]) -> None:
        """Write the database under a new key beside the old one; one rename decides which of both is the store.

        Until then the slots hold the old seals and, as `next`, the new ones: making.find_key takes whichever opens.
        """
        key, file, old_key = slots.new_key(), self.folder / SLOTS, self._key
        upcoming = slots.sealed_for(left, key, opened)
        slots.save(file, slots.with_next(self._ring, upcoming, old_key))
        failure: BaseException | None = None
        try:
            self._leave_wal()
            _export(self.folder, old_key, key)
            put_in_place(self.folder / COMING, self.folder / DATA)
        except BaseException as error:
            failure = error
        if opens(self.folder / DATA, key):
            self._ring, self._key = upcoming, key
        else:
            remove_database(self.folder / COMING)
        self._connect(write=True)
        slots.save(file, self._ring)
        if failure is not None:
            raise failure

    def _leave_wal(self) -> None:
        """Close every connection so that no log of the old key is left beside the new database.

        Raises an error that means `penyimpanan_sibuk` while anybody else reads.
        """
        self._disconnect()
        with closing(connect(self.folder / DATA, self._key)) as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        if mode != "delete":
            raise CoklitError("penyimpanan_sibuk")

    def _connect(self, *, write: bool) -> None:
        self._disconnect()
        self._readers = reader_engine(self.folder / DATA, self._key)
        if write:
            self._writer = writer_engine(self.folder / DATA, self._key)

    def _disconnect(self) -> None:
        if hasattr(self, "_readers"):
            self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()
            self._writer = None

    def _opened(self) -> dict[str, bytes]:
        self._check_keeper()
        return {name: slots.unseal(data, self._identity) for name, data in self._ring.secrets.items()}

    def _check_keeper(self) -> None:
        if self.role not in slots.KEEPERS:
            raise CoklitError("peran_tidak_boleh")

    def _check_writable(self) -> None:
        if not self.writable:
            raise CoklitError("hanya_baca")

    def _save(self, ring: KeyRing) -> None:
        self._check_writable()
        with disk_faults():
            slots.save(self.folder / SLOTS, ring)
        self._ring = ring


def check_clerk(name: str, role: str) -> None:
    """Accept a name that can be shown and a known role. Raises CoklitError."""
    if not name.strip() or len(name) > 60 or not name.isprintable():
        raise CoklitError("nama_petugas_salah")
    if role not in slots.ROLES:
        raise CoklitError("peran_tak_dikenal", known=", ".join(slots.ROLES))


def _export(folder: Path, old_key: str, key: str) -> None:
    """Write the database as COMING under a new key, and make sure that it opens."""
    coming = folder / COMING
    remove_database(coming)
    with closing(connect(folder / DATA, old_key)) as connection:
        schema.copy_database(connection, coming)
    with closing(connect(coming, old_key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.reset_key(f"x'{key}'")
    if not opens(coming, key):
        raise CoklitError("penyimpanan_rusak")
    sync_file(coming)
