"""Import of lists: nothing dropped, nothing doubled, newer lists keep results (design.md 2)."""

from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.generations import Mode
from coklit_desktop.domain.records import State
from coklit_desktop.services.browsing import status, village_counts, voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk
from tests.services.small import HEADING, key, line, new_row, nik, take_list, village, write_list


def test_doubtful_values_come_in_and_are_findings(tmp_path: Path, desk: Desk) -> None:
    lines = [
        *village(),
        line(20, nik="33181901018000"),
        line(21, birth="00|00|0000"),
        line(22, nik=nik(1)),
        line(23, name='SITI "IIS" O\'NEIL'),
        line(24, status="HAPUS"),
        line(25, nik=""),
    ]
    tally = take_list(desk, tmp_path / "baru.csv", lines)
    assert (tally.rows, tally.accepted, tally.unchanged, tally.skipped, tally.rejected) == (16, 5, 10, 1, 0)
    assert voter(desk, "1023").voter.name == 'SITI "IIS" O\'NEIL'
    assert village_counts(desk).awal.total == 15
    codes = {f.code for f in check(desk).findings}
    assert codes >= {"nik_tidak_valid", "tanggal_lahir_tidak_valid", "nik_ganda"}


def test_the_same_file_twice_changes_nothing(tmp_path: Path, desk: Desk) -> None:
    before = status(desk)
    tally = take_list(desk, tmp_path / "sidalih.csv", village())
    assert (tally.accepted, tally.unchanged) == (0, 10)
    assert status(desk) == before


def test_another_spelling_of_the_same_list_changes_nothing(tmp_path: Path, desk: Desk) -> None:
    before = status(desk)
    path = tmp_path / "lagi.csv"
    path.write_bytes(b"\xef\xbb\xbf" + write_list(path, village()).read_bytes().replace(b"\r\n", b"\n"))
    assert commit_import(desk, preview_import(desk, [path])).unchanged == 10
    assert status(desk) == before


def test_a_newer_list_keeps_results_and_lists_who_is_gone(tmp_path: Path, desk: Desk) -> None:
    key(desk, "1001,1,1", "1002,1,0", "1007,2,U,,,,LAIN")
    newer = [one for one in village() if one.dpid not in ("1001", "1003")]
    newer = [replace(one, tps=3) if one.tps == 2 else one for one in newer]
    path = write_list(tmp_path / "baru.csv", [*newer, line(30, 1)])
    preview = preview_import(desk, [path])
    assert (preview.came, preview.gone, preview.change.moved) == (1, 2, 4)
    commit_import(desk, preview)
    assert voter(desk, "1002").outcome.state is State.SESUAI
    moved = voter(desk, "1007")
    assert (moved.tps, moved.former_tps, moved.voter.name) == ("003", "002", "LAIN")
    assert voter(desk, "1001").gone
    assert village_counts(desk).awal.total == 9
    report = check(desk)
    assert report.ok
    assert "tidak_ada_di_daftar_baru" in {f.code for f in report.findings}
    assert key(desk, "1008,2,0").accepted == 1  # old sheets stay keyable by their old number


def test_a_keyed_b_that_returns_with_a_dpid_is_linked_never_doubled(tmp_path: Path, desk: Desk) -> None:
    key(desk, new_row(50, 2))
    assert village_counts(desk).akhir.total == 11
    take_list(desk, tmp_path / "baru.csv", [*village(), line(50, 2, sex="L", nik=nik(50))])
    counts = village_counts(desk)
    assert (counts.awal.total, counts.baru.total, counts.akhir.total) == (11, 0, 11)
    assert voter(desk, "1050").outcome.state is State.UBAH
    assert check(desk).ok


def test_part_of_a_list_leaves_other_tps_alone(tmp_path: Path, desk: Desk) -> None:
    take_list(desk, tmp_path / "tps2.csv", [one for one in village() if one.tps == 2][:3])
    counts = village_counts(desk)
    assert counts.awal.total == 9


