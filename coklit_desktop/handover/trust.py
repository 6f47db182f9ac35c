"""Who may say what: from the known root's public key down to the signature of a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.authority import is_within, regency_of
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.documents import (
    Certificate,
    Enrolment,
    KecamatanKey,
    Receipt,
    Request,
    Revocations,
)  # fmt: skip
from coklit_desktop.handover.signed import Signed, SignedRequest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.handover.manifest import Facts, SignerFile


@dataclass(frozen=True, slots=True)
class Author:
    """Someone whose signature counts: a certified site, or a provisional one."""

    site: str
    role: str
    area: str
    sign_pub: str
    age_pub: str
    certificate: Signed[Certificate] | None = None
    request: SignedRequest | None = None
    enrolment: Signed[Enrolment] | None = None

    @property
    def provisional(self) -> bool:
        """Whether no certificate vouches for it yet (code `sementara`)."""
        return self.request is not None


@dataclass(frozen=True, slots=True)
class Trust:
    """What this store knows: the root, the election, the newest list of revocations.

    `kitless`: also take requests without a kit's enrolment. Anybody can make one under any serial, so a caller that
    takes them must compare words and must not let them freeze the serial of a kit.
    """

    root: str
    election: str
    revocations: Revocations | None = None
    kitless: bool = False

    def certificate(self, signed: Signed[Certificate]) -> Certificate:
        """Verify a certificate. Raises `tanda_tangan` or `bukan_untuk_kita`."""
        self._check_scope(signed.doc.root, signed.doc.election)
        return signed.verify(self.root)

    def enrolment(self, signed: Signed[Enrolment]) -> Enrolment:
        """Verify an enrolment. Raises `tanda_tangan` or `bukan_untuk_kita`."""
        self._check_scope(signed.doc.root, signed.doc.election)
        return signed.verify(self.root)

    def kecamatan(self, signed: Signed[KecamatanKey]) -> KecamatanKey:
        """Verify a kecamatan's public half. Raises `tanda_tangan` or `bukan_untuk_kita`."""
        self._check_scope(signed.doc.root, signed.doc.election)
        return signed.verify(self.root)

    def revocation_list(self, signed: Signed[Revocations]) -> Revocations:
        """Verify a list of revocations. Raises `tanda_tangan`. Keep it only if its serial is higher."""
        if signed.doc.root != self.root:
            raise CoklitError("tanda_tangan")
        return signed.verify(self.root)

    def request(self, signed: SignedRequest, enrolment: Signed[Enrolment] | None) -> Request:
        """Verify a request and the enrolment it stands on. Raises `tanda_tangan`, `wilayah`, `peran`."""
        self._check_scope(signed.doc.root, signed.doc.election)
        if enrolment is None and not self.kitless:
            raise CoklitError("tanda_tangan")
        return signed.verify(None if enrolment is None else self.enrolment(enrolment))

    def receipt(self, signed: Signed[Receipt], issuer: Signed[Certificate]) -> Receipt:
        """Verify a receipt that some office gave. Raises `tanda_tangan`, `peran`, `wilayah`."""
        cert = self.certificate(issuer)
        doc = signed.doc
        self._check_scope(doc.root, doc.election)
        if cert.role not in {"kabko", "ppk"}:
            raise CoklitError("peran")
        if not is_within(doc.area, cert.area):
            raise CoklitError("wilayah", area=doc.area)
        if doc.site != cert.site:
            raise CoklitError("tanda_tangan")
        return signed.verify(cert.sign_pub)

    def is_revoked(self, site: str) -> bool:
        """Whether a site's keys no longer count."""
        return self.revocations is not None and site in self.revocations.revoked

    def author(self, signer: SignerFile) -> Author:
        """Verify signer.json. Raises `tanda_tangan`, `wilayah`, `peran`, `bukan_untuk_kita`."""
        if signer.cert is not None:
            if signer.enrol is not None:
                self.enrolment(signer.enrol)
            return certified_author(self, signer.cert)
        if signer.request is not None:
            return provisional_author(self, signer.request, signer.enrol)
        raise CoklitError("tanda_tangan")

    def _check_scope(self, root: str, election: str) -> None:
        if root != self.root:
            raise CoklitError("tanda_tangan")
        if election != self.election:
            raise CoklitError("bukan_untuk_kita")


def certified_author(trust: Trust, signed: Signed[Certificate]) -> Author:
    """The author that a certificate vouches for. Raises as `Trust.certificate`."""
    cert = trust.certificate(signed)
    return Author(cert.site, cert.role, cert.area, cert.sign_pub, cert.age_pub, certificate=signed)


def provisional_author(trust: Trust, signed: SignedRequest, enrolment: Signed[Enrolment] | None) -> Author:
    """The author that only asks as yet. Raises as `Trust.request`."""
    doc = trust.request(signed, enrolment)
    return Author(doc.site, doc.role, doc.area, doc.sign_pub, doc.age_pub, request=signed, enrolment=enrolment)


def check_sender(facts: Facts, author: Author) -> None:
    """Check that this author may send this kind of file about this area. Raises `tanda_tangan`, `peran`, `wilayah`."""
    if facts.site != author.site:
        raise CoklitError("tanda_tangan")
    if facts.kind == "package":
        if facts.area != author.area or facts.to != regency_of(facts.area):
            raise CoklitError("wilayah", area=facts.area)
        return
    allowed = {"kit": {"kabko"}, "receipt": {"kabko", "ppk"}}[facts.kind]
    if author.provisional or author.role not in allowed:
        raise CoklitError("peran")
    if not is_within(facts.area, author.area) or facts.to != facts.area:
        raise CoklitError("wilayah", area=facts.area)


def check_receiver(facts: Facts, office_area: str) -> None:
    """Check that a file concerns this office. Raises `wilayah` with the file's area.

    A package goes up, or to another site of the same area; kit and receipt come down to their area.
    """
    fits = is_within(facts.area, office_area) if facts.kind == "package" else facts.to == office_area
    if not fits:
        raise CoklitError("wilayah", area=facts.area)


def usable_age_keys(certificates: Iterable[Certificate], revocations: Revocations | None) -> list[str]:
    """The age keys of sites that are not revoked, with their recovery keys, each once and in order.

    A key that some revoked site holds or held is never given, whoever else names it.
    """
    revoked = set() if revocations is None else set(revocations.revoked)
    known = list(certificates)
    lost = {cert.age_pub for cert in known if cert.site in revoked}
    good = {key for cert in known if cert.site not in revoked for key in (cert.age_pub, cert.recovery_age) if key}
    return sorted(good - lost)
