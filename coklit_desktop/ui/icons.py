"""Icons: SVG drawings of resources/icons, in the colour they are needed in."""

from __future__ import annotations

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The drawing `name` in `color`, `size` points wide, sharp at the screen's `ratio`."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _source(name).replace("currentColor", color).encode()
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, color: str) -> QIcon:
    """The drawing as an icon, sharp at 100 and 200 %."""
    found = QIcon(pixmap(name, color, 18))
    found.addPixmap(pixmap(name, color, 18, 2.0))
    return found


def app_icon() -> QIcon:
    """The program's own icon."""
    found = QIcon()
    for size in (16, 32, 64, 128):
        found.addPixmap(pixmap("coklit", "#000000", size))
    return found


@cache
def _source(name: str) -> str:
    path = resources.files("coklit_desktop.resources").joinpath("icons", f"{name}.svg")
    return path.read_text(encoding="utf-8")
