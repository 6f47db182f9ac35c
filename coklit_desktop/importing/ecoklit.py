"""Results and places from an e-Coklit file: its rows as they stand, for the services to weigh against the paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.importing.coordinates import OUTSIDE, read_place, says_nothing
from coklit_desktop.importing.ket import ket_reader
from coklit_desktop.importing.opening import open_table
from coklit_desktop.importing.pace import without_collector
from coklit_desktop.importing.reading import read_village
from coklit_desktop.importing.recognise import FileKind, kind_of
from coklit_desktop.importing.rowreader import RejectedRow
from coklit_desktop.importing.table import Dialect
from coklit_desktop.importing.villages import Office

if TYPE_CHECKING:
    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import Voter
    from coklit_desktop.importing.rowreader import ReadRow


class EcoklitRow(NamedTuple):
    """One row. `ket` is a printed code ("" where the file says nothing; text that is no code stays as it came)."""

    line: int
    dpid: str  # "" for a B
    tps: str
    ket: str
    voter: Voter
    latitude: str  # decimal strings, or both ""
    longitude: str
    updated_at: str

    def __repr__(self) -> str:
        """Show nothing of the person."""
        return f"EcoklitRow({self.line}, …)"


@dataclass(slots=True)
class EcoklitRows:
    """An e-Coklit file, read."""

    path: Path
    area: str
    village_name: str
    rows: list[EcoklitRow] = field(repr=False)
    rejected: list[RejectedRow] = field(repr=False)
    header: list[str]
    dialect: Dialect
    reason_column: int
    rows_total: int
    sha256: str
    problems: Counter[str]
    warnings: list[str]


@without_collector()
def read_ecoklit(
    path: Path,
    *,
    area: str = "",
    election: Election,
    area_name: str = "",
    kecamatan_name: str = "",
    progress: Progress = no_progress,
) -> EcoklitRows:
    """Read an e-Coklit file of one village: the rows that `read_list` takes, active or not.

    Raises CoklitError as `read_list` does, and `bukan_ecoklit`. An empty `area` takes any one village.
    """
    table = open_table(path)
    if kind_of(table) is not FileKind.ECOKLIT:
        raise CoklitError("bukan_ecoklit")
    found = read_village(table, Office(area, area_name, kecamatan_name), election, progress)
    kets = ket_reader(election)
    rows = [_result(row, kets[row.ket]) for row in found.rows]
    outside = sum(1 for row in found.rows if _is_outside(row))
    return EcoklitRows(
        path=path,
        area=found.verdict.area,
        village_name=found.verdict.name,
        rows=rows,
        rejected=found.rejected,
        header=table.heading.cells,
        dialect=table.dialect,
        reason_column=table.heading.columns.get("reason", -1),
        rows_total=found.total,
        sha256=table.sha256,
        problems=Counter({OUTSIDE: outside}) if outside else Counter(),
        warnings=[*table.warnings, *found.verdict.warnings],
    )


def _result(row: ReadRow, ket: str) -> EcoklitRow:
    latitude, longitude = read_place(*row.beside[2:4]) or ("", "")
    updated_at = row.beside[4].strip()
    return EcoklitRow(row.line, row.dpid, row.tps, ket, row.voter, latitude, longitude, updated_at)


def _is_outside(row: ReadRow) -> bool:
    place = row.beside[2], row.beside[3]
    return not says_nothing(*place) and read_place(*place) is None
