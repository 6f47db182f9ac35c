"""Recaps and the control sheet: their numbers are the Counts, on every level of office."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.catalog import FORMS, form_of
from coklit_desktop.reports.data import AreaPart, FormData
from coklit_desktop.reports.forms.control import FORM_ID as CONTROL
from coklit_desktop.reports.forms.recaps import FORM_IDS
from coklit_desktop.reports.make import make, missing
from coklit_desktop.services.progressing import Progress, ProgressLine, Reached
from tests.reports.reading import number, sheets_of, tables_of
from tests.reports.sample import above, data_for, delivered, fixed_rows, form_data
from tests.reports.test_counts import data_of, few, sexes, villages

fewer = settings(few, max_examples=4)  # four forms each


def printed(form_id: str, data: FormData) -> list[list[str]]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "form.pdf"
        make(form_id, data, out)
        return [row for page in tables_of(out) for row in page]


def text_of(form_id: str, data: FormData) -> str:
    import pdfplumber

    with TemporaryDirectory() as folder:
        out = Path(folder) / "form.pdf"
        make(form_id, data, out)
        with pdfplumber.open(out) as pdf:
            return "\n".join(page.extract_text() for page in pdf.pages)


def row_named(rows: list[list[str]], name: str, column: int = 0) -> list[str]:
    return next(row for row in rows if row[column] == name)


def numbers(cells: list[str]) -> list[int]:
    return [number(cell) for cell in cells]


def changes(counts: Counts) -> list[int]:
    return [*sexes(counts.baru), *sexes(counts.tms_total), *sexes(counts.ubah)]


@few
@given(villages)
def test_split_recap(village: list[tuple[str, int]]) -> None:
    data = replace(data_of(village), variant="lp")
    rows = printed("a-rekap-pps-perubahan", data)
    found = {row[1]: numbers(row[2:11]) for row in rows if row[0].isdecimal() and len(row[1]) == 3}
    assert found == {tps: changes(counts) for tps, counts in data.counts_by_tps.items()}
    if found:
        total = sum_counts(data.counts_by_tps.values())
        assert numbers(row_named(rows, "TOTAL")[2:11]) == changes(total)


@fewer
@given(villages, villages)
def test_kecamatan_and_regency_are_sums(first: list[tuple[str, int]], second: list[tuple[str, int]]) -> None:
    parts = []
    for at, village in enumerate((first, second), 1):
        counts = data_of(village).counts_by_tps
        parts.append(AreaPart(f"33.18.19.200{at}", f"Desa {at}", sum_counts(counts.values()), len(counts), 1))
    for level, form, columns in (("district", "ppk", 3), ("regency", "kabko", 4)):
        data = replace(above(level), parts=parts)
        for form_id, expected in (
            (f"a-rekap-{form}", lambda counts: sexes(counts.akhir)),
            (f"a-rekap-{form}-perubahan", changes),
        ):
            rows = printed(form_id, data)
            for part in parts:
                row = row_named(rows, part.name.upper(), 1)
                if part.tps:
                    assert numbers(row[columns:-1]) == expected(part.counts)
                    assert row[columns - 1] == str(part.tps)
                else:
                    assert row[2:-1] == [""] * (len(row) - 3)
                    assert row[-1] == "belum diterima"
            total = row_named(rows, "TOTAL")
            assert numbers(total[columns:-1]) == expected(sum_counts(part.counts for part in parts))
            assert number(total[columns - 1]) == sum(part.tps for part in parts)


@few
@given(villages)
def test_control_sheet_balances(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    rows = printed(CONTROL, data)
    for tps, counts in data.counts_by_tps.items():
        row = row_named(rows, tps, 1)
        found = numbers(row[2:])
        assert found[0] == counts.awal.total
        assert found[1:4] == [counts.sesuai.total, counts.tidak_ditemui.total, counts.ubah.total]
        kinds = [counts.tms.get(reason, SexCount()).total for reason in data.stage.tms]
        assert found[4:13] == [*kinds, counts.tms_total.total]
        assert found[13:16] == [counts.belum.total, counts.baru.total, counts.baru_padan.total]
        assert found[18:21] == sexes(counts.akhir)
        assert row[23:25] == ["0", "0"]
        assert found[23] == counts.kk


def test_control_sheet_shows_a_difference_as_it_is() -> None:
    data = form_data()
    broken = {**data.counts_by_tps, "002": replace(data.counts("002"), awal=SexCount(40, 40))}
    text = text_of(CONTROL, replace(data, counts_by_tps=broken))
    assert "SELISIH TIDAK 0 di: 002." in text
    assert text.count("SELISIH TIDAK 0") == 1


def test_control_sheet_has_moves_by_u_and_all_kinds_of_2020() -> None:
    moved = replace(delivered(1, "001", Outcome(State.UBAH)), tps="002")
    data = form_data([moved, delivered(2, "002")], stage="dpshp")
    rows = printed(CONTROL, data)
    heads = next(row for row in rows if "Masuk" in row)
    into, out = heads.index("Masuk"), heads.index("Keluar")
    assert [row_named(rows, tps, 1)[into] for tps in ("001", "002")] == ["-", "1"]
    assert [row_named(rows, tps, 1)[out] for tps in ("001", "002")] == ["1", "-"]
    assert "Ubah TPS di dalam desa: 1 pemilih" in text_of("a-rekap-pps", data)
    old = printed(CONTROL, form_data([delivered(1)], election="pilkada-2020"))
    assert any("10" in row for row in old[:2])


def test_special_places_have_lines_and_a_sum_of_their_own() -> None:
    rows = [*fixed_rows(), *(delivered(900 + n, "901", Outcome(State.UBAH)) for n in range(1, 4))]
    data = form_data(rows)
    table = printed("a-rekap-pps", data)
    assert row_named(table, "901", 1)[-1] == "Lokasi khusus"
    ordinary, special, total = (number(row_named(table, name)[4]) for name in ("TPS reguler", "Lokasi khusus", "TOTAL"))
    assert special == data.counts("901").akhir.total
    assert ordinary + special == total == sum_counts(data.counts_by_tps.values()).akhir.total


def test_a_tps_without_men_and_an_empty_village() -> None:
    women = form_data([delivered(n) for n in (1, 3, 5)])
    assert row_named(printed("a-rekap-pps", women), "001", 1)[2:5] == ["-", "3", "3"]
    for form_id in ("a-rekap-pps", "a-rekap-pps-perubahan", CONTROL):
        assert any("NIHIL" in row for row in printed(form_id, form_data([])))


def test_a_kecamatan_says_how_many_of_its_villages_are_here() -> None:
    data = above("regency")
    few_here, all_here = data.parts[0]._replace(code="33.18.19", villages=2), data.parts[1]._replace(villages=21)
    rows = printed("a-rekap-kabko", replace(data, parts=(few_here, all_here)))
    notes = [row[-1] for row in rows if row[0] in ("1", "2") and not row[1].isdecimal()]
    assert notes == ["diterima 2 dari 21 desa/kelurahan", ""]


def test_variants_are_the_elections_own_unless_asked() -> None:
    for election, own in (("pilkada-2024", "jumlah"), ("pilkada-2020", "lp")):
        form = form_of(load_election(election), "a-rekap-pps-perubahan")
        assert form.variant(None) == own
        assert {variant.id for variant in form.variants} == {"jumlah", "lp"}
        unasked, asked = (printed(form.id, form_data(election=election, variant=name)) for name in ("", own))
        assert unasked == asked
    assert len(printed("a-rekap-pps-perubahan", data_for("a-rekap-pps-perubahan", "lp"))[0]) == 15


@pytest.mark.parametrize(
    ("form_id", "body", "signers"),
    [
        ("a-rekap-pps", "PANITIA PEMUNGUTAN SUARA", 3),
        ("a-rekap-ppk", "PANITIA PEMILIHAN KECAMATAN", 5),
        ("a-rekap-kabko", "KPU KABUPATEN PATI", 5),
    ],
)
def test_each_office_signs_for_itself(form_id: str, body: str, signers: int) -> None:
    text = text_of(form_id, data_for(form_id))
    office = {3: "PPS", 5: "PPK"}[signers] if "kabko" not in form_id else "KPU"
    assert f"Disahkan dalam rapat pleno {office} di" in text
    assert body in text
    assert f"{signers}. ANGGOTA" in text
    assert f"{signers + 1}. ANGGOTA" not in text
    assert "SITI AMINAH" in text


def test_what_a_kecamatan_lacks_is_named_for_it() -> None:
    data = above("district", office={})
    assert missing("a-rekap-ppk", data, None)[:2] == ["Nama ketua PPK belum diisi.", "Nama anggota PPK belum diisi."]
    for form_id in ("a-rekap-ppk", CONTROL):
        assert "Belum diterima: Jepat Kidul." in text_of(form_id, above("district"))
    row = row_named(printed(CONTROL, above("district")), "JEPAT KIDUL", 1)
    assert set(row[2:]) == {""}


@pytest.mark.parametrize("form_id", ["a-rekap-kabko", "a-rekap-kabko-perubahan", CONTROL, "laporan-kemajuan"])
@pytest.mark.parametrize("election", ["pilkada-2024", "pilkada-2020"])
def test_no_number_of_the_largest_regency_is_broken(form_id: str, election: str, tmp_path: Path) -> None:
    one, few_people = SexCount(48_663, 50_136), SexCount(1_663, 1_736)  # forty times this is Kabupaten Bogor
    tms = {name: SexCount(436, 463) for name in load_election(election).tms_by_code.values()}
    numbers_of_all = (one, few_people, few_people, one, few_people, few_people, one, few_people, few_people)
    counts = Counts(*numbers_of_all, tms, 30_000)
    parts = [AreaPart(f"32.01.{at:02d}", "Gunungwungkal", counts, 380, 11) for at in range(1, 41)]
    day = data_for("laporan-kemajuan").more["progress"].last
    lines = tuple(ProgressLine(f"{part.code}.2001", "001", Reached(), Reached(counts, 29_999)) for part in parts)
    more = {"progress": Progress("harian", day, day, lines, lines[0])}
    variant = "harian" if form_id == "laporan-kemajuan" else ""
    data = replace(above("regency", election=election), parts=parts, more=more, variant=variant)
    out = tmp_path / "form.pdf"
    make(form_id, data, out, paper="A4")
    cells = [cell for page in tables_of(out) for row in page for cell in row if cell[:1].isdecimal()]
    assert len(cells) > 150
    assert [cell for cell in cells if not re.fullmatch(r"[\d.]+|\d+,\d %", cell)] == []


@pytest.mark.parametrize("form_id", [*FORM_IDS, CONTROL])
def test_workbook_has_the_same_numbers(form_id: str, tmp_path: Path) -> None:
    data = data_for(form_id)
    out = tmp_path / "form.xlsx"
    make(form_id, data, out, fmt="xlsx")
    (sheet,) = sheets_of(out).values()
    total = next(row for row in sheet if row[0] == "TOTAL")
    printed_total = row_named(printed(form_id, data), "TOTAL")
    assert [int(cell or 0) for cell in total[1:] if cell != ""] == [
        number(cell) for cell in printed_total[1:] if cell not in ("",)
    ]
    assert FORMS[form_id].formats == ("pdf", "xlsx")
