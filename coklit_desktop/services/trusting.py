"""What the store knows of keys and heads: documents in, values out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from coklit_desktop.domain.authority import is_within, kecamatan_of
from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.documents import Certificate, Enrolment, Head, KecamatanKey, Receipt, Revocations
from coklit_desktop.handover.lines import HeadLine, ReceiptLine
from coklit_desktop.handover.manifest import SignerFile
from coklit_desktop.handover.signed import Signed, read_signed, request_from_bytes, signed_from_bytes
from coklit_desktop.handover.trust import Trust, usable_age_keys
from coklit_desktop.services.site_keys import CERT, ROOT, age_identity

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

ENROLMENT, REQUEST, REVOCATIONS, KECAMATAN = "enrolment", "request", "revocations", "kecamatan-key"
RECEIPT, HEAD, SENT, RECEIVED, PROVISIONAL, SERIAL = "receipt", "head", "sent", "received", "provisional", "serial"
OWN = "own"


def trust_of(desk: Desk, unit: Unit) -> Trust:
    """What this store verifies against. Raises CoklitError `belum_ada_kit` where no root is known."""
    root = unit.get_meta(ROOT)
    if not root:
        raise CoklitError("belum_ada_kit")
    signed = revocations_of(unit)
    return Trust(root, desk.election.id, None if signed is None else signed.doc)


def revocations_of(unit: Unit) -> Signed[Revocations] | None:
    """The newest list of revoked sites."""
    data = unit.document(REVOCATIONS, OWN)
    return None if data is None else signed_from_bytes(Revocations, data)


def certificates(unit: Unit) -> list[Signed[Certificate]]:
    """All certificates known here."""
    return [signed_from_bytes(Certificate, data) for _, data in unit.documents(CERT)]


def own_certificate(desk: Desk, unit: Unit) -> Signed[Certificate] | None:
    """This site's certificate; None while it is provisional."""
    data = unit.document(CERT, desk.site)
    return None if data is None else signed_from_bytes(Certificate, data)


def kecamatan_key(unit: Unit, area: str) -> Signed[KecamatanKey] | None:
    """Public half of the key of the kecamatan that `area` lies in."""
    data = unit.document(KECAMATAN, kecamatan_of(area) or "")
    return None if data is None else signed_from_bytes(KecamatanKey, data)


def signer_file(desk: Desk, unit: Unit) -> SignerFile:
    """Who signs this store's files. Raises CoklitError: belum_ada_kit, pemulihan_belum_dikenal."""
    certificate = own_certificate(desk, unit)
    if certificate is not None:
        return SignerFile(cert=certificate)
    enrolment, request = unit.document(ENROLMENT, OWN), unit.document(REQUEST, OWN)
    if enrolment is None or request is None:
        raise CoklitError("belum_ada_kit")
    asked = request_from_bytes(request)
    if asked.doc.site != desk.site:  # the request of the site that this restored store continues
        raise CoklitError("pemulihan_belum_dikenal")
    return SignerFile(enrol=signed_from_bytes(Enrolment, enrolment), request=asked)


def upstream_keys(desk: Desk, unit: Unit, area: str) -> list[str]:
    """Age keys that a package of `area` is encrypted to: regency, kecamatan, the area's sites, oneself."""
    known = [signed.doc for signed in certificates(unit)]
    signed = revocations_of(unit)
    revoked = None if signed is None else signed.doc
    fitting = [cert for cert in known if cert.role == "kabko" or cert.area == area]
    keys = set(usable_age_keys(fitting, revoked)) | {age_identity(desk).public}
    kecamatan = kecamatan_key(unit, area)
    if kecamatan is not None:
        keys.add(kecamatan.doc.age_pub)
    return sorted(keys)


def site_keys_of(unit: Unit, area: str) -> list[str]:
    """Age keys of the sites certified for just this area: who may read a receipt."""
    signed = revocations_of(unit)
    known = [signed_cert.doc for signed_cert in certificates(unit) if signed_cert.doc.area == area]
    return usable_age_keys(known, None if signed is None else signed.doc)


# --- heads and receipts


def keep_head(unit: Unit, line: HeadLine) -> None:
    """Remember the newest signed head of a stream."""
    known = head_of(unit, line.head.doc.stream)
    if known is None or known.head.doc.seq < line.head.doc.seq:
        unit.put_document(HEAD, line.head.doc.stream, canonical(line.head.to_json()))


def head_of(unit: Unit, stream: str) -> HeadLine | None:
    """The newest signed head known of a stream of another site."""
    data = unit.document(HEAD, stream)
    return None if data is None else HeadLine(read_signed(Head, json.loads(data)))


def keep_receipt(unit: Unit, line: ReceiptLine) -> bool:
    """Remember a receipt if it is the newest of its site; False if an equal or newer one is there."""
    known = receipt_from(unit, line.receipt.doc.site)
    if known is not None and known.receipt.doc.number >= line.receipt.doc.number:
        return False
    value = {"cert": line.cert.to_json(), "receipt": line.receipt.to_json()}
    unit.put_document(RECEIPT, line.receipt.doc.site, canonical(value))
    return True


def receipt_from(unit: Unit, site: str) -> ReceiptLine | None:
    """The newest receipt that `site` gave."""
    data = unit.document(RECEIPT, site)
    return None if data is None else _receipt_line(data)


def receipts(unit: Unit) -> list[ReceiptLine]:
    """The newest receipt of every site."""
    return [_receipt_line(data) for _, data in unit.documents(RECEIPT)]


def regency_receipts(unit: Unit, area: str) -> list[Receipt]:
    """Receipts of the regency's sites only: these move the start of the next package."""
    return [
        line.receipt.doc
        for line in receipts(unit)
        if line.cert.doc.role == "kabko" and is_within(area, line.cert.doc.area)
    ]


def _receipt_line(data: bytes) -> ReceiptLine:
    value = json.loads(data)
    return ReceiptLine(read_signed(Receipt, value["receipt"]), read_signed(Certificate, value["cert"]))
