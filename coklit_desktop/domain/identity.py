"""NIK and NKK: what their digits say (domain.md 4). Structure is a hard check, everything else a doubt."""

from __future__ import annotations

from datetime import date


def nik_problem(nik: str) -> str | None:
    """Code of what makes `nik` impossible, or None: 16 digits, day 1-31 or 41-71, month 1-12, serial not 0000."""
    if len(nik) != 16 or not (nik.isascii() and nik.isdecimal()):
        return "nik_bukan_16_angka"
    day, month = int(nik[6:8]), int(nik[8:10])
    if not (1 <= day <= 31 or 41 <= day <= 71):
        return "nik_tanggal_mustahil"
    if not 1 <= month <= 12:
        return "nik_bulan_mustahil"
    if nik[12:] == "0000":
        return "nik_urut_nol"
    return None


def nkk_problem(nkk: str) -> str | None:
    """Code of what makes `nkk` impossible, or None: 16 digits, day 1-31, month 1-12."""
    if len(nkk) != 16 or not (nkk.isascii() and nkk.isdecimal()):
        return "nkk_bukan_16_angka"
    if not 1 <= int(nkk[6:8]) <= 31:
        return "nkk_tanggal_mustahil"
    if not 1 <= int(nkk[8:10]) <= 12:
        return "nkk_bulan_mustahil"
    return None


def nik_sex(nik: str) -> str | None:
    """ "L" or "P" as the NIK's day says (women +40), None if the NIK is impossible."""
    if nik_problem(nik):
        return None
    return "P" if int(nik[6:8]) > 40 else "L"


def nik_birth_date(nik: str, latest: date) -> str | None:
    """dd|mm|yyyy as the NIK says, the century chosen so that it lies before `latest`; None if impossible."""
    if nik_problem(nik):
        return None
    day, month, year = int(nik[6:8]) % 40, int(nik[8:10]), 2000 + int(nik[10:12])
    try:
        found = date(year, month, day)
        if found > latest:
            found = date(year - 100, month, day)
    except ValueError:
        return None
    return format_date(found)


def format_date(value: date) -> str:
    """Write a date as Sidalih does: dd|mm|yyyy."""
    return f"{value.day:02d}|{value.month:02d}|{value.year:04d}"


def read_date(text: str) -> date | None:
    """Read dd|mm|yyyy; None for anything else or an impossible date such as 00|00|0000."""
    parts = text.split("|")
    if len(parts) != 3 or not all(p.isascii() and p.isdecimal() for p in parts):
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None


def age_on(birth_date: str, day: date) -> int | None:
    """Complete years on `day` of someone born on dd|mm|yyyy; None if that date cannot be read."""
    born = read_date(birth_date)
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def counted_sex(sex: str, nik: str) -> str:
    """ "L" or "P" for the sums: the cell if it says either, else the NIK, else L, so that L + P is everybody."""
    return sex if sex in ("L", "P") else nik_sex(nik) or "L"
