"""Random histories: several sites key, correct, undo and decide, each on the part of the ledger that it knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, RowKind, State
from tests.domain.ledgers import NOW, YEAR_1970, YEAR_2099, Site, base, nik, tms, village, voter

TPS_LIST = ("001", "002", "003")

# Ten voters in three TPS; the last two bear the NIK of the first, and one that cannot be.
VILLAGE = village(
    *(base(number, TPS_LIST[number // 3]) for number in range(8)),
    base(8, "003", nik=nik(1, "L"), name="WARGA 0"),
    base(9, "002", nik="3318"),
)
SUBJECTS = tuple(VILLAGE)
CLOCKS = (NOW, NOW + 60_000, YEAR_1970, YEAR_2099)


class Step(NamedTuple):
    """What one site does next; `who` and `how` choose among what there is."""

    site: int
    what: str
    who: int
    how: int


def steps(actions: tuple[str, ...], most: int = 18) -> st.SearchStrategy[list[Step]]:
    """Lists of steps of three sites, most of them about the same few voters."""
    who = st.sampled_from((0, 0, 0, 8, 8, 1, 3, 3, 9, 6))
    step = st.builds(Step, st.integers(0, 2), st.sampled_from(actions), who, st.integers(0, 5))
    return st.lists(step, min_size=most // 2, max_size=most)


def clocks() -> st.SearchStrategy[list[int]]:
    """A clock for each of three sites, right or wrong."""
    return st.lists(st.sampled_from(CLOCKS), min_size=3, max_size=3)


def play(history: list[Step], times: list[int] | None = None) -> list[Site]:
    """Let three sites do what the steps say; a step that the services would refuse is left out."""
    sites = [
        Site(name, VILLAGE, clock)
        for name, clock in zip(("aa000001", "bb000002", "cc000003"), times or [NOW] * 3, strict=True)
    ]
    for step in history:
        site = sites[step.site]
        site.clock += 1000
        if step.what in ("terima", "putuskan"):
            site.take(sites[(step.site + 1 + step.how) % 3])
        if step.what != "terima":
            ACTIONS[step.what](site, SUBJECTS[step.who], step.how)
    return sites


def together(sites: list[Site]) -> Site:
    """A site that knows everything."""
    return Site("ff00000f", VILLAGE).take(*sites)


def _outcome(*choices: Outcome) -> Callable[[Site, str, int], None]:
    def key(site: Site, subject: str, how: int) -> None:
        site.outcome(subject, choices[how % len(choices)])

    return key


def _eight(site: Site, subject: str, how: int) -> None:
    targets = [tps for tps in TPS_LIST if tps != VILLAGE[subject].tps]
    site.outcome(subject, tms("salah_tps", **({"target": targets[how % 2]} if how < 4 else {})))


def _ubah(site: Site, subject: str, how: int) -> None:
    sex = "P" if VILLAGE[subject].voter.sex == "L" else "L"
    cell, value = (
        ("name", "TITIK"), ("name", "TUTIK"), ("sex", sex), ("rt", "007"), ("nik", nik(1)), ("rw", "009"),
    )[how]  # fmt: skip
    site.ubah(subject, **{cell: value})


def _move(site: Site, subject: str, how: int) -> None:
    site.ubah(subject, tps=TPS_LIST[how % 3])


def _new(site: Site, subject: str, how: int) -> None:
    same = VILLAGE[subject].voter
    cells = voter(50 + how) if how > 3 else same._replace(name=("WARGA BARU", same.name)[how % 2])
    site.new(TPS_LIST[how % 3], cells)


def _keyed(site: Site, who: str, how: int) -> CurrentVoter | None:
    found = sorted(subject for subject, one in site.rows().items() if one.kind is RowKind.NEW)
    return site.row(found[(how + SUBJECTS.index(who)) % len(found)]) if found else None


def _revise(site: Site, subject: str, how: int) -> None:
    one = _keyed(site, subject, how)
    if one is not None and not one.withdrawn:
        site.revise(one.subject, **({"tps": TPS_LIST[how % 3]} if how < 3 else {"name": f"BARU {how}"}))


def _withdraw(site: Site, subject: str, how: int) -> None:
    one = _keyed(site, subject, how)
    if one is not None and not one.withdrawn:
        site.withdraw(one.subject)


def _pair(site: Site, subject: str, how: int) -> None:
    one = _keyed(site, subject, how)
    if one is not None and site.row(subject).outcome.is_wrong_tps:
        site.pair(subject, one.subject)


def _undo(site: Site, _subject: str, how: int) -> None:
    found = [entry for entry in site.entries.values() if entry.kind != Kind.DELIVERY and site.may_undo(entry)]
    if found:
        site.undo(found[-1 - how % len(found)])


def _decide(site: Site, _subject: str, how: int) -> None:
    found = site.conflicts()
    if found:
        site.decide(found[how % len(found)], how)


ACTIONS: dict[str, Callable[[Site, str, int], None]] = {
    "hasil": _outcome(
        SESUAI, Outcome(State.TIDAK_DITEMUI), tms("meninggal"), Outcome(), tms("ganda", keeps=SUBJECTS[1])
    ),
    "delapan": _eight,
    "ubah": _ubah,
    "pindah": _move,
    "baru": _new,
    "perbaiki": _revise,
    "cabut": _withdraw,
    "pasangkan": _pair,
    "batalkan": _undo,
    "putuskan": _decide,
}
KEYED = ("hasil", "delapan", "ubah", "pindah", "baru", "perbaiki", "cabut", "pasangkan")
ALL = (*KEYED, *KEYED, "batalkan", "putuskan", "putuskan", "terima", "terima", "terima")