def test_mended_rejects_add_and_take_nobody_away(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "tolak.csv"
    path.write_text(f"{HEADING}#ALASAN_DITOLAK\r\n{line(40, 1).text()}#tanpa TPS\r\n", encoding="utf-8")
    preview = preview_import(desk, [path])
    assert preview.mode is Mode.ADD
    assert commit_import(desk, preview).accepted == 1
    assert village_counts(desk).awal.total == 11


def test_refused_rows_are_kept_and_come_back_mended(tmp_path: Path, desk: Desk) -> None:
    path = write_list(tmp_path / "x.csv", [*village(), line(40, 1), line(41, 1)])
    path.write_bytes(path.read_bytes().replace(b"#1#AKTIF#x", b"##AKTIF#x"))
    rejects = tmp_path / "tolak.csv"
    tally = commit_import(desk, preview_import(desk, [path]), rejects=rejects)
    assert tally.rejected == 8
    assert tally.rejects_file == rejects
    rejects.write_bytes(rejects.read_bytes().replace(b"##AKTIF", b"#1#AKTIF"))
    again = commit_import(desk, preview_import(desk, [rejects]))
    assert again.rejected == 0
    assert village_counts(desk).awal.total == 12


def test_the_wrong_village_is_refused_before_anything_is_written(tmp_path: Path, desk: Desk) -> None:
    before = status(desk)
    path = write_list(tmp_path / "x.csv", [replace(one, village="JEPAT KIDUL") for one in village()])
    with pytest.raises(CoklitError) as error:
        preview_import(desk, [path])
    assert error.value.code == "desa_salah"
    assert status(desk) == before


def test_ecoklit_places_households_and_with_results_keys_who_is_not_keyed(tmp_path: Path, desk: Desk) -> None:
    key(desk, "1001,1,1")
    rows = [one.text().replace("##1#", "#1#1#", 1) for one in village()]
    places = [f"{row.replace('#DP4#', '#COKLIT#')}#-6.5{n:03d}#111.0{n:03d}" for n, row in enumerate(rows, 100)]
    lines = [row.replace("#COKLIT#1#1#", "#COKLIT#4#1#") for row in places]
    path = tmp_path / "ecoklit.csv"
    path.write_text("\r\n".join([f"{HEADING}#LATITUDE#LONGITUDE", *lines]), encoding="utf-8")
    tally = commit_import(desk, preview_import(desk, [path]))
    assert status(desk)["households"] == {"all": 5, "placed": 5}
    assert (tally.rows, tally.rejected) == (10, 0)
    commit_import(desk, preview_import(desk, [path], results=True))
    assert voter(desk, "1001").outcome.reason == "meninggal"  # paper stays
    assert voter(desk, "1002").outcome.reason == "pindah_domisili"
    assert check(desk).ok


def test_a_household_that_ecoklit_results_bring_is_placed_by_the_same_import(tmp_path: Path, desk: Desk) -> None:
    new = line(30, 2).text().replace("#1030#", "#0#").replace("#DP4##2#", "#COKLIT#B#2#")
    path = tmp_path / "ecoklit.csv"
    path.write_text("\r\n".join([f"{HEADING}#LATITUDE#LONGITUDE", f"{new}#-6.5#111.0"]), encoding="utf-8")
    tally = commit_import(desk, preview_import(desk, [path], results=True))
    assert (tally.rows, tally.accepted) == (1, 1)
    assert village_counts(desk).baru.total == 1
    after = status(desk)
    assert after["households"]["placed"] == 1
    assert commit_import(desk, preview_import(desk, [path], results=True)).unchanged == 1
    assert status(desk) == after


def test_a_part_of_the_list_takes_nobody_away(tmp_path: Path, desk: Desk) -> None:
    before = status(desk)
    preview = preview_import(desk, [write_list(tmp_path / "sebagian.csv", village()[:2])])
    assert (preview.gone, preview.mode) == (0, Mode.ADD)
    assert "sebagian" in preview.warnings[-1]
    assert commit_import(desk, preview).unchanged == 2
    assert status(desk) == before


def test_the_right_list_can_come_again_after_a_wrong_one(tmp_path: Path, desk: Desk) -> None:
    before = status(desk)
    wrong = [replace(one, name="SALAH") for one in village() if one.dpid != "1001"]
    take_list(desk, tmp_path / "salah.csv", wrong)
    assert village_counts(desk).awal.total == 9
    tally = take_list(desk, tmp_path / "sidalih.csv", village())
    assert (tally.accepted, tally.rejected) == (10, 0)
    assert status(desk)["digest"] == before["digest"]
    assert take_list(desk, tmp_path / "sidalih.csv", village()).unchanged == 10
    assert check(desk).ok


def test_a_sheet_with_the_former_dpid_stays_keyable(tmp_path: Path, desk: Desk) -> None:
    newer = [replace(one, dpid="9001") if one.dpid == "1001" else one for one in village()]
    take_list(desk, tmp_path / "baru.csv", newer)
    assert key(desk, "1001,1,0").accepted == 1
    assert key(desk, "9001,1,0").unchanged == 1
    assert voter(desk, "9001").outcome.state is State.SESUAI
