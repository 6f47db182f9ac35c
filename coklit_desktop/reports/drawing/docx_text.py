"""Runs and fields of Word paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from coklit_desktop.reports.drawing.letter_lines import runs_of

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.parfmt import ParagraphFormat


def tight(form: ParagraphFormat) -> None:
    """No space around a paragraph; its lines at their usual distance."""
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0


def add_runs(paragraph: Paragraph, text: str) -> None:
    """Add text; what stands between two ** is bold."""
    for run in runs_of(text):
        paragraph.add_run(run.text).bold = run.strong or None


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as PAGE."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind:
            run.text = kind
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)
