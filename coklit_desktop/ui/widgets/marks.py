"""The mark of a state: colour + shape + letter, never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from coklit_desktop.ui.theme import Colors

SHAPE = 10  # points


def draw_mark(painter: QPainter, rect: QRectF, state: str, letter: str, colors: Colors) -> None:
    """Draw shape and letter of `state`, left-aligned and centred vertically in `rect`."""
    side = min(SHAPE, rect.height())
    shape = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    draw_shape(painter, shape, state, QColor(colors.states[state]))
    if letter and letter != "·":
        color = colors.muted if state == "belum" else colors.states[state]
        painter.setPen(QColor(color))
        text = rect.adjusted(side + 5, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, letter)


def draw_shape(painter: QPainter, box: QRectF, state: str, color: QColor) -> None:
    """Draw the shape of `state` filling `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(1, 1, -1, -1)
    match state:
        case "sesuai":
            painter.setBrush(QBrush(color))
            painter.drawEllipse(inner)
        case "tidak_ditemui":
            painter.drawEllipse(inner)
            painter.setBrush(QBrush(color))
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case "ubah":
            painter.setBrush(QBrush(color))
            painter.drawRect(inner)
        case "tms":
            painter.setPen(QPen(color, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.topRight(), inner.bottomLeft())
        case "baru":
            painter.setBrush(QBrush(color))
            top = QPointF(inner.center().x(), inner.top())
            painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
        case "cek":
            painter.setPen(QPen(color, 2.4))
            painter.drawEllipse(inner)
        case _:
            painter.drawEllipse(inner)
    painter.restore()
