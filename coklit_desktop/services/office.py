"""The office's own data: officers, pantarlih, figures of a TPS, pleno, stage. Entries like everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.subjects import office_subject
from coklit_desktop.services.ledger import Saved, append_entry, refold, require_writable, saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.services.desk import Desk

STAGE = "stage"


def office_data(desk: Desk) -> dict[str, dict[str, str]]:
    """All topics of the desk's own area: `kantor`, `petugas:1`, `tps:001`, `pantarlih:001:1`, `pleno`, `stage`."""
    with desk.store.read() as unit:
        return unit.office(desk.area)


def set_office(desk: Desk, topic: str, values: Mapping[str, str]) -> Saved:
    """Keep fields of a topic; empty text clears one. What stands already writes nothing."""
    require_writable(desk)
    if topic == STAGE:
        _require_stage(desk, values.get("id", ""))
    subject = office_subject(desk.area, topic)
    with desk.store.write() as unit:
        known = unit.office(desk.area).get(topic, {})
        news = {name: value for name, value in values.items() if known.get(name, "") != value}
        if not news:
            return Saved("", 0, desk.now_ms(), None, unchanged=True)
        entry = append_entry(unit, desk, Kind.OFFICE, subject, news)
        refold(unit, desk.ordering, desk.area, [subject])
        done = saved(desk, unit, entry)
    if topic == STAGE:
        desk.stage_id = values["id"]
        desk.change_reason = ""  # it was about the list of the stage before
    return done


def _require_stage(desk: Desk, stage_id: str) -> None:
    known = [stage.id for stage in desk.election.stages]
    if stage_id not in known:
        raise CoklitError("tahapan_tak_dikenal", known=", ".join(known))
