"""Official forms: gather what a form prints, make it, and say what is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from coklit_desktop.domain.digest import stands
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.recap import count_by_tps
from coklit_desktop.services.browsing import area_digest

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.reports.catalog import FormInfo
    from coklit_desktop.reports.data import FormData
    from coklit_desktop.services.desk import Desk


def forms(desk: Desk) -> list[FormInfo]:
    """The forms of this office, by phase."""
    from coklit_desktop.reports.catalog import forms_of

    return list(forms_of(desk.election).values())


def form_data(desk: Desk, *, masked: bool = False, qr: bool = True, area: str | None = None) -> FormData:
    """What forms of one village are filled from, read in one transaction. Raises CoklitError `belum_ada_daftar`."""
    from coklit_desktop.reports.data import AreaNames, FormData, ListState, rows_of_tps

    village = area or desk.area
    with desk.store.read() as unit:
        rows = [row for row in unit.iter_voters(village) if stands(row)]
        office = unit.office(village)
        seq, _ = unit.head(desk.site, desk.area)
        digest = area_digest(unit, village)
    if not rows:
        raise CoklitError("belum_ada_daftar")
    made_at = datetime.fromtimestamp(desk.now_ms() / 1000, UTC).astimezone()
    return FormData(
        election=desk.election,
        stage_id=desk.stage_id,
        area_names=AreaNames(*desk.area_names),
        village_is_kelurahan=is_kelurahan(village),
        office=office,
        rows_by_tps=rows_of_tps(rows),
        counts_by_tps=count_by_tps(rows),
        state=ListState(seq, digest, made_at),
        masked=masked,
        area=village,
        qr=qr,
    )


def is_kelurahan(area: str) -> bool:
    """Whether a village code is a kelurahan's: its last part begins with 1 (a desa's with 2)."""
    return area.rsplit(".", 1)[-1].startswith("1")


def make_form(
    desk: Desk,
    form_id: str,
    out: Path,
    *,
    tps: str | None = None,
    fmt: Literal["pdf", "xlsx"] = "pdf",
    paper: Literal["F4", "A4"] = "F4",
    masked: bool = False,
    qr: bool = True,
    progress: Progress = no_progress,
) -> Path:
    """Write one form (for one TPS or all) to `out` and log the export. Raises CoklitError; cancel leaves no file."""
    from coklit_desktop.reports.make import make

    progress(0.0, "Membaca daftar")
    data = form_data(desk, masked=masked, qr=qr)
    make(form_id, data, out, fmt=fmt, paper=paper, tps=None if tps is None else [tps], progress=progress)
    log_export(desk, f"{form_id} {fmt}{' samaran' if masked else ''}")
    return out


def missing(desk: Desk, form_id: str, tps: str | None = None) -> list[str]:
    """What is not filled in yet for a form, in plain words."""
    from coklit_desktop.reports.make import missing as find_missing

    return find_missing(form_id, form_data(desk), None if tps is None else [tps])


def format_of(form_id: str, wanted: Literal["pdf", "xlsx"] | None, out: Path) -> Literal["pdf", "xlsx"]:
    """The format asked for; else what the file's name ends in, else the form's first."""
    from coklit_desktop.reports.catalog import FORMS

    if wanted is not None:
        return wanted
    if out.suffix.lower() == ".xlsx":
        return "xlsx"
    if out.suffix.lower() == ".pdf" or form_id not in FORMS:
        return "pdf"
    return FORMS[form_id].formats[0]


def known_forms() -> list[dict[str, object]]:
    """All forms this program makes, as plain values."""
    from coklit_desktop.reports.catalog import FORMS

    return [
        {
            "id": form.id,
            "title": form.title,
            "phase": form.phase,
            "per_tps": form.per_tps,
            "formats": list(form.formats),
        }
        for form in FORMS.values()
    ]


def log_export(desk: Desk, what: str) -> None:
    """Note that data left the store in the clear. A desk opened beside the window only reads: then nothing is noted."""
    if desk.writable:
        with desk.store.write() as unit:
            unit.log_export(what, desk.now_ms())
