"""The pantarlih's reports, Sidalih's totals, suggestions and what is left, up to the pleno's steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.field_items import Figure
from coklit_desktop.domain.recap import SexCount
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services import pleno
from coklit_desktop.services.browsing import tps_counts
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.exporting import log_export
from coklit_desktop.services.keying import record_outcome, revise_new
from coklit_desktop.services.office import set_office
from coklit_desktop.services.pleno import StepState
from tests.services.small import key, line, new_row, open_village, village
from tests.services.test_pleno import all_right, refused, subject


def by_item(desk: Desk, tps: str) -> dict[str, pleno.ReportLine]:
    """The lines of one TPS by item."""
    return {one.item: one for one in pleno.compare_reports(desk) if one.tps == tps}


def fill(desk: Desk, tps: str, n: int = 1, **more: str) -> None:
    """A report that says what was keyed, but for `more`; items with a dot as III__tni__L."""
    values = {}
    for one in by_item(desk, tps).values():
        if one.keyed is not None and one.item != pleno.PAIRS_ITEM:
            parts = [one.keyed.total] if one.keyed.L is None else [one.keyed.L, one.keyed.P]
            names = [one.item] if len(parts) == 1 else [f"{one.item}:L", f"{one.item}:P"]
            values |= {name: str(part) for name, part in zip(names, parts, strict=True)}
    pleno.set_report(desk, tps, n, values | more)


# --- the pantarlih's reports


def test_items_are_those_of_the_form(desk: Desk) -> None:
    numbers = [item.number for item in pleno.report_items(desk)]
    assert numbers == [
        "I", "II", *(f"III.{n}" for n in range(1, 9)), "IV", "V", *(f"VI.{n}" for n in range(1, 7)),
        "VII", "VIII", "IX", "X", "XI", "XII.1", "XII.2",
    ]  # fmt: skip
    labels = {item.key: item.label for item in pleno.report_items(desk)}
    assert labels["III.salah_tps"] == "TPS tidak sesuai (kode 8)"
    assert labels["I"] == "Jumlah Data Pemilih diterima (Model A-Daftar Pemilih)"
    fields = [name for item in pleno.report_items(desk) for name in item.fields]
    assert len(fields) == len(set(fields)) == 2 * 20 + 5


def test_a_report_is_compared_item_by_item(desk: Desk) -> None:
    key(desk, "1001,1,1", "1002,1,U,,,,LAIN", new_row(50, 1))
    all_right(desk)
    set_office(desk, "tps:001", {"stiker_diterima": "1.204", "stiker_digunakan": "4"})
    fill(desk, "001", VIII="3")
    pleno.set_report(desk, "001", 1, {"IV:L": "4", "III.meninggal:P": "1"})
    lines = by_item(desk, "001")
    assert (lines["I"].paper, lines["I"].keyed, bool(lines["I"].difference)) == (
        Figure(6, 3, 3),
        Figure(6, 3, 3),
        False,
    )
    assert (lines["VII"].keyed, lines["IX"].keyed) == (Figure(1204), Figure(1200))
    assert {item for item, one in lines.items() if one.open} == {"IV", "III.meninggal", "VIII"}
    assert lines["IV"].difference == Figure(1, 1, 0)
    assert lines["III.meninggal"].difference == Figure(1, 0, 1)
    assert lines["VIII"].difference == Figure(-1)
    pleno.explain(desk, "001", "IV", "satu baris dihitung dua kali")
    again = by_item(desk, "001")["IV"]
    assert (again.open, again.explanation) == (False, "satu baris dihitung dua kali")
    pleno.explain(desk, "001", "IV", "")
    assert by_item(desk, "001")["IV"].open


def test_men_for_women_is_a_difference_though_the_sum_is_equal(desk: Desk) -> None:
    all_right(desk)
    fill(desk, "001", **{"I:L": "4", "I:P": "2"})
    assert by_item(desk, "001")["I"].open


def test_a_blank_of_the_recap_is_none_and_of_the_rest_unknown(desk: Desk) -> None:
    key(desk, "1001,1,1")
    pleno.set_report(desk, "001", 1, {"I:L": "3", "I:P": "3"})
    lines = by_item(desk, "001")
    assert (lines["II"].open, lines["III.meninggal"].difference) == (False, Figure(-1, -1, 0))
    assert (lines["X"].paper, lines["XII.ada"].paper, lines["XII.ada"].open) == (None, None, False)


def test_two_pantarlih_of_a_tps_are_added_up(desk: Desk) -> None:
    all_right(desk)
    pleno.set_report(desk, "001", 1, {"I:L": "2", "I:P": "1", "X": "2"})
    pleno.set_report(desk, "001", 2, {"I:L": "1", "I:P": "2", "X": "1"})
    lines = by_item(desk, "001")
    assert (lines["I"].paper, lines["X"].paper) == (Figure(6, 3, 3), Figure(3))
    pleno.set_report(desk, "001", 2, {"I:L": "", "I:P": "", "X": ""})
    assert by_item(desk, "001")["I"].paper == Figure(3, 2, 1)


def test_what_an_8_made_is_on_no_paper_and_shown_apart(desk: Desk) -> None:
    key(desk, "1001,1,8,2", "1002,1,8,2", new_row(50, 2))
    all_right(desk)
    counts = tps_counts(desk, "002")
    assert (counts.baru.total, counts.akhir.total, counts.baru_pasangan) == (3, 7, SexCount(1, 1))
    lines = by_item(desk, "002")
    assert (lines["II"].keyed, lines["IV"].keyed) == (Figure(1, 1, 0), Figure(5, 3, 2))
    assert (lines["XII.ada"].keyed, lines["X"].keyed) == (Figure(5, 3, 2), Figure(3))
    made = lines[pleno.PAIRS_ITEM]
    assert (made.paper, made.keyed, made.open) == (None, Figure(2, 1, 1), False)
    assert pleno.PAIRS_ITEM not in by_item(desk, "001")
    row = next(one for one in _made(desk))
    revise_new(desk, row, {"address": "DK LAIN"})  # now a sheet shows it
    assert by_item(desk, "002")["II"].keyed == Figure(2, 2, 0)


def _made(desk: Desk) -> list[str]:
    with desk.store.read() as unit:
        return sorted(row.subject for row in unit.iter_voters() if row.subject.startswith("p:"))


@pytest.mark.parametrize(
    ("tps", "n", "values", "code"),
    [
        ("001", 1, {"I:L": "tiga"}, "angka_laporan_salah"),
        ("001", 1, {"I:L": "-3"}, "angka_laporan_salah"),
        ("001", 1, {"XIII": "3"}, "isi_laporan_tak_dikenal"),
        ("001", 0, {"I:L": "3"}, "isi_laporan_tak_dikenal"),
        ("009", 1, {"I:L": "3"}, "tps_tak_dikenal"),
    ],
)
def test_what_is_no_report_is_refused(desk: Desk, tps: str, n: int, values: dict[str, str], code: str) -> None:
    assert refused(lambda: pleno.set_report(desk, tps, n, values)) == code
    assert "laporan" not in str(_office(desk))


def _office(desk: Desk) -> dict[str, dict[str, str]]:
    with desk.store.read() as unit:
        return unit.office(desk.area)


# --- Sidalih, suggestions


def test_sidalih_is_compared_with_the_resulting_list(desk: Desk) -> None:
    key(desk, "1001,1,8,2", "1002,1,1")
    pleno.set_sidalih(desk, "001", "2", "2")
    pleno.set_sidalih(desk, "002", "3", "2", " NIK ganda ditolak ")
    one, two = pleno.compare_sidalih(desk)
    assert (one.sidalih, one.keyed, one.open) == (Figure(4, 2, 2), Figure(4, 2, 2), False)
    assert (two.difference, two.explanation) == (Figure(0, 0, 0), "NIK ganda ditolak")
    pleno.set_sidalih(desk, "001", "2", "3")
    assert [line.open for line in pleno.compare_sidalih(desk)] == [True, False]
    pleno.set_sidalih(desk, "001", "", "")
    assert pleno.compare_sidalih(desk)[0].sidalih is None
    assert refused(lambda: pleno.set_sidalih(desk, "001", "x", "1")) == "angka_laporan_salah"
    assert refused(lambda: pleno.set_sidalih(desk, "011", "1", "1")) == "tps_tak_dikenal"


def test_suggestions_are_kept_changed_and_taken_out(desk: Desk) -> None:
    assert pleno.masukan(desk) == []
    assert pleno.set_masukan(desk, None, {"dari": "PKD", "isi": "Dua orang belum terdaftar", "bukti": "KK"}) == 1
    assert pleno.set_masukan(desk, None, {"isi": "Nama salah"}) == 2
    assert pleno.set_masukan(desk, 1, {"tanggapan": "Dimasukkan", "catatan": "12"}) == 1
    first, second = pleno.masukan(desk)
    assert (first.dari, first.bukti, first.tanggapan, first.catatan) == ("PKD", "KK", "Dimasukkan", "12")
    assert second.isi == "Nama salah"
    pleno.remove_masukan(desk, 1)
    pleno.remove_masukan(desk, 9)
    assert [one.number for one in pleno.masukan(desk)] == [2]
    assert "masukan:1" not in _office(desk)
    assert refused(lambda: pleno.set_masukan(desk, None, {"bukti": "KK"})) == "masukan_kosong"
    assert refused(lambda: pleno.set_masukan(desk, 2, {"isi": " "})) == "masukan_kosong"
    assert refused(lambda: pleno.set_masukan(desk, None, {"isi": "x", "nik": "1"})) == "isi_laporan_tak_dikenal"


# --- what is left


def test_what_is_left_is_told_by_the_numbers_on_paper(tmp_path: Path) -> None:
    desk = open_village(tmp_path, [*village(6, 4), *(line(n, 1) for n in range(11, 15))])
    key(desk, "1002,1,0", "1003,1,8", "1011,1,T", new_row(7, 1), "1008,2,0")
    one, two = pleno.sheets_left(desk)
    assert (one.tps, one.belum, one.runs) == ("001", 7, ((1, 1), (4, 6), (8, 10)))
    assert (one.unmatched, one.waiting, one.conflicts) == (1, 1, 0)
    assert (two.belum, two.runs) == (3, ((1, 1), (3, 4)))
    all_right(desk)
    assert [(left.tps, left.belum, left.runs) for left in pleno.sheets_left(desk)] == [("001", 0, ())]
    desk.close()


# --- the steps


def test_the_steps_from_the_first_sheet_to_the_last_print(desk: Desk) -> None:
    set_office(desk, "pantarlih:001:1", {"nama": "Karyo"})
    set_office(desk, "pantarlih:001:2", {"nama": "Yatmi"})
    state = pleno.pleno_state(desk)
    assert [step.id for step in state.steps] == ["lembar", "laporan", "sidalih", "masukan", "tetapkan", "cetak"]
    assert states(desk) == ["belum", "boleh dilewati", "boleh dilewati", "boleh dilewati", "belum", "belum"]
    assert state.next is not None
    assert state.next.id == "lembar"
    assert state.steps[0].sentence == "10 pemilih di 2 TPS belum ada hasil coklitnya."
    assert [one.text for one in state.steps[0].lines] == ["TPS 001: 6 belum, No 1-6", "TPS 002: 4 belum, No 1-4"]
    assert state.steps[4].sentence == "Belum dapat ditetapkan: 10 pemilih belum ada hasilnya."
    all_right(desk)
    fill(desk, "001")
    assert states(desk)[:2] == ["selesai", "boleh dilewati"]
    pleno.set_report(desk, "001", 2, {"I:L": "1"})
    pleno.set_report(desk, "002", 1, {"I:L": "2"})
    step = pleno.pleno_state(desk).steps[1]
    assert step.state is StepState.OPEN
    assert step.lines[0].text == "TPS 001: I Jumlah Data Pemilih diterima (Model A-Daftar Pemilih), selisih L +1, P +0"
    for one in step.lines:
        pleno.explain(desk, one.tps, one.item, "salah hitung")
    pleno.set_sidalih(desk, "001", "3", "3")
    pleno.set_sidalih(desk, "002", "9", "9")
    pleno.set_masukan(desk, None, {"isi": "Nama salah"})
    assert states(desk) == ["selesai", "selesai", "belum", "selesai", "belum", "belum"]
    assert pleno.pleno_state(desk).steps[2].lines[0].text == "TPS 002: Sidalih 18, daftar ini 4"
    pleno.set_sidalih(desk, "002", "9", "9", "belum disinkronkan")
    log_export(desk, "berita-acara pdf")
    pleno.determine(desk)
    assert states(desk) == ["selesai"] * 5 + ["belum"]
    log_export(desk, "berita-acara pdf")
    assert states(desk) == ["selesai"] * 6
    state = pleno.pleno_state(desk)
    assert (state.next, state.changed) == (None, False)
    assert state.steps[4].sentence == "Ditetapkan 10 pemilih (L 5, P 5)."
    record_outcome(desk, subject(1), Outcome(State.TMS, "meninggal"), reason="surat kematian menyusul")
    state = pleno.pleno_state(desk)
    assert state.changed
    assert "1 catatan" in state.steps[5].sentence


def states(desk: Desk) -> list[str]:
    """How the steps stand."""
    return [str(step.state) for step in pleno.pleno_state(desk).steps]


def test_a_stage_without_coklit_wants_no_results(desk: Desk) -> None:
    set_office(desk, "stage", {"id": "dpshp"})
    state = pleno.pleno_state(desk)
    assert state.steps[0].state is StepState.DONE
    assert state.steps[4].sentence == "Daftar siap ditetapkan."
    with pytest.raises(CoklitError):
        pleno.withdraw_determination(desk, "belum ada")
