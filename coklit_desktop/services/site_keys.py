"""The keys of an installation: made once, kept sealed in the store, never leave it (design.md 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.handover.keys import AgeIdentity, SigningKey
    from coklit_desktop.services.desk import Desk

ROOT_FILE = "root.key"
ROOT = "root"  # meta: hex of the root public key this store trusts
CERT = "cert"  # documents: a site's certificate, by site
SIGN = "sign"
AGE = "age"
KECAMATAN = "kecamatan"  # a PPK's: the identity that its villages' packages are encrypted to


def new_site_secrets() -> Mapping[str, bytes]:
    """Fresh keys for a new installation."""
    from coklit_desktop.handover.keys import AgeIdentity, SigningKey

    return {SIGN: SigningKey.new().private, AGE: AgeIdentity.new().secret.encode()}


def found_regency(desk: Desk, root_passphrase: str) -> None:
    """Make the root key of a new regency and certify its first site. Raises CoklitError `sandi_lemah`."""
    from coklit_desktop.handover.documents import Certificate
    from coklit_desktop.handover.root_key import create_root
    from coklit_desktop.handover.signed import sign
    from coklit_desktop.store.passphrases import check_passphrase

    check_passphrase(root_passphrase)
    root = create_root(desk.store.folder / ROOT_FILE, root_passphrase)
    certificate = Certificate(
        root=root.root, election=desk.election.id, site=desk.site, role="kabko", area=desk.area,
        sign_pub=signing_key(desk).public, age_pub=age_identity(desk).public,
        recovery_age="", recovery_sign="", serial=1,
    )  # fmt: skip
    with desk.store.write() as unit:
        unit.set_meta(ROOT, root.root)
        unit.put_document(CERT, desk.site, sign(certificate, root).to_bytes())


def signing_key(desk: Desk) -> SigningKey:
    """The site's signing key. Raises CoklitError `bukan_wewenang` for a clerk whose slot does not hold it."""
    from coklit_desktop.handover.keys import SigningKey

    return SigningKey.from_bytes(_secret(desk, SIGN))


def age_identity(desk: Desk) -> AgeIdentity:
    """The site's age identity."""
    from coklit_desktop.handover.keys import AgeIdentity

    return AgeIdentity.from_secret(_secret(desk, AGE).decode())


def identities(desk: Desk) -> list[AgeIdentity]:
    """Every identity this site can open files with: its own, and at a PPK the kecamatan's."""
    from coklit_desktop.handover.keys import AgeIdentity

    found = [age_identity(desk)]
    kecamatan = desk.store.secret(KECAMATAN)
    if kecamatan is not None:
        found.append(AgeIdentity.from_secret(kecamatan.decode()))
    return found


def _secret(desk: Desk, name: str) -> bytes:
    value = desk.store.secret(name)
    if value is None:
        raise CoklitError("bukan_wewenang")
    return value
