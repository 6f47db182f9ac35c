"""A form to be looked at before it is saved or printed: made in memory, so that nothing lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.reports.catalog import FormInfo
from coklit_desktop.reports.figures import Figure
from coklit_desktop.services.printing import form_data, log_export

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class FormsOverview:
    """All forms of this office, what each lacks, and the TPS to choose from."""

    forms: tuple[FormInfo, ...]
    missing: dict[str, tuple[str, ...]]
    tps_list: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One form as it would be now; `pdf` is None for a form that is no paper."""

    form: FormInfo
    pdf: bytes | None = field(repr=False)
    missing: tuple[str, ...]
    figures: tuple[Figure, ...]


def overview(desk: Desk) -> FormsOverview:
    """What can be printed. Raises CoklitError `belum_ada_daftar`."""
    from coklit_desktop.reports.catalog import forms_of
    from coklit_desktop.reports.make import missing

    data = form_data(desk)
    forms = forms_of(desk.election)
    lacking = {form_id: tuple(missing(form_id, data, None)) for form_id in forms}
    return FormsOverview(tuple(forms.values()), lacking, tuple(data.tps_list))


def preview(
    desk: Desk,
    form_id: str,
    *,
    tps: str | None = None,
    paper: Literal["F4", "A4"] = "F4",
    masked: bool = False,
    progress: Progress = no_progress,
) -> Preview:
    """Make one form in memory, with its figures and what it lacks. Raises CoklitError."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import missing, page_figures, pdf_bytes

    form = form_of(desk.election, form_id)
    data = form_data(desk, masked=masked)
    progress(0.1, "Membuat pratinjau")
    chosen = None if tps is None or not form.per_tps else [tps]
    pdf = pdf_bytes(form_id, data, paper=paper, tps=chosen, progress=progress) if "pdf" in form.formats else None
    figures = page_figures(form_id, data, chosen)
    return Preview(form, pdf, tuple(missing(form_id, data, chosen)), tuple(figures))


def note_printed(desk: Desk, form_id: str, *, masked: bool) -> None:
    """Note in the export log that a form went to a printer."""
    log_export(desk, f"{form_id} cetak{' samaran' if masked else ''}")
