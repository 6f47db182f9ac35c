"""Numbers, dates and names as the forms write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.reports.drawing.fonts import regular, wrap
from coklit_desktop.reports.words import (
    clean,
    count,
    long_date,
    masked_number,
    masked_within,
    short_date,
    spelled_date,
    terbilang,
    titled,
)


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


def test_numbers_of_people_are_masked_within_a_text() -> None:
    assert (
        masked_within("NIK 3318191701040004; surat 33181917010400041")
        == "NIK 331819**********; surat 33181917010400041"
    )


def test_wrap_loses_nothing_and_fits() -> None:
    text = "SATU DUA " + "X" * 90 + " TIGA"
    lines = wrap(text, regular(), 8, 100)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(regular().width(line, 8) <= 100 for line in lines)


def test_wrap_says_when_it_cuts() -> None:
    lines = wrap("KATA " * 200, regular(), 8, 60, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (100, "seratus"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2024, "dua ribu dua puluh empat"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_036_887, "satu juta tiga puluh enam ribu delapan ratus delapan puluh tujuh"),
    ],
)
def test_numbers_in_words(number: int, text: str) -> None:
    assert terbilang(number) == text


ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
DIGITS = {word: number for number, word in enumerate(ONES)}
STEPS = {"ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000}


def read_back(text: str) -> int:
    """The number that the words say, by the rules of the language alone."""
    total = group = last = 0
    for short, long in (("sepuluh", "satu puluh"), ("sebelas", "satu belas"), ("seratus", "ratus"), ("seribu", "ribu")):
        text = text.replace(short, long)
    for word in text.split():
        if word in DIGITS:
            last = DIGITS[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + (last or 1) * (10 if word == "puluh" else 100), 0
        else:
            total, group, last = total + ((group + last) or 1) * STEPS[word], 0, 0
    return total + group + last


@settings(deadline=None)  # the first number loads the languages
@given(st.integers(0, 9_999_999_999 // 10))
def test_words_say_the_number(number: int) -> None:
    words = terbilang(number)
    assert read_back(words) == number
    assert "satu ratus" not in words
    assert not words.startswith("satu ribu")
    assert "juta satu ribu" not in words


def test_a_date_in_words() -> None:
    assert spelled_date("02|08|2024") == ("Jumat", "dua", "Agustus", "dua ribu dua puluh empat")
    assert spelled_date("2024-12-31") == ("Selasa", "tiga puluh satu", "Desember", "dua ribu dua puluh empat")
    assert spelled_date("besok") is None
    assert spelled_date("31|02|2024") is None


def test_headings_in_a_sentence() -> None:
    title = "PEMILIHAN GUBERNUR DAN WAKIL GUBERNUR, BUPATI DAN WAKIL BUPATI"
    assert titled(title) == "Pemilihan Gubernur dan Wakil Gubernur, Bupati dan Wakil Bupati"
    assert titled("DAFTAR PEMILIH HASIL PERBAIKAN DPS") == "Daftar Pemilih Hasil Perbaikan DPS"
    assert titled("NUR'AINI") == "Nur'aini"


def test_a_short_date_is_written_day_first() -> None:
    assert [short_date(text) for text in ("02|08|2024", "2024-08-02", "00|00|0000")] == [
        "02-08-2024", "02-08-2024", "00-00-0000",
    ]  # fmt: skip
