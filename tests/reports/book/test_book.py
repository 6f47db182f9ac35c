"""Buku Coklit: the same figures in PDF and DOCX, charts that show something, and nobody named who is on the list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from PIL import Image

from coklit_desktop.domain.errors import Cancelled
from coklit_desktop.domain.recap import SexCount, sum_counts
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.book import FORM_ID, OWN_WORDS, missing
from coklit_desktop.reports.book.advice import NOTHING, advice, result_days
from coklit_desktop.reports.book.chapters import blocks
from coklit_desktop.reports.book.charts import bars, columns, pyramid, stacked
from coklit_desktop.reports.book.content import Chart, Heading, Table
from coklit_desktop.reports.book.docx import picture
from coklit_desktop.reports.book.facts import facts_of
from coklit_desktop.reports.book.inks import STATES, hatch_lines
from coklit_desktop.reports.book.make import write_book
from coklit_desktop.reports.book.map_chart import frame_of, household_map
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.make import first_pages, make, pdf_bytes
from coklit_desktop.reports.make import missing as missing_of_form
from coklit_desktop.reports.words import count
from tests.reports.sample import AREA, OFFICE, above, data_for, delivered, fixed_rows, form_data, tms
from tests.reports.test_counts import data_of, few, villages


def pdf_pages(data: FormData, paper: str = "F4") -> list[str]:
    target = BytesIO()
    write_book(target, data, "pdf", paper)  # type: ignore[arg-type]
    with pdfplumber.open(target) as pdf:
        return [page.extract_text() for page in pdf.pages]


def docx_of(data: FormData) -> Document:
    target = BytesIO()
    write_book(target, data, "docx", "F4")
    return Document(target)


def docx_text(data: FormData) -> str:
    document = docx_of(data)
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d[\d.,]*\d|\d", text))


def book_data(**changes: object) -> FormData:
    return replace(data_for(FORM_ID), area=AREA, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pdf_pages(book_data())


def test_every_figure_of_the_word_file_stands_in_the_pdf(pages: list[str]) -> None:
    in_pdf, in_docx = numbers("\n".join(pages)), numbers(docx_text(book_data()))
    assert sum(in_docx.values()) > 200
    missing_numbers = {number: times for number, times in in_docx.items() if in_pdf[number] < times}
    assert missing_numbers == {}


@settings(few, max_examples=5)
@given(villages)
def test_tables_are_the_counts(village: list[tuple[str, int]]) -> None:
    data = data_of(village)
    tables = [block for block in blocks(facts_of(data)) if isinstance(block, Table)]
    if not data.counts_by_tps:
        return
    by_tps = next(table for table in tables if table.columns[0] == "TPS" and table.total)
    names = ("sesuai", "tidak_ditemui", "ubah", "tms_total", "belum", "awal", "baru", "akhir")
    total = sum_counts(data.counts_by_tps.values())
    expected = {f"TPS {tps}": counts for tps, counts in data.counts_by_tps.items()} | {"Jumlah": total}
    assert {row[0]: row[1:] for row in by_tps.rows} == {
        name: tuple(count(getattr(counts, one).total) for one in names) for name, counts in expected.items()
    }
    text = "\n".join(pdf_pages(data))
    for counts in expected.values():
        assert " ".join(count(getattr(counts, one).total) for one in names) in text


def test_headings_contents_and_page_numbers(pages: list[str]) -> None:
    chapters = [
        block.text for block in blocks(facts_of(book_data())) if isinstance(block, Heading) and block.level == 1
    ]
    assert len(chapters) == len(OWN_WORDS) == 8
    for number, chapter in enumerate(chapters, 1):
        entry = re.search(rf"^{number}\. {re.escape(chapter)}[ .]*(\d+)$", pages[1], re.MULTILINE)
        assert entry is not None
        assert f"{number}. {chapter}" in pages[int(entry.group(1)) - 1]
    for number, page in enumerate(pages, 1):
        assert f"Hal {number} dari {len(pages)} · Buku Coklit" in page
    document = pypdfium2.PdfDocument(pdf_bytes(FORM_ID, book_data()))
    titles = [item.get_title() for item in document.get_toc() if item.level == 0]
    document.close()
    assert titles == [f"{number}. {chapter}" for number, chapter in enumerate(chapters, 1)]
    word = docx_of(book_data())
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == titles


def test_charts_are_vectors_in_the_pdf_and_pictures_in_the_word_file() -> None:
    charts = [block for block in blocks(facts_of(book_data())) if isinstance(block, Chart)]
    assert len(charts) == 8
    for chart in charts:
        with Image.open(BytesIO(picture(chart.drawing))) as image:
            pixels = np.asarray(image.convert("L"))
        assert (pixels < 200).mean() > 0.005, chart.caption
        assert pixels.shape[1] > 1000
    with pdfplumber.open(BytesIO(pdf_bytes(FORM_ID, book_data(qr=False)))) as pdf:
        assert sum(len(page.images) for page in pdf.pages) == 0
        assert sum(len(page.rects) for page in pdf.pages) > 60
        assert sum(len(page.curves) for page in pdf.pages) > 20
    document = docx_of(book_data())
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [f"{chart.caption} {chart.words}".strip() for chart in charts]


@pytest.mark.parametrize("masked", [False, True])
def test_nobody_on_the_list_is_named(masked: bool) -> None:
    data = book_data(masked=masked)
    text = "\n".join(pdf_pages(data)) + docx_text(data)
    for row in fixed_rows():
        for value in (row.voter.name, row.voter.nik, row.voter.nkk):
            assert value not in text
    assert not re.search(r"\d{6} ?\d{6} ?\d{4}", text)
    assert "KRAJAN" not in text
    names = ("Joko Nugroho", "Siti Aminah", "Sri Lestari")
    assert [name in text for name in names] == [not masked] * 3
    assert "081234567890" not in text


def test_places_of_a_masked_copy_are_only_about_where_they_are() -> None:
    rows = [block for block in blocks(facts_of(book_data(masked=True))) if "dibulatkan" in getattr(block, "text", "")]
    assert len(rows) == 1


def test_own_words_stand_where_they_belong_and_lines_where_there_are_none() -> None:
    office = {**OFFICE, "buku:peta": {"teks": "Dukuh Ngablak hanya didatangi dengan perahu & <rakit>."}}
    data = book_data(office=office)
    text = "\n".join(pdf_pages(data))
    assert "Dukuh Ngablak hanya didatangi dengan perahu & <rakit>." in text
    assert "Dukuh Ngablak hanya didatangi dengan perahu & <rakit>." in docx_text(data)
    assert "Daerah yang sulit didatangi" not in text
    assert "Bimtek, pembagian wilayah" in text
    assert "Catatan kantor untuk Buku Coklit" not in " ".join(missing(data))
    assert "Catatan kantor untuk Buku Coklit" in " ".join(missing_of_form(FORM_ID, book_data(), None))


def test_pleno_and_what_came_after() -> None:
    determined = {"digest": book_data().state.digest, "L": "37", "P": "32", "catatan": "1.204"}
    office = {**OFFICE, "masukan:1": {"dari": "PKD", "isi": "RAHASIA", "tanggapan": "diterima"}}
    text = "\n".join(pdf_pages(book_data(determined=determined, office=office)))
    for words in ("Balai Desa Jepat Lor", "2 Agustus 2024", "12/PP.05/2024", "69 (L 37, P 32)", "Daftar tidak berubah"):
        assert words in text
    assert "1 masukan, 1 sudah ditanggapi" in text
    assert "RAHASIA" not in text
    assert "belum ditetapkan dalam pleno" not in text
    changed = "\n".join(pdf_pages(book_data(determined={**determined, "digest": "00"})))
    assert "Daftar berubah; lihat Lembar Perbaikan" in changed
    more = {**book_data().more, "differences": 4}
    told = "\n".join(pdf_pages(book_data(determined={**determined, "digest": "00"}, more=more)))
    assert "4 pemilih berubah; lihat Lembar Perbaikan" in told


def test_an_empty_village_and_a_first_look(tmp_path: Path) -> None:
    data = form_data([], office={})
    text = "\n".join(pdf_pages(data))
    for words in ("Belum ada daftar pemilih.", "Belum ada hasil yang dientri.", "Belum ada keluarga", NOTHING):
        assert words in text
    assert "0 pemilih (nol)" in text
    make(FORM_ID, data, tmp_path / "book.docx", fmt="docx")
    assert first_pages(FORM_ID, data)[:4] == b"%PDF"


def test_forty_tps_take_two_charts_and_a_long_table() -> None:
    rows = [delivered(n, f"{n % 40 + 1:03d}") for n in range(1, 400)]
    data = form_data(rows)
    charts = [block for block in blocks(facts_of(data)) if isinstance(block, Chart) and "setiap TPS" in block.caption]
    assert len(charts) == 2
    text = "\n".join(pdf_pages(data, "A4"))
    assert all(text.count(f"TPS {n:03d}") >= 3 for n in range(1, 41))


@pytest.mark.parametrize(("level", "word"), [("district", "desa/kelurahan"), ("regency", "kecamatan")])
def test_a_book_of_an_area_above(level: str, word: str) -> None:
    data = above(level, more=data_for(FORM_ID).more)
    text = "\n".join(pdf_pages(data))
    assert f"3. Hasil per {word}" in text
    assert ("Belum diterima dari: Jepat Kidul." in text) == (level == "district")
    papers = {**data.more, "without_paper": [("33.18.19.2008", "001", 2), ("33.18.19.2004", "001", 9)]}
    name = {"district": "Pakis", "regency": "Tayu"}[level]
    assert f"terbanyak di {name}" in " ".join(advice(facts_of(replace(data, more=papers))))
    total = sum_counts(part.counts for part in data.parts)
    assert f"{count(total.akhir.total)} pemilih (seratus tiga puluh delapan)" in text.replace("\n", " ")


def test_the_same_book_twice_is_the_same_file() -> None:
    assert pdf_bytes(FORM_ID, book_data()) == pdf_bytes(FORM_ID, book_data())


def test_cancel_leaves_nothing(tmp_path: Path) -> None:
    def stop(fraction: float, _what: str) -> None:
        if fraction > 0.4:
            raise Cancelled

    for fmt in ("pdf", "docx"):
        with pytest.raises(Cancelled):
            make(FORM_ID, book_data(), tmp_path / "book", fmt=fmt, progress=stop)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


# --- advice


def test_advice_names_what_stands_out() -> None:
    rows = [*(tms(n, "salah_tps", "002") for n in range(1, 9)), *(tms(n, "meninggal") for n in range(20, 24))]
    rows += [delivered(n, "001", Outcome(State.TIDAK_DITEMUI)) for n in range(40, 45)]
    rows += [delivered(n, "003", Outcome()) for n in range(50, 53)]
    days = [(date(2024, 7, 1) + timedelta(n), 2 if n == 4 else 40) for n in range(9) if n != 6]
    papers = [(AREA, "001", 3), (AREA, "002", 1)]
    more = {"days": days, "households": 5, "places": [(0, 0, "ubah")], "without_paper": papers}
    found = " ".join(advice(facts_of(form_data(rows, more=more))))
    for words in (
        "TPS 002 paling banyak kode 8 (TPS tidak sesuai): 8 pemilih, 100,0 % dari daftarnya",
        "meninggal, 4 pemilih",
        "TPS 001 paling banyak pemilih tidak ditemui: 5",
        "4 pemilih TMS belum ada buktinya, terbanyak di TPS 001 (3)",
        "4 keluarga belum punya tempat di peta",
        "40 hasil): 5 Juli 2024",
        "1 hari tanpa entri",
        "3 pemilih belum ada hasilnya, terbanyak di TPS 003",
    ):
        assert words in found
    assert "Melebihi batas" not in found


def test_advice_on_large_tps() -> None:
    counts = {"001": sum_counts([]), "901": sum_counts([])}
    for one in counts.values():
        one.awal = one.sesuai = one.akhir = SexCount(400, 300)
    found = " ".join(advice(facts_of(form_data([], counts_by_tps=counts))))
    assert "Melebihi batas 600 pemilih: TPS 001, TPS 901" in found
    assert "kurang dari dua pantarlih tercatat: TPS 001." in found


def test_days_without_work_are_shown_too() -> None:
    first = date(2024, 7, 1)
    days = result_days([(first, 3), (first + timedelta(3), 5)])
    assert [value for _, value in days] == [3, 0, 0, 5]
    assert result_days([]) == []


# --- charts


def test_states_are_told_apart_without_colour() -> None:
    looks = {(ink.hatch, ink.ground.hexval() if not ink.hatch else "") for ink in STATES.values()}
    assert len(looks) == len(STATES)


@pytest.mark.parametrize("hatch", ["/", "x", "|", "-"])
@pytest.mark.parametrize("size", [(3.0, 10.5), (200.0, 10.5), (7.0, 40.0)])
def test_hatches_stay_in_their_box(hatch: str, size: tuple[float, float]) -> None:
    for x1, y1, x2, y2 in hatch_lines(hatch, *size):
        assert min(x1, x2) >= -1e-9
        assert max(x1, x2) <= size[0] + 1e-9
        assert min(y1, y2) >= -1e-9
        assert max(y1, y2) <= size[1] + 1e-9


def test_a_map_leaves_out_places_far_off_but_counts_them() -> None:
    near = [(-6.53 + at % 7 * 0.001, 111.04 + at % 5 * 0.001, "sesuai") for at in range(60)]
    _, outside = household_map([*near, (-6.5, 12.0, "ubah")])
    assert outside == 1
    frame = frame_of([*near, (-6.5, 12.0, "ubah")])
    assert frame.west == pytest.approx(111.04)
    assert household_map(near[:1])[1] == 0
    assert household_map([(0.0, 0.0, "tms"), (1.0, 1.0, "belum")])[1] == 0


def test_long_names_and_large_numbers_stay_in_the_drawing() -> None:
    drawings = [
        bars([("Potensi ganda: nama dan tanggal lahir sama " * 3, 1_204_000), ("b", 0)]),
        pyramid([("10–19", SexCount(300_000, 2))]),
        columns([(date(2024, 6, 24) + timedelta(n), 10_000 + n) for n in range(45)]),
        *stacked(facts_of(form_data()).lines),
    ]
    for drawing in drawings:
        left, low, right, high = drawing.getBounds()
        assert left >= -0.5
        assert low >= -0.5
        assert right <= drawing.width + 0.5
        assert high <= drawing.height + 0.5
