"""The signed documents: certificate, enrolment, request, revocations, kecamatan key, head, receipt.

Each is a frozen dataclass whose `to_json` is the object that is signed. docs/package-format.md describes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from coklit_desktop.domain.entries import stream_id
from coklit_desktop.handover import shape

if TYPE_CHECKING:
    from coklit_desktop.handover.shape import Check


class Document(Protocol):
    """What can be signed: an object and the kind of signature it takes."""

    KIND: ClassVar[str]

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Read the object. Raises CoklitError `rusak`."""


_SITE_FIELDS: dict[str, Check] = {
    "root": shape.hex64,
    "election": shape.election,
    "site": shape.site,
    "role": shape.role,
    "area": shape.area,
    "sign_pub": shape.hex64,
    "age_pub": shape.age_key,
    "recovery_age": shape.optional_age_key,
    "recovery_sign": shape.optional_hex64,
    "serial": shape.serial,
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """The root says: this site holds these keys for this office. Empty recovery fields: none made yet."""

    KIND: ClassVar[str] = "cert"

    root: str
    election: str
    site: str
    role: str
    area: str
    sign_pub: str
    age_pub: str
    recovery_age: str
    recovery_sign: str
    serial: int

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""
        return _plain(self)

    @classmethod
    def from_json(cls, value: Any) -> Certificate:
        """Read the object. Raises CoklitError `rusak`."""
        found = shape.exactly(value, _SITE_FIELDS)
        shape.require(shape.role_fits_area(found["role"], found["area"]))
        return cls(**found)


@dataclass(frozen=True, slots=True)
class Request:
    """A site asks to be certified: a certificate's fields; `replaces` names the old site of a successor."""

    KIND: ClassVar[str] = "request"

    root: str
    election: str
    site: str
    role: str
    area: str
    sign_pub: str
    age_pub: str
    recovery_age: str
    recovery_sign: str
    serial: int
    replaces: str = ""

    def to_json(self) -> dict[str, Any]:
        """The object that is signed and that the six words are made of."""
        found = _plain(self)
        if not self.replaces:
            del found["replaces"]
        return found

    @classmethod
    def from_json(cls, value: Any) -> Request:
        """Read the object. Raises CoklitError `rusak`."""
        found = shape.exactly(value, _SITE_FIELDS, {"replaces": shape.site})
        shape.require(shape.role_fits_area(found["role"], found["area"]))
        return cls(**found)

    def certificate(self) -> Certificate:
        """The certificate that grants this request."""
        found = _plain(self)
        del found["replaces"]
        return Certificate(**found)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The root lets one laptop of an office ask, by the kit's one-use key."""

    KIND: ClassVar[str] = "enrol"

    root: str
    election: str
    area: str
    role: str
    enrol_pub: str
    serial: int

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""
        return _plain(self)

    @classmethod
    def from_json(cls, value: Any) -> Enrolment:
        """Read the object. Raises CoklitError `rusak`."""
        checks = {name: _SITE_FIELDS[name] for name in ("root", "election", "area", "role", "serial")}
        found = shape.exactly(value, {**checks, "enrol_pub": shape.hex64})
        shape.require(shape.role_fits_area(found["role"], found["area"]))
        return cls(**found)


@dataclass(frozen=True, slots=True)
class KecamatanKey:
    """The public half of a kecamatan's age identity (signed as a `cert`)."""

    KIND: ClassVar[str] = "cert"

    root: str
    election: str
    area: str
    age_pub: str
    serial: int

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""
        return _plain(self)

    @classmethod
    def from_json(cls, value: Any) -> KecamatanKey:
        """Read the object. Raises CoklitError `rusak`."""
        found = shape.exactly(
            value, {name: _SITE_FIELDS[name] for name in ("root", "election", "area", "age_pub", "serial")}
        )
        shape.require(shape.role_fits_area("ppk", found["area"]))
        return cls(**found)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a chain: the number and the hash of an entry."""

    seq: int
    hash: str

    def to_json(self) -> dict[str, Any]:
        """As an object."""
        return {"hash": self.hash, "seq": self.seq}

    @classmethod
    def from_json(cls, value: Any) -> Mark:
        """Read the object. Raises CoklitError `rusak`."""
        return cls(**shape.exactly(value, {"seq": shape.integer(0), "hash": shape.hex64}))


@dataclass(frozen=True, slots=True)
class Revocations:
    """Sites whose keys no longer count; per area, the last entry that still does. The serial never falls."""

    KIND: ClassVar[str] = "revoke"

    root: str
    serial: int
    revoked: Mapping[str, Mapping[str, Mark]]  # site -> area -> last good entry

    def to_json(self) -> dict[str, Any]:
        """The object that is signed: sites in order."""
        revoked = [
            {"site": site, "streams": {area: mark.to_json() for area, mark in self.revoked[site].items()}}
            for site in sorted(self.revoked)
        ]
        return {"revoked": revoked, "root": self.root, "serial": self.serial}

    @classmethod
    def from_json(cls, value: Any) -> Revocations:
        """Read the object. Raises CoklitError `rusak`."""
        is_list = lambda item: type(item) is list and len(item) <= 10_000  # noqa: E731
        found = shape.exactly(value, {"root": shape.hex64, "serial": shape.serial, "revoked": is_list})
        revoked: dict[str, dict[str, Mark]] = {}
        for item in found["revoked"]:
            one = shape.exactly(item, {"site": shape.site, "streams": lambda streams: type(streams) is dict})
            shape.require(all(shape.area(area) for area in one["streams"]))
            revoked[one["site"]] = {area: Mark.from_json(mark) for area, mark in one["streams"].items()}
        shape.require([item["site"] for item in found["revoked"]] == sorted(revoked))
        return cls(found["root"], found["serial"], revoked)


@dataclass(frozen=True, slots=True)
class Head:
    """An author says: up to here this stream is mine."""

    KIND: ClassVar[str] = "head"

    root: str
    election: str
    stream: str
    seq: int
    hash: str

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""
        return _plain(self)

    @classmethod
    def from_json(cls, value: Any) -> Head:
        """Read the object. Raises CoklitError `rusak`."""
        checks = {
            "root": shape.hex64,
            "election": shape.election,
            "stream": shape.stream,
            "hash": shape.hex64,
        }
        return cls(**shape.exactly(value, {**checks, "seq": shape.serial}))

    @property
    def site(self) -> str:
        """The author."""
        return self.stream.partition(":")[0]

    @property
    def area(self) -> str:
        """What the stream is about."""
        return self.stream.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Receipt:
    """An office says: this package is here, and of each stream everything up to this entry."""

    KIND: ClassVar[str] = "receipt"

    root: str
    election: str
    area: str  # whom it is for
    site: str  # who says it
    number: int  # rises with each receipt of that site
    package: str  # sha256 of the file that was received
    streams: Mapping[str, Mark]  # stream -> highest unbroken entry

    def to_json(self) -> dict[str, Any]:
        """The object that is signed."""
        return {**_plain(self), "streams": {name: mark.to_json() for name, mark in self.streams.items()}}

    @classmethod
    def from_json(cls, value: Any) -> Receipt:
        """Read the object. Raises CoklitError `rusak`."""
        names = ("root", "election", "area", "site")
        checks = {
            **{name: _SITE_FIELDS[name] for name in names},
            "number": shape.serial,
            "package": shape.hex64,
        }
        found = shape.exactly(value, {**checks, "streams": lambda streams: type(streams) is dict})
        shape.require(all(shape.stream(name) for name in found["streams"]))
        streams = {name: Mark.from_json(mark) for name, mark in found["streams"].items()}
        return cls(**{**found, "streams": streams})

    def upto(self, site: str, area: str) -> Mark | None:
        """The highest unbroken entry of one stream."""
        return self.streams.get(stream_id(site, area))


def _plain(document: Any) -> dict[str, Any]:
    return {item.name: getattr(document, item.name) for item in fields(document)}
