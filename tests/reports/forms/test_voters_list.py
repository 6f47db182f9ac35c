"""A-Daftar Pemilih with its rows for the pen, and A-Daftar Potensial Pemilih blank and filled."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
from hypothesis import given

from coklit_desktop.domain.recap import SexCount, sum_counts
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.make import documents, first_pages, make, missing
from coklit_desktop.reports.model import Document
from tests.reports.reading import lines_of, sheets_of, tables_of
from tests.reports.sample import OFFICE, delivered, form_data, new, tms
from tests.reports.test_counts import data_of, few, printed, villages


def document(form_id: str, data: FormData, tps: str = "001") -> Document:
    found: Document = next(documents(form_id, data, [tps]))
    return found


def sexes(found: Document) -> SexCount:
    """Men and women as the sheet prints them in column 8."""
    printed = [row.cells[7] for row in found.rows if row.cells[0] != "NIHIL"]
    assert [row.sex for row in found.rows if row.sex] == printed
    return SexCount(printed.count("L"), printed.count("P"))


def test_each_row_is_followed_by_an_empty_one_and_the_values_are_those_delivered(tmp_path: Path) -> None:
    rows = [delivered(n) for n in range(1, 31)]
    changed = [*rows[:4], delivered(5, name="LAIN"), tms(6, "meninggal"), *rows[6:], new(40)]
    make("a-daftar-pemilih", form_data(changed), tmp_path / "list.pdf")
    found = [row for page in tables_of(tmp_path / "list.pdf") for row in page if len(row) == 14][:-1]
    body = [row for row in found if row[:2] not in (["No", "No KK"], ["1", "2"]) and row[8] != "Jalan/Dukuh"]
    written = [row for row in body if row[0]]
    assert [row[3] for row in written] == [row.delivered.name for row in rows if row.delivered]
    assert [row[13] for row in written] == [""] * 30
    assert all(body[body.index(row) + 1] == [""] * 14 for row in written[:-1])


def test_the_workbook_has_the_rows_for_the_pen_too(tmp_path: Path) -> None:
    make("a-daftar-pemilih", form_data([delivered(1), delivered(2)]), tmp_path / "list.xlsx", fmt="xlsx")
    cells = sheets_of(tmp_path / "list.xlsx")["TPS 001"]
    at = [number for number, row in enumerate(cells) if row[0] == 1.0][-1]
    assert [cells[at + step][0] for step in range(4)] == [1.0, "", 2.0, ""]
    make("a-daftar-potensial", form_data([delivered(1)]), tmp_path / "new.xlsx", fmt="xlsx")
    assert len(sheets_of(tmp_path / "new.xlsx")["TPS 001"]) > 20


def test_all_pantarlih_sign_under_an_open_date(tmp_path: Path) -> None:
    office = {**OFFICE, "pantarlih:001:2": {"nama": "Wahyu Hidayat"}}
    data = form_data(office=office)
    closing = document("a-daftar-pemilih", data).closing
    assert [(signer.role, signer.name) for signer in closing.signers] == [
        ("PANTARLIH", "JOKO NUGROHO"), ("PANTARLIH", "WAHYU HIDAYAT"),
    ]  # fmt: skip
    assert closing.lines[0].startswith("Jepat Lor, …")
    before = document("a-daftar-pemilih", form_data(election="pilkada-2020"), "002").closing
    assert [(signer.role, signer.name) for signer in before.signers] == [("PPDP", "")]
    assert missing("a-daftar-pemilih", data, ["001"]) == []
    assert missing("a-daftar-potensial", data, None) == ["TPS 002, 003: nama pantarlih belum diisi."]
    (said,) = missing("a-daftar-pemilih", form_data(election="pilkada-2020"), None)
    assert said == "TPS 002, 003: nama PPDP belum diisi."


def test_how_to_fill_it_in_is_said_where_there_is_something_to_fill_in() -> None:
    data = form_data([delivered(1)])
    assert "tulis U" in document("a-daftar-pemilih", data).notes[0]
    assert document("a-daftar-pemilih", replace(data, rows_by_tps={"001": []})).notes == ()


def test_the_blank_sheet_of_new_voters_is_one_full_page(tmp_path: Path) -> None:
    for paper in ("F4", "A4"):
        make("a-daftar-potensial", form_data(), tmp_path / "new.pdf", tps=["001"], paper=paper)  # type: ignore[arg-type]
        with pdfplumber.open(tmp_path / "new.pdf") as pdf:
            (page,) = pdf.pages
            assert any("JOKO NUGROHO" in line for line in lines_of(page))
        (cells,) = tables_of(tmp_path / "new.pdf")
        blank = [row for row in cells if not any(row)]
        assert len(blank) > 10


def test_new_voters_are_listed_and_the_made_ones_marked() -> None:
    data = form_data([new(2), new(1, pair=True), delivered(3), replace(new(4), withdrawn=True), new(5, "002")])
    found = document("a-daftar-potensial", replace(data, variant="isi"))
    assert [(row.cells[0], row.cells[3], row.cells[13]) for row in found.rows] == [
        ("1", "KASMINAH 1", "B*"), ("2", "SUKIMAN 2", "B"),
    ]  # fmt: skip
    assert found.notes == (
        "Kode B bertanda *: pasangan kode 8 dari TPS lain, belum tertulis di lembar kertas TPS ini.",
    )
    assert document("a-daftar-potensial", replace(data, variant="isi"), "002").notes == ()


def test_the_first_pages_of_a_very_long_list_come_at_once() -> None:
    """That no more rows are made than pages show is tested of `Rows` and of the engine."""
    long = form_data([delivered(n) for n in range(1, 40_001)])
    pages = first_pages("a-daftar-pemilih", long, tps=["001"])
    with pdfplumber.open(BytesIO(pages)) as pdf:
        assert [line for line in lines_of(pdf.pages[0]) if line.startswith("13 ")]
        assert len(pdf.pages) == 2
    assert len(document("a-daftar-pemilih", long).rows) == 40_000


@few
@given(villages)
def test_the_paper_has_the_men_and_women_that_are_counted(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    total = sum_counts(data.counts_by_tps.values())
    filled = replace(data, variant="isi")
    for form_id, found, expected, sex_at in (
        ("a-daftar-pemilih", data, total.awal, 7),
        ("a-daftar-potensial", filled, total.baru, 7),
        ("daftar-meninggal", data, total.tms.get("meninggal", SexCount()), 7),
    ):
        rows = [row for page in printed(form_id, found) for row in page if len(row) > sex_at and row[0].isdecimal()]
        people = [row[sex_at] for row in rows if any(len(cell) == 16 and cell.isdecimal() for cell in row)]
        assert SexCount(people.count("L"), people.count("P")) == expected
        assert len(people) == expected.total


@few
@given(villages)
def test_the_code_of_each_page_gets_the_men_and_women_on_it(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    for tps, counts in data.counts_by_tps.items():
        assert sexes(document("a-daftar-pemilih", data, tps)) == counts.awal
        assert sexes(document("a-daftar-potensial", replace(data, variant="isi"), tps)) == counts.baru


def test_a_tps_from_which_everybody_moved_still_has_its_list() -> None:
    moved = replace(delivered(1), tps="002", outcome=Outcome(State.UBAH))
    data = form_data([moved])
    assert document("a-daftar-pemilih", data, "001").rows[0].cells[3] == "KASMINAH 1"
    assert document("a-daftar-pemilih", data, "002").rows[0].cells[0] == "NIHIL"
