"""Lists of names: columns and order come from the election's file, and every form bears whatever a village holds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.printed_order import in_printed_order
from coklit_desktop.domain.recap import Counts
from coklit_desktop.domain.records import CurrentVoter, Outcome, State
from coklit_desktop.reports.catalog import FORMS
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.forms.by_name import ByName, Line, Rows, columns_of
from coklit_desktop.reports.make import documents, make, pdf_bytes
from coklit_desktop.reports.model import Row
from tests.reports.drawing.test_overlap import assert_clean
from tests.reports.reading import sheets_of, tables_of
from tests.reports.sample import delivered, form_data, new, tms
from tests.reports.sample_lists import Difference, Entry

MINE = (
    "a-daftar-pemilih", "a-daftar-potensial", "a-daftar-perubahan", "daftar-meninggal", "daftar-tanpa-bukti",
    "daftar-tunggu-8", "lembar-perbaikan", "log-ekspor",
)  # fmt: skip
CASES = [(form_id, variant.id) for form_id in MINE for variant in FORMS[form_id].variants] + [
    (form_id, "") for form_id in MINE if not FORMS[form_id].variants
]
LONG_NAME = ("RADEN AYU KANJENG NYI NGT. " + "ENDANG SULISTYOWATI KUSUMANINGTYAS " * 4)[:120].strip()
LONG_ADDRESS = ("DUKUH KRAJAN GG. MELATI NO. 49 " * 5)[:119] + "Z"


def rows_printed(path: Path, cells: int = 14) -> list[list[str]]:
    """The rows of a list without headings: those whose first cell is a number and that have so many cells."""
    pages = tables_of(path)
    numbers = [str(number) for number in range(1, cells + 1)]
    return [row for page in pages for row in page if len(row) == cells and row != numbers and row[0].isdecimal()]


def awkward_rows(election: str) -> list[CurrentVoter]:
    """A TPS without men, long names and addresses, accents, and cells that no code has."""
    known = load_election(election)
    codes = {"ktp_el": next(iter(known.ktp_el_codes)), "disability": next(iter(known.disability_codes))}
    long = {"name": LONG_NAME, "address": LONG_ADDRESS, "birth_place": "KOTA PANGKALPINANG BANGKA BELITUNG"}
    dead = tms(300, "meninggal")
    dead = replace(dead, delivered=dead.voter._replace(**long))
    return [
        *(delivered(2 * n + 1, "002") for n in range(1, 20)),
        replace(dead, outcome=Outcome(State.TMS, "meninggal", evidence=f"Lainnya: {LONG_ADDRESS}")),
        new(301, **long, **codes),
        new(302, "003", name="NUR'AINI D’SOUZA-MÜLLER ÉLISE, S.Pd., M.Si.", rt="", rw="", ktp_el="entah"),
        delivered(303, "001", **long),
        delivered(304, "003", address="JLN." + "PANJANGTANPASPASI" * 6),
    ]


def awkward(form_id: str, variant: str, election: str) -> FormData:
    """The village of `awkward_rows`, with differences and exports that are as bad."""
    rows = awkward_rows(election)
    why = Entry("Ubah", f"{LONG_ADDRESS} {LONG_NAME}", LONG_NAME)
    more = {
        "lembar-perbaikan": {"differences": [Difference(None, row, (why, why)) for row in rows[-5:]]},
        "log-ekspor": {"exports": [(f"a-rekap-pps pdf untuk {LONG_NAME}", at * 60_000) for at in range(90)]},
    }
    return form_data(rows, election=election, variant=variant, more=more.get(form_id, {}))


@pytest.mark.parametrize("election", election_ids())
@pytest.mark.parametrize(("form_id", "variant"), CASES)
def test_whatever_the_village_holds_nothing_overlaps_and_nothing_is_cut(
    form_id: str, variant: str, election: str, tmp_path: Path
) -> None:
    data = awkward(form_id, variant, election)
    for paper in ("F4", "A4") if election == "pilkada-2020" else ("A4",):  # the longest codes; the smaller paper
        with pdfplumber.open(BytesIO(pdf_bytes(form_id, data, paper=paper))) as pdf:  # type: ignore[arg-type]
            for page in pdf.pages:
                assert_clean(page)
                assert "…" not in page.extract_text().replace("……", "")
    make(form_id, data, tmp_path / "list.xlsx", fmt="xlsx")
    assert sheets_of(tmp_path / "list.xlsx")


@pytest.mark.parametrize("election", election_ids())
@pytest.mark.parametrize(("form_id", "variant"), CASES)
def test_a_list_of_nobody_says_so(form_id: str, variant: str, election: str) -> None:
    data = form_data([], election=election, variant=variant, counts_by_tps={"001": Counts()})
    with pdfplumber.open(BytesIO(pdf_bytes(form_id, data))) as pdf:
        (page,) = pdf.pages
        assert ("NIHIL" in page.extract_text()) == (variant != "kosong")
        assert_clean(page)


def test_the_columns_are_those_of_the_election() -> None:
    headings = [column.heading for _, column in columns_of(form_data(), "a-daftar-pemilih")]
    assert headings == [
        "No", "No KK", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Status Perkawinan B/S/P", "Jenis Kelamin L/P",
        "Jalan/Dukuh", "RT", "RW", "Disabilitas", "Status KTP-el", "Keterangan",
    ]  # fmt: skip
    before = dict(columns_of(form_data(election="pilkada-2020"), "a-daftar-pemilih"))
    assert before["ktp_el"].heading == "Status Perekaman KTP-el B/S/K"
    assert dict(columns_of(form_data(masked=True), "a-daftar-pemilih"))["birth_date"].heading == "Umur"
    assert [key for key, _ in columns_of(form_data(), "daftar-meninggal")][-2:] == ["evidence_kind", "evidence_number"]


def test_a_form_may_say_otherwise_which_columns_and_which_order() -> None:
    data = form_data()
    own = {"columns": ["no", {"key": "name", "heading": "Siapa", "width": 40}], "sort": ["name"]}
    forms = {**data.election.forms, "a-daftar-perubahan": {**data.election.forms["a-daftar-perubahan"], **own}}
    changed = replace(data, election=replace(data.election, forms=forms))
    document = next(documents("a-daftar-perubahan", changed, ["001"]))
    assert [column.heading for column in document.columns] == ["No", "Siapa"]
    names = [row.cells[1] for row in document.rows]
    assert names == sorted(names)
    assert document.legends == ()


def test_keys_to_the_codes_name_the_columns_of_the_form() -> None:
    def heads(form_id: str, **changes: object) -> list[str]:
        return [legend.heading for legend in next(documents(form_id, form_data(**changes), ["001"])).legends]  # type: ignore[arg-type]

    assert heads("a-daftar-pemilih") == [
        "Keterangan Status Perkawinan (7)", "Keterangan Disabilitas (12)",
        "Kolom Keterangan Status Kepemilikan KTP-el (13)", "Kolom Keterangan (14)",
    ]  # fmt: skip
    assert heads("a-daftar-pemilih", election="pilkada-2020")[2] == "Kolom Keterangan Status Perekaman KTP-el (13)"
    assert heads("daftar-tanpa-bukti") == ["Kolom Keterangan (10)"]
    assert heads("log-ekspor") == []
    codes = next(documents("a-daftar-pemilih", form_data(election="pilkada-2020"), ["001"])).legends[-1].entries
    assert [code for code, _ in codes] == ["B", "U", *map(str, range(1, 11))]
    later = next(documents("a-daftar-pemilih", form_data(stage="dpt"), ["001"])).legends[-1].entries
    assert "8" not in dict(later)


def test_a_row_knows_its_number_and_sex_for_the_code_of_its_page() -> None:
    table = ByName(form_data(), "a-daftar-pemilih")
    voter = delivered(7, sex="x")
    row = table.row(Line(9, voter, voter.voter), bold=("nik", "tidak ada"))
    assert (row.number, row.sex, row.bold) == (9, "P", frozenset({2}))


def test_rows_are_made_when_they_are_asked_for() -> None:
    made: list[int] = []

    def make_row(line: str, number: int) -> Row:
        made.append(number)
        return Row((line,), number=number)

    rows = Rows(["a", "b", "c", "d"], make_row)
    assert (len(rows), made) == (4, [])
    assert next(iter(rows)).cells == ("a",)
    assert [row.number for row in rows[1:3]] == [2, 3]
    assert (rows[-1].cells, made) == (("d",), [1, 2, 3, 4])
    with pytest.raises(IndexError):
        rows[4]


@pytest.mark.parametrize("file_lines", [True, False])
def test_the_list_keeps_the_order_and_numbers_it_was_delivered_with(file_lines: bool, tmp_path: Path) -> None:
    rows = [delivered(n) for n in range(1, 40)]
    lines = range(39, 0, -1) if file_lines else range(100, 139)
    rows = [replace(row, line=line) for row, line in zip(rows, lines, strict=True)]
    moved = replace(
        rows[3], tps="002", voter=rows[3].voter._replace(rw="009", name="LAIN"), outcome=Outcome(State.UBAH)
    )
    others = [new(50), delivered(51, "002"), replace(delivered(52), gone=True)]
    data = form_data([*rows[:3], moved, *rows[4:], *others])
    make("a-daftar-pemilih", data, tmp_path / "list.pdf", tps=["001"])
    expected = in_printed_order(rows)
    found = rows_printed(tmp_path / "list.pdf")
    assert [(row[0], row[3]) for row in found] == [(str(row.line), row.voter.name) for row in expected]
    assert expected[0].subject == (rows[-1] if file_lines else rows[0]).subject
