"""Code 8 and B (design.md 5): one test a rule. The same set of results gives the same pairs, whoever came first."""

from __future__ import annotations

import pytest

from coklit_desktop.domain.checks import check_village
from coklit_desktop.domain.pairs import pair_key
from coklit_desktop.domain.recap import count_by_tps
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Mark, RowKind, Voter
from coklit_desktop.domain.subjects import pair_subject
from tests.domain.ledgers import ELECTION, NOW, Site, base, nik, tms, village, voter

VILLAGE = village(
    *(base(number, tps) for number, tps in ((0, "001"), (1, "001"), (2, "002"), (3, "003"))),
    base(8, "003", nik=nik(1, "L"), name="WARGA KEMBAR"),
)
MOVER = base(0).subject
TWIN = base(8).subject
EIGHT = tms("salah_tps", target="002")
LOST = tms("salah_tps")


@pytest.fixture
def site() -> Site:
    """One office that keys everything."""
    bases = {subject: row for subject, row in VILLAGE.items() if subject != TWIN}
    return Site("aa000001", bases)


def active(site: Site, number: int = 0) -> list[CurrentVoter]:
    """Rows in which the person with this NIK stands in the list."""
    return [row for row in site.rows().values() if row.voter.nik == voter(number).nik and row.is_active]


def codes(site: Site) -> set[str]:
    """Codes of the findings."""
    return {finding.code for finding in check_village(list(site.rows().values()), ELECTION)}


# --- an 8 alone


def test_an_8_with_a_target_makes_the_b_there_at_once(site) -> None:
    site.outcome(MOVER, EIGHT)
    made = site.row(pair_subject(MOVER))
    assert (made.kind, made.mark, made.tps, made.partner) == (RowKind.PAIR, Mark.GENERATED, "002", MOVER)
    assert made.voter == VILLAGE[MOVER].voter
    assert (site.row(MOVER).mark, site.row(MOVER).partner) == (Mark.PAIRED, made.subject)
    counts = count_by_tps(site.rows().values())["002"]
    assert (counts.baru.total, counts.baru_pasangan.total, counts.akhir.total) == (1, 1, 2)


def test_an_8_without_target_and_b_is_tidak_padan(site) -> None:
    site.outcome(MOVER, LOST)
    assert (site.row(MOVER).mark, site.row(MOVER).partner) == (Mark.UNMATCHED, None)
    assert active(site) == []
    assert "tidak_padan" in codes(site)


def test_undoing_the_8_takes_the_made_b_away(site) -> None:
    before = site.rows()
    site.undo(site.outcome(MOVER, EIGHT))
    assert site.rows() == before


# --- an 8 and a keyed B


def test_the_other_sheet_replaces_the_made_b(site) -> None:
    site.outcome(MOVER, EIGHT)
    new = site.new("002", voter(0))
    assert pair_subject(MOVER) not in site.rows()
    assert (site.row(new).mark, site.row(new).partner) == (Mark.PAIRED, MOVER)
    assert (site.row(MOVER).mark, site.row(MOVER).partner) == (Mark.PAIRED, new)
    assert [row.subject for row in active(site)] == [new]
    assert not {"pasangan_beda_data", "tps_tujuan_beda", "nik_ganda"} & codes(site)


@pytest.mark.parametrize("outcome", [EIGHT, LOST])
@pytest.mark.parametrize("first", ["the 8", "the B"])
def test_the_b_before_the_8_is_the_same_as_the_8_before_the_b(outcome, first) -> None:
    early, late = Site("aa000001", VILLAGE, NOW), Site("bb000002", VILLAGE, NOW)
    (early if first == "the B" else late).clock -= 60_000
    new = early.new("002", voter(0))
    late.outcome(MOVER, outcome)
    rows = early.take(late).rows()
    assert (rows[MOVER].mark, rows[MOVER].partner) == (Mark.PAIRED, new)
    assert rows[new].mark is Mark.PAIRED
    assert late.take(early).rows() == rows


def test_a_b_pairs_with_an_8_that_names_no_target(site) -> None:
    new = site.new("003", voter(0))
    site.outcome(MOVER, LOST)
    assert site.row(MOVER).partner == new
    assert "tidak_padan" not in codes(site)


