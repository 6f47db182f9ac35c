"""Tetapkan: the list as the pleno determined it (docs/ledger.md 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind, hlc_parts
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.field_items import whole
from coklit_desktop.domain.history import fold_fields
from coklit_desktop.domain.recap import Counts, SexCount, count_groups, sum_counts
from coklit_desktop.domain.subjects import office_subject
from coklit_desktop.services.browsing import area_digest
from coklit_desktop.services.ledger import (
    append_entry,
    determination_topic,
    refold,
    require_writable,
)
from coklit_desktop.services.past import heads_now

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

FIELDS = ("catatan", "digest", "L", "P", "heads")  # of the topic `penetapan:<stage>`


@dataclass(frozen=True, slots=True)
class Determination:
    """What the pleno determined. Place, day and number of the minutes are those of the office's topic `pleno`."""

    area: str
    stage: str
    at: int  # milliseconds since 1970, by the clock of the laptop
    clerk: str
    site: str
    seq: int  # number of the last entry before it ("catatan ke-")
    digest: str
    akhir: SexCount
    heads: str  # see services.past
    place: str = ""
    day: str = ""
    minutes_number: str = ""


def determination(desk: Desk, stage_id: str | None = None) -> Determination | None:
    """The determination of the stage in force, or of another stage; None if there is none."""
    with desk.store.read() as unit:
        return determination_in(desk, unit, stage_id)


def determination_in(
    desk: Desk, unit: Unit, stage_id: str | None = None, area: str | None = None
) -> Determination | None:
    """`determination` inside a transaction; also of a village below this office."""
    stage, village = stage_id or desk.stage_id, area or desk.area
    topic = determination_topic(stage)
    if not unit.office_value(village, topic, "digest"):
        return None
    registers = fold_fields(unit.entries_about([office_subject(village, topic)]), desk.ordering)
    values = {name: str(registers[name].value or "") if name in registers else "" for name in FIELDS}
    entry = registers["digest"].entry
    pleno = unit.office(village).get("pleno", {}) if stage == desk.stage_id else {}
    return Determination(
        area=village,
        stage=stage,
        at=hlc_parts(entry.envelope.hlc)[0],
        clerk=str((entry.body or {}).get("clerk", "")),
        site=entry.site,
        seq=whole(values["catatan"]) or 0,
        digest=values["digest"],
        akhir=SexCount(whole(values["L"]) or 0, whole(values["P"]) or 0),
        heads=values["heads"],
        place=pleno.get("tempat", ""),
        day=pleno.get("tanggal", ""),
        minutes_number=pleno.get("nomor_ba", ""),
    )


def determine(desk: Desk) -> Determination:
    """Tetapkan: keep where the list stands as what the pleno determined. From then on changes need a reason.

    Raises CoklitError: penetapan_hanya_pps, penetapan_sudah_ada, belum_ada_daftar, masih_ada_belum,
    masih_ada_beda_catatan.
    """
    require_writable(desk)
    _require_village(desk)
    subject = office_subject(desk.area, determination_topic(desk.stage_id))
    with desk.store.write() as unit:
        if determination_in(desk, unit) is not None:
            raise CoklitError("penetapan_sudah_ada", stage=desk.stage.title)
        akhir = _determinable(desk, unit).akhir
        fields = {
            "catatan": str(unit.head(desk.site, desk.area)[0]),
            "digest": area_digest(unit, desk.area),
            "L": str(akhir.L),
            "P": str(akhir.P),
            "heads": heads_now(unit, desk.area),
        }
        append_entry(unit, desk, Kind.OFFICE, subject, fields)
        refold(unit, desk.ordering, desk.area, [subject])
        found = determination_in(desk, unit)
    desk.change_reason = ""
    assert found is not None  # noqa: S101 - just written
    return found


def withdraw_determination(desk: Desk, reason: str) -> None:
    """Cabut penetapan: an entry too. Raises CoklitError: alasan_cabut_kosong, belum_ditetapkan, penetapan_hanya_pps."""
    require_writable(desk)
    _require_village(desk)
    if not reason.strip():
        raise CoklitError("alasan_cabut_kosong")
    subject = office_subject(desk.area, determination_topic(desk.stage_id))
    with desk.store.write() as unit:
        if determination_in(desk, unit) is None:
            raise CoklitError("belum_ditetapkan", stage=desk.stage.title)
        fields = dict.fromkeys(FIELDS)
        append_entry(unit, desk, Kind.OFFICE, subject, fields, extra={"reason": reason.strip()})
        refold(unit, desk.ordering, desk.area, [subject])
    desk.change_reason = ""


def needs_results(desk: Desk) -> bool:
    """Whether the stage in force is the coklit stage: only there every voter must have a result."""
    return desk.stage_id == desk.election.stages[0].id


def _require_village(desk: Desk) -> None:
    if desk.office != "pps":
        raise CoklitError("penetapan_hanya_pps")


def _determinable(desk: Desk, unit: Unit) -> Counts:
    """The sums of the list, if it may be determined."""
    by_tps = count_groups(unit.voter_groups(desk.area), {})
    if not by_tps:
        raise CoklitError("belum_ada_daftar")
    left = {tps: counts.belum.total for tps, counts in by_tps.items() if counts.belum.total}
    if left and needs_results(desk):
        places = ", ".join(f"{tps} ({count})" for tps, count in left.items())
        raise CoklitError("masih_ada_belum", count=sum(left.values()), tps=places)
    open_conflicts = len(unit.conflicting_voters())
    if open_conflicts:
        raise CoklitError("masih_ada_beda_catatan", count=open_conflicts)
    return sum_counts(by_tps.values())
