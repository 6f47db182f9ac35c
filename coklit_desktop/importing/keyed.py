"""Keyed results from a CSV: DPID,TPS,KET,TPS_TUJUAN and the voter's columns (or the same as XLSX)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.records import VOTER_FIELDS, tps_number
from coklit_desktop.importing.cells import CODED, code_reader, lost_digits, number_text, read_birth_date, read_sex
from coklit_desktop.importing.ket import CHANGED, MATCHED, NEW, NOT_MET, ket_reader
from coklit_desktop.importing.opening import open_table
from coklit_desktop.importing.reasons import reason_text
from coklit_desktop.importing.rejects import write_reasons
from coklit_desktop.importing.rowreader import read_dpid, wrong_width
from coklit_desktop.importing.table import Dialect, require

if TYPE_CHECKING:
    from coklit_desktop.domain.elections import Election

CLEAR = "-"


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One keyed result. `filled` holds the columns that are filled, `-` as "" (cleared)."""

    line: int
    cells: list[str] = field(repr=False)
    dpid: str
    tps: str
    ket: str
    tps_tujuan: str
    filled: Mapping[str, str] = field(repr=False)


@dataclass(slots=True)
class KeyedFile:
    """A file of keyed results, read. `rejected` are rows that say nothing that can be entered, with the reason."""

    path: Path
    rows: list[KeyedRow] = field(repr=False)
    rejected: list[tuple[KeyedRow, str]] = field(repr=False)
    header: list[str]
    dialect: Dialect
    reason_column: int
    rows_total: int
    sha256: str
    warnings: list[str]


def read_keyed(path: Path, election: Election, progress: Progress = no_progress) -> KeyedFile:
    """Read keyed results. Raises CoklitError for a file of another shape (`kolom_kurang`, `bukan_daftar` …)."""
    table = open_table(path)
    require(table.heading, ("dpid", "tps", "ket", "tps_tujuan"))
    reader = _Reader(table.heading.columns, len(table.heading.cells), election)
    rows: list[KeyedRow] = []
    rejected: list[tuple[KeyedRow, str]] = []
    for line, cells in table.records(progress):
        row, code = reader.read(line, cells)
        if code:
            rejected.append((row, reason_text(code)))
        else:
            rows.append(row)
    return KeyedFile(
        path=path,
        rows=rows,
        rejected=rejected,
        header=table.heading.cells,
        dialect=table.dialect,
        reason_column=table.heading.columns.get("reason", -1),
        rows_total=len(rows) + len(rejected),
        sha256=table.sha256,
        warnings=table.warnings,
    )


def write_keyed_rejects(path: Path, keyed: KeyedFile, rejected: Sequence[tuple[KeyedRow, str]]) -> None:
    """Write refused rows, in the file's order, with their reasons as the last column."""
    lines = [(row.cells, reason) for row, reason in sorted(rejected, key=lambda item: item[0].line)]
    write_reasons(path, keyed.dialect, keyed.header, keyed.reason_column, lines)


class _Reader:
    """Reads the rows of one file."""

    def __init__(self, columns: Mapping[str, int], width: int, election: Election) -> None:
        self.columns, self.width = columns, width
        self.kets = ket_reader(election)
        self.known = {MATCHED, NOT_MET, *election.keterangan_codes.values()}
        self.values: dict[str, Callable[[str], str]] = dict.fromkeys(VOTER_FIELDS, str)
        self.values.update({name: code_reader(election, name) for name in CODED})
        self.values.update(birth_date=read_birth_date, sex=read_sex, nik=number_text, nkk=number_text)

    def read(self, line: int, cells: list[str]) -> tuple[KeyedRow, str]:
        """The row and the code of why it is refused ("" if it is not)."""
        if code := wrong_width(cells, self.width):
            return KeyedRow(line, cells, "", "", "", "", {}), code
        ket = self.kets[self._cell(cells, "ket")]
        tps, tujuan = self._cell(cells, "tps"), self._cell(cells, "tps_tujuan")
        dpid = read_dpid(self._cell(cells, "dpid"))
        filled = {
            name: "" if (text := self._cell(cells, name)) == CLEAR else self.values[name](text)
            for name in VOTER_FIELDS
            if self._cell(cells, name)
        }
        row = KeyedRow(line, cells, dpid, tps_number(tps) or "", ket, tps_number(tujuan) or "", filled)
        return row, self._problem(row, tps, tujuan)

    def _cell(self, cells: list[str], name: str) -> str:
        at = self.columns.get(name, -1)
        return cells[at].strip() if at >= 0 else ""

    def _problem(self, row: KeyedRow, tps: str, tujuan: str) -> str:
        """What cannot even be read; whether a value may be entered is for the services to say."""
        if row.ket not in self.known:
            return "ket_tak_dikenal"
        if not row.tps:
            return "tps_salah" if tps else "tps_kosong"
        if tujuan not in ("", CLEAR) and not row.tps_tujuan:
            return "tps_tujuan_bukan_nomor"
        lost = row.ket in (NEW, CHANGED) and any(lost_digits(row.filled.get(name, "")) for name in ("nik", "nkk"))
        return "angka_rusak" if lost else ""