def test_the_keyed_values_win_and_the_difference_is_a_finding(site) -> None:
    site.outcome(MOVER, EIGHT)
    new = site.new("002", voter(0, name="WARGA NOL"))
    assert [row.voter.name for row in active(site)] == ["WARGA NOL"]
    assert site.row(MOVER).voter.name == "WARGA 0"
    assert site.row(new).mark is Mark.PAIRED
    assert "pasangan_beda_data" in codes(site)


def test_another_tps_than_the_target_is_a_finding_and_the_person_stands_once(site) -> None:
    site.outcome(MOVER, EIGHT)
    site.new("003", voter(0))
    assert [row.tps for row in active(site)] == ["003"]
    assert "tps_tujuan_beda" in codes(site)
    assert all(counts.balanced for counts in count_by_tps(site.rows().values()).values())


def test_of_several_bs_the_one_in_the_target_is_the_half(site) -> None:
    wrong, right = site.new("003", voter(0)), site.new("002", voter(0))
    site.outcome(MOVER, EIGHT)
    assert site.row(MOVER).partner == right
    assert site.row(wrong).mark is Mark.NONE
    assert "nik_ganda" in codes(site)


def test_of_several_bs_elsewhere_the_first_keyed_is_the_half(site) -> None:
    keyed = [site.new("003", voter(0)) for _ in range(11)]
    site.outcome(MOVER, EIGHT)
    assert site.row(MOVER).partner == keyed[0]  # number 2 comes before number 10


def test_a_b_in_the_8s_own_tps_is_no_half(site) -> None:
    site.outcome(MOVER, EIGHT)
    new = site.new("001", voter(0))
    assert site.row(MOVER).partner == pair_subject(MOVER)
    assert site.row(new).mark is Mark.NONE


def test_an_impossible_nik_pairs_with_nobody() -> None:
    bases = village(base(0, nik="123"), base(2, "002"))
    site = Site("aa000001", bases)
    site.outcome(MOVER, LOST)
    site.new("002", voter(0, nik="123"))
    assert site.row(MOVER).mark is Mark.UNMATCHED


# --- a B alone


def test_a_b_whose_nik_is_active_elsewhere_waits_and_counts(site) -> None:
    new = site.new("002", voter(0))
    assert site.row(new).mark is Mark.WAITING_8
    assert count_by_tps(site.rows().values())["002"].baru.total == 1
    assert "menunggu_kode_8" in codes(site)
    assert "nik_ganda" not in codes(site)


def test_a_b_of_nobody_known_waits_for_nothing(site) -> None:
    assert site.row(site.new("002", voter(50))).mark is Mark.NONE


def test_a_b_whose_nik_is_struck_elsewhere_waits_for_nothing(site) -> None:
    site.outcome(MOVER, tms("pindah_domisili"))
    assert site.row(site.new("002", voter(0))).mark is Mark.NONE


def test_undoing_the_8_leaves_the_keyed_b_waiting(site) -> None:
    new = site.new("002", voter(0))
    site.undo(site.outcome(MOVER, EIGHT))
    assert site.row(new).mark is Mark.WAITING_8
    assert site.row(new).is_active


def test_another_result_instead_of_the_8_leaves_the_keyed_b_waiting(site) -> None:
    new = site.new("002", voter(0))
    site.outcome(MOVER, EIGHT)
    site.outcome(MOVER, SESUAI)
    assert site.row(new).mark is Mark.WAITING_8


# --- correcting and taking back


def test_correcting_a_b_changes_it_and_counts_nowhere_as_ubah(site) -> None:
    new = site.new("002", voter(50))
    site.revise(new, name="BENAR", tps="003")
    assert (site.row(new).voter.name, site.row(new).tps) == ("BENAR", "003")
    counts = count_by_tps(site.rows().values())
    assert counts["003"].baru.total == 1
    assert all(one.ubah.total == one.tms_total.total == 0 for one in counts.values())


def test_correcting_the_nik_of_a_b_finds_its_8(site) -> None:
    site.outcome(MOVER, LOST)
    new = site.new("002", voter(50))
    site.revise(new, nik=voter(0).nik)
    assert site.row(MOVER).partner == new


def test_withdrawing_a_b_removes_it(site) -> None:
    new = site.new("002", voter(50))
    site.withdraw(new)
    assert not site.row(new).is_active
    assert count_by_tps(site.rows().values())["002"].baru.total == 0


