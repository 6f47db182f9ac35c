"""Receive kits, packages and receipts: verify, merge in one transaction, answer with a signed receipt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.entries import stream_id
from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.services import enrolling
from coklit_desktop.services.browsing import area_digest, villages
from coklit_desktop.services.ledger import require_writable
from coklit_desktop.services.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coklit_desktop.handover.documents import Receipt
    from coklit_desktop.handover.lines import Line
    from coklit_desktop.handover.manifest import Range
    from coklit_desktop.handover.payload import Payload
    from coklit_desktop.handover.reader import OuterPackage
    from coklit_desktop.handover.signed import Signed
    from coklit_desktop.handover.trust import Author, Trust
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

MERGED, ALREADY, WAITING, REFUSED = "merged", "already", "waiting", "refused"
PROVISIONAL, GAP, FORK = "sementara", "celah", "cabang"
LAST_RECEIPT = "last_receipt"
_CODES = {
    "kata_tidak_cocok": PROVISIONAL,
    "kit_dipakai_dua": PROVISIONAL,
}  # codes of the contract, where a sentence says more


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file. `code` says why it waits or was refused; `receipt` is the answer that was written."""

    file: Path
    kind: str | None
    outcome: str
    code: str | None = None
    area: str | None = None
    words: str | None = None  # a provisional sender's six words, to be compared
    receipt: Path | None = None
    detail: str | None = None  # the code of a plainer sentence than `code` has

    def to_json(self) -> dict[str, Any]:
        """Return the shape of design.md 6, with the answer's file."""
        return {
            "file": str(self.file),
            "kind": self.kind,
            "outcome": self.outcome,
            "code": self.code,
            "receipt": None if self.receipt is None else str(self.receipt),
        }

    def sentence(self) -> str:
        """One plain sentence."""
        if self.outcome in (WAITING, REFUSED) and self.code is not None:
            return sentence(CoklitError(self.detail or self.code, area=self.area or "?"))
        return "Diterima." if self.outcome == MERGED else "Sudah pernah diterima."


@dataclass(frozen=True, slots=True)
class _Answers:
    """How a call answers: where receipts go, and what a person has compared."""

    receipts: Path | None
    confirm: str | None
    root_passphrase: str | None
    progress: Progress


def receive(
    desk: Desk,
    files: Sequence[Path],
    *,
    receipts: Path | None = None,
    confirm: str | None = None,
    root_passphrase: str | None = None,
    progress: Progress = no_progress,
) -> list[Received]:
    """Take files (a folder stands for the packages in it), each on its own: one bad file never stops the others."""
    require_writable(desk)
    answers = _Answers(receipts, confirm, root_passphrase, progress)
    found = []
    paths = [path for given in files for path in _expand(given)]
    for number, path in enumerate(paths):
        progress(number / len(paths), "Memeriksa berkas")
        found.append(_receive(desk, path, answers))
    return found


def _expand(path: Path) -> list[Path]:
    return sorted(path.glob("*.coklit")) if path.is_dir() else [path]


def _receive(desk: Desk, path: Path, answers: _Answers) -> Received:
    from coklit_desktop.handover.reader import read_outer

    kind: str | None = None
    area: str | None = None
    try:
        with read_outer(path) as outer:
            kind, area = outer.manifest.facts.kind, outer.manifest.facts.area
            with desk.store.write() as unit:
                return _take(desk, unit, path, outer, answers)
    except Cancelled:
        raise
    except CoklitError as error:
        return Received(path, kind, REFUSED, _CODES.get(error.code, error.code), area, detail=error.code)


def _take(desk: Desk, unit: Unit, path: Path, outer: OuterPackage, answers: _Answers) -> Received:
    from coklit_desktop.services.trusting import trust_of

    trust = trust_of(desk, unit)
    author = outer.verify(trust, desk.area)
    if trust.is_revoked(author.site):
        raise CoklitError("tanda_tangan")
    if outer.manifest.facts.kind == "package":
        return _take_package(desk, unit, path, outer, trust, author, answers)
    return _take_downward(desk, unit, path, outer, trust, author, answers)


