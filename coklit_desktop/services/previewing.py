"""A form to be looked at before it is saved or printed: made in memory, so that nothing lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress, part_of
from coklit_desktop.reports.catalog import FormInfo, Paper
from coklit_desktop.reports.figures import Figures
from coklit_desktop.services.exporting import export_words, log_export
from coklit_desktop.services.form_data import AS_IS, Wish, reading
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.printing import forms
from coklit_desktop.services.supplies import has_supplies

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk

FIRST_ROWS = 120  # more than the first two pages of any by-name form hold


@dataclass(frozen=True, slots=True)
class FormsOverview:
    """All forms of this office, what each lacks, and the areas and TPS to choose from."""

    forms: tuple[FormInfo, ...]
    missing: dict[str, tuple[str, ...]]
    tps_list: tuple[str, ...]
    recipients: tuple[tuple[str, bool], ...]  # whom a copy may be for, and whether it is masked then


@dataclass(frozen=True, slots=True)
class Preview:
    """One form as it would be now; `pdf` is None for a form that is no paper."""

    form: FormInfo
    pdf: bytes | None = field(repr=False)
    missing: tuple[str, ...]
    figures: Figures


def overview(desk: Desk, area: str | None = None) -> FormsOverview:
    """What can be printed. Raises CoklitError `belum_ada_daftar`."""
    from coklit_desktop.reports.make import missing

    found = tuple(forms(desk))
    lacking: dict[str, tuple[str, ...]] = {}
    tps_list: tuple[str, ...] = ()
    for form in found:
        try:
            with reading(desk, form, Wish(area=area if form.level == "village" else None, first=1)) as data:
                lacking[form.id] = tuple(missing(form.id, data, None))
                tps_list = tps_list or tuple(data.tps_list)
        except CoklitError as error:
            if error.code not in ("pilih_desa", "pilih_kecamatan"):
                raise
            lacking[form.id] = (sentence(error),)
    people = tuple((one["name"], one["masked"]) for one in desk.election.forms["recipients"])
    return FormsOverview(found, lacking, tps_list, people)


def first_look(
    desk: Desk, form_id: str, *, tps: str | None = None, paper: Paper = "F4", wish: Wish = AS_IS
) -> bytes | None:
    """The first pages of a form, at once; None for no paper, and for what must be worked out. Raises CoklitError."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import first_pages

    form = form_of(desk.election, form_id)
    if "pdf" not in form.formats or has_supplies(form_id):
        return None
    with reading(desk, form, replace(wish, first=FIRST_ROWS)) as data:
        chosen = None if not form.per_tps else data.tps_list[:1] if tps is None else [tps]
        return first_pages(form_id, data, paper=paper, tps=chosen)


def preview(
    desk: Desk,
    form_id: str,
    *,
    tps: str | None = None,
    paper: Paper = "F4",
    wish: Wish = AS_IS,
    progress: Progress = no_progress,
) -> Preview:
    """Make one form in memory, with its figures and what it lacks. Raises CoklitError."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import missing, page_figures, pdf_bytes

    form = form_of(desk.election, form_id)
    chosen = None if tps is None or not form.per_tps else [tps]
    pdf = None
    with reading(desk, form, wish) as data:
        if "pdf" in form.formats:
            pdf = pdf_bytes(form_id, data, paper=paper, tps=chosen, progress=part_of(progress, 0.1, 1.0))
        return Preview(form, pdf, tuple(missing(form_id, data, chosen)), page_figures(form_id, data, chosen))


def note_printed(desk: Desk, form_id: str, wish: Wish) -> None:
    """Note in the export log that a form went to a printer."""
    log_export(desk, export_words(form_id, "cetak", wish))
