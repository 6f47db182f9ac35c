"""Households on the map: reading them, placing them, writing the map as one file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.records import CurrentVoter, Household, Place, number_or_text
from coklit_desktop.domain.subjects import household_subject, split_subject
from coklit_desktop.mapping.filters import MapFilter, filtered
from coklit_desktop.mapping.placing import make_place
from coklit_desktop.mapping.states import MapState, counted
from coklit_desktop.services.browsing import villages
from coklit_desktop.services.exporting import log_export
from coklit_desktop.services.ledger import Saved, append_entry, refold, require_writable, saved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

PLACE = "place"


def households(
    desk: Desk,
    *,
    tps: str | None = None,
    rt: str | None = None,
    rw: str | None = None,
    state: str | Collection[str] | None = None,
) -> list[Household]:
    """The households of the office's area, placed or not, in the order of the printed list.

    `tps`, `rt` and `rw` keep those with a member there, `state` those in (one of) that state on the map.
    """
    with desk.store.read() as unit:
        found = [item for area in villages(unit) for item in _of_village(unit, area)]
    states = [state] if isinstance(state, str) else state or ()
    wanted = MapFilter(tps or "", rt or "", rw or "", frozenset(MapState(name) for name in states))
    return found if wanted == MapFilter() else filtered(found, wanted)


def household(desk: Desk, key: str) -> Household:
    """One household as it stands now. Raises CoklitError `keluarga_tak_dikenal`."""
    with desk.store.read() as unit:
        return _one(unit, key)


def place_household(
    desk: Desk,
    key: str,
    latitude: float | str,
    longitude: float | str,
    source: str,
    accuracy: str | None = None,
) -> Saved:
    """Say where a household is; the same place again is unchanged. Undone like any entry.

    Raises CoklitError: the codes of `mapping.placing.problem_of`, keluarga_tak_dikenal.
    """
    return _set_place(desk, key, make_place(latitude, longitude, source, accuracy))


def remove_place(desk: Desk, key: str) -> Saved:
    """Take a household off the map. Raises CoklitError `keluarga_tak_dikenal`."""
    return _set_place(desk, key, None)


def write_map(desk: Desk, out: Path, *, progress: Progress = no_progress) -> Path:
    """Write the map as one HTML file that opens with no network, and log the export."""
    from coklit_desktop.mapping.page import write_standalone

    progress(0.0, "Membaca keluarga")
    write_standalone(
        households(desk),
        out,
        title=map_title(desk),
        made_at=datetime.fromtimestamp(desk.now_ms() / 1000).astimezone(),
        progress=lambda done, what: progress(0.2 + 0.8 * done, what),
    )
    log_export(desk, "peta html")
    return out


def map_title(desk: Desk) -> str:
    """Heading of the map: the area and the election."""
    name = next((name for name in reversed(desk.area_names) if name), desk.area)
    kind = {"ppk": "Kecamatan", "kabko": "Kabupaten/Kota"}.get(desk.office)
    kind = kind or ("Kelurahan" if desk.area.rsplit(".", 1)[-1].startswith("1") else "Desa")
    return f"Peta keluarga {kind} {name} · {desk.election.short_title}"


def _of_village(unit: Unit, area: str) -> list[Household]:
    return gather(area, unit.iter_voters(area), unit.places(area))


def gather(area: str, rows: Iterable[CurrentVoter], places: Mapping[str, Place]) -> list[Household]:
    """Rows of a village as households, each with its place; who has no NKK belongs to none (as in `Counts.kk`)."""
    by_nkk: dict[str, list[CurrentVoter]] = {}
    for row in counted(rows):
        if row.voter.nkk:
            by_nkk.setdefault(row.voter.nkk, []).append(row)
    found = []
    for nkk, members in by_nkk.items():
        members.sort(key=lambda row: row.list_order)
        key = household_subject(area, nkk)
        found.append(Household(key, nkk, tuple(members), places.get(key)))
    found.sort(key=_printed_order)
    return found


def _printed_order(found: Household) -> tuple[object, ...]:
    first = found.members[0]
    return (number_or_text(first.tps), *first.list_order)


def _one(unit: Unit, key: str) -> Household:
    kind, area, nkk = split_subject(key)
    rows = unit.voters(area=area, nkks=[nkk]) if kind == "kk" else []
    found = gather(area, rows, {})
    if not found:
        raise CoklitError("keluarga_tak_dikenal")
    return Household(key, nkk, found[0].members, unit.places(area).get(key))


def _set_place(desk: Desk, key: str, place: Place | None) -> Saved:
    require_writable(desk)
    with desk.store.write() as unit:
        before = _one(unit, key).place
        if before == place:
            return Saved("", 0, desk.now_ms(), None, unchanged=True)
        area = split_subject(key)[1]
        entry = append_entry(unit, desk, Kind.PLACE, key, {PLACE: place_to_json(place)}, area=area)
        refold(unit, desk.ordering, area, [key])
        return saved(desk, unit, entry)


def place_to_json(place: Place | None) -> dict[str, str] | None:
    """A place as entries keep it; None takes it away."""
    if place is None:
        return None
    found = {"latitude": place.latitude, "longitude": place.longitude, "source": place.source}
    return found if place.accuracy is None else {**found, "accuracy": place.accuracy}
