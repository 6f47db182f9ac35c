"""Keyed results by file: counts, pairs, refusals (design.md 5 and 6)."""

from pathlib import Path

import pytest

from coklit_desktop.domain.records import Mark, RowKind
from coklit_desktop.services.browsing import new_voters, status, village_counts, voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.entering import enter_file
from tests.services.small import key, new_row, write_results


def test_each_result_counts_once_and_the_arithmetic_holds(desk: Desk) -> None:
    tally = key(desk, "1001,1,0", "1002,1,T", "1003,1,1", "1004,1,U,,,,NAMA LAIN", "1005,1,8,2", new_row(50, 2))
    assert (tally.rows, tally.accepted, tally.rejected) == (6, 6, 0)
    counts = village_counts(desk)
    assert counts.awal.total == 10
    assert counts.sesuai.total == 1
    assert counts.tidak_ditemui.total == 1
    assert counts.ubah.total == 1
    assert counts.tms_total.total == 2
    assert counts.belum.total == 5
    assert counts.baru.total == 2  # the keyed B and the one the 8 made
    assert counts.akhir.total == 10 + 2 - 2
    assert counts.balanced


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    rows = ("1001,1,0", "1003,1,1", "1004,1,U,,,,NAMA LAIN", "1005,1,8,2", new_row(50, 2))
    key(desk, *rows)
    before = status(desk)
    again = key(desk, *rows)
    assert (again.accepted, again.unchanged, again.rejected) == (0, 5, 0)
    assert status(desk) == before


def test_another_result_is_a_correction_that_begins_from_the_delivered_values(desk: Desk) -> None:
    key(desk, "1004,1,U,,,,NAMA LAIN")
    key(desk, "1004,1,0")
    assert voter(desk, "1004").voter.name == "ORANG 004"
    key(desk, "1004,1,U,,,,,,,,,DK BARU")
    row = voter(desk, "1004")
    assert (row.voter.name, row.voter.address) == ("ORANG 004", "DK BARU")
    assert row.changed_fields == ("address",)


def test_a_u_adds_to_the_u_before_it_and_a_dash_clears(desk: Desk) -> None:
    key(desk, "1004,1,U,,,,NAMA LAIN", "1004,1,U,,,,,-")
    row = voter(desk, "1004")
    assert (row.voter.name, row.voter.birth_place) == ("NAMA LAIN", "")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1001,1,U", "tanpa perubahan"),
        ("1001,1,U,,,,ORANG 001", "tanpa perubahan"),
        ("9999,1,0", "DPID"),
        ("1001,1,9", "KET"),
        ("1001,2,0", "TPS 1"),
        ("1001,1,8,1", "sama"),
        ("1001,1,8,7", "TPS 7"),
        ("1001,1,U,,,123,", "NIK"),
        ("1001,1,U,,,3318190101801002,", "NIK"),
        (",1,B,,3318190101000050,331819,BARU,PATI,01|01|1980,S,L,DK,001,001,0,S", "NIK"),
        (",1,B,,3318190101000050,3318190101800050,BARU,PATI,00|00|0000,S,L,DK,001,001,0,S", "anggal"),
        (",7,B,,3318190101000050,3318190101800050,BARU,PATI,01|01|1980,S,L,DK,001,001,0,S", "TPS 7"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason_and_stops_nothing(
    desk: Desk, tmp_path: Path, row: str, words: str
) -> None:
    if "1801002" in row:
        row = row.replace("3318190101801002", voter(desk, "1002").voter.nik)
    rejects = tmp_path / "tolak.csv"
    tally = enter_file(desk, write_results(tmp_path / "hasil.csv", [row, "1006,1,0"]), rejects)
    assert (tally.rows, tally.accepted, tally.rejected, tally.rejects_file) == (2, 1, 1, rejects)
    kept = rejects.read_text(encoding="utf-8").splitlines()
    assert len(kept) == 2
    assert kept[1].startswith(row)
    assert words in kept[1].split(",", 15)[-1]
    assert village_counts(desk).sesuai.total == 1


def test_an_8_makes_the_b_and_the_keyed_b_takes_its_place(desk: Desk) -> None:
    key(desk, "1001,1,8,2")
    made = new_voters(desk, "002")
    assert [(row.kind, row.mark) for row in made] == [(RowKind.PAIR, Mark.GENERATED)]
    tally = key(desk, new_row(1, 2, name="ORANG SATU"))
    assert tally.accepted == 1
    keyed = new_voters(desk, "002")
    assert [(row.kind, row.mark, row.voter.name) for row in keyed] == [(RowKind.NEW, Mark.PAIRED, "ORANG SATU")]
    assert {f.code for f in check(desk).findings} >= {"pasangan_beda_data"}
    assert village_counts(desk).akhir.total == 10


def test_a_b_before_its_8_waits_and_counts(desk: Desk) -> None:
    key(desk, new_row(1, 2))
    assert [row.mark for row in new_voters(desk, "002")] == [Mark.WAITING_8]
    assert village_counts(desk).akhir.total == 11
    key(desk, "1001,1,8")
    assert voter(desk, "1001").mark is Mark.PAIRED
    assert village_counts(desk).akhir.total == 10


def test_an_8_without_target_and_without_b_is_unmatched(desk: Desk) -> None:
    key(desk, "1001,1,8")
    assert voter(desk, "1001").mark is Mark.UNMATCHED
    assert "tidak_padan" in {f.code for f in check(desk).findings}
    assert village_counts(desk).baru.total == 0


def test_rows_of_one_file_see_each_other(desk: Desk) -> None:
    tally = key(desk, "1001,1,0", "1001,1,1", new_row(50, 2), new_row(50, 2, name="LAIN"), new_row(50, 2, name="LAIN"))
    assert (tally.accepted, tally.unchanged) == (4, 1)
    assert voter(desk, "1001").outcome.reason == "meninggal"
    assert [row.voter.name for row in new_voters(desk, "002")] == ["LAIN"]


def test_recomputing_gives_the_same_list(desk: Desk) -> None:
    key(desk, "1001,1,8,2", new_row(1, 2), "1002,1,U,,,,LAIN", "1003,1,8,2", "1003,1,0", new_row(77, 1))
    report = check(desk)
    assert report.ok
