"""The outer shape of a package: a ZIP of stored members in a fixed order, and not a byte that could be otherwise.

Written and read by hand, because a ZIP library forgives what must be refused. The bytes equal those of Python's
`zipfile` for stored members with the default date.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover.shape import damaged, require

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIB = 1024 * 1024
FIXED_NAMES = ("manifest.json", "manifest.sig", "signer.json", "payload.age")
BASEMAP_NAME = re.compile(r"basemap\.[a-z0-9]{1,12}")
BASEMAP_COUNT = 4
LIMITS = {"manifest.json": 64 * 1024, "manifest.sig": 64, "signer.json": 16 * 1024, "payload.age": 512 * MIB}
BASEMAP_LIMIT = 1024 * MIB  # all of them together
SIZE_LIMIT = 512 * MIB + BASEMAP_LIMIT + MIB

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NEEDED, _MADE_BY, _DATE, _ATTRIBUTES = 20, 3 << 8 | 20, 1 << 5 | 1, 0o600 << 16
CHUNK = MIB


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the file: where its bytes are."""

    name: str
    offset: int
    size: int
    crc: int


def member_limit(name: str) -> int:
    """The most bytes a member of this name may have. Raises `rusak` for a name that may not be there."""
    if name in LIMITS:
        return LIMITS[name]
    require(BASEMAP_NAME.fullmatch(name) is not None)
    return BASEMAP_LIMIT


@dataclass(frozen=True, slots=True)
class Source:
    """A member to be written: an open file at hand, measured."""

    name: str
    file: IO[bytes]
    size: int
    crc: int
    sha256: str

    @classmethod
    def measure(cls, name: str, file: IO[bytes]) -> Source:
        """Read the file once for its size and sums."""
        file.seek(0)
        size, crc, digest = 0, 0, hashlib.sha256()
        while chunk := file.read(CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            digest.update(chunk)
        return cls(name, file, size, crc, digest.hexdigest())

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> Source:
        """A small member."""
        return cls.measure(name, io.BytesIO(data))


def container_chunks(sources: Sequence[Source]) -> Iterator[bytes]:
    """The bytes of the whole file, in order. Raises `terlalu_besar`."""
    at = 0
    placed: list[Member] = []
    for source in sources:
        if source.size > member_limit(source.name):
            raise CoklitError("terlalu_besar")
        member = Member(source.name, at, source.size, source.crc)
        placed.append(member)
        header = _local_header(member)
        yield header
        yield from _chunks(source)
        at += len(header) + source.size
    yield _tail(placed, at)


def container_size(sources: Sequence[Source]) -> int:
    """How many bytes `container_chunks` gives."""
    headers = sum(_LOCAL.size + _CENTRAL.size + 2 * len(source.name) for source in sources)
    return headers + sum(source.size for source in sources) + _END.size


def read_container(file: IO[bytes], size: int) -> dict[str, Member]:
    """Check the whole shape; returns the members in order. Raises `terpotong` or `rusak`; no contents are read."""
    require(size <= SIZE_LIMIT)
    file.seek(0)
    members: list[Member] = []
    headers: list[Member] = []
    while (header := _next_header(file, size)) is not None:
        _check_order(members, header)
        start = file.tell()
        members.append(Member(header.name, start, header.size, header.crc))
        headers.append(header)
        if start + header.size > size:
            raise CoklitError("terpotong")
        file.seek(start + header.size)
    at = file.tell()
    tail = _tail(headers, at)
    found = file.read(len(tail) + 1)
    if found != tail:
        raise CoklitError("terpotong") if tail.startswith(found) else damaged()
    require(len(members) >= len(FIXED_NAMES))
    return {member.name: member for member in members}


def check_sums(file: IO[bytes], member: Member, sha256: str | None = None) -> None:
    """Read a member once and compare its CRC and, if given, its sha256. Raises `rusak`."""
    file.seek(member.offset)
    left, crc, digest = member.size, 0, hashlib.sha256()
    while left:
        chunk = file.read(min(CHUNK, left))
        require(len(chunk) > 0)
        left -= len(chunk)
        crc = zlib.crc32(chunk, crc)
        digest.update(chunk)
    require(crc == member.crc and sha256 in {None, digest.hexdigest()})


def member_bytes(file: IO[bytes], member: Member) -> bytes:
    """The bytes of a small member."""
    file.seek(member.offset)
    return file.read(member.size)


def _next_header(file: IO[bytes], size: int) -> Member | None:
    """The local header at the file's place; its offset is that of the header. None where the central part begins."""
    start = file.tell()
    head = file.read(_LOCAL.size)
    if head[:4] != b"PK\3\4" and len(head) >= 4:
        require(start > 0 and head[:4] == b"PK\1\2")
        file.seek(start)
        return None
    if len(head) < _LOCAL.size:
        require(b"PK\3\4".startswith(head[:4]) or b"PK\1\2".startswith(head[:4]))
        raise CoklitError("terpotong")
    _, _, _, _, _, _, crc, length, _, name_length, _ = _LOCAL.unpack(head)
    require(1 <= name_length <= 32)
    raw = file.read(name_length)
    if len(raw) < name_length:
        raise CoklitError("terpotong")
    try:
        member = Member(raw.decode("ascii"), start, length, crc)
    except UnicodeDecodeError:
        raise damaged() from None
    require(length <= member_limit(member.name) and head + raw == _local_header(member))
    return member


def _check_order(members: Sequence[Member], header: Member) -> None:
    place = len(members)
    if place < len(FIXED_NAMES):
        require(header.name == FIXED_NAMES[place])
        return
    basemaps = members[len(FIXED_NAMES) :]
    require(len(basemaps) < BASEMAP_COUNT and header.name not in FIXED_NAMES)
    require(not basemaps or basemaps[-1].name < header.name)
    require(sum(member.size for member in basemaps) + header.size <= BASEMAP_LIMIT)


def _local_header(member: Member) -> bytes:
    name = member.name.encode("ascii")
    fields = (_NEEDED, 0, 0, 0, _DATE, member.crc, member.size, member.size, len(name), 0)
    return _LOCAL.pack(b"PK\3\4", *fields) + name


def _tail(headers: Sequence[Member], start: int) -> bytes:
    """The central directory and end record for members whose offset is that of their local header."""
    out = io.BytesIO()
    for member in headers:
        name = member.name.encode("ascii")
        sizes = (member.crc, member.size, member.size, len(name), 0, 0, 0, 0, _ATTRIBUTES, member.offset)
        out.write(_CENTRAL.pack(b"PK\1\2", _MADE_BY, _NEEDED, 0, 0, 0, _DATE, *sizes) + name)
    length = out.tell()
    out.write(_END.pack(b"PK\5\6", 0, 0, len(headers), len(headers), length, start, 0))
    return out.getvalue()


def _chunks(source: Source) -> Iterator[bytes]:
    source.file.seek(0)
    left = source.size
    while left:
        chunk = source.file.read(min(CHUNK, left))
        if not chunk:
            raise OSError("a source became shorter")
        left -= len(chunk)
        yield chunk
