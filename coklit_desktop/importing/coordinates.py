"""Coordinates as e-Coklit writes them, and whether they lie in Indonesia."""

from __future__ import annotations

import re

_DECIMAL = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?")
LATITUDES = (-11.0, 6.5)
LONGITUDES = (94.0, 142.0)
OUTSIDE = "di_luar_indonesia"


def read_place(latitude: str, longitude: str) -> tuple[str, str] | None:
    """Both as decimal strings; None if either is empty, no number, or outside Indonesia."""
    found = _decimal(latitude), _decimal(longitude)
    if not all(_DECIMAL.fullmatch(text) for text in found):
        return None
    if not LATITUDES[0] <= float(found[0]) <= LATITUDES[1] or not LONGITUDES[0] <= float(found[1]) <= LONGITUDES[1]:
        return None
    return found


def says_nothing(latitude: str, longitude: str) -> bool:
    """Whether the cells hold no place at all, rather than a wrong one."""
    return not latitude.strip(" 0.,-") and not longitude.strip(" 0.,-")


def _decimal(text: str) -> str:
    text = text.strip().removeprefix("'")
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
