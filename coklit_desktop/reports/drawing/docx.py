"""Letters as one DOCX that Word and LibreOffice can edit: the same blocks as the PDF, a section for each paper.

It has no QR code: what was edited is not what the code would tell of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_SECTION_START
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt

from coklit_desktop.reports.drawing.docx_page import SIZE, head_and_foot, save, set_page, set_up
from coklit_desktop.reports.drawing.docx_table import add_table
from coklit_desktop.reports.drawing.docx_text import add_runs, tight
from coklit_desktop.reports.drawing.letter import Fields, Gap, Lines, Table, Text, signing_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import BinaryIO

    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph

    from coklit_desktop.reports.catalog import FormInfo, Paper
    from coklit_desktop.reports.data import ListState
    from coklit_desktop.reports.drawing.letter import Block, Letter
    from coklit_desktop.reports.model import Closing

TITLE_SIZE = 13
INDENT = 7  # mm a level
LABEL = 32  # mm from a label to its value
ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def write_docx(
    target: Path | BinaryIO, items: Iterable[Letter], form: FormInfo, paper: Paper, state: ListState
) -> None:
    """Write all letters into one file, each with page numbers of its own; nothing in it tells who wrote it."""
    file = Document()
    set_up(file, form.title, state)
    for number, letter in enumerate(items):
        section = file.sections[0] if number == 0 else file.add_section(WD_SECTION_START.NEW_PAGE)
        room = set_page(section, form, paper)
        head_and_foot(section, letter, state, "SECTIONPAGES" if form.per_tps else "NUMPAGES")
        _Writer(file, room).write(letter)
    save(file, target)


class _Writer:
    """Adds the blocks of a letter to the end of the file."""

    def __init__(self, file: WordFile, room: float) -> None:
        self._file, self._room = file, room

    def write(self, letter: Letter) -> None:
        """Head, blocks and signatures."""
        for line in letter.title:
            self._centred(line, TITLE_SIZE, underlined=bool(letter.number))
        if letter.number:
            self._centred(letter.number, SIZE, strong=False)
        for at, line in enumerate(letter.about):
            self._centred(line, SIZE, before=4 if at == 0 else 0)
        self._gap(4)
        for block in letter.blocks:
            self._block(block)
        self._closing(letter.closing)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Fields():
                for name, value in block.pairs:
                    self._field(name, value, block.indent * INDENT)
                self._gap(2)
            case Table():
                add_table(self._file, block, self._room, INDENT)
                self._gap(2)
            case Lines():
                for _ in range(block.count):
                    self._dotted(block.indent * INDENT)
                self._gap(2)
            case Gap():
                self._gap(block.height)

    def _paragraph(self, indent: float = 0, *, keep: bool = False) -> Paragraph:
        paragraph = self._file.add_paragraph()
        tight(paragraph.paragraph_format)
        paragraph.paragraph_format.left_indent = Mm(indent)
        paragraph.paragraph_format.keep_with_next = keep
        return paragraph

    def _centred(
        self, text: str, size: float, *, strong: bool = True, underlined: bool = False, before: float = 0
    ) -> None:
        paragraph = self._paragraph(keep=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        run = paragraph.add_run(text)
        run.bold, run.underline, run.font.size = strong, underlined, Pt(size)

    def _text(self, block: Text) -> None:
        inset = block.indent * INDENT + (INDENT if block.mark else 0)
        paragraph = self._paragraph(inset, keep=block.keep)
        paragraph.alignment = ALIGN[block.align]
        paragraph.paragraph_format.space_after = Pt(5)
        if block.mark:
            paragraph.paragraph_format.first_line_indent = Mm(-INDENT)
            paragraph.add_run(f"{block.mark}\t")
        add_runs(paragraph, block.text)

    def _field(self, name: str, value: str, indent: float) -> None:
        paragraph = self._paragraph(indent + LABEL + 3, keep=True)
        form = paragraph.paragraph_format
        form.first_line_indent = Mm(-LABEL - 3)
        form.tab_stops.add_tab_stop(Mm(indent + LABEL))
        form.tab_stops.add_tab_stop(Mm(indent + LABEL + 3))
        paragraph.add_run(f"{name}\t:\t")
        if value:
            add_runs(paragraph, value)
        else:
            form.tab_stops.add_tab_stop(Mm(self._room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run("\t")

    def _dotted(self, indent: float) -> None:
        paragraph = self._paragraph(indent)
        paragraph.paragraph_format.space_before = Pt(11)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self._room), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.add_run("\t")

    def _gap(self, height: float) -> None:
        paragraph = self._paragraph(keep=True)
        paragraph.paragraph_format.line_spacing = Mm(height)

    def _closing(self, closing: Closing) -> None:
        if not closing.table:
            self._side_by_side(closing)
            return
        *above, body = closing.lines
        for line in above:
            add_runs(self._paragraph(self._room / 2, keep=True), line)
        self._gap(3)
        self._centred(body, SIZE)
        self._gap(1)
        add_table(self._file, signing_table(closing.signers), self._room, INDENT, keep=True)

    def _side_by_side(self, closing: Closing) -> None:
        """A table without lines: each signer in a cell, one alone at the right."""
        self._gap(2)
        width = max(2, len(closing.signers))
        table = self._file.add_table(1, width)
        first = width - len(closing.signers)
        cells = table.rows[0].cells
        for at, signer in enumerate(closing.signers, first):
            above = closing.lines if at == width - 1 else [""] * len(closing.lines)
            texts = [*above, *signer.role.split("\n"), "", "", "", "", signer.name or "." * 40]
            for number, text in enumerate(texts):
                paragraph = cells[at].paragraphs[0] if number == 0 else cells[at].add_paragraph()
                tight(paragraph.paragraph_format)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.keep_with_next = True
                paragraph.add_run(text).bold = number == len(texts) - 1
