"""Enrolment in one trip (design.md 7): a site asks in its first package, and is certified by comparing six words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.words import same_words
from coklit_desktop.services.kits import keep_serial_record, open_root_of, serial_record

if TYPE_CHECKING:
    from coklit_desktop.handover.signed import SignedRequest
    from coklit_desktop.handover.trust import Author
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Asking:
    """A site that waits for its words to be compared."""

    site: str
    area: str
    role: str
    words: str
    frozen: bool


def record_of(unit: Unit, serial: int) -> dict[str, Any] | None:
    """What is known of a kit's serial."""
    return serial_record(unit, serial)


def settle(desk: Desk, unit: Unit, author: Author, confirm: str | None, root_passphrase: str | None) -> Author:
    """The author as this store knows it after its request was looked at: certified, or still provisional.

    Raises CoklitError: kata_tidak_cocok, kit_dipakai_dua (both `sementara` outside), tanda_tangan under a spent serial.
    """
    from coklit_desktop.services.trusting import certificates

    if not author.provisional or author.request is None:
        _spend(unit, author)
        return author
    for signed in certificates(unit):
        if signed.doc == author.request.doc.certificate():
            return _certified(author, signed)
    frozen = _note(unit, author.request)
    if desk.office != "kabko" or confirm is None:
        return author
    if frozen or not same_words(confirm, author.request.words):
        raise CoklitError("kit_dipakai_dua" if frozen else "kata_tidak_cocok")
    return _certify(desk, unit, author, root_passphrase or "")


def asking(desk: Desk) -> list[Asking]:
    """Sites that wait to be confirmed, for the receive page."""
    from coklit_desktop.handover.signed import request_from_bytes
    from coklit_desktop.services.trusting import PROVISIONAL

    with desk.store.read() as unit:
        found = [request_from_bytes(data) for _, data in unit.documents(PROVISIONAL)]
        records = {one.doc.serial: serial_record(unit, one.doc.serial) or {} for one in found}
    return [
        Asking(one.doc.site, one.doc.area, one.doc.role, one.words, bool(records[one.doc.serial].get("frozen")))
        for one in found
    ]


def _certified(author: Author, signed: Any) -> Author:
    from dataclasses import replace

    return replace(author, certificate=signed, request=None)


def _spend(unit: Unit, author: Author) -> None:
    """A certified site no longer asks."""
    from coklit_desktop.services.trusting import PROVISIONAL

    unit.delete_document(PROVISIONAL, author.site)


def _note(unit: Unit, request: SignedRequest) -> bool:
    """Keep a request; returns whether its serial is frozen because two laptops ask under it."""
    from coklit_desktop.handover.signed import request_from_bytes
    from coklit_desktop.services.trusting import PROVISIONAL

    serial = request.doc.serial
    record = serial_record(unit, serial) or {
        "area": request.doc.area, "role": request.doc.role, "site": "", "frozen": False, "streams": {},
    }  # fmt: skip
    if record["site"] and record["site"] != request.doc.site:
        raise CoklitError("tanda_tangan")
    others = [request_from_bytes(data) for _, data in unit.documents(PROVISIONAL)]
    if any(one.doc.serial == serial and one.doc.site != request.doc.site for one in others):
        record["frozen"] = True
    keep_serial_record(unit, serial, record)
    unit.put_document(PROVISIONAL, request.doc.site, request.to_bytes())
    return bool(record["frozen"])


def _certify(desk: Desk, unit: Unit, author: Author, root_passphrase: str) -> Author:
    from coklit_desktop.handover.signed import sign
    from coklit_desktop.services.site_keys import CERT
    from coklit_desktop.services.trusting import PROVISIONAL

    if author.request is None:
        raise CoklitError("tanda_tangan")
    root = open_root_of(desk, root_passphrase)
    doc = author.request.doc
    signed = sign(doc.certificate(), root)
    unit.put_document(CERT, doc.site, signed.to_bytes())
    unit.delete_document(PROVISIONAL, doc.site)
    record = serial_record(unit, doc.serial)
    if record is not None:
        keep_serial_record(unit, doc.serial, {**record, "site": doc.site})
    return _certified(author, signed)
