"""An open store with what every action needs: election, office, clerk, clock. Built once, passed to all services."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.areas import parent_names
from coklit_desktop.domain.elections import Election, Stage, load_election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import Ordering
from coklit_desktop.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

OFFICES: Mapping[str, str] = {"pps": "desa", "ppk": "kecamatan", "kabko": "kabupaten/kota"}
AREA_PARTS: Mapping[str, int] = {"pps": 4, "ppk": 3, "kabko": 2}


@dataclass
class Desk:
    """One clerk at one open store. `now_ms` is the wall clock (milliseconds since 1970), replaceable in tests."""

    store: Store
    election: Election
    office: str
    area: str
    site: str
    clerk: str
    writable: bool
    stage_id: str = "dphp"
    change_reason: str = ""  # why the list is changed after the pleno; kept with each entry until cleared
    now_ms: Callable[[], int] = field(default=lambda: time.time_ns() // 1_000_000)

    def __post_init__(self) -> None:
        """Derive what depends on the election."""
        self.ordering = Ordering(self.election)
        self.kept: dict[tuple[str, str], tuple[int, Any]] = {}  # see services.form_data.kept

    @property
    def stage(self) -> Stage:
        """The stage in force."""
        return self.election.stage(self.stage_id)

    @property
    def area_names(self) -> tuple[str, str, str, str]:
        """Names of province, regency, kecamatan and village; empty text where the area has no such part."""
        return parent_names(self.area)

    def covers(self, area: str) -> bool:
        """Whether `area` is this office's own or lies below it."""
        return area == self.area or area.startswith(self.area + ".")

    def require_role(self, *roles: str) -> None:
        """Refuse an action that is not this clerk's. Raises CoklitError `bukan_wewenang`."""
        if self.store.role not in roles:
            raise CoklitError("bukan_wewenang")

    def close(self) -> None:
        """Close the store and give back its lock."""
        self.store.close()


def new_site_id() -> str:
    """A fresh random id of an installation: 16 hex digits."""
    return secrets.token_hex(8)


def check_office(office: str, area: str) -> None:
    """Refuse an office or an area code that cannot be. Raises CoklitError."""
    if office not in OFFICES:
        raise CoklitError("kantor_tak_dikenal", known=", ".join(OFFICES))
    parts = area.split(".")
    widths = (2, 2, 2, 4)
    fits = len(parts) == AREA_PARTS[office] and all(
        part.isascii() and part.isdecimal() and len(part) == width for part, width in zip(parts, widths, strict=False)
    )
    if not fits:
        raise CoklitError("kode_wilayah_salah", office=office.upper(), level=OFFICES[office])


def create_desk(
    folder: Path,
    office: str,
    area: str,
    election_id: str,
    clerk: str,
    passphrase: str,
    *,
    root_passphrase: str | None = None,
    now_ms: Callable[[], int] | None = None,
) -> Desk:
    """Make a new store. A regency's also gets the root key, under the ketua's passphrase. Raises CoklitError."""
    from coklit_desktop.services.site_keys import found_regency, new_site_secrets

    check_office(office, area)
    if office == "kabko" and not root_passphrase:
        raise CoklitError("sandi_tak_ada", variable="COKLIT_ROOT_PASSPHRASE")
    election = load_election(election_id)
    meta = {"site": new_site_id(), "office": office, "area": area, "election": election.id}
    store = Store.create(
        folder, meta=meta, clerk=clerk, passphrase=passphrase,
        role="ketua" if office == "kabko" else "operator", secrets=new_site_secrets(),
    )  # fmt: skip
    desk = desk_of(store, writable=True)
    if now_ms is not None:
        desk.now_ms = now_ms
    if office == "kabko":
        found_regency(desk, root_passphrase or "")
    return desk


def open_desk(folder: Path, passphrase: str, clerk: str | None = None, *, write: bool = True) -> Desk:
    """Open an existing store; without `write` beside a running window. Raises CoklitError."""
    store = Store.open(folder, passphrase, clerk=clerk, write=write)
    desk = desk_of(store, writable=write)
    with store.read() as unit:
        half_restored = unit.get_meta("restored_from") == desk.site
    if half_restored and write:
        from coklit_desktop.services.restoring import become_new_site

        return become_new_site(store)
    return desk


def clerk_names(folder: Path) -> list[str]:
    """Names of the clerks who can open the store, for the unlock page."""
    return Store.clerk_names(folder)


def desk_of(store: Store, *, writable: bool) -> Desk:
    """The desk at an open store."""
    with store.read() as unit:
        meta = {name: unit.get_meta(name) or "" for name in ("site", "office", "area", "election")}
        stage = unit.office(meta["area"]).get("stage", {}).get("id", "dphp")
    return Desk(
        store=store,
        election=load_election(meta["election"]),
        office=meta["office"],
        area=meta["area"],
        site=meta["site"],
        clerk=store.clerk,
        writable=writable,
        stage_id=stage,
    )
