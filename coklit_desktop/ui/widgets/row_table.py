"""A table to choose rows from: read only, a row at a time, no grid; Tab leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def row_table(
    heads: Sequence[str], name: str, *, narrow: Collection[int] = (), parent: QWidget | None = None
) -> QTableWidget:
    """Make one with these headings; `name` is for screen readers, `narrow` are columns as wide as their content."""
    table = QTableWidget(0, len(heads), parent)
    table.setHorizontalHeaderLabels(list(heads))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column in narrow:
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    return table
