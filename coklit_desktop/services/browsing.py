"""Reading: sheets, counts, search, a voter's life. Nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.digest import stands, sum_digest, tps_digests
from coklit_desktop.domain.entries import Entry, Kind, entry_ref, hlc_parts
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import undone_hashes
from coklit_desktop.domain.printed_order import in_printed_order
from coklit_desktop.domain.recap import Counts, count_groups, count_rows, sum_counts
from coklit_desktop.domain.records import CurrentVoter, RowKind
from coklit_desktop.domain.subjects import delivered_subject, household_subject
from coklit_desktop.services.telling import tell
from coklit_desktop.services.undoing import NOT_UNDOABLE, builders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coklit_desktop.domain.queries import VoterPage, VoterQuery
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class TpsOverview:
    """One row of Beranda."""

    area: str
    tps: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event in a voter's life, newest last."""

    ref: str
    seq: int
    when: int  # milliseconds since 1970, by the clock of the one who wrote it
    who: str
    site: str
    what: str
    undone: bool
    reason: str
    can_undo: bool


def sheet(desk: Desk, tps: str) -> list[CurrentVoter]:
    """Delivered voters of a TPS in the order of the printed list; `line` is the number on it."""
    with desk.store.read() as unit:
        rows = unit.voters(area=desk.area, tps=tps)
    return in_printed_order(row for row in rows if row.is_delivered and row.delivered_tps == tps)


def new_voters(desk: Desk, tps: str) -> list[CurrentVoter]:
    """The Bs of a TPS, keyed and made, in the order in which they came."""
    with desk.store.read() as unit:
        rows = unit.voters(area=desk.area, tps=tps)
    return [row for row in rows if row.kind is not RowKind.DELIVERED and row.is_active and row.tps == tps]


def tps_counts(desk: Desk, tps: str) -> Counts:
    """The sums of one TPS."""
    with desk.store.read() as unit:
        return count_rows(unit.voters(area=desk.area, tps=tps), tps)


def tps_overview(desk: Desk) -> list[TpsOverview]:
    """The sums of every TPS of every village of the store."""
    with desk.store.read() as unit:
        return [
            TpsOverview(area, tps, counts)
            for area in villages(unit)
            for tps, counts in count_groups(unit.voter_groups(area), unit.household_counts(area)).items()
        ]


def village_counts(desk: Desk) -> Counts:
    """The sums of the whole store."""
    return sum_counts(line.counts for line in tps_overview(desk))


def tps_numbers(desk: Desk) -> list[tuple[str, str]]:
    """Area and number of every TPS of the store; quick at any size."""
    with desk.store.read() as unit:
        return sorted(unit.tps_list())


def last_seq(desk: Desk) -> int:
    """Number of the newest entry of this site about its own area; 0 if there is none."""
    with desk.store.read() as unit:
        return unit.head(desk.site, desk.area)[0]


def villages(unit: Unit) -> list[str]:
    """Villages that have a list here."""
    return sorted({area for area, _ in unit.tps_list()})


def search(desk: Desk, query: VoterQuery) -> VoterPage:
    """A page of the table of voters."""
    with desk.store.read() as unit:
        return unit.search(query)


def voter(desk: Desk, subject: str) -> CurrentVoter:
    """One current row, by subject or DPID. Raises CoklitError `pemilih_tak_dikenal`."""
    with desk.store.read() as unit:
        return find_voter(desk, unit, subject)


def find_voter(desk: Desk, unit: Unit, name: str) -> CurrentVoter:
    """Find a row by subject or DPID. Raises CoklitError `pemilih_tak_dikenal`."""
    areas = villages(unit) or [desk.area]
    names = [name, *(delivered_subject(area, name) for area in areas)]
    rows = unit.voters(subjects=names) or unit.voters(dpids=[name])
    if not rows:
        raise CoklitError("pemilih_tak_dikenal")
    return rows[0]


def household(desk: Desk, nkk: str) -> list[CurrentVoter]:
    """Everybody on one NKK, struck ones included; who has no NKK has no household."""
    if not nkk:
        return []
    with desk.store.read() as unit:
        rows = unit.voters(nkks=[nkk])
    return [row for row in rows if stands(row)]


