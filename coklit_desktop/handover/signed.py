"""A document with its signatures: `{"doc", "kind", "sig"}`, a request `{"doc", "kind", "sigs"}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.words import words
from coklit_desktop.handover import keys, shape
from coklit_desktop.handover.documents import Document, Enrolment, Request

D = TypeVar("D", bound=Document)


class Signer(Protocol):
    """A signing key or the root key."""

    def sign(self, kind: str, value: Any) -> str:
        """Signature over `coklit:<kind>:1` and the canonical value, hex."""


@dataclass(frozen=True, slots=True)
class Signed(Generic[D]):
    """A document and one signature; nothing is verified before `verify`."""

    doc: D
    sig: str

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        return {"doc": self.doc.to_json(), "kind": self.doc.KIND, "sig": self.sig}

    def to_bytes(self) -> bytes:
        """Canonical bytes, to be kept."""
        return canonical(self.to_json())

    def verify(self, public: str) -> D:
        """Return the document if `public` signed it. Raises CoklitError `tanda_tangan`."""
        keys.verify(self.doc.KIND, self.doc.to_json(), self.sig, public)
        return self.doc


def sign(document: D, key: Signer) -> Signed[D]:
    """Sign a document."""
    return Signed(document, key.sign(document.KIND, document.to_json()))


def read_signed(kind: type[D], value: Any) -> Signed[D]:
    """Read `Signed.to_json`'s shape. Raises CoklitError `rusak`."""
    checks = {"doc": lambda doc: type(doc) is dict, "kind": shape.either(kind.KIND), "sig": shape.signature}
    found = shape.exactly(value, checks)
    return Signed(kind.from_json(found["doc"]), found["sig"])


def signed_from_bytes(kind: type[D], data: bytes) -> Signed[D]:
    """Read `Signed.to_bytes`. Raises CoklitError `rusak`."""
    return read_signed(kind, shape.parse(data))


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request signed by the site's own key and, as there are, by the enrolment, old and recovery keys."""

    doc: Request
    sigs: Mapping[str, str]  # "site" always; "enrol", "old", "recovery"

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        return {"doc": self.doc.to_json(), "kind": "request", "sigs": dict(self.sigs)}

    def to_bytes(self) -> bytes:
        """Canonical bytes, to be kept."""
        return canonical(self.to_json())

    @property
    def words(self) -> str:
        """The six words by which two people compare the whole request."""
        return words(self.doc.to_json())

    def verify(self, enrolment: Enrolment | None) -> Request:
        """Check the site's own and, with an enrolment, its signature. Raises `tanda_tangan`, `wilayah`, `peran`."""
        value = self.doc.to_json()
        keys.verify("request", value, self.sigs["site"], self.doc.sign_pub)
        if enrolment is not None:
            if "enrol" not in self.sigs or (self.doc.root, self.doc.election) != (
                enrolment.root,
                enrolment.election,
            ):
                raise CoklitError("tanda_tangan")
            keys.verify("request", value, self.sigs["enrol"], enrolment.enrol_pub)
            if self.doc.serial != enrolment.serial:
                raise CoklitError("tanda_tangan")
            if self.doc.area != enrolment.area:
                raise CoklitError("wilayah", area=self.doc.area)
            if self.doc.role != enrolment.role:
                raise CoklitError("peran")
        return self.doc

    def verify_successor(self, *, old_sign_pub: str, old_recovery_sign: str) -> None:
        """Check that the old site, or its recovery key, lets this one take its place. Raises `tanda_tangan`."""
        value = self.doc.to_json()
        if "old" in self.sigs:
            keys.verify("request", value, self.sigs["old"], old_sign_pub)
        elif "recovery" in self.sigs and old_recovery_sign:
            keys.verify("request", value, self.sigs["recovery"], old_recovery_sign)
        else:
            raise CoklitError("tanda_tangan")


def sign_request(
    request: Request,
    own: Signer,
    *,
    enrol: Signer | None = None,
    old: Signer | None = None,
    recovery: Signer | None = None,
) -> SignedRequest:
    """Sign a request with the site's own key and those of the others that are at hand."""
    signers = {"site": own, "enrol": enrol, "old": old, "recovery": recovery}
    value = request.to_json()
    return SignedRequest(
        request,
        {name: signer.sign("request", value) for name, signer in signers.items() if signer is not None},
    )


def read_request(value: Any) -> SignedRequest:
    """Read `SignedRequest.to_json`'s shape. Raises CoklitError `rusak`."""
    is_object = lambda item: type(item) is dict  # noqa: E731
    found = shape.exactly(value, {"doc": is_object, "kind": shape.either("request"), "sigs": is_object})
    others = dict.fromkeys(("enrol", "old", "recovery"), shape.signature)
    sigs = shape.exactly(found["sigs"], {"site": shape.signature}, others)
    return SignedRequest(Request.from_json(found["doc"]), sigs)


def request_from_bytes(data: bytes) -> SignedRequest:
    """Read `SignedRequest.to_bytes`. Raises CoklitError `rusak`."""
    return read_request(shape.parse(data))
