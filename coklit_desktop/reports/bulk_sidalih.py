"""The upload sheet of Sidalih ("Bulk Sidalih"): changed rows only, exact columns and cell types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.records import CurrentVoter, number_or_text
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import FormData, changes_of, keterangan, printed_voter

if TYPE_CHECKING:
    from collections.abc import Callable

FORM_ID = "bulk-sidalih"
HEADINGS = (
    "KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "TMPLHR", "TGLLHR", "STS", "L/P",
    "JALAN", "RT", "RW", "DIS", "EKTP", "KET", "SMBR", "TPS",
)  # fmt: skip
WIDTHS = (16, 16, 12, 18, 18, 30, 18, 12, 5, 5, 34, 5, 5, 5, 6, 5, 9, 6)
Row = tuple[str | int, ...]


def rows(data: FormData, tps_list: list[str], told: Callable[[str], None]) -> list[Row]:
    """All changed rows in the order of the sheet: TPS, RW, RT, NKK, NAMA."""
    found: list[Row] = []
    for tps in tps_list:
        told(tps)
        found += [_row(data, tps, row) for row in changes_of(data, tps)]
    found.sort(key=_order)
    return found


def _order(row: Row) -> tuple[object, ...]:
    at = dict(zip(HEADINGS, row, strict=True))
    return (at["TPS"], number_or_text(str(at["RW"])), number_or_text(str(at["RT"])), at["NKK"], at["NAMA"])


def _row(data: FormData, tps: str, row: CurrentVoter) -> Row:
    voter = printed_voter(row)
    encode = data.election.encode
    names = data.area_names
    stands_in = tps if row.outcome.is_tms else row.tps
    return (
        names.district.upper(), names.village.upper(), number(row.dpid), voter.nkk, voter.nik, voter.name,
        voter.birth_place, voter.birth_date, encode("marital_status", voter.marital_status), voter.sex,
        voter.address, number(voter.rt), number(voter.rw), number(encode("disability", voter.disability)),
        encode("ktp_el", voter.ktp_el), keterangan(row, data.election),
        settings_of(data.election, FORM_ID)["source"], int(stands_in),
    )  # fmt: skip


def number(text: str) -> str | int:
    """A whole number as a number, nothing as 0; no number, or one too long for a spreadsheet, stays text."""
    text = text.strip()
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else text
