"""age as the packages use it: binary, X25519 only, few stanzas. Our own eyes read the header before pyrage does."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, Protocol

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.frame import RATIO_LIMIT
from coklit_desktop.handover.shape import damaged, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coklit_desktop.handover.keys import AgeIdentity

HEADER_LIMIT = 8 * 1024
STANZA_LIMIT = 17
RECIPIENT_LIMIT = 16
_INTRO = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"-> ([!-~]+)((?: [!-~]+)*)")
_X25519_ARGUMENT = re.compile(rb" [A-Za-z0-9+/]{43}")
_BODY_LINE = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_SMALLEST_BODY = 16 + 16  # nonce and the tag of an empty last chunk


class Readable(Protocol):
    """Something to read from, from its place on."""

    def read(self, size: int = -1, /) -> bytes:
        """Read at most `size` bytes."""


def check_header(file: Readable, size: int) -> int:
    """Check an age header at the file's place; returns how many X25519 recipients it has. Raises `rusak`."""
    lines = _header_lines(file.read(min(HEADER_LIMIT, size)))
    if next(lines, b"") != _INTRO[:-1]:
        raise damaged()
    used = len(_INTRO)
    kinds: list[bytes] = []
    body_open = False
    for line in lines:
        used += len(line) + 1
        if line.startswith(b"---"):
            require(_MAC.fullmatch(line) is not None and not body_open and size - used >= _SMALLEST_BODY)
            return _count_recipients(kinds)
        if body_open:
            require(_BODY_LINE.fullmatch(line) is not None)
            body_open = len(line) == 64
        else:
            kinds.append(_stanza_kind(line))
            require(len(kinds) <= STANZA_LIMIT)
            body_open = True
    raise damaged()


def _header_lines(start: bytes) -> Iterator[bytes]:
    at = 0
    while (end := start.find(b"\n", at)) >= 0:
        yield start[at:end]
        at = end + 1


def _stanza_kind(line: bytes) -> bytes:
    match = _STANZA.fullmatch(line)
    if match is None:
        raise damaged()
    kind = match[1]
    require(kind.endswith(b"-grease") or (kind == b"X25519" and _X25519_ARGUMENT.fullmatch(match[2]) is not None))
    return kind


def _count_recipients(kinds: Sequence[bytes]) -> int:
    recipients = kinds.count(b"X25519")
    require(1 <= recipients <= RECIPIENT_LIMIT and len(kinds) - recipients == 1)
    return recipients


def encrypt(lines: Iterable[bytes], target: IO[bytes], recipients: Iterable[str], limit: int) -> None:
    """Pack lines into one zstd frame and encrypt it for `recipients` (age1…). Raises `terlalu_besar`, `penerima`."""
    import pyrage

    wanted = sorted(set(recipients))
    if not 1 <= len(wanted) <= RECIPIENT_LIMIT:
        raise CoklitError("penerima", count=len(wanted))
    keys = [pyrage.x25519.Recipient.from_str(key) for key in wanted]
    source = _Compressed(lines, limit)
    try:
        pyrage.encrypt_io(source, target, keys)
    except Exception:
        if source.error is not None:  # what came out of `lines` went through pyrage
            raise source.error from None
        raise
    if source.error is not None:
        raise source.error


def decrypt(file: Readable, identities: Iterable[AgeIdentity], limit: int) -> bytes:
    """Decrypt the age file at the file's place into memory. Raises `bukan_untuk_kita` or `rusak`."""
    import pyrage

    keys = [pyrage.x25519.Identity.from_str(identity.secret) for identity in identities]
    if not keys:
        raise CoklitError("bukan_untuk_kita")
    sink = _Sink(limit)
    try:
        pyrage.decrypt_io(file, sink, keys)
    except pyrage.DecryptError as error:
        code = "bukan_untuk_kita" if "No matching keys" in str(error) else "rusak"
        raise CoklitError(code) from None
    except OSError:
        raise damaged() from None
    return sink.getvalue()


class _Sink(io.BytesIO):
    """Memory that holds no more than it may."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._limit:
            raise OSError("too much")
        return super().write(data)


class _Compressed(io.RawIOBase):
    """A reader of the zstd frame of some lines, made as it is read."""

    def __init__(self, lines: Iterable[bytes], limit: int) -> None:
        import zstandard

        self._lines = iter(lines)
        parameters = zstandard.ZstdCompressionParameters.from_level(9, window_log=21, write_checksum=1)
        self._compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
        self._held = bytearray()
        self._limit = limit
        self._unpacked = self._packed = 0
        self._ended = False
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._ended and (size < 0 or len(self._held) < size):
                self._take()
        except BaseException as error:
            self.error = error
            raise
        size = len(self._held) if size < 0 else size
        found = bytes(self._held[:size])
        del self._held[:size]
        return found

    def _take(self) -> None:
        line = next(self._lines, None)
        if line is None:
            self._keep(self._compressor.flush())
            self._ended = True
            if self._unpacked > RATIO_LIMIT * self._packed:  # nobody would take it
                raise CoklitError("terlalu_besar")
            return
        self._unpacked += len(line) + 1
        if self._unpacked > self._limit:
            raise CoklitError("terlalu_besar")
        self._keep(self._compressor.compress(line + b"\n"))

    def _keep(self, data: bytes) -> None:
        self._packed += len(data)
        self._held += data
