"""The bar below: what was saved last, the work under way with its cancel, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from coklit_desktop.ui.texts import number
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import button, label

if TYPE_CHECKING:
    from coklit_desktop.ui.tasks import Job, Tasks

HEIGHT = 38


class StatusBar(QFrame):
    """Signal: `help_asked`."""

    help_asked = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bilahBawah")
        self.setFixedHeight(HEIGHT)
        self.saved = label()
        self.what = ElidedLabel()
        self.what.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(180, 16)
        self.cancel = button("Batal", self._cancel)
        self.help = button("Bantuan  F1", self.help_asked.emit, plain=True)
        self.help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 3, 8, 3)
        layout.setSpacing(10)
        for item, stretch in (
            (self.saved, 0),
            (self.what, 1),
            (self.bar, 0),
            (self.cancel, 0),
            (self.help, 0),
        ):
            layout.addWidget(item, stretch)
        self._jobs: list[Job] = []
        self._show_job()
        tasks.started.connect(self._start)
        tasks.ended.connect(self._end)

    def tell_saved(self, seq: int, at: str) -> None:
        """Show the last durable write; without a time only where the ledger stands."""
        if at:
            self.saved.setText(f"✓ Tersimpan {at} · catatan ke-{number(seq)}")
        else:
            self.saved.setText(f"Catatan ke-{number(seq)}" if seq else "Belum ada catatan")

    def _start(self, job: Job) -> None:
        self._jobs.append(job)
        job.progressed.connect(self._tell)
        self._show_job()

    def _end(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        self._show_job()

    def _show_job(self) -> None:
        job = self._jobs[-1] if self._jobs else None
        for widget in (self.bar, self.cancel):
            widget.setVisible(job is not None)
        if job is None:
            self.what.setText("")
            return
        self.cancel.setEnabled(job.cancellable and not job.cancel_asked)
        self._draw(job.fraction, job.what)

    def _tell(self, fraction: float, what: str) -> None:
        if self._jobs and self.sender() is self._jobs[-1] and not self._jobs[-1].cancel_asked:
            self._draw(fraction, what or self._jobs[-1].what)

    def _draw(self, fraction: float, what: str) -> None:
        self.bar.setValue(round(fraction * 1000))
        self.what.setText(f"{what} {round(fraction * 100)} %")

    def _cancel(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self.cancel.setEnabled(False)
            self.what.setText("Membatalkan…")
