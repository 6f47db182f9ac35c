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
from coklit_desktop.importing.reasons import reason_text
from coklit_desktop.importing.recognise import FileKind, kind_of
from coklit_desktop.importing.rowreader import ECOKLIT_BESIDE, LIST_BESIDE, Gathered, ReadRow, RejectedRow, gather
from coklit_desktop.importing.table import Dialect, Table, require
from coklit_desktop.importing.villages import Office, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coklit_desktop.domain.elections import Election

SURE = 12  # so many different numbers that all end in 0 are no chance: a spreadsheet rounded them


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
    has_reason_column: bool
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
    """Read a list of voters of one village.

    Raises CoklitError for a file that is no list (see `open_table`), that lacks NIK, NAMA or TPS
    (`kolom_kurang`), or that is of another village than `area` (`desa_salah`).
    """
    table = open_table(path)
    heading, kind = table.heading, kind_of(table)
    if kind is FileKind.KEYED:
        raise CoklitError("bukan_daftar_hasil")
    require(heading, ("nik", "name", "tps"))
    found = gather(table, election, progress, ECOKLIT_BESIDE if kind is FileKind.ECOKLIT else LIST_BESIDE)
    office, mended = Office(area, area_name, kecamatan_name), "reason" in heading.columns
    verdict = judge(Counter(row.village for row in found.rows), office, mended=mended)
    rows = _keep(found, verdict)
    rejected = _rejected(table, found, progress)
    rows, statuses = _settle_status(rows, kind)
    reason = heading.columns.get("reason", -1)
    return ReadList(
        path=path,
        kind=kind,
        area=verdict.area,
        village_name=verdict.name,
        rows=_deliver(rows),
        rejected=rejected,
        header=heading.cells,
        dialect=table.dialect,
        has_reason_column=reason >= 0,
        reason_column=reason,
        rows_total=found.total,
        sha256=table.sha256,
        problems=_problems(rows, kind),
        statuses=statuses,
        places=list(_places(rows, kind)),
        warnings=[*table.warnings, *verdict.warnings, *_warnings(rows)],
    )


def _keep(found: Gathered, verdict: Verdict) -> list[ReadRow]:
    """The rows of this village whose numbers are whole; the others become refused ones."""
    codes: dict[int, str] = {}
    if verdict.strangers:
        codes.update((row.line, "desa_lain") for row in found.rows if row.village in verdict.strangers)
    if _all_rounded(row.voter.nik for row in found.rows) or _all_rounded(row.voter.nkk for row in found.rows):
        codes.update((row.line, "angka_rusak") for row in found.rows)
    if not codes:
        return found.rows
    found.refused.update((line, (code, [])) for line, code in codes.items())
    return [row for row in found.rows if row.line not in codes]


def _all_rounded(numbers: Iterable[str]) -> bool:
    seen: set[str] = set()
    for number in numbers:
        if len(number) == 16 and number.isdecimal():
            if number[-1] != "0":
                return False
            seen.add(number)
    return len(seen) >= SURE


def _rejected(table: Table, found: Gathered, progress: Progress) -> list[RejectedRow]:
    """Refused rows with their cells; those refused only after the whole file was known are read again."""
    lacking = {line for line, (_, cells) in found.refused.items() if not cells}
    if lacking:
        before = table.sha256
        for line, cells in table.records(progress):
            if line in lacking:
                found.refused[line] = found.refused[line][0], cells
        if table.sha256 != before:
            raise CoklitError("berkas_berubah")
    return [RejectedRow(line, cells, code, reason_text(code)) for line, (code, cells) in sorted(found.refused.items())]


def _settle_status(rows: list[ReadRow], kind: FileKind) -> tuple[list[ReadRow], Counter[str]]:
    statuses = Counter(row.status for row in rows)
    if set(statuses) == {""} and rows:
        rows = [row if row.active or not row.tps else row._replace(active=True) for row in rows]
    if kind is FileKind.ECOKLIT:  # its B rows were found at the door: no delivered voters
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
        found[OUTSIDE] = sum(
            1 for row in rows if read_place(*row.beside[2:4]) is None and not says_nothing(*row.beside[2:4])
        )
    return +found


def _places(rows: Sequence[ReadRow], kind: FileKind) -> Iterable[tuple[int, str, str, str]]:
    if kind is not FileKind.ECOKLIT:
        return
    for row in rows:
        if row.voter.nkk and (place := read_place(*row.beside[2:4])):
            yield row.line, row.voter.nkk, *place


def _warnings(rows: Sequence[ReadRow]) -> list[str]:
    done = {"UBAH", "BARU"} & {row.status for row in rows}
    marked = {row.ket for row in rows}.intersection("BU12345678")
    return ["sudah_ada_hasil"] if done or marked else []
