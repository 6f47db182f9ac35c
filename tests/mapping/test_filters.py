"""The filter by TPS, RT, RW and state."""

from dataclasses import replace

from coklit_desktop.mapping.filters import MapFilter, filtered, groups_of
from coklit_desktop.mapping.states import MapState


def test_empty_filter_shows_all_with_members(make_household) -> None:
    full, empty = make_household(1, "sesuai"), make_household(2)
    assert filtered([full, empty], MapFilter()) == [full]


def test_rt_and_rw_compare_as_numbers(make_household) -> None:
    found = make_household(1, "sesuai", rt="3", rw="01")
    assert filtered([found], MapFilter(rt="003", rw="1")) == [found]
    assert filtered([found], MapFilter(rt="3", rw="2")) == []


def test_one_member_must_fit_everything(make_household) -> None:
    found = make_household(1, "sesuai", "belum")
    first, second = found.members
    split = replace(
        found, members=(replace(first, tps="001"), replace(second, tps="002", voter=second.voter._replace(rt="9")))
    )
    groups = groups_of(split)
    assert [(g.tps, g.rt) for g in groups] == [("001", "001"), ("002", "009")]
    assert MapFilter(tps="001").shown_state(groups) is MapState.SESUAI
    assert MapFilter(tps="002").shown_state(groups) is MapState.BELUM
    assert MapFilter(tps="001", rt="9").shown_state(groups) is None


def test_states_filter_what_is_drawn(make_household) -> None:
    groups = groups_of(make_household(1, "sesuai", "belum"))
    assert MapFilter(states=frozenset({MapState.BELUM})).shown_state(groups) is MapState.BELUM
    assert MapFilter(states=frozenset({MapState.SESUAI})).shown_state(groups) is None
