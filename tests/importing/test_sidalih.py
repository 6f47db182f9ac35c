"""Sidalih's '#' file, as it comes: every cell, every line end, every odd row."""

import hashlib

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.recognise import FileKind, recognise
from tests.importing.conftest import AREA, CELLS, HEADING, VOTER, Read, Write


@pytest.mark.parametrize("bom", [True, False])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_spelling_of_a_file_gives_the_same_row(sidalih: Write, read: Read, bom: bool, newline: str) -> None:
    path = sidalih({}, bom=bom, newline=newline)
    found = read(path)
    assert recognise(path) is FileKind.SIDALIH
    assert [(row.line, row.tps, row.dpid, row.status, row.active) for row in found.rows] == [
        (1, "003", "101", "AKTIF", True)
    ]
    assert found.rows[0].voter == VOTER
    assert (found.area, found.village_name, found.rows_total) == (AREA, "JEPAT LOR", 1)
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (found.rejected, found.warnings, found.problems) == ([], [], {})


@pytest.mark.parametrize(
    "name", ['SITI "IIS" AISYAH', '"SITI', "O'NEIL", "M. NUR, S.PD", "A;B\tC", "JOSÉ\u2028X", '""']
)
def test_names_stay_exactly_as_they_are(sidalih: Write, read: Read, name: str) -> None:
    found = read(sidalih({"NAMA": name}, {"DPID": "102"}))
    assert [row.voter.name for row in found.rows] == [name, VOTER.name]


def test_a_last_line_without_an_end_counts(sidalih: Write, read: Read) -> None:
    path = sidalih({}, {"DPID": "102"})
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert len(read(path).rows) == 2


def test_blank_lines_are_no_rows(sidalih: Write, read: Read) -> None:
    path = sidalih({}, {"DPID": "102"})
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n  \n" + b"#" * 23 + b"\n"))
    assert read(path).rows_total == 2


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"NIK": "331819570104351"}, "nik_bukan_16_angka"),
        ({"NIK": ""}, "nik_bukan_16_angka"),
        ({"NIK": "3318195701040000"}, "nik_urut_nol"),
        ({"NIK": "3318193301043518"}, "nik_tanggal_mustahil"),
        ({"NKK": "1890000000000000"}, "nkk_tanggal_mustahil"),
        ({"TANGGAL_LAHIR": "00|00|0000"}, "tanggal_lahir_mustahil"),
        ({"TANGGAL_LAHIR": ""}, "tanggal_lahir_mustahil"),
    ],
)
def test_a_doubtful_voter_comes_in_with_a_finding(
    sidalih: Write, read: Read, cells: dict[str, str], problem: str
) -> None:
    found = read(sidalih(cells))
    assert not found.rejected
    assert found.problems == {problem: 1}
    voter = found.rows[0].voter
    assert {voter.nik, voter.nkk, voter.birth_date} >= set(cells.values())


def test_doubles_come_in_both(sidalih: Write, read: Read) -> None:
    found = read(sidalih({}, {"DPID": "102"}, {"DPID": "103", "NIK": "3318195701043519"}))
    assert len(found.rows) == 3
    assert found.problems == {"nik_ganda": 2}


def test_rows_without_an_active_status_are_kept_aside(sidalih: Write, read: Read) -> None:
    statuses = ["AKTIF", "UBAH", "BARU", "HAPUS", "aktif", "TMS", ""]
    found = read(sidalih(*({"DPID": str(100 + n), "STATUS": status} for n, status in enumerate(statuses))))
    assert [row.active for row in found.rows] == [True, True, True, False, True, False, False]
    assert (found.active_count, found.skipped_count, found.rows_total) == (4, 3, 7)
    assert found.statuses == {"AKTIF": 2, "UBAH": 1, "BARU": 1, "HAPUS": 1, "TMS": 1, "": 1}
    assert "sudah_ada_hasil" in found.warnings


def test_a_row_kept_aside_needs_no_tps(sidalih: Write, read: Read) -> None:
    found = read(sidalih({}, {"STATUS": "HAPUS", "TPS": ""}))
    assert (found.active_count, found.skipped_count, found.rejected) == (1, 1, [])


def test_a_status_column_that_says_nothing_is_none(sidalih: Write, read: Read) -> None:
    assert read(sidalih({"STATUS": ""}, {"STATUS": "", "DPID": "102"})).active_count == 2


