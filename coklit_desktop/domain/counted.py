"""Every number of a recap, by name: in which of them a voter counts, and whom a number counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.authority import is_within
from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.evidence import lacks_paper
from coklit_desktop.domain.identity import counted_sex
from coklit_desktop.domain.records import CurrentVoter, Mark, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

CODED = frozenset({"tms", "disabilitas", "ktp_el"})  # numbers that are split by code name
PLAIN = frozenset({
    "awal", "baru", "baru_pasangan", "ubah", "sesuai", "tidak_ditemui", "belum", "akhir", "pindah_masuk",
    "pindah_keluar", "baru_padan",
})  # fmt: skip
OPEN_ENDS = frozenset({"tanpa_bukti", "tunggu_8"})  # lists of what is still to be done, no part of the arithmetic
SUMS = {
    "perubahan": frozenset({"baru", "ubah", "tms"}),  # the rows of the form of changes
    "dikerjakan": frozenset({"sesuai", "tidak_ditemui", "ubah", "tms"}),  # who has a result: awal less belum
}
KNOWN = CODED | PLAIN | OPEN_ENDS | SUMS.keys()
ORDINARY, SPECIAL = "biasa", "khusus"  # as `tps`: all TPS but those of special places, or all of these
MATCHED_MARKS = (Mark.PAIRED, Mark.GENERATED)
WAITING_MARKS = (Mark.UNMATCHED, Mark.WAITING_8)


@dataclass(frozen=True, slots=True)
class Counted:
    """The name of one number. `what` is a field of `recap.Counts` (of `tms`, `disabilitas` and `ktp_el` all, or
    after a colon the codes: "tms:meninggal", "ktp_el:sudah,suket", "ktp_el:!sudah" for all others), one of SUMS,
    "tanpa_bukti" (codes 1 to 4 without a paper) or "tunggu_8" (8s and Bs not matched).

    Empty is everywhere and everybody. `tps` is one, or ORDINARY or SPECIAL; `area` a village or any area above it.
    """

    what: str
    tps: str = ""
    sex: str = ""  # "L" or "P"
    area: str = ""

    def __post_init__(self) -> None:
        if self.name not in KNOWN or (":" in self.what and self.name not in CODED):
            raise ValueError(self.what)

    @property
    def name(self) -> str:
        """`what` without its codes."""
        return self.what.partition(":")[0]

    @property
    def codes(self) -> frozenset[str] | None:
        """The code names that `what` names, or leaves out; None where it takes all."""
        _, colon, codes = self.what.partition(":")
        return frozenset(codes.removeprefix("!").split(",")) if colon else None

    @property
    def leaves_out(self) -> bool:
        """Whether `codes` are those that do not count."""
        return self.what.partition(":")[2].startswith("!")

    @property
    def names(self) -> frozenset[str]:
        """The numbers that this is the sum of."""
        return SUMS.get(self.name, frozenset({self.name}))

    def takes(self, code: str) -> bool:
        """Whether a code name counts."""
        return self.codes is None or (code in self.codes) is not self.leaves_out

    def is_in(self, tps: str) -> bool:
        """Whether a TPS counts."""
        if self.tps in (ORDINARY, SPECIAL):
            return is_loksus(tps) is (self.tps == SPECIAL)
        return self.tps in ("", tps)


class Tally(NamedTuple):
    """One number that a row counts in: its name, its code name where it has one, the TPS, the sex."""

    name: str
    code: str
    tps: str
    sex: str


def tallies(row: CurrentVoter) -> Iterator[Tally]:
    """Every number of `recap.Counts` that a row counts in: this, and nothing else, is the arithmetic of design.md 5.

    Per sex: awal, sesuai, tidak_ditemui, ubah, belum, tms and pindah_keluar count the delivered one; the others the
    current one. Who has no TPS counts in none.
    """
    if row.gone or row.withdrawn:
        return
    now = counted_sex(row.voter.sex, row.voter.nik)
    if row.kind is RowKind.DELIVERED:
        yield from _delivered(row, now)
    else:
        yield Tally("baru", "", row.tps, now)
        if row.kind is RowKind.PAIR:
            yield Tally("baru_pasangan", "", row.tps, now)
        if row.mark in MATCHED_MARKS:
            yield Tally("baru_padan", "", row.tps, now)
    if row.is_active:
        yield Tally("akhir", "", row.tps, now)
        yield Tally("ktp_el", row.voter.ktp_el, row.tps, now)
        if row.voter.disability:
            yield Tally("disabilitas", row.voter.disability, row.tps, now)


def _delivered(row: CurrentVoter, now: str) -> Iterator[Tally]:
    then = _delivered_sex(row)
    yield Tally("awal", "", row.delivered_tps, then)
    if row.outcome.is_tms:
        yield Tally("tms", row.outcome.reason or "", row.delivered_tps, then)
    else:
        yield Tally(str(row.outcome.state), "", row.delivered_tps, then)
        if row.tps != row.delivered_tps:  # a U that changed the TPS (from DPSHP on) leaves one and enters another
            yield Tally("pindah_keluar", "", row.delivered_tps, then)
            yield Tally("pindah_masuk", "", row.tps, now)


def open_ends(row: CurrentVoter) -> Iterator[Tally]:
    """The lists of open ends that a row stands in."""
    if row.gone or row.withdrawn:
        return
    delivered = row.kind is RowKind.DELIVERED
    tps = row.delivered_tps if delivered else row.tps
    sex = _delivered_sex(row) if delivered else counted_sex(row.voter.sex, row.voter.nik)
    if delivered and lacks_paper(row.outcome):
        yield Tally("tanpa_bukti", "", tps, sex)
    if row.mark in WAITING_MARKS:
        yield Tally("tunggu_8", "", tps, sex)


def counts_in(row: CurrentVoter, counted: Counted) -> bool:
    """Whether a number counts this row."""
    if counted.area and not is_within(row.area, counted.area):
        return False
    found = open_ends(row) if counted.name in OPEN_ENDS else tallies(row)
    return any(_fits(tally, counted) for tally in found)


def _fits(tally: Tally, counted: Counted) -> bool:
    if tally.name not in counted.names or not tally.tps or not counted.is_in(tally.tps):
        return False
    return counted.sex in ("", tally.sex) and counted.takes(tally.code)


def _delivered_sex(row: CurrentVoter) -> str:
    delivered = row.delivered or row.voter
    return counted_sex(delivered.sex, delivered.nik)
