"""The fold: any order, any duplicates, any partial knowledge, wrong clocks; undo; conflicts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.digest import tps_digests
from coklit_desktop.domain.entries import Entry, Kind
from coklit_desktop.domain.history import (
    OUTCOME,
    TPS,
    base_row,
    fold_fields,
    fold_rows,
    undone_hashes,
)
from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.recap import count_by_tps, sum_counts
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Mark, Outcome, RowKind, State
from tests.domain.histories import ALL, KEYED, SUBJECTS, TPS_LIST, VILLAGE, clocks, play, steps, together
from tests.domain.ledgers import NOW, ORDERING, YEAR_1970, YEAR_2099, Site, tms, village, voter

FIRST, SECOND, THIRD = SUBJECTS[0], SUBJECTS[1], SUBJECTS[2]
OTHER_TPS = SUBJECTS[3]  # a voter of TPS 002


def shuffled(entries: list[Entry], seed: int) -> list[Entry]:
    """The entries in another order, some of them twice."""
    found = entries + [entry for place, entry in enumerate(entries) if place % 3 == seed % 3]
    random.Random(seed).shuffle(found)
    return found


# --- any order


@given(steps(ALL), clocks(), st.integers(0, 999))
def test_the_same_entries_in_any_order_and_number_give_the_same_rows(history, times, seed) -> None:
    everything = list(together(play(history, times)).entries.values())
    rows = village(*fold_rows(VILLAGE, everything, ORDERING))
    again = village(*fold_rows(dict(reversed(VILLAGE.items())), shuffled(everything, seed), ORDERING))
    assert again == rows
    assert tps_digests(again.values()) == tps_digests(rows.values())


@given(steps(ALL), clocks())
def test_sites_that_know_the_same_have_the_same_list(history, times) -> None:
    sites = play(history, times)
    left = Site("dd000004", VILLAGE).take(sites[0], sites[1]).take(sites[2])
    right = Site("ee000005", VILLAGE).take(sites[2]).take(sites[2], sites[0]).take(sites[1], left)
    assert left.rows() == right.rows()


@given(steps(ALL), clocks())
def test_order_is_causal_whatever_the_clocks_say(history, times) -> None:
    everything = together(play(history, times))
    place = {entry.hash: number for number, entry in enumerate(ORDERING.sort(everything.entries.values()))}
    streams: dict[str, int] = {}
    for entry in ORDERING.sort(everything.entries.values()):
        assert all(place[parent] < place[entry.hash] for parent in entry.envelope.base)
        assert entry.seq == streams.get(entry.site, 0) + 1
        streams[entry.site] = entry.seq


def neighbours(rows: dict[str, CurrentVoter], wanted: set[str]) -> set[str]:
    """Subjects that share a possible NIK or a pair with the wanted ones."""
    found = set(wanted)
    niks = {rows[s].voter.nik for s in wanted & rows.keys()}
    for one in rows.values():
        same = one.voter.nik in niks and not nik_problem(one.voter.nik)
        if same or one.partner in wanted:
            found.add(one.subject)
        if one.subject in wanted and one.partner:
            found.add(one.partner)
    return found


@given(steps(ALL), clocks(), st.sampled_from(SUBJECTS))
def test_folding_a_closed_group_alone_gives_its_rows_of_the_full_fold(history, times, start) -> None:
    everything = together(play(history, times))
    entries = list(everything.entries.values())
    rows = everything.rows()
    unpaired = {
        subject: row
        for subject in {*VILLAGE, *(entry.subject for entry in entries)}
        for row in fold_rows({s: r for s, r in VILLAGE.items() if s == subject}, everything.about(subject), ORDERING)
        if row.subject == subject
    }
    named = {entry.subject: entry.body["fields"]["partner"]["new"] for entry in entries if entry.kind == Kind.PAIR}
    group, more = {start}, {start}
    while more:
        near = neighbours(rows, group) | neighbours(unpaired, group)
        near |= {named[s] for s in near & named.keys()} | {s for s, p in named.items() if p in near}
        more = near - group
        group |= near
    part = fold_rows(
        {subject: row for subject, row in VILLAGE.items() if subject in group},
        [entry for entry in entries if entry.subject in group],
        ORDERING,
    )
    assert village(*part) == {subject: row for subject, row in rows.items() if subject in group}


def test_an_entry_about_a_voter_who_is_not_delivered_yet_waits_in_the_ledger() -> None:
    site = Site("aa000001", VILLAGE)
    site.outcome(FIRST, SESUAI)
    site.bases = village(*(row for subject, row in VILLAGE.items() if subject != FIRST))
    assert FIRST not in site.rows()
    site.bases = VILLAGE
    assert site.row(FIRST).outcome == SESUAI


def test_the_delivered_row_comes_out_of_any_current_row() -> None:
    site = Site("aa000001", VILLAGE)
    site.ubah(FIRST, name="TITIK", tps="002")
    assert base_row(site.row(FIRST)) == VILLAGE[FIRST]
    assert base_row(site.row(site.new("001", voter(60)))) is None


# --- clocks


def rival_outcomes(first: int, second: int) -> Outcome:
    """What stands after two sites, by these clocks, keyed different results."""
    one, two = Site("aa000001", VILLAGE, first), Site("bb000002", VILLAGE, second)
    one.outcome(FIRST, SESUAI)
    two.outcome(FIRST, tms("meninggal"))
    return one.take(two).row(FIRST).outcome


def test_the_later_clock_stands_until_somebody_decides() -> None:
    assert rival_outcomes(NOW, NOW + 1) == tms("meninggal")
    assert rival_outcomes(NOW + 1, NOW) == SESUAI


@pytest.mark.parametrize("wrong", [YEAR_1970, YEAR_2099])
def test_a_clock_outside_the_window_never_wins(wrong) -> None:
    assert rival_outcomes(wrong, NOW) == tms("meninggal")
    assert rival_outcomes(NOW, wrong) == SESUAI


@pytest.mark.parametrize("wrong", [YEAR_1970, YEAR_2099])
def test_a_wrong_clock_still_corrects_what_it_knew(wrong) -> None:
    right, late = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE, wrong)
    right.outcome(FIRST, SESUAI)
    late.take(right).outcome(FIRST, tms("tni"))
    assert right.take(late).row(FIRST).outcome == tms("tni")
    assert not right.row(FIRST).conflict


def test_the_windows_edges_count_as_inside() -> None:
    assert ORDERING.plausible("1704067200000-000000")  # 2024-01-01T00:00Z
    assert not ORDERING.plausible("1704067199999-000000")
    assert ORDERING.plausible("1893455999999-000000")  # 2029-12-31T23:59:59.999Z
    assert not ORDERING.plausible("1893456000000-000000")


# --- results


def test_a_result_takes_the_changed_cells_back() -> None:
    site = Site("aa000001", VILLAGE)
    site.ubah(FIRST, name="TITIK", rt="009")
    assert site.row(FIRST).changed_fields == ("name", "rt")
    site.outcome(FIRST, SESUAI)
    assert site.row(FIRST).voter == VILLAGE[FIRST].voter
    site.ubah(FIRST, rw="004")
    assert site.row(FIRST).changed_fields == ("rw",)


def test_a_struck_row_keeps_its_delivered_values() -> None:
    site = Site("aa000001", VILLAGE)
    site.ubah(FIRST, name="TITIK", tps="003")
    site.outcome(FIRST, tms("meninggal"))
    assert (site.row(FIRST).voter, site.row(FIRST).tps) == (VILLAGE[FIRST].voter, "001")


def test_changes_of_two_sites_in_other_cells_both_stand() -> None:
    one, two = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE)
    one.ubah(FIRST, name="TITIK")
    two.ubah(FIRST, rt="009")
    row = one.take(two).row(FIRST)
    assert (row.voter.name, row.voter.rt, row.conflict) == ("TITIK", "009", False)


# --- undo


@given(steps(ALL), clocks(), st.integers(0, 9))
def test_undo_gives_back_the_list_before_and_undo_of_undo_the_list_after(history, times, which) -> None:
    site = together(play(history, times))
    before = site.rows()
    entry = site.outcome(SUBJECTS[which], tms("polri"))
    after = site.rows()
    undo = site.undo(entry)
    assert site.rows() == before
    site.undo(undo)
    assert site.rows() == after


@given(steps(ALL), st.integers(0, 5))
def test_undoing_a_decision_brings_the_conflict_back(history, take) -> None:
    site = together(play(history))
    for subject in site.conflicts():
        before = site.row(subject)
        entry = site.decide(subject, take)
        assert not site.row(subject).conflict
        site.undo(entry)
        assert site.row(subject) == before


def test_an_undone_b_is_nowhere() -> None:
    site = Site("aa000001", VILLAGE)
    subject = site.new("001", voter(60))
    undo = site.undo(site.about(subject)[0])
    assert subject not in site.rows()
    site.undo(undo)
    assert site.row(subject).is_active


def test_a_b_undone_by_one_site_and_revised_by_another_is_nowhere() -> None:
    one, two = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE)
    subject = one.new("001", voter(60))
    two.take(one).revise(subject, tps="002")
    one.undo(one.about(subject)[0])
    assert subject not in one.take(two).rows()


def test_a_chain_of_undos_alternates() -> None:
    site = Site("aa000001", VILLAGE)
    entries = [site.outcome(FIRST, SESUAI)]
    for standing in (False, True, False, True):
        entries.append(site.undo(entries[-1]))
        assert (entries[0].hash not in undone_hashes(entries)) is standing
        assert (site.row(FIRST).outcome == SESUAI) is standing


def test_an_undo_about_somebody_else_does_nothing() -> None:
    site = Site("aa000001", VILLAGE)
    entry = site.outcome(FIRST, SESUAI)
    site.append(Kind.UNDO, SECOND, {}, base=[entry.hash], extra={"undoes": entry.hash, "reason": ""})
    assert site.row(FIRST).outcome == SESUAI


# --- conflicts


@given(steps((*KEYED, "terima")), clocks())
def test_a_voter_is_in_conflict_iff_the_last_words_of_two_sites_differ(history, times) -> None:
    """The oracle looks at who knew what when writing, not at `base`."""
    sites = play(history, times)
    knew = {name: known for site in sites for name, known in site.knew.items()}
    everything = together(sites)
    rows = everything.rows()
    for subject in {*VILLAGE, *(s for s, one in rows.items() if one.kind is RowKind.NEW)}:
        setters: dict[str, list[Entry]] = {}
        for entry in everything.about(subject):
            for name in entry.body["fields"]:
                setters.setdefault(name, []).append(entry)
        expected = False
        for name, found in setters.items():
            last = [e for e in found if not any(e.hash in knew[later.hash] for later in found)]
            values = [entry.body["fields"][name]["new"] for entry in last]
            expected |= any(value != values[0] for value in values)
        assert rows[subject].conflict is expected


@given(steps(ALL), clocks(), st.integers(0, 5))
def test_a_decision_on_all_heads_ends_the_conflict_everywhere(history, times, take) -> None:
    sites = play(history, times)
    judge = together(sites)
    for subject in judge.conflicts():
        judge.decide(subject, take)
    assert judge.conflicts() == []
    for site in sites:
        assert site.take(judge).rows() == judge.rows()


def test_equal_results_of_two_sites_are_no_conflict() -> None:
    one, two = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE)
    one.outcome(FIRST, tms("meninggal"))
    two.outcome(FIRST, tms("meninggal"))
    assert not one.take(two).row(FIRST).conflict


def test_two_results_of_one_site_are_a_correction() -> None:
    site = Site("aa000001", VILLAGE)
    site.outcome(FIRST, SESUAI)
    site.outcome(FIRST, tms("meninggal"))
    assert (site.row(FIRST).outcome, site.row(FIRST).conflict) == (tms("meninggal"), False)


def test_a_decision_for_sesuai_takes_the_cells_of_the_u_back() -> None:
    one, two = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE)
    one.ubah(FIRST, name="TITIK")
    chosen = two.outcome(FIRST, SESUAI)
    one.take(two)
    rivals = sorted(entry.hash for entry in one.registers(FIRST)[OUTCOME].rivals)
    one.decide(FIRST, rivals.index(chosen.hash))
    assert (one.row(FIRST).outcome, one.row(FIRST).changed_fields) == (SESUAI, ())
    one.ubah(FIRST, rt="009")
    assert one.row(FIRST).changed_fields == ("rt",)


def test_a_third_site_that_knew_one_rival_only_reopens_the_conflict() -> None:
    one, two, three = (Site(name, VILLAGE) for name in ("aa000001", "bb000002", "cc000003"))
    one.outcome(FIRST, SESUAI)
    two.outcome(FIRST, tms("meninggal"))
    three.take(two).outcome(FIRST, tms("tni"))
    one.take(two).decide(FIRST)
    assert one.row(FIRST).conflict is False
    assert one.take(three).row(FIRST).conflict is True


def test_registers_name_their_heads_for_the_next_entry() -> None:
    one, two = Site("aa000001", VILLAGE), Site("bb000002", VILLAGE)
    entries = [one.ubah(FIRST, tps="002"), two.ubah(FIRST, tps="003")]
    fields = fold_fields([*one.entries.values(), *two.entries.values()], ORDERING)
    assert fields[TPS].heads == tuple(sorted(entry.hash for entry in entries))
    assert not fields[OUTCOME].conflict  # both said ubah
    assert fields[TPS].conflict


# --- sums of random histories


@given(steps(ALL), clocks())
def test_the_arithmetic_holds_in_every_tps_and_in_the_sums(history, times) -> None:
    rows = together(play(history, times)).rows().values()
    by_tps = count_by_tps(rows)
    total = sum_counts(by_tps.values())
    for counts in (*by_tps.values(), total):
        assert counts.balanced
        women = counts.awal.P + counts.baru.P - counts.tms_total.P + counts.pindah_masuk.P - counts.pindah_keluar.P
        assert counts.akhir.P - women == -counts.sex_shift
    assert total.awal.total == len(VILLAGE)
    assert total.akhir.total == sum(row.is_active for row in rows)
    assert total.pindah_masuk.total == total.pindah_keluar.total
    assert total.baru_pasangan.total == sum(row.kind is RowKind.PAIR for row in rows)


@given(steps((*KEYED, "batalkan")))
def test_nobody_is_lost_and_nobody_doubled(history) -> None:
    rows = together(play(history)).rows()
    assert set(VILLAGE) <= set(rows)
    made = [row for row in rows.values() if row.kind is RowKind.PAIR]
    for row in made:
        assert rows[row.partner].outcome.is_wrong_tps
        assert row.tps in TPS_LIST
        assert rows[row.partner].mark is Mark.PAIRED
    for row in rows.values():
        if row.outcome.is_wrong_tps:
            assert row.mark in (Mark.PAIRED, Mark.UNMATCHED)
            assert (row.mark is Mark.UNMATCHED) == (row.partner not in rows)
        if row.kind is RowKind.DELIVERED and row.outcome.state is not State.UBAH:
            assert row.voter == row.delivered
