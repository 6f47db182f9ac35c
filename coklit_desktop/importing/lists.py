"""A list of voters from a file: what would come in, what is refused, what is odd. Writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.identity import nik_problem, nkk_problem, read_date
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.records import DeliveredRow
from coklit_desktop.importing.coordinates import OUTSIDE, read_place, says_nothing
from coklit_desktop.importing.numbering import printed_numbers
from coklit_desktop.importing.opening import open_table
from coklit_desktop.importing.pace import without_collector
from coklit_desktop.importing.reading import read_village
from coklit_desktop.importing.recognise import FileKind, kind_of
from coklit_desktop.importing.rowreader import RejectedRow
from coklit_desktop.importing.table import Dialect
from coklit_desktop.importing.villages import Office

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.importing.rowreader import ReadRow


@dataclass(slots=True)
class ReadList:
    """A list file, read. `rows` are active ones and those kept aside, in the file's order."""

    path: Path
    kind: FileKind
    area: str
    village_name: str
    rows: list[DeliveredRow] = field(repr=False)
    rejected: list[RejectedRow] = field(repr=False)
    header: list[str]
    dialect: Dialect
    reason_column: int  # where a rejects file carries its reasons; -1 if it is none
    rows_total: int
    sha256: str
    problems: Counter[str]
    statuses: Counter[str]
    places: list[tuple[int, str, str, str]] = field(repr=False)  # line, nkk, latitude, longitude
    warnings: list[str]

    @property
    def active_count(self) -> int:
        """How many rows count in `awal`."""
        return sum(row.active for row in self.rows)

    @property
    def skipped_count(self) -> int:
        """How many rows are kept aside, because their STATUS is no active one."""
        return len(self.rows) - self.active_count

    @property
    def has_reason_column(self) -> bool:
        """Whether the file is a rejects file that comes back."""
        return self.reason_column >= 0


@without_collector()
def read_list(
    path: Path,
    *,
    area: str,
    election: Election,
    area_name: str = "",
    kecamatan_name: str = "",
    progress: Progress = no_progress,
) -> ReadList:
    """Read a list of voters of one village. `area` is that village, or the kecamatan or regency it lies in.

    Raises CoklitError for a file that is no list (see `open_table`), that lacks NIK, NAMA or TPS
    (`kolom_kurang`), or that is of another village than `area` (`desa_salah`).
    """
    table = open_table(path)
    if kind_of(table) is FileKind.KEYED:
        raise CoklitError("bukan_daftar_hasil")
    found = read_village(table, Office(area, area_name, kecamatan_name), election, progress)
    rows, statuses = _settle_status(found.rows, found.kind)
    return ReadList(
        path=path,
        kind=found.kind,
        area=found.verdict.area,
        village_name=found.verdict.name,
        rows=_deliver(rows),
        rejected=found.rejected,
        header=table.heading.cells,
        dialect=table.dialect,
        reason_column=table.heading.columns.get("reason", -1),
        rows_total=found.total,
        sha256=table.sha256,
        problems=_problems(rows, found.kind),
        statuses=statuses,
        places=list(_places(rows, found.kind)),
        warnings=[*table.warnings, *found.verdict.warnings, *_warnings(rows)],
    )


def _settle_status(rows: list[ReadRow], kind: FileKind) -> tuple[list[ReadRow], Counter[str]]:
    """A STATUS column that is empty throughout says nothing; e-Coklit's B rows are no delivered voters."""
    statuses = Counter(row.status for row in rows)
    if set(statuses) == {""}:
        rows = [row if row.active or not row.tps else row._replace(active=True) for row in rows]
    if kind is FileKind.ECOKLIT:
        rows = [row._replace(active=False) if row.ket.strip().upper() == "B" else row for row in rows]
    return rows, statuses


def _deliver(rows: Sequence[ReadRow]) -> list[DeliveredRow]:
    numbers = printed_numbers(rows)
    return [
        DeliveredRow(number, row.tps, row.voter, row.dpid, row.status, row.active)
        for number, row in zip(numbers, rows, strict=True)
    ]


def _problems(rows: Sequence[ReadRow], kind: FileKind) -> Counter[str]:
    """What is odd about the active rows, counted; they come in all the same."""
    found: Counter[str] = Counter()
    active = [row.voter for row in rows if row.active]
    niks = Counter(voter.nik for voter in active)
    found["nik_ganda"] = sum(count for nik, count in niks.items() if count > 1 and nik)
    for nik, count in niks.items():
        if code := nik_problem(nik):
            found[code] += count
    for nkk, count in Counter(voter.nkk for voter in active).items():
        if code := nkk_problem(nkk):
            found[code] += count
    for text, count in Counter(voter.birth_date for voter in active).items():
        if read_date(text) is None:
            found["tanggal_lahir_mustahil"] += count
    if kind is FileKind.ECOKLIT:
        cells = [row.beside[2:4] for row in rows]
        found[OUTSIDE] = sum(1 for place in cells if not says_nothing(*place) and read_place(*place) is None)
    return +found


def _places(rows: Sequence[ReadRow], kind: FileKind) -> Iterable[tuple[int, str, str, str]]:
    if kind is not FileKind.ECOKLIT:
        return
    for row in rows:
        if row.voter.nkk and (place := read_place(*row.beside[2:4])):
            yield row.line, row.voter.nkk, *place


def _warnings(rows: Sequence[ReadRow]) -> list[str]:
    done = {"UBAH", "BARU"}.intersection(row.status for row in rows)
    marked = {row.ket for row in rows}.intersection("BU12345678")
    return ["sudah_ada_hasil"] if done or marked else []
