"""The two sides of the map page: filters and unplaced households at the left, one household at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coklit_desktop.domain.digest import stands
from coklit_desktop.mapping.filters import MapFilter
from coklit_desktop.mapping.states import IN_ORDER_OF_WORK, MapState, address_of, label_of
from coklit_desktop.ui import texts
from coklit_desktop.ui.theme import Colors, colors_of
from coklit_desktop.ui.widgets.layouts import button, column, label, restyle
from coklit_desktop.ui.widgets.marks import draw_mark

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import CurrentVoter, Household

SOURCES = {
    "ecoklit": "dari e-Coklit",
    "klik": "diletakkan di peta",
    "seret": "digeser di peta",
    "ketik": "dari koordinat yang diketik",
}
ALL = "Semua"
MEMBERS_HEIGHT = 300
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


def mark_icon(state: str, letter: str, colors: Colors, width: int = 16) -> QIcon:
    """The mark of a state as an icon, sharp on fine screens."""
    picture = QPixmap(width * 2, 32)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, QRectF(2, 0, width - 2, 16), state, letter, colors)
    painter.end()
    return QIcon(picture)


class FilterPanel(QWidget):
    """TPS, RW, RT and the states. Signal: `changed` with the new MapFilter."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {name: QComboBox() for name in ("tps", "rw", "rt")}
        self.chips: dict[MapState, QPushButton] = {}
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        for name, box in self.boxes.items():
            box.addItem(ALL, "")
            box.setAccessibleName(name.upper())
            box.currentIndexChanged.connect(self._tell)
            form.addRow(name.upper(), box)
        chips = column(spacing=4)
        for state in IN_ORDER_OF_WORK:
            chips.addWidget(self._chip(state))
        self.setLayout(column(form, chips, spacing=10))

    @property
    def wanted(self) -> MapFilter:
        """What the fields say."""
        states = frozenset(state for state, chip in self.chips.items() if chip.isChecked())
        found = {name: box.currentData() or "" for name, box in self.boxes.items()}
        return MapFilter(found["tps"], found["rt"], found["rw"], states)

    def offer(self, tps_list: Sequence[str], rw_list: Sequence[str], rt_list: Sequence[str]) -> None:
        """Set the choices; what is chosen stays if it is still there."""
        for name, values in (("tps", tps_list), ("rw", rw_list), ("rt", rt_list)):
            box = self.boxes[name]
            if [box.itemData(index) for index in range(1, box.count())] == list(values):
                continue
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(ALL, "")
            for value in values:
                box.addItem(value, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)

    def count(self, counts: Counter[MapState]) -> None:
        """Show how many households are in each state."""
        colors = colors_of(self.palette())
        for state, chip in self.chips.items():
            chip.setText(f"{state.word}  {texts.number(counts[state])}")
            chip.setIcon(mark_icon(state, "", colors))

    def choose(self, *, tps: str = "", state: MapState | None = None) -> None:
        """Set the fields as another page asks for."""
        self.boxes["tps"].setCurrentIndex(max(0, self.boxes["tps"].findData(tps)))
        for name in ("rw", "rt"):
            self.boxes[name].setCurrentIndex(0)
        for own, chip in self.chips.items():
            chip.setChecked(own is state)
        self._tell()

    def _chip(self, state: MapState) -> QPushButton:
        chip = QPushButton(state.word)
        chip.setCheckable(True)
        chip.setProperty("chip", True)
        chip.setStyleSheet("text-align: left")
        chip.setAutoDefault(False)
        chip.toggled.connect(self._tell)
        self.chips[state] = chip
        return chip

    def _tell(self) -> None:
        self.changed.emit(self.wanted)


class UnplacedModel(QAbstractListModel):
    """Households without a place, each with the state to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[Household, MapState]] = []

    def show(self, rows: list[tuple[Household, MapState]]) -> None:
        """Replace all."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name; address and TPS below it; both for hovering and reading aloud."""
        household, state = self.rows[index.row()]
        first = household.members[0]
        below = " · ".join(filter(None, [address_of(household), texts.rt_rw(first), f"TPS {first.tps}"]))
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return label_of(household)
            case Qt.ItemDataRole.UserRole:
                return below
            case Qt.ItemDataRole.DecorationRole:
                return state
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{label_of(household)}\n{below}\n{state.word}"
        return None


