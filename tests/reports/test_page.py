"""What every page of a PDF must have, however long the names: nothing cut, nothing over its lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader

from coklit_desktop.reports.make import make
from tests.reports.reading import lines_of, tables_of
from tests.reports.sample import delivered, form_data, new, tms

LONG_NAME = ("RADEN AYU NYI ENDANG SULISTYOWATI KUSUMANINGTYAS HADININGRAT " * 3)[:120].strip()
LONG_ADDRESS = "JL." + "TANPASPASI" * 11 + " NO 1"


@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_long_cells_wrap_inside_their_columns(paper: Any, tmp_path: Path) -> None:
    rows = [
        new(n, name=LONG_NAME, address=LONG_ADDRESS, birth_place="KABUPATEN KEPULAUAN SIAU TAGULANDANG")
        for n in range(15)
    ]
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data(rows), out, paper=paper)
    found = [row for page in tables_of(out) for row in page if len(row) == 14 and len(row[2]) == 16]
    assert len(found) == 15
    assert {row[3] for row in found} == {LONG_NAME}
    assert {row[8].replace(" ", "") for row in found} == {LONG_ADDRESS.replace(" ", "")}
    with pdfplumber.open(out) as pdf:
        for page in pdf.pages:
            assert_no_text_crosses_a_line(page)


def assert_no_text_crosses_a_line(page: Any) -> None:
    bars = [line for line in page.lines if abs(line["x0"] - line["x1"]) < 0.1]
    for word in page.extract_words():
        for bar in bars:
            inside = bar["top"] < word["bottom"] - 2 and bar["bottom"] > word["top"] + 2
            assert not (inside and word["x0"] + 0.5 < bar["x0"] < word["x1"] - 0.5), word["text"]


def test_headings_and_foot_stand_on_every_page_and_numbers_restart_per_tps(tmp_path: Path) -> None:
    rows = [new(n) for n in range(70)] + [new(n, "002") for n in range(200, 240)]
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data(rows), out)
    feet = []
    with pdfplumber.open(out) as pdf:
        for page in pdf.pages:
            lines = lines_of(page)
            assert "1 2 3 4 5 6 7 8 9 10 11 12 13 14" in lines
            assert "catatan ke-1.204 · 9f86d081884c7d65" in lines[-1]
            assert "28-07-2024 21:04" in lines[-1]
            feet.append(lines[-1].split(" · ")[0])
    assert feet == ["Hal 1 dari 3", "Hal 2 dari 3", "Hal 3 dari 3", "Hal 1 dari 2", "Hal 2 dari 2"]
    assert [item.title for item in PdfReader(out).outline] == ["TPS 001", "TPS 002"]  # type: ignore[union-attr]


def test_the_signature_never_stands_alone(tmp_path: Path) -> None:
    for number in range(19, 27):
        out = tmp_path / f"{number}.pdf"
        make("a-daftar-perubahan", form_data([new(n) for n in range(number)]), out)
        last = tables_of(out)[-1]
        assert any(len(row) == 14 and len(row[2]) == 16 for row in last), number


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data(), out)
    fonts = {}
    for page in PdfReader(out).pages:
        for name, font in page["/Resources"]["/Font"].items():  # type: ignore[index]
            fonts[name] = "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
    assert fonts
    assert all(fonts.values())


def test_accents_and_apostrophes_come_back(tmp_path: Path) -> None:
    names = ["NUR'AINI D’SOUZA", "JOSÉ MÜLLER-ÑUÑEZ", "SITI (ALM.) \\ BINTI", "Łukasz Ðorđe Nguyễn"]
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data([new(n, name=name) for n, name in enumerate(names)]), out)
    found = {row[3] for row in tables_of(out)[0] if len(row) == 14 and len(row[2]) == 16}
    assert found == set(names)


def test_more_letters_than_one_font_subset_holds(tmp_path: Path) -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x180), *range(0x3A3, 0x3C9), *range(0x410, 0x450))]
    names = ["".join(letters[at : at + 30]) for at in range(0, len(letters) - 30, 30)]
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data([new(n, name=name) for n, name in enumerate(names)]), out)
    found = {row[3].replace(" ", "") for row in tables_of(out)[0] if len(row) == 14 and len(row[2]) == 16}
    assert found == set(names)


def test_empty_list_says_nihil(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", form_data([delivered(1)]), out)
    assert any("NIHIL" in row for row in tables_of(out)[0])


def test_masked_copy_shows_no_identity(tmp_path: Path) -> None:
    rows = [tms(3, "meninggal"), new(53, disability="sensorik_netra")]
    data = form_data(rows, masked=True)
    out = tmp_path / "form.pdf"
    make("a-daftar-perubahan", data, out)
    text = "\n".join(page.extract_text() for page in PdfReader(out).pages)
    for row in rows:
        assert row.voter.nik not in text
        assert row.voter.nkk not in text
        assert row.voter.birth_date.replace("|", "-") not in text
    cells = [row for row in tables_of(out)[0] if len(row) == 14 and row[2].startswith("331819*")]
    assert [row[5] for row in cells] == ["61", "51"]
    assert [row[11] for row in cells] == ["", ""]
    assert {row[2] for row in cells} == {"331819**********"}
