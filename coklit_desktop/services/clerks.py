"""Clerks: who can open the store, each with an own name and passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.slots import ClerkSlot

ROLES = ("operator", "ketua", "viewer")


def list_clerks(desk: Desk) -> list[ClerkSlot]:
    """All key slots, by name."""
    return sorted(desk.store.clerks(), key=lambda slot: slot.name)


def add_clerk(desk: Desk, name: str, passphrase: str, role: str = "operator") -> None:
    """Give a new clerk a key slot. Raises CoklitError: petugas_sudah_ada, sandi_lemah, peran_tak_dikenal."""
    desk.require_role("operator", "ketua")
    if role not in ROLES:
        raise CoklitError("peran_tak_dikenal", known=", ".join(ROLES))
    if not name.strip() or len(name) > 60 or not name.isprintable():
        raise CoklitError("nama_petugas_salah")
    desk.store.add_clerk(name.strip(), passphrase, role)


def remove_clerk(desk: Desk, name: str) -> None:
    """Take a clerk's slot away; the store gets a new key. Raises CoklitError: petugas_terakhir, petugas_tak_dikenal."""
    desk.require_role("operator", "ketua")
    if name == desk.clerk:
        raise CoklitError("petugas_sendiri")
    desk.store.remove_clerk(name)


def change_passphrase(desk: Desk, old: str, new: str) -> None:
    """Change the own passphrase. Raises CoklitError: sandi_salah, sandi_lemah."""
    desk.store.change_passphrase(desk.clerk, old, new)
