"""Reading a file from a stick that may be torn, forged or hostile: one private copy, then check after check."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Self

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.handover import age_file, keys
from coklit_desktop.handover.activation import activation_keys
from coklit_desktop.handover.container import (
    CHUNK,
    LIMITS,
    SIZE_LIMIT,
    Member,
    check_sums,
    member_bytes,
    read_container,
)  # fmt: skip
from coklit_desktop.handover.manifest import Manifest, SignerFile
from coklit_desktop.handover.payload_check import check_payload
from coklit_desktop.handover.shape import damaged, require
from coklit_desktop.handover.trust import Author, Trust, check_receiver, check_sender

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from coklit_desktop.handover.documents import Certificate
    from coklit_desktop.handover.keys import AgeIdentity, SigningKey
    from coklit_desktop.handover.payload import Payload


@dataclass(slots=True)
class OuterPackage:
    """A file whose shape is right; nothing it says is verified. Use as a context manager: it holds a private copy."""

    manifest: Manifest
    signer: SignerFile
    sha256: str  # of the whole file: what a receipt names
    size: int
    _members: dict[str, Member] = field(repr=False)
    _signature: bytes = field(repr=False)
    _file: IO[bytes] = field(repr=False)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Drop the private copy."""
        self.close()

    def close(self) -> None:
        """Drop the private copy."""
        self._file.close()

    def verify(self, trust: Trust, office_area: str | None = None) -> Author:
        """Chain of trust, role, area, signature, sums; returns who sent it. Raises CoklitError with the first fault.

        `office_area`: also check that the file concerns this office. A provisional sender is returned as one, a
        revoked one too: the caller decides (`trust.is_revoked(author.site)`).
        """
        facts = self.manifest.facts
        if facts.root != trust.root:
            raise CoklitError("tanda_tangan")
        if facts.election != trust.election:
            raise CoklitError("bukan_untuk_kita")
        author = trust.author(self.signer)
        check_sender(facts, author)
        if office_area is not None:
            check_receiver(facts, office_area)
        self.verify_signature(author.sign_pub)
        self.verify_sums()
        return author

    def verify_signature(self, sign_pub: str) -> None:
        """Check manifest.sig. Raises `tanda_tangan`."""
        kind = self.manifest.facts.kind
        keys.verify(kind, self.manifest.to_json(), self._signature.hex(), sign_pub)

    def verify_sums(self) -> None:
        """Check every member against the manifest. Raises `rusak`."""
        for name, member in self._members.items():
            item = self.manifest.members.get(name)
            check_sums(self._file, member, None if item is None else item.sha256)

    def is_for(self, identities: Iterable[AgeIdentity]) -> bool:
        """Whether the manifest names one of these keys as recipient."""
        return any(keys.key_id(item.public) in self.manifest.recipients for item in identities)

    def payload(
        self,
        trust: Trust,
        author: Author,
        identities: Iterable[AgeIdentity],
        *,
        known: Iterable[Certificate] = (),
        progress: Progress = no_progress,
    ) -> Payload:
        """Decrypt and check the inside; call `verify` first, its result is `author`.

        `known`: certificates in the store, for streams whose author's certificate is not in the file. Raises
        CoklitError with the first fault; `bukan_untuk_kita` if no identity opens it.
        """
        member = self._members["payload.age"]
        self._file.seek(member.offset)
        frame = age_file.decrypt(_Part(self._file, member.size), identities, LIMITS["payload.age"])
        return check_payload(frame, self.manifest.facts, trust, author, known, progress)

    def activate(self, code: str) -> tuple[AgeIdentity, SigningKey]:
        """The keys of a kit's activation code. Raises `kode_aktivasi_salah`, `kit_tanpa_kode`."""
        if self.manifest.facts.kind != "kit" or self.signer.enrol is None:
            raise CoklitError("kit_tanpa_kode")
        identity, enrol = activation_keys(code, self.signer.enrol.doc.serial)
        if enrol.public != self.signer.enrol.doc.enrol_pub:
            raise CoklitError("kode_aktivasi_salah")
        return identity, enrol

    def copy_basemap(self, name: str, target: IO[bytes]) -> None:
        """Write a base map of the kit into an open file."""
        member = self._members[name]
        self._file.seek(member.offset)
        left = member.size
        while left:
            chunk = self._file.read(min(CHUNK, left))
            target.write(chunk)
            left -= len(chunk)

    @property
    def names(self) -> list[str]:
        """Names of the members that the manifest vouches for, in the order of the file."""
        return [name for name in self._members if name in self.manifest.members]

    @property
    def basemaps(self) -> list[str]:
        """Names of the base maps."""
        return [name for name in self._members if name.startswith("basemap.")]


def read_outer(path: Path, *, private: Path | None = None) -> OuterPackage:
    """Copy a file to private storage (the folder `private`, or the system's own) and check caps and shape.

    Raises CoklitError `terpotong`, `rusak`, `versi`, `berkas_tak_terbaca`.
    """
    file: IO[bytes] = tempfile.TemporaryFile(dir=private)  # noqa: SIM115  the package holds it
    try:
        sha256, size = _copy(path, file)
        return _read(file, sha256, size)
    except BaseException:
        file.close()
        raise


def _copy(path: Path, target: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("rb", buffering=0) as source:
            require(os.fstat(source.fileno()).st_size <= SIZE_LIMIT)
            while chunk := source.read(CHUNK):
                size += len(chunk)
                require(size <= SIZE_LIMIT)
                digest.update(chunk)
                target.write(chunk)
    except OSError:
        raise CoklitError("berkas_tak_terbaca") from None
    return digest.hexdigest(), size


def _read(file: IO[bytes], sha256: str, size: int) -> OuterPackage:
    members = read_container(file, size)
    small = {name: member_bytes(file, members[name]) for name in ("manifest.json", "manifest.sig", "signer.json")}
    manifest = Manifest.from_bytes(small["manifest.json"])
    require(len(small["manifest.sig"]) == 64)
    sizes = {name: item.size for name, item in manifest.members.items()}
    inner = {name: item.size for name, item in members.items() if not name.startswith("manifest.")}
    require(sizes == inner)
    if len(members) > len(LIMITS) and manifest.facts.kind != "kit":
        raise damaged()
    signer = SignerFile.from_bytes(small["signer.json"])
    _check_recipients(file, members["payload.age"], manifest, signer)
    return OuterPackage(manifest, signer, sha256, size, members, small["manifest.sig"], file)


def _check_recipients(file: IO[bytes], payload: Member, manifest: Manifest, signer: SignerFile) -> None:
    """Nobody but those named may open it; a kit with an activation code has one more."""
    file.seek(payload.offset)
    hidden = int(manifest.facts.kind == "kit" and signer.enrol is not None)
    require(age_file.check_header(file, payload.size) == len(manifest.recipients) + hidden)


class _Part:
    """A window on an open file, for a reader that must not read past a member."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data
