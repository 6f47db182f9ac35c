"""The list as it was: deliveries and entries up to a point, through the one fold. Nothing is stored but the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import hlc_parts
from coklit_desktop.domain.field_items import whole
from coklit_desktop.services.ledger import area_entries, fold_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.domain.entries import Entry
    from coklit_desktop.domain.history import Ordering
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.store.unit import Unit


def heads_now(unit: Unit, area: str) -> str:
    """Where all chains about an area stand, as text: `site:seq,…` by site."""
    return ",".join(f"{head.site}:{head.seq}" for head in unit.heads() if head.area == area)


def read_heads(heads: str) -> dict[str, int]:
    """Site -> number of its last entry, of what `heads_now` gave; what another program wrote wrong is left out."""
    pairs = (part.partition(":") for part in heads.split(","))
    return {site: seq for site, _, number in pairs if (seq := whole(number))}


def list_at_heads(unit: Unit, ordering: Ordering, area: str, heads: str) -> list[CurrentVoter]:
    """The list of a village when its chains stood at `heads`."""
    return fold_list(unit, ordering, area, entries_upto(unit, area, heads))


def entries_upto(unit: Unit, area: str, heads: str) -> list[Entry]:
    """The entries about an area up to `heads`."""
    return [e for site, seq in read_heads(heads).items() for e in unit.entries_of(site, area, upto=seq)]


def entries_after(unit: Unit, area: str, heads: str) -> list[Entry]:
    """The entries about an area behind `heads`, late ones of other sites too."""
    known = read_heads(heads)
    sites = [head.site for head in unit.heads() if head.area == area]
    return [entry for site in sites for entry in unit.entries_of(site, area, after=known.get(site, 0))]


def list_before(unit: Unit, ordering: Ordering, area: str, when_ms: int) -> list[CurrentVoter]:
    """The list of a village at a moment, by the clocks of those who wrote; an impossible clock is before everything."""
    return lists_before(unit, ordering, area, [when_ms])[0]


def lists_before(unit: Unit, ordering: Ordering, area: str, moments: Sequence[int]) -> list[list[CurrentVoter]]:
    """`list_before` of several moments, the entries read once."""
    entries = area_entries(unit, area)
    found: Mapping[int, list[Entry]] = {when: [e for e in entries if _is_before(ordering, e, when)] for when in moments}
    return [fold_list(unit, ordering, area, found[when]) for when in moments]


def _is_before(ordering: Ordering, entry: Entry, when_ms: int) -> bool:
    hlc = entry.envelope.hlc
    return hlc_parts(hlc)[0] < when_ms or not ordering.plausible(hlc)
