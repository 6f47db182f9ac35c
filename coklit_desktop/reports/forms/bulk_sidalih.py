"""The upload sheet of Sidalih ("Bulk Sidalih") and the lines of its webgrid: changed rows only, exact columns, order
and cell types (domain.md 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.counted import Counted, counts_in
from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.records import CurrentVoter, number_or_text
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import AreaNames, FormData, keterangan, printed_voter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coklit_desktop.domain.elections import Election

FORM_ID = "bulk-sidalih"
SHEET = "Bulk Sidalih"
HEADINGS = (
    "KECAMATAN", "DESA", "DPID", "NKK", "NIK", "NAMA", "TMPLHR", "TGLLHR", "STS", "L/P",
    "JALAN", "RT", "RW", "DIS", "EKTP", "KET", "SMBR", "TPS",
)  # fmt: skip
WEBGRID = (
    "DPID", "NKK", "NIK", "NAMA", "L/P", "TMPLHR", "TGLLHR", "STS", "JALAN", "RT", "RW", "DIS", "EKTP", "SMBR", "KET",
    "TPS",
)  # fmt: skip
WIDTHS = (16, 16, 12, 18, 18, 30, 18, 12, 5, 5, 34, 5, 5, 5, 6, 5, 9, 6)
TMS, CHANGED, NEW = PARTS = ("1-tms-8", "2-u", "3-b")  # in the order in which Sidalih can take them
PART_TITLES = {TMS: "TMS dan kode 8", CHANGED: "Ubah (U)", NEW: "Baru (B)"}
Cells = tuple[str | int | None, ...]


class UploadRow(NamedTuple):
    """A changed voter and his cells, in the order of HEADINGS."""

    row: CurrentVoter
    cells: Cells

    @property
    def part(self) -> str:
        """Which of the files the row belongs to."""
        if not self.row.is_delivered:
            return NEW
        return TMS if self.row.outcome.is_tms else CHANGED

    @property
    def order(self) -> tuple[object, ...]:
        """The order of the sheet: TPS, RW, RT, NKK, NAMA."""
        at = dict(zip(HEADINGS, self.cells, strict=True))
        return (at["TPS"], number_or_text(str(at["RW"])), number_or_text(str(at["RT"])), at["NKK"], at["NAMA"])

    def __repr__(self) -> str:
        """Show nothing of the person."""
        return "UploadRow(…)"


def rows(data: FormData, tps_list: list[str], told: Callable[[str], None]) -> list[Cells]:
    """The single sheet: all changed rows in the order of the sheet."""
    found: list[UploadRow] = []
    for tps in tps_list:
        told(tps)
        found += [upload_row(data.election, data.area_names, row) for row in data.rows_counted("perubahan", tps)]
    return [row.cells for row in sorted(found, key=lambda row: row.order)]


def upload_rows(election: Election, names: AreaNames, current: Iterable[CurrentVoter]) -> list[UploadRow]:
    """The changed rows of a village for separate files: part by part, each in the order of the sheet."""
    changed = (row for row in current if counts_in(row, Counted("perubahan")))
    found = [upload_row(election, names, row) for row in changed]
    return sorted(found, key=lambda row: (row.part, row.order))


def upload_row(election: Election, names: AreaNames, row: CurrentVoter) -> UploadRow:
    """One voter as Sidalih takes him: a struck one as he was delivered, a B without DPID, which Sidalih gives."""
    voter, encode = printed_voter(row), election.encode
    stands_in = row.delivered_tps or row.tps if row.outcome.is_tms else row.tps
    dpid = number(row.dpid) if row.dpid else None
    return UploadRow(row, (
        names.district.upper(), names.village.upper(), dpid, voter.nkk, voter.nik, voter.name,
        voter.birth_place, voter.birth_date, encode("marital_status", voter.marital_status), voter.sex,
        voter.address, number(voter.rt), number(voter.rw), number(encode("disability", voter.disability)),
        encode("ktp_el", voter.ktp_el), _code(row, election, stands_in),
        settings_of(election, FORM_ID)["source"], int(stands_in),
    ))  # fmt: skip


def webgrid_lines(found: Sequence[UploadRow]) -> list[str]:
    """The 16 fields of Sidalih's webgrid for each row, with tabs between them."""
    lines = []
    for row in found:
        at = dict(zip(HEADINGS, row.cells, strict=True))
        cells = ("" if at[name] is None else str(at[name]) for name in WEBGRID)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return lines


def number(text: str) -> str | int:
    """A whole number as a number, nothing as 0; no number, or one too long for a spreadsheet, stays text."""
    text = text.strip()
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else text


def _code(row: CurrentVoter, election: Election, tps: str) -> str:
    """KET; a special place has codes of its own for leaving it (90-97), where the election knows them."""
    code = keterangan(row, election)
    if not (row.outcome.is_tms and is_loksus(tps)):
        return code
    own: str = settings_of(election, FORM_ID).get("loksus", {}).get(row.outcome.reason, code)
    return own
