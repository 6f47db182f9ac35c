"""Shapes of bodies from outside: what the services write fits, what would break the fold does not."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from coklit_desktop.domain.bodies import body_fits
from coklit_desktop.domain.entries import Entry, Kind
from tests.domain.histories import ALL, play, steps, together
from tests.domain.ledgers import Site, base, village, voter

FIRST = base(0).subject


@given(steps(ALL))
def test_everything_that_is_keyed_fits(history) -> None:
    for entry in together(play(history)).entries.values():
        assert body_fits(entry)


def entry(kind: Kind, body: dict[str, Any]) -> Entry:
    """An entry about the first voter with any body."""
    made = Site("aa000001", village(base(0))).append(kind, FIRST, {})
    return replace(made, body={"subject": FIRST, "clerk": "sri", **body})


def result(name: str, value: Any) -> Entry:
    """A result that sets one field."""
    return entry(Kind.RESULT, {"fields": {name: {"old": None, "new": value, "base": []}}})


@pytest.mark.parametrize(
    "good",
    [
        result("outcome", {"state": "tms", "reason": "salah_tps", "target": "002"}), result("outcome", None),
        result("name", ""), result("name", None), result("tps", "010"), result("tps", None),
        entry(Kind.UNDO, {"undoes": "ff", "reason": ""}),
        entry(Kind.DELIVERY, {"mode": "add", "rows": 1, "rows_sha256": "aa", "files": ["bb"], "tps": ["001"]}),
        entry(Kind.PLACE, {"fields": {"place": {"old": None, "new": None, "base": []}}}),
        entry(
            Kind.PLACE,
            {"fields": {"place": {"old": None, "base": [], "new": {"latitude": "-6.5", "longitude": "111",
            "source": "klik"}}}},
        ),
        entry(Kind.OFFICE, {"fields": {"ketua": {"old": None, "new": "X", "base": ["aa"]}}}),
        replace(entry(Kind.RESULT, {}), body=None),
    ],
)  # fmt: skip
def test_fits(good) -> None:
    assert body_fits(good)


@pytest.mark.parametrize(
    "bad",
    [
        entry(Kind.RESULT, {}), entry(Kind.RESULT, {"fields": []}), entry(Kind.RESULT, {"fields": {"name": "X"}}),
        entry(Kind.RESULT, {"fields": {"name": {"new": "X", "base": []}}}),
        entry(Kind.RESULT, {"fields": {"name": {"old": "", "new": "X", "base": "aa"}}}),
        entry(Kind.RESULT, {"fields": {"name": {"old": "", "new": "X", "base": [1]}}}),
        entry(Kind.RESULT, {"subject": 5, "fields": {}}),
        result("name", 5), result("name", ["X"]), result("shoe_size", "44"), result("withdrawn", "ya"),
        result("tps", "1"), result("tps", "000"), result("tps", 1),
        result("outcome", {"state": "hilang"}), result("outcome", {"state": "tms", "reason": 1}), result("outcome",
        "tms"),
        result("outcome", {}), result("outcome", {"state": "tms", "code": "1"}),
        result("outcome", {"state": "tms", "reason": "salah_tps", "target": "2"}),
        entry(Kind.UNDO, {}), entry(Kind.UNDO, {"undoes": ["ff"]}),
        entry(Kind.DELIVERY, {"mode": "all", "rows": 1, "rows_sha256": "aa", "files": [], "tps": []}),
        entry(Kind.DELIVERY, {"mode": "add", "rows": "1", "rows_sha256": "aa", "files": [], "tps": []}),
        entry(Kind.DELIVERY, {"mode": "add", "rows": 1, "rows_sha256": "aa", "files": "bb", "tps": []}),
        entry(Kind.DELIVERY, {"mode": "add", "rows": 1, "rows_sha256": "aa", "files": []}),
        entry(Kind.PLACE, {"fields": {"place": {"old": None, "new": {"latitude": "1"}, "base": []}}}),
        entry(Kind.PLACE, {"fields": {"name": {"old": None, "new": "X", "base": []}}}),
        entry(Kind.OFFICE, {"fields": {"ketua": {"old": None, "new": {"a": 1}, "base": []}}}),
    ],
)  # fmt: skip
def test_does_not_fit(bad) -> None:
    assert not body_fits(bad)


def test_a_new_voter_is_named_by_the_entry_that_brings_it() -> None:
    site = Site("aa000001", {})
    (good,) = (entry for entry in [site.about(site.new("001", voter(1)))[0]])
    assert body_fits(good)
    assert good.body is not None
    for change in ("subject", "generation", "tps"):
        body = copy.deepcopy(dict(good.body))
        if change == "tps":
            del body["fields"]["tps"]
        elif change == "subject":
            body["subject"] += "1"
        else:
            body["generation"] = "1"
        assert not body_fits(replace(good, body=body))


def test_a_kind_of_a_newer_program_fits() -> None:
    made = entry(Kind.RESULT, {})
    assert body_fits(replace(made, envelope=replace(made.envelope, kind="ramal")))
