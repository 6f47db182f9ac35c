"""What an invented coklit found in an invented village: outcomes in the shares of real ones, all of them enterable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from coklit_desktop.domain.identity import age_on, nik_problem, nkk_problem, read_date
from coklit_desktop.domain.records import Voter
from coklit_desktop.services.sample_people import People, SampleVillage, SampleVoter

if TYPE_CHECKING:
    from collections.abc import Mapping

TMS_WEIGHTS = {"salah_tps": 55, "pindah_domisili": 20, "meninggal": 17, "tni": 2, "polri": 2, "wna": 1}


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of the delivered voters; the rest is belum. `baru` come besides; `paired` is of the code 8s."""

    sesuai: float = 0.84
    tidak_ditemui: float = 0.02
    ubah: float = 0.06
    tms: float = 0.08
    baru: float = 0.02
    paired: float = 0.5


@dataclass(frozen=True, slots=True)
class SampleResult:
    """One keyed line: `delivered` is None for a B; `voter` holds the new values of a U or B."""

    tps: str
    ket: str
    delivered: SampleVoter | None = field(default=None, repr=False)
    target: str = ""
    voter: Voter | None = field(default=None, repr=False)


def make_results(village: SampleVillage, mix: Mix | None = None, *, seed: int = 1) -> list[SampleResult]:
    """Draw the outcome of each voter, in the list's order, then the new voters."""
    return _Coklit(village, mix or Mix(), seed).run()


class _Coklit:
    """Goes from door to door."""

    def __init__(self, village: SampleVillage, mix: Mix, seed: int) -> None:
        self.village, self.mix, self.election = village, mix, village.election
        self.draw = Random(f"{village.area}/{village.seed}/coklit/{seed}")  # noqa: S311 - invented people, no secrets
        self.active = [row for row in village.voters if row.status == "AKTIF"]
        self.niks = Counter(row.voter.nik for row in self.active)
        self.people = People(village.area, village.election, village.seed)
        self.new: list[SampleResult] = []

    def run(self) -> list[SampleResult]:
        found = [self._visit(row) for row in self.active]
        count = round(len(self.active) * self.mix.baru)
        self.new.extend(self._stranger() for _ in range(max(0, count - len(self.new))))
        return [result for result in found if result is not None] + self.new

    def _visit(self, row: SampleVoter) -> SampleResult | None:
        at, mix = self.draw.random(), self.mix
        if at < mix.tms:
            return self._strike(row)
        if at < mix.tms + mix.ubah:
            return SampleResult(row.tps, "U", row, voter=self._corrected(row.voter))
        if at < mix.tms + mix.ubah + mix.tidak_ditemui:
            return SampleResult(row.tps, "T", row)
        if at < mix.tms + mix.ubah + mix.tidak_ditemui + mix.sesuai:
            return SampleResult(row.tps, "0", row)
        return None

    def _strike(self, row: SampleVoter) -> SampleResult:
        codes = self.election.keterangan_codes
        weights = {reason: weight for reason, weight in TMS_WEIGHTS.items() if reason in codes}
        others = [tps for tps in self.village.tps_list if tps != row.tps]
        if not others:
            weights.pop("salah_tps", None)
        age = age_on(row.voter.birth_date, self.election.voting_day)
        if age is not None and age < self.election.minimum_age and row.voter.marital_status == "belum":
            weights = {"di_bawah_umur": 1}
        reason = self.draw.choices(list(weights), list(weights.values()))[0]
        if reason != "salah_tps":
            return SampleResult(row.tps, codes[reason], row)
        target = self.draw.choice(others)
        if self._can_be_new(row.voter) and self.draw.random() < self.mix.paired:
            self.new.append(SampleResult(target, "B", voter=row.voter))
        return SampleResult(row.tps, codes[reason], row, target)

    def _can_be_new(self, voter: Voter) -> bool:
        whole = not nik_problem(voter.nik) and not nkk_problem(voter.nkk) and read_date(voter.birth_date) is not None
        return whole and self.niks[voter.nik] == 1 and voter.sex in ("L", "P")

    def _corrected(self, voter: Voter) -> Voter:
        """One or two cells corrected; what was impossible is put right first."""
        changes: dict[str, str] = {}
        if nik_problem(voter.nik) or self.niks[voter.nik] > 1:
            born = read_date(voter.birth_date) or self.people.born(20, 60)
            changes["nik"] = self._fresh_nik(voter, born.year)
        for name in self.draw.sample(list(_CORRECTIONS), 1 + (self.draw.random() < 0.25)):
            changes[name] = self._other(name, voter)
        return voter._replace(**changes)

    def _fresh_nik(self, voter: Voter, year: int) -> str:
        born = self.election.voting_day.replace(year=year) - timedelta(days=self.draw.randrange(1, 300))
        nik = self.people.nik(born, voter.sex if voter.sex in ("L", "P") else "L")
        return nik[:12] + f"{9500 + self.draw.randrange(400):04d}"

    def _other(self, name: str, voter: Voter) -> str:
        old = getattr(voter, name)
        codes = {
            "marital_status": self.election.marital_codes,
            "ktp_el": self.election.ktp_el_codes,
            "disability": self.election.disability_codes,
        }.get(name)
        if codes is not None:
            return self.draw.choice([code for code in codes if code != old])
        if name == "name":
            return f"{old} {self.draw.choice(('BINTI', 'BIN', 'HJ', 'AL'))}"
        if name == "rt":
            return f"{(int(old) if old.isdecimal() else 0) % 9 + 1:03d}"
        if name == "birth_place":
            return "JEPARA" if old != "JEPARA" else "PATI"
        return f"{old} GG. {self.draw.randrange(1, 40)}"

    def _stranger(self) -> SampleResult:
        """Somebody who moved in or came of age: in a household of the village, with a NIK from elsewhere."""
        home = self.draw.choice([home for home in self.village.households if not nkk_problem(home.nkk)])
        sex, born = self.draw.choice("LP"), self.people.born(17, 45)
        voter = self.people.voter(home.nkk, sex, born, "belum", (home.address, home.rt, home.rw))
        nik = f"33{self.draw.choice(('20', '19', '17', '16'))}{voter.nik[4:12]}{9000 + len(self.new) % 500:04d}"
        return SampleResult(home.tps, "B", voter=voter._replace(nik=nik))


_CORRECTIONS: Mapping[str, None] = dict.fromkeys(
    ("name", "birth_place", "address", "address", "rt", "marital_status", "ktp_el", "disability")
)
