"""Numbers, dates and names as the forms write them."""

from __future__ import annotations

import pytest

from coklit_desktop.reports.fonts import regular, wrap
from coklit_desktop.reports.words import clean, count, long_date, masked_number, short_date


@pytest.mark.parametrize(("number", "text"), [(0, "-"), (7, "7"), (1204, "1.204"), (1036887, "1.036.887")])
def test_count(number: int, text: str) -> None:
    assert count(number) == text


@pytest.mark.parametrize(
    ("keyed", "printed"),
    [
        ("02|08|2024", "2 Agustus 2024"),
        ("2-8-2024", "2 Agustus 2024"),
        ("2024-08-02", "2 Agustus 2024"),
        ("Jumat Legi", "Jumat Legi"),
        ("31|02|2024", "31|02|2024"),
        ("", ""),
    ],
)
def test_long_date(keyed: str, printed: str) -> None:
    assert long_date(keyed) == printed


def test_short_date_keeps_impossible_dates() -> None:
    assert short_date("00|00|0000") == "00-00-0000"


def test_clean_composes_accents_and_drops_what_cannot_be_printed() -> None:
    assert clean(" JOSE\u0301 \t\n\u202eA  B ") == "JOSÉ A B"


@pytest.mark.parametrize(
    ("nik", "shown"), [("3318191701040004", "331819**********"), ("33181917", "331819**********"), ("", "")]
)
def test_masked_number(nik: str, shown: str) -> None:
    assert masked_number(nik) == shown


def test_wrap_loses_nothing_and_fits() -> None:
    text = "SATU DUA " + "X" * 90 + " TIGA"
    lines = wrap(text, regular(), 8, 100)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(regular().width(line, 8) <= 100 for line in lines)


def test_wrap_says_when_it_cuts() -> None:
    lines = wrap("KATA " * 200, regular(), 8, 60, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
