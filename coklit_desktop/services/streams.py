"""Ranges of streams as lines of a package, and their way into the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.domain.authority import may_undo
from coklit_desktop.domain.bodies import body_fits
from coklit_desktop.domain.entries import Entry, Kind, hlc_parts, stream_id
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.documents import Certificate, Head
from coklit_desktop.handover.lines import EntryLine, HeadLine, Line, delivery_lines
from coklit_desktop.handover.manifest import Range
from coklit_desktop.handover.signed import Signed, sign, signed_from_bytes
from coklit_desktop.services.checking import CLOCK_AHEAD_MS
from coklit_desktop.services.ledger import list_subject, refold
from coklit_desktop.services.site_keys import CERT, signing_key
from coklit_desktop.services.trusting import head_of, keep_head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coklit_desktop.domain.records import DeliveredRow
    from coklit_desktop.handover.payload import Payload
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


def ranges_to_send(
    desk: Desk, unit: Unit, areas: Iterable[str], known: Mapping[str, int], *, skip_site: str = ""
) -> list[Range]:
    """What a receiver lacks of the streams about `areas`. `known`: stream -> highest number it has.

    Streams of other sites go only as far as a signed head of their author is here.
    """
    wanted, found = set(areas), []
    for head in unit.heads():
        if head.area not in wanted or head.site == skip_site:
            continue
        last = head.seq
        if head.site != desk.site:
            signed = head_of(unit, stream_id(head.site, head.area))
            last = 0 if signed is None else min(last, signed.head.doc.seq)
        first = known.get(stream_id(head.site, head.area), 0) + 1
        if first <= last:
            found.append(Range(head.area, head.site, first, last))
    return sorted(found)


def range_lines(desk: Desk, unit: Unit, ranges: Iterable[Range], root: str) -> Iterator[Line]:
    """The entries of each range, the author's head, and the rows of deliveries among them."""
    for item in ranges:
        deliveries: list[Entry] = []
        last: Entry | None = None
        for entry in unit.entries_of(item.site, item.area, item.first - 1, item.last):
            yield EntryLine(entry)
            last = entry
            if entry.kind == Kind.DELIVERY:
                deliveries.append(entry)
        if last is None:
            raise CoklitError("penyimpanan_rusak")
        yield _head(desk, unit, item, last, root)
        for entry in deliveries:
            if unit.has_delivery(entry.hash) and entry.body is not None:
                yield from delivery_lines(
                    entry.hash, entry.body["rows"], entry.body["rows_sha256"], unit.delivery_rows(entry.hash)
                )


def _head(desk: Desk, unit: Unit, item: Range, last: Entry, root: str) -> HeadLine:
    if item.site == desk.site:
        head = Head(root, desk.election.id, stream_id(item.site, item.area), last.seq, last.hash)
        return HeadLine(sign(head, signing_key(desk)))
    signed = head_of(unit, stream_id(item.site, item.area))
    if signed is None or signed.head.doc.hash != last.hash:
        raise CoklitError("penyimpanan_rusak")
    return signed


@dataclass
class Merged:
    """What a merge brought."""

    new: int = 0
    waiting: int = 0
    touched: dict[str, set[str]] = field(default_factory=dict)  # area -> subjects


def merge(desk: Desk, unit: Unit, payload: Payload) -> Merged:
    """Take a verified payload's certificates, entries and deliveries, and fold what they touch.

    Raises CoklitError `cabang` where an entry differs from what is here under its number, `rusak` for a wrong body.
    """
    merged = Merged()
    for signed in payload.certificates:
        keep_certificate(unit, signed)
    for entry in payload.entries():
        if not body_fits(entry):
            raise CoklitError("rusak")
        _refuse_foreign_undo(unit, entry, payload)
        _take(desk, unit, entry, merged)
    for site, area in unit.waiting_streams():
        _unblock(desk, unit, site, area, merged)
    for line, rows in payload.deliveries():
        _take_delivery(unit, line.entry, list(rows), line.sha256, merged)
    for head in payload.heads:
        keep_head(unit, head)
    for area, subjects in merged.touched.items():
        refold(unit, desk.ordering, area, subjects)
    return merged


def _refuse_foreign_undo(unit: Unit, entry: Entry, payload: Payload) -> None:
    """A PPK or regency undoes only what it wrote itself."""
    if entry.kind != Kind.UNDO or entry.body is None:
        return
    target = unit.entry_by_hash(entry.body["undoes"])
    roles = [author.role for author in payload.authors.get(entry.site, ())]
    if target is not None and not any(may_undo(role, target, entry.site) for role in roles):
        raise CoklitError("peran")


def keep_certificate(unit: Unit, signed: Signed[Certificate]) -> None:
    """Remember a site's certificate, unless one with a higher serial is there."""
    data = unit.document(CERT, signed.doc.site)
    known = None if data is None else signed_from_bytes(Certificate, data)
    if known is None or known.doc.serial <= signed.doc.serial:
        unit.put_document(CERT, signed.doc.site, signed.to_bytes())


def _take(desk: Desk, unit: Unit, entry: Entry, merged: Merged) -> None:
    site, area = entry.site, entry.envelope.area
    seq, _ = unit.head(site, area)
    if entry.seq <= seq:
        known = unit.entry_at(site, area, entry.seq)
        if known is None or known.hash != entry.hash:
            raise CoklitError("cabang")
    elif entry.seq == seq + 1:
        unit.append(entry)
        merged.new += 1
        _note(desk, unit, entry, merged)
    else:
        unit.put_waiting(entry)
        merged.waiting += 1


def _unblock(desk: Desk, unit: Unit, site: str, area: str, merged: Merged) -> None:
    """Append entries whose gap has closed."""
    for entry in sorted(unit.waiting(site, area), key=lambda entry: entry.seq):
        seq, _ = unit.head(site, area)
        if entry.seq == seq + 1:
            unit.append(entry)
            merged.new += 1
            _note(desk, unit, entry, merged)
    unit.drop_waiting(site, area, unit.head(site, area)[0])


def _note(desk: Desk, unit: Unit, entry: Entry, merged: Merged) -> None:
    """Remember what to fold, and follow the other clock unless it cannot be right."""
    if entry.subject is not None:
        merged.touched.setdefault(entry.envelope.area, set()).add(entry.subject)
    hlc = entry.envelope.hlc
    if desk.ordering.plausible(hlc) and hlc_parts(hlc)[0] <= desk.now_ms() + CLOCK_AHEAD_MS:
        unit.adopt_hlc(hlc)


def _take_delivery(unit: Unit, entry_hash: str, rows: list[DeliveredRow], sha256: str, merged: Merged) -> None:
    entry = unit.entry_by_hash(entry_hash)
    if entry is None or unit.has_delivery(entry_hash):
        return
    if entry.body is None or entry.body.get("rows_sha256") != sha256 or entry.body.get("rows") != len(rows):
        raise CoklitError("rusak")
    unit.add_delivery(entry_hash, entry.envelope.area, rows, sha256)
    merged.touched.setdefault(entry.envelope.area, set()).add(list_subject(entry.envelope.area))
