"""Lines of a payload as canonical bytes, and back. Whatever has another shape is `rusak`."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.deliveries import row_from_json, row_to_json
from coklit_desktop.domain.entries import SALT_BYTES, Entry, Envelope
from coklit_desktop.handover import shape
from coklit_desktop.handover.documents import Certificate, Enrolment, Head, KecamatanKey, Receipt, Revocations
from coklit_desktop.handover.keys import AgeIdentity
from coklit_desktop.handover.lines import (
    PIECE_BYTES,
    ROWS_A_LINE,
    CertLine,
    DeliveryLine,
    DigestLine,
    EndLine,
    EnrolLine,
    EntryLine,
    FileLine,
    HeadLine,
    KecamatanLine,
    Line,
    PieceLine,
    ReceiptLine,
    RequestLine,
    RevocationsLine,
    RowsLine,
    SecretLine,
    StartLine,
)  # fmt: skip
from coklit_desktop.handover.manifest import FACT_CHECKS, Facts
from coklit_desktop.handover.signed import Signed, read_request, read_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def line_bytes(line: Line) -> bytes:
    """The canonical bytes of a line, without line end."""
    return canonical(_to_json(line))


def _to_json(line: Line) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912  one case a line type
    match line:
        case StartLine(facts):
            return {"t": "start", **facts.to_json()}
        case CertLine(cert):
            return {"t": "cert", "cert": cert.to_json()}
        case EnrolLine(enrol):
            return {"t": "enrol", "enrol": enrol.to_json()}
        case RequestLine(request):
            return {"t": "request", "request": request.to_json()}
        case RevocationsLine(revocations):
            return {"t": "revocations", "revocations": revocations.to_json()}
        case KecamatanLine(key):
            return {"t": "kecamatan", "key": key.to_json()}
        case SecretLine(identity):
            return {"t": "secret", "secret": identity.secret}
        case EntryLine(entry):
            salt = None if entry.salt is None else entry.salt.hex()
            body = None if entry.body is None else dict(entry.body)
            return {"t": "entry", "env": entry.envelope.to_json(), "salt": salt, "body": body}
        case HeadLine(head):
            return {"t": "head", "head": head.doc.to_json(), "sig": head.sig}
        case DeliveryLine(entry_hash, count, sha256):
            return {"t": "delivery", "entry": entry_hash, "rows": count, "sha256": sha256}
        case RowsLine(rows):
            return {"t": "rows", "rows": [row_to_json(row) for row in rows]}
        case ReceiptLine(receipt, cert):
            return {"t": "receipt", "receipt": receipt.to_json(), "cert": cert.to_json()}
        case DigestLine(area, digest):
            return {"t": "digest", "area": area, "digest": digest}
        case FileLine(name, size, sha256):
            return {"t": "file", "name": name, "size": size, "sha256": sha256}
        case PieceLine(data):
            return {"t": "piece", "data": base64.b64encode(data).decode("ascii")}
        case EndLine(count):
            return {"t": "end", "lines": count}


def parse_line(data: bytes, *, checked: bool = False) -> Line:
    """Read a line; `checked` skips the second look at its spelling. Raises CoklitError `rusak`."""
    value = json.loads(data) if checked else shape.parse(data)
    kind = value.get("t")
    reader = _READERS.get(kind) if type(kind) is str else None
    if reader is None:
        raise shape.damaged()
    checks, build = reader
    return build(shape.exactly(value, {"t": shape.text(16), **checks}))


def _is_object(value: Any) -> bool:
    return type(value) is dict


def _nothing_or(check: shape.Check) -> shape.Check:
    return lambda value: value is None or check(value)


def _start(value: dict[str, Any]) -> StartLine:
    return StartLine(Facts.from_json({name: item for name, item in value.items() if name != "t"}))


def _entry(value: dict[str, Any]) -> EntryLine:
    try:
        envelope = Envelope.from_json(value["env"])
    except (KeyError, TypeError, ValueError):
        raise shape.damaged() from None
    shape.require(shape.site(envelope.site) and shape.area(envelope.area))
    shape.require(type(value["env"]["base"]) is list and all(map(shape.hex64, envelope.base)))
    shape.require(shape.hex64(envelope.prev_hash) and shape.hex64(envelope.body_hash))
    salt, body = value["salt"], value["body"]
    shape.require((salt is None) == (body is None))
    raw = None if salt is None else bytes.fromhex(salt)
    shape.require(raw is None or len(raw) == SALT_BYTES)
    return EntryLine(Entry(envelope, envelope.hash(), body, raw))


def _head(value: dict[str, Any]) -> HeadLine:
    return HeadLine(Signed(Head.from_json(value["head"]), value["sig"]))


def _rows(value: dict[str, Any]) -> RowsLine:
    try:
        return RowsLine(tuple(row_from_json(row) for row in value["rows"]))
    except (TypeError, ValueError):
        raise shape.damaged() from None


def _piece(value: dict[str, Any]) -> PieceLine:
    try:
        data = base64.b64decode(value["data"], validate=True)
    except binascii.Error:
        raise shape.damaged() from None
    shape.require(0 < len(data) <= PIECE_BYTES)
    return PieceLine(data)


_some_rows: shape.Check = lambda value: type(value) is list and 0 < len(value) <= ROWS_A_LINE  # noqa: E731

_READERS: dict[str, tuple[dict[str, shape.Check], Callable[[dict[str, Any]], Line]]] = {
    "start": (FACT_CHECKS, _start),
    "cert": ({"cert": _is_object}, lambda v: CertLine(read_signed(Certificate, v["cert"]))),
    "enrol": ({"enrol": _is_object}, lambda v: EnrolLine(read_signed(Enrolment, v["enrol"]))),
    "request": ({"request": _is_object}, lambda v: RequestLine(read_request(v["request"]))),
    "revocations": (
        {"revocations": _is_object},
        lambda v: RevocationsLine(read_signed(Revocations, v["revocations"])),
    ),
    "kecamatan": ({"key": _is_object}, lambda v: KecamatanLine(read_signed(KecamatanKey, v["key"]))),
    "secret": ({"secret": shape.text(80)}, lambda v: SecretLine(AgeIdentity.from_secret(v["secret"]))),
    "entry": ({"env": _is_object, "salt": _nothing_or(shape.salt), "body": _nothing_or(_is_object)}, _entry),
    "head": ({"head": _is_object, "sig": shape.signature}, _head),
    "delivery": (
        {"entry": shape.hex64, "rows": shape.integer(0), "sha256": shape.hex64},
        lambda v: DeliveryLine(v["entry"], v["rows"], v["sha256"]),
    ),
    "rows": ({"rows": _some_rows}, _rows),
    "receipt": (
        {"receipt": _is_object, "cert": _is_object},
        lambda v: ReceiptLine(read_signed(Receipt, v["receipt"]), read_signed(Certificate, v["cert"])),
    ),
    "digest": ({"area": shape.area, "digest": shape.hex64}, lambda v: DigestLine(v["area"], v["digest"])),
    "file": (
        {"name": shape.pattern("[0-9A-Za-z._-]{1,120}"), "size": shape.serial, "sha256": shape.hex64},
        lambda v: FileLine(v["name"], v["size"], v["sha256"]),
    ),
    "piece": ({"data": shape.text(PIECE_BYTES * 4 // 3 + 8)}, _piece),
    "end": ({"lines": shape.serial}, lambda v: EndLine(v["lines"])),
}


def all_lines(facts: Facts, lines: Iterable[Line]) -> Iterator[bytes]:
    """Canonical lines of a whole payload: the first and the last are put around `lines`."""
    count = 1
    yield line_bytes(StartLine(facts))
    for line in lines:
        count += 1
        yield line_bytes(line)
    yield line_bytes(EndLine(count))
