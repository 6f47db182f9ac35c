"""NIK, NKK, dates and ages."""

from __future__ import annotations

from datetime import date

import pytest

from coklit_desktop.domain.identity import (
    age_on,
    counted_sex,
    format_date,
    nik_birth_date,
    nik_problem,
    nik_sex,
    nkk_problem,
    read_date,
)

VOTING_DAY = date(2024, 11, 27)


@pytest.mark.parametrize(
    ("nik", "problem"),
    [
        ("3318191204610004", None),
        ("3318195202650011", None),  # a woman born on the 12th
        ("3318193101610004", None),
        ("3318197101610004", None),
        ("331819120461000", "nik_bukan_16_angka"),
        ("33181912046100044", "nik_bukan_16_angka"),
        ("331819120461000O", "nik_bukan_16_angka"),
        ("331819120461000\uff14", "nik_bukan_16_angka"),  # a full-width digit
        ("", "nik_bukan_16_angka"),
        ("3318190004610004", "nik_tanggal_mustahil"),
        ("3318193204610004", "nik_tanggal_mustahil"),
        ("3318194004610004", "nik_tanggal_mustahil"),
        ("3318197204610004", "nik_tanggal_mustahil"),
        ("3333333333333333", "nik_tanggal_mustahil"),  # typed in Kutai Kartanegara
        ("2222222222222222", "nik_bulan_mustahil"),
        ("3318191200610004", "nik_bulan_mustahil"),
        ("3318191204610000", "nik_urut_nol"),  # what a spreadsheet leaves of the last digits
    ],
)
def test_nik(nik, problem) -> None:
    assert nik_problem(nik) == problem


@pytest.mark.parametrize(
    ("nkk", "problem"),
    [
        ("3318191103170792", None),
        ("3318191103170000", None),
        ("331819110317079", "nkk_bukan_16_angka"),
        ("3318195103170792", "nkk_tanggal_mustahil"),  # no +40 in an NKK
        ("1890000000000000", "nkk_tanggal_mustahil"),  # seen in Kudus
        ("3318191113170792", "nkk_bulan_mustahil"),
    ],
)
def test_nkk(nkk, problem) -> None:
    assert nkk_problem(nkk) == problem


@pytest.mark.parametrize(
    ("nik", "sex", "born"),
    [
        ("3318191204610004", "L", "12|04|1961"),
        ("3318195202650011", "P", "12|02|1965"),
        ("3318191701040004", "L", "17|01|2004"),
        ("3318192711240004", "L", "27|11|2024"),
        ("3318192811240004", "L", "28|11|1924"),  # after voting day: the century before
        ("3318192902000004", "L", "29|02|2000"),
        ("3318193002610004", "L", None),  # 30 February
        ("12", None, None),
    ],
)
def test_what_a_nik_says(nik, sex, born) -> None:
    assert nik_sex(nik) == sex
    assert nik_birth_date(nik, VOTING_DAY) == born


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("17|08|1945", date(1945, 8, 17)),
        ("00|00|0000", None),
        ("31|02|1990", None),
        ("17-08-1945", None),
        ("17|08", None),
        ("", None),
        ("\uff11\uff17|08|1945", None),
    ],
)
def test_dates(text, found) -> None:
    assert read_date(text) == found
    assert found is None or format_date(found) == text


@pytest.mark.parametrize(
    ("born", "age"),
    [("27|11|2007", 17), ("28|11|2007", 16), ("26|11|2007", 17), ("29|02|2008", 16), ("01|01|2025", -1), ("x", None)],
)
def test_age(born, age) -> None:
    assert age_on(born, VOTING_DAY) == age


def test_counted_sex_is_the_cell_then_the_nik_then_l() -> None:
    assert counted_sex("P", "3318191204610004") == "P"
    assert counted_sex("", "3318195202650011") == "P"
    assert counted_sex("?", "12") == "L"
