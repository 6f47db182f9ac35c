"""Figures of a paper beside those of the list: lines, what is typed into them, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from coklit_desktop.domain.field_items import Figure
from coklit_desktop.ui.texts import number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coklit_desktop.ui.theme import Colors

RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
SEXES = ("L", "P")
PARTS = ("L", "P", "Jml")
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class GridLine:
    """One line: leading texts, what is typed by part ("L", "P", "Jml"), and what the list says."""

    key: str
    heads: tuple[str, ...]
    typed: dict[str, str] = field(default_factory=dict)
    by_sex: bool = True
    typable: bool = True
    keyed: Figure | None = None
    difference: Figure | None = None
    explanation: str = ""

    def types(self, part: str) -> bool:
        """Whether a part is typed: L and P, or the number alone."""
        return self.typable and (part in SEXES) == self.by_sex

    @property
    def filled(self) -> bool:
        """Whether anything is typed."""
        return any(self.typed.values())


class GridModel(QAbstractTableModel):
    """The lines as a table; a typed cell is kept at once. `save(line, part, text)` and `explain(line, text)` return
    whether that went well, after bringing `line` up to date.
    """

    def __init__(
        self,
        heads: Sequence[str],
        paper: str,
        save: Callable[[GridLine, str, str], bool],
        explain: Callable[[GridLine, str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines: list[GridLine] = []
        self.heads = len(heads)
        self.titles = [*heads, *(f"{paper}\n{part}" for part in PARTS), *(f"Entri\n{part}" for part in PARTS)]
        self.titles += ["Selisih", "Penjelasan"]
        self.difference, self.explanation = len(self.titles) - 2, len(self.titles) - 1
        self._save, self._explain = save, explain
        self.colors: Colors | None = None  # of the view's look

    def set_lines(self, lines: Sequence[GridLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def part_of(self, column: int) -> str:
        """The part that a column of the paper is of; "" for other columns."""
        place = column - self.heads
        return PARTS[place] if 0 <= place < len(PARTS) else ""

    def is_typed(self, index: Index) -> bool:
        """Whether a cell takes a number of the paper."""
        part = self.part_of(index.column()) if index.isValid() else ""
        return bool(part) and self.lines[index.row()].types(part)

    def typed_cells(self) -> list[tuple[int, int]]:
        """Row and column of all cells that take numbers, in the order of the paper."""
        return [
            (place, self.heads + column)
            for place, line in enumerate(self.lines)
            for column, part in enumerate(PARTS)
            if line.types(part)
        ]

    # --- Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number of columns."""
        return len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.heads <= section < self.difference else LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers of the paper and explanations are typed."""
        found = super().flags(index)
        if self.is_typed(index) or (index.column() == self.explanation and self.lines[index.row()].typable):
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.heads[-1]}, {self.titles[column]}: {self._text(line, column)}".replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole and column in (self.heads - 1, self.explanation):
            return self._text(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.heads <= column < self.difference else LEFT
        return self._look(line, index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed, at once."""
        if role != Qt.ItemDataRole.EditRole:
            return False
        line, text = self.lines[index.row()], str(value).strip()
        if text == self._text(line, index.column()):
            return True
        part = self.part_of(index.column())
        done = self._save(line, part, text) if part else self._explain(line, text)
        if done:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.titles) - 1))
        return done

    # --- inside

    def _text(self, line: GridLine, column: int) -> str:
        if column < self.heads:
            return line.heads[column]
        if column == self.difference:
            return difference_words(line.difference)
        if column == self.explanation:
            return line.explanation
        part = self.part_of(column)
        if part:
            return line.typed.get(part, "") if line.types(part) else self._typed_sum(line, part)
        return _figure_part(line.keyed, PARTS[column - self.heads - len(PARTS)])

    def _typed_sum(self, line: GridLine, part: str) -> str:
        numbers = [line.typed.get(sex, "") for sex in SEXES]
        if part in SEXES or not any(numbers):
            return ""
        return number(sum(int(text.replace(".", "")) for text in numbers if text))

    def _look(self, line: GridLine, index: Index, role: int) -> Any:
        column = index.column()
        if self.colors is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole and not self.is_typed(index) and column != self.explanation:
            return QColor(self.colors.window)
        if column != self.difference:
            return None
        open_ = bool(line.difference) and line.filled and not line.explanation
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self.colors.bad if open_ else self.colors.good if not line.difference else self.colors.muted)
        if role == Qt.ItemDataRole.FontRole and open_:
            font = QFont()
            font.setBold(True)
            return font
        return None


def difference_words(figure: Figure | None) -> str:
    """L +1, P −2; "✓ sama" for none; nothing where one of the two is missing."""
    if figure is None:
        return ""
    if not figure:
        return "✓ sama"
    if figure.L is None or figure.P is None:
        return _signed(figure.total)
    return ", ".join(f"{sex} {_signed(part)}" for sex, part in (("L", figure.L), ("P", figure.P)) if part)


def _signed(value: int) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


def _figure_part(figure: Figure | None, part: str) -> str:
    if figure is None:
        return ""
    value = {"L": figure.L, "P": figure.P, "Jml": figure.total}[part]
    return "" if value is None else number(value)
