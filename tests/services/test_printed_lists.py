"""Lists of names out of a real store: the paper has the rows, order and numbers of the sheet on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.reports.catalog import form_of
from coklit_desktop.reports.make import documents, missing
from coklit_desktop.reports.model import Document
from coklit_desktop.services import browsing, pleno, printing
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.form_data import Wish, reading
from coklit_desktop.services.previewing import FIRST_ROWS, first_look
from tests.services.small import key, line, new_row, nik, open_village, take_list, village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village of two TPS."""
    opened = open_village(tmp_path)
    yield opened
    opened.close()


def printed(desk: Desk, form_id: str, tps: str | None = None, **wish: object) -> Document:
    """The first document of a form, read to its end."""
    with reading(desk, form_of(desk.election, form_id), Wish(**wish)) as data:  # type: ignore[arg-type]
        found: Document = next(documents(form_id, data, data.chosen(None if tps is None else [tps])))
        return replace(found, rows=tuple(found.rows))


def numbers_and_names(desk: Desk, tps: str) -> list[tuple[object, object]]:
    return [(row.cells[0], row.cells[3]) for row in printed(desk, "a-daftar-pemilih", tps).rows]


def on_the_screen(desk: Desk, tps: str) -> list[tuple[object, object]]:
    return [(str(row.line), row.delivered.name) for row in browsing.sheet(desk, tps) if row.delivered]


def test_the_paper_looks_like_the_screen_whatever_is_keyed(desk: Desk) -> None:
    before = numbers_and_names(desk, "001")
    assert before == on_the_screen(desk, "001") == [(str(n), f"ORANG {n:03d}") for n in range(1, 7)]
    key(desk, "1001,1,1", "1002,1,U,,,,LAIN,,,,,,009", "1003,1,8,2", new_row(77, 1), "1004,1,0")
    for tps in ("001", "002"):
        assert numbers_and_names(desk, tps) == on_the_screen(desk, tps)
    assert numbers_and_names(desk, "001") == before


def test_a_newer_list_is_numbered_alike_on_paper_and_screen(desk: Desk, tmp_path: Path) -> None:
    newer = [line(4, rt="009"), *village()[4:], line(1), line(11, tps=1)]
    take_list(desk, tmp_path / "baru.csv", newer)
    for tps in ("001", "002"):
        found = numbers_and_names(desk, tps)
        assert found == on_the_screen(desk, tps)
        assert [number for number, _ in found] == [str(n) for n in range(1, len(found) + 1)]


def test_the_first_look_shows_the_first_page_of_the_list(tmp_path: Path) -> None:
    many = open_village(tmp_path, village(tps_one=FIRST_ROWS + 60, tps_two=1))
    try:
        key(many, *(new_row(300 + n, 1) for n in range(FIRST_ROWS + 10)))
        assert first_look(many, "a-daftar-pemilih")
        first = printed(many, "a-daftar-pemilih", "001", first=FIRST_ROWS).rows[:40]
        assert [row.cells for row in first] == [row.cells for row in printed(many, "a-daftar-pemilih", "001").rows[:40]]
    finally:
        many.close()


def test_8s_and_bs_that_wait_and_those_that_do_not(desk: Desk) -> None:
    key(desk, "1001,1,8", "1002,1,8,2", new_row(7, 1), new_row(99, 1))
    assert [row.cells[2] for row in printed(desk, "daftar-tunggu-8").rows if row.number] == [nik(1), nik(7)]
    assert [row.cells[-3:-1] for row in printed(desk, "daftar-tunggu-8").rows if row.number] == [
        ("001", ""), ("002", "001"),
    ]  # fmt: skip
    made = printed(desk, "a-daftar-potensial", "002", variant="isi").rows
    assert [(row.cells[2], row.cells[13]) for row in made] == [(nik(2, "P"), "B*")]


def test_the_correction_sheet_is_empty_until_something_changes_after_the_pleno(desk: Desk) -> None:
    with reading(desk, form_of(desk.election, "lembar-perbaikan"), Wish(first=1)) as data:
        assert missing("lembar-perbaikan", data, None)[0].startswith("Daftar belum ditetapkan")
    key(desk, *(f"{1000 + n},{1 if n < 7 else 2},0" for n in range(1, 11)))
    pleno.determine(desk)
    assert printed(desk, "lembar-perbaikan").rows[0].cells[0] == "NIHIL"
    desk.change_reason = "Surat kematian menyusul"
    key(desk, "1003,1,1")
    old, changed, why = printed(desk, "lembar-perbaikan").rows
    assert (old.cells[1], old.cells[-1]) == ("Semula", "Sesuai")
    assert (changed.cells[1], changed.cells[-1], changed.cells[5]) == ("Menjadi", "1", "ORANG 003")
    assert "Surat kematian menyusul (Sri, " in str(why.cells[1])


def test_every_export_is_in_the_printed_log(desk: Desk, tmp_path: Path) -> None:
    for form_id in ("a-daftar-pemilih", "daftar-meninggal"):
        printing.make_form(desk, form_id, tmp_path / "form.pdf", wish=Wish(masked=True, copy_for="PKD"))
    rows = printed(desk, "log-ekspor").rows
    assert [row.cells[2:5] for row in rows] == [
        ("Model A-Daftar Pemilih", "Berkas PDF, tersamar", "PKD"),
        ("Daftar Pemilih Meninggal Dunia", "Berkas PDF, tersamar", "PKD"),
    ]
