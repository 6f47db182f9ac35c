"""Key slots (design.md 7): which clerks open a store. The file holds no key and no secret in the clear.

A slot is a clerk's own age identity under Argon2id + ChaCha20-Poly1305; name, role, public key and parameters are
associated data. The store key is sealed by age to all clerks, other secrets to operators and the ketua. A MAC under
the store key covers the whole file, so nobody without a passphrase can slip in a slot that is sealed to later.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
ROLES = ("operator", "ketua", "viewer")
KEEPERS = ("operator", "ketua")  # who may open the secrets
MAX_FILE_BYTES = 1024 * 1024
_MAX_SEALED = 16 * 1024  # age decrypts in time quadratic in the stanzas of its header


@dataclass(frozen=True, slots=True)
class ClerkSlot:
    """A clerk who can open the store. Name and role are attribution, not proof."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id parameters: memory in KiB, passes, lanes. What is read from a file is capped."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def capped(self) -> Cost:
        """Itself. Raises CoklitError `penyimpanan_rusak` for parameters no program of ours has written."""
        if not (8 <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 4):
            raise CoklitError("penyimpanan_rusak")
        return self


@dataclass(frozen=True, slots=True)
class Slot:
    """One clerk's slot as the file has it."""

    role: str
    public: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    def to_json(self) -> dict[str, Any]:
        """Return the shape in the file."""
        kdf = {"memory": self.cost.memory, "passes": self.cost.passes, "lanes": self.cost.lanes}
        return {
            "role": self.role,
            "public": self.public,
            "kdf": {**kdf, "salt": _b64(self.salt)},
            "nonce": _b64(self.nonce),
            "sealed": _b64(self.sealed),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Slot:
        """Read `to_json`'s shape. Raises KeyError, TypeError, ValueError or CoklitError."""
        kdf = value["kdf"]
        cost = Cost(int(kdf["memory"]), int(kdf["passes"]), int(kdf["lanes"])).capped()
        if value["role"] not in ROLES:
            raise ValueError("unknown role")
        return cls(value["role"], value["public"], cost, _raw(kdf["salt"]), _raw(value["nonce"]), _raw(value["sealed"]))


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The whole file. Values; each change returns a new one, which `save` writes as a whole."""

    clerks: Mapping[str, Slot]
    store_key: bytes
    secrets: Mapping[str, bytes] = field(default_factory=dict)
    next: KeyRing | None = None  # while a new key is brought in: what the file will be
    mac: str = ""

    def names(self) -> list[ClerkSlot]:
        """Who can open the store, in the order they came."""
        return [ClerkSlot(name, slot.role) for name, slot in self.clerks.items()]

    def to_json(self) -> dict[str, Any]:
        """Return the shape in the file, without the MAC."""
        found: dict[str, Any] = {
            "format": FORMAT,
            "clerks": [{"name": name, **slot.to_json()} for name, slot in self.clerks.items()],
            "store_key": _b64(self.store_key),
            "secrets": {name: _b64(data) for name, data in self.secrets.items()},
        }
        if self.next is not None:
            found["next"] = {**self.next.to_json(), "mac": self.next.mac}
        return found

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> KeyRing:
        """Read the shape in the file. Raises KeyError, TypeError, ValueError or CoklitError."""
        if value["format"] != FORMAT:
            raise CoklitError("penyimpanan_lebih_baru")
        upcoming = value.get("next")
        return cls(
            {item["name"]: Slot.from_json(item) for item in value["clerks"]},
            _raw(value["store_key"]),
            {name: _raw(data) for name, data in value["secrets"].items()},
            None if upcoming is None else cls.from_json(upcoming),
            value["mac"],
        )

    def authentic(self, key: str) -> bool:
        """Whether somebody who knows the store key wrote this file."""
        return hmac.compare_digest(self.mac, _mac(self, key))

    def signed(self, key: str) -> KeyRing:
        """The ring with its MAC."""
        return replace(self, mac=_mac(self, key))


def sealed_for(clerks: Mapping[str, Slot], key: str, opened: Mapping[str, bytes]) -> KeyRing:
    """A ring of these clerks: store key and secrets sealed anew."""
    keepers = [slot.public for slot in clerks.values() if slot.role in KEEPERS]
    ring = KeyRing(
        dict(clerks),
        seal(bytes.fromhex(key), [slot.public for slot in clerks.values()]),
        {name: seal(data, keepers) for name, data in opened.items()},
    )
    return ring.signed(key)


def open_key(ring: KeyRing, identity: str) -> str:
    """The store key. Raises CoklitError `penyimpanan_rusak`, also where a stranger changed the file."""
    key = unseal(ring.store_key, identity).hex()
    if not ring.authentic(key):
        raise CoklitError("penyimpanan_rusak")
    return key


def with_next(ring: KeyRing, upcoming: KeyRing, key: str) -> KeyRing:
    """The ring while the store is given the key of `upcoming`."""
    return replace(ring, next=upcoming).signed(key)


def without_next(ring: KeyRing, key: str) -> KeyRing:
    """The ring after that was given up."""
    return replace(ring, next=None).signed(key)


def load(file: Path) -> KeyRing:
    """Read the slots. Raises CoklitError `bukan_penyimpanan`, `penyimpanan_rusak` or `penyimpanan_lebih_baru`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise CoklitError("bukan_penyimpanan") from None
    return parse(data)


def parse(data: bytes) -> KeyRing:
    """Read the bytes of a slots file. Raises CoklitError `penyimpanan_rusak` or `penyimpanan_lebih_baru`."""
    if len(data) > MAX_FILE_BYTES:
        raise CoklitError("penyimpanan_rusak")
    try:
        return KeyRing.from_json(json.loads(data))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise CoklitError("penyimpanan_rusak") from None


def dump(ring: KeyRing) -> bytes:
    """The bytes of a slots file."""
    return json.dumps({**ring.to_json(), "mac": ring.mac}, ensure_ascii=False, indent=1).encode()


def save(file: Path, ring: KeyRing) -> None:
    """Write the slots as a whole or not at all."""
    write_whole(file, dump(ring))


def new_key() -> str:
    """A fresh store key: 256 random bits, hex."""
    return secrets.token_hex(32)


def new_identity() -> str:
    """A fresh age identity."""
    from pyrage import x25519

    return str(x25519.Identity.generate())


def make_slot(name: str, role: str, passphrase: str, cost: Cost, identity: str) -> Slot:
    """A slot for a clerk around an age identity."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from pyrage import x25519

    public = x25519.Identity.from_str(identity).to_public()
    slot = Slot(role, str(public), cost, secrets.token_bytes(16), secrets.token_bytes(12), b"")
    cipher = ChaCha20Poly1305(_stretch(passphrase, slot))
    return replace(slot, sealed=cipher.encrypt(slot.nonce, identity.encode(), _associated(name, slot)))


def open_slot(name: str, slot: Slot, passphrase: str) -> str | None:
    """The clerk's age identity, or None if the passphrase is not that of this slot."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        cipher = ChaCha20Poly1305(_stretch(passphrase, slot))
        return cipher.decrypt(slot.nonce, slot.sealed, _associated(name, slot)).decode()
    except InvalidTag:
        return None


def find_slot(ring: KeyRing, passphrase: str, clerk: str | None) -> tuple[str, str]:
    """Name and identity of the clerk whose slot opens. Raises CoklitError `petugas_tak_dikenal` or `sandi_salah`."""
    if clerk is not None and clerk not in ring.clerks:
        raise CoklitError("petugas_tak_dikenal")
    for name in [clerk] if clerk is not None else list(ring.clerks):
        identity = open_slot(name, ring.clerks[name], passphrase)
        if identity is not None:
            return name, identity
    raise CoklitError("sandi_salah")


def seal(data: bytes, public_keys: list[str]) -> bytes:
    """Encrypt to all of these age recipients."""
    import pyrage

    return pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(key) for key in public_keys])  # type: ignore[no-any-return]


def unseal(data: bytes, identity: str) -> bytes:
    """Decrypt what was sealed to this identity. Raises CoklitError `penyimpanan_rusak`."""
    import pyrage

    if len(data) > _MAX_SEALED:
        raise CoklitError("penyimpanan_rusak")
    try:
        return pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])  # type: ignore[no-any-return]
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise CoklitError("penyimpanan_rusak") from None


def _stretch(passphrase: str, slot: Slot) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFC", passphrase).encode()
    cost = slot.cost.capped()
    return hash_secret_raw(secret, slot.salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)


def _associated(name: str, slot: Slot) -> bytes:
    shown = slot.to_json()
    del shown["sealed"]
    return b"coklit:slot:1\n" + canonical({"name": name, **shown})


def _mac(ring: KeyRing, key: str) -> str:
    mac_key = hmac.digest(bytes.fromhex(key), b"coklit:slots-mac:1", hashlib.sha256)
    return hmac.new(mac_key, canonical(ring.to_json()), hashlib.sha256).hexdigest()


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
