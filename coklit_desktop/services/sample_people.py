"""Invented people of a village: households with numbers, addresses, places and TPS. Nobody is real."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

from coklit_desktop.domain import areas
from coklit_desktop.domain.elections import Election, load_election
from coklit_desktop.domain.identity import format_date
from coklit_desktop.domain.records import Voter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TAYU = (-6.5370, 111.0420)  # about the middle of Kecamatan Tayu
DPIDS_PER_VILLAGE = 50_000
VILLAGES_PER_REGENCY = 1_000
VILLAGES = 450  # a regency's, which share no serial of a NIK
SERIALS, SCATTER = 9999, 4567  # 0001 to 9999; a factor that has no divisor in common with their number


@dataclass(frozen=True, slots=True)
class SampleVoter:
    """One invented voter of a delivery."""

    dpid: str
    tps: str
    voter: Voter = field(repr=False)
    status: str = "AKTIF"


@dataclass(frozen=True, slots=True)
class SampleHousehold:
    """One NKK, where it lives and where it votes."""

    nkk: str = field(repr=False)
    address: str = field(repr=False)
    rt: str
    rw: str
    tps: str
    latitude: str
    longitude: str
    members: tuple[SampleVoter, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SampleVillage:
    """A village; `voters` in the order of their households."""

    area: str
    name: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    election: Election = field(repr=False)
    seed: int
    voters: tuple[SampleVoter, ...] = field(repr=False)
    households: tuple[SampleHousehold, ...] = field(repr=False)

    @property
    def tps_list(self) -> list[str]:
        """The TPS of the village, in order."""
        return sorted({voter.tps for voter in self.voters})


@cache
def _parts() -> Mapping[str, Sequence[str]]:
    path = resources.files("coklit_desktop.resources").joinpath("sample", "names.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


class People:
    """Makes names and numbers; no NIK, NKK or DPID comes twice."""

    def __init__(self, area: str, election: Election, seed: int) -> None:
        self.random = Random(f"{area}/{election.id}/{seed}")  # noqa: S311 - invented people, no secrets
        self.area, self.election = area, election
        self.codes = area.replace(".", "")[:6]
        self.near = [code.replace(".", "") for code, _ in areas.children(_regency(area))] or [self.codes]
        self._serials: Counter[str] = Counter()
        self._index = village_index(area) % VILLAGES
        self._dpid = first_dpid(area)

    def dpid(self) -> str:
        """The next DPID of this village."""
        self._dpid += 1
        return str(self._dpid)

    def nik(self, born: date, sex: str) -> str:
        """A NIK of that birth date; now and then of another kecamatan, where the person was first registered."""
        codes = self.codes if self.random.random() < 0.92 else self.random.choice(self.near)
        day = born.day + (40 if sex == "P" else 0)
        return self._numbered(f"{codes}{day:02d}{born.month:02d}{born.year % 100:02d}")

    def nkk(self) -> str:
        """A NKK recorded in the last twenty-five years."""
        recorded = self.election.voting_day - timedelta(days=self.random.randrange(200, 9000))
        return self._numbered(f"{self.codes}{recorded:%d%m%y}")

    def _numbered(self, head: str) -> str:
        """Serials that look drawn by lot, yet are one to one with village and count: no two people share a NIK."""
        place = self._serials[head] * VILLAGES + self._index
        self._serials[head] += 1
        return f"{head}{(SCATTER * place + crc32(head.encode())) % SERIALS + 1:04d}"

    def born(self, low: int, high: int) -> date:
        """A birth date of somebody who is `low` to `high` years old on voting day."""
        days = self.random.randrange(int(low * 365.25) + 2, int(high * 365.25))
        return self.election.voting_day - timedelta(days=days)

    def name(self, sex: str, born: date) -> str:
        """A name in capitals, as lists have them; the old often have a single one."""
        parts, draw = _parts(), self.random
        if draw.random() < (0.6 if born.year < 1970 else 0.05):
            return draw.choice(parts[f"single_{sex}"])
        name = f"{draw.choice(parts[f'first_{sex}'])} {draw.choice(parts[f'last_{sex}'])}"
        return name + (draw.choice(parts["titles"]) if draw.random() < 0.02 else "")

    def voter(self, nkk: str, sex: str, born: date, marital: str, home: tuple[str, str, str]) -> Voter:
        """One person of a household at `home` (address, RT, RW)."""
        draw, parts = self.random, _parts()
        place = parts["birth_places"][0] if draw.random() < 0.8 else draw.choice(parts["birth_places"])
        disability = draw.choice([*self.election.disability_codes]) if draw.random() < 0.012 else ""
        codes = list(self.election.ktp_el_codes)
        has, lacks = (codes[0], codes[-1]) if self.election.ktp_el_codes[codes[0]] == "S" else (codes[-1], codes[0])
        ktp_el = lacks if draw.random() < (0.2 if born > self.born(18, 19) else 0.01) else has
        return Voter(
            nkk,
            self.nik(born, sex),
            self.name(sex, born),
            place,
            format_date(born),
            marital,
            sex,
            *home,
            disability,
            ktp_el,
        )

    def family(self, home: tuple[str, str, str]) -> list[Voter]:
        """The voters of one household: a couple with grown children, an old couple, one alone."""
        draw, nkk = self.random, self.nkk()
        head = self.born(22, 85)
        age = self.election.voting_day.year - head.year
        if draw.random() < 0.14:
            return [self.voter(nkk, draw.choice("LP"), head, draw.choice(("belum", "pernah", "pernah")), home)]
        members = [self.voter(nkk, "L", head, "sudah", home)]
        members.append(self.voter(nkk, "P", self.born(max(19, age - 9), max(21, age + 1)), "sudah", home))
        grown = draw.choice((0, 1, 1, 2, 3)) if age > 40 else 0
        for _ in range(grown):
            members.append(self.voter(nkk, draw.choice("LP"), self.born(17, max(18, min(age - 20, 30))), "belum", home))
        if draw.random() < 0.12 and age < 62:
            members.append(self.voter(nkk, "P", self.born(age + 18, age + 30), "pernah", home))
        return members


def village_index(area: str) -> int:
    """Which village of its regency this is, from 0."""
    codes = [code for code, _ in areas.villages_under(_regency(area))]
    return codes.index(area) if area in codes else int(area[-3:])


def first_dpid(area: str) -> int:
    """Where the DPIDs of a village begin: apart for every village of the country."""
    regency = int(_regency(area).replace(".", "") or 0)
    return (regency * VILLAGES_PER_REGENCY + village_index(area)) * DPIDS_PER_VILLAGE


def _regency(area: str) -> str:
    return ".".join(area.split(".")[:2])


def families(people: People, voters: int, rt_count: int) -> Iterator[tuple[int, list[Voter]]]:
    """Households with `voters` members in all, street by street: number of the RT (from 0) and its members."""
    parts, left, count = _parts(), voters, 0
    while left:
        rt = min(rt_count - 1, (voters - left) * rt_count // voters)
        count += 1
        address = f"DK. {parts['dukuh'][rt % len(parts['dukuh'])]} NO {count}"
        members = people.family((address, f"{rt % 6 + 1:03d}", f"{rt // 6 + 1:03d}"))[:left]
        left -= len(members)
        yield rt, members


def make_village(
    area: str = "33.18.19.2008",
    *,
    voters: int = 1200,
    tps_count: int = 3,
    seed: int = 1,
    election: Election | None = None,
    flaws: bool = False,
) -> SampleVillage:
    """Make a village of exactly `voters` delivered voters. Households and RT stay together in one TPS.

    With `flaws` a few percent are odd as in real lists (see `sample_flaws`), without changing the count.
    """
    election = election or load_election("pilkada-2024")
    people = People(area, election, seed)
    rt_count = tps_count * max(1, -(-voters // (tps_count * 120)))
    centre = _centre(area)
    households = []
    for rt, members in families(people, voters, rt_count):
        tps = f"{rt * tps_count // rt_count + 1:03d}"
        latitude, longitude = _house(people.random, centre, rt)
        voter = members[0]
        rows = tuple(SampleVoter(people.dpid(), tps, member) for member in members)
        households.append(SampleHousehold(voter.nkk, voter.address, voter.rt, voter.rw, tps, latitude, longitude, rows))
    provinsi, kabupaten, kecamatan, name = areas.parent_names(area)
    rows = tuple(row for household in households for row in household.members)
    village = SampleVillage(
        area, name or f"Desa {area}", kecamatan, kabupaten, provinsi, election, seed, rows, tuple(households)
    )
    if flaws:
        from coklit_desktop.services.sample_flaws import with_flaws

        return with_flaws(village)
    return village


def random_village(seed: int, *, voters: int | None = None, flaws: bool = True) -> SampleVillage:
    """A village of Kabupaten Pati, drawn by `seed`, small enough for tests."""
    draw = Random(seed)  # noqa: S311
    area = draw.choice(areas.villages_under("33.18"))[0]
    count = voters or draw.randrange(40, 400)
    return make_village(area, voters=count, tps_count=draw.randrange(1, 5), seed=seed, flaws=flaws)


def _centre(area: str) -> tuple[float, float]:
    number = int(area[-3:]) if area[-3:].isdecimal() else 0
    return TAYU[0] + (number % 5 - 2) * 0.011, TAYU[1] + (number // 5 % 5 - 2) * 0.011


def _house(draw: Random, centre: tuple[float, float], rt: int) -> tuple[str, str]:
    latitude = centre[0] + (rt // 5 % 5 - 2) * 0.0019 + draw.uniform(-0.0008, 0.0008)
    longitude = centre[1] + (rt % 5 - 2) * 0.0019 + draw.uniform(-0.0008, 0.0008)
    return f"{latitude:.7f}", f"{longitude:.7f}"