class TwoLines(QStyledItemDelegate):
    """The mark of the state, the name, and below it quietly where they live."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text."""
        return QSize(120, option.fontMetrics.height() * 2 + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one household."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        colors = colors_of(option.palette)
        line = option.fontMetrics.height()
        box = option.rect.adjusted(6, 4, -6, -4)
        state = str(index.data(Qt.ItemDataRole.DecorationRole))
        draw_mark(painter, QRectF(box.x(), box.y(), 14, line), state, "", colors)
        box.setLeft(box.left() + 18)
        for role, color, top in (
            (Qt.ItemDataRole.DisplayRole, colors.text, box.top()),
            (Qt.ItemDataRole.UserRole, colors.muted, box.top() + line),
        ):
            text = option.fontMetrics.elidedText(index.data(role), Qt.TextElideMode.ElideRight, box.width())
            painter.setPen(color)
            painter.drawText(QRectF(box.left(), top, box.width(), line), Qt.AlignmentFlag.AlignVCenter, text)


class UnplacedList(QListView):
    """ "Belum punya tempat": Enter or a double click chooses the household to place. Signal: `chosen(key)`."""

    chosen = Signal(str)
    looked_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.households = UnplacedModel(self)
        self.setModel(self.households)
        self.setItemDelegate(TwoLines(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Keluarga yang belum punya tempat")
        self.activated.connect(lambda index: self.chosen.emit(self.key_at(index)))
        self.clicked.connect(lambda index: self.looked_at.emit(self.key_at(index)))

    def key_at(self, index: QModelIndex) -> str:
        """Key of the household in a row."""
        return self.households.rows[index.row()][0].key


class HouseholdPanel(QWidget):
    """One household: who, where, the members with their marks, and what can be done with its place.

    Signals: `place_asked`, `type_asked`, `remove_asked` (key); `voter_asked` (subject).
    """

    place_asked = Signal(str)
    type_asked = Signal(str)
    remove_asked = Signal(str)
    voter_asked = Signal(str)

    def __init__(self, election: Election, *, can_place: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.election = election
        self.can_place = can_place
        self.household: Household | None = None
        self.name = label(name="judul", wrap=True)
        self.nkk = label(name="redup")
        self.nkk.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address = label(wrap=True)
        self.members = QListWidget()
        self.members.setAccessibleName("Anggota keluarga")
        self.members.setIconSize(QSize(32, 16))
        self.members.setSpacing(1)
        self.members.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.members.itemActivated.connect(lambda item: self.voter_asked.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.where = label(name="redup", wrap=True)
        self.place = button("Letakkan di peta", self._asking(self.place_asked), main=True)
        self.type = button("Ketik koordinat…", self._asking(self.type_asked))
        self.remove = button("Hapus dari peta", self._asking(self.remove_asked), plain=True)
        self.setLayout(
            column(
                self.name, self.nkk, self.address, 4, label("Anggota", "bagian"), self.members, 4,
                self.where, self.place, self.type, self.remove, None,
                spacing=6,
            )
        )  # fmt: skip

    def show_household(self, household: Household) -> None:
        """Show a household."""
        self.household = household
        first = household.members[0]
        self.name.setText(f"Keluarga {label_of(household)}")
        self.nkk.setText(f"NKK {texts.grouped(household.nkk)}" if household.nkk else "Tanpa NKK")
        where = [address_of(household), f"RT/RW {texts.rt_rw(first)}", f"TPS {first.tps}"]
        self.address.setText(" · ".join(filter(None, where)))
        self.members.clear()
        colors = colors_of(self.palette())
        for member in filter(stands, household.members):
            self.members.addItem(self._member(member, colors))
        rows = (self.members.sizeHintForRow(0) + 2) * self.members.count()
        self.members.setFixedHeight(min(rows + 10, MEMBERS_HEIGHT))
        self._show_place(household)

    def _show_place(self, household: Household) -> None:
        placed = household.place is not None
        text = "Belum punya tempat di peta."
        if household.place is not None:
            source = SOURCES.get(household.place.source, household.place.source)
            text = f"{household.place.latitude}, {household.place.longitude} ({source})"
            if self.can_place:
                text += ". Seret tandanya di peta untuk menggeser."
        self.where.setText(text)
        self.place.setText("Pindahkan" if placed else "Letakkan di peta")
        restyle(self.place, "utama", not placed)
        for item in (self.place, self.type):
            item.setEnabled(self.can_place)
        self.remove.setVisible(placed and self.can_place)

    def _member(self, member: CurrentVoter, colors: Colors) -> QListWidgetItem:
        voter = member.voter
        letter = texts.mark_letter(self.election, member)
        year = voter.birth_date.rpartition("|")[2]
        item = QListWidgetItem(f"{voter.name}, {voter.sex} {year}")
        item.setIcon(mark_icon(member.ket, letter, colors, 32))
        words = texts.state_words(self.election, member)
        item.setToolTip(f"{voter.name}\n{words}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{voter.name}, {words}")
        item.setData(Qt.ItemDataRole.UserRole, member.subject)
        return item

    def _asking(self, signal: SignalInstance) -> Callable[[], None]:
        def ask() -> None:
            if self.household is not None:
                signal.emit(self.household.key)

        return ask
