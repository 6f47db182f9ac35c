"""The kit: what the regency gives a village or kecamatan to start with, and the store that begins from it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.areas import level_of
from coklit_desktop.domain.authority import is_within, kecamatan_of
from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.words import same_words, words
from coklit_desktop.services.desk import Desk, desk_of, new_site_id
from coklit_desktop.services.ledger import require_writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.handover.documents import KecamatanKey
    from coklit_desktop.handover.lines import Line
    from coklit_desktop.handover.manifest import Range
    from coklit_desktop.handover.payload import Payload
    from coklit_desktop.handover.reader import OuterPackage
    from coklit_desktop.handover.root_key import RootKey
    from coklit_desktop.handover.signed import Signed
    from coklit_desktop.store.unit import Unit

LAST_SERIAL = "last_serial"
ROLES = {"village": "pps", "district": "ppk"}


@dataclass(frozen=True, slots=True)
class KitMade:
    """A kit on the stick. The activation code goes by letter or voice, never on the stick."""

    file: Path
    activation: str
    words: str


def root_words(root: str) -> str:
    """The six words of a root key, as they stand in KPU's letter."""
    return words({"root": root})


def make_kit(desk: Desk, area: str, folder: Path, root_passphrase: str, progress: Progress = no_progress) -> KitMade:
    """Write the kit of one laptop of one office. Raises CoklitError: hanya_untuk_kabko, wilayah_di_luar, …"""
    from coklit_desktop.handover.activation import activation_keys, new_activation_code
    from coklit_desktop.handover.documents import Enrolment
    from coklit_desktop.handover.keys import next_serial
    from coklit_desktop.handover.manifest import SignerFile
    from coklit_desktop.handover.signed import sign
    from coklit_desktop.handover.writer import Outgoing, kit_name, make_facts, write_package
    from coklit_desktop.services.site_keys import signing_key
    from coklit_desktop.services.streams import ranges_to_send
    from coklit_desktop.services.trusting import own_certificate

    require_writable(desk)
    if desk.office != "kabko":
        raise CoklitError("hanya_untuk_kabko")
    role = ROLES.get(level_of(area) or "")
    if role is None or not is_within(area, desk.area):
        raise CoklitError("wilayah_di_luar")
    folder.mkdir(parents=True, exist_ok=True)
    root = open_root_of(desk, root_passphrase)
    code = new_activation_code()
    with desk.store.write() as unit:
        key = _kecamatan_key(desk, unit, area, root)
        serial = next_serial(int(unit.get_meta(LAST_SERIAL) or 0), desk.now_ms())
        unit.set_meta(LAST_SERIAL, str(serial))
        activation, enrol_key = activation_keys(code, serial)
        enrolment = sign(Enrolment(root.root, desk.election.id, area, role, enrol_key.public, serial), root)
        areas = [a for a in _areas(unit) if is_within(a, area)]
        ranges = ranges_to_send(desk, unit, areas, {})
        facts = make_facts(
            "kit", root=root.root, election=desk.election.id, area=area, site=desk.site, to=area, ranges=ranges
        )
        signer = SignerFile(cert=own_certificate(desk, unit), enrol=enrolment)
        written = write_package(
            folder,
            kit_name(area, serial),
            Outgoing(facts, signer, [], [activation.public]),
            _lines(desk, unit, role, key, ranges, root.root),
            signing_key(desk),
            progress,
        )
        _keep_serial(unit, serial, area, role, ranges)
    return KitMade(written.path, code, root_words(root.root))


def open_root_of(desk: Desk, passphrase: str) -> RootKey:
    """Open the regency's root key. Raises CoklitError: kunci_akar_tak_ada, kata_sandi_akar_salah."""
    from coklit_desktop.handover.root_key import open_root
    from coklit_desktop.services.site_keys import ROOT_FILE

    return open_root(desk.store.folder / ROOT_FILE, passphrase)


