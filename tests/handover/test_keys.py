"""Keys, words, activation codes and the root's file."""

import hashlib
import json
import re
from pathlib import Path

import pyrage
import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.handover import bech32
from coklit_desktop.handover.activation import activation_keys, new_activation_code, read_code, spell_code
from coklit_desktop.handover.keys import (
    AgeIdentity,
    SigningKey,
    key_id,
    new_site,
    next_serial,
    recovery_keys,
    verify,
)  # fmt: skip
from coklit_desktop.handover.root_key import create_root, open_root, root_of_file

PASSPHRASE = "kapal biru menuju pulau jauh"


def test_bech32_reads_what_age_writes() -> None:
    identity = pyrage.x25519.Identity.generate()
    public, secret = str(identity.to_public()), str(identity)
    assert bech32.encode("age", bech32.decode("age", public)) == public
    assert AgeIdentity.from_bytes(bech32.decode("age-secret-key-", secret.lower())).public == public
    for wrong in (public[:-1] + ("q" if public[-1] != "q" else "p"), public[:-1], "bge" + public[3:], "", "age1"):
        with pytest.raises(CoklitError, match="rusak"):
            bech32.decode("age", wrong)


def test_a_signature_is_of_one_kind_one_value_one_key() -> None:
    key = SigningKey.new()
    signature = key.sign("head", {"a": 1})
    verify("head", {"a": 1}, signature, key.public)
    for kind, value, public in [
        ("cert", {"a": 1}, key.public), ("head", {"a": 2}, key.public), ("head", {"a": 1}, SigningKey.new().public),
        ("head", {"a": 1}, "0" * 64),
    ]:  # fmt: skip
        with pytest.raises(CoklitError, match="tanda_tangan"):
            verify(kind, value, signature, public)
    with pytest.raises(ValueError, match="kind"):
        key.sign("letter", {})


def test_secrets_do_not_show() -> None:
    key, identity = SigningKey.new(), AgeIdentity.new()
    assert key.private.hex() not in repr(key)
    assert str(key.private) not in repr(key)
    assert identity.secret not in repr(identity)


def test_key_ids_are_of_the_32_bytes() -> None:
    key = SigningKey.new()
    assert key_id(key.public) == hashlib.sha256(bytes.fromhex(key.public)).hexdigest()
    assert re.fullmatch("[0-9a-f]{64}", key_id(AgeIdentity.new().public))


def test_ids_and_serials() -> None:
    assert new_site() != new_site()
    assert next_serial(5, 0) == 6
    assert next_serial(5, 1000) == 1000


def test_recovery_keys_come_from_the_seed_alone() -> None:
    assert recovery_keys(b"s" * 32) == recovery_keys(b"s" * 32)
    assert recovery_keys(b"s" * 32) != recovery_keys(b"t" * 32)


# --- activation


def test_a_code_is_read_as_people_type_it() -> None:
    for _ in range(50):
        code = new_activation_code()
        assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]{5}", code)
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert read_code(typed) == read_code(code)
    assert spell_code(0) == "0000-0000-0000-0000-00000"
    assert spell_code(2**100 - 1).startswith("ZZZZ-")


def test_a_wrong_letter_or_two_swapped_are_noticed() -> None:
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    code = spell_code(123456789012345678901234567890)
    for place, letter in enumerate(code):
        if letter == "-":
            continue
        for other in digits:
            if other != letter:
                with pytest.raises(CoklitError, match="kode_aktivasi_salah"):
                    read_code(code[:place] + other + code[place + 1 :])
    plain = code.replace("-", "")
    for place in range(len(plain) - 1):
        if plain[place] != plain[place + 1]:
            swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
            with pytest.raises(CoklitError, match="kode_aktivasi_salah"):
                read_code(swapped)
    for text in ("", "0", plain + "0", plain[:-1], "ÄÄÄÄ" + plain[4:]):
        with pytest.raises(CoklitError, match="kode_aktivasi_salah"):
            read_code(text)


def test_a_code_gives_other_keys_for_another_kit() -> None:
    code = new_activation_code()
    assert activation_keys(code, 1) == activation_keys(code, 1)
    assert activation_keys(code, 1) != activation_keys(code, 2)
    identity, enrol = activation_keys(code, 1)
    assert identity.secret.startswith("AGE-SECRET-KEY-1")
    assert enrol.public != identity.public


# --- the root's file


def test_the_root_opens_with_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    made = create_root(path, PASSPHRASE)
    opened = open_root(path, PASSPHRASE)
    assert opened.root == made.root == root_of_file(path)
    verify("cert", {"a": 1}, opened.sign("cert", {"a": 1}), made.root)
    assert [item.name for item in tmp_path.iterdir()] == ["root.key"]
    with pytest.raises(CoklitError, match="kata_sandi_akar_salah"):
        open_root(path, PASSPHRASE + "!")
    with pytest.raises(CoklitError, match="kunci_akar_sudah_ada"):
        create_root(path, PASSPHRASE)
    with pytest.raises(CoklitError, match="kunci_akar_tak_ada"):
        open_root(tmp_path / "other.key", PASSPHRASE)


def test_the_root_does_not_do_daily_work(tmp_path: Path) -> None:
    root = create_root(tmp_path / "root.key", PASSPHRASE)
    for kind in ("package", "kit", "receipt", "head", "request", "backup"):
        with pytest.raises(ValueError, match="root key"):
            root.sign(kind, {})


def test_a_changed_root_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "root.key"
    create_root(path, PASSPHRASE)
    good = json.loads(path.read_bytes())
    changes = [
        {"memory_kib": 2**30}, {"passes": 1000}, {"lanes": 64}, {"format": 2}, {"root": "0" * 64}, {"more": 1},
        {"memory_kib": 8 * 1024}, {"sealed": good["sealed"][:-2] + "00"}, {"salt": "short"},
    ]  # fmt: skip
    for change in changes:
        path.write_text(json.dumps({**good, **change}, sort_keys=True, separators=(",", ":")))
        with pytest.raises(CoklitError, match=r"rusak|kata_sandi_akar_salah"):
            open_root(path, PASSPHRASE)
    path.write_bytes(b" " * 100_000)
    with pytest.raises(CoklitError, match="rusak"):
        open_root(path, PASSPHRASE)
