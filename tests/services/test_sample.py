"""The invented village: plausible, the same for the same seed, and readable by the importers."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.identity import age_on, nik_birth_date, nik_problem, nik_sex, nkk_problem
from coklit_desktop.importing.ecoklit import read_ecoklit
from coklit_desktop.importing.keyed import read_keyed
from coklit_desktop.importing.lists import read_list
from coklit_desktop.services import sample

AREA = "33.18.19.2008"
ELECTION = load_election("pilkada-2024")


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    first = sample.write_sidalih(tmp_path / "a.csv", sample.make_village(voters=200, flaws=True, seed=5))
    second = sample.write_sidalih(tmp_path / "b.csv", sample.make_village(voters=200, flaws=True, seed=5))
    other = sample.write_sidalih(tmp_path / "c.csv", sample.make_village(voters=200, flaws=True, seed=6))
    assert first.read_bytes() == second.read_bytes() != other.read_bytes()


def test_people_are_consistent() -> None:
    village = sample.make_village(voters=1200, tps_count=3)
    voters = [row.voter for row in village.voters]
    assert len(voters) == len({voter.nik for voter in voters}) == len({row.dpid for row in village.voters}) == 1200
    for voter in voters:
        assert nik_problem(voter.nik) is None
        assert nkk_problem(voter.nkk) is None
        assert nik_sex(voter.nik) == voter.sex
        assert nik_birth_date(voter.nik, ELECTION.voting_day) == voter.birth_date
        assert (age_on(voter.birth_date, ELECTION.voting_day) or 0) >= 17
    assert 0.45 < Counter(voter.sex for voter in voters)["L"] / 1200 < 0.55


def test_households_and_rt_stay_in_one_tps() -> None:
    village = sample.make_village(voters=1500, tps_count=4)
    tps_of_kk, tps_of_rt = defaultdict(set), defaultdict(set)
    for row in village.voters:
        tps_of_kk[row.voter.nkk].add(row.tps)
        tps_of_rt[row.voter.rt, row.voter.rw].add(row.tps)
    assert {len(found) for found in (*tps_of_kk.values(), *tps_of_rt.values())} == {1}
    sizes = Counter(row.tps for row in village.voters)
    assert len(sizes) == 4
    assert max(sizes.values()) - min(sizes.values()) < 20
    assert sum(len(home.members) for home in village.households) == 1500


def test_villages_share_no_numbers() -> None:
    villages = [sample.make_village(f"33.18.19.{2001 + n}", voters=150, tps_count=1) for n in range(6)]
    rows = [row for village in villages for row in village.voters]
    assert len({row.voter.nik for row in rows}) == len({row.dpid for row in rows}) == len(rows)


@pytest.mark.parametrize("flaws", [False, True])
def test_the_list_is_read_as_it_was_written(tmp_path: Path, flaws: bool) -> None:
    village = sample.make_village(voters=600, tps_count=2, flaws=flaws)
    found = read_list(sample.write_sidalih(tmp_path / "daftar.csv", village), area=AREA, election=ELECTION)
    assert [(row.tps, row.dpid, row.status, row.voter) for row in found.rows] == [
        (row.tps, row.dpid, row.status, row.voter) for row in village.voters
    ]
    assert (found.active_count, found.rejected, found.warnings) == (600, [], [])
    assert bool(found.problems) is flaws
    assert bool(found.skipped_count) is flaws


def test_results_have_their_shares_and_pairs(tmp_path: Path) -> None:
    village = sample.make_village(voters=2000, tps_count=4)
    found = read_keyed(sample.write_keyed(tmp_path / "hasil.csv", village), ELECTION)
    kets = Counter(row.ket for row in found.rows)
    assert found.rejected == []
    assert 0.80 < kets["0"] / 2000 < 0.88
    assert 0.04 < kets["U"] / 2000 < 0.08
    assert kets["8"] > kets["4"] > kets["6"] > 0
    assert kets["B"] >= 40
    tps_of = {row.dpid: row.tps for row in village.voters}
    nik_of = {row.dpid: row.voter.nik for row in village.voters}
    targets = {nik_of[row.dpid]: row.tps_tujuan for row in found.rows if row.ket == "8"}
    pairs = [row for row in found.rows if row.ket == "B" and row.filled["nik"] in targets]
    assert pairs
    assert all(row.tps == targets[row.filled["nik"]] for row in pairs)
    assert all(row.tps_tujuan != tps_of[row.dpid] for row in found.rows if row.ket == "8")
    assert all(row.filled for row in found.rows if row.ket == "U")


def test_a_part_of_the_work_and_asked_for_faults(tmp_path: Path) -> None:
    village = sample.make_village(voters=300)
    half = sample.Mix(sesuai=0.5, tidak_ditemui=0, ubah=0, tms=0, baru=0)
    assert 100 < len(sample.make_results(village, half)) < 200
    whole = read_keyed(sample.write_keyed(tmp_path / "a.csv", village), ELECTION).rows_total
    assert read_keyed(sample.write_keyed(tmp_path / "b.csv", village, faults=True), ELECTION).rows_total == whole + 7


def test_ecoklit_has_the_places_of_all_households(tmp_path: Path) -> None:
    village = sample.make_village(voters=300, tps_count=2)
    found = read_ecoklit(sample.write_ecoklit(tmp_path / "e.csv", village), area=AREA, election=ELECTION)
    assert (found.rejected, found.problems) == ([], {})
    assert {row.voter.nkk for row in found.rows if row.latitude} == {home.nkk for home in village.households}


def test_any_size_and_any_village(tmp_path: Path) -> None:
    path = sample.write_bulk(tmp_path / "besar.csv", 3000)
    assert len(read_list(path, area=AREA, election=ELECTION).rows) == 3000
    villages = [sample.random_village(seed) for seed in range(8)]
    assert len({village.area for village in villages}) > 3
    assert sample.random_village(3) == villages[3]


@pytest.mark.parametrize("election", ["pemilu-2024", "pilkada-2020", "pdpb-2026"])
def test_each_election_has_its_own_codes(tmp_path: Path, election: str) -> None:
    loaded = load_election(election)
    village = sample.make_village(voters=400, tps_count=2, election=loaded)
    found = read_list(sample.write_sidalih(tmp_path / "daftar.csv", village), area=AREA, election=loaded)
    assert [row.voter for row in found.rows] == [row.voter for row in village.voters]
    assert all(loaded.knows("ktp_el", row.voter.ktp_el) for row in found.rows)
    assert read_keyed(sample.write_keyed(tmp_path / "hasil.csv", village), loaded).rejected == []
