"""Make a form: PDF or XLSX, written beside its place and then renamed: no half file ever stands there."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.papers import PageCode
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.recap import sum_counts
from coklit_desktop.reports import bulk_sidalih, changes_list, field_report, parts, recaps
from coklit_desktop.reports.catalog import Format, FormInfo, Paper, form_of
from coklit_desktop.reports.figures import Figure, page_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.model import Document

__all__ = ["Figure", "make", "missing", "page_figures", "pdf_bytes"]


class _Family(NamedTuple):
    documents: Callable[[FormData, list[str]], Iterator[Document]]
    missing: Callable[[FormData, list[str]], list[str]]


_FAMILIES = {
    changes_list.FORM_ID: _Family(changes_list.documents, changes_list.missing),
    field_report.FORM_ID: _Family(field_report.documents, field_report.missing),
    recaps.CHANGES: _Family(recaps.change_documents, recaps.missing),
    recaps.TOTALS: _Family(recaps.total_documents, recaps.missing),
}


def make(
    form_id: str,
    data: FormData,
    out: Path,
    *,
    fmt: Format = "pdf",
    paper: Paper = "F4",
    tps: list[str] | None = None,
    progress: Progress = no_progress,
) -> None:
    """Write a form to `out`; `tps` chooses documents of a per-TPS form (a recap is always of all).

    Raises CoklitError `formulir_tak_dikenal`, `format_tak_ada`, `tak_bisa_disamarkan`, `tps_tak_ada`,
    `berkas_tak_tertulis`, `berkas_sedang_dibuka`; Cancelled from `progress`.
    """
    form = form_of(data.election, form_id)
    if fmt not in form.formats:
        raise CoklitError("format_tak_ada", form=form.title, formats=" / ".join(form.formats).upper())
    if data.masked and not form.maskable:
        raise CoklitError("tak_bisa_disamarkan", form=form.title)
    chosen = data.chosen(tps)
    with _beside(out) as temporary:
        if form_id == bulk_sidalih.FORM_ID:
            _write_bulk(temporary, data, chosen, progress)
        elif fmt == "pdf":
            _write_pdf(temporary, form, data, chosen, paper, progress)
        else:
            _write_xlsx(temporary, form, data, chosen, paper, progress)
    progress(1.0, "Selesai")


def pdf_bytes(
    form_id: str,
    data: FormData,
    *,
    paper: Paper = "F4",
    tps: list[str] | None = None,
    progress: Progress = no_progress,
) -> bytes:
    """A form as PDF in memory, to be looked at or printed. Raises as `make`."""
    form = form_of(data.election, form_id)
    if "pdf" not in form.formats:
        raise CoklitError("format_tak_ada", form=form.title, formats=" / ".join(form.formats).upper())
    target = BytesIO()
    _write_pdf(target, form, data, data.chosen(tps), paper, progress)
    return target.getvalue()


def missing(form_id: str, data: FormData, tps: list[str] | None) -> list[str]:
    """What is not filled in yet, one sentence each; the form is printed with dotted lines instead."""
    form_of(data.election, form_id)
    chosen = data.chosen(tps)
    if form_id == bulk_sidalih.FORM_ID:
        return parts.missing_names(data)
    return _FAMILIES[form_id].missing(data, chosen)


def _write_pdf(
    target: Path | BinaryIO, form: FormInfo, data: FormData, chosen: list[str], paper: Paper, progress: Progress
) -> None:
    from coklit_desktop.reports.layout import Page
    from coklit_desktop.reports.pdf import write_pdf

    page = Page.of(paper, form.orientation)
    write_pdf(target, _told(form, data, chosen, progress, "PDF"), page, data.state, form.title)


def _write_xlsx(
    path: Path, form: FormInfo, data: FormData, chosen: list[str], paper: Paper, progress: Progress
) -> None:
    from coklit_desktop.reports.xlsx import write_xlsx

    write_xlsx(path, _told(form, data, chosen, progress, "XLSX"), form, paper, data.state)


def _write_bulk(path: Path, data: FormData, chosen: list[str], progress: Progress) -> None:
    from coklit_desktop.reports.xlsx import write_sheet

    def told(tps: str) -> None:
        progress(chosen.index(tps) / (len(chosen) + 1), f"Menyusun TPS {tps}")

    rows = bulk_sidalih.rows(data, chosen, told)
    write_sheet(path, "Bulk Sidalih", bulk_sidalih.HEADINGS, bulk_sidalih.WIDTHS, rows)


def _told(form: FormInfo, data: FormData, chosen: list[str], progress: Progress, what: str) -> Iterator[Document]:
    """The documents, with word to `progress` before each."""
    number = len(chosen) if form.per_tps else 1
    for at, document in enumerate(_FAMILIES[form.id].documents(data, chosen)):
        progress(at / (number + 1), f"Membuat {what} {document.name}")
        yield replace(document, code=_code(form, data, document)) if data.qr else document


def _code(form: FormInfo, data: FormData, document: Document) -> PageCode:
    """What every page of a document says of the list it was printed from; nothing personal."""
    tps = document.name.removeprefix("TPS ") if document.name.startswith("TPS ") else ""
    counts = data.counts(tps) if tps else sum_counts(data.counts_by_tps.values())
    totals = (counts.akhir.L, counts.akhir.P)
    return PageCode(form.id, data.area, tps, 0, 0, data.state.ledger_seq, data.state.digest[:16], totals)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A temporary path in the folder of `out`, renamed to it at the end, removed on any failure."""
    temporary = out.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(out)
    except PermissionError as error:
        raise CoklitError("berkas_sedang_dibuka") from error
    except OSError as error:
        raise CoklitError("berkas_tak_tertulis") from error
    finally:
        temporary.unlink(missing_ok=True)
