"""One state for a household, and the name it is called by."""

from dataclasses import replace

import pytest

from coklit_desktop.domain.records import Household
from coklit_desktop.mapping.shapes import DARK, LIGHT, SHAPES
from coklit_desktop.mapping.states import LETTERS, WORDS, MapState, label_of, shares, state_of
from coklit_desktop.ui import texts, theme


@pytest.mark.parametrize(
    ("members", "state"),
    [
        (["sesuai", "sesuai"], "sesuai"),
        (["sesuai", "belum"], "belum"),
        (["tms", "tidak_ditemui", "belum"], "belum"),
        (["tms", "tidak_ditemui"], "tidak_ditemui"),
        (["sesuai", "ubah", "tms"], "tms"),
        (["baru", "ubah"], "ubah"),
        (["sesuai", "baru"], "baru"),
    ],
)
def test_what_is_still_to_do_wins(make_household, members: list[str], state: str) -> None:
    assert state_of(make_household(1, *members)) == state
    assert state_of(make_household(1, *reversed(members))) == state


def test_shares_leave_out_who_is_gone_or_withdrawn(make_household) -> None:
    found = make_household(1, "sesuai", "belum", "baru")
    kept, gone, withdrawn = found.members
    members = (kept, replace(gone, gone=True), replace(withdrawn, withdrawn=True))
    household = replace(found, members=members)
    assert shares(members) == {MapState.SESUAI: 1}
    assert state_of(household) is MapState.SESUAI


def test_label_is_the_eldest_married_man(make_household) -> None:
    found = make_household(1, "sesuai", "sesuai", "sesuai", "sesuai")

    def member(index: int, name: str, sex: str, year: int, status: str):
        voter = found.members[index].voter
        new = voter._replace(name=name, sex=sex, birth_date=f"01|01|{year}", marital_status=status)
        return replace(found.members[index], voter=new)

    members = (
        member(0, "MBAH PUTRI", "P", 1930, "pernah"),
        member(1, "BAPAK", "L", 1965, "sudah"),
        member(2, "IBU", "P", 1960, "sudah"),
        member(3, "KAKAK", "L", 1955, "belum"),
    )
    assert label_of(Household("k", "n", members)) == "BAPAK"
    assert label_of(Household("k", "n", members[:1] + members[2:])) == "MBAH PUTRI"
    assert label_of(Household("k", "n", members[3:])) == "KAKAK"


def test_shapes_colours_and_words_are_those_of_the_window() -> None:
    assert set(SHAPES) == set(LETTERS) == set(WORDS) == set(MapState)
    assert len(set(SHAPES.values())) == len(set(LETTERS.values())) == len(MapState)
    for state in MapState:
        assert theme.LIGHT.states[state] == LIGHT[state]
        assert theme.DARK.states[state] == DARK[state]
        assert texts.STATE_WORDS[state] == state.word
