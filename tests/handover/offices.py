"""A small regency for the tests: a root, KPU's site, village sites, entries, packages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coklit_desktop.domain.authority import regency_of
from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, make_entry, next_hlc, stream_id
from coklit_desktop.handover.documents import Certificate, Enrolment, Head, Request
from coklit_desktop.handover.keys import AgeIdentity, SigningKey
from coklit_desktop.handover.lines import Line, entry_lines
from coklit_desktop.handover.manifest import Facts, Range, SignerFile
from coklit_desktop.handover.signed import Signed, SignedRequest, sign, sign_request
from coklit_desktop.handover.trust import Trust
from coklit_desktop.handover.writer import Outgoing, Written, make_facts, package_name, write_package

ELECTION = "pilkada-2024"
REGENCY, KECAMATAN, VILLAGE, NEIGHBOUR = "33.18", "33.18.19", "33.18.19.2008", "33.18.19.2009"


@dataclass
class Root:
    """A root key without its file: the tests of the file are elsewhere."""

    key: SigningKey = field(default_factory=SigningKey.new)

    @property
    def root(self) -> str:
        return self.key.public

    def sign(self, kind: str, value: object) -> str:
        return self.key.sign(kind, value)

    @property
    def trust(self) -> Trust:
        return Trust(self.root, ELECTION)


@dataclass
class Site:
    """One installation with its keys and its chain about one area."""

    root: Root
    site: str
    role: str
    area: str
    serial: int = 1
    key: SigningKey = field(default_factory=SigningKey.new)
    identity: AgeIdentity = field(default_factory=AgeIdentity.new)
    enrol_key: SigningKey = field(default_factory=SigningKey.new)
    entries: list[Entry] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, object]:
        return {
            "root": self.root.root, "election": ELECTION, "site": self.site, "role": self.role, "area": self.area,
            "sign_pub": self.key.public, "age_pub": self.identity.public, "recovery_age": "", "recovery_sign": "",
            "serial": self.serial,
        }  # fmt: skip

    @property
    def cert(self) -> Signed[Certificate]:
        return sign(Certificate(**self.fields), self.root)  # type: ignore[arg-type]

    @property
    def enrolment(self) -> Signed[Enrolment]:
        doc = Enrolment(self.root.root, ELECTION, self.area, self.role, self.enrol_key.public, self.serial)
        return sign(doc, self.root)

    @property
    def request(self) -> SignedRequest:
        return sign_request(Request(**self.fields), self.key, enrol=self.enrol_key)  # type: ignore[arg-type]

    @property
    def certified(self) -> SignerFile:
        return SignerFile(cert=self.cert)

    @property
    def provisional(self) -> SignerFile:
        return SignerFile(enrol=self.enrolment, request=self.request)

    def append(self, count: int = 1, *, kind: str = "result", area: str | None = None, **body: object) -> list[Entry]:
        """Append entries about made-up voters of the area."""
        area = area or self.area
        for _ in range(count):
            seq = len(self.entries) + 1
            last = self.entries[-1] if self.entries else None
            content = {"clerk": "Sri", "subject": f"d:{area}:{seq}", **body}
            entry = make_entry(
                site=self.site, area=area, election=ELECTION, seq=seq,
                prev_hash=last.hash if last else FIRST_PREV_HASH,
                hlc=next_hlc(1_700_000_000_000, last.envelope.hlc if last else ""),
                kind=kind, base=(), body=content, salt=bytes([seq % 256]) * 16,
            )  # fmt: skip
            self.entries.append(entry)
        return self.entries

    def head(self, entry: Entry, key: SigningKey | None = None) -> Signed[Head]:
        """The signed head at an entry."""
        doc = Head(self.root.root, ELECTION, stream_id(self.site, entry.envelope.area), entry.seq, entry.hash)
        return sign(doc, key or self.key)

    def lines(self, entries: Sequence[Entry] | None = None) -> list[Line]:
        """The lines of a range."""
        entries = self.entries if entries is None else entries
        return list(entry_lines(entries, self.head(entries[-1]))) if entries else []

    def facts(self, kind: str = "package", **changes: object) -> Facts:
        """Facts of a file about the site's own area with all its entries."""
        ranges = [Range(self.area, self.site, 1, len(self.entries))] if self.entries else []
        values: dict[str, object] = {
            "root": self.root.root, "election": ELECTION, "area": self.area, "site": self.site,
            "to": regency_of(self.area), "ranges": ranges, **changes,
        }  # fmt: skip
        return make_facts(kind, **values)  # type: ignore[arg-type]

    def write(
        self,
        folder: Path,
        recipients: Iterable[str],
        *,
        facts: Facts | None = None,
        signer: SignerFile | None = None,
        lines: Iterable[Line] | None = None,
        hidden: Sequence[str] = (),
    ) -> Written:
        """Write a file; by default the site's whole package."""
        facts = facts or self.facts()
        outgoing = Outgoing(facts, signer or self.certified, list(recipients), hidden)
        return write_package(folder, package_name(facts), outgoing, self.lines() if lines is None else lines, self.key)


def make_offices() -> tuple[Root, Site, Site]:
    """A root, KPU's site and a village's site."""
    root = Root()
    return root, Site(root, "kpu0000000000001", "kabko", REGENCY), Site(root, "desa000000000001", "pps", VILLAGE, 2)
