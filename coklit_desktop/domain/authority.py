"""Which office may append which kind of entry about which area (design.md 7): the one table."""

from __future__ import annotations

from coklit_desktop.domain.entries import Entry, Kind
from coklit_desktop.domain.subjects import split_subject

_EVERYTHING = frozenset(Kind)

# A PPK decides, asks and corrects figures of the minutes, but never keys results. `undo` outside a village office
# may only name an entry of the same site: see `may_undo`.
MAY_APPEND: dict[str, frozenset[Kind]] = {
    "pps": _EVERYTHING,
    "ppk": frozenset({Kind.DELIVERY, Kind.DECIDE, Kind.UNDO, Kind.PLACE, Kind.OFFICE}),
    "kabko": frozenset({Kind.DELIVERY, Kind.DECIDE, Kind.UNDO, Kind.PAIR, Kind.PLACE, Kind.OFFICE}),
}


def is_within(area: str, office_area: str) -> bool:
    """Whether `area` is the office's own or lies in it: 33.18.19.2008 in 33.18.19 and 33.18."""
    return area == office_area or area.startswith(f"{office_area}.")


def regency_of(area: str) -> str:
    """The regency of any area: the first two parts of its code."""
    return ".".join(area.split(".")[:2])


def kecamatan_of(area: str) -> str | None:
    """The kecamatan of a village or kecamatan, None for a regency."""
    parts = area.split(".")
    return ".".join(parts[:3]) if len(parts) >= 3 else None


def refusal(role: str, office_area: str, entry: Entry) -> str | None:
    """Why an office may not have written an entry: `peran`, `wilayah`, `versi` (kind unknown here); None if it may."""
    if entry.kind not in _EVERYTHING:
        return "versi"
    if Kind(entry.kind) not in MAY_APPEND.get(role, frozenset()):
        return "peran"
    if not is_within(entry.envelope.area, office_area) or not _subject_is_there(entry):
        return "wilayah"
    return None


def may_undo(role: str, undone: Entry, by_site: str) -> bool:
    """Whether a site of this role may undo that entry: a village office any of its area, the others only their own."""
    return role == "pps" or undone.site == by_site


def _subject_is_there(entry: Entry) -> bool:
    """Whether the subject, if it names an area, names that of the stream."""
    subject = entry.subject
    if subject is None:
        return True
    try:
        kind, area, _rest = split_subject(subject)
    except (AttributeError, ValueError):
        return False
    return kind not in {"d", "h", "b", "p", "kk", "office"} or area == entry.envelope.area
