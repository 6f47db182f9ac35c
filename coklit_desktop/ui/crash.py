"""What nobody expected: to the log without personal data, and one dialog with a report to copy."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QWidget

from coklit_desktop import __version__
from coklit_desktop.ui.theme import fixed_font
from coklit_desktop.ui.widgets.layouts import button, column, label

if TYPE_CHECKING:
    from types import TracebackType

CALM = (
    "Semua yang sudah tersimpan tetap aman. Pekerjaan boleh dilanjutkan; kalau terulang, tutup dan buka lagi"
    " program ini, lalu kirim laporan di bawah ke pengembang. Laporan tidak memuat data pemilih."
)
LOG_BYTES = 500_000
LOG_FILES = 3
log = logging.getLogger(__name__)


def start_log(folder: Path) -> None:
    """Log into a file that turns over; a folder that cannot be written is no reason to stop."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "coklit.log"
        handler = RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)


def report_of(error: BaseException) -> str:
    """Versions and where it happened: no local values, not even the exception's text (it may name people)."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"  <- {type(cause).__name__}")
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    head = f"Coklit Desktop {__version__}, {versions}"
    return "\n".join([head, type(error).__name__, *lines])


class CrashCatcher(QObject):
    """Catches what reaches the top of the main thread; one dialog at a time."""

    def __init__(self, window: QWidget, logs: Path) -> None:
        super().__init__(window)
        self._window, self._logs = window, logs
        self.dialog: CrashDialog | None = None
        sys.excepthook = self._hook

    def show(self, error: BaseException) -> None:
        """Log an error and show its report."""
        report = report_of(error)
        log.error("unexpected: %s", report)
        if self.dialog is None:
            self.dialog = CrashDialog(report, self._logs, self._window)
            self.dialog.finished.connect(self._forget)
            self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error)


class CrashDialog(QDialog):
    """Says that something failed, that what was saved is safe, and shows a report to copy."""

    def __init__(self, report: str, logs: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ada kesalahan di dalam program")
        self.setMinimumWidth(620)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setFont(fixed_font(self.font()))
        text.setMaximumHeight(200)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        self.copy = button("Salin laporan", lambda: QGuiApplication.clipboard().setText(report))
        close.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.setLayout(
            column(
                label("Ada kesalahan di dalam program", "pertanyaan"),
                label(CALM, wrap=True),
                text,
                label(f"Catatan lengkap ada di {logs}", "redup", wrap=True),
                close,
                margin=20,
                spacing=10,
            )
        )