def test_withdrawing_the_half_of_a_pair_makes_the_b_again(site) -> None:
    site.outcome(MOVER, EIGHT)
    new = site.new("002", voter(0))
    site.withdraw(new)
    assert site.row(MOVER).partner == pair_subject(MOVER)
    assert [row.subject for row in active(site)] == [pair_subject(MOVER)]


def test_withdrawing_the_half_of_an_8_without_target_is_tidak_padan(site) -> None:
    site.outcome(MOVER, LOST)
    site.withdraw(site.new("002", voter(0)))
    assert site.row(MOVER).mark is Mark.UNMATCHED


# --- no NIK in common: a person confirms


def stranger(**cells: str) -> Voter:
    """The same name and birth date under another NIK."""
    return voter(0, nik=nik(99), **cells)


@pytest.mark.parametrize("outcome", [EIGHT, LOST])
def test_the_same_name_and_birth_date_is_proposed(site, outcome) -> None:
    site.outcome(MOVER, outcome)
    site.new("002", stranger())
    assert "mungkin_pasangan" in codes(site)
    assert site.row(MOVER).mark is (Mark.PAIRED if outcome is EIGHT else Mark.UNMATCHED)


def test_another_birth_date_is_not_proposed(site) -> None:
    site.outcome(MOVER, LOST)
    site.new("002", stranger(birth_date="01|01|1990"))
    assert "mungkin_pasangan" not in codes(site)


def test_a_confirmed_pair_stands_once(site) -> None:
    site.outcome(MOVER, EIGHT)
    new = site.new("003", stranger())
    site.pair(MOVER, new)
    assert (site.row(MOVER).partner, site.row(new).partner) == (new, MOVER)
    assert pair_subject(MOVER) not in site.rows()
    assert "mungkin_pasangan" not in codes(site)


def test_a_confirmed_b_goes_before_one_with_the_nik(site) -> None:
    site.outcome(MOVER, EIGHT)
    by_nik, named = site.new("002", voter(0)), site.new("003", stranger())
    site.pair(MOVER, named)
    assert site.row(MOVER).partner == named
    assert site.row(by_nik).mark is not Mark.PAIRED


def test_undoing_the_confirmation_parts_the_pair(site) -> None:
    site.outcome(MOVER, LOST)
    new = site.new("002", stranger())
    site.undo(site.pair(MOVER, new))
    assert site.row(MOVER).mark is Mark.UNMATCHED
    assert site.row(new).mark is Mark.NONE


# --- one person delivered twice


def test_one_person_struck_twice_stands_once() -> None:
    bases = village(base(0, "001"), base(8, "003", nik=voter(0).nik, name="WARGA 0"), base(2, "002"))
    site = Site("aa000001", bases)
    site.outcome(MOVER, EIGHT)
    site.outcome(TWIN, tms("salah_tps", target="001"))
    assert len(active(site)) == 1
    assert {site.row(MOVER).partner, site.row(TWIN).partner} == {active(site)[0].subject}


def test_two_people_under_one_nik_stay_two() -> None:
    site = Site("aa000001", VILLAGE)
    site.outcome(MOVER, EIGHT)
    site.outcome(TWIN, EIGHT)
    assert {row.voter.name for row in active(site)} == {"WARGA 0", "WARGA KEMBAR"}


def test_one_keyed_b_is_the_half_of_both_rows_of_a_double() -> None:
    site = Site("aa000001", VILLAGE)
    new = site.new("002", voter(0))
    site.outcome(MOVER, EIGHT)
    site.outcome(TWIN, LOST)
    assert site.row(MOVER).partner == site.row(TWIN).partner == new
    assert [row.subject for row in active(site)] == [new]


def test_an_8_of_somebody_who_is_gone_makes_no_b(site) -> None:
    site.outcome(MOVER, EIGHT)
    gone = Site("bb000002", {**site.bases, MOVER: base(0)}).take(site)
    gone.bases = {s: r for s, r in gone.bases.items() if s != MOVER} | village(_gone(base(0)))
    assert pair_subject(MOVER) not in gone.rows()
    assert active(gone) == []


def _gone(row: CurrentVoter) -> CurrentVoter:
    from dataclasses import replace

    return replace(row, gone=True)


def test_a_possible_nik_is_the_key_and_else_the_row_itself() -> None:
    assert pair_key(base(0)) == voter(0).nik
    assert pair_key(base(0, nik="000")) == MOVER
