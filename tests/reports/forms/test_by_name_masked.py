"""A masked copy holds no NIK, NKK, birth date, disability or number of a paper, wherever one looks in the file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.records import CurrentVoter
from coklit_desktop.reports.catalog import FORMS
from coklit_desktop.reports.data import FormData, rows_of_tps
from coklit_desktop.reports.make import documents, make, pdf_bytes
from coklit_desktop.reports.words import short_date
from tests.reports.sample import form_data
from tests.reports.sample_lists import differences, list_rows

LISTS = (
    "a-daftar-pemilih", "a-daftar-potensial", "a-daftar-perubahan", "daftar-meninggal", "daftar-tanpa-bukti",
    "daftar-tunggu-8", "lembar-perbaikan",
)  # fmt: skip
MASKABLE = [form for form in FORMS.values() if form.by_name and form.maskable]
CASES = [(form.id, variant.id) for form in MASKABLE for variant in form.variants]
CASES += [(form.id, "") for form in MASKABLE if not form.variants]
EVERYWHERE = [
    (*case, election) for case in CASES for election in (election_ids() if case[0] in LISTS else ["pilkada-2024"])
]
OPEN_CASES = [case for case in CASES if case[0] in LISTS and case[1] != "kosong"]  # those with numbers of people


def village(election: str, **changes: object) -> FormData:
    """The sample village, everybody disabled, under codes of this election."""
    disability = list(load_election(election).disability_codes)[1]

    def disabled(row: CurrentVoter) -> CurrentVoter:
        delivered = row.delivered._replace(disability=disability) if row.delivered else None
        return replace(row, voter=row.voter._replace(disability=disability), delivered=delivered)

    rows = [disabled(row) for row in list_rows()]
    return form_data(rows, election=election, rows_by_tps=rows_of_tps(rows), **changes)


def secrets_of(data: FormData) -> set[str]:
    """Everything that must not be found: of everybody in the lists, old values and new ones."""
    rows = [row for rows in data.rows_by_tps.values() for row in rows]
    for one in data.more.get("differences", ()):
        rows += [row for row in (one.before, one.after) if row is not None]
    voters = [voter for row in rows for voter in (row.voter, row.delivered) if voter is not None]
    found = {
        cell for voter in voters for cell in (voter.nik, voter.nkk, voter.birth_date, short_date(voter.birth_date))
    }
    return found | {"3318-KM-12072024-0003", "5/RT04/VII", "3318190907900021"}


def text_of_pdf(pdf: bytes) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in opened]
        return "\n".join(pages).replace("\r\n", "\n") + str(opened.get_metadata_dict())
    finally:
        opened.close()


def text_of_files(form_id: str, data: FormData, folder: Path) -> str:
    """All that workbooks and documents of a form hold, hidden or not."""
    found = []
    for fmt in FORMS[form_id].formats[1:]:
        make(form_id, data, folder / f"list.{fmt}", fmt=fmt)
        with zipfile.ZipFile(folder / f"list.{fmt}") as parts:
            found += [parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith(".xml")]
    return "".join(found)


@pytest.mark.parametrize(("form_id", "variant", "election"), EVERYWHERE)
def test_nothing_personal_is_in_a_masked_copy(form_id: str, variant: str, election: str, tmp_path: Path) -> None:
    data = village(election, masked=True, variant=variant, more={"differences": differences()})
    text = text_of_pdf(pdf_bytes(form_id, data))
    parts = text_of_files(form_id, data, tmp_path)
    for secret in secrets_of(data):
        assert secret not in text
        assert secret not in parts
    for label in data.election.disability_labels.values() if form_id in LISTS else ():  # a book has sums of them
        assert label not in text
        assert label not in parts
    if (form_id, variant) in OPEN_CASES:
        assert "331819**********" in text
        assert "Salinan tersamar: NIK dan No KK hanya enam angka pertama" in text.replace("\n", " ")


@pytest.mark.parametrize(("form_id", "variant"), OPEN_CASES)
def test_the_secrets_are_in_an_open_copy(form_id: str, variant: str) -> None:
    """Else the test above would prove nothing."""
    data = village("pilkada-2024", variant=variant, more={"differences": differences()})
    text = text_of_pdf(pdf_bytes(form_id, data))
    assert sum(secret in text for secret in secrets_of(data)) > 2
    assert "Salinan tersamar" not in text


def test_the_disability_column_is_empty_and_age_stands_for_the_birth_date() -> None:
    data = village("pilkada-2024", masked=True)
    document = next(documents("a-daftar-pemilih", data, ["001"]))
    by_key = [dict(zip(range(1, 15), row.cells, strict=True)) for row in document.rows]
    assert {cells[12] for cells in by_key} == {""}
    assert all(str(cells[6]).isdecimal() and 17 <= int(str(cells[6])) < 100 for cells in by_key)
    assert not document.pen_rows
    assert "disabilitas tidak ditampilkan" in document.notes[-1]


def test_a_paper_that_is_free_text_is_only_said_to_be_there() -> None:
    document = next(documents("daftar-meninggal", village("pilkada-2024", masked=True), ["001", "002", "003"]))
    assert {row.cells[-2] for row in document.rows} == {
        "",
        "Ada",
        "Akta kematian",
        "Surat keterangan kematian",
        "Lainnya",
    }
    assert {row.cells[-1] for row in document.rows} == {""}
    assert "nomor bukti tidak ditampilkan" in document.notes[-1]
