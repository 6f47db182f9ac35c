"""What a form shall be: of which area and TPS, in which variant, for whom, on which paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from coklit_desktop.domain.areas import area_name
from coklit_desktop.services.form_data import Wish
from coklit_desktop.ui.pdf_preview import PAPERS
from coklit_desktop.ui.widgets.layouts import column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.reports.catalog import FormInfo

ALL_TPS = "Semua TPS"
NO_COPY = "Bukan salinan"
CAREFUL = "Salinan dengan nama hanya atas perintah KPU; di PPS cukup rekap dan berita acara."
DEPTHS = {"village": 3, "district": 2}  # dots in the code of the area that a form is of


class PrintOptions(QWidget):
    """The choices, of which a form allows some.

    Signals: `changed`; `paper_chosen(name)`; `code_chosen(wanted)`; `area_chosen`.
    """

    changed = Signal()
    paper_chosen = Signal(str)
    code_chosen = Signal(bool)
    area_chosen = Signal()

    def __init__(self, paper: str, *, code: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: FormInfo | None = None
        self._tps: Sequence[tuple[str, str]] = ()
        self._masked_for: dict[str, bool] = {}
        self._kept: dict[int, str] = {}  # the area in hand of each level, while a form of another is in hand
        self.area, self.tps, self.paper = _choice("Wilayah"), _choice("TPS"), _choice("Kertas")
        self.variant, self.copy_for = _choice("Ragam formulir"), _choice("Salinan untuk")
        self.masked = QCheckBox("Samarkan data pribadi")
        self.masked.setToolTip("NIK dan No KK enam angka pertama, umur, tanpa disabilitas")
        self.code = QCheckBox("Kode QR di halaman")
        self.code.setToolTip("Untuk Periksa lembar; tidak berisi data pribadi")
        self.code.setChecked(code)
        self.careful = label(CAREFUL, "redup", wrap=True)
        self.tps.addItem(ALL_TPS, None)
        self.paper.addItems(list(PAPERS))
        self.paper.setCurrentText(paper)
        choices = row(self.tps, self.paper)
        choices.setStretch(0, 1)
        boxes = column(self.masked, self.code, spacing=0)
        self.setLayout(column(self.area, self.variant, choices, self.copy_for, boxes, self.careful, spacing=6))
        for widget in (self.area, self.variant, self.careful):
            widget.hide()
        self._connect()

    @property
    def chosen_area(self) -> str | None:
        """The village or kecamatan in hand; None where the office has but its own."""
        return cast("str | None", self.area.currentData())

    @property
    def chosen_village(self) -> str | None:
        """The village in hand, or that comes in hand with a form of a village; None where there is but one."""
        villages = self._areas(DEPTHS["village"])
        return self._kept.get(DEPTHS["village"], villages[0]) if len(villages) > 1 else None

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

    @property
    def wish(self) -> Wish:
        """All of it, as services take it."""
        return Wish(
            masked=self.is_masked,
            qr=self.code.isChecked(),
            area=self.chosen_area,
            variant=cast("str | None", self.variant.currentData()),
            copy_for=str(self.copy_for.currentData() or ""),
        )

    def name_parts(self) -> list[str]:
        """What a file's name says of it; nothing about people."""
        tps, variant, copy_for = self.chosen_tps, self.variant.currentData(), self.copy_for.currentData()
        parts = [str(variant) if self.variant.currentIndex() > 0 else "", f"tps-{tps}" if tps else ""]
        parts.append(f"salinan-{_slug(copy_for)}" if copy_for else "")
        return [*parts, "samaran" if self.is_masked else ""]

    # --- what there is to choose

    def show_tps(self, tps_list: Sequence[tuple[str, str]]) -> None:
        """Offer these TPS, each with its area; what is in hand stays in hand."""
        self._tps = tps_list
        self._offer_areas()

    def show_recipients(self, recipients: Sequence[tuple[str, bool]]) -> None:
        """Offer these for whom a copy may be; the others see masked data."""
        self._masked_for = dict(recipients)
        _refill(self.copy_for, [(NO_COPY, None), *((f"Salinan untuk {name}", name) for name, _ in recipients)])

    def choose_tps(self, tps: str | None) -> None:
        """Take one TPS in hand, or all."""
        self.tps.setCurrentIndex(max(0, self.tps.findData(tps)))

    def choose_area(self, area: str) -> None:
        """Take a village or kecamatan in hand."""
        self.area.setCurrentIndex(max(0, self.area.findData(area)))

    def offer(self, form: FormInfo) -> None:
        """Allow only what the form can be."""
        if form is not self._form:
            self._form = form
            _refill(self.variant, [(variant.title, variant.id) for variant in form.variants], first=True)
            self.variant.setVisible(len(form.variants) > 1)
        self._offer_areas()
        self.tps.setEnabled(form.per_tps)
        self.masked.setEnabled(form.maskable)
        self.paper.setEnabled("pdf" in form.formats)
        self._warn()

    # --- inside

    def _connect(self) -> None:
        for box in (self.variant, self.tps, self.paper):
            box.currentIndexChanged.connect(self.changed)
        self.area.currentIndexChanged.connect(self._area_changed)
        self.copy_for.currentIndexChanged.connect(self._copy_chosen)
        self.masked.toggled.connect(self.changed)
        self.code.toggled.connect(self.code_chosen)
        self.code.toggled.connect(self.changed)
        self.paper.currentTextChanged.connect(self.paper_chosen)

    def _area_changed(self) -> None:
        if self.chosen_area is not None:
            self._kept[self.chosen_area.count(".")] = self.chosen_area
        self._offer_tps()
        self.changed.emit()
        self.area_chosen.emit()

    def _copy_chosen(self) -> None:
        """A copy for outsiders is masked unless the clerk says otherwise afterwards."""
        self.masked.blockSignals(True)
        self.masked.setChecked(self._masked_for.get(str(self.copy_for.currentData()), False))
        self.masked.blockSignals(False)
        self._warn()
        self.changed.emit()

    def _warn(self) -> None:
        outside = self._masked_for.get(str(self.copy_for.currentData()), False)
        self.careful.setVisible(outside and self._form is not None and self._form.by_name)

    def _offer_areas(self) -> None:
        depth = DEPTHS.get(self._form.level) if self._form is not None else None
        areas = [] if depth is None else self._areas(depth)
        _refill(self.area, [(area_name(area), area) for area in areas] if len(areas) > 1 else [])
        if len(areas) > 1 and depth in self._kept:
            self.area.blockSignals(True)
            self.choose_area(self._kept[depth])
            self.area.blockSignals(False)
        self.area.setVisible(len(areas) > 1)
        self._offer_tps()

    def _areas(self, depth: int) -> list[str]:
        return sorted({".".join(area.split(".")[: depth + 1]) for area, _ in self._tps})

    def _offer_tps(self) -> None:
        area = self.chosen_area
        found = sorted({tps for place, tps in self._tps if area is None or place == area})
        _refill(self.tps, [(ALL_TPS, None), *((f"TPS {tps}", tps) for tps in found)])


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


def _refill(box: QComboBox, items: Sequence[tuple[str, str | None]], *, first: bool = False) -> None:
    """Offer other items without a word; the one in hand stays in hand, unless the `first` is wanted."""
    kept = None if first else box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, value in items:
        box.addItem(text, value)
    if items:
        box.setCurrentIndex(0 if first else max(0, box.findData(kept)))
    box.blockSignals(False)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
