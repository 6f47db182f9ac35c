"""The lines of a payload, as values. docs/package-format.md lists them; `line_codec` spells and reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Entry
from coklit_desktop.domain.records import DeliveredRow
from coklit_desktop.handover.documents import Certificate, Enrolment, Head, KecamatanKey, Receipt, Revocations
from coklit_desktop.handover.keys import AgeIdentity
from coklit_desktop.handover.manifest import Facts
from coklit_desktop.handover.signed import Signed, SignedRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS_A_LINE = 200
PIECE_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True)
class StartLine:
    """The first line: the manifest's facts once more, inside."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class CertLine:
    """A certificate."""

    cert: Signed[Certificate]


@dataclass(frozen=True, slots=True)
class EnrolLine:
    """An enrolment."""

    enrol: Signed[Enrolment]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request; the enrolment it stands on is a line before it, if there is one."""

    request: SignedRequest


@dataclass(frozen=True, slots=True)
class RevocationsLine:
    """The list of revoked sites."""

    revocations: Signed[Revocations]


@dataclass(frozen=True, slots=True)
class KecamatanLine:
    """The public half of a kecamatan's key."""

    key: Signed[KecamatanKey]


@dataclass(frozen=True, slots=True)
class SecretLine:
    """The secret of the kecamatan key that a line before names; only in a kit for a PPK."""

    identity: AgeIdentity


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry. Those of one stream follow each other and end in its head."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The author's signature under the entries before."""

    head: Signed[Head]


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """The rows of a delivery entry come in the next lines."""

    entry: str  # hash of the delivery's entry
    rows: int
    sha256: str  # lines_sha256 of the rows


@dataclass(frozen=True, slots=True)
class RowsLine:
    """Some rows of the delivery before: 200, the last line what is left."""

    rows: tuple[DeliveredRow, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt and the certificate of the site that gave it."""

    receipt: Signed[Receipt]
    cert: Signed[Certificate]


@dataclass(frozen=True, slots=True)
class DigestLine:
    """The digest of an area's list as the sender has it."""

    area: str
    digest: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """A forwarded file comes, unchanged, in the next lines."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PieceLine:
    """Some bytes of the file before: 512 KiB, the last line what is left."""

    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndLine:
    """The last line: how many came before it."""

    lines: int


Line = (
    StartLine | CertLine | EnrolLine | RequestLine | RevocationsLine | KecamatanLine | SecretLine | EntryLine
    | HeadLine | DeliveryLine | RowsLine | ReceiptLine | DigestLine | FileLine | PieceLine | EndLine
)  # fmt: skip


def delivery_lines(entry: str, count: int, sha256: str, rows: Iterable[DeliveredRow]) -> Iterator[Line]:
    """The lines of a delivery's rows."""
    yield DeliveryLine(entry, count, sha256)
    source = iter(rows)
    while some := tuple(islice(source, ROWS_A_LINE)):
        yield RowsLine(some)


def file_lines(name: str, data: bytes, sha256: str) -> Iterator[Line]:
    """The lines of a forwarded file."""
    yield FileLine(name, len(data), sha256)
    for start in range(0, len(data), PIECE_BYTES):
        yield PieceLine(data[start : start + PIECE_BYTES])


def entry_lines(entries: Iterable[Entry], head: Signed[Head]) -> Iterator[Line]:
    """The lines of one range of a stream."""
    for entry in entries:
        yield EntryLine(entry)
    yield HeadLine(head)
