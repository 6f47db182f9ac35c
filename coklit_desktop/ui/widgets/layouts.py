"""Short ways to build the same things the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

GAP = 12


def column(*items: QWidget | QLayout | int | None, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A column; an int is a gap, None a stretch."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margin)
    return layout


def row(*items: QWidget | QLayout | int | None, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A row; an int is a gap, None a stretch."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margin)
    return layout


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A label of plain text; `name` is its style (judul, redup, bagian, besar, salah, baik)."""
    found = QLabel(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(wrap)
    found.setObjectName(name)
    return found


def button(text: str, act: Callable[[], object], *, main: bool = False, plain: bool = False) -> QPushButton:
    """A push button; `main` for the one that goes on, `plain` for quiet ones."""
    found = QPushButton(text)
    found.setProperty("utama", main)
    found.setProperty("polos", plain)
    found.setAutoDefault(False)
    found.clicked.connect(lambda _=False: act())
    return found


def panel(*items: QWidget | QLayout | int | None, spacing: int = 6, margin: int = GAP) -> QFrame:
    """A framed panel with a column inside."""
    frame = QFrame()
    frame.setObjectName("panel")
    frame.setLayout(column(*items, spacing=spacing, margin=margin))
    return frame


def holder(layout: QLayout, *margins: int, name: str = "") -> QWidget:
    """A plain widget around a layout; `margins` are left, top, right, bottom."""
    found = QWidget()
    found.setObjectName(name)
    if margins:
        layout.setContentsMargins(*margins)
    found.setLayout(layout)
    return found


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _fill(layout: QBoxLayout, items: tuple[QWidget | QLayout | int | None, ...], spacing: int, margin: int) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
