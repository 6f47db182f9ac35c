"""From the cells of a list to voters: the loop that 300,000 rows run through."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.records import Voter, tps_number
from coklit_desktop.importing.cells import (
    Memo,
    code_reader,
    lost_digits,
    number_text,
    read_birth_date,
    read_sex,
)
from coklit_desktop.importing.columns import voter_columns
from coklit_desktop.importing.villages import VillageCells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.importing.table import Table

ACTIVE = ("AKTIF", "UBAH", "BARU")
LIST_BESIDE = ("number", "ket")
ECOKLIT_BESIDE = (*LIST_BESIDE, "latitude", "longitude", "updated_at")


class ReadRow(NamedTuple):
    """One row that may be a voter."""

    line: int
    tps: str
    voter: Voter
    dpid: str
    status: str
    active: bool
    village: VillageCells
    beside: tuple[str, ...]  # cells of the columns named in LIST_BESIDE or ECOKLIT_BESIDE

    @property
    def number(self) -> str:
        """The list's own number, if it has such a column."""
        return self.beside[0]

    @property
    def ket(self) -> str:
        """The cell KETERANGAN."""
        return self.beside[1]

    def __repr__(self) -> str:
        """Show nothing of the person."""
        return f"ReadRow({self.line}, …)"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be one of this list: its cells as they came, and why."""

    line: int
    cells: list[str] = field(repr=False)
    code: str
    reason: str


@dataclass(slots=True)
class Gathered:
    """What one pass over the file found."""

    rows: list[ReadRow] = field(default_factory=list, repr=False)
    refused: dict[int, tuple[str, list[str]]] = field(default_factory=dict, repr=False)  # line -> code, cells
    total: int = 0


class CellReaders:
    """Cell -> value, each different text read once. Outer spaces go; all else stays as delivered."""

    def __init__(self, election: Election) -> None:
        self.same = Memo(str.strip)
        self.date = Memo(lambda text: read_birth_date(text.strip()))
        self.sex = Memo(lambda text: read_sex(text.strip()))
        self.marital = _stripped(code_reader(election, "marital_status"))
        self.disability = _stripped(code_reader(election, "disability"))
        self.ktp_el = _stripped(code_reader(election, "ktp_el"))
        self.tps = Memo(lambda text: tps_number(text) or "")
        self.status = Memo(lambda text: text.strip().upper())

    def voter(self, raw: tuple[str, ...]) -> Voter:
        """The twelve cells."""
        nkk, nik, name, place, born, marital, sex, address, rt, rw, disabled, ktp_el = raw
        same = self.same
        return Voter._make(
            (
                same[nkk], nik.strip(), name.strip(), same[place], self.date[born], self.marital[marital],
                self.sex[sex], same[address], same[rt], same[rw], self.disability[disabled], self.ktp_el[ktp_el],
            )
        )  # fmt: skip


def read_dpid(text: str) -> str:
    """A DPID; 0, - and nothing are none."""
    text = text.strip()
    if text.isdecimal() and text[0] != "0":
        return text
    text = number_text(text)
    return "" if text in ("0", "-") else text


def gather(table: Table, election: Election, progress: Progress, beside: tuple[str, ...]) -> Gathered:
    """Read all rows; those that cannot be rows of a list are refused, with their cells."""
    found, columns = Gathered(), table.heading.columns
    width = len(table.heading.cells)
    read = _row_function(columns, width, CellReaders(election), beside)
    rows, refused = found.rows, found.refused
    nik_at, nik_heading = columns.get("nik", 0), table.heading.cells[columns.get("nik", 0)]
    for line, cells in table.records(progress):
        if len(cells) > nik_at and cells[nik_at] == nik_heading:
            continue  # the heading, printed again on each page
        found.total += 1
        if len(cells) != width:
            code = wrong_width(cells, width)
            if code:
                refused[line] = code, cells
                continue
        cells.append("")
        result = read(line, cells)
        if isinstance(result, str):
            cells.pop()
            refused[line] = result, cells
        else:
            rows.append(result)
    return found


def wrong_width(cells: list[str], width: int) -> str:
    """Code of what is wrong with the number of cells; cells without content beyond the last column are cut off."""
    if len(cells) < width:
        return "sel_kurang"
    if any(cell and not cell.isspace() for cell in cells[width:]):
        return "sel_lebih"
    del cells[width:]
    return ""


def _stripped(function: Callable[[str], str]) -> Memo:
    return Memo(lambda text: function(text.strip()))


def _row_function(
    columns: Mapping[str, int], none: int, readers: CellReaders, beside: tuple[str, ...]
) -> Callable[[int, list[str]], ReadRow | str]:
    """Build the function that reads a row (cells with an empty one added) or names why it cannot be one."""
    voter_cells = itemgetter(*voter_columns(columns, none))
    tps_at, dpid_at, status_at, rt_rw_at = (columns.get(name, none) for name in ("tps", "dpid", "status", "rt_rw"))
    villages: dict[tuple[str, ...], VillageCells] = {}
    village_cells = itemgetter(*(columns.get(name, none) for name in ("kel_id", "desa", "kecamatan")))
    beside_cells = itemgetter(*(columns.get(name, none) for name in beside))
    has_status, tps_of, status_of = status_at != none, readers.tps, readers.status
    split_rt_rw = rt_rw_at != none and "rt" not in columns

    def read(line: int, cells: list[str]) -> ReadRow | str:
        voter = readers.voter(voter_cells(cells))
        if split_rt_rw:
            rt, _, rw = cells[rt_rw_at].partition("/")
            voter = voter._replace(rt=rt.strip(), rw=rw.strip())
        dpid = read_dpid(cells[dpid_at])
        if not (len(voter.nik) == len(voter.nkk) == 16 and (voter.nik + voter.nkk).isdecimal()):
            voter = voter._replace(nik=number_text(voter.nik), nkk=number_text(voter.nkk))
            if lost_digits(voter.nik) or lost_digits(voter.nkk):
                return "angka_rusak"
            if not (voter.nik or voter.nkk or voter.name or dpid):
                return "baris_tanpa_pemilih"
        status = status_of[cells[status_at]]
        active = not has_status or status in ACTIVE
        tps = tps_of[cells[tps_at]]
        if not tps and active:
            return "tps_salah" if cells[tps_at].strip() else "tps_kosong"
        key = village_cells(cells)
        village = villages.get(key)
        if village is None:
            village = villages[key] = VillageCells(*(cell.strip() for cell in key))
        return ReadRow(line, tps, voter, dpid, status, active, village, beside_cells(cells))

    return read
