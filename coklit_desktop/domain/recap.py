"""The arithmetic that must hold (design.md 5): counts of current rows per TPS and of any set of areas."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.counted import CODED, tallies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coklit_desktop.domain.counted import Counted, Tally
    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import CurrentVoter


@dataclass(slots=True)
class SexCount:
    """A number of men (L) and women (P)."""

    L: int = 0
    P: int = 0

    @property
    def total(self) -> int:
        """L + P."""
        return self.L + self.P

    def add(self, sex: str, by: int = 1) -> None:
        """Count one more of `sex` ("L" or "P")."""
        if sex == "L":
            self.L += by
        else:
            self.P += by

    def __add__(self, other: SexCount) -> SexCount:
        """Sum per sex."""
        return SexCount(self.L + other.L, self.P + other.P)

    def to_json(self) -> dict[str, int]:
        """Return {"L": …, "P": …}."""
        return {"L": self.L, "P": self.P}


def _none() -> SexCount:
    return SexCount()


@dataclass(slots=True)
class Counts:
    """The sums of one TPS, or of all TPS of an area (`kk` and the rest simply add up).

    Whom each number counts is said by `counted.tallies`. `kk`: distinct NKK among the people who stand in the TPS; who
    has no NKK adds no household.
    """

    awal: SexCount = field(default_factory=_none)
    baru: SexCount = field(default_factory=_none)
    ubah: SexCount = field(default_factory=_none)
    sesuai: SexCount = field(default_factory=_none)
    tidak_ditemui: SexCount = field(default_factory=_none)
    belum: SexCount = field(default_factory=_none)
    akhir: SexCount = field(default_factory=_none)
    pindah_masuk: SexCount = field(default_factory=_none)
    pindah_keluar: SexCount = field(default_factory=_none)
    tms: dict[str, SexCount] = field(default_factory=dict)  # by reason name
    kk: int = 0
    baru_pasangan: SexCount = field(default_factory=_none)  # part of baru: made by an 8, on no paper yet
    baru_padan: SexCount = field(default_factory=_none)  # part of baru: other half of an 8, made or keyed (domain.md 2)
    disabilitas: dict[str, SexCount] = field(default_factory=dict)  # by code name, of akhir
    ktp_el: dict[str, SexCount] = field(default_factory=dict)  # by code name, of akhir

    @property
    def tms_total(self) -> SexCount:
        """All struck voters."""
        return sum(self.tms.values(), SexCount())

    @property
    def sex_shift(self) -> int:
        """By how many men the per-sex identity of `akhir` is off, because corrections changed the sex."""
        expected = self.awal.L + self.baru.L - self.tms_total.L + self.pindah_masuk.L - self.pindah_keluar.L
        return self.akhir.L - expected

    @property
    def balanced(self) -> bool:
        """Whether both identities of design.md 5 hold for L + P."""
        done = self.sesuai.total + self.tidak_ditemui.total + self.ubah.total + self.tms_total.total
        expected = self.awal.total + self.baru.total - self.tms_total.total
        expected += self.pindah_masuk.total - self.pindah_keluar.total
        return done + self.belum.total == self.awal.total and self.akhir.total == expected

    def __add__(self, other: Counts) -> Counts:
        """Sum of two areas."""
        added: dict[str, Any] = {}
        for item in fields(self):
            left, right = getattr(self, item.name), getattr(other, item.name)
            if isinstance(left, dict):
                added[item.name] = {
                    key: left.get(key, SexCount()) + right.get(key, SexCount()) for key in {**left, **right}
                }
            else:
                added[item.name] = left + right
        return Counts(**added)

    def to_json(self, election: Election) -> dict[str, Any]:
        """Return the sums as `coklit status` prints them; `tms` by printed code, all codes present."""
        names = (
            "awal", "baru", "ubah", "sesuai", "tidak_ditemui", "belum", "akhir", "pindah_masuk", "pindah_keluar",
        )  # fmt: skip
        found: dict[str, Any] = {name: getattr(self, name).to_json() for name in names}
        found["tms"] = {
            code: self.tms.get(reason, SexCount()).to_json() for code, reason in election.tms_by_code.items()
        }
        found["kk"] = self.kk
        return found


def count_rows(rows: Iterable[CurrentVoter], tps: str) -> Counts:
    """Count the rows that belong to `tps` now or were delivered to it."""
    counts = Counts()
    households: set[str] = set()
    for row in rows:
        for tally in tallies(row):
            if tally.tps == tps:
                _add(counts, tally, 1)
        if row.is_active and row.tps == tps and row.voter.nkk:
            households.add(row.voter.nkk)
    counts.kk = len(households)
    return counts


def count_by_tps(rows: Iterable[CurrentVoter]) -> dict[str, Counts]:
    """Counts of every TPS that any row belongs to or was delivered to, in TPS order. No row is kept."""
    households: dict[str, set[str]] = {}

    def noted() -> Iterator[tuple[CurrentVoter, int]]:
        for row in rows:
            if row.is_active and row.voter.nkk:
                households.setdefault(row.tps, set()).add(row.voter.nkk)
            yield row, 1

    by_tps = _count_groups(noted())
    for tps, nkk_list in households.items():
        if tps in by_tps:
            by_tps[tps].kk = len(nkk_list)
    return by_tps


def count_groups(groups: Iterable[tuple[CurrentVoter, int]], kk: Mapping[str, int]) -> dict[str, Counts]:
    """`count_by_tps` of rows put together: one of those that count alike, and how many. `kk`: TPS -> households."""
    by_tps = _count_groups(groups)
    for tps, counts in by_tps.items():
        counts.kk = kk.get(tps, 0)
    return by_tps


def sum_counts(parts: Iterable[Counts]) -> Counts:
    """The sums of an area from those of its parts."""
    return sum(parts, Counts())


def count_of(counts: Counts, wanted: Counted) -> SexCount:
    """One number of these sums by its name; its TPS, sex and area play no part. Open ends have no sums."""
    found = SexCount()
    for name in wanted.names:
        number = getattr(counts, name)
        if name in CODED:
            number = sum((part for code, part in number.items() if wanted.takes(code)), SexCount())
        found += number
    return found


def _count_groups(groups: Iterable[tuple[CurrentVoter, int]]) -> dict[str, Counts]:
    by_tps: dict[str, Counts] = {}
    for row, number in groups:
        if row.gone or row.withdrawn:
            continue  # a TPS of whom nobody is left is no TPS of the list
        for tps in {row.tps, row.delivered_tps} - {""}:
            by_tps.setdefault(tps, Counts())
        for tally in tallies(row):
            if tally.tps:
                _add(by_tps[tally.tps], tally, number)
    return {tps: by_tps[tps] for tps in sorted(by_tps)}


def _add(counts: Counts, tally: Tally, by: int) -> None:
    number = getattr(counts, tally.name)
    if tally.name in CODED:
        number = number.setdefault(tally.code, SexCount())
    number.add(tally.sex, by)