def history(desk: Desk, name: str) -> list[HistoryLine]:
    """The life of a voter (by subject or DPID) or of any other subject, oldest first."""
    with desk.store.read() as unit:
        subject = name
        if not name.startswith(("b:", "kk:", "office:", "list:")):
            subject = find_voter(desk, unit, name).subject
        about = desk.ordering.sort(unit.entries_about([subject.removeprefix("p:")]))
    if not about and name.startswith("b:"):
        raise CoklitError("pemilih_tak_dikenal")
    undone = undone_hashes(about)
    return [_line(desk, entry, about, undone) for entry in about]


def _line(desk: Desk, entry: Entry, about: list[Entry], undone: set[str]) -> HistoryLine:
    body = entry.body or {}
    is_undone = entry.hash in undone
    return HistoryLine(
        ref=entry_ref(entry),
        seq=entry.seq,
        when=hlc_parts(entry.envelope.hlc)[0],
        who=str(body.get("clerk", "")),
        site=entry.site,
        what=tell(entry, about, desk.election),
        undone=is_undone,
        reason=str(body.get("reason") or ""),
        can_undo=not is_undone
        and entry.kind not in NOT_UNDOABLE
        and entry.kind != Kind.UNDO
        and not builders(entry, about),
    )


# --- status (design.md 6)


def status(desk: Desk, tps: str | None = None) -> dict[str, Any]:
    """The counts of the store as `coklit status --json` prints them; with `tps` only that TPS."""
    with desk.store.read() as unit:
        seq, hash_ = unit.head(desk.site, desk.area)
        areas = villages(unit)
        per_village = {area: _village(unit, area, tps) for area in areas}
        keys: set[str] = set()
        stands_in = {area: _digest(unit, area, keys) for area in areas}
        placed = sum(len(keys & unit.places(area).keys()) for area in areas)
    sums = {area: sum_counts(counts.values()) for area, counts in per_village.items()}
    found: dict[str, Any] = {
        "area": desk.area,
        "election": desk.election.id,
        "stage": desk.stage_id,
        "ledger": {"site": desk.site, "seq": seq, "hash": hash_},
        "digest": _own_digest(desk, {area: digest for area, (digest, _) in stands_in.items()}),
        "tps": [
            {
                "tps": int(number),
                "area": area,
                "digest": stands_in[area][1].get(number, sum_digest([])),
                **counts.to_json(desk.election),
            }
            for area, by_tps in per_village.items()
            for number, counts in by_tps.items()
        ],
        "total": sum_counts(sums.values()).to_json(desk.election),
        "households": {"all": len(keys), "placed": placed},
    }
    if desk.office != "pps":
        found["villages"] = [
            {"area": area, "digest": stands_in[area][0], **sums[area].to_json(desk.election)} for area in areas
        ]
    return found


def _village(unit: Unit, area: str, tps: str | None) -> Mapping[str, Counts]:
    counts = count_groups(unit.voter_groups(area), unit.household_counts(area))
    if tps is None:
        return counts
    return {tps: counts[tps]} if tps in counts else {}


def _digest(unit: Unit, area: str, households: set[str] | None = None) -> tuple[str, Mapping[str, str]]:
    """Digest of a village and of its TPS. The same pass over all voters adds their households to `households`."""

    def noted() -> Iterator[CurrentVoter]:
        for row in unit.iter_voters(area):
            if households is not None and row.voter.nkk and stands(row):
                households.add(household_subject(area, row.voter.nkk))
            yield row

    digests = tps_digests(noted())
    return sum_digest(digests.values()), digests


def _own_digest(desk: Desk, villages: Mapping[str, str]) -> str:
    """Digest of the office's area: of the village itself, or summed over kecamatan and regency."""
    if desk.office == "pps":
        return villages.get(desk.area, sum_digest([]))
    if desk.office == "ppk":
        return sum_digest(villages.values())
    districts = sorted({area.rsplit(".", 1)[0] for area in villages})
    return sum_digest(
        sum_digest(digest for area, digest in villages.items() if area.startswith(district + "."))
        for district in districts
    )


def area_digest(unit: Unit, area: str) -> str:
    """Digest of one village."""
    return _digest(unit, area)[0]
