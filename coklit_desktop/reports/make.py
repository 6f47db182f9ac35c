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
from coklit_desktop.reports import book
from coklit_desktop.reports.catalog import Format, FormInfo, Paper, form_of
from coklit_desktop.reports.figures import Figures, page_figures
from coklit_desktop.reports.forms import (
    bulk_sidalih,
    changes_list,
    control,
    correction_sheet,
    export_log,
    field_report,
    letters_handover,
    letters_lists,
    minutes,
    minutes_notes,
    parts,
    progress_report,
    recaps,
    short_lists,
    stickers,
    voters_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any, BinaryIO

    from coklit_desktop.reports.data import FormData

    # A Document, or any dataclass with `name`, `code`, `watermark`, `copy_for` and `draw(pen, state)`.
    Item = Any

__all__ = ["Figures", "documents", "first_pages", "make", "missing", "page_figures", "pdf_bytes", "written_beside"]


class _Family(NamedTuple):
    """How one form is made: its documents for the chosen TPS, and what they lack."""

    documents: Callable[[FormData, list[str]], Iterator[Item]]
    missing: Callable[[FormData, list[str]], list[str]]


_FAMILIES = {
    voters_list.DELIVERED: _Family(voters_list.delivered_documents, voters_list.missing),
    voters_list.NEW: _Family(voters_list.new_documents, voters_list.missing),
    stickers.STICKER: _Family(stickers.sticker_documents, stickers.missing),
    stickers.RECEIPT: _Family(stickers.receipt_documents, stickers.missing),
    changes_list.FORM_ID: _Family(changes_list.documents, changes_list.missing),
    correction_sheet.FORM_ID: _Family(correction_sheet.documents, correction_sheet.missing),
    export_log.FORM_ID: _Family(export_log.documents, export_log.missing),
    short_lists.DEAD: _Family(short_lists.dead_documents, short_lists.dead_missing),
    short_lists.NO_PAPER: _Family(short_lists.paperless_documents, short_lists.missing),
    short_lists.WAITING: _Family(short_lists.waiting_documents, short_lists.missing),
    field_report.FORM_ID: _Family(field_report.documents, field_report.missing),
    progress_report.FORM_ID: _Family(progress_report.documents, progress_report.missing),
    control.FORM_ID: _Family(control.documents, control.missing),
    **{form_id: _Family(recaps.documents_of(form_id), recaps.missing) for form_id in recaps.FORM_IDS},
    minutes.FORM_ID: _Family(minutes.documents, minutes.missing),
    minutes_notes.FORM_ID: _Family(minutes_notes.documents, minutes_notes.missing),
    letters_handover.FORM_ID: _Family(letters_handover.documents, letters_handover.missing),
    letters_lists.ATTENDANCE: _Family(letters_lists.attendance_documents, letters_lists.missing_attendance),
    letters_lists.COPIES: _Family(letters_lists.copies_documents, letters_lists.missing_copies),
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
    _require_format(form, fmt)
    if data.masked and not form.maskable:
        raise CoklitError("tak_bisa_disamarkan", form=form.title)
    chosen = data.chosen(tps)
    with written_beside(out) as temporary:
        if form_id == bulk_sidalih.FORM_ID:
            _write_bulk(temporary, data, chosen, progress)
        else:
            _WRITERS[fmt](temporary, form, data, chosen, paper, progress)
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
    _require_format(form, "pdf")
    target = BytesIO()
    _write_pdf(target, form, data, data.chosen(tps), paper, progress)
    return target.getvalue()


def first_pages(form_id: str, data: FormData, *, paper: Paper = "F4", tps: list[str] | None = None) -> bytes:
    """The first pages of a form as PDF, at once whatever its length: pages are not counted yet. Raises as `make`."""
    from coklit_desktop.reports.drawing import pdf
    from coklit_desktop.reports.drawing.layout import Page

    form = form_of(data.election, form_id)
    _require_format(form, "pdf")
    if form_id == book.FORM_ID:  # a few pages, without what takes time to read
        return pdf_bytes(form_id, data, paper=paper)
    page = Page.of(paper, form.orientation)
    return pdf.first_pages(documents(form_id, data, data.chosen(tps)), page, data.state, form.title)


def documents(form_id: str, data: FormData, tps: list[str]) -> Iterator[Item]:
    """The documents of a form, one after the other, each with the code of its pages. Raises `formulir_tak_dikenal`."""
    form = form_of(data.election, form_id)
    for item in _FAMILIES[form_id].documents(data, tps):
        yield replace(
            item,
            code=_code(form, data, item) if data.qr else None,
            watermark="DRAF" if form.draft and data.draft and data.variant != field_report.TO_FILL_IN else "",
            copy_for=data.copy_for,
        )


def missing(form_id: str, data: FormData, tps: list[str] | None) -> list[str]:
    """What is not filled in yet, one sentence each; the form is printed with dotted lines instead."""
    form_of(data.election, form_id)
    chosen = data.chosen(tps)
    if form_id == bulk_sidalih.FORM_ID:
        return parts.missing_names(data)
    if form_id == book.FORM_ID:
        return book.missing(data)
    return _FAMILIES[form_id].missing(data, chosen)


def _require_format(form: FormInfo, fmt: Format) -> None:
    if fmt not in form.formats:
        raise CoklitError("format_tak_ada", form=form.title, formats=" / ".join(form.formats).upper())


def _write_pdf(
    target: Path | BinaryIO, form: FormInfo, data: FormData, chosen: list[str], paper: Paper, progress: Progress
) -> None:
    from coklit_desktop.reports.drawing.layout import Page
    from coklit_desktop.reports.drawing.pdf import write_pdf

    if form.id == book.FORM_ID:
        _write_book(target, data, "pdf", paper, progress)
        return
    page = Page.of(paper, form.orientation)
    bar = _Bar(form, data, chosen, progress, "PDF")
    write_pdf(target, bar.items(), page, data.state, form.title, bar.rows)


def _write_xlsx(
    path: Path, form: FormInfo, data: FormData, chosen: list[str], paper: Paper, progress: Progress
) -> None:
    from coklit_desktop.reports.drawing.xlsx import write_xlsx

    bar = _Bar(form, data, chosen, progress, "XLSX")
    write_xlsx(path, bar.items(), form, paper, data.state, bar.rows)


def _write_docx(
    path: Path, form: FormInfo, data: FormData, chosen: list[str], paper: Paper, progress: Progress
) -> None:
    from coklit_desktop.reports.drawing.docx import write_docx

    if form.id == book.FORM_ID:
        _write_book(path, data, "docx", paper, progress)
        return
    write_docx(path, _Bar(form, data, chosen, progress, "DOCX").items(), form, paper, data.state)


_WRITERS = {"pdf": _write_pdf, "xlsx": _write_xlsx, "docx": _write_docx}


def _write_book(target: Path | BinaryIO, data: FormData, fmt: Format, paper: Paper, progress: Progress) -> None:
    """The book is no list of documents: it lays itself out."""
    from coklit_desktop.reports.book.make import write_book

    write_book(target, data, fmt, paper, progress)


def _write_bulk(path: Path, data: FormData, chosen: list[str], progress: Progress) -> None:
    from coklit_desktop.reports.drawing.xlsx import write_sheet

    def told(tps: str) -> None:
        progress(chosen.index(tps) / (len(chosen) + 1), f"Menyusun TPS {tps}")

    rows = bulk_sidalih.rows(data, chosen, told)
    write_sheet(path, "Bulk Sidalih", bulk_sidalih.HEADINGS, bulk_sidalih.WIDTHS, rows)


class _Bar:
    """Tells `progress` of each document, and of the rows of long ones."""

    def __init__(self, form: FormInfo, data: FormData, chosen: list[str], progress: Progress, what: str) -> None:
        self._documents = documents(form.id, data, chosen)
        self._number = len(chosen) if form.per_tps else 1
        self._progress, self._what = progress, f"Membuat {what}"
        self._at, self._before, self._size, self._name = 0, 0, 0, ""

    def items(self) -> Iterator[Item]:
        """The documents, with word before each."""
        for at, document in enumerate(self._documents):
            self._at = at
            self._before += self._size
            self._size = len(getattr(document, "rows", ()))
            self._name = document.name
            self.rows(self._before)
            yield document

    def rows(self, done: int) -> None:
        """So many rows are done, of all documents together."""
        part = min(1.0, (done - self._before) / self._size) if self._size else 0.0
        self._progress(min(0.99, (self._at + part) / (self._number + 1)), f"{self._what} {self._name}")


def _code(form: FormInfo, data: FormData, item: Item) -> PageCode:
    """What every page of a document says of the list it was printed from; nothing personal."""
    tps = item.name.removeprefix("TPS ") if item.name.startswith("TPS ") else ""
    tps = tps.split(" ")[0]  # one of several documents of a TPS, such as one a pantarlih
    counts = data.counts(tps) if tps else sum_counts(data.counts_by_tps.values())
    if data.parts:
        counts = sum_counts(part.counts for part in data.parts)
    totals = (counts.akhir.L, counts.akhir.P)
    return PageCode(form.id, data.area, tps, 0, 0, data.state.ledger_seq, data.state.digest[:16], totals)


@contextmanager
def written_beside(out: Path) -> Iterator[Path]:
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
