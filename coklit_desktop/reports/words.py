"""How numbers, dates and names are written on Indonesian forms."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DOTS = "……………"  # where something is not filled in yet, inside a cell
ACRONYMS = frozenset({"DPS", "DPSHP", "DPT", "KPU", "PKD", "PPDP", "PPK", "PPS", "TPS"})
SMALL_WORDS = frozenset({"DAN", "DI", "KE", "DARI", "UNTUK"})
_ONE_THOUSAND = re.compile(r"(^|(?:juta|miliar|triliun) )satu ribu\b")
_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
_WORD = re.compile(r"[\w'’]+")
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
    """dd|mm|yyyy, or yyyy-mm-dd, as dd-mm-yyyy, also where it is an impossible date."""
    text = clean(text)
    if match := _ISO_DATE.fullmatch(text):
        return "-".join(reversed(match.groups()))
    return text.replace("|", "-")


def long_date(text: str) -> str:
    """A keyed date as "2 Agustus 2024"; anything that is no date stays as it is."""
    text = clean(text)
    found = _date_of(text)
    return text if found is None else f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _date_of(text: str) -> date | None:
    if match := _DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO_DATE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moment(value: datetime) -> str:
    """Day and minute: 24-11-2026 13:40."""
    return f"{value:%d-%m-%Y %H:%M}"


def masked_number(text: str) -> str:
    """A NIK or NKK with the area kept and ten digits starred."""
    text = clean(text)
    return text[:6] + "*" * max(10, len(text) - 6) if text else ""


def masked_within(text: str) -> str:
    """Text with each NIK or NKK in it masked."""
    return _NUMBER.sub(lambda match: masked_number(match.group()), text)


def masked_phone(text: str) -> str:
    """A telephone number with its first four digits kept."""
    text = clean(text)
    return text[:4] + "*" * (len(text) - 4)


class SpelledDate(NamedTuple):
    """A date as minutes have it: Jumat, dua, Agustus, dua ribu dua puluh empat."""

    day: str
    date: str
    month: str
    year: str


def spelled_date(text: str) -> SpelledDate | None:
    """A keyed date in words; None for anything that is no date."""
    from babel.dates import format_date

    found = _date_of(clean(text))
    if found is None:
        return None
    day, month = (format_date(found, part, locale="id") for part in ("EEEE", "MMMM"))
    return SpelledDate(day, terbilang(found.day), month, terbilang(found.year))


def terbilang(number: int) -> str:
    """A number in words: 1204 is "seribu dua ratus empat"."""
    from num2words import num2words

    words: str = num2words(number, lang="id")
    return _ONE_THOUSAND.sub(r"\1seribu", words)  # it says "satu juta satu ribu"


def titled(text: str) -> str:
    """Words of a heading as they stand in a sentence: "Daftar Pemilih Hasil Perbaikan DPS"."""
    return _WORD.sub(_in_sentence, clean(text).upper())


def _in_sentence(match: re.Match[str]) -> str:
    word = match.group()
    if word in ACRONYMS:
        return word
    return word.lower() if word in SMALL_WORDS else word.capitalize()
