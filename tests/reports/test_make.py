"""Making a form: what is refused, what is missing, and that no half file stays."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.domain.records import RowKind
from coklit_desktop.reports.catalog import FORMS, forms_of
from coklit_desktop.reports.make import make, missing, page_figures, pdf_bytes
from tests.reports.reading import lines_of, tables_of
from tests.reports.sample import OFFICE, delivered, form_data, new


@pytest.mark.parametrize(
    ("form_id", "options", "code"),
    [
        ("a-rahasia", {}, "formulir_tak_dikenal"),
        ("bulk-sidalih", {"fmt": "pdf"}, "format_tak_ada"),
        ("a-daftar-perubahan", {"tps": ["009"]}, "tps_tak_ada"),
    ],
)
def test_refusals_leave_no_file(form_id: str, options: dict, code: str, tmp_path: Path) -> None:
    with pytest.raises(CoklitError) as caught:
        make(form_id, form_data(), tmp_path / "form.pdf", **options)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []


def test_the_upload_sheet_cannot_be_masked(tmp_path: Path) -> None:
    with pytest.raises(CoklitError) as caught:
        make("bulk-sidalih", form_data(masked=True), tmp_path / "bulk.xlsx", fmt="xlsx")
    assert caught.value.code == "tak_bisa_disamarkan"


def test_a_folder_that_is_not_there_is_an_expected_failure(tmp_path: Path) -> None:
    with pytest.raises(CoklitError) as caught:
        make("a-rekap-pps", form_data(), tmp_path / "none" / "form.pdf")
    assert caught.value.code == "berkas_tak_tertulis"


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_cancel_keeps_the_old_file_and_leaves_nothing_else(fmt: str, tmp_path: Path) -> None:
    out = tmp_path / f"form.{fmt}"
    out.write_text("the old one")

    def stop(fraction: float, _what: str) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        make("a-daftar-perubahan", form_data(), out, fmt=fmt, progress=stop)  # type: ignore[arg-type]
    assert out.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [out]


def test_one_tps_only(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    make("a-laporan-hasil-coklit", form_data(), out, tps=["002"])
    with pdfplumber.open(out) as pdf:
        (page,) = pdf.pages
        assert any("NO TPS : 002" in line for line in lines_of(page))


@pytest.mark.parametrize("election", election_ids())
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_every_form_of_every_election(election: str, paper: str, tmp_path: Path) -> None:
    data = form_data(election=election)
    for form in forms_of(load_election(election)).values():
        for fmt in form.formats:
            out = tmp_path / f"{form.id}.{fmt}"
            make(form.id, data, out, fmt=fmt, paper=paper)  # type: ignore[arg-type]
            assert out.stat().st_size > 2000


def test_recap_splits_the_sexes_where_the_election_says_so(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    make("a-rekap-pps-perubahan", form_data(election="pilkada-2020"), out)
    assert {len(row) for row in tables_of(out)[0]} == {12}  # the blanks of that family have no Total


def test_catalog_lists_every_form_once() -> None:
    assert set(FORMS) == set(forms_of(load_election("pilkada-2024")))
    assert FORMS["a-laporan-hasil-coklit"].orientation == "portrait"


def test_what_is_missing_is_named_and_printed_as_dots(tmp_path: Path) -> None:
    assert missing("a-rekap-pps", form_data(), None) == []
    data = form_data(office={})
    assert missing("a-rekap-pps", data, None) == [
        "Nama ketua PPS belum diisi.",
        "Nama anggota PPS belum diisi.",
        "Tanggal pleno belum diisi.",
        "Tempat pleno belum diisi.",
    ]
    (sentence,) = missing("a-laporan-hasil-coklit", form_data(), ["002"])
    assert sentence.startswith("TPS 002: jumlah stiker diterima")
    out = tmp_path / "form.pdf"
    make("a-rekap-pps", data, out)
    with pdfplumber.open(out) as pdf:
        assert any("1. KETUA ....." in line for line in lines_of(pdf.pages[0]))


def test_two_pantarlih_both_sign(tmp_path: Path) -> None:
    office = {**OFFICE, "pantarlih:001:2": {"nama": "Wahyu Hidayat"}}
    out = tmp_path / "form.pdf"
    make("a-laporan-hasil-coklit", form_data(office=office), out, tps=["001"])
    with pdfplumber.open(out) as pdf:
        lines = lines_of(pdf.pages[0])
    assert any("NAMA PANTARLIH 2 : WAHYU HIDAYAT" in line for line in lines)
    assert "JOKO NUGROHO WAHYU HIDAYAT" in lines


def test_a_made_b_is_told_of_and_a_corrected_sex_too(tmp_path: Path) -> None:
    rows = [new(1, pair=True), delivered(2, sex="P")]
    assert rows[0].kind is RowKind.PAIR
    data = form_data(rows)
    out = tmp_path / "form.pdf"
    make("a-laporan-hasil-coklit", data, out)
    with pdfplumber.open(out) as pdf:
        text = "\n".join(lines_of(pdf.pages[0]))
    assert "II: 1 pemilih (L 0, P 1) adalah B pasangan kode 8" in text
    assert "L -1 dan P +1 dibanding (I + II) - III" in text
    assert "Pasangan kode 8" in [row.label for row in page_figures("a-rekap-pps-perubahan", data, None).rows]


def test_a_form_in_memory_is_the_same_form(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    out.write_bytes(pdf_bytes("a-rekap-pps", form_data(), paper="A4"))
    with pdfplumber.open(out) as pdf:
        assert "Hal 1 dari 1" in lines_of(pdf.pages[0])[-1]


def test_a_kota_has_its_own_words(tmp_path: Path) -> None:
    names = form_data().area_names._replace(regency="Kota Surakarta")
    data = form_data(area_names=names, village_is_kelurahan=True)
    out = tmp_path / "form.pdf"
    make("a-rekap-pps", data, out)
    with pdfplumber.open(out) as pdf:
        text = "\n".join(lines_of(pdf.pages[0]))
    assert "WALI KOTA DAN WAKIL WALI KOTA" in text
    assert "KOTA : SURAKARTA" in text
    assert "KELURAHAN : JEPAT LOR" in text
