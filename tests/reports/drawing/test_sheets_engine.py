"""Documents as sheets: empty rows, drafts, copies, names of sheets, progress, many rows."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from coklit_desktop.reports.catalog import FORMS
from coklit_desktop.reports.drawing.xlsx import write_xlsx
from tests.reports.drawing.drawn import document, rows
from tests.reports.reading import sheets_of
from tests.reports.sample import STATE

FORM = FORMS["a-daftar-perubahan"]


def written(folder: Path, *documents: Any, **more: Any) -> Path:
    """The workbook of these documents."""
    path = folder / "form.xlsx"
    write_xlsx(path, documents, FORM, "F4", STATE, **more)
    return path


def grid_of(sheet: list[list[Any]]) -> list[list[Any]]:
    """The rows below the numbers of the columns, up to the keys."""
    start = next(at for at, row in enumerate(sheet) if row[:3] == ["1", "2", "3"]) + 1
    end = next(at for at, row in enumerate(sheet) if "Keterangan Status Perkawinan (7)" in row) - 1
    return sheet[start:end]


def test_empty_rows_to_write_in(tmp_path: Path) -> None:
    found = grid_of(sheets_of(written(tmp_path, document(rows(3), pen_rows=True)))["TPS 001"])
    assert [row[0] for row in found] == [1, "", 2, "", 3, ""]


def test_blank_forms_have_rows(tmp_path: Path) -> None:
    some = (document((), min_rows=7), document((), min_rows=-1, name="TPS 002"))
    sheets = sheets_of(written(tmp_path, *some))
    assert len(grid_of(sheets["TPS 001"])) == 7
    assert len(grid_of(sheets["TPS 002"])) >= 10


def test_a_draft_and_a_copy_say_so(tmp_path: Path) -> None:
    path = written(tmp_path, document(list(rows(2)), watermark="DRAF", copy_for="PKD"))
    top = sheets_of(path)["TPS 001"]
    assert top[0][0] == "DRAF"
    assert "Salinan untuk PKD" in top[1]
    with zipfile.ZipFile(path) as file:
        assert "DRAF · Keadaan daftar" in file.read("xl/worksheets/sheet1.xml").decode()


def test_sheets_have_names_that_spreadsheets_take(tmp_path: Path) -> None:
    names = [
        "TPS 001",
        "tps 001",
        "Daftar pemilih meninggal [RT/RW 001/002] Jepat Lor",
        "Daftar pemilih meninggal (RT/RW) 2",
    ]
    sheets = sheets_of(written(tmp_path, *(document(list(rows(1)), name=name) for name in names)))
    assert list(sheets)[:2] == ["TPS 001", "tps 001 (2)"]
    assert all(len(name) <= 31 for name in sheets)
    assert len(sheets) == 4


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(tmp_path, document(list(rows(5)))).read_bytes() for _ in range(2))
    assert first == second
    with zipfile.ZipFile(tmp_path / "form.xlsx") as file:
        assert "2024-07-28T14:04:00Z" in file.read("docProps/core.xml").decode()


def test_many_rows_are_told_of(tmp_path: Path) -> None:
    told: list[int] = []
    path = written(tmp_path, document(list(rows(10_000))), told=told.append)
    assert told == list(range(1_000, 10_001, 1_000))
    assert grid_of(sheets_of(path)["TPS 001"])[-1][0] == 10_000
