"""What the Buku Coklit tells beyond sums and office data: places, days, ages, what there was to look at. No names."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.authority import is_within
from coklit_desktop.domain.checks import check_village
from coklit_desktop.domain.entries import Kind, hlc_parts
from coklit_desktop.domain.history import undone_hashes
from coklit_desktop.domain.identity import age_on, counted_sex
from coklit_desktop.domain.recap import SexCount
from coklit_desktop.services.browsing import villages
from coklit_desktop.services.determining import determination_in
from coklit_desktop.services.differing import differences_in
from coklit_desktop.services.evidence import lacking
from coklit_desktop.services.finding_titles import title_of
from coklit_desktop.services.ledger import area_entries
from coklit_desktop.services.mapping import gather

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coklit_desktop.domain.entries import Entry
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

WORK = frozenset({Kind.RESULT, Kind.NEW})
AGE_STEP, OLDEST = 10, 90


def book_data(desk: Desk, unit: Unit, area: str) -> Mapping[str, Any]:
    """`places`: (latitude, longitude, state) of each placed household; `households`: how many there are; `days`: (day,
    results keyed), days without a sensible clock left out; `ages`: (label, SexCount) of those in the list;
    `findings`: (severity, title, number), the most first; `without_paper`: (village, TPS, how many TMS lack a paper);
    `differences`: how many rows of a village are not as they were determined, None before that.
    """
    from coklit_desktop.mapping.states import state_of

    places: list[tuple[float, float, str]] = []
    households = 0
    days: Counter[date] = Counter()
    ages: dict[int, SexCount] = {}
    findings: Counter[tuple[str, str]] = Counter()
    papers: Counter[tuple[str, str]] = Counter()
    for village in (one for one in villages(unit) if is_within(one, area)):
        rows = list(unit.iter_voters(village))
        for household in gather(village, rows, unit.places(village)):
            households += 1
            if household.place is not None:
                where = household.place
                places.append((float(where.latitude), float(where.longitude), str(state_of(household))))
        days.update(_days(desk, area_entries(unit, village)))
        papers.update((village, row.delivered_tps) for row in lacking(rows) if not row.gone)
        _add_ages(ages, rows, desk.election.voting_day)
        for found in check_village(rows, desk.election):
            findings[found.severity, title_of(found.code)] += max(1, len(found.voters))
    return {
        "places": places,
        "households": households,
        "days": sorted(days.items()),
        "ages": [(_age_label(age), count) for age, count in sorted(ages.items())],
        "findings": [(severity, title, number) for (severity, title), number in findings.most_common()],
        "without_paper": [(village, tps, number) for (village, tps), number in sorted(papers.items())],
        "differences": _differences(desk, unit, area),
    }


def _differences(desk: Desk, unit: Unit, area: str) -> int | None:
    since = determination_in(desk, unit, area=area) if area.count(".") == 3 else None
    return None if since is None else len(differences_in(desk, unit, since))


def _days(desk: Desk, entries: Iterable[Entry]) -> Iterable[date]:
    """The day of each result that stands, by the clock of the laptop it was keyed on."""
    known = list(entries)
    undone = undone_hashes(known)
    for entry in known:
        hlc = entry.envelope.hlc
        if entry.kind in WORK and entry.hash not in undone and desk.ordering.plausible(hlc):
            yield datetime.fromtimestamp(hlc_parts(hlc)[0] / 1000).astimezone().date()


def _add_ages(ages: dict[int, SexCount], rows: Iterable[CurrentVoter], day: date) -> None:
    for row in rows:
        age = age_on(row.voter.birth_date, day) if row.is_active else None
        if age is not None and age >= 0:
            group = min(age // AGE_STEP * AGE_STEP, OLDEST)
            ages.setdefault(group, SexCount()).add(counted_sex(row.voter.sex, row.voter.nik))


def _age_label(age: int) -> str:
    return f"{age} ke atas" if age == OLDEST else f"{age}–{age + AGE_STEP - 1}"