# --- upwards: a package


def _take_package(
    desk: Desk,
    unit: Unit,
    path: Path,
    outer: OuterPackage,
    trust: Trust,
    author: Author,
    answers: _Answers,
) -> Received:
    from coklit_desktop.services import trusting
    from coklit_desktop.services.streams import merge

    facts = outer.manifest.facts
    author = enrolling.settle(desk, unit, author, answers.confirm, answers.root_passphrase)
    if author.provisional:
        words = author.request.words if author.request else None
        return Received(path, facts.kind, WAITING, PROVISIONAL, facts.area, words)
    payload = _open(desk, unit, outer, trust, author, answers)
    known = unit.document(trusting.RECEIVED, outer.sha256) is not None
    merged = merge(desk, unit, payload)
    for line in payload.receipts:
        trusting.keep_receipt(unit, line)
    unit.put_document(trusting.RECEIVED, outer.sha256, canonical({"area": facts.area, "site": facts.site}))
    receipt = None
    if desk.office != "pps":
        receipt = _write_receipt(desk, unit, path, outer, author, payload, answers)
    gap = bool(merged.waiting) or _has_gap(unit, facts.ranges)
    if gap:
        return Received(path, facts.kind, WAITING, GAP, facts.area, receipt=receipt)
    return Received(path, facts.kind, ALREADY if known else MERGED, None, facts.area, receipt=receipt)


def _open(desk: Desk, unit: Unit, outer: OuterPackage, trust: Trust, author: Author, answers: _Answers) -> Payload:
    from coklit_desktop.services.site_keys import identities
    from coklit_desktop.services.trusting import certificates

    known = [signed.doc for signed in certificates(unit)]
    return outer.payload(trust, author, identities(desk), known=known, progress=answers.progress)


def _has_gap(unit: Unit, ranges: Sequence[Range]) -> bool:
    return any(unit.head(item.site, item.area)[0] < item.last for item in ranges)


def _write_receipt(
    desk: Desk, unit: Unit, path: Path, outer: OuterPackage, author: Author, payload: Payload, answers: _Answers
) -> Path | None:
    """Answer to everyone certified for the area: how far we have its streams, and what comes down."""
    from coklit_desktop.handover.documents import Mark, Receipt
    from coklit_desktop.handover.manifest import SignerFile
    from coklit_desktop.handover.signed import sign
    from coklit_desktop.handover.writer import Outgoing, make_facts, receipt_name, write_package
    from coklit_desktop.services import trusting
    from coklit_desktop.services.site_keys import signing_key
    from coklit_desktop.services.streams import ranges_to_send

    own = trusting.own_certificate(desk, unit)
    area = outer.manifest.facts.area
    recipients = trusting.site_keys_of(unit, area)
    if own is None or not recipients:
        return None
    number = int(unit.get_meta(LAST_RECEIPT) or 0) + 1
    unit.set_meta(LAST_RECEIPT, str(number))
    heads = [head for head in unit.heads() if head.area == area or head.area.startswith(area + ".")]
    streams = {stream_id(head.site, head.area): Mark(head.seq, head.hash) for head in heads}
    receipt = sign(
        Receipt(own.doc.root, desk.election.id, area, desk.site, number, outer.sha256, streams), signing_key(desk)
    )
    areas = {head.area for head in heads}
    known = _already_there(desk, unit, author, payload)
    ranges = ranges_to_send(desk, unit, areas, known, skip_site=author.site)
    facts = make_facts(
        "receipt", root=own.doc.root, election=desk.election.id, area=area, site=desk.site, to=area, ranges=ranges
    )
    folder = answers.receipts or path.parent
    folder.mkdir(parents=True, exist_ok=True)
    written = write_package(
        folder,
        receipt_name(area, desk.site, number),
        Outgoing(facts, SignerFile(cert=own), recipients),
        _receipt_lines(desk, unit, receipt, ranges, area),
        signing_key(desk),
    )
    return written.path


