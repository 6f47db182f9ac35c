"""Which office may append what: the whole table, and areas."""

import pytest

from coklit_desktop.domain.authority import is_within, kecamatan_of, may_undo, refusal, regency_of
from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, Kind, make_entry

VILLAGE, KECAMATAN, REGENCY = "33.18.19.2008", "33.18.19", "33.18"
WITHIN = {"pps": VILLAGE, "ppk": KECAMATAN, "kabko": REGENCY}
TABLE = {
    "delivery": "pps ppk kabko",
    "result": "pps",
    "new": "pps",
    "revise": "pps",
    "withdraw": "pps",
    "undo": "pps ppk kabko",
    "decide": "pps ppk kabko",
    "pair": "pps kabko",
    "place": "pps ppk kabko",
    "office": "pps ppk kabko",
}


def entry(kind: str, area: str = VILLAGE, subject: str | None = f"d:{VILLAGE}:1", site: str = "s") -> Entry:
    body = {} if subject is None else {"subject": subject}
    return make_entry(
        site=site, area=area, election="e", seq=1, prev_hash=FIRST_PREV_HASH, hlc="", kind=kind, base=(), body=body,
        salt=bytes(16),
    )  # fmt: skip


def test_the_table_names_every_kind() -> None:
    assert set(TABLE) == set(map(str, Kind))


@pytest.mark.parametrize("kind", TABLE)
@pytest.mark.parametrize("role", WITHIN)
def test_the_table(role: str, kind: str) -> None:
    assert refusal(role, WITHIN[role], entry(kind)) == (None if role in TABLE[kind].split() else "peran")


@pytest.mark.parametrize("role", WITHIN)
def test_nobody_writes_elsewhere(role: str) -> None:
    assert refusal(role, "33.19.01.2001"[: len(WITHIN[role])], entry("decide")) == "wilayah"
    assert refusal(role, WITHIN[role], entry("decide", subject="d:33.18.19.2009:1")) == "wilayah"
    assert refusal(role, WITHIN[role], entry("decide", subject="b:broken")) == "wilayah"
    assert refusal(role, WITHIN[role], entry("decide", subject="p:d:33.18.19.2009:1")) == "wilayah"
    assert refusal(role, WITHIN[role], entry("decide", subject=None)) is None


def test_unknown_roles_and_kinds() -> None:
    assert refusal("pantarlih", VILLAGE, entry("result")) == "peran"
    assert refusal("pps", VILLAGE, entry("telepathy")) == "versi"


def test_areas() -> None:
    assert is_within(VILLAGE, KECAMATAN)
    assert is_within(VILLAGE, VILLAGE)
    assert not is_within(KECAMATAN, VILLAGE)
    assert not is_within("33.180.1", REGENCY)
    assert regency_of(VILLAGE) == REGENCY == regency_of(REGENCY)
    assert kecamatan_of(VILLAGE) == KECAMATAN == kecamatan_of(KECAMATAN)
    assert kecamatan_of(REGENCY) is None


def test_others_than_a_village_office_undo_their_own() -> None:
    assert may_undo("pps", entry("result", site="a"), "b")
    assert may_undo("ppk", entry("decide", site="a"), "a")
    assert not may_undo("ppk", entry("decide", site="a"), "b")
    assert not may_undo("kabko", entry("result", site="a"), "b")
