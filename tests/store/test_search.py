"""A search finds what a plain look at every row finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Mark, Outcome, RowKind, State
from coklit_desktop.store import search
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, OTHER_AREA, made_up_name, new_store, taken_back, village, voter
from tests.store.strategies import current_voters, names


def _village() -> list[CurrentVoter]:
    """Voters in every state."""
    source = random.Random(4)
    rows = [*village(900), *village(200, area=OTHER_AREA, seed=2)]
    outcomes = [Outcome(), Outcome(), SESUAI, Outcome(State.UBAH), Outcome(State.TMS, "meninggal")]
    rows = [replace(row, outcome=source.choice(outcomes)) for row in rows]
    rows += [
        replace(
            voter(2000 + number, name=made_up_name(source)), kind=RowKind.NEW, delivered=None,
            withdrawn=number % 5 == 0, mark=source.choice([Mark.NONE, Mark.UNMATCHED, Mark.PAIRED]),
            conflict=number % 7 == 0,
        )
        for number in range(60)
    ]  # fmt: skip
    places = [("1", "2"), ("01", "02"), ("10", "1"), ("", "A_B")]
    return [
        replace(row, voter=row.voter._replace(rt=rt, rw=rw))
        for row, (rt, rw) in zip(rows, (source.choice(places) for _ in rows), strict=True)
    ]


ROWS = _village()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with new_store(tmp_path_factory.mktemp("search") / "office") as store:
        with store.write() as unit:
            unit.replace_area(AREA, (row for row in ROWS if row.area == AREA))
            unit.put_voters(row for row in ROWS if row.area == OTHER_AREA)
        yield store


def _word_fits(row: CurrentVoter, word: str) -> bool:
    if word.isdecimal():
        return row.voter.nik.startswith(word) or row.voter.nkk.startswith(word)
    name = row.voter.name.upper()
    if len(word) < 3:
        return any(part.startswith(word.upper()) for part in name.split(" "))
    return word.upper() in name


def _plain(query: VoterQuery) -> list[CurrentVoter]:
    tests: list[Callable[[CurrentVoter], bool]] = [
        lambda row: all(_word_fits(row, word) for word in query.text.split()),
        lambda row: query.area in (None, row.area),
        lambda row: query.tps in (None, row.tps),
        lambda row: query.rt is None or row.voter.rt.lstrip("0") == query.rt.lstrip("0"),
        lambda row: query.rw is None or row.voter.rw.lstrip("0") == query.rw.lstrip("0"),
        lambda row: query.state in (None, row.ket),
        lambda row: not query.marks or row.mark in query.marks,
        lambda row: not query.check or row.conflict or row.mark is Mark.UNMATCHED,
        lambda row: query.active in (None, row.is_active),
    ]
    return [row for row in ROWS if all(test(row) for test in tests)]


KEYS: dict[str, Callable[[CurrentVoter], object]] = {
    "list": lambda row: (row.area, row.tps, row.list_order),
    "name": lambda row: (row.voter.name, row.area, row.tps, row.list_order),
    "nik": lambda row: (row.voter.nik, row.area, row.tps, row.list_order),
}
queries = st.builds(
    VoterQuery,
    text=st.lists(
        st.sampled_from(
            ["s", "SI", "sit", "siti", "aminah", "mina", "i a", "a'", "ma'r", "r.a", "nur", "3318", "331819410190",
             "3", "zz", "33181901010000", "rt", "dwi", "U"]
        ),
        max_size=3,
    ).map(" ".join),
    area=st.sampled_from([None, None, AREA, OTHER_AREA]),
    tps=st.sampled_from([None, None, "001", "003", "404"]),
    rt=st.sampled_from([None, None, None, "1", "010"]),
    rw=st.sampled_from([None, None, None, "2", "A_B", "AxB"]),
    state=st.sampled_from([None, None, "belum", "sesuai", "tms", "ubah", "baru"]),
    marks=st.sampled_from([(), (), ("tidak_padan",), ("berpasangan", "tidak_padan")]),
    check=st.sampled_from([False, False, True]),
    active=st.sampled_from([None, None, True, False]),
    limit=st.just(5000),
    order=st.sampled_from(["list", "name", "nik"]),
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(query=queries)
@example(query=VoterQuery("siti", limit=5000))
@example(query=VoterQuery("s", limit=5000))
def test_it_finds_what_a_plain_look_finds(filled: Store, query: VoterQuery) -> None:
    with filled.read() as unit:
        page = unit.search(query)
    assert list(page.rows) == sorted(_plain(query), key=KEYS[query.order])
    assert (page.total, page.more) == (len(page.rows), False)


@settings(deadline=None, max_examples=80)
@given(query=queries)
def test_many_matches_by_name_are_probed_instead(filled: Store, query: VoterQuery) -> None:
    few = search.FEW
    search.FEW = 3
    try:
        with filled.read() as unit:
            page = unit.search(query)
    finally:
        search.FEW = few
    assert list(page.rows) == sorted(_plain(query), key=KEYS[query.order])


@pytest.mark.parametrize("text", ["", "s", "siti", "3", "s 3"])
@pytest.mark.parametrize("area", [None, AREA])
def test_very_many_matches_are_counted_and_sorted_up_to_a_cap(
    filled: Store, monkeypatch: pytest.MonkeyPatch, text: str, area: str | None
) -> None:
    monkeypatch.setattr(search, "CAP", 20)
    query = VoterQuery(text, area=area, limit=7)
    expected = {row.subject for row in _plain(query)}
    found: list[str] = []
    with filled.read() as unit:
        while page := unit.search(replace(query, offset=len(found))).rows:
            found += [row.subject for row in page]
        first = unit.search(query)
    assert (first.total, first.more) == (20, True)
    assert len(found) == len(expected)
    assert set(found) == expected


def test_without_words_even_very_many_come_in_the_order_of_the_list(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CAP", 20)
    with filled.read() as unit:
        page = unit.search(VoterQuery(area=AREA, limit=50, offset=30))
    rows = sorted(_plain(VoterQuery(area=AREA)), key=lambda row: (row.tps, row.list_order[:3]))
    expected = [(row.tps, row.list_order[:3]) for row in rows[30:80]]
    assert [(row.tps, row.list_order[:3]) for row in page.rows] == expected


@settings(deadline=None, max_examples=80)
@given(text=names | st.text(max_size=8))
def test_nothing_typed_is_a_fault(filled: Store, text: str) -> None:
    with filled.read() as unit:
        assert unit.search(VoterQuery(text)).total >= 0


@settings(deadline=None, max_examples=80)
@given(row=current_voters)
def test_every_word_of_a_name_finds_it(kept: Store, row: CurrentVoter) -> None:
    words = [word for word in row.voter.name.split(" ") if word.strip() == word and "\0" not in word and word]
    with taken_back(kept) as unit:
        unit.put_voters([row])
        for word in words:
            if not word.isdecimal() and len(word.split()) == 1:
                assert [found.subject for found in unit.search(VoterQuery(word)).rows] == [row.subject]


def test_a_changed_name_is_found_and_the_old_one_is_not(store: Store, tmp_path: Path) -> None:
    row = voter(1, name="SITI AMINAH")
    with store.write() as unit:
        unit.put_voters([row])
        unit.put_voters([replace(row, voter=row.voter._replace(name="SITI KHOTIMAH"))])
        found = {text: unit.search(VoterQuery(text)).total for text in ("amin", "am", "khot", "kh", "siti")}
    assert found == {"amin": 0, "am": 0, "khot": 1, "kh": 1, "siti": 1}
