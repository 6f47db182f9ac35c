"""What the text of a cell means: dates, sex, codes, digits that a spreadsheet ate."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coklit_desktop.importing.columns import column_data, normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.elections import Election

_DATE = re.compile(r"(\d{1,2})\s*[|/.\-\s]\s*(\d{1,2})\s*[|/.\-\s]\s*(\d{4})(?:[ T]\d\d:\d\d.*)?")
_ISO_DATE = re.compile(r"(\d{4})[|/.\-](\d{1,2})[|/.\-](\d{1,2})(?:[ T]\d\d:\d\d.*)?")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_FLOAT = re.compile(r"(\d+)[.,]0+")
_EXACT = 2**53  # a float holds every whole number below this one
_SIXTEEN_DIGITS = 10**15
CODED = ("marital_status", "disability", "ktp_el")


class Memo(dict[str, str]):
    """A function of a cell that is computed once for each different text."""

    def __init__(self, function: Callable[[str], str]) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, text: str) -> str:
        """Compute and keep."""
        found = self[text] = self.function(text)
        return found


def read_birth_date(text: str) -> str:
    """The date as dd|mm|yyyy when it can only mean one (day first); anything else as it came."""
    if found := _DATE.fullmatch(text):
        day, month, year = found.groups()
    elif found := _ISO_DATE.fullmatch(text):
        year, month, day = found.groups()
    else:
        return text
    if int(month) > 12 or int(day) > 31:
        return text
    return f"{int(day):02d}|{int(month):02d}|{year}"


@cache
def _sex_words() -> dict[str, str]:
    return {normalise(word): sex for sex, words in column_data()["sex_words"].items() for word in words}


def read_sex(text: str) -> str:
    """L or P for the words lists use; anything else as it came."""
    return _sex_words().get(normalise(text), text)


def code_reader(election: Election, field: str) -> Callable[[str], str]:
    """A function from a cell to the election's code name; unknown text stays as it came."""
    labels = {
        "marital_status": election.marital_labels,
        "disability": election.disability_labels,
        "ktp_el": election.ktp_el_labels,
    }[field]
    names = {normalise(label): name for name, label in labels.items()}
    for code, words in column_data()["code_words"].get(field, {}).items():
        name = election.decode(field, code)
        if election.knows(field, name):
            names.update({normalise(word): name for word in words})

    def read(text: str) -> str:
        name = election.decode(field, text)
        if name == text and not election.knows(field, text):
            return names.get(normalise(text), text) if text else text
        return name

    return read


def number_text(text: str) -> str:
    """An identity number without what spreadsheets wrap text digits in: '3318…, ="3318…", …518.0."""
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    if text.startswith("'"):
        text = text[1:].strip()
    if (found := _FLOAT.fullmatch(text)) and len(found[1]) <= 16 and int(found[1]) < _EXACT:
        return found[1]
    return text


def lost_digits(text: str) -> bool:
    """Whether a NIK or NKK was made a number and lost its last digits: 3.31819E+15."""
    return _SCIENTIFIC.fullmatch(text) is not None or _FLOAT.fullmatch(text) is not None


def spreadsheet_number(value: float) -> str:
    """Text of a number cell in a NIK or NKK column.

    Excel keeps 15 digits, so fewer than sixteen, or sixteen that do not end in 0, are whole; any other comes out
    in the form that `lost_digits` knows, so that it is refused again until somebody has mended it.
    """
    whole = int(value)
    if value == whole and whole < _EXACT and (whole < _SIXTEEN_DIGITS or whole % 10):
        return str(whole)
    digits, _, power = f"{value:.14E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"
