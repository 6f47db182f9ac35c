"""What a page has as pictures and not as text or lines: the QR code and the watermark."""

from __future__ import annotations

from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing.codes import Codes

if TYPE_CHECKING:
    from PIL.Image import Image

EDGE = 210  # grey of 255: outlines of loose dots spare a black and white inkjet, and text on them stays readable
STROKE = 1.4  # mm
DOTS = 4  # pixels a mm, for letters a hand high
_CODES = Codes()


def qr_operators(text: str) -> str:
    """A QR code as an inline picture of the unit square, dark where the current colour is put."""
    code = _CODES.of(text)
    return f"BI /W {code.width} /H {code.width} /BPC 1 /IM true /D [1 0] /F /AHx ID {code.hexadecimal}> EI"


def slanted(word: str, width: float, height: float) -> Image:
    """A word rising over a paper of this size in mm: light grey outlines on white."""
    from math import atan2, degrees

    from PIL import Image, ImageDraw, ImageFont

    path = resources.files("coklit_desktop.resources").joinpath("fonts", "RobotoCondensed-Bold.ttf")
    font = ImageFont.truetype(BytesIO(path.read_bytes()), int(min(width, height) * DOTS * 0.5))
    stroke = int(STROKE * DOTS)
    left, top, right, bottom = font.getbbox(word, stroke_width=stroke)
    picture = Image.new("L", (int(right - left), int(bottom - top)), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((-left, -top), word, font=font, fill=255, stroke_width=stroke, stroke_fill=EDGE)
    return picture.rotate(degrees(atan2(height, width)) * 0.8, expand=True, fillcolor=255)
