"""Official forms: make them, one or a whole set, say what is missing, and note what left the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress, part_of
from coklit_desktop.services.exporting import export_words, log_export
from coklit_desktop.services.form_data import AS_IS, Wish, reading

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.reports.catalog import Format, FormInfo, Paper
    from coklit_desktop.services.desk import Desk


def forms(desk: Desk) -> list[FormInfo]:
    """The forms of this office, by phase; an office above the village sees its own first."""
    from coklit_desktop.reports.catalog import ABOVE, forms_of

    found = [form for form in forms_of(desk.election).values() if desk.office in form.offices]
    return found if desk.office == "pps" else sorted(found, key=lambda form: form.phase != ABOVE)


def make_form(
    desk: Desk,
    form_id: str,
    out: Path,
    *,
    tps: str | None = None,
    fmt: Format = "pdf",
    paper: Paper = "F4",
    wish: Wish = AS_IS,
    progress: Progress = no_progress,
) -> Path:
    """Write one form (for one TPS or all) to `out` and log the export. Raises CoklitError; cancel leaves no file."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import make

    progress(0.0, "Membaca daftar")
    with reading(desk, form_of(desk.election, form_id), wish) as data:
        make(form_id, data, out, fmt=fmt, paper=paper, tps=None if tps is None else [tps], progress=progress)
    log_export(desk, export_words(form_id, fmt, wish))
    return out


def set_of(desk: Desk) -> list[FormInfo]:
    """The forms that the evening's pleno wants on paper: those of the list, and of the pleno itself; the correction
    sheet only once there is something that it could correct.
    """
    from coklit_desktop.reports.catalog import AFTER, PLENO
    from coklit_desktop.services.determining import determination

    skipped = set() if determination(desk) else {"lembar-perbaikan"}
    found = (form for form in forms(desk) if form.phase in (AFTER, PLENO) and "pdf" in form.formats)
    return [form for form in found if form.id not in skipped]


def make_set(
    desk: Desk, folder: Path, *, paper: Paper = "F4", wish: Wish = AS_IS, progress: Progress = no_progress
) -> list[Path]:
    """Write all forms of the pleno into a folder, numbered in the order of the evening. Raises CoklitError."""
    wanted = set_of(desk)
    made = []
    for number, form in enumerate(wanted, 1):
        out = folder / f"{number:02d}_{form.id}_{wish.area or desk.area}.pdf"
        told = part_of(progress, (number - 1) / len(wanted), number / len(wanted))
        made.append(make_form(desk, form.id, out, paper=paper, wish=wish, progress=told))
    return made


def missing(desk: Desk, form_id: str, tps: str | None = None) -> list[str]:
    """What is not filled in yet for a form, in plain words."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import missing as find_missing

    with reading(desk, form_of(desk.election, form_id)) as data:
        return find_missing(form_id, data, None if tps is None else [tps])


def format_of(form_id: str, wanted: Format | None, out: Path) -> Format:
    """The format asked for; else what the file's name ends in, else the form's first. Raises `akhiran_tak_dikenal`."""
    from coklit_desktop.reports.catalog import FORMS

    if wanted is not None:
        return wanted
    endings: dict[str, Format] = {".pdf": "pdf", ".xlsx": "xlsx", ".docx": "docx"}
    ending = out.suffix.lower()
    if ending in endings:
        return endings[ending]
    if ending in (".doc", ".xls", ".csv", ".ods", ".odt", ".html"):
        raise CoklitError("akhiran_tak_dikenal", ending=ending)
    return FORMS[form_id].formats[0] if form_id in FORMS else "pdf"


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
            "variants": [variant.id for variant in form.variants],
        }
        for form in FORMS.values()
    ]
