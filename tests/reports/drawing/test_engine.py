"""The engine that draws documents: pages, empty rows, drafts, first pages, progress, bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from itertools import count
from typing import Any

import pytest
import zxingcpp
from PIL import ImageStat
from pypdf import PdfReader

from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.domain.papers import PageCode
from coklit_desktop.reports.drawing import blocks
from coklit_desktop.reports.drawing.layout import Page
from coklit_desktop.reports.drawing.pdf import first_pages
from coklit_desktop.reports.model import Closing, Row, nihil
from tests.reports.drawing.drawn import (
    CODE,
    COLUMNS,
    by_name,
    document,
    fonts_of,
    foot_of,
    grid_of,
    pages_of,
    printed,
    rows,
)
from tests.reports.sample import STATE

ACROSS = Page.of("F4", "landscape")


@pytest.mark.parametrize("number", [0, 1, 17, 18, 19, 20, 21, 22, 23, 24, 25, 150])
def test_every_row_is_there_once_and_the_end_never_stands_alone(number: int) -> None:
    pages = pages_of(printed(document(list(rows(number)))))
    found = [row[0] for page in pages if page.find_tables() for row in grid_of(page)]
    assert found == [str(at) for at in range(1, number + 1)]
    assert "SITI AMINAH" in pages[-1].extract_text()
    if number > 1:
        assert len(grid_of(pages[-1])) >= 2
    assert [foot_of(page).split(" · ")[0] for page in pages] == [
        f"Hal {at} dari {len(pages)}" for at in range(1, len(pages) + 1)
    ]


def test_an_empty_row_to_write_in_follows_each_row_on_its_page() -> None:
    long = "JALAN PANJANG SEKALI NOMOR DUA PULUH SATU " * 3
    some = [by_name(n, address=long.strip() if n % 4 == 0 else "") for n in range(1, 61)]
    for page in pages_of(printed(document(some, pen_rows=True))):
        table = max(page.find_tables(), key=lambda found: len(found.rows)).rows[3:]
        cells = grid_of(page)
        assert len(cells) % 2 == 0
        for at in range(0, len(cells), 2):
            assert cells[at][0]
            assert cells[at + 1] == [""] * 14
            heights = [round(row.bbox[3] - row.bbox[1], 1) for row in table[at : at + 2]]
            assert heights[0] == heights[1]


def test_rows_that_join_stay_with_the_row_before_unless_no_page_holds_them() -> None:
    some = [replace(row, joins=row.number % 3 != 1) for row in rows(100)]
    for page in pages_of(printed(document(some)))[:-1]:
        assert int(grid_of(page)[-1][0]) % 3 == 0
    endless = [replace(row, joins=True) for row in rows(100)]
    pages = pages_of(printed(document(endless)))
    assert [row[0] for page in pages for row in grid_of(page)] == [str(number) for number in range(1, 101)]
    assert all(len(foot_of(page).splitlines()) == 1 for page in pages)


@pytest.mark.parametrize(("wanted", "found"), [(0, 0), (7, 7), (40, 40)])
def test_blank_forms_have_the_rows_wanted(wanted: int, found: int) -> None:
    pages = pages_of(printed(document((), min_rows=wanted)))
    cells = [row for page in pages if page.find_tables() for row in grid_of(page)]
    assert cells == [[""] * 14] * found


@pytest.mark.parametrize("paper", ["F4", "A4"])
@pytest.mark.parametrize("filled", [0, 3, 23, 24])
def test_a_blank_form_fills_its_page(paper: Any, filled: int) -> None:
    pages = pages_of(printed(document(list(rows(filled)), min_rows=-1), paper=paper))
    page = pages[-1]
    cells = grid_of(page)
    assert [""] * 14 in cells
    last = max(word["bottom"] for word in page.extract_words() if word["text"] == "AMINAH")
    floor = page.height - 18 * 72 / 25.4
    row = max(page.find_tables(), key=lambda table: len(table.rows)).rows[-1]
    assert last < floor
    assert floor - last < 2 * (row.bbox[3] - row.bbox[1])


def test_a_draft_says_so_in_its_foot_and_in_a_picture_that_no_reader_of_text_sees() -> None:
    plain, draft = (pages_of(printed(document(list(rows(60)), watermark=word))) for word in ("", "DRAF"))
    for before, after in zip(plain, draft, strict=True):
        assert (len(before.images), len(after.images)) == (0, 1)
        assert "DRAF · Keadaan daftar" in foot_of(after)
        assert after.extract_text().count("DRAF") == 1
        assert grid_of(after) == grid_of(before)
        light, dark = (ImageStat.Stat(page.to_image(resolution=40).original.convert("L")) for page in (before, after))
        assert 0.3 < light.mean[0] - dark.mean[0] < 6  # to be seen, and no waste of ink
    one, two = (len(printed(document(list(rows(number)), watermark="DRAF"))) for number in (60, 600))
    assert two - one < 80_000  # the picture is there once


def test_a_copy_names_whom_it_is_for_on_every_page() -> None:
    pages = pages_of(printed(document(list(rows(60)), copy_for="PKD Jepat Lor")))
    assert all("Salinan untuk PKD Jepat Lor" in page.extract_text() for page in pages)


def test_first_pages_ask_for_no_more_rows_than_they_hold_and_count_nothing() -> None:
    asked = []

    def endless() -> Any:
        for number in count(1):
            asked.append(number)
            yield by_name(number)

    pages = pages_of(first_pages([document(endless(), code=CODE)], ACROSS, STATE, "x"))
    shown = [row for page in pages for row in grid_of(page)]
    assert [foot_of(page).split(" · ")[0] for page in pages] == ["Hal 1 dari …", "Hal 2 dari …"]
    assert len(asked) <= len(shown) + 2
    assert not any(page.images for page in pages)


def test_first_pages_of_a_short_document_are_all_of_it() -> None:
    [page] = pages_of(first_pages([document(rows(3))], ACROSS, STATE, "x"))
    assert len(grid_of(page)) == 3
    assert "SITI AMINAH" in page.extract_text()


@dataclass(frozen=True)
class Letter:
    """Something that draws itself."""

    name: str
    model: str = "Surat"
    watermark: str = "DRAF"
    copy_for: str = ""
    code: PageCode | None = CODE

    def draw(self, pen: Any, state: Any) -> None:
        """One line on each of two pages."""
        pen.bookmark(self.name)
        for number in (1, 2):
            pen.text(pen.page.left, 40, f"Isi {self.name} {number}", 11)
            blocks.draw_foot(pen, self, state, number, 2)
            pen.end_page()


def test_what_draws_itself_stands_among_documents() -> None:
    pdf = printed(
        document(list(rows(2))), Letter("Surat A"), document(list(rows(30)), name="TPS 002"), Letter("TPS 002")
    )
    texts = [page.extract_text() for page in pages_of(pdf)]
    assert "Isi Surat A 1" in texts[1]
    assert "Hal 2 dari 2" in texts[2]
    titles = [item.title for item in PdfReader(BytesIO(pdf)).outline]  # type: ignore[union-attr]
    assert titles == ["TPS 001", "Surat A", "TPS 002", "TPS 002"]


def test_the_code_of_each_page_is_read_from_its_picture() -> None:
    for at, page in enumerate(pages_of(printed(document(list(rows(60)), code=CODE, watermark="DRAF"))), 1):
        [code] = zxingcpp.read_barcodes(page.to_image(resolution=150).original.convert("L"))
        assert f"|{at}/" in code.text
        assert code.text.startswith("COKLIT1|a-daftar-pemilih|33.18.19.2008|001|")


def test_progress_is_told_inside_a_document_and_stops_it() -> None:
    told: list[int] = []
    printed(document(rows(5_200)), document(rows(900)), told=told.append)
    assert max(after - before for before, after in zip([0, *told], [*told, 6_100], strict=True)) <= 2_000
    assert told == sorted(told)

    def stop(done: int) -> None:
        if done >= 2_000:
            raise Cancelled

    asked = rows(5_000)
    with pytest.raises(Cancelled):
        printed(document(asked), told=stop)
    assert next(asked).number < 2_500


def test_the_same_list_gives_the_same_bytes() -> None:
    made = [printed(document(list(rows(80)), code=CODE, watermark="DRAF")) for _ in range(2)]
    assert made[0] == made[1]
    assert b"D:20240728210400+0700" in made[0]


def test_every_font_is_embedded_with_only_its_letters() -> None:
    names = [chr(code) for code in (*range(0xC0, 0x180), *range(0x3A3, 0x3C9), *range(0x410, 0x450))]
    some = [by_name(at + 1, name="".join(names[at * 20 : at * 20 + 20])) for at in range(len(names) // 20)]
    for made in (printed(document(some, watermark="DRAF", code=CODE)), printed(Letter("Surat"))):
        fonts = fonts_of(made)
        assert fonts
        assert all(fonts.values())
        assert all("RobotoCondensed" in name for name in fonts)


def test_letters_of_more_than_one_part_of_the_font_come_back() -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x180), *range(0x3A3, 0x3C9), *range(0x410, 0x450))]
    names = ["".join(letters[at : at + 12]) for at in range(0, len(letters) - 12, 12)]
    some = [by_name(at + 1, name=name, bold=3 if at % 2 else 13) for at, name in enumerate(names)]
    found = [row[3] for page in pages_of(printed(document(some))) for row in grid_of(page)]
    assert found == names


def test_bold_cells_are_bold_and_their_neighbours_are_not() -> None:
    [page] = pages_of(printed(document([by_name(1, bold=3), by_name(2)])))
    fonts = {char["fontname"].split("+")[1] for char in page.chars if char["text"] == "S"}
    words = page.extract_words(extra_attrs=["fontname"])
    faces = {word["text"]: "Bold" in word["fontname"] for word in words}
    assert fonts == {"RobotoCondensed-Regular", "RobotoCondensed-Bold"}
    assert (faces["KASMINAH"], faces["FITRI"], faces["3318191100000001"]) == (True, False, False)


def test_spans_take_the_lines_between_their_columns_away() -> None:
    total = Row(("JUMLAH", None, None, *(1_234 for _ in range(11))), "total", spans=((0, 2),))
    [page] = pages_of(printed(document([by_name(1), total])))
    table = grid_of(page)
    assert table[1][0] == "JUMLAH"
    assert table[1][3:] == ["1.234"] * 11
    low = max(row.bbox[3] for row in max(page.find_tables(), key=lambda found: len(found.rows)).rows)
    ends = [line for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1 and abs(line["bottom"] - low) < 0.5]
    assert len(ends) == 13


def test_an_empty_list_is_one_row_over_all_columns() -> None:
    [page] = pages_of(printed(document([nihil(COLUMNS)])))
    assert [cell for row in grid_of(page) for cell in row if cell] == ["NIHIL"]


def test_forty_thousand_rows_are_counted_to_the_last() -> None:
    pdf = printed(document(rows(40_000)))
    reader = PdfReader(BytesIO(pdf))
    number = len(reader.pages)
    assert number > 1_000
    assert f"Hal {number} dari {number}" in reader.pages[-1].extract_text()
    assert "40000" in reader.pages[-1].extract_text()


def test_a_document_without_signers_and_with_one_block_of_identity() -> None:
    plain = replace(document(list(rows(2)), legends=()), closing=Closing((), ()), identity=((("DESA", "X"),),))
    [page] = pages_of(printed(plain))
    assert len(grid_of(page)) == 2
