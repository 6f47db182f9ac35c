"""By-name forms against a reportlab LongTable, their memory, the first look, and a village's pleno set.

The tables have the same rows, columns, font and paper, headings on every page, and a grid; nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from benchmarks.common import FEW, WORK, Figure, in_child, open_store, store_folder, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coklit_desktop.reports.drawing.layout import Page
    from coklit_desktop.reports.model import Column, Document

FORM = "a-daftar-pemilih"
LISTED, MOST = 40_000, 100_000
TPS, VOTERS = 10, 5_500
ROUNDS = 3
CHILD = "benchmarks.printing"
WRAPPED = ("Nama", "Tempat Lahir", "Jalan/Dukuh")  # columns whose text is long: Paragraphs, the usual way


def measure() -> Iterator[Figure]:
    """Ratios to the tables of one run; seconds and peak memory of children."""
    yield from _speed()
    out = WORK / "form.pdf"
    told = in_child(CHILD, "whole", store_folder(MOST), out, FORM)
    note = f"{told['pages']} pages in {told['seconds']:.1f} s, silent for {told['silent']:.2f} s at most"
    yield Figure(f"peak memory of {MOST:,} rows from the store", told["peak_mb"], "MB", 300, note)
    told = in_child(CHILD, "whole", store_folder(LISTED), out, FORM)
    yield Figure(f"{LISTED:,} rows from the store as PDF", told["seconds"], "s", None, f"{told['pages']} pages")
    told = in_child(CHILD, "whole", store_folder(LISTED), out.with_suffix(".xlsx"), FORM)
    yield Figure(f"{LISTED:,} rows from the store as XLSX", told["seconds"], "s")
    told = in_child(CHILD, "first", store_folder(LISTED))
    note = f"{told['pages']} pages; the first look after the start"
    yield Figure(f"first pages of {LISTED:,} rows", told["first"] * 1000, "ms", 300, note)
    yield Figure("the same again, median", told["again"] * 1000, "ms", 300)
    folder = WORK / "village"
    in_child(CHILD, "village", folder, TPS, VOTERS)
    told = in_child(CHILD, "pleno", folder, WORK / "pleno")
    note = f"{told['forms']} forms, {told['pages']} pages, {VOTERS:,} voters"
    yield Figure(f"pleno set of a village of {TPS} TPS", told["seconds"], "s", 5, note)


def _speed() -> Iterator[Figure]:
    from coklit_desktop.reports.drawing.layout import Page

    page = Page.of("F4", "landscape")
    document, rows = _listed()
    cells = [row.cells for row in rows]
    ways: dict[str, Callable[[], bytes]] = {
        "ours": lambda: _ours(document, rows, page),
        "plain": lambda: _table(document, cells, page, ()),
        "paragraphs": lambda: _table(document, cells, page, WRAPPED),
    }
    rounds = [{name: timed(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    times = {name: min(one[name] for one in rounds) for name in ways}
    for name, words, limit in (
        ("plain", "a LongTable of plain strings", 3),
        ("paragraphs", "a LongTable with Paragraphs", 5),
    ):
        ours, theirs = len(cells) / times["ours"], len(cells) / times[name]
        note = f"{ours:,.0f} rows/s against {theirs:,.0f}: {ours / theirs:.1f}x"
        yield Figure(f"time of a by-name form : {words}", times["ours"] / times[name], "", 1 / limit, note)


def _listed() -> tuple[Document, list[Any]]:
    """A form of the program, and all its rows."""
    from coklit_desktop.reports.catalog import form_of
    from coklit_desktop.reports.make import documents
    from coklit_desktop.services.form_data import reading

    desk = open_store(FEW)
    try:
        with reading(desk, form_of(desk.election, FORM)) as data:
            found = [(document, list(document.rows)) for document in documents(FORM, data, data.tps_list)]
    finally:
        desk.close()
    document = replace(found[0][0], pen_rows=False, watermark="")
    return document, [row for _, rows in found for row in rows]


def _ours(document: Document, rows: Sequence[Any], page: Page) -> bytes:
    from datetime import UTC, datetime

    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.pdf import write_pdf

    target = BytesIO()
    write_pdf(target, [replace(document, rows=rows)], page, ListState(1, "0" * 64, datetime.now(UTC)), "")
    return target.getvalue()


def _table(document: Document, cells: Sequence[Sequence[Any]], page: Page, wrapped: Sequence[str]) -> bytes:
    """What most programs do: one LongTable, with Paragraphs where text may be longer than its column."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

    from coklit_desktop.reports.drawing.fonts import regular
    from coklit_desktop.reports.drawing.layout import MM

    size = document.font_size
    font: Any = regular().font.fontName
    style = ParagraphStyle("cell", fontName=font, fontSize=size, leading=size * 1.17)
    long = [at for at, column in enumerate(document.columns) if column.heading in wrapped]
    headings = [[column.heading for column in document.columns], list(document.numbers)]
    rows = [[cell or "" for cell in row] for row in cells]
    for row in rows:
        for at in long:
            row[at] = Paragraph(row[at], style)
    table = LongTable(
        headings + rows,
        colWidths=_widths(document.columns, page.room * MM),
        repeatRows=2,
        style=[("GRID", (0, 0), (-1, -1), 0.4, (0, 0, 0)), ("FONT", (0, 0), (-1, -1), font, size, size * 1.17)],
    )
    target = BytesIO()
    width, height = page.width * MM, page.height * MM
    left, right, top, bottom = (margin * MM for margin in (page.left, page.right, page.top, page.bottom))
    SimpleDocTemplate(
        target, pagesize=(width, height), leftMargin=left, rightMargin=right, topMargin=top, bottomMargin=bottom
    ).build([table])
    return target.getvalue()


def _widths(columns: Sequence[Column], room: float) -> list[float]:
    total = sum(column.width for column in columns)
    return [column.width / total * room for column in columns]
