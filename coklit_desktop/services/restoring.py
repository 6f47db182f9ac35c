"""A store from a backup: a new installation that says which one it continues (design.md 2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.subjects import office_subject
from coklit_desktop.services.desk import Desk, desk_of, new_site_id
from coklit_desktop.services.ledger import append_entry, refold
from coklit_desktop.services.site_keys import new_site_secrets
from coklit_desktop.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "asal"


def restore(file: Path, folder: Path, passphrase: str, clerk: str | None = None) -> Desk:
    """Bring a backup back as a store of its own. Raises CoklitError: bukan_cadangan, sudah_ada, sandi_salah."""
    return become_new_site(Store.restore(file, folder, passphrase, clerk=clerk))


def become_new_site(store: Store) -> Desk:
    """Give a restored store a new site id and new keys; its first entry names the old site and its last hash.

    Called again for a store whose restoring was cut short.
    """
    for name, secret in new_site_secrets().items():
        store.set_secret(name, secret)
    old = desk_of(store, writable=True)
    with store.write() as unit:
        seq, hash_ = unit.head(old.site, old.area)
        unit.set_meta("site", new_site_id())
        desk = replace(old, site=unit.get_meta("site") or "")
        subject = office_subject(desk.area, f"{ORIGIN}:{desk.site}")
        fields = {"site": old.site, "seq": str(seq), "hash": hash_}
        append_entry(unit, desk, Kind.OFFICE, subject, fields)
        refold(unit, desk.ordering, desk.area, [subject])
    return desk
