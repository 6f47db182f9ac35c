"""Langkah berikutnya: at most five, each a verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coklit_desktop.ui.texts import number
from coklit_desktop.ui.theme import scaled
from coklit_desktop.ui.widgets.layouts import clear, label

if TYPE_CHECKING:
    from coklit_desktop.services.browsing import TpsOverview

MOST = 5
WIDTH = 270


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, and where."""

    text: str
    page: str
    target: Mapping[str, object] = field(default_factory=dict)


def steps_of(lines: Sequence[TpsOverview], office: Mapping[str, Mapping[str, str]], kind: str) -> list[Step]:
    """What helps most now: begun TPS first, then missing papers, then checks, forms, the packet."""
    if kind != "pps":
        return [
            Step("Terima paket", "handover"),
            Step("Lihat Cek Data", "checks"),
            Step("Cetak rekap", "print"),
        ]
    steps = _entry_steps(lines)
    done = not steps
    if not office.get("petugas:1"):
        steps.append(Step("Isi nama anggota PPS", "settings", {"part": "officers"}))
    without = [line.tps for line in lines if not office.get(f"pantarlih:{line.tps}:1")]
    if without and done:
        steps.append(Step(f"Isi pantarlih TPS {without[0]}", "settings", {"part": "tps", "tps": without[0]}))
    steps.append(Step("Periksa Cek Data", "checks"))
    if done:
        steps.append(Step("Siapkan pleno", "pleno"))
        steps.append(Step("Buat paket untuk PPK", "handover"))
    return steps[:MOST]


def _entry_steps(lines: Sequence[TpsOverview]) -> list[Step]:
    open_lines = [line for line in lines if line.counts.belum.total]
    begun = [line for line in open_lines if line.counts.belum.total < line.counts.awal.total]
    fresh = [line for line in open_lines if line.counts.belum.total == line.counts.awal.total]
    steps = [
        Step(f"Teruskan TPS {line.tps} ({number(line.counts.belum.total)} lagi)", "entry", {"tps": line.tps})
        for line in begun[:2]
    ]
    steps += [Step(f"Mulai entri TPS {line.tps}", "entry", {"tps": line.tps}) for line in fresh[:1]]
    return steps


class NextSteps(QFrame):
    """Signal: `chosen(step)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(scaled(self, WIDTH))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 12, 14, 12)
        self._layout.setSpacing(8)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps."""
        clear(self._layout)
        self._layout.addWidget(label("Langkah berikutnya", "bagian"))
        for place, step in enumerate(steps):
            go = QPushButton(step.text)
            go.setProperty("utama", place == 0)
            go.setAutoDefault(False)
            go.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self._layout.addWidget(go)
        self._layout.addStretch(1)
