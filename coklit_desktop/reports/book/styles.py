"""The faces and sizes of the book's paragraphs in the PDF."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from coklit_desktop.reports.drawing.fonts import bold, regular


def _style(name: str, size: float, *, strong: bool = False, **more: Any) -> ParagraphStyle:
    face = bold() if strong else regular()
    more.setdefault("leading", size * 1.35)
    return ParagraphStyle(name, fontName=face.font.fontName, fontSize=size, textColor=black, **more)


def styles_of_book() -> dict[str, ParagraphStyle]:
    """All of them by name."""
    return {
        "text": _style("text", 10.5, spaceAfter=6),
        "small": _style("small", 8, spaceAfter=8),
        "h1": _style("h1", 18, strong=True, spaceBefore=18, spaceAfter=10),
        "h2": _style("h2", 13, strong=True, spaceBefore=12, spaceAfter=6),
        "title": _style("title", 26, strong=True, alignment=TA_CENTER, spaceAfter=8),
        "subtitle": _style("subtitle", 13, strong=True, alignment=TA_CENTER, spaceAfter=4),
        "area": _style("area", 20, strong=True, alignment=TA_CENTER, spaceAfter=4),
        "foot": _style("foot", 9.5, alignment=TA_CENTER, spaceAfter=3),
        "caption": _style("caption", 9, strong=True, spaceBefore=3, spaceAfter=4),
        "cell": _style("cell", 9, leading=11),
        "number": _style("number", 9, leading=11, alignment=TA_RIGHT),
        "head": _style("head", 8.5, strong=True, leading=10.5),
        "head_number": _style("head_number", 8.5, strong=True, leading=10.5, alignment=TA_RIGHT),
        "bold": _style("bold", 9, strong=True, leading=11),
        "bold_number": _style("bold_number", 9, strong=True, leading=11, alignment=TA_RIGHT),
        "toc": _style("toc", 11, leading=20),
        "toc2": _style("toc2", 9.5, leading=14, leftIndent=14),
        "hint": _style("hint", 9, spaceAfter=2),
    }
