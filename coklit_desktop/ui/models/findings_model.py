"""The kinds of findings, and the findings of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from coklit_desktop.services.finding_titles import title_of
from coklit_desktop.ui.texts import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.checks import Finding

Index = QModelIndex | QPersistentModelIndex
ERROR = "error"


class KindsModel(QAbstractListModel):
    """One line a kind, errors first."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[tuple[str, str, int]] = []  # code, severity, how many

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Group findings."""
        counted: dict[tuple[str, str], int] = {}
        for found in findings:
            key = (found.code, found.severity)
            counted[key] = counted.get(key, 0) + 1
        self.beginResetModel()
        self.kinds = [(code, severity, count) for (code, severity), count in counted.items()]
        self.kinds.sort(key=lambda kind: (kind[1] != ERROR, title_of(kind[0])))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many kinds."""
        return 0 if parent.isValid() else len(self.kinds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """Sign, name and number."""
        code, severity, count = self.kinds[index.row()]
        sign = "✕" if severity == ERROR else "!"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{sign}  {title_of(code)}  ({number(count)})"
        if role == Qt.ItemDataRole.ToolTipRole:
            return title_of(code)
        return None


class FindingsModel(QAbstractListModel):
    """One line a finding; thousands are no matter."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self.findings = list(findings)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many findings."""
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        """TPS and why."""
        found = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"TPS {found.tps}   {found.text}" if found.tps else found.text
        return found.text if role == Qt.ItemDataRole.ToolTipRole else None
