"""What the command line prints of rows, histories and conflicts: plain lists of plain values."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from coklit_desktop.domain.digest import stands
from coklit_desktop.domain.records import CurrentVoter, RowKind, State
from coklit_desktop.services.browsing import HistoryLine, villages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.services.conflicts import Conflict
    from coklit_desktop.services.desk import Desk

COLUMNS: dict[str, str] = {
    "NKK": "nkk",
    "NIK": "nik",
    "NAMA": "name",
    "TMPT_LHR": "birth_place",
    "TGL_LHR": "birth_date",
    "STS": "marital_status",
    "JK": "sex",
    "ALAMAT": "address",
    "RT": "rt",
    "RW": "rw",
    "DIS": "disability",
    "KTPEL": "ktp_el",
}


def current_rows(desk: Desk, tps: str | None = None) -> list[dict[str, Any]]:
    """The current list, struck voters included, under the column names of the keyed results CSV."""
    with desk.store.read() as unit:
        rows = [row for area in villages(unit) for row in unit.iter_voters(area) if stands(row)]
    return [row_as_columns(row, desk.election) for row in rows if tps is None or row.tps == tps]


def row_as_columns(row: CurrentVoter, election: Election) -> dict[str, Any]:
    """One row; codes as printed, TPS as numbers."""
    found: dict[str, Any] = {
        "DPID": row.dpid,
        "TPS": int(row.tps),
        "KET": ket_code(row, election),
        "TPS_TUJUAN": int(row.outcome.target) if row.outcome.target else "",
    }
    for column, name in COLUMNS.items():
        found[column] = election.encode(name, getattr(row.voter, name))
    found["DIS"] = found["DIS"] or "0"
    return {**found, "subject": row.subject, "outcome": row.ket, "area": row.area, "mark": str(row.mark)}


def ket_code(row: CurrentVoter, election: Election) -> str:
    """KET as a clerk keys it: "" belum, 0, T, U, 1-8, B."""
    if row.kind is not RowKind.DELIVERED:
        return "B"
    if row.outcome.is_tms:
        return election.keterangan_codes.get(row.outcome.reason or "", "")
    codes = {State.SESUAI: "0", State.TIDAK_DITEMUI: "T", State.UBAH: "U"}
    return codes.get(row.outcome.state, "")


def rows_as_csv(rows: Sequence[dict[str, Any]], out: TextIO) -> None:
    """Write rows as CSV with their column names."""
    names = list(rows[0]) if rows else ["DPID", "TPS", "KET", "TPS_TUJUAN", *COLUMNS, "subject", "outcome"]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def history_rows(lines: Iterable[HistoryLine]) -> list[dict[str, Any]]:
    """A voter's life as plain values."""
    return [
        {
            "entry": line.ref,
            "seq": line.seq,
            "time": iso_time(line.when),
            "clerk": line.who,
            "site": line.site,
            "what": line.what,
            "undone": line.undone,
            "reason": line.reason,
        }
        for line in lines
    ]


def conflict_rows(found: Iterable[Conflict]) -> list[dict[str, Any]]:
    """Conflicts as plain values."""
    return [
        {
            "id": one.id,
            "subject": one.subject,
            "fields": list(one.fields),
            "choices": [
                {
                    "entry": choice.ref,
                    "hash": choice.hash,
                    "clerk": choice.who,
                    "site": choice.site,
                    "time": iso_time(choice.when),
                    "values": dict(choice.values),
                }
                for choice in one.choices
            ],
        }
        for one in found
    ]


def iso_time(milliseconds: int) -> str:
    """Local time, ISO 8601 with offset, to the second; the raw number where a wrong clock has no date."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().isoformat(timespec="seconds")
    except (OverflowError, ValueError, OSError):
        return str(milliseconds)
