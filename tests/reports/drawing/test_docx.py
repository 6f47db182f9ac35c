"""The same papers for Word: same words, right page, no traces of who wrote them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from coklit_desktop.domain.elections import election_ids
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.reports.catalog import FORMS
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.make import make
from tests.reports.sample import OFFICE, above, form_data

TEXTS = ("ba-serah-terima", "berita-acara", "daftar-hadir", "notulen", "tanda-terima-salinan")
FULL = {
    **OFFICE,
    "pleno": {**OFFICE["pleno"], "jam": "19.30 WIB", "nomor_ba_lama": "11/PP.05/2024"},
    "masukan:1": {"dari": "PKD", "isi": "Nama **SUPARMAN** tercatat dua kali", "bukti": "KK", "tanggapan": "Dicoret"},
    "hadir:1": {"nama": "Slamet & Co <x>", "dari": "PKD"},
    "salinan:1": {"penerima": "Slamet", "jabatan": "PKD"},
}


def made(form_id: str, data: FormData, folder: Path, **options: Any) -> Any:
    """The form as a Word file, opened."""
    out = folder / "form.docx"
    make(form_id, data, out, fmt="docx", **options)
    return Document(str(out))


def words_of_docx(file: Any) -> list[str]:
    """All words of the body, in no order."""
    texts = file.element.body.iter(qn("w:t"), qn("w:tab"), qn("w:p"), qn("w:br"))
    joined = "".join(node.text or "" if node.tag == qn("w:t") else " " for node in texts)
    return words(joined)


def words_of_pdf(path: Path) -> list[str]:
    """All words of the pages but for the foot and the heading that returns."""
    with pdfplumber.open(path) as pdf:
        found = [
            page.crop((0, 0, page.width, page.height - 18 / 25.4 * 72)).extract_text(x_tolerance=1.5)
            for page in pdf.pages
        ]
    return words(" ".join(re.sub(r"^.*\(lanjutan\).*$", "", text, flags=re.MULTILINE) for text in found))


def words(text: str) -> list[str]:
    """Words in order of the alphabet, without dotted lines."""
    return sorted(word for word in re.sub(r"[.…]{3,}", " ", text).split() if word not in (":", "."))


@pytest.mark.parametrize("form_id", TEXTS)
@pytest.mark.parametrize("election", election_ids())
def test_word_says_what_the_pdf_says(form_id: str, election: str, tmp_path: Path) -> None:
    data = form_data(election=election, office=FULL)
    file = made(form_id, data, tmp_path)
    make(form_id, data, tmp_path / "form.pdf")
    in_word, in_pdf = words_of_docx(file), words_of_pdf(tmp_path / "form.pdf")
    if form_id == "daftar-hadir":  # its heading returns on the second page
        for word in ("No", "Nama", "Jabatan/Instansi", "Tanda", "Tangan"):
            in_pdf.remove(word)
    assert in_word == in_pdf


@pytest.mark.parametrize(("paper", "size"), [("F4", (215, 330)), ("A4", (210, 297))])
def test_paper_and_margins(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    (section,) = made("berita-acara", form_data(), tmp_path, paper=paper).sections
    assert abs(section.page_width - Mm(size[0])) < Mm(0.1)
    assert abs(section.page_height - Mm(size[1])) < Mm(0.1)
    room = section.page_width - section.left_margin - section.right_margin
    for table in made("notulen", form_data(), tmp_path, paper=paper).tables:
        assert sum(cell.width or 0 for cell in table.rows[-1].cells) <= room + Mm(1)


def test_head_and_foot(tmp_path: Path) -> None:
    data = form_data(draft=True, copy_for="PKD")
    (section,) = made("berita-acara", data, tmp_path).sections
    assert section.header.paragraphs[0].text.split() == ["DRAF", "Salinan", "untuk", "PKD"]
    foot = section.footer.paragraphs[0]
    assert "DRAF · " + data.state.words in foot.text
    fields = [node.text.strip() for node in foot._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    (final,) = made("berita-acara", form_data(), tmp_path).sections
    assert final.header.paragraphs[0].text == ""
    assert "DRAF" not in final.footer.paragraphs[0].text


def test_each_tps_has_pages_of_its_own(tmp_path: Path) -> None:
    file = made("ba-serah-terima", form_data(), tmp_path)
    assert len(file.sections) == 3
    for tps, section in zip(("001", "002", "003"), file.sections, strict=True):
        assert f"TPS {tps}" in section.footer.paragraphs[0].text
        start = section._sectPr.find(qn("w:pgNumType"))
        assert start.get(qn("w:start")) == "1"
        fields = [node.text.strip() for node in section.footer.paragraphs[0]._p.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "SECTIONPAGES"]


@pytest.mark.parametrize("form_id", TEXTS)
def test_the_same_bytes_and_no_traces(form_id: str, tmp_path: Path) -> None:
    data = form_data(office=FULL)
    properties = made(form_id, data, tmp_path).core_properties
    first = (tmp_path / "form.docx").read_bytes()
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == FORMS[form_id].title
    assert properties.created == properties.modified
    assert f"{properties.created:%d-%m-%Y %H:%M}" == "28-07-2024 14:04"  # the list's moment, in UTC
    made(form_id, data, tmp_path)
    assert (tmp_path / "form.docx").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "form.docx") as archive:
        core = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
    assert b"Slamet" not in core
    assert b"SITI" not in core


def test_tables_keep_their_heading_and_rows_whole(tmp_path: Path) -> None:
    file = made("daftar-hadir", form_data(office=FULL), tmp_path)
    table = file.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Slamet & Co <x>", "PKD", "1.", ""]
    assert len(table.rows) == 27


def test_grouped_headings_are_joined(tmp_path: Path) -> None:
    table = made("notulen", form_data(), tmp_path).tables[0]
    assert [cell.text for cell in table.rows[0].cells][:5] == ["TPS", "Awal", "Awal", "Baru", "Baru"]
    assert [cell.text for cell in table.rows[1].cells][:5] == ["TPS", "L", "P", "L", "P"]


def test_bold_words_are_bold_and_keyed_stars_are_not(tmp_path: Path) -> None:
    file = made("berita-acara", form_data(office=FULL), tmp_path)
    paragraph = next(one for one in file.paragraphs if "SUPARMAN" in one.text)
    assert [run.text for run in paragraph.runs if run.bold] == ["PKD"]
    assert "*SUPARMAN*" in paragraph.text


@pytest.mark.parametrize("level", ["district", "regency"])
def test_minutes_of_the_offices_above(level: str, tmp_path: Path) -> None:
    data = above(level)
    file = made("berita-acara", data, tmp_path)
    total = file.tables[0].rows[-1].cells
    assert total[1].text == "TOTAL"
    assert total[-1].text == "138"


def test_a_grid_is_not_made_for_word(tmp_path: Path) -> None:
    with pytest.raises(CoklitError) as caught:
        made("a-rekap-pps", replace(form_data()), tmp_path)
    assert caught.value.code == "format_tak_ada"
