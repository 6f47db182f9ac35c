"""Reading forms back: text with positions from a PDF, cells from a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
from python_calamine import CalamineWorkbook

MM = 72 / 25.4


def lines_of(page: Any) -> list[str]:
    """The lines of a page from top to bottom, words joined by one space."""
    words = page.extract_words(keep_blank_chars=False, x_tolerance=1.5, y_tolerance=1.5)
    rows: dict[int, list[tuple[float, str]]] = {}
    for word in words:
        rows.setdefault(round(word["bottom"] / 1.5), []).append((word["x0"], word["text"]))
    return [" ".join(text for _, text in sorted(rows[at])) for at in sorted(rows)]


def tables_of(path: Path) -> list[list[list[str]]]:
    """The grid of each page: rows of cells, lines within a cell joined by a space."""
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            tables = page.extract_tables()
            rows = max(tables, key=len) if tables else []
            found.append([[(cell or "").replace("\n", " ") for cell in row] for row in rows])
    return found


def dump(path: Path) -> str:
    """Every word of a PDF with its page and place in mm: what a golden file holds."""
    out = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            out.append(f"page {number} {page.width / MM:.0f}x{page.height / MM:.0f} mm")
            for word in sorted(page.extract_words(), key=lambda word: (round(word["bottom"]), word["x0"])):
                out.append(f"{word['x0'] / MM:6.1f} {word['bottom'] / MM:6.1f} {word['text']}")
    return "\n".join(out) + "\n"


def sheets_of(path: Path) -> dict[str, list[list[Any]]]:
    """Each sheet's cells with their types: str or float, "" where empty."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def number(text: str) -> int:
    """A printed number: dots between thousands, "-" for none."""
    return 0 if text == "-" else int(text.replace(".", ""))
