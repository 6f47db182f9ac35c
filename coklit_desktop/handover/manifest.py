"""What a package says of itself outside: manifest.json and signer.json. Nothing personal, no counts of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import shape
from coklit_desktop.handover.documents import Certificate, Enrolment
from coklit_desktop.handover.signed import Signed, SignedRequest, read_request, read_signed

FORMAT = 1
PACKAGE_KINDS = ("package", "kit", "receipt")


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Entries `first` to `last` of the stream of a site about an area."""

    area: str
    site: str
    first: int
    last: int

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        return {"area": self.area, "from": self.first, "site": self.site, "to": self.last}

    @classmethod
    def from_json(cls, value: Any) -> Range:
        """Read the object. Raises CoklitError `rusak`."""
        checks = {"area": shape.area, "site": shape.site, "from": shape.serial, "to": shape.serial}
        found = shape.exactly(value, checks)
        shape.require(found["from"] <= found["to"])
        return cls(found["area"], found["site"], found["from"], found["to"])


@dataclass(frozen=True, slots=True)
class Facts:
    """What manifest and first inner line both say."""

    kind: str
    root: str
    election: str
    area: str
    site: str
    to: str
    ranges: tuple[Range, ...]  # in order of area and site, one for each stream

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        found = {name: getattr(self, name) for name in ("kind", "root", "election", "area", "site", "to")}
        return {**found, "ranges": [item.to_json() for item in self.ranges]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Facts:
        """Read an object of exactly these keys. Raises CoklitError `rusak`."""
        found = shape.exactly(value, FACT_CHECKS)
        ranges = tuple(Range.from_json(item) for item in found["ranges"])
        streams = [(item.area, item.site) for item in ranges]
        shape.require(streams == sorted(set(streams)))
        return cls(**{**found, "ranges": ranges})


FACT_CHECKS: dict[str, shape.Check] = {
    "kind": shape.either(*PACKAGE_KINDS),
    "root": shape.hex64,
    "election": shape.election,
    "area": shape.area,
    "site": shape.site,
    "to": shape.area,
    "ranges": lambda value: type(value) is list,
}


@dataclass(frozen=True, slots=True)
class MemberSum:
    """Size and sha256 of a member."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """manifest.json. `members` has every member but manifest.json and manifest.sig."""

    facts: Facts
    members: Mapping[str, MemberSum]
    recipients: tuple[str, ...]  # key ids, in order; without the activation identity of a kit

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        members = {name: {"sha256": item.sha256, "size": item.size} for name, item in self.members.items()}
        return {
            **self.facts.to_json(),
            "format": FORMAT,
            "members": members,
            "recipients": list(self.recipients),
        }

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Read manifest.json. Raises CoklitError `versi` or `rusak`."""
        value = shape.parse(data)
        number = value.get("format")
        if type(number) is int and number > FORMAT:
            raise CoklitError("versi")
        is_list = lambda item: type(item) is list and all(map(shape.hex64, item))  # noqa: E731
        own = {
            "format": shape.either(FORMAT),
            "members": lambda item: type(item) is dict,
            "recipients": is_list,
        }
        shape.exactly(value, {**FACT_CHECKS, **own})
        checks = {"sha256": shape.hex64, "size": shape.integer(0)}
        members = {name: MemberSum(**shape.exactly(item, checks)) for name, item in value["members"].items()}
        recipients = tuple(value["recipients"])
        shape.require(list(recipients) == sorted(set(recipients)) and len(recipients) <= 16)
        return cls(Facts.from_json({name: value[name] for name in FACT_CHECKS}), members, recipients)


@dataclass(frozen=True, slots=True)
class SignerFile:
    """signer.json: a certificate, or while there is none the request with the kit's enrolment.

    A kit that is opened by an activation code has both the regency's certificate and the enrolment: its serial is
    needed before anything can be opened.
    """

    cert: Signed[Certificate] | None = None
    enrol: Signed[Enrolment] | None = None
    request: SignedRequest | None = None

    def to_bytes(self) -> bytes:
        """Canonical bytes."""
        parts = {"cert": self.cert, "enrol": self.enrol, "request": self.request}
        return canonical({name: part.to_json() for name, part in parts.items() if part is not None})

    @classmethod
    def from_bytes(cls, data: bytes) -> SignerFile:
        """Read signer.json. Raises CoklitError `rusak`."""
        value = shape.parse(data)
        is_object = lambda item: type(item) is dict  # noqa: E731
        shape.exactly(value, {}, dict.fromkeys(("cert", "enrol", "request"), is_object))
        shape.require(("cert" in value) != ("request" in value))
        return cls(
            read_signed(Certificate, value["cert"]) if "cert" in value else None,
            read_signed(Enrolment, value["enrol"]) if "enrol" in value else None,
            read_request(value["request"]) if "request" in value else None,
        )

    @property
    def claims(self) -> Certificate:
        """Who it says it is (not verified)."""
        if self.cert is not None:
            return self.cert.doc
        if self.request is not None:
            return self.request.doc.certificate()
        raise ValueError("a signer file without signer")