def serial_record(unit: Unit, serial: int) -> dict[str, Any] | None:
    """What is known of a kit's serial: area, role, the site it was spent on, streams that were inside."""
    from coklit_desktop.services.trusting import SERIAL

    data = unit.document(SERIAL, str(serial))
    return None if data is None else json.loads(data)


def keep_serial_record(unit: Unit, serial: int, record: dict[str, Any]) -> None:
    """Change what is known of a kit's serial."""
    from coklit_desktop.services.trusting import SERIAL

    unit.put_document(SERIAL, str(serial), canonical(record))


def _keep_serial(unit: Unit, serial: int, area: str, role: str, ranges: list[Range]) -> None:
    streams = {f"{item.site}:{item.area}": item.last for item in ranges}
    record = {"area": area, "role": role, "site": "", "frozen": False, "streams": streams}
    keep_serial_record(unit, serial, record)


def _areas(unit: Unit) -> set[str]:
    return {head.area for head in unit.heads()}


def _kecamatan_key(desk: Desk, unit: Unit, area: str, root: RootKey) -> Signed[KecamatanKey]:
    """The kecamatan's key, made before its first kit."""
    from coklit_desktop.handover.documents import KecamatanKey
    from coklit_desktop.handover.keys import AgeIdentity
    from coklit_desktop.handover.signed import sign
    from coklit_desktop.services import trusting

    known = trusting.kecamatan_key(unit, area)
    if known is not None:
        return known
    district = kecamatan_of(area) or ""
    identity = AgeIdentity.new()
    desk.store.set_secret(f"kecamatan:{district}", identity.secret.encode())
    signed = sign(KecamatanKey(root.root, desk.election.id, district, identity.public, 1), root)
    unit.put_document(trusting.KECAMATAN, district, signed.to_bytes())
    return signed


def _lines(
    desk: Desk, unit: Unit, role: str, key: Signed[KecamatanKey], ranges: list[Range], root: str
) -> Iterator[Line]:
    from coklit_desktop.handover.keys import AgeIdentity
    from coklit_desktop.handover.lines import CertLine, KecamatanLine, RevocationsLine, SecretLine
    from coklit_desktop.services.streams import range_lines
    from coklit_desktop.services.trusting import certificates, revocations_of

    area = key.doc.area
    for signed in certificates(unit):
        if signed.doc.role == "kabko" or is_within(signed.doc.area, area):
            yield CertLine(signed)
    revocations = revocations_of(unit)
    if revocations is not None:
        yield RevocationsLine(revocations)
    yield KecamatanLine(key)
    if role == "ppk":
        secret = desk.store.secret(f"kecamatan:{area}")
        if secret is None:
            raise CoklitError("bukan_wewenang")
        yield SecretLine(AgeIdentity.from_secret(secret.decode()))
    yield from range_lines(desk, unit, ranges, root)


# --- a store from a kit


def kit_words(kit: Path, _activation: str = "") -> str:
    """The root's six words of a kit, to be compared with KPU's letter before it is trusted."""
    from coklit_desktop.handover.reader import read_outer

    with read_outer(kit) as outer:
        return root_words(outer.manifest.facts.root)


def create_from_kit(
    folder: Path,
    kit: Path,
    activation: str,
    clerk: str,
    passphrase: str,
    confirm: str | None,
    progress: Progress = no_progress,
) -> Desk:
    """Make the store that a kit is for. `confirm` are the root's six words from KPU's letter.

    Raises CoklitError: kata_induk_belum, kata_induk_salah, kode_aktivasi_salah, and those of reading a package.
    """
    from coklit_desktop.handover.reader import read_outer
    from coklit_desktop.handover.trust import Trust

    with read_outer(kit) as outer:
        facts = outer.manifest.facts
        if facts.kind != "kit":
            raise CoklitError("bukan_kit")
        if confirm is None:
            raise CoklitError("kata_induk_belum")
        if not same_words(confirm, root_words(facts.root)):
            raise CoklitError("kata_induk_salah")
        trust = Trust(facts.root, load_election(facts.election).id)
        author = outer.verify(trust)
        identity, _ = outer.activate(activation)
        payload = outer.payload(trust, author, [identity], progress=progress)
        return _store_from(folder, outer, payload, activation, clerk, passphrase)


