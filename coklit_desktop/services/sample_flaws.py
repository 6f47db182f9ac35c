"""What is odd in real lists, put into an invented one: domain.md 4 and 6 in small numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from coklit_desktop.domain.records import Voter

if TYPE_CHECKING:
    from coklit_desktop.services.sample_people import SampleVillage, SampleVoter

Flaw = Callable[[Voter, Voter], Voter]  # the voter and another one of the village

FLAWS: dict[str, Flaw] = {
    "nik_15": lambda voter, _: voter._replace(nik=voter.nik[:-1]),
    "nik_repeated": lambda voter, _: voter._replace(nik="2" * 16),
    "nik_double": lambda voter, other: voter._replace(nik=other.nik),
    "born_unknown": lambda voter, _: voter._replace(birth_date="00|00|0000"),
    "born_differs": lambda voter, _: voter._replace(birth_date="01|07|" + voter.birth_date[-4:]),
    "nkk_impossible": lambda voter, _: voter._replace(nkk="1890000000000000"),
    "sex_differs": lambda voter, _: voter._replace(sex="L" if voter.sex == "P" else "P"),
    "rt_empty": lambda voter, _: voter._replace(rt="0", rw="0"),
    "short_name": lambda voter, _: voter._replace(name=voter.name[:1]),
    "quoted_name": lambda voter, _: voter._replace(name=f'{voter.name} "{voter.name[:3]}"'),
    "apostrophe": lambda voter, _: voter._replace(name=voter.name[:1] + "'" + voter.name[1:]),
    "same_person": lambda voter, other: voter._replace(
        name=other.name, birth_date=other.birth_date, birth_place=other.birth_place, sex=other.sex
    ),
    "split_kk": lambda voter, other: voter._replace(nkk=other.nkk),
    "very_old": lambda voter, _: voter._replace(birth_date=voter.birth_date[:6] + "1915"),
    "too_young": lambda voter, _: voter._replace(birth_date=voter.birth_date[:6] + "2010", marital_status="belum"),
}
SHARE = 0.03  # of all voters
ASIDE = 0.005  # rows besides, whose STATUS is no active one


def with_flaws(village: SampleVillage) -> SampleVillage:
    """The village with each kind of flaw in turn, in about three voters of a hundred, and some rows kept aside."""
    draw = Random(f"{village.area}/{village.seed}/flaws")  # noqa: S311 - invented people, no secrets
    rows = list(village.voters)
    count = min(len(rows), max(len(FLAWS), round(len(rows) * SHARE)))
    kinds = list(FLAWS.values())
    for number, at in enumerate(draw.sample(range(len(rows)), count)):
        other = draw.choice(village.voters).voter
        rows[at] = replace(rows[at], voter=kinds[number % len(kinds)](rows[at].voter, other))
    aside = _aside(village, draw, max(1, round(len(rows) * ASIDE)))
    by_dpid = {row.dpid: row for row in rows}
    households = tuple(
        replace(home, members=tuple(by_dpid[member.dpid] for member in home.members)) for home in village.households
    )
    return replace(village, voters=(*rows, *aside), households=households)


def _aside(village: SampleVillage, draw: Random, count: int) -> list[SampleVoter]:
    """Rows that Sidalih keeps of voters it has struck: other DPIDs, other NIKs."""
    found = []
    for number in range(count):
        row = draw.choice(village.voters)
        nik = row.voter.nik[:12] + f"{9000 + number:04d}"
        dpid = str(int(village.voters[-1].dpid) + 1 + number)
        status = draw.choice(("HAPUS", "TMS", "GANDA"))
        found.append(replace(row, dpid=dpid, voter=row.voter._replace(nik=nik), status=status))
    return found
