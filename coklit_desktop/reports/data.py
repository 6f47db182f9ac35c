"""What a form is filled from: one frozen value, made by the services and read by every form family."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from coklit_desktop.domain.counted import Counted, counts_in
from coklit_desktop.domain.elections import Election, Stage
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.domain.records import CurrentVoter, RowKind, State, Voter
from coklit_desktop.reports.words import clean, count, moment

Office = Mapping[str, Mapping[str, str]]


class AreaNames(NamedTuple):
    """Names of the village and what it lies in; the regency with or without KABUPATEN or KOTA before it."""

    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""


class AreaPart(NamedTuple):
    """A village in a PPK's recap, or a kecamatan in a regency's: its sums, and how many TPS and villages it has."""

    code: str
    name: str
    counts: Counts
    tps: int
    villages: int = 1


@dataclass(frozen=True, slots=True)
class ListState:
    """Which state of the list a form shows; printed at the foot of each page."""

    ledger_seq: int
    digest: str
    made_at: datetime

    @property
    def words(self) -> str:
        """The state as the foot of a page tells it."""
        seq = (
            f"catatan ke-{count(self.ledger_seq)}" if self.ledger_seq else ""
        )  # an office above may have written nothing
        return " · ".join(filter(None, (f"Keadaan daftar {moment(self.made_at)}", seq, self.digest[:16])))


@dataclass(frozen=True)
class FormData:
    """Everything a form prints. `rows_by_tps` holds under each TPS the rows that belong to it now or were
    delivered to it (see `rows_of_tps`); only the by-name forms and `bulk-sidalih` read it.
    """

    election: Election
    stage_id: str
    area_names: AreaNames
    village_is_kelurahan: bool
    office: Office = field(repr=False)
    rows_by_tps: Mapping[str, Sequence[CurrentVoter]] = field(repr=False)
    counts_by_tps: Mapping[str, Counts]
    state: ListState
    masked: bool = False
    area: str = ""  # code of the village; of the kecamatan or regency on the forms of PPK and KPU
    qr: bool = True  # whether pages carry a code that `coklit verify-page` reads
    office_kind: str = "pps"  # whose form it is
    variant: str = ""  # one of the form's variants
    draft: bool = False  # not determined in a pleno yet
    copy_for: str = ""  # whom this copy is for, such as "PKD"
    parts: Sequence[AreaPart] = ()  # what the recap of an office above lists, in order of codes
    determined: Mapping[str, str] = field(default_factory=dict)  # fields of the determination; empty before it
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)  # what only this form reads: services.supplies

    counting: Callable[[Counted], list[CurrentVoter]] | None = field(default=None, repr=False)  # see rows_counted

    @property
    def stage(self) -> Stage:
        """The stage of the list."""
        return self.election.stage(self.stage_id)

    @property
    def tps_list(self) -> list[str]:
        """All TPS that the village has, or had when its list was delivered."""
        return sorted(set(self.counts_by_tps) | set(self.rows_by_tps))

    @property
    def is_kota(self) -> bool:
        """Whether the regency is a kota."""
        return clean(self.area_names.regency).upper().startswith("KOTA ")

    def chosen(self, tps: Sequence[str] | None) -> list[str]:
        """The TPS asked for, or all. Raises CoklitError `tps_tak_ada`."""
        if tps is None:
            return self.tps_list
        unknown = sorted(set(tps) - set(self.tps_list))
        if unknown:
            raise CoklitError("tps_tak_ada", tps=", ".join(unknown))
        return sorted(set(tps))

    def counts(self, tps: str) -> Counts:
        """The sums of one TPS."""
        return self.counts_by_tps.get(tps) or Counts()

    def rows_counted(self, what: str, tps: str = "") -> list[CurrentVoter]:
        """Whom a number of a TPS, or of all, counts (domain.counted): a list has the rows that a recap counts."""
        if self.counting is not None:
            return self.counting(Counted(what, tps))
        places = [Counted(what, one) for one in ([tps] if tps else self.tps_list)]
        return [row for one in places for row in self.rows_by_tps.get(one.tps, ()) if counts_in(row, one)]

    def grouped(self, what: str, tps_list: Sequence[str]) -> dict[str, list[CurrentVoter]]:
        """`rows_counted` of these TPS, found at one go: far quicker than TPS by TPS where few rows count."""
        found: dict[str, list[CurrentVoter]] = {tps: [] for tps in tps_list}
        for row in self.rows_counted(what):
            place = row.delivered_tps if row.kind is RowKind.DELIVERED else row.tps
            if place in found:
                found[place].append(row)
        return found

    def topic(self, name: str) -> Mapping[str, str]:
        """One topic of the office's own data; empty if nothing is filled in."""
        return self.office.get(name) or {}

    def numbered(self, prefix: str) -> list[Mapping[str, str]]:
        """The topics `prefix:1`, `prefix:2`, … in order of their numbers."""
        start = f"{prefix}:"
        found = [name for name in self.office if name.startswith(start) and name.removeprefix(start).isdecimal()]
        found.sort(key=lambda name: (len(name), name))
        return [self.office[name] for name in found]


def rows_of_tps(rows: Iterable[CurrentVoter]) -> dict[str, list[CurrentVoter]]:
    """Group current rows for `FormData.rows_by_tps`: under the TPS they stand in and the one they came in."""
    found: dict[str, list[CurrentVoter]] = {}
    for row in rows:
        for tps in {row.tps, row.delivered_tps} - {""}:
            found.setdefault(tps, []).append(row)
    return dict(sorted(found.items()))


def changes_count(counts: Counts) -> SexCount:
    """How many rows the form of changes has."""
    return counts.baru + counts.ubah + counts.tms_total


def keterangan(row: CurrentVoter, election: Election) -> str:
    """The code of column Keterangan: B, U or the digit of the TMS reason; "" if nothing changed."""
    if row.kind is not RowKind.DELIVERED:
        name = "baru"
    elif row.outcome.is_tms:
        name = row.outcome.reason or ""
    elif row.outcome.state is State.UBAH:
        name = "ubah"
    else:
        return ""
    return election.keterangan_codes.get(name, name)


def printed_voter(row: CurrentVoter) -> Voter:
    """The cells a form prints: a struck voter's as delivered, for a TMS row never changes data."""
    if row.kind is RowKind.DELIVERED and row.outcome.is_tms and row.delivered is not None:
        return row.delivered
    return row.voter
