"""Each form of the fixed village prints what it printed before, at the same place, and looks as it looked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.reports.write_golden import GOLDEN, Case, cases, made, picture_path, pictures_of, text_of

CASES = cases()
PIXEL = 0.02  # share of pixels that may differ clearly: another release of the renderer smooths edges otherwise


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_form_prints_as_before(case: Case, tmp_path: Path) -> None:
    path = made(case, tmp_path)
    expected = (GOLDEN / f"{case.name}.txt").read_text(encoding="utf-8")
    assert text_of(path).splitlines() == expected.splitlines()
    for number, picture in enumerate(pictures_of(path), 1):
        with Image.open(picture_path(case, number)) as kept:
            before = np.asarray(kept.convert("L"), dtype=int)
        now = np.asarray(picture.convert("L"), dtype=int)
        assert now.shape == before.shape
        assert (abs(now - before) > 60).mean() < PIXEL


def test_no_golden_file_is_left_over() -> None:
    names = {case.name for case in CASES}
    for path in GOLDEN.iterdir():
        stem = path.stem if path.suffix == ".txt" else path.stem.rsplit("_", 1)[0]
        assert stem in names, path.name
