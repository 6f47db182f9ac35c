"""What an e-Coklit export adds: places of households, and where asked results of voters not keyed from paper."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.records import CurrentVoter, RowKind, State, same_cell
from coklit_desktop.domain.subjects import household_subject
from coklit_desktop.services.entering import RowWriter
from coklit_desktop.services.keying import keyed_new
from coklit_desktop.services.ledger import STOPS, append_entry, refold
from coklit_desktop.services.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.importing.ecoklit import EcoklitRow, EcoklitRows
    from coklit_desktop.importing.lists import ReadList
    from coklit_desktop.importing.rowreader import RejectedRow
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


def take_ecoklit(
    desk: Desk, unit: Unit, read: ReadList, *, results: bool, progress: Progress
) -> tuple[Counter[str], EcoklitRows]:
    """Place households and take results inside the import's transaction.

    Returns what became of the rows, and the file with its refused rows.
    """
    from coklit_desktop.importing.ecoklit import read_ecoklit

    found = read_ecoklit(read.path, area=read.area, election=desk.election)
    by_dpid = {row.dpid: row for row in unit.iter_voters(read.area) if row.dpid}
    written: dict[int, bool] = {}
    refused: dict[int, CoklitError] = {}
    writer = RowWriter(desk, unit) if results and desk.office == "pps" else None
    for number, row in enumerate(found.rows):
        if number % 200 == 0:
            progress(0.6 + 0.35 * number / len(found.rows), "Membaca hasil e-Coklit")
        try:
            written[row.line] = writer is not None and _write(writer, row, by_dpid.get(row.dpid))
        except CoklitError as error:
            if error.code in STOPS:
                raise
            refused[row.line] = error
    if writer is not None:
        writer.fold()
        by_dpid = {row.dpid: row for row in unit.iter_voters(read.area) if row.dpid}
    # after the results: a voter who is new or got another NKK by this very file brings the household's place
    placed = _place(desk, unit, read.area, found.rows, by_dpid)
    tally = Counter(
        _became(row, wrote=written[row.line], placed=placed, listed=row.dpid in by_dpid)
        for row in found.rows
        if row.line in written
    )
    found.rejected.extend(_refusals(found, refused))
    tally["rejected"] = len(found.rejected)
    return tally, found


def _refusals(found: EcoklitRows, refused: dict[int, CoklitError]) -> Iterator[RejectedRow]:
    """Refused results with their cells, which are read once more."""
    from coklit_desktop.importing.opening import open_table
    from coklit_desktop.importing.rowreader import RejectedRow

    if refused:
        for line, cells in open_table(found.path).records(no_progress):
            if line in refused:
                yield RejectedRow(line, cells, refused[line].code, sentence(refused[line]))


def _became(row: EcoklitRow, *, wrote: bool, placed: dict[str, bool], listed: bool) -> str:
    """accepted where the row brought a result or its household's place, skipped where it could bring neither."""
    new = placed.get(row.voter.nkk)
    if wrote or new:
        return "accepted"
    return "unchanged" if listed or new is not None else "skipped"


def _place(
    desk: Desk, unit: Unit, area: str, rows: list[EcoklitRow], by_dpid: dict[str, CurrentVoter]
) -> dict[str, bool]:
    """Give each household of the list its first place in the file; NKK of the file -> whether that is new."""
    known = unit.places(area)
    found: dict[str, bool] = {}
    touched: list[str] = []
    for row in rows:
        if not row.latitude or row.voter.nkk in found:
            continue
        listed = by_dpid.get(row.dpid)
        subject = household_subject(area, listed.voter.nkk if listed else row.voter.nkk)
        if listed is None and not unit.voters(area=area, nkks=[row.voter.nkk]):
            continue
        found[row.voter.nkk] = subject not in known and subject not in touched
        if found[row.voter.nkk]:
            place = {"latitude": row.latitude, "longitude": row.longitude, "source": "ecoklit", "accuracy": None}
            append_entry(unit, desk, Kind.PLACE, subject, {"place": place}, area=area)
            touched.append(subject)
    refold(unit, desk.ordering, area, touched)
    return found


def _write(writer: RowWriter, row: EcoklitRow, listed: CurrentVoter | None) -> bool:
    """Take a result for a voter whom nobody keyed from paper. Raises CoklitError."""
    from coklit_desktop.importing.keyed import KeyedRow

    if row.ket == "":
        return False
    filled: dict[str, str] = row.voter._asdict()
    if row.ket == "B":
        if keyed_new(writer.unit, writer.desk.area, row.tps, row.voter.nik) is not None:
            return False
    else:
        if listed is None:
            raise CoklitError("dpid_tak_dikenal")
        if listed.kind is not RowKind.DELIVERED or listed.outcome.state is not State.BELUM:
            return False
        filled = {
            name: value
            for name, value in filled.items()
            if row.ket == "U" and value and not same_cell(name, getattr(listed.voter, name), value)
        }
    keyed = KeyedRow(
        line=row.line, cells=[], dpid="" if row.ket == "B" else row.dpid, tps=row.tps, ket=row.ket,
        tps_tujuan="", filled=filled,
    )  # fmt: skip
    return writer.write(keyed) is not None
