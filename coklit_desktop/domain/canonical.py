"""Canonical bytes (design.md 2): the one spelling of a JSON value that is hashed and signed.

UTF-8, keys sorted by code point, no spaces, RFC 8785 escapes; only strings, integers below 2^53,
booleans, null, lists and objects to depth 16. Text is kept as delivered, never normalised.
"""

import hashlib
import json
from typing import Any

MAX_INT = 2**53
MAX_DEPTH = 16


class CanonicalError(ValueError):
    """The value or the bytes have no canonical form; the message never holds the value."""


def canonical(value: Any) -> bytes:
    """Return the canonical bytes of `value`. Raises CanonicalError."""
    _check(value, 1)
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        raise CanonicalError("lone surrogate") from None


def parse_canonical(data: bytes) -> Any:
    """Read bytes that must be canonical already. Raises CanonicalError for any other spelling."""
    try:
        value = json.loads(data, object_pairs_hook=_unique)
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise CanonicalError("not canonical JSON") from error
    if again != data:
        raise CanonicalError("not in canonical spelling")
    return value


def tagged_sha256(tag: str, data: bytes) -> str:
    """Hex sha256 of `tag` + newline + `data`: hashes of different things can never be swapped."""
    return hashlib.sha256(tag.encode() + b"\n" + data).hexdigest()


def _check(value: Any, depth: int) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -MAX_INT < value < MAX_INT:
            raise CanonicalError("integer out of range")
        return
    if depth > MAX_DEPTH:
        raise CanonicalError("too deep")
    if kind is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise CanonicalError("key is no string")
            _check(item, depth + 1)
    elif kind is list or kind is tuple:
        for item in value:
            _check(item, depth + 1)
    else:
        raise CanonicalError(f"a {kind.__name__} has no canonical form")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("duplicate key")
    return found
