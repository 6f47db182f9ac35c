"""Equal lists, equal digests; any difference in the list, another digest."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.digest import stands, sum_digest, tps_digest, tps_digests
from coklit_desktop.domain.records import SESUAI, VOTER_FIELDS, CurrentVoter, Mark
from tests.domain.histories import ALL, clocks, play, steps, together
from tests.domain.ledgers import base, tms

ROWS = [base(number) for number in range(4)]


def listed(rows: list[CurrentVoter]) -> set[tuple[object, ...]]:
    """What a list says: who stands where, with which cells and outcome."""
    return {(row.subject, row.tps, row.outcome, row.voter) for row in rows if stands(row)}


def test_digest_by_hand() -> None:
    line = (
        b'["d:33.18.19.2008:1000","001",{"state":"belum"},["3318190101100001","3318191708800001","WARGA 0","PATI",'
        b'"17|08|1980","sudah","L","DK. KRAJAN","001","002","","sudah"]]\n'
    )
    assert tps_digest([ROWS[0]]) == hashlib.sha256(b"coklit:tps:1\n" + line).hexdigest()


def test_sum_by_hand_and_in_any_order() -> None:
    assert sum_digest(["bb", "aa"]) == hashlib.sha256(b'coklit:sum:1\n["aa","bb"]').hexdigest()
    assert sum_digest([]) == hashlib.sha256(b"coklit:sum:1\n[]").hexdigest()


def test_order_marks_and_places_do_not_count() -> None:
    other = [
        replace(row, mark=Mark.PAIRED, partner="x", conflict=True, line=9, generation=7, former_tps="8") for row in ROWS
    ]
    random.Random(1).shuffle(other)
    assert tps_digest(other) == tps_digest(ROWS)


def test_gone_and_withdrawn_rows_do_not_count() -> None:
    more = [*ROWS, replace(base(8), gone=True), replace(base(9), withdrawn=True)]
    assert tps_digest(more) == tps_digest(ROWS)


def test_every_cell_the_outcome_the_tps_and_the_subject_count() -> None:
    first = ROWS[0]
    others = [replace(first, voter=first.voter._replace(**{name: "x"})) for name in VOTER_FIELDS]
    others += [
        replace(first, outcome=SESUAI), replace(first, tps="002"), replace(first, subject="d:1:2"),
        replace(first, outcome=tms("ganda")), replace(first, outcome=tms("ganda", keeps="d:1")),
        replace(first, outcome=tms("salah_tps", target="002")), replace(first, outcome=tms("ganda", evidence="KK")),
        replace(first, outcome=tms("pindah_domisili", destination="X")),
    ]  # fmt: skip
    digests = {tps_digest([one, *ROWS[1:]]) for one in [first, *others]}
    assert len(digests) == len(others) + 1
    assert tps_digest(ROWS[1:]) != tps_digest(ROWS)


def test_a_tps_has_those_who_stand_in_it_now() -> None:
    moved = replace(ROWS[0], tps="002")
    digests = tps_digests([moved, *ROWS[1:], replace(base(9, "003"), gone=True)])
    assert digests == {"001": tps_digest(ROWS[1:]), "002": tps_digest([moved])}


@given(steps(ALL), steps(ALL), clocks())
def test_digests_are_equal_iff_the_lists_are(left, right, times) -> None:
    one, two = together(play(left, times)), together(play(right, times))
    here, there = list(one.rows().values()), list(two.rows().values())
    assert (tps_digests(here) == tps_digests(there)) == (listed(here) == listed(there))


@given(steps(ALL), st.integers(0, 9))
def test_a_digest_is_of_canonical_rows_only(history, seed) -> None:
    rows = [row for row in together(play(history)).rows().values() if row.tps == "001" and stands(row)]
    lines = sorted(canonical([row.subject, row.tps, row.outcome.to_json(), list(row.voter)]) for row in rows)
    shuffled = random.Random(seed).sample(rows, len(rows))
    subjects = [row.subject for row in sorted(rows, key=lambda row: row.subject)]
    by_subject = {row.subject: row for row in rows}
    data = b"".join(
        canonical([s, by_subject[s].tps, by_subject[s].outcome.to_json(), list(by_subject[s].voter)]) + b"\n"
        for s in subjects
    )
    assert len(lines) == len(rows)
    assert tps_digest(shuffled) == hashlib.sha256(b"coklit:tps:1\n" + data).hexdigest()
