"""Key slots: who opens, who does not, and what a stranger's hand in the file does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store import slots
from coklit_desktop.store.slots import Cost, KeyRing
from tests.store.samples import CHEAP, OTHER_PASSPHRASE, PASSPHRASE

KEY = slots.new_key()


def _ring() -> tuple[KeyRing, dict[str, str]]:
    identities = {name: slots.new_identity() for name in ("ani", "budi", "citra")}
    made = {
        "ani": slots.make_slot("ani", "operator", PASSPHRASE, CHEAP, identities["ani"]),
        "budi": slots.make_slot("budi", "ketua", OTHER_PASSPHRASE, CHEAP, identities["budi"]),
        "citra": slots.make_slot("citra", "viewer", "enam-kucing-naik-becak-merah", CHEAP, identities["citra"]),
    }
    return slots.sealed_for(made, KEY, {"sign": b"s" * 32}), identities


RING, IDENTITIES = _ring()


def test_every_clerk_gets_the_store_key(tmp_path: Path) -> None:
    slots.save(tmp_path / "slots.json", RING)
    ring = slots.load(tmp_path / "slots.json")
    assert ring == RING
    for passphrase, name in ((PASSPHRASE, "ani"), (OTHER_PASSPHRASE, "budi")):
        assert slots.find_slot(ring, passphrase, None) == (name, IDENTITIES[name])
        assert slots.find_slot(ring, passphrase, name) == (name, IDENTITIES[name])
        assert slots.open_key(ring, IDENTITIES[name]) == KEY


def test_the_file_holds_nothing_in_the_clear(tmp_path: Path) -> None:
    data = slots.dump(RING)
    for secret in (KEY, PASSPHRASE, IDENTITIES["ani"], "s" * 32):
        assert secret.encode() not in data
    assert bytes.fromhex(KEY) not in data


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE.upper(), OTHER_PASSPHRASE])
def test_another_passphrase_does_not_open_a_slot(passphrase: str) -> None:
    with pytest.raises(CoklitError, match="sandi_salah"):
        slots.find_slot(RING, passphrase, "ani")


def test_an_unknown_clerk_is_named_as_such() -> None:
    with pytest.raises(CoklitError, match="petugas_tak_dikenal"):
        slots.find_slot(RING, PASSPHRASE, "dedi")


def test_one_passphrase_in_two_spellings_of_the_same_letters() -> None:
    slot = slots.make_slot("ani", "operator", "kafe\u0301-di-ujung-jalan", CHEAP, IDENTITIES["ani"])
    assert slots.open_slot("ani", slot, "kaf\u00e9-di-ujung-jalan") == IDENTITIES["ani"]


def test_secrets_are_for_operators_and_the_ketua() -> None:
    sealed = RING.secrets["sign"]
    assert slots.unseal(sealed, IDENTITIES["ani"]) == slots.unseal(sealed, IDENTITIES["budi"]) == b"s" * 32
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        slots.unseal(sealed, IDENTITIES["citra"])


@pytest.mark.parametrize(
    "change",
    [
        {"role": "ketua"},
        {"public": RING.clerks["budi"].public},
        {"salt": b"0" * 16},
        {"nonce": b"0" * 12},
        {"cost": Cost(memory=64, passes=2)},
        {"sealed": RING.clerks["budi"].sealed},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nothing_of_a_slot_can_be_exchanged(change: dict[str, Any]) -> None:
    assert slots.open_slot("ani", replace(RING.clerks["ani"], **change), PASSPHRASE) is None
    assert slots.open_slot("budi", RING.clerks["ani"], PASSPHRASE) is None


def _slip_in(ring: KeyRing) -> KeyRing:
    stranger = slots.make_slot("eko", "operator", PASSPHRASE, CHEAP, slots.new_identity())
    return replace(ring, clerks={**ring.clerks, "eko": stranger})


def _exchange_secret(ring: KeyRing) -> KeyRing:
    return replace(ring, secrets={"sign": slots.seal(b"t" * 32, [ring.clerks["ani"].public])})


@pytest.mark.parametrize(
    "change", [_slip_in, _exchange_secret, lambda ring: replace(ring, secrets={}), lambda ring: replace(ring, mac="")]
)
def test_a_stranger_cannot_change_the_file(change: Callable[[KeyRing], KeyRing]) -> None:
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        slots.open_key(change(RING), IDENTITIES["ani"])


@pytest.mark.parametrize("memory", [0, 2**31, 10**9])
def test_costs_that_would_hang_the_program_are_refused(memory: int) -> None:
    value = json.loads(slots.dump(RING))
    value["clerks"][0]["kdf"]["memory"] = memory
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        slots.parse(json.dumps(value).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"format":1}', b"\xff", b"[" * 100_000, b" " * (slots.MAX_FILE_BYTES + 1)]
)
def test_a_damaged_file_is_a_damaged_store(data: bytes) -> None:
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        slots.parse(data)


def test_a_newer_format_says_so() -> None:
    value = {**json.loads(slots.dump(RING)), "format": 2}
    with pytest.raises(CoklitError, match="penyimpanan_lebih_baru"):
        slots.parse(json.dumps(value).encode())


def test_the_shipped_cost_is_the_designed_one() -> None:
    assert Cost() == Cost(memory=64 * 1024, passes=3, lanes=1)