def _store_from(
    folder: Path, outer: OuterPackage, payload: Payload, activation: str, clerk: str, passphrase: str
) -> Desk:
    from coklit_desktop.services.site_keys import KECAMATAN, ROOT, new_site_secrets
    from coklit_desktop.store.store import Store

    facts, enrolment = outer.manifest.facts, outer.signer.enrol
    if enrolment is None:
        raise CoklitError("bukan_kit")
    fresh = not folder.exists()
    secrets = dict(new_site_secrets())
    if payload.secrets:
        secrets[KECAMATAN] = payload.secrets[0].secret.encode()
    meta = {
        "site": new_site_id(), "office": enrolment.doc.role, "area": facts.area, "election": facts.election,
        ROOT: facts.root,
    }  # fmt: skip
    store = Store.create(folder, meta=meta, clerk=clerk, passphrase=passphrase, secrets=secrets)
    desk = desk_of(store, writable=True)
    try:
        _begin(desk, outer, payload, activation)
    except BaseException:
        desk.close()
        _remove_unborn(folder, whole=fresh)
        raise
    return replace(desk, stage_id=_stage(desk))


def _remove_unborn(folder: Path, *, whole: bool) -> None:
    """Take away a store that a refused kit had begun; a folder that was there before stays."""
    for item in folder.iterdir():
        if item.is_dir():
            shutil.rmtree(item)
        else:
            item.unlink()
    if whole:
        folder.rmdir()


def _begin(desk: Desk, outer: OuterPackage, payload: Payload, activation: str) -> None:
    from coklit_desktop.handover.documents import Request
    from coklit_desktop.handover.signed import sign_request
    from coklit_desktop.services import trusting
    from coklit_desktop.services.site_keys import CERT, age_identity, signing_key
    from coklit_desktop.services.streams import merge

    enrolment = outer.signer.enrol
    if enrolment is None or outer.signer.cert is None:
        raise CoklitError("bukan_kit")
    _, enrol_key = outer.activate(activation)
    own = signing_key(desk)
    request = Request(
        root=enrolment.doc.root, election=desk.election.id, site=desk.site, role=desk.office, area=desk.area,
        sign_pub=own.public, age_pub=age_identity(desk).public, recovery_age="", recovery_sign="",
        serial=enrolment.doc.serial,
    )  # fmt: skip
    with desk.store.write() as unit:
        unit.put_document(trusting.ENROLMENT, trusting.OWN, enrolment.to_bytes())
        unit.put_document(trusting.REQUEST, trusting.OWN, sign_request(request, own, enrol=enrol_key).to_bytes())
        unit.put_document(CERT, outer.signer.cert.doc.site, outer.signer.cert.to_bytes())
        keep_papers(unit, payload)
        merge(desk, unit, payload)


def keep_papers(unit: Unit, payload: Payload) -> None:
    """Keep a payload's list of revocations, if it is newer, and its kecamatan keys."""
    from coklit_desktop.services import trusting

    known = trusting.revocations_of(unit)
    if payload.revocations is not None and (known is None or known.doc.serial < payload.revocations.doc.serial):
        unit.put_document(trusting.REVOCATIONS, trusting.OWN, payload.revocations.to_bytes())
    for key in payload.kecamatan:
        held = trusting.kecamatan_key(unit, key.doc.area)
        if held is None or held.doc.serial < key.doc.serial:
            unit.put_document(trusting.KECAMATAN, key.doc.area, key.to_bytes())


def _stage(desk: Desk) -> str:
    with desk.store.read() as unit:
        return unit.office(desk.area).get("stage", {}).get("id", "dphp")
