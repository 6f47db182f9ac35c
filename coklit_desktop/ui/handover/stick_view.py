"""One picture of a stick, one sentence at a time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coklit_desktop.ui.theme import Colors, colors_of, fixed_font, larger
from coklit_desktop.ui.widgets.layouts import column, label, row

NONE, READY, BUSY, SAFE, WRONG = "belum ada", "siap", "bekerja", "aman", "salah"


class StickPicture(QWidget):
    """The stick: dashed while there is none, filling up while it is written, ✓ or ! at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._fraction = NONE, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to be seen from the door."""
        return QSize(232, 104)

    def show_state(self, state: str, fraction: float = 0.0) -> None:
        """Draw another state."""
        self._state, self._fraction = state, min(max(fraction, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plug, body, fill and sign."""
        colors = colors_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QColor(_color(colors, self._state))
        pen = QPen(line, 3, Qt.PenStyle.DashLine if self._state == NONE else Qt.PenStyle.SolidLine)
        body, plug = QRectF(4, 14, 166, 76), QRectF(170, 30, 54, 44)
        self._fill(painter, body, colors)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRoundedRect(body, 12, 12)
        painter.drawRect(plug)
        for top in (40.0, 56.0):
            painter.drawRect(QRectF(190, top, 12, 8))
        self._sign(painter, body.center(), line)
        painter.end()

    def _fill(self, painter: QPainter, body: QRectF, colors: Colors) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        grounds = {SAFE: colors.good_ground, WRONG: colors.bad_ground}
        painter.setBrush(QColor(grounds.get(self._state, colors.base)))
        painter.drawRoundedRect(body, 12, 12)
        if self._state == BUSY:
            painter.setBrush(QColor(colors.selection))
            painter.drawRoundedRect(
                QRectF(body.left(), body.top(), body.width() * self._fraction, body.height()), 12, 12
            )

    def _sign(self, painter: QPainter, middle: QPointF, color: QColor) -> None:
        if self._state == SAFE:
            painter.setPen(QPen(color, 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            x, y = middle.x(), middle.y()
            painter.drawPolyline(QPolygonF([QPointF(x - 24, y), QPointF(x - 6, y + 18), QPointF(x + 26, y - 20)]))
            return
        text = {WRONG: "!", BUSY: f"{self._fraction:.0%}".replace("%", " %")}.get(self._state, "")
        painter.setPen(QPen(color))
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() + (16 if self._state == WRONG else 6))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QRectF(4, 14, 166, 76), Qt.AlignmentFlag.AlignCenter, text)


class StickView(QWidget):
    """Picture, sentence, what it means; and six words where two people must compare them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = StickPicture()
        self.sentence = label(name="besar", wrap=True)
        self.detail = label(name="redup", wrap=True)
        self.words = label(wrap=True)
        self.words.setFont(larger(fixed_font(self.font()), 5, bold=True))
        for item in (self.detail, self.words):
            item.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = NONE
        text = column(None, self.sentence, self.detail, self.words, None, spacing=6)
        layout = row(self.picture, 18, text)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setMinimumHeight(132)

    def tell(self, state: str, sentence: str, detail: str = "", *, words: str | None = None) -> None:
        """Show a state with its sentence."""
        self.state = state
        self.picture.show_state(state)
        self.picture.setAccessibleName(sentence)
        self.sentence.setText(sentence)
        self.sentence.setStyleSheet(
            f"color: {_color(colors_of(self.palette()), state)};" if state in (SAFE, WRONG) else ""
        )
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.words.setText(words or "")
        self.words.setVisible(words is not None)

    def progress(self, fraction: float, what: str) -> None:
        """Show how far the work is."""
        self.state = BUSY
        self.picture.show_state(BUSY, fraction)
        self.sentence.setText(f"{what}…")
        self.sentence.setStyleSheet("")


def _color(colors: Colors, state: str) -> str:
    return {NONE: colors.muted, SAFE: colors.good, WRONG: colors.bad, BUSY: colors.accent}.get(state, colors.text)
