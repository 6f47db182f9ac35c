"""What a form shall be: for which TPS, on which paper, masked or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from coklit_desktop.ui.pdf_preview import PAPERS
from coklit_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.reports.catalog import FormInfo

ALL_TPS = "Semua TPS"


class PrintOptions(QWidget):
    """Three choices, of which a form allows some. Signals: `changed`; `paper_chosen(name)`."""

    changed = Signal()
    paper_chosen = Signal(str)

    def __init__(self, paper: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tps, self.paper = QComboBox(), QComboBox()
        self.masked = QCheckBox("Samarkan data pribadi")
        self.masked.setToolTip("NIK dan No KK enam angka pertama, umur, tanpa disabilitas")
        self.tps.addItem(ALL_TPS, None)
        self.tps.setAccessibleName("TPS")
        self.paper.addItems(list(PAPERS))
        self.paper.setCurrentText(paper)
        self.paper.setAccessibleName("Kertas")
        choices = row(self.tps, self.paper)
        choices.setStretch(0, 1)
        self.setLayout(column(choices, self.masked))
        self.tps.currentIndexChanged.connect(self.changed)
        self.masked.toggled.connect(self.changed)
        self.paper.currentTextChanged.connect(self.paper_chosen)
        self.paper.currentTextChanged.connect(self.changed)

    @property
    def chosen_tps(self) -> str | None:
        """The TPS in hand; None for all, and for a form of the whole village."""
        return cast("str | None", self.tps.currentData()) if self.tps.isEnabled() else None

    @property
    def chosen_paper(self) -> Literal["F4", "A4"]:
        """F4 or A4."""
        return cast('Literal["F4", "A4"]', self.paper.currentText())

    @property
    def is_masked(self) -> bool:
        """Whether a copy for others is wanted."""
        return self.masked.isEnabled() and self.masked.isChecked()

    def show_tps(self, tps_list: Sequence[str]) -> None:
        """Offer these TPS; the one in hand stays in hand."""
        kept = self.tps.currentData()
        self.tps.blockSignals(True)
        self.tps.clear()
        self.tps.addItem(ALL_TPS, None)
        for tps in tps_list:
            self.tps.addItem(f"TPS {tps}", tps)
        self.choose_tps(kept)
        self.tps.blockSignals(False)

    def choose_tps(self, tps: str | None) -> None:
        """Take one TPS in hand, or all."""
        self.tps.setCurrentIndex(max(0, self.tps.findData(tps)))

    def offer(self, form: FormInfo) -> None:
        """Allow only what the form can be."""
        self.tps.setEnabled(form.per_tps)
        self.masked.setEnabled(form.maskable)
        self.paper.setEnabled("pdf" in form.formats)
