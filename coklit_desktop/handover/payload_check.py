"""Every line of a payload is looked at: shape, order, signatures, chains, authority, sums."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.authority import refusal
from coklit_desktop.domain.deliveries import row_line
from coklit_desktop.domain.entries import Entry, entry_fits
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.handover.frame import frame_lines
from coklit_desktop.handover.line_codec import parse_line
from coklit_desktop.handover.lines import (
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
from coklit_desktop.handover.payload import Payload
from coklit_desktop.handover.shape import damaged, require
from coklit_desktop.handover.trust import Author, Trust, certified_author, provisional_author

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from coklit_desktop.handover.documents import Certificate, Enrolment
    from coklit_desktop.handover.manifest import Facts, Range
    from coklit_desktop.handover.signed import Signed

FILES_LIMIT = 512 * 1024 * 1024  # bytes of forwarded files


def check_payload(
    frame: bytes,
    facts: Facts,
    trust: Trust,
    signer: Author,
    known: Iterable[Certificate] = (),
    progress: Progress = no_progress,
) -> Payload:
    """Look at every line; returns the payload. Raises CoklitError with the code of the first fault."""
    checker = _Checker(Payload(facts, _frame=frame), trust, signer, known)
    for number, data in enumerate(frame_lines(frame)):
        checker.take(data)
        if number % 500 == 0:
            progress(0.5, "Memeriksa isi paket")
    return checker.end()


class _Checker:
    """Takes the lines one by one; `_follow` is set while lines of one sort must follow each other."""

    def __init__(self, payload: Payload, trust: Trust, signer: Author, known: Iterable[Certificate]) -> None:
        self._payload = payload
        self._trust = trust
        self._count = 0
        self._ended = False
        self._follow: Callable[[Line], bool] | None = None  # returns whether its sort is complete
        self._open = {(item.site, item.area): item for item in payload.facts.ranges}
        self._enrolments: dict[int, Signed[Enrolment]] = {}
        self._files_left = FILES_LIMIT
        self._add_author(signer)
        for cert in known:
            self._add_author(Author(cert.site, cert.role, cert.area, cert.sign_pub, cert.age_pub))

    def take(self, data: bytes) -> None:
        """Check the next line."""
        line = parse_line(data)
        require(not self._ended and isinstance(line, StartLine) == (self._count == 0))
        if self._follow is not None:
            if self._follow(line):
                self._follow = None
        else:
            self._begin(line)
        self._count += 1

    def end(self) -> Payload:
        """Check that nothing is missing."""
        require(self._ended and not self._open)
        return self._payload

    def _begin(self, line: Line) -> None:
        handler = _HANDLERS.get(type(line))
        if handler is None:
            raise damaged()
        handler(self, line)

    def _start(self, line: StartLine) -> None:
        require(line.facts == self._payload.facts)

    def _end(self, line: EndLine) -> None:
        require(line.lines == self._count)
        self._ended = True

    def _cert(self, line: CertLine) -> None:
        self._add_author(certified_author(self._trust, line.cert))
        self._payload.certificates.append(line.cert)

    def _enrol(self, line: EnrolLine) -> None:
        self._enrolments[self._trust.enrolment(line.enrol).serial] = line.enrol
        self._payload.enrolments.append(line.enrol)

    def _request(self, line: RequestLine) -> None:
        enrolment = self._enrolments.get(line.request.doc.serial)
        self._add_author(provisional_author(self._trust, line.request, enrolment))
        self._payload.requests.append(line.request)

    def _revocations(self, line: RevocationsLine) -> None:
        require(self._payload.revocations is None)
        self._trust.revocation_list(line.revocations)
        self._payload.revocations = line.revocations

    def _kecamatan(self, line: KecamatanLine) -> None:
        self._trust.kecamatan(line.key)
        self._payload.kecamatan.append(line.key)

    def _secret(self, line: SecretLine) -> None:
        publics = {key.doc.age_pub for key in self._payload.kecamatan}
        require(self._payload.facts.kind == "kit" and line.identity.public in publics)
        self._payload.secrets.append(line.identity)

    def _receipt(self, line: ReceiptLine) -> None:
        self._trust.receipt(line.receipt, line.cert)
        self._payload.receipts.append(line)

    def _digest(self, line: DigestLine) -> None:
        require(line.area not in self._payload.digests)
        self._payload.digests[line.area] = line.digest

    def _entry(self, line: EntryLine) -> None:
        envelope = line.entry.envelope
        promised = self._open.pop((envelope.site, envelope.area), None)
        if promised is None:
            raise damaged()
        stream = _Stream(promised, self._trust, self._payload)
        stream.take(line)
        self._follow = stream.take

    def _delivery(self, line: DeliveryLine) -> None:
        if line.rows:
            self._follow = _Rows(line).take
        else:
            require(line.sha256 == hashlib.sha256().hexdigest())

    def _file(self, line: FileLine) -> None:
        self._files_left -= line.size
        require(self._payload.facts.kind == "package" and self._files_left >= 0)
        self._follow = _Pieces(line).take

    def _add_author(self, author: Author) -> None:
        self._payload.authors.setdefault(author.site, []).append(author)


_HANDLERS: Mapping[type, Callable[[Any, Any], None]] = {
    StartLine: _Checker._start, EndLine: _Checker._end, CertLine: _Checker._cert, EnrolLine: _Checker._enrol,
    RequestLine: _Checker._request, RevocationsLine: _Checker._revocations, KecamatanLine: _Checker._kecamatan,
    SecretLine: _Checker._secret, ReceiptLine: _Checker._receipt, DigestLine: _Checker._digest,
    EntryLine: _Checker._entry, DeliveryLine: _Checker._delivery, FileLine: _Checker._file,
}  # fmt: skip


class _Stream:
    """One range of one stream: numbers, chain, authority, and the author's head at its end."""

    def __init__(self, promised: Range, trust: Trust, payload: Payload) -> None:
        self._range = promised
        self._trust = trust
        self._authors = payload.authors.get(promised.site, [])
        self._payload = payload
        self._next = promised.first
        self._last = ""  # hash of the entry before

    def take(self, line: Line) -> bool:
        """Check an entry or the head; True after the head."""
        if isinstance(line, HeadLine):
            self._head(line)
            return True
        if not isinstance(line, EntryLine):
            raise damaged()
        self._entry(line.entry)
        return False

    def _entry(self, entry: Entry) -> None:
        envelope = entry.envelope
        require((envelope.site, envelope.area, envelope.seq) == (self._range.site, self._range.area, self._next))
        require(entry_fits(entry) and envelope.seq <= self._range.last)
        if self._last and envelope.prev_hash != self._last:
            raise CoklitError("cabang")
        if envelope.election != self._trust.election:
            raise CoklitError("bukan_untuk_kita")
        refusals = [refusal(author.role, author.area, entry) for author in self._authors]
        if not refusals:
            raise CoklitError("tanda_tangan")
        if None not in refusals:
            raise CoklitError(str(refusals[0]), area=envelope.area)
        self._next += 1
        self._last = entry.hash

    def _head(self, line: HeadLine) -> None:
        head = line.head.doc
        stream = (head.site, head.area, head.seq, head.hash)
        require(stream == (self._range.site, self._range.area, self._range.last, self._last))
        if (head.root, head.election) != (self._trust.root, self._trust.election):
            raise CoklitError("tanda_tangan")
        if not any(_signed_by(line, author) for author in self._authors):
            raise CoklitError("tanda_tangan")
        self._payload.heads.append(line)


def _signed_by(line: HeadLine, author: Author) -> bool:
    try:
        line.head.verify(author.sign_pub)
    except CoklitError:
        return False
    return True


class _Rows:
    """The rows of one delivery."""

    def __init__(self, line: DeliveryLine) -> None:
        self._line = line
        self._left = line.rows
        self._digest = hashlib.sha256()

    def take(self, line: Line) -> bool:
        """Check some rows; True after the last."""
        if not isinstance(line, RowsLine):
            raise damaged()
        for row in line.rows:
            self._digest.update(row_line(row) + b"\n")
            self._left -= 1
        require(self._left >= 0)
        if self._left == 0:
            require(self._digest.hexdigest() == self._line.sha256)
        return self._left == 0


class _Pieces:
    """The bytes of one forwarded file."""

    def __init__(self, line: FileLine) -> None:
        self._line = line
        self._left = line.size
        self._digest = hashlib.sha256()

    def take(self, line: Line) -> bool:
        """Check a piece; True after the last."""
        if not isinstance(line, PieceLine):
            raise damaged()
        self._digest.update(line.data)
        self._left -= len(line.data)
        require(self._left >= 0)
        if self._left == 0:
            require(self._digest.hexdigest() == self._line.sha256)
        return self._left == 0
