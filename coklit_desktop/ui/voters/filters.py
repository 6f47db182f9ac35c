"""The filters above the table: one field for everything, TPS, RT/RW, chips of states, and the number of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QPushButton, QWidget

from coklit_desktop.domain.areas import area_name
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.ui.texts import STATE_WORDS
from coklit_desktop.ui.widgets.layouts import button, column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.counted import Counted

WAIT = 150  # milliseconds after the last letter
CHECK = "cek"


class Filters(QWidget):
    """Signal: `changed` when the search is another one. `query()` is the search; `counted` the number of a form whose
    voters alone are shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setPlaceholderText("Cari nama, NIK, atau No. KK")
        self.text.setAccessibleName("Cari")
        self.text.setClearButtonEnabled(True)
        self.tps = QComboBox()
        self.tps.setAccessibleName("TPS")
        self.tps.setMinimumWidth(130)
        self.rt, self.rw = self._short("RT"), self._short("RW")
        self.clear_button = button("Kosongkan", self.clear, plain=True)
        self.counted: Counted | None = None
        self.counted_chip = QPushButton()
        self.counted_chip.setProperty("chip", True)
        self.counted_chip.setCheckable(True)
        self.counted_chip.setAutoDefault(False)
        self.counted_chip.setToolTip("Hanya pemilih yang dihitung angka ini. Klik untuk menghapus saringan ini.")
        self.counted_chip.clicked.connect(self._forget_counted)
        self.states: dict[str, QPushButton] = {}
        self._chips = QButtonGroup(self)
        self._chips.setExclusive(False)
        chips = row(spacing=6)
        for state, word in STATE_WORDS.items():
            chip = QPushButton(word)
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda on, state=state: self._choose(state if on else ""))
            self.states[state] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.clear_button)
        line = row(self.text, self.tps, self.rt, self.rw)
        line.setStretch(0, 1)
        self.setLayout(column(line, row(self.counted_chip, None), chips, spacing=8))
        self._show_counted(None, "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self.changed)
        for field in (self.text, self.rt, self.rw):
            field.textChanged.connect(lambda _text: self._timer.start())
        self.tps.currentIndexChanged.connect(lambda _place: self._timer.start())

    def offer_tps(self, known: Sequence[tuple[str, str]]) -> None:
        """List the TPS to choose from; the chosen one stays."""
        chosen = self.tps.currentData()
        many = len({area for area, _ in known}) > 1
        self.tps.blockSignals(True)
        self.tps.clear()
        self.tps.addItem("Semua TPS", None)
        for area, tps in known:
            self.tps.addItem(f"{area_name(area)} {tps}" if many else f"TPS {tps}", (area, tps))
        self.tps.setCurrentIndex(max(0, self._place_of(chosen)))
        self.tps.blockSignals(False)

    def query(self) -> VoterQuery:
        """What is asked for."""
        area, tps = self.tps.currentData() or (None, None)
        state = next((name for name, chip in self.states.items() if chip.isChecked()), "")
        return VoterQuery(
            text=self.text.text().strip(),
            area=area,
            tps=tps,
            rt=self.rt.text().strip() or None,
            rw=self.rw.text().strip() or None,
            state=state if state and state != CHECK else None,
            check=state == CHECK,
            counted=self.counted,
        )

    def set(
        self,
        *,
        text: str = "",
        area: str = "",
        tps: str = "",
        state: str = "",
        counted: Counted | None = None,
        title: str = "",
    ) -> None:
        """Ask for something else; `counted`: for the voters behind the number that `title` names."""
        self._show_counted(counted, title)
        self.text.setText(text)
        self.rt.clear()
        self.rw.clear()
        places = [n for n in range(1, self.tps.count()) if self._fits(n, area, tps)] if tps else []
        self.tps.setCurrentIndex(places[0] if places else 0)
        for name, chip in self.states.items():
            chip.setChecked(name == state)
        self._timer.stop()
        self.changed.emit()

    def clear(self) -> None:
        """Ask for everybody."""
        self.set()
        self.text.setFocus()

    def _show_counted(self, counted: Counted | None, title: str) -> None:
        self.counted = counted
        words = f"{title}  ✕"
        self.counted_chip.setText(words.replace("&", "&&"))
        bold = QFont(self.font())  # a chip that is on is bold, which its own size does not know
        bold.setBold(True)
        self.counted_chip.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(words) + 32)
        self.counted_chip.setAccessibleName(f"Hanya yang dihitung di: {title}. Hapus saringan")
        self.counted_chip.setChecked(counted is not None)
        self.counted_chip.setVisible(counted is not None)

    def _forget_counted(self) -> None:
        self._show_counted(None, "")
        self._timer.stop()
        self.changed.emit()
        self.text.setFocus()

    def _fits(self, place: int, area: str, tps: str) -> bool:
        known_area, known_tps = self.tps.itemData(place)
        return known_tps == tps and area in ("", known_area)

    def _place_of(self, chosen: object) -> int:
        return next((n for n in range(self.tps.count()) if self.tps.itemData(n) == chosen), 0)

    def _choose(self, state: str) -> None:
        for name, chip in self.states.items():
            chip.setChecked(name == state)
        self._timer.stop()
        self.changed.emit()

    def _short(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMaxLength(3)
        field.setFixedWidth(56)
        return field
