"""What a newer list keeps, brings and takes away (design.md 2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.generations import (
    Change,
    Generations,
    Mode,
    apply_delivery,
    compare,
    fitting_mode,
    fold_deliveries,
)
from coklit_desktop.domain.records import SESUAI, CurrentVoter, DeliveredRow, Mark, Outcome, State
from coklit_desktop.domain.subjects import delivered_subject, undpid_subject
from tests.domain.ledgers import AREA, Site, nik, row, tms, voter

ONE = delivered_subject(AREA, "1001")
TWO = delivered_subject(AREA, "1002")


def fold(*lists: list[DeliveredRow], mode: Mode = Mode.REPLACE) -> dict[str, CurrentVoter]:
    """The list after these deliveries; the first one opens it, the others come in `mode`."""
    return fold_deliveries(AREA, [(Mode.REPLACE if not n else mode, rows) for n, rows in enumerate(lists)])


def here(bases: dict[str, CurrentVoter]) -> dict[str, str]:
    """Subject -> TPS of everybody who is in the list in force."""
    return {subject: one.tps for subject, one in bases.items() if not one.gone}


# --- matching


def test_a_voter_keeps_the_subject_by_dpid() -> None:
    bases = fold([row(1)], [row(1, name="ADI")])
    assert list(bases) == [ONE]
    assert (bases[ONE].voter.name, bases[ONE].generation, bases[ONE].gone) == ("ADI", 1, False)


def test_a_new_dpid_with_the_same_nik_is_the_same_voter() -> None:
    bases = fold([row(1)], [row(1, dpid="9999")])
    assert list(bases) == [ONE]
    assert bases[ONE].dpid == "9999"


def test_the_dpid_that_a_voter_has_now_counts_even_with_another_nik() -> None:
    bases = fold([row(1)], [row(1, dpid="9999")], [row(1, dpid="9999", nik=nik(777))])
    assert list(bases) == [ONE]
    assert bases[ONE].voter.nik == nik(777)


def test_a_former_dpid_given_to_somebody_else_takes_nobodys_place() -> None:
    bases = fold([row(1)], [row(1, dpid="9999")], [row(1, dpid="9999"), row(2, dpid="1001")])
    assert sorted(one.dpid for one in bases.values() if not one.gone) == ["1001", "9999"]
    assert bases[ONE].dpid == "9999"


def test_a_voter_without_dpid_is_known_by_all_values_then_by_nik() -> None:
    first = row(1, dpid="")
    subject = undpid_subject(AREA, "001", first.voter, 0)
    assert list(fold([first], [first])) == [subject]
    bases = fold([first], [row(1, name="ADI")])
    assert list(bases) == [subject]
    assert bases[subject].dpid == "1001"


def test_equal_rows_without_dpid_are_two_voters() -> None:
    first = row(1, dpid="", nik="")
    bases = fold([first, first], [first])
    assert [one.gone for one in bases.values()] == [False, True]
    assert len(bases) == 2


def test_a_dpid_that_comes_twice_loses_no_row() -> None:
    bases = fold([row(1), row(2, dpid="1001")], [row(1), row(2, dpid="1001")])
    assert [one.dpid for one in bases.values()] == ["1001", "1001"]
    assert not any(one.gone for one in bases.values())


def test_a_nik_that_two_voters_share_matches_nobody() -> None:
    bases = fold([row(1), row(2, nik=voter(1).nik)], [row(1, dpid="8001"), row(2, dpid="8002", nik=voter(1).nik)])
    assert len(here(bases)) == 2
    assert bases[ONE].gone
    assert bases[TWO].gone


def test_an_impossible_nik_matches_nobody() -> None:
    bases = fold([row(1, nik="123")], [row(1, nik="123", dpid="8001")])
    assert bases[ONE].gone
    assert len(here(bases)) == 1


def test_nik_prefers_who_is_still_there_to_who_is_gone() -> None:
    both = [row(1), row(2, nik=voter(1).nik)]
    bases = fold(both, [both[1]], [row(3, nik=voter(1).nik)])
    assert bases[TWO].dpid == "1003"
    assert bases[ONE].gone


# --- gone, and back


def test_who_is_missing_is_gone_and_keeps_the_results() -> None:
    site = Site("aa000001", fold([row(1), row(2)]))
    site.outcome(ONE, tms("meninggal"))
    site.bases = fold([row(1), row(2)], [row(2)])
    assert (site.row(ONE).gone, site.row(ONE).outcome, site.row(ONE).is_active) == (True, tms("meninggal"), False)


def test_who_comes_back_has_the_results_again() -> None:
    site = Site("aa000001", fold([row(1), row(2)]))
    site.outcome(ONE, SESUAI)
    site.bases = fold([row(1), row(2)], [row(2)], [row(1), row(2)])
    assert (site.row(ONE).gone, site.row(ONE).outcome) == (False, SESUAI)


def test_who_comes_back_under_a_new_dpid_has_the_results_again() -> None:
    site = Site("aa000001", fold([row(1), row(2)]))
    site.outcome(ONE, SESUAI)
    site.bases = fold([row(1), row(2)], [row(2)], [row(1, dpid="9999"), row(2)])
    assert (site.row(ONE).gone, site.row(ONE).outcome, site.row(ONE).dpid) == (False, SESUAI, "9999")


def test_a_row_without_an_active_status_is_not_in_the_list() -> None:
    aside = replace(row(1), active=False)
    assert fold([aside, row(2)]).keys() == {TWO}
    assert fold([row(1), row(2)], [aside, row(2)])[ONE].gone


# --- renumbered and partial lists


def test_a_renumbered_tps_takes_results_along_and_remembers_the_old_number() -> None:
    site = Site("aa000001", fold([row(1, "007"), row(2, "007")]))
    site.outcome(ONE, SESUAI)
    site.bases = fold([row(1, "007"), row(2, "007")], [row(1, "003"), row(2, "003")])
    assert (site.row(ONE).tps, site.row(ONE).outcome, site.row(ONE).former_tps) == ("003", SESUAI, "007")


def test_former_numbers_are_listed_once() -> None:
    tps_list = ("001", "002", "001", "002")
    assert fold(*([row(1, tps)] for tps in tps_list))[ONE].former_tps == "001,002"


def test_who_is_missing_from_a_tps_that_was_joined_to_another_is_gone() -> None:
    before = [row(1, "001"), *(row(n, "002") for n in (2, 3, 4))]
    bases = fold(before, [row(1, "001"), row(2, "001"), row(3, "001")])
    assert bases[delivered_subject(AREA, "1004")].gone


def test_a_list_of_one_tps_leaves_the_others_alone() -> None:
    bases = fold([row(1, "001"), row(2, "002"), row(3, "002")], [row(1, "001")])
    assert len(here(bases)) == 3


def test_one_mover_does_not_empty_the_tps_that_the_list_does_not_name() -> None:
    before = [row(1, "001"), *(row(n, "002") for n in range(2, 9))]
    bases = fold(before, [row(1, "001"), row(2, "001")])
    assert len(here(bases)) == 8
    assert bases[TWO].tps == "001"


def test_a_double_registration_in_another_tps_stays_two_rows() -> None:
    first, second = [row(n, "001") for n in (1, 2, 3, 4)], [row(5, "002", nik=voter(1).nik)]
    for mode in Mode:
        bases = fold(first, second, mode=mode)
        assert len(here(bases)) == 5
        assert bases[ONE].tps == "001"


def test_more_of_the_same_list_makes_nobody_gone() -> None:
    bases = fold([row(1), row(2)], [row(3)], mode=Mode.ADD)
    assert len(here(bases)) == 3
    assert fold([row(1), row(2)], [row(1, name="ADI")], mode=Mode.ADD)[ONE].voter.name == "ADI"


# --- generations and the B that returns


def test_only_a_newer_list_of_a_known_tps_begins_a_generation() -> None:
    numbers = Generations()
    steps = [("replace", {"001"}), ("add", {"001"}), ("replace", {"002"}), ("replace", {"001", "002"}), ("add", {"3"})]
    assert [numbers.next(mode, tps) for mode, tps in steps] == [1, 1, 1, 2, 2]


def returned(cells: dict[str, str], outcome: Outcome | None = None) -> Site:
    """A B keyed under the first list, which the second one brings with a DPID and these cells."""
    site = Site("aa000001", fold([row(1)]))
    site.new("001", voter(50))
    site.bases = fold([row(1)], [row(1), DeliveredRow(2, "001", voter(50, **cells), "1002")])
    if outcome is not None:
        site.outcome(TWO, outcome)
    return site


def test_a_b_that_returns_with_a_dpid_is_linked_and_its_result_kept() -> None:
    site = returned({})
    (new,) = [one for one in site.rows().values() if one.mark is Mark.LINKED]
    assert (new.is_active, new.partner) == (False, TWO)
    assert (site.row(TWO).outcome, site.row(TWO).voter) == (SESUAI, voter(50))
    assert sum(one.is_active for one in site.rows().values()) == 2


def test_a_b_that_returns_with_other_values_is_a_correction() -> None:
    site = returned({"name": "WARGA LAMA"})
    assert (site.row(TWO).outcome.state, site.row(TWO).changed_fields) == (State.UBAH, ("name",))


def test_a_result_keyed_for_the_returned_voter_wins() -> None:
    site = returned({"name": "WARGA LAMA"}, tms("meninggal"))
    assert site.row(TWO).outcome == tms("meninggal")
    assert site.row(TWO).voter.name == "WARGA LAMA"


def test_a_b_keyed_under_the_newer_list_is_not_linked_to_it() -> None:
    site = Site("aa000001", fold([row(1)], [row(1), row(2, "002")]))
    subject = site.new("001", voter(2), generation=2)
    assert site.row(subject).mark is Mark.WAITING_8


def test_the_first_list_of_another_tps_makes_the_b_wait_whichever_came_first() -> None:
    for mode in Mode:
        site = Site("aa000001", fold([row(1)]))
        subject = site.new("001", voter(2))
        site.bases = fold([row(1)], [row(2, "002")], mode=mode)
        assert (site.row(subject).mark, site.row(subject).is_active) == (Mark.WAITING_8, True)
        assert site.row(TWO).outcome == Outcome()


# --- modes and previews


def test_fitting_mode() -> None:
    before = fold([row(1), row(2)])
    assert fitting_mode({}, [row(1)], mended=False) is Mode.REPLACE
    assert fitting_mode(before, [row(1), row(9)], mended=False) is Mode.REPLACE
    assert fitting_mode(before, [row(1, dpid="77")], mended=False) is Mode.REPLACE  # known by NIK
    assert fitting_mode(before, [row(9, "002")], mended=False) is Mode.ADD
    assert fitting_mode(before, [replace(row(1), active=False)], mended=False) is Mode.ADD
    assert fitting_mode(before, [row(1)], mended=True) is Mode.ADD
    assert fitting_mode({}, [row(1)], mended=True) is Mode.ADD


def test_a_small_part_of_a_list_is_no_newer_list() -> None:
    before = fold([row(n) for n in range(6)])
    assert fitting_mode(before, [row(1), row(2)], mended=False) is Mode.ADD
    assert fitting_mode(before, [row(1), row(2), row(3)], mended=False) is Mode.REPLACE
    assert fitting_mode(before, [row(1, "002")], mended=False) is Mode.REPLACE  # a new TPS of whom one was listed


def test_a_preview_counts_what_changes() -> None:
    before = fold([row(1), row(2), row(3), row(4)])
    after = apply_delivery(AREA, before, 2, Mode.REPLACE, [row(1), row(2, name="X"), row(3, "002", name="Y"), row(5)])
    assert compare(before, after) == Change(came=1, gone=1, changed=2, moved=1, touched=2)
    assert compare(before, after).anything
    assert not compare(before, before).anything
    assert compare(after, apply_delivery(AREA, after, 3, Mode.ADD, [row(4)])).came == 1  # came back


# --- any lists at all


def _any_row(number: int, tps: str, dpid: int, shared: bool, active: bool) -> DeliveredRow:
    cells = voter(number, nik=nik(1)) if shared else voter(number)
    name = "" if dpid == 0 else str(1000 + number + (100 if dpid == 1 else 0))
    return DeliveredRow(number, tps, cells, name, active=active)


RARELY = st.sampled_from((True, *[False] * 9))
PEOPLE = st.lists(
    st.builds(
        _any_row, st.integers(0, 5), st.sampled_from(("001", "002", "003")), st.integers(0, 5),
        RARELY, RARELY.map(lambda aside: not aside),
    ),
    max_size=8,
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(list(Mode)), PEOPLE), min_size=1, max_size=5))
def test_every_row_of_a_delivery_is_one_voter_in_its_tps(deliveries) -> None:
    bases: dict[str, CurrentVoter] = {}
    for number, (mode, rows) in enumerate(deliveries, 1):
        before, active = bases, [one for one in rows if one.active]
        bases = apply_delivery(AREA, before, number, mode, rows)
        assert all(subject == one.subject for subject, one in bases.items())
        assert before.keys() <= bases.keys()  # nobody is ever dropped
        present = Counter((one.tps, one.line, one.voter) for one in bases.values() if not one.gone)
        assert not Counter((one.tps, one.line, one.voter) for one in active) - present
        if mode is Mode.REPLACE:
            named = {one.tps for one in active}
            assert sum(count for key, count in present.items() if key[0] in named) == len(active)
        else:
            assert not any(bases[subject].gone for subject, one in before.items() if not one.gone)
