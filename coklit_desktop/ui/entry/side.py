"""The right side of the entry page: household, sums of the TPS, progress of all TPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from coklit_desktop.ui.texts import grouped, mark_letter, number, rt_rw
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import clear, column, label, panel
from coklit_desktop.ui.widgets.marks import draw_mark
from coklit_desktop.ui.widgets.state_bar import StateBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.domain.records import CurrentVoter

WIDTH = 288
MOST_MEMBERS = 9


class MarkLabel(QWidget):
    """Shape and letter of a row's state."""

    def __init__(self, state: str, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._letter = state, letter
        self.setFixedSize(30, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = QPainter(self)
        draw_mark(painter, QRectF(self.rect()), self._state, self._letter, colors_of(self.palette()))


class HouseholdPanel(QWidget):
    """Everybody on the NKK of the line in hand."""

    def __init__(self, election: Election, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._election = election
        self.title = label("Keluarga", "bagian")
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(3)
        self.grid.setColumnStretch(1, 1)
        self.address = ElidedLabel()
        self.address.setObjectName("redup")
        self.setLayout(column(panel(self.title, self.grid, self.address, None, spacing=5)))
        self.setMinimumHeight(150)

    def show_household(self, row_in_hand: CurrentVoter | None, members: Sequence[CurrentVoter]) -> None:
        """Show a household; the line in hand is marked."""
        clear(self.grid)
        if row_in_hand is None:
            self.title.setText("Keluarga")
            self.address.setText("")
            return
        nkk = row_in_hand.voter.nkk
        self.title.setText(f"Keluarga {grouped(nkk)}" if nkk else "Keluarga: No. KK kosong")
        for line, member in enumerate(members[:MOST_MEMBERS]):
            self._add(line, member, member.subject == row_in_hand.subject, row_in_hand.tps)
        if len(members) > MOST_MEMBERS:
            more = label(f"dan {len(members) - MOST_MEMBERS} lagi", "redup")
            self.grid.addWidget(more, MOST_MEMBERS, 1)
        voter = row_in_hand.voter
        self.address.setText(f"{voter.address}, RT/RW {rt_rw(row_in_hand)}")

    def _add(self, line: int, member: CurrentVoter, in_hand: bool, tps: str) -> None:
        name = ElidedLabel(member.voter.name)
        if in_hand:
            font = name.font()
            font.setBold(True)
            name.setFont(font)
        year = member.voter.birth_date[-4:]
        where = "" if member.tps == tps else f"TPS {member.tps} "
        self.grid.addWidget(label("▸" if in_hand else ""), line, 0)
        self.grid.addWidget(name, line, 1)
        self.grid.addWidget(label(f"{where}{member.voter.sex} {year}", "redup"), line, 2)
        self.grid.addWidget(MarkLabel(member.ket, mark_letter(self._election, member)), line, 3)


class CountsPanel(QWidget):
    """The live sums of design.md 5."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = label("Hitungan", "bagian")
        self.sums = label()
        self.result = label()
        self.bar = StateBar()
        self.done = label()
        self.details = QGridLayout()
        self.details.setHorizontalSpacing(10)
        self.details.setVerticalSpacing(1)
        self._numbers: dict[str, QLabel] = {}
        pairs = (("sesuai", "Sesuai"), ("tidak_ditemui", "Tidak ditemui"), ("ubah", "Ubah"), ("tms", "TMS"))
        for place, (name, text) in enumerate((*pairs, ("baru", "Baru"), ("belum", "Belum"))):
            value = label("0")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._numbers[name] = value
            line, side = divmod(place, 2)
            self.details.addWidget(label(text, "redup"), line, side * 2)
            self.details.addWidget(value, line, side * 2 + 1)
        self.setLayout(column(panel(self.title, self.sums, self.result, self.bar, self.details, self.done, spacing=5)))

    def show_counts(self, tps: str, counts: Counts) -> None:
        """Show the sums of a TPS."""
        self.title.setText(f"Hitungan TPS {tps}")
        text = f"awal {number(counts.awal.total)} + baru {number(counts.baru.total)}"
        text += f" − TMS {number(counts.tms_total.total)}"
        if counts.pindah_masuk.total or counts.pindah_keluar.total:
            text += f"\n+ masuk {counts.pindah_masuk.total} − keluar {counts.pindah_keluar.total}"
        self.sums.setText(text)
        sexes = f"L {number(counts.akhir.L)}   P {number(counts.akhir.P)}"
        self.result.setText(f"= akhir {number(counts.akhir.total)}   ({sexes})")
        self.bar.show_counts(counts)
        for name, value in self._numbers.items():
            total = counts.tms_total.total if name == "tms" else getattr(counts, name).total
            value.setText(number(total))
        complete = counts.belum.total == 0 and counts.balanced and counts.awal.total > 0
        self.done.setObjectName("baik" if complete else "redup")
        left = f"{number(counts.belum.total)} baris belum dientri"
        self.done.setText("✓ Lengkap, hitungan cocok" if complete else left)
        self.done.style().unpolish(self.done)
        self.done.style().polish(self.done)
