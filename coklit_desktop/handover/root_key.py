"""The regency's root key: a file of its own under the ketua's passphrase, never in a database."""

from __future__ import annotations

import os
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import shape
from coklit_desktop.handover.keys import SigningKey
from coklit_desktop.handover.stick import sync_folder

if TYPE_CHECKING:
    from pathlib import Path

_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 1
_LIMIT = 4096  # bytes of a root key file
_ROOT_KINDS = frozenset(("cert", "enrol", "revoke", "update", "root"))
_SHAPE = {
    "format": shape.either(1),
    "lanes": shape.either(_LANES),
    "memory_kib": lambda value: type(value) is int and 8 * 1024 <= value <= 4 * _MEMORY_KIB,
    "nonce": shape.pattern("[0-9a-f]{24}"),
    "passes": lambda value: type(value) is int and 1 <= value <= 10,
    "root": shape.hex64,
    "salt": shape.salt,
    "sealed": shape.pattern("[0-9a-f]{96}"),
}


@dataclass(frozen=True, slots=True)
class RootKey:
    """The opened root key; keep it no longer than one action."""

    root: str  # hex of the public key
    _key: SigningKey = field(repr=False)

    def sign(self, kind: str, value: Any) -> str:
        """Sign what the root may sign: certificates, enrolments, revocations, updates, root changes."""
        if kind not in _ROOT_KINDS:
            raise ValueError("the root key does not sign this kind")
        return self._key.sign(kind, value)


def create_root(path: Path, passphrase: str) -> RootKey:
    """Make a root key and write its file. Raises CoklitError `kunci_akar_sudah_ada`."""
    key = SigningKey.new()
    nonce = secrets.token_bytes(12)
    head = {
        "format": 1,
        "lanes": _LANES,
        "memory_kib": _MEMORY_KIB,
        "nonce": nonce.hex(),
        "passes": _PASSES,
        "root": key.public,
        "salt": secrets.token_hex(16),
    }
    sealed = _cipher(head, passphrase).encrypt(nonce, key.private, canonical(head))
    _write_new(path, canonical({**head, "sealed": sealed.hex()}))
    return RootKey(key.public, key)


def open_root(path: Path, passphrase: str) -> RootKey:
    """Open a root key file. Raises CoklitError `kunci_akar_tak_ada`, `kata_sandi_akar_salah`, `rusak`."""
    from cryptography.exceptions import InvalidTag

    head = _read(path)
    sealed = bytes.fromhex(head.pop("sealed"))
    try:
        private = _cipher(head, passphrase).decrypt(bytes.fromhex(head["nonce"]), sealed, canonical(head))
    except InvalidTag:
        raise CoklitError("kata_sandi_akar_salah") from None
    key = SigningKey.from_bytes(private)
    shape.require(key.public == head["root"])
    return RootKey(key.public, key)


def root_of_file(path: Path) -> str:
    """The root's public key, without passphrase (not verified). Raises CoklitError."""
    return str(_read(path)["root"])


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError:
        raise CoklitError("kunci_akar_tak_ada") from None
    return shape.exactly(shape.parse(data), _SHAPE)


def _cipher(head: dict[str, Any], passphrase: str) -> Any:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key = hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode(),
        bytes.fromhex(head["salt"]),
        time_cost=head["passes"],
        memory_cost=head["memory_kib"],
        parallelism=head["lanes"],
        hash_len=32,
        type=Type.ID,
    )
    return ChaCha20Poly1305(key)


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that was not there: whole or not at all."""
    if path.exists():
        raise CoklitError("kunci_akar_sudah_ada")
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError:
        part.unlink(missing_ok=True)
        raise CoklitError("flashdisk_gagal") from None
