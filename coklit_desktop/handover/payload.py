"""The inside of a package: verified as a whole before anything of it is given out (see `payload_check`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.handover.documents import Certificate, Enrolment, KecamatanKey, Revocations
from coklit_desktop.handover.frame import frame_lines
from coklit_desktop.handover.keys import AgeIdentity
from coklit_desktop.handover.line_codec import parse_line
from coklit_desktop.handover.lines import (
    DeliveryLine,
    EntryLine,
    FileLine,
    HeadLine,
    Line,
    PieceLine,
    ReceiptLine,
    RowsLine,
)
from coklit_desktop.handover.manifest import Facts
from coklit_desktop.handover.signed import Signed, SignedRequest
from coklit_desktop.handover.trust import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.domain.entries import Entry
    from coklit_desktop.domain.records import DeliveredRow


@dataclass(slots=True)
class Payload:
    """What a package holds; everything in it is verified, nothing is applied."""

    facts: Facts
    certificates: list[Signed[Certificate]] = field(default_factory=list)
    enrolments: list[Signed[Enrolment]] = field(default_factory=list)
    requests: list[SignedRequest] = field(default_factory=list)
    revocations: Signed[Revocations] | None = None
    kecamatan: list[Signed[KecamatanKey]] = field(default_factory=list)
    secrets: list[AgeIdentity] = field(default_factory=list, repr=False)
    receipts: list[ReceiptLine] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)  # area -> digest
    heads: list[HeadLine] = field(default_factory=list)
    authors: dict[str, list[Author]] = field(default_factory=dict)  # site -> who signed its heads
    _frame: bytes = field(default=b"", repr=False)

    def lines(self) -> Iterator[Line]:
        """All lines once more, first and last too."""
        return (parse_line(data, checked=True) for data in frame_lines(self._frame))

    def entries(self) -> Iterator[Entry]:
        """The entries: stream after stream, each in order of its numbers."""
        return (line.entry for line in self.lines() if isinstance(line, EntryLine))

    def deliveries(self) -> Iterator[tuple[DeliveryLine, Iterator[DeliveredRow]]]:
        """Deliveries with their rows; take the rows of one before the next."""
        lines = self.lines()
        for line in lines:
            if isinstance(line, DeliveryLine):
                yield line, _rows_of(line, lines)

    def files(self) -> Iterator[tuple[FileLine, bytes]]:
        """Forwarded files, unchanged; each is to be read as a package of its own."""
        lines = self.lines()
        for line in lines:
            if isinstance(line, FileLine):
                yield line, b"".join(_pieces_of(line, lines))


def _rows_of(line: DeliveryLine, lines: Iterator[Line]) -> Iterator[DeliveredRow]:
    left = line.rows
    while left:
        rows = next(lines)
        if isinstance(rows, RowsLine):
            left -= len(rows.rows)
            yield from rows.rows


def _pieces_of(line: FileLine, lines: Iterator[Line]) -> Iterator[bytes]:
    left = line.size
    while left:
        piece = next(lines)
        if isinstance(piece, PieceLine):
            left -= len(piece.data)
            yield piece.data