def _already_there(desk: Desk, unit: Unit, author: Author, payload: Payload) -> dict[str, int]:
    """Stream -> how far the sender has it: what its kit held, and what our receipt that it shows brought down."""
    known: dict[str, int] = {}
    cert = author.certificate
    record = enrolling.record_of(unit, cert.doc.serial) if cert is not None else None
    if record is not None:
        known.update(record["streams"])
    for line in payload.receipts:
        if line.receipt.doc.site == desk.site:
            for stream, mark in line.receipt.doc.streams.items():
                known[stream] = max(known.get(stream, 0), mark.seq)
    return known


def _receipt_lines(
    desk: Desk, unit: Unit, receipt: Signed[Receipt], ranges: Sequence[Range], area: str
) -> Iterator[Line]:
    from coklit_desktop.handover.lines import CertLine, DigestLine, KecamatanLine, ReceiptLine, RevocationsLine
    from coklit_desktop.services import trusting
    from coklit_desktop.services.streams import range_lines

    own = trusting.own_certificate(desk, unit)
    if own is None:
        raise CoklitError("belum_ada_kit")
    authors = {item.site for item in ranges}
    for signed in trusting.certificates(unit):
        doc = signed.doc
        if doc.role == "kabko" or doc.area == area or doc.site in authors:
            yield CertLine(signed)
    revocations = trusting.revocations_of(unit)
    if revocations is not None:
        yield RevocationsLine(revocations)
    kecamatan = trusting.kecamatan_key(unit, area)
    if kecamatan is not None:
        yield KecamatanLine(kecamatan)
    yield ReceiptLine(receipt, own)
    yield from range_lines(desk, unit, ranges, own.doc.root)
    for village in villages(unit):
        if village == area or village.startswith(area + "."):
            yield DigestLine(village, area_digest(unit, village))


# --- downwards: a receipt, or a kit that was issued again


def _take_downward(
    desk: Desk,
    unit: Unit,
    path: Path,
    outer: OuterPackage,
    trust: Trust,
    author: Author,
    answers: _Answers,
) -> Received:
    from coklit_desktop.services import trusting
    from coklit_desktop.services.kits import keep_papers
    from coklit_desktop.services.streams import merge

    facts = outer.manifest.facts
    payload = _open(desk, unit, outer, trust, author, answers)
    known = unit.document(trusting.RECEIVED, outer.sha256) is not None
    own = [line for line in payload.receipts if line.receipt.doc.site == facts.site]
    for line in own:
        _refuse_foreign_future(desk, unit, line.receipt.doc)
    merged = merge(desk, unit, payload)
    keep_papers(unit, payload)
    for line in payload.receipts:
        trusting.keep_receipt(unit, line)
    unit.put_document(trusting.RECEIVED, outer.sha256, canonical({"area": facts.area, "site": facts.site}))
    if merged.waiting or _has_gap(unit, facts.ranges):
        return Received(path, facts.kind, WAITING, GAP, facts.area)
    return Received(path, facts.kind, ALREADY if known else MERGED, None, facts.area)


def _refuse_foreign_future(desk: Desk, unit: Unit, receipt: Receipt) -> None:
    """A receipt beyond or unlike our own head says that this store was restored from an older copy, or forked."""
    for stream, mark in receipt.streams.items():
        site, _, area = stream.partition(":")
        if site != desk.site:
            continue
        entry = unit.entry_at(site, area, mark.seq)
        if entry is None or entry.hash != mark.hash:
            raise CoklitError(FORK)


def inspect_file(path: Path) -> dict[str, Any]:
    """What a file says of itself, without opening it. Raises CoklitError: terpotong, rusak, versi."""
    from coklit_desktop.handover.inspecting import inspect

    return inspect(path)


def digests_agree(desk: Desk, payload: Payload) -> bool:
    """Whether every digest that came with a receipt is what we have."""
    with desk.store.read() as unit:
        return all(area_digest(unit, area) == digest for area, digest in payload.digests.items())
