"""Keys of a site: Ed25519 to sign with, X25519 (age) to be written to. Secrets never show in a repr."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import bech32

KINDS = frozenset(
    ("cert", "enrol", "request", "kit", "package", "receipt", "head", "revoke", "root", "backup", "update")
)
_AGE_SECRET = "age-secret-key-"  # noqa: S105  the prefix, not a secret
_HEX_PUBLIC = re.compile("[0-9a-f]{64}")


def signed_bytes(kind: str, value: Any) -> bytes:
    """What a signature of `kind` covers: `coklit:<kind>:1`, a newline, the canonical bytes."""
    if kind not in KINDS:
        raise ValueError("unknown kind of signature")
    return f"coklit:{kind}:1\n".encode() + canonical(value)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 private key. `private` are its 32 bytes, to be kept in the store's secrets."""

    private: bytes = field(repr=False)
    public: str  # hex

    @classmethod
    def from_bytes(cls, private: bytes) -> SigningKey:
        """Take a key's 32 bytes."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(private).public_key()
        return cls(private, public.public_bytes_raw().hex())

    @classmethod
    def new(cls) -> SigningKey:
        """Make a key."""
        return cls.from_bytes(secrets.token_bytes(32))

    def sign(self, kind: str, value: Any) -> str:
        """Signature over `coklit:<kind>:1` and the canonical value, hex."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private).sign(signed_bytes(kind, value)).hex()


def verify(kind: str, value: Any, signature: str, public: str) -> None:
    """Check a hex signature under a hex public key. Raises CoklitError `tanda_tangan`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), signed_bytes(kind, value))
    except (InvalidSignature, ValueError):
        raise CoklitError("tanda_tangan") from None


@dataclass(frozen=True, slots=True)
class AgeIdentity:
    """An age X25519 identity. `secret` is its text AGE-SECRET-KEY-1…, to be kept in the store's secrets."""

    secret: str = field(repr=False)
    public: str  # age1…

    @classmethod
    def from_secret(cls, secret: str) -> AgeIdentity:
        """Take the text AGE-SECRET-KEY-1…. Raises CoklitError `rusak`."""
        from pyrage import IdentityError, x25519

        try:
            return cls(secret, str(x25519.Identity.from_str(secret).to_public()))
        except IdentityError:
            raise CoklitError("rusak") from None

    @classmethod
    def from_bytes(cls, private: bytes) -> AgeIdentity:
        """Take the 32 bytes of an X25519 key."""
        return cls.from_secret(bech32.encode(_AGE_SECRET, private).upper())

    @classmethod
    def new(cls) -> AgeIdentity:
        """Make an identity."""
        return cls.from_bytes(secrets.token_bytes(32))


def key_id(public: str) -> str:
    """Id of a public key, hex (Ed25519) or age1… (X25519): the sha256 of its 32 bytes, hex."""
    if _HEX_PUBLIC.fullmatch(public):
        return hashlib.sha256(bytes.fromhex(public)).hexdigest()
    return hashlib.sha256(bech32.decode("age", public)).hexdigest()


def hkdf(seed: bytes, *, salt: bytes, info: str) -> bytes:
    """32 bytes by HKDF-SHA256."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, info.encode()).derive(seed)


def recovery_keys(seed: bytes) -> tuple[AgeIdentity, SigningKey]:
    """The two halves of an office's recovery key, from the 32-byte seed that is shared on paper."""
    age = hkdf(seed, salt=b"", info="coklit:recovery-age:1")
    return AgeIdentity.from_bytes(age), SigningKey.from_bytes(hkdf(seed, salt=b"", info="coklit:recovery-sign:1"))


def new_site() -> str:
    """A random id for an installation."""
    return secrets.token_hex(8)


def next_serial(last: int, now_ms: int) -> int:
    """A serial above `last`; the clock only keeps two laptops with the same root from choosing the same."""
    return max(last + 1, now_ms)
