"""Each form of the fixed village prints what it printed before, at the same place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.write_golden import CASES, GOLDEN, made


@pytest.mark.parametrize("form_id", CASES)
def test_form_prints_as_before(form_id: str, tmp_path: Path) -> None:
    expected = (GOLDEN / f"{form_id}.txt").read_text(encoding="utf-8")
    assert made(form_id, tmp_path).splitlines() == expected.splitlines()
