"""Make the book: its blocks from a FormData, written as PDF or DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.papers import PageCode
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.reports.book import FORM_ID
from coklit_desktop.reports.book.chapters import blocks
from coklit_desktop.reports.book.content import Book, Cover
from coklit_desktop.reports.book.facts import facts_of
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.parts import body, heading, own_identity
from coklit_desktop.reports.words import clean, moment

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from coklit_desktop.reports.book.facts import Facts
    from coklit_desktop.reports.catalog import Format, Paper
    from coklit_desktop.reports.data import FormData


def write_book(
    target: Path | BinaryIO, data: FormData, fmt: Format, paper: Paper, progress: Progress = no_progress
) -> None:
    """Write the book to a file or a stream. What `progress` raises stops the work."""
    progress(0.1, "Menyusun Buku Coklit")
    facts = facts_of(data)
    book = Book(settings_of(data.election, FORM_ID)["name"], _cover(data), tuple(blocks(facts)))
    progress(0.3, f"Menulis Buku Coklit ({fmt.upper()})")
    if fmt == "docx":
        from coklit_desktop.reports.book.docx import write_docx

        write_docx(target, book, data.state, paper, progress)
    else:
        from coklit_desktop.reports.book.pdf import write_pdf

        write_pdf(target, book, data.state, paper, _code(data, facts), progress)


def _cover(data: FormData) -> Cover:
    area = tuple(f"{label} {value}".strip() for block in own_identity(data) for label, value in block if value)
    foot = [body(data), f"Dibuat {moment(data.state.made_at)} · {data.stage.title}", data.state.words]
    if not data.determined.get("digest"):
        foot.append("Daftar belum ditetapkan dalam pleno: angka masih dapat berubah.")
    if data.masked:
        foot.append("Salinan samaran: tanpa nama petugas.")
    if data.copy_for:
        foot.append(f"Salinan untuk {clean(data.copy_for)}")
    return Cover(heading(data, FORM_ID), area[::-1], tuple(foot))


def _code(data: FormData, facts: Facts) -> PageCode | None:
    """What the QR code of each page says; nothing personal."""
    if not data.qr:
        return None
    akhir = facts.total.akhir
    digest = data.state.digest[:16]
    return PageCode(FORM_ID, data.area, "", 0, 0, data.state.ledger_seq, digest, (akhir.L, akhir.P))
