"""Entries: fixed vectors of the hashes (docs/ledger.md), envelopes from outside, the clock."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.entries import (
    FIRST_PREV_HASH,
    Entry,
    Envelope,
    Kind,
    body_hash,
    entry_fits,
    entry_ref,
    hlc_parts,
    make_entry,
    next_hlc,
    stream_id,
)

BODY = {
    "clerk": "sri",
    "fields": {"outcome": {"base": [], "new": {"state": "sesuai"}, "old": None}},
    "subject": "d:33.18.19.2008:1001",
}
SALT = bytes(range(16))
BODY_HASH = "df4ce27f735c09ba9fb512b2c3cd1317c71793790287eb5d4910ab87f5c53ec2"
ENTRY_HASH = "f4577188e2186d1f6c4d3c118e36bf67018aeceb6bc9d2586d8d388da7dcbcfe"


def example(**changes: object) -> Entry:
    """The entry of docs/ledger.md."""
    values: dict[str, object] = {
        "site": "a1b2c3d4e5f60718", "area": "33.18.19.2008", "election": "pilkada-2024", "seq": 1,
        "prev_hash": FIRST_PREV_HASH, "hlc": "1719800000000-000000", "kind": Kind.RESULT, "base": (), "body": BODY,
        "salt": SALT,
    }  # fmt: skip
    return make_entry(**{**values, **changes})  # type: ignore[arg-type]


def test_body_hash_is_that_of_tag_salt_and_canonical_body() -> None:
    text = (
        b'{"clerk":"sri","fields":{"outcome":{"base":[],"new":{"state":"sesuai"},"old":null}},'
        b'"subject":"d:33.18.19.2008:1001"}'
    )
    assert body_hash(BODY, SALT) == hashlib.sha256(b"coklit:body:1\n" + SALT + text).hexdigest()
    assert body_hash(BODY, SALT) == BODY_HASH


def test_entry_hash_is_that_of_tag_and_canonical_envelope() -> None:
    text = (
        '{"area":"33.18.19.2008","base":[],"body_hash":"' + BODY_HASH + '","election":"pilkada-2024",'
        '"hlc":"1719800000000-000000","kind":"result","prev_hash":"' + "0" * 64 + '","seq":1,"site":"a1b2c3d4e5f60718"}'
    )
    assert example().hash == hashlib.sha256(b"coklit:entry:1\n" + text.encode()).hexdigest()
    assert example().hash == ENTRY_HASH


def test_base_is_sorted_and_named_once() -> None:
    assert example(base=("ff", "aa", "ff")).envelope.base == ("aa", "ff")


def test_any_other_envelope_or_body_has_another_hash() -> None:
    entry = example()
    assert entry_fits(entry)
    for changed in (
        replace(entry, hash=FIRST_PREV_HASH),
        replace(entry, body={**BODY, "clerk": "adi"}),
        replace(entry, salt=bytes(16)),
        replace(entry, salt=SALT + b"x"),
        replace(entry, salt=None),
        replace(entry, body=None),
        replace(entry, envelope=replace(entry.envelope, kind="new")),
        replace(entry, envelope=replace(entry.envelope, hlc="1719800000001-000000")),
    ):
        assert not entry_fits(changed)


def test_an_entry_whose_body_was_destroyed_still_fits_its_chain() -> None:
    bare = replace(example(), body=None, salt=None)
    assert entry_fits(bare)
    assert bare.subject is None


def test_an_envelope_is_read_as_it_was_written() -> None:
    envelope = example(base=("aa",)).envelope
    assert Envelope.from_json(envelope.to_json()) == envelope


@pytest.mark.parametrize(
    "changes",
    [
        {"seq": 0}, {"seq": "1"}, {"seq": True}, {"site": 5}, {"base": "aa"}, {"base": [1]}, {"base": None},
        {"more": "x"},
        {"hlc": None}, {"kind": ["result"]},
    ],
)  # fmt: skip
def test_any_other_shape_is_no_envelope(changes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        Envelope.from_json({**example().envelope.to_json(), **changes})


def test_a_missing_part_is_no_envelope() -> None:
    whole = example().envelope.to_json()
    for name in whole:
        with pytest.raises((ValueError, KeyError)):
            Envelope.from_json({key: value for key, value in whole.items() if key != name})


def test_reprs_show_nobody() -> None:
    assert "d:33" not in repr(example())
    assert SALT.hex() not in repr(example())


def test_names() -> None:
    assert entry_ref(example()) == "a1b2c3d4e5f60718:33.18.19.2008:1"
    assert stream_id("aa", "33.18") == "aa:33.18"


# --- the clock


@pytest.mark.parametrize(
    ("now", "last", "found"),
    [
        (5, "", "0000000000005-000000"),
        (5, "0000000000004-000009", "0000000000005-000000"),
        (5, "0000000000005-000009", "0000000000005-000010"),
        (3, "0000000000005-000000", "0000000000005-000001"),  # the wall clock went back
        (-7, "", "0000000000000-000001"),
        (10**15, "", "9999999999999-000000"),
        (5, "nonsense", "0000000000005-000000"),
    ],
)
def test_next_reading(now, last, found) -> None:
    assert next_hlc(now, last) == found


def test_a_full_counter_takes_the_next_millisecond() -> None:
    assert next_hlc(5, "0000000000005-999999") == "0000000000006-000000"


@given(st.lists(st.integers(0, 2_000), min_size=2, max_size=20))
def test_readings_only_grow_and_text_order_is_their_order(times) -> None:
    readings = [""]
    for now in times:
        readings.append(next_hlc(now, readings[-1]))
    assert readings == sorted(set(readings))
    assert [hlc_parts(one) for one in readings] == sorted(hlc_parts(one) for one in readings)


def test_parts_of_a_foreign_spelling_are_nothing() -> None:
    assert hlc_parts("0000000000005-000009") == (5, 9)
    assert hlc_parts("") == hlc_parts("x-1") == hlc_parts("5-") == hlc_parts("-5-1") == (0, 0)
