"""What a form is filled from, read in one transaction; voters TPS by TPS, as the form asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from coklit_desktop.domain.areas import area_name, children, parent_names
from coklit_desktop.domain.authority import is_within
from coklit_desktop.domain.digest import stands, sum_digest
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.recap import Counts, count_groups, sum_counts
from coklit_desktop.services.browsing import area_digest, villages
from coklit_desktop.services.supplies import supplies

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.counted import Counted
    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.reports.catalog import FormInfo
    from coklit_desktop.reports.data import AreaPart, FormData
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a form is wanted. `area`: of a village or kecamatan below this office. `first`: for a first look, without
    digest and code; of forms that list everybody only so many rows a TPS, without sums.
    """

    masked: bool = False
    qr: bool = True
    area: str | None = None
    variant: str | None = None
    copy_for: str = ""
    first: int | None = None


AS_IS = Wish()


class _RowsByTps(Mapping[str, Sequence["CurrentVoter"]]):
    """Rows that belong to a TPS or were delivered to it, read when asked for; the last TPS is kept."""

    def __init__(self, unit: Unit, area: str, first: int | None) -> None:
        self._unit, self._area, self._first = unit, area, first
        self._names = [tps for _, tps in unit.tps_list(area)]
        self._kept: tuple[str, list[CurrentVoter]] = ("", [])

    def __getitem__(self, tps: str) -> Sequence[CurrentVoter]:
        if tps not in self._names:
            raise KeyError(tps)
        if self._kept[0] != tps:
            rows = self._unit.voters(area=self._area, tps=tps, limit=self._first)
            self._kept = (tps, [row for row in rows if stands(row)])
        return self._kept[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@contextmanager
def reading(desk: Desk, form: FormInfo, wish: Wish = AS_IS) -> Iterator[FormData]:
    """The data of one form while its transaction lasts. Raises CoklitError `belum_ada_daftar`, `pilih_desa`,
    `pilih_kecamatan`, `wilayah_bukan_bawahan`, `formulir_kantor_lain`, `ragam_tak_ada`.
    """
    if desk.office not in form.offices:
        raise CoklitError("formulir_kantor_lain", form=form.title)
    variant = form.variant(wish.variant)
    with desk.store.read() as unit:
        area = _area_of(desk, unit, form, wish.area)
        yield _form_data(desk, unit, form, area, wish, variant)


def _form_data(desk: Desk, unit: Unit, form: FormInfo, area: str, wish: Wish, variant: str) -> FormData:
    from coklit_desktop.reports.data import AreaNames, FormData, ListState

    below = [village for village in villages(unit) if is_within(village, area)]
    if not below:
        raise CoklitError("belum_ada_daftar")
    is_village = area.count(".") == 3
    office = unit.office(area)
    determined = office.get(f"penetapan:{desk.stage_id}", {})
    made_at = datetime.fromtimestamp(desk.now_ms() / 1000, UTC).astimezone()
    parts = [] if is_village else _parts(desk, unit, area, below)
    digest = "" if wish.first else kept(desk, unit, "digest", area, lambda: _digest(unit, below, area))
    return FormData(
        election=desk.election,
        stage_id=desk.stage_id,
        area_names=AreaNames(*parent_names(area)),
        village_is_kelurahan=is_kelurahan(area),
        office=office,
        rows_by_tps=_RowsByTps(unit, area, wish.first if form.lists_all else None) if is_village else {},
        counts_by_tps=_counts(desk, unit, area) if is_village and not (wish.first and form.lists_all) else {},
        counting=_counting(unit, area) if is_village and not (wish.first and form.lists_all) else None,
        state=ListState(unit.head(desk.site, desk.area)[0], digest, made_at),
        masked=wish.masked,
        area=area,
        qr=wish.qr and not wish.first,
        office_kind=("kabko", "ppk", "pps")[area.count(".") - 1],
        variant=variant,
        draft=not determined.get("digest") if is_village else any(_is_open(part) for part in parts),
        copy_for=wish.copy_for,
        parts=parts,
        determined=determined,
        more={} if wish.first else supplies(desk, unit, form.id, area, variant),
    )


def _counting(unit: Unit, village: str) -> Callable[[Counted], list[CurrentVoter]]:
    """Finds whom a number counts by the indexes of the store, instead of past everybody."""
    return lambda counted: unit.voters_counted(replace(counted, area=village))


def _area_of(desk: Desk, unit: Unit, form: FormInfo, wanted: str | None) -> str:
    """The area a form is of: named, or the office's own, or the only village or kecamatan that has a list here."""
    depth = {"village": 3, "district": 2, "regency": 1}.get(form.level)
    if wanted is not None and not desk.covers(wanted):
        raise CoklitError("wilayah_bukan_bawahan", area=wanted)
    area = wanted or desk.area
    if depth is None or area.count(".") == depth:
        return area
    if depth < area.count("."):
        raise CoklitError("formulir_kantor_lain", form=form.title)
    below = {village.rsplit(".", 3 - depth)[0] for village in villages(unit) if is_within(village, area)}
    if not below:
        raise CoklitError("belum_ada_daftar")
    if len(below) > 1:
        raise CoklitError("pilih_desa" if depth == 3 else "pilih_kecamatan", form=form.title)
    return below.pop()


def _is_open(part: AreaPart) -> bool:
    """Whether a line of a recap is not final: nothing came yet, or voters without a result. Above the village nobody
    determines in this program: their recaps are drafts as long as a line is open.
    """
    return not part.tps or part.counts.belum.total > 0


def _counts(desk: Desk, unit: Unit, village: str) -> dict[str, Counts]:
    return kept(
        desk, unit, "counts", village, lambda: count_groups(unit.voter_groups(village), unit.household_counts(village))
    )


def _parts(desk: Desk, unit: Unit, area: str, below: Sequence[str]) -> list[AreaPart]:
    """The lines of a recap above the village: villages of a kecamatan, kecamatan of a regency, heard of or not."""
    from coklit_desktop.reports.data import AreaPart

    counts = {village: _counts(desk, unit, village) for village in below}
    codes = {code for code, _ in children(area)}
    codes |= {village if area.count(".") == 2 else village.rsplit(".", 1)[0] for village in below}
    parts = []
    for code in sorted(codes):
        own = {village: found for village, found in counts.items() if is_within(village, code)}
        total = sum_counts(one for found in own.values() for one in found.values())
        tps = sum(len(found) for found in own.values())
        parts.append(AreaPart(code, area_name(code), total, tps, len(own)))
    return parts


def kept(desk: Desk, unit: Unit, what: str, area: str, compute: Callable[[], T]) -> T:
    """What `compute` says of an area, kept while no entry comes: reading all voters takes a while."""
    heads = hash(tuple(unit.heads()))
    found = desk.kept.get((what, area))
    if found is None or found[0] != heads:
        found = desk.kept[what, area] = (heads, compute())
    value: T = found[1]
    return value


def area_state(desk: Desk, unit: Unit, area: str) -> tuple[str, dict[str, dict[str, Counts]]]:
    """Digest of a village or of any area above it, and the sums of each of its villages by TPS."""
    below = [village for village in villages(unit) if is_within(village, area)]
    digest = kept(desk, unit, "digest", area, lambda: _digest(unit, below, area)) if below else ""
    return digest, {village: _counts(desk, unit, village) for village in below}


def _digest(unit: Unit, below: Sequence[str], area: str) -> str:
    digests = [area_digest(unit, village) for village in below]
    return digests[0] if area.count(".") == 3 else _sum(digests, below, area)


def _sum(digests: Sequence[str], below: Sequence[str], area: str) -> str:
    """A kecamatan's digest is of its villages', a regency's of its kecamatan's (design.md 2)."""
    if area.count(".") == 2:
        return sum_digest(digests)
    groups: dict[str, list[str]] = {}
    for village, digest in zip(below, digests, strict=True):
        groups.setdefault(village.rsplit(".", 1)[0], []).append(digest)
    return sum_digest(sum_digest(found) for found in groups.values())


def is_kelurahan(area: str) -> bool:
    """Whether a village code is a kelurahan's: its last part begins with 1 (a desa's with 2)."""
    return area.count(".") == 3 and area.rsplit(".", 1)[-1].startswith("1")
