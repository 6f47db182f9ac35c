"""Small values: outcomes, TPS numbers, cells, subjects, delivered rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.deliveries import lines_sha256, row_from_json, row_line, row_to_json
from coklit_desktop.domain.records import (
    BELUM,
    SESUAI,
    Outcome,
    RowKind,
    State,
    TmsReason,
    number_or_text,
    same_cell,
    tps_number,
)
from coklit_desktop.domain.subjects import (
    delivered_subject,
    household_subject,
    new_subject,
    office_subject,
    pair_subject,
    split_subject,
    undpid_subject,
)
from tests.domain.ledgers import AREA, base, row, tms, voter


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", "003"), ("003", "003"), (" TPS 3 ", "003"), ("tps003", "003"), ("3.0", "003"), ("901", "901"), ("999",
        "999"),
        ("0", None), ("1000", None), ("", None), ("3a", None), ("3.5", None), ("-3", None), ("\uff13", None),
    ],
)  # fmt: skip
def test_tps_numbers(text, number) -> None:
    assert tps_number(text) == number


@pytest.mark.parametrize(
    "outcome",
    [
        BELUM, SESUAI, Outcome(State.TIDAK_DITEMUI), Outcome(State.UBAH), tms("salah_tps", target="002"), tms("ganda",
        keeps="d:1"),
        tms("pindah_domisili", destination="Kota Lain"), tms("meninggal", evidence="akta 1"), tms(TmsReason.WNA),
    ],
)  # fmt: skip
def test_outcomes_are_read_as_they_were_written(outcome) -> None:
    assert Outcome.from_json(outcome.to_json()) == outcome
    canonical(outcome.to_json())


def test_no_outcome_is_belum_and_another_shape_is_refused() -> None:
    assert Outcome.from_json(None) == BELUM
    for other in ({"state": "hilang"}, {"state": "tms", "code": "1"}):
        with pytest.raises((ValueError, TypeError)):
            Outcome.from_json(other)


def test_rt_and_rw_compare_as_numbers_and_nothing_else_does() -> None:
    assert same_cell("rt", "003", "3")
    assert same_cell("rw", " 03", "3 ")
    assert not same_cell("rt", "003", "3A")
    assert not same_cell("nik", "003", "3")


def test_numbers_sort_before_text_and_as_numbers() -> None:
    assert sorted(["10", "A", "2", " 1 "], key=number_or_text) == [" 1 ", "2", "10", "A"]


def test_list_order_is_rw_rt_nkk_name() -> None:
    rows = [
        base(1, rw="010", rt="001"), base(2, rw="002", rt="010"), base(3, rw="002", rt="003", nkk="2", name="A"),
        base(4, rw="002", rt="003", nkk="1", name="B"), base(5, rw="002", rt="003", nkk="1", name="A"),
    ]  # fmt: skip
    assert [one.line for one in sorted(rows, key=lambda one: one.list_order)] == [5, 4, 3, 2, 1]


def test_who_is_in_the_list() -> None:
    one = base(1)
    new = replace(one, kind=RowKind.NEW, delivered=None)
    assert one.is_delivered
    assert one.is_active
    assert not replace(one, outcome=tms("tni")).is_active
    assert not replace(one, gone=True).is_delivered
    assert not replace(one, gone=True).is_active
    assert new.is_active
    assert not new.is_delivered
    assert not replace(new, withdrawn=True).is_active


def test_the_word_for_pages() -> None:
    one = base(1)
    assert one.ket == "belum"
    assert replace(one, outcome=tms("tni")).ket == "tms"
    assert replace(one, kind=RowKind.NEW, delivered=None).ket == "baru"
    assert replace(one, kind=RowKind.PAIR, delivered=None).ket == "baru"


def test_changed_fields() -> None:
    one = base(1)
    assert one.changed_fields == ()
    assert replace(one, voter=one.voter._replace(name="X", rw="9")).changed_fields == ("name", "rw")
    assert replace(one, delivered=None).changed_fields == ()


def test_reprs_show_nobody() -> None:
    one = base(1)
    for shown in (repr(one), repr(one.voter), repr(row(1)), f"{one.voter}", repr([one.voter])):
        assert not any(cell in shown for cell in (voter(1).nik, voter(1).nkk, voter(1).name))


# --- subjects


def test_subjects_and_their_parts() -> None:
    site = "a1b2c3d4e5f60718"
    assert delivered_subject(AREA, "77") == f"d:{AREA}:77"
    assert new_subject(site, AREA, 5) == f"b:{site}:{AREA}:5"
    assert split_subject(delivered_subject(AREA, "7:7")) == ("d", AREA, "7:7")
    assert split_subject(new_subject(site, AREA, 5)) == ("b", AREA, f"{site}:5")
    assert split_subject(pair_subject(delivered_subject(AREA, "7"))) == ("p", AREA, f"d:{AREA}:7")
    assert split_subject(household_subject(AREA, "33")) == ("kk", AREA, "33")
    assert split_subject(office_subject(AREA, "tps:003")) == ("office", AREA, "tps:003")


def test_a_voter_without_dpid_is_named_by_all_values_and_holds_none() -> None:
    subject = undpid_subject(AREA, "001", voter(1), 0)
    assert subject.startswith(f"h:{AREA}:")
    assert subject.endswith(":0")
    assert voter(1).nik not in subject
    others = {undpid_subject(AREA, "002", voter(1), 0), undpid_subject(AREA, "001", voter(2), 0)}
    assert subject not in others
    assert undpid_subject(AREA, "001", voter(1), 1).rpartition(":")[0] == subject.rpartition(":")[0]


# --- delivered rows on the wire


def test_delivered_rows_are_read_as_they_were_written() -> None:
    for one in (row(1), row(2, dpid=""), replace(row(3), status="HAPUS", active=False)):
        assert row_from_json(row_to_json(one)) == one


@pytest.mark.parametrize(
    "change",
    [
        lambda v: [str(v[0]), *v[1:]], lambda v: [*v[:4], 1, v[5]], lambda v: v[:5], lambda v: [*v[:5], v[5][:11]],
        lambda v: [*v[:5], [*v[5][:11], 1]], lambda v: [v[0], 1, *v[2:]], lambda v: [*v, "x"], lambda v: [True, *v[1:]],
    ],
)  # fmt: skip
def test_any_other_shape_is_no_delivered_row(change) -> None:
    with pytest.raises((ValueError, TypeError)):
        row_from_json(change(row_to_json(row(1))))


def test_the_hash_of_rows_is_over_lines() -> None:
    import hashlib

    lines = [row_line(row(1)), row_line(row(2))]
    assert lines_sha256(lines) == hashlib.sha256(lines[0] + b"\n" + lines[1] + b"\n").hexdigest()
    assert lines_sha256(lines) != lines_sha256(reversed(lines))