@pytest.mark.parametrize("ket", ["B", "U", "1", "8"])
def test_results_in_a_first_list_are_told(sidalih: Write, read: Read, ket: str) -> None:
    assert read(sidalih({"KETERANGAN": ket})).warnings == ["sudah_ada_hasil"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"TPS": ""}, "tps_kosong"),
        ({"TPS": "KOSONG"}, "tps_salah"),
        ({"TPS": "1000"}, "tps_salah"),
        ({"NIK": "3.31819E+15"}, "angka_rusak"),
        ({"NIK": "3,31819570104352E+15"}, "angka_rusak"),
        ({"NKK": "3.31819e15"}, "angka_rusak"),
        ({"KEL_ID": "3318192006", "KELURAHAN": "JEPAT KIDUL"}, "desa_lain"),
        ({"NAMA": "", "NIK": "", "NKK": "", "DPID": ""}, "baris_tanpa_pemilih"),
        ({"UPDATED_AT": "x#y"}, "sel_lebih"),
    ],
)
def test_only_what_cannot_be_a_row_is_refused_and_the_rest_goes_on(
    sidalih: Write, read: Read, cells: dict[str, str], code: str
) -> None:
    found = read(sidalih({}, cells, {"DPID": "103"}))
    assert [row.dpid for row in found.rows] == ["101", "103"]
    assert [(row.line, row.code) for row in found.rejected] == [(3, code)]
    assert found.rejected[0].cells == "#".join({**CELLS, **cells}[column] for column in HEADING).split("#")
    assert found.rejected[0].reason.endswith(".")
    assert found.rows_total == 3


def test_too_few_columns_are_refused(sidalih: Write, read: Read) -> None:
    path = sidalih({}, {"DPID": "102"})
    path.write_bytes(path.read_bytes() + b"JEPAT LOR#SITI\n")
    found = read(path)
    assert [(row.line, row.code, row.cells) for row in found.rejected] == [(4, "sel_kurang", ["JEPAT LOR", "SITI"])]


def test_a_list_whose_numbers_all_end_in_0_was_rounded(sidalih: Write, read: Read) -> None:
    rounded = [{"DPID": str(n), "NIK": f"33181957010{n:04d}0"} for n in range(100, 112)]
    assert {row.code for row in read(sidalih(*rounded)).rejected} == {"angka_rusak"}
    one_whole = read(sidalih(*rounded, {"DPID": "1"}))
    assert one_whole.rejected == []
    assert one_whole.active_count == 13


def test_a_heading_printed_again_is_no_row(sidalih: Write, read: Read) -> None:
    path = sidalih({}, {"DPID": "102"})
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], lines[0], *lines[2:]]))
    found = read(path)
    assert (found.rows_total, found.rejected) == (2, [])


def test_another_encoding_is_read_and_told(sidalih: Write, read: Read) -> None:
    found = read(sidalih({"NAMA": "JOSÉ"}, encoding="cp1252"))
    assert found.rows[0].voter.name == "JOSÉ"
    assert found.warnings == ["bukan_utf8"]
    far = read(
        sidalih(
            *({"DPID": str(n), "ALAMAT": "DK. KRAJAN " * 9} for n in range(1, 500)), {"NAMA": "RENÉ"}, encoding="cp1252"
        )
    )
    assert far.rows[-1].voter.name == "RENÉ"


def test_lines_are_numbered_as_the_sheet_is_printed(sidalih: Write, read: Read) -> None:
    rows = [("9", "2", "C"), ("1", "10", "B"), ("1", "2", "A"), ("1", "2", "0")]
    found = read(sidalih(*({"RW": rw, "RT": rt, "NAMA": name, "DPID": name} for rw, rt, name in rows)))
    assert [row.line for row in found.rows] == [4, 3, 2, 1]


def test_the_files_own_numbers_win(sidalih: Write, read: Read) -> None:
    rows = [{"NO": "2"}, {"NO": "1", "DPID": "102"}, {"NO": "1", "DPID": "103", "TPS": "4"}]
    assert [row.line for row in read(sidalih(*rows, heading=["NO", *HEADING])).rows] == [2, 1, 1]
    same = [{"NO": "2"}, {"NO": "2", "DPID": "102"}]
    assert [row.line for row in read(sidalih(*same, heading=["NO", *HEADING])).rows] == [1, 2]


def test_progress_is_told_and_stops_the_reading(sidalih: Write, election) -> None:
    from coklit_desktop.domain.errors import Cancelled
    from coklit_desktop.importing.lists import read_list

    def stop(_fraction: float, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_list(sidalih({}), area=AREA, election=election, progress=stop)


def test_a_keyed_file_is_no_list(sidalih: Write, read: Read) -> None:
    with pytest.raises(CoklitError, match="bukan_daftar_hasil"):
        read(sidalih({}, heading=[*HEADING, "KET", "TPS_TUJUAN"]))


def test_nothing_personal_is_shown_by_a_repr(sidalih: Write, read: Read) -> None:
    found = read(sidalih({}, {"TPS": "", "NAMA": "RAHASIA"}))
    shown = repr(found) + repr(found.rows) + repr(found.rejected)
    assert VOTER.name not in shown
    assert VOTER.nik not in shown
    assert "RAHASIA" not in shown
