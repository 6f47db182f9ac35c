"""The pages of a Word file: paper, head, foot, and properties that tell of nobody."""

from __future__ import annotations

import zipfile
from datetime import UTC
from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from coklit_desktop.reports.drawing import blocks
from coklit_desktop.reports.drawing.docx_text import add_field, tight
from coklit_desktop.reports.drawing.layout import PAPERS
from coklit_desktop.reports.words import clean

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, BinaryIO

    from docx.document import Document as WordFile
    from docx.section import Section

    from coklit_desktop.reports.catalog import FormInfo, Paper
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.letter import Letter

FONT = "Arial"  # what every office has
SIZE, SMALL = 10.5, 7.5
MARGIN = 21  # mm left and right
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def set_up(file: WordFile, title: str, state: ListState) -> None:
    """Font, language and properties; the template's own author goes."""
    normal: Any = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(SIZE)
    tight(normal.paragraph_format)
    language = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "id-ID")
    made = state.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties = file.core_properties
    properties.title, properties.language = title, "id-ID"
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.created = properties.modified = made
    properties.revision = 1


def set_page(section: Section, form: FormInfo, paper: Paper) -> float:
    """Paper and margins; returns the width between them."""
    short, long = PAPERS[paper]
    upright = form.orientation == "portrait"
    width, height = (short, long) if upright else (long, short)
    section.orientation = WD_ORIENTATION.PORTRAIT if upright else WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(18), Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    if section._sectPr.find(qn("w:pgNumType")) is None:
        start = section._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"})
        section._sectPr.find(qn("w:cols")).addprevious(start)
    return width - 2 * MARGIN


def head_and_foot(section: Section, letter: Letter, state: ListState, pages: str) -> None:
    """DRAF and whom the copy is for above; page, paper and state of the list below.

    `pages` is the field that counts them: of the section only Word knows how many it has, of the file everybody.
    """
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if letter.watermark:
        run = head.add_run(letter.watermark)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(20), RGBColor(0x99, 0x99, 0x99)
    if letter.copy_for:
        run = head.add_run(f"   {blocks.COPY_FOR} {clean(letter.copy_for)}")
        run.bold, run.font.size = True, Pt(SMALL + 1)
    foot.add_run("Hal ")
    add_field(foot, "PAGE")
    foot.add_run(" dari ")
    add_field(foot, pages)
    name = f" · {letter.name}" if letter.name.startswith("TPS") else ""
    foot.add_run(f" · {letter.model}{name}")
    foot.add_run("\n" + " · ".join(filter(None, (letter.watermark, state.words))))
    for run in foot.runs:
        run.font.size = Pt(SMALL)


def save(file: WordFile, target: Path | BinaryIO) -> None:
    """Write the file without the hour of its writing: the same list gives the same bytes."""
    source = BytesIO()
    file.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
