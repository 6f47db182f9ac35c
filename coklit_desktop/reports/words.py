"""How numbers, dates and names are written on Indonesian forms."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DOTS = "……………"  # where something is not filled in yet, inside a cell
_DATE = re.compile(r"(\d{1,2})[|/.-](\d{1,2})[|/.-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def count(number: int) -> str:
    """A number with dots between thousands; zero is "-"."""
    return f"{number:,}".replace(",", ".") if number else "-"


def clean(text: str) -> str:
    """Text fit to print: composed accents, no control characters, single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", text)).split())


def short_date(text: str) -> str:
    """dd|mm|yyyy as dd-mm-yyyy, also where it is an impossible date."""
    return clean(text).replace("|", "-")


def long_date(text: str) -> str:
    """A keyed date as "2 Agustus 2024"; anything that is no date stays as it is."""
    text = clean(text)
    if match := _DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return text
    try:
        date(year, month, day)
    except ValueError:
        return text
    return f"{day} {MONTHS[month - 1]} {year}"


def moment(value: datetime) -> str:
    """Day and minute: 24-11-2026 13:40."""
    return f"{value:%d-%m-%Y %H:%M}"


def masked_number(text: str) -> str:
    """A NIK or NKK with the area kept and ten digits starred."""
    text = clean(text)
    return text[:6] + "*" * max(10, len(text) - 6) if text else ""


def masked_phone(text: str) -> str:
    """A telephone number with its first four digits kept."""
    text = clean(text)
    return text[:4] + "*" * (len(text) - 4)
