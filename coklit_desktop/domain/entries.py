"""The ledger's entry: envelope, body, hashes, and the hybrid logical clock (design.md 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coklit_desktop.domain.canonical import canonical, tagged_sha256

FIRST_PREV_HASH = "0" * 64
SALT_BYTES = 16
MAX_COUNT = 999_999


class Kind(StrEnum):
    """What an entry says. Bodies are described in docs/ledger.md."""

    DELIVERY = "delivery"
    RESULT = "result"
    NEW = "new"
    REVISE = "revise"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    DECIDE = "decide"
    PAIR = "pair"
    PLACE = "place"
    OFFICE = "office"  # office data: officers, pantarlih, TPS figures, pleno, stage


@dataclass(frozen=True, slots=True)
class Envelope:
    """The part of an entry that holds nothing personal and that the chain is made of."""

    site: str
    area: str
    election: str
    seq: int
    prev_hash: str
    hlc: str
    kind: str
    base: tuple[str, ...]  # hashes of the entries this one builds on, sorted
    body_hash: str

    def to_json(self) -> dict[str, Any]:
        """Return the canonical object."""
        return {
            "area": self.area,
            "base": list(self.base),
            "body_hash": self.body_hash,
            "election": self.election,
            "hlc": self.hlc,
            "kind": self.kind,
            "prev_hash": self.prev_hash,
            "seq": self.seq,
            "site": self.site,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Envelope:
        """Read the canonical object. Raises TypeError, KeyError or ValueError for any other shape."""
        if set(value) != _ENVELOPE_KEYS or type(value["seq"]) is not int or value["seq"] < 1:
            raise ValueError("not an envelope")
        texts = {name: value[name] for name in _ENVELOPE_KEYS - {"seq", "base"}}
        if type(value["base"]) not in (list, tuple):  # text would pass below as a list of its letters
            raise ValueError("not an envelope")
        base = tuple(value["base"])
        if not all(type(text) is str for text in (*texts.values(), *base)):
            raise ValueError("not an envelope")
        return cls(seq=value["seq"], base=base, **texts)

    def hash(self) -> str:
        """The entry's hash: sha256 of the tagged canonical envelope, hex."""
        return tagged_sha256("coklit:entry:1", canonical(self.to_json()))


_ENVELOPE_KEYS = {
    "site", "area", "election", "seq", "prev_hash", "hlc", "kind", "base", "body_hash",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `body` and `salt` are None after retention destroyed them."""

    envelope: Envelope
    hash: str
    body: Mapping[str, Any] | None = field(repr=False)
    salt: bytes | None = field(default=None, repr=False)

    @property
    def site(self) -> str:
        """Id of the installation that wrote it."""
        return self.envelope.site

    @property
    def seq(self) -> int:
        """Number within its stream, from 1."""
        return self.envelope.seq

    @property
    def kind(self) -> str:
        """Kind as text: a newer program may write kinds unknown here."""
        return self.envelope.kind

    @property
    def subject(self) -> str | None:
        """Who or what it is about."""
        return None if self.body is None else self.body.get("subject")


def body_hash(body: Mapping[str, Any], salt: bytes) -> str:
    """Hex sha256 of tag, 16 bytes of salt and canonical body."""
    data = b"coklit:body:1\n" + salt + canonical(dict(body))
    return hashlib.sha256(data).hexdigest()


def make_entry(
    *,
    site: str,
    area: str,
    election: str,
    seq: int,
    prev_hash: str,
    hlc: str,
    kind: str,
    base: tuple[str, ...],
    body: Mapping[str, Any],
    salt: bytes,
) -> Entry:
    """Build an entry with its hashes. `salt` is 16 random bytes."""
    envelope = Envelope(
        site, area, election, seq, prev_hash, hlc, str(kind), tuple(sorted(set(base))), body_hash(body, salt)
    )
    return Entry(envelope, envelope.hash(), body, salt)


def entry_fits(entry: Entry) -> bool:
    """Whether the hashes of an entry that came from outside are right."""
    if entry.hash != entry.envelope.hash():
        return False
    if entry.body is None or entry.salt is None:
        return entry.body is None and entry.salt is None
    return len(entry.salt) == SALT_BYTES and entry.envelope.body_hash == body_hash(entry.body, entry.salt)


# --- hybrid logical clock: "<milliseconds, 13 digits>-<counter, 6 digits>", so text order is time order


def next_hlc(now_ms: int, last: str) -> str:
    """The clock reading of the next entry: never before `last`, whatever the wall clock says."""
    now_ms = min(max(now_ms, 0), 9_999_999_999_999)
    last_ms, count = hlc_parts(last)
    if count == MAX_COUNT:
        last_ms, count = last_ms + 1, -1
    return f"{now_ms:013d}-000000" if now_ms > last_ms else f"{last_ms:013d}-{count + 1:06d}"


def hlc_parts(hlc: str) -> tuple[int, int]:
    """Milliseconds since 1970 and counter; (0, 0) for an empty or foreign spelling."""
    head, _, tail = hlc.partition("-")
    return (int(head), int(tail)) if head.isdecimal() and tail.isdecimal() else (0, 0)


def stream_id(site: str, area: str) -> str:
    """Name of a chain: one per site and area."""
    return f"{site}:{area}"


def entry_ref(entry: Entry) -> str:
    """What a person types to name an entry: site, area and number."""
    return f"{entry.site}:{entry.envelope.area}:{entry.seq}"
