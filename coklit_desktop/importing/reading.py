"""What reading a list and reading e-Coklit results have in common: the rows of one village, the rest refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.reasons import reason_text
from coklit_desktop.importing.recognise import FileKind, kind_of
from coklit_desktop.importing.rowreader import (
    ECOKLIT_BESIDE,
    LIST_BESIDE,
    Gathered,
    ReadRow,
    RejectedRow,
    gather,
)
from coklit_desktop.importing.table import require
from coklit_desktop.importing.villages import Office, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.importing.table import Dialect, Table

SURE = 12  # so many different numbers that all end in 0 are no chance: a spreadsheet rounded them


class Refusing(Protocol):
    """A file that was read, as far as its rejects file needs it."""

    header: list[str]
    dialect: Dialect
    reason_column: int
    rejected: list[RejectedRow]


@dataclass(slots=True)
class VillageRows:
    """The rows of one village's file."""

    kind: FileKind
    verdict: Verdict
    total: int
    rows: list[ReadRow] = field(repr=False)
    rejected: list[RejectedRow] = field(repr=False)


def read_village(table: Table, office: Office, election: Election, progress: Progress) -> VillageRows:
    """Read all rows of a table; see `read_list` for what it raises."""
    columns, kind = table.heading.columns, kind_of(table)
    require(table.heading, ("nik", "name", "tps"))
    found = gather(table, election, progress, ECOKLIT_BESIDE if kind is FileKind.ECOKLIT else LIST_BESIDE)
    verdict = judge(Counter(row.village for row in found.rows), office, mended="reason" in columns)
    rows = _keep(found, verdict, kind)
    return VillageRows(kind, verdict, found.total, rows, _rejected(table, found, progress))


def _keep(found: Gathered, verdict: Verdict, kind: FileKind) -> list[ReadRow]:
    """The rows of this village whose numbers are whole; the others become refused ones."""
    codes: dict[int, str] = {}
    if kind is FileKind.ECOKLIT:  # a result belongs to a TPS, whatever its STATUS
        codes.update((row.line, "tps_kosong") for row in found.rows if not row.tps)
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
    refused = sorted(found.refused.items())
    return [RejectedRow(line, cells, code, reason_text(code)) for line, (code, cells) in refused]
