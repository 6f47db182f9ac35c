"""Each form of the fixed village: no words on each other, none below the floor, and every letter's font is embedded."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.reports.drawing.drawn import fonts_of
from tests.reports.drawing.test_overlap import assert_clean, assert_over_floor
from tests.reports.write_golden import Case, cases, made

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_nothing_overlaps_and_fonts_are_embedded(case: Case, tmp_path: Path) -> None:
    path = made(case, tmp_path)
    fonts = fonts_of(path)
    assert all(fonts.values()), fonts
    embedded = {name.removeprefix("/") for name in fonts}
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            assert {char["fontname"] for char in page.chars} <= embedded
            if case.form_id != "buku-coklit":  # its charts have numbers on their bars
                assert_clean(page)
                assert_over_floor(page)
