"""Model A-Laporan Hasil Coklit: filled from the list, or the same rows for the pantarlih's pen."""

from __future__ import annotations

import pytest

from coklit_desktop.domain.elections import election_ids
from coklit_desktop.reports.forms.field_report import documents, missing
from coklit_desktop.reports.make import documents as made
from coklit_desktop.reports.model import Document
from tests.reports.sample import OFFICE, delivered, form_data, tms

LABELS = slice(0, 2)


def report(**changes: object) -> Document:
    """The report of TPS 001."""
    return next(iter(documents(form_data(**changes), ["001"])))  # type: ignore[arg-type]


@pytest.mark.parametrize("election", election_ids())
def test_a_blank_report_has_the_same_rows_without_any_figure(election: str) -> None:
    filled, blank = report(election=election), report(election=election, variant="kosong")
    assert [row.cells[LABELS] for row in blank.rows] == [row.cells[LABELS] for row in filled.rows]
    assert [(row.style, row.spans, row.indent) for row in blank.rows] == [
        (row.style, row.spans, row.indent) for row in filled.rows
    ]
    assert {cell for row in blank.rows for cell in row.cells[2:]} == {None}
    assert blank.notes == ()


def test_a_blank_report_names_the_pantarlih_but_no_day() -> None:
    blank = report(variant="kosong")
    assert ("NAMA PANTARLIH", "JOKO NUGROHO") in blank.identity[1]
    assert blank.closing.signers[0].name == "JOKO NUGROHO"
    assert "2024" not in blank.closing.lines[0]
    assert "25 Juli 2024" in report().closing.lines[0]


TWO = {**OFFICE, "pantarlih:001:2": {"nama": "Wahyu Hidayat", "nik": "3318190907900022", "hp": ""}}


def test_two_pantarlih_sign_the_report_of_their_tps() -> None:
    found = report(office=TWO, variant="isi")
    assert [signer.name for signer in found.closing.signers] == ["JOKO NUGROHO", "WAHYU HIDAYAT"]
    labels = dict(found.identity[1])
    assert labels["NAMA PANTARLIH 1"] == "JOKO NUGROHO"
    assert labels["NAMA PANTARLIH 2"] == "WAHYU HIDAYAT"
    assert labels["NO HP 2"] == ""


def test_each_of_two_pantarlih_gets_a_blank_of_his_own() -> None:
    first, second = documents(form_data(office=TWO, variant="kosong"), ["001"])
    assert (first.name, second.name) == ("TPS 001 pantarlih 1", "TPS 001 pantarlih 2")
    assert dict(second.identity[1]) == {
        "NO TPS": "001", "NAMA PANTARLIH": "WAHYU HIDAYAT", "NIK PANTARLIH": "3318190907900022", "NO HP": "",
    }  # fmt: skip
    assert [signer.name for signer in second.closing.signers] == ["WAHYU HIDAYAT"]
    codes = [item.code for item in made("a-laporan-hasil-coklit", form_data(office=TWO, variant="kosong"), ["001"])]
    assert [code.tps for code in codes] == ["001", "001"]


def test_a_blank_report_lacks_nothing_and_is_no_draft() -> None:
    data = form_data(variant="kosong", draft=True, office={})
    assert missing(data, ["001", "002"]) == []
    assert {item.watermark for item in made("a-laporan-hasil-coklit", data, ["001"])} == {""}
    filled = form_data(variant="isi", draft=True)
    assert {item.watermark for item in made("a-laporan-hasil-coklit", filled, ["001"])} == {"DRAF"}


def test_a_reason_of_an_earlier_stage_stays_on_the_report() -> None:
    rows = [delivered(1), tms(2, "salah_tps")]
    labels = [row.cells[1] for row in report(rows=rows, stage="dpshp").rows]
    assert "8. TPS tidak sesuai (kode 8)" in labels
    labels = [row.cells[1] for row in report(rows=[delivered(1)], stage="dpshp").rows]
    assert "8. TPS tidak sesuai (kode 8)" not in labels
