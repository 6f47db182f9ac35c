"""Coordinates from clicks, files and keyboards: text <-> decimal degrees, and what cannot be right."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import Place

# Indonesia and its waters, with room to spare.
SOUTH, NORTH = Decimal("-11.5"), Decimal("6.5")
WEST, EAST = Decimal("94.5"), Decimal("141.5")
PLACES = 6  # decimals: 11 cm

_NUMBER = r"[+-]?\d{1,3}(?:[.,]\d+)?"
_PAIR = re.compile(rf"\s*\(?\s*({_NUMBER})\s*°?\s*(?:[;,]\s+|\s*;\s*|\s+)({_NUMBER})\s*°?\s*\)?\s*")
_PAIR_TIGHT = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_MINUTE, _SECOND = "['\u2032\u2019]", "(?:\"|\u2033|\u201d|'')"
_DEGREES = re.compile(
    rf"(\d{{1,3}})\s*°\s*(?:(\d{{1,2}})\s*{_MINUTE}\s*)?(?:(\d{{1,2}}(?:[.,]\d+)?)\s*{_SECOND}\s*)?"
    r"(LS|LU|BT|BB|[NUSETWB])",
    re.IGNORECASE,
)
_SOUTH_OR_WEST = {"S", "LS", "W", "B", "BB"}
_LATITUDE = {"N", "U", "S", "LU", "LS"}


def decimal_text(value: float | str | Decimal) -> str:
    """Degrees as the ledger keeps them: six decimals, no exponent, no negative zero.

    Raises ValueError for what is no finite number.
    """
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not number.is_finite():
        raise ValueError("not a number")
    text = f"{number:.{PLACES}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def in_indonesia(latitude: Decimal, longitude: Decimal) -> bool:
    """Whether a point lies in Indonesia or its waters."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def looks_swapped(latitude: Decimal, longitude: Decimal) -> bool:
    """Whether latitude and longitude stand in each other's place."""
    return not in_indonesia(latitude, longitude) and in_indonesia(longitude, latitude)


def problem_of(latitude: str, longitude: str) -> str | None:
    """Code of what is wrong with a place, None if nothing: `koordinat_bukan_angka`, `koordinat_nol`
    (phones write 0,0 when they know nothing), `koordinat_tertukar`, `koordinat_di_luar_indonesia`.
    """
    try:
        lat, lon = Decimal(decimal_text(latitude)), Decimal(decimal_text(longitude))
    except ValueError:
        return "koordinat_bukan_angka"
    if lat == 0 and lon == 0:
        return "koordinat_nol"
    if looks_swapped(lat, lon):
        return "koordinat_tertukar"
    return None if in_indonesia(lat, lon) else "koordinat_di_luar_indonesia"


def make_place(latitude: float | str, longitude: float | str, source: str, accuracy: str | None = None) -> Place:
    """A checked place. Raises CoklitError with the code of `problem_of`."""
    code = problem_of(str(latitude), str(longitude))
    if code is not None:
        raise CoklitError(code)
    return Place(decimal_text(latitude), decimal_text(longitude), source, accuracy)


def read_pair(text: str) -> tuple[str, str]:
    """Latitude and longitude as people paste them: "-6.53, 111.05", "-6,53; 111,05", "6°31'48\"S 111°3'0\"E".

    Raises CoklitError `koordinat_bukan_angka`.
    """
    sexagesimal = _DEGREES.findall(text)
    if len(sexagesimal) == 2:
        (first, first_is_latitude), (second, second_is_latitude) = map(_from_degrees, sexagesimal)
        if first_is_latitude != second_is_latitude:
            return (first, second) if first_is_latitude else (second, first)
    match = _PAIR_TIGHT.fullmatch(text) or _PAIR.fullmatch(text)
    if match is None:
        raise CoklitError("koordinat_bukan_angka")
    return decimal_text(match[1]), decimal_text(match[2])


def _from_degrees(parts: tuple[str, str, str, str]) -> tuple[str, bool]:
    degrees, minutes, seconds, side = parts
    value = Decimal(degrees) + Decimal(minutes or 0) / 60 + Decimal((seconds or "0").replace(",", ".")) / 3600
    side = side.upper()
    return decimal_text(-value if side in _SOUTH_OR_WEST else value), side in _LATITUDE
