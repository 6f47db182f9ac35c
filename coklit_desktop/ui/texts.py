"""How values are written for a clerk: numbers, dates, NIK, labels of cells and states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.records import CurrentVoter, Outcome, RowKind, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.recap import SexCount

FIELD_LABELS: Mapping[str, str] = {
    "nkk": "No. KK",
    "nik": "NIK",
    "name": "Nama",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "marital_status": "Status kawin",
    "sex": "L/P",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "disability": "Disabilitas",
    "ktp_el": "KTP-el",
    "tps": "TPS",
}

STATE_WORDS: Mapping[str, str] = {
    "belum": "Belum",
    "sesuai": "Sesuai",
    "tidak_ditemui": "Tidak ditemui",
    "ubah": "Ubah",
    "tms": "TMS",
    "baru": "Baru",
    "cek": "Cek Data",
}

MARK_WORDS: Mapping[str, str] = {
    "berpasangan": "berpasangan dengan kode 8",
    "pasangan_kode_8": "B pasangan kode 8, belum ada di lembar",
    "menunggu_kode_8": "menunggu kode 8",
    "tidak_padan": "tidak padan",
    "kembali_dengan_dpid": "sudah ada di daftar kiriman",
}

SHORT_MARKS: Mapping[str, str] = {
    "pasangan_kode_8": "pasangan kode 8",
    "berpasangan": "berpasangan",
    "menunggu_kode_8": "menunggu kode 8",
}

OFFICE_WORDS: Mapping[str, str] = {"pps": "PPS", "ppk": "PPK", "kabko": "KPU"}
NO_VALUE = "–"


def number(value: int) -> str:
    """1204 -> "1.204"."""
    return f"{value:,}".replace(",", ".")


def grouped(digits: str) -> str:
    """NIK or NKK in groups 6-6-4, so an eye can compare it with paper; anything else as it is."""
    if len(digits) == 16 and digits.isdecimal():
        return f"{digits[:6]} {digits[6:12]} {digits[12:]}"
    return digits


def shown_date(text: str) -> str:
    """17|01|2004 -> 17-01-2004."""
    return text.replace("|", "-")


def clock(moment: datetime) -> str:
    """Time of day with seconds."""
    return moment.strftime("%H:%M:%S")


def cell(election: Election, field: str, value: str) -> str:
    """A cell as a clerk reads it: grouped digits, dates with dashes, codes as printed."""
    if field in ("nik", "nkk"):
        return grouped(value)
    if field == "birth_date":
        return shown_date(value)
    return election.encode(field, value)


def code_words(election: Election, field: str, value: str) -> str:
    """A code value in words, such as "Disabilitas Fisik"; plain cells as `cell` writes them."""
    labels = {
        "disability": election.disability_labels,
        "ktp_el": election.ktp_el_labels,
        "marital_status": election.marital_labels,
    }.get(field)
    return labels.get(value, value) if labels is not None else cell(election, field, value)


def rt_rw(row: CurrentVoter) -> str:
    """003/001."""
    rt, rw = row.voter.rt, row.voter.rw
    return f"{_three(rt)}/{_three(rw)}" if rt or rw else ""


def mark_letter(election: Election, row: CurrentVoter) -> str:
    """The one sign of a row's state: "·", "✓", T, U, B or the TMS digit."""
    if row.kind is not RowKind.DELIVERED:
        return "B"
    if row.outcome.is_tms:
        return election.keterangan_codes.get(row.outcome.reason or "", "?")
    return {State.BELUM: "·", State.SESUAI: "✓", State.TIDAK_DITEMUI: "T", State.UBAH: "U"}[row.outcome.state]


def outcome_words(election: Election, outcome: Outcome) -> str:
    """An outcome in words: "TMS 8 TPS tidak sesuai, ke TPS 004"."""
    if not outcome.is_tms:
        return STATE_WORDS[str(outcome.state)]
    reason = outcome.reason or ""
    text = f"TMS {election.keterangan_codes.get(reason, '')} {election.keterangan_labels.get(reason, reason)}"
    if outcome.target:
        return f"{text}, ke TPS {outcome.target}"
    return f"{text}, ke {outcome.destination}" if outcome.destination else text


def state_words(election: Election, row: CurrentVoter) -> str:
    """A row's state in words, with how its pair stands."""
    if row.kind is RowKind.DELIVERED:
        text = outcome_words(election, row.outcome)
        return f"{text} (tidak padan)" if row.mark == "tidak_padan" else text
    text = "Baru, ditarik" if row.withdrawn else STATE_WORDS["baru"]
    note = MARK_WORDS.get(str(row.mark), "")
    return f"{text} ({note})" if note else text


def short_words(election: Election, row: CurrentVoter) -> str:
    """A row's state where there is little room and its letter stands beside: "Meninggal", "pasangan kode 8"."""
    if row.kind is not RowKind.DELIVERED:
        return SHORT_MARKS.get(str(row.mark), STATE_WORDS["baru"])
    if not row.outcome.is_tms:
        return STATE_WORDS[str(row.outcome.state)]
    if row.mark == "tidak_padan":
        return "tidak padan"
    if row.outcome.target:
        return f"ke TPS {row.outcome.target}"
    reason = row.outcome.reason or ""
    return election.keterangan_labels.get(reason, reason)


def sexes(count: SexCount) -> str:
    """12 L + 10 P."""
    return f"{number(count.L)} L + {number(count.P)} P"


def _three(text: str) -> str:
    return f"{int(text):03d}" if text.strip().isdecimal() and len(text.strip()) <= 3 else text
