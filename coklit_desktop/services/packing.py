"""Pack what the regency has not confirmed yet, for the stick."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.authority import regency_of
from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.entries import stream_id
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.services.browsing import area_digest, villages
from coklit_desktop.services.ledger import require_writable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.handover.lines import Line
    from coklit_desktop.handover.manifest import Range, SignerFile
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

PACKAGE = "package"  # documents: packages made here, by file name


@dataclass(frozen=True, slots=True)
class Packed:
    """A package on the stick; `file` is None if there is nothing new, `words` None once this site is certified."""

    file: Path | None
    words: str | None
    from_seq: int = 0
    to_seq: int = 0


@dataclass(frozen=True, slots=True)
class PackageMade:
    """A line of the table of packages. `received` names the offices that have confirmed all of it: ppk, kabko."""

    name: str
    from_seq: int
    to_seq: int
    made_at: int
    received: frozenset[str]


def pack(desk: Desk, folder: Path, progress: Progress = no_progress) -> Packed:
    """Write all entries since the regency's last receipt to `folder`, read them back, and only then say so.

    Raises CoklitError: belum_ada_kit, hanya_kantor_bawah, and those of writing to a stick.
    """
    from coklit_desktop.handover.writer import Outgoing, make_facts, package_name, write_package
    from coklit_desktop.services.site_keys import signing_key
    from coklit_desktop.services.trusting import signer_file, trust_of, upstream_keys

    require_writable(desk)
    if desk.office == "kabko":
        raise CoklitError("hanya_kantor_bawah")
    folder.mkdir(parents=True, exist_ok=True)
    with desk.store.read() as unit:
        trust = trust_of(desk, unit)
        signer = signer_file(desk, unit)
        ranges = _new_ranges(desk, unit)
        if not ranges and signer.cert is not None:
            return Packed(None, None)
        facts = make_facts(
            "package", root=trust.root, election=desk.election.id, area=desk.area, site=desk.site,
            to=regency_of(desk.area), ranges=ranges,
        )  # fmt: skip
        outgoing = Outgoing(facts, signer, upstream_keys(desk, unit, desk.area))
        lines = _lines(desk, unit, signer, ranges, trust.root)
        written = write_package(folder, package_name(facts), outgoing, lines, signing_key(desk), progress)
    own = next((item for item in ranges if item.area == desk.area), None)
    first, last = (own.first, own.last) if own else (0, 0)
    _remember(desk, written.path.name, written.sha256, first, last)
    return Packed(written.path, None if signer.request is None else signer.request.words, first, last)


def _new_ranges(desk: Desk, unit: Unit) -> list[Range]:
    """Own entries that no receipt of the regency covers."""
    from coklit_desktop.handover.manifest import Range
    from coklit_desktop.services.trusting import regency_receipts

    found = []
    for head in unit.heads():
        if head.site != desk.site:
            continue
        marks = [receipt.upto(desk.site, head.area) for receipt in regency_receipts(unit, head.area)]
        first = max((mark.seq for mark in marks if mark is not None), default=0) + 1
        if first <= head.seq:
            found.append(Range(head.area, head.site, first, head.seq))
    return sorted(found)


def _lines(desk: Desk, unit: Unit, signer: SignerFile, ranges: list[Range], root: str) -> Iterator[Line]:
    from coklit_desktop.handover.lines import CertLine, DigestLine, EnrolLine, RequestLine
    from coklit_desktop.services.streams import range_lines
    from coklit_desktop.services.trusting import receipts

    if signer.cert is not None:
        yield CertLine(signer.cert)
    if signer.enrol is not None:
        yield EnrolLine(signer.enrol)
    if signer.request is not None:
        yield RequestLine(signer.request)
    yield from receipts(unit)
    yield from range_lines(desk, unit, ranges, root)
    for area in villages(unit):
        yield DigestLine(area, area_digest(unit, area))


def _remember(desk: Desk, name: str, sha256: str, first: int, last: int) -> None:
    value = {"from": first, "made_at": desk.now_ms(), "sha256": sha256, "to": last}
    with desk.store.write() as unit:
        unit.put_document(PACKAGE, name, canonical(value))


def packages_made(desk: Desk) -> list[PackageMade]:
    """Packages made here, newest first, with who has confirmed each."""
    from coklit_desktop.services.trusting import receipts

    with desk.store.read() as unit:
        made = [(name, json.loads(data)) for name, data in unit.documents(PACKAGE)]
        found = receipts(unit)
    stream = stream_id(desk.site, desk.area)
    upto = {"ppk": 0, "kabko": 0}
    for line in found:
        mark = line.receipt.doc.streams.get(stream)
        if mark is not None:
            upto[line.cert.doc.role] = max(upto[line.cert.doc.role], mark.seq)
    return [
        PackageMade(
            name, value["from"], value["to"], value["made_at"],
            frozenset(role for role, seq in upto.items() if seq >= value["to"] > 0),
        )
        for name, value in sorted(made, key=lambda item: -item[1]["made_at"])
    ]  # fmt: skip
