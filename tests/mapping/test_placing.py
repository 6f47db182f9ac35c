"""Coordinates: what is taken, what is refused and why."""

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.mapping.placing import decimal_text, make_place, problem_of, read_pair


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (-6.53, "-6.530000"),
        ("111,04312345", "111.043123"),
        (1e-9, "0.000000"),
        (-1e-9, "0.000000"),
        ("1.1e2", "110.000000"),
    ],
)
def test_degrees_have_one_spelling(given: float | str, text: str) -> None:
    assert decimal_text(given) == text


@pytest.mark.parametrize("given", ["", "x", "nan", "inf", "6°"])
def test_no_number_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        decimal_text(given)


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        ("-6.53", "111.04", None),
        ("5.89", "95.32", None),  # Sabang
        ("-8.49", "140.40", None),  # Merauke
        ("0", "0", "koordinat_nol"),
        ("111.04", "-6.53", "koordinat_tertukar"),
        ("6.53", "111.04", "koordinat_di_luar_indonesia"),
        ("-6.53", "-111.04", "koordinat_di_luar_indonesia"),
        ("x", "111.04", "koordinat_bukan_angka"),
    ],
)
def test_problems_are_named(latitude: str, longitude: str, code: str | None) -> None:
    assert problem_of(latitude, longitude) == code


def test_a_place_is_checked() -> None:
    place = make_place(-6.5312, 111.0431, "klik", "8")
    assert (place.latitude, place.longitude, place.source, place.accuracy) == ("-6.531200", "111.043100", "klik", "8")
    with pytest.raises(CoklitError) as caught:
        make_place(111.0, -6.5, "klik")
    assert caught.value.code == "koordinat_tertukar"


@pytest.mark.parametrize(
    "text",
    [
        "-6.530000, 111.050000",
        "-6.53,111.05",
        " (-6.53 ; 111.05) ",
        "-6,53; 111,05",
        "-6,53, 111,05",
        "-6.53 111.05",
        "-6.53° 111.05°",
        "6°31'48\"S 111°3'0\"E",
        "111°3'0\" BT 6°31'48\" LS",
        "6°31\u203248\u2033S, 111°03\u203200\u2033T",
    ],
)
def test_pairs_as_people_paste_them(text: str) -> None:
    assert read_pair(text) == ("-6.530000", "111.050000")


@pytest.mark.parametrize("text", ["", "-6.53", "rumah Pak Lurah", "1, 2, 3", "6°S 7°S"])
def test_what_is_no_pair_is_refused(text: str) -> None:
    with pytest.raises(CoklitError) as caught:
        read_pair(text)
    assert caught.value.code == "koordinat_bukan_angka"
