"""Canonical bytes: one spelling of a value, and everything else refused."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.canonical import CanonicalError, canonical, parse_canonical, tagged_sha256
from coklit_desktop.domain.records import State

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def nested(depth: int) -> object:
    """Lists in lists."""
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({"é": 1, "z": 2, "Z": 3, "": 4}, '{"":4,"Z":3,"z":2,"é":1}'),
        # by code point, where RFC 8785 would sort by UTF-16 unit: U+FB33 before U+1F600
        ({"\U0001f600": 1, "\ufb33": 2}, '{"\ufb33":2,"\U0001f600":1}'),
        ('"\\/\b\f\n\r\t', '"\\"\\\\/\\b\\f\\n\\r\\t"'),
        ("\x00\x1b\x1f\x7f\u2028", '"\\u0000\\u001b\\u001f\x7f\u2028"'),
        ("e\u0301 \u00e9", '"e\u0301 \u00e9"'),  # never normalised
        (2**53 - 1, "9007199254740991"),
        (-0, "0"),
        ((1, 2), "[1,2]"),
    ],
)
def test_spelling(value, spelling) -> None:
    assert canonical(value) == spelling.encode()


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), b"x", {1: "a"}, {"a": {1}}, "\ud800", {"\udfff": 1}, State.UBAH, nested(17)],
)
def test_values_without_a_canonical_form_are_refused(value) -> None:
    with pytest.raises(CanonicalError):
        canonical(value)


def test_sixteen_levels_fit() -> None:
    assert canonical(nested(16)) == b"[" * 16 + b"1" + b"]" * 16


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}', b'{"a":1,"a":2}', b'{ "a":1}', b'{"a":1}\n', b'{"b":1,"a":2}', b'"\\u00e9"', b'"\\/"',
        b'"\\u001F"',
        b"1.0", b"1e2", b"-0", b"01", b"NaN", b"9007199254740992", b"1" * 5000, b"[" * 17 + b"]" * 17,
        b"[" * 5000 + b"]" * 5000,
        b'"\\ud800"', b'"\xed\xa0\x80"', b'"\xff"', b"\xef\xbb\xbf1", "1".encode("utf-16"), b"", b"nul",
    ],
)  # fmt: skip
def test_bytes_in_another_spelling_are_refused(data) -> None:
    with pytest.raises(CanonicalError):
        parse_canonical(data)


@given(VALUES)
def test_what_is_written_is_read_back_and_is_json(value) -> None:
    data = canonical(value)
    assert parse_canonical(data) == value
    assert json.loads(data) == value


def test_refusals_never_hold_the_value() -> None:
    for bad in ("SITI\ud800", {"SITI": 1.5}, {"k": [b"SITI"]}):
        with pytest.raises(CanonicalError) as caught:
            canonical(bad)
        assert "SITI" not in str(caught.value)


def test_a_tag_is_part_of_the_hash() -> None:
    assert tagged_sha256("coklit:x:1", b"y") == hashlib.sha256(b"coklit:x:1\ny").hexdigest()
