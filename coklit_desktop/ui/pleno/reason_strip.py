"""The quiet line that says why a determined list is being changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import button, restyle, row

if TYPE_CHECKING:
    from coklit_desktop.ui.context import PageContext


class ReasonStrip(QFrame):
    """Shown above every page while a reason holds, with "Ganti…"."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pita")
        restyle(self, "nada", "info")
        self.text = ElidedLabel()
        self.change = button("Ganti…", context.ask_change_reason, plain=True)
        self.change.setAccessibleName("Ganti alasan perubahan")
        line = row(self.text, self.change, spacing=10)
        line.setContentsMargins(16, 1, 8, 1)
        line.setStretch(0, 1)
        self.setLayout(line)
        context.reason_changed.connect(self.show_reason)
        context.changed.connect(lambda: self.show_reason(context.desk.change_reason))  # another stage ends it
        self._tell(context.desk.change_reason)
        if not context.desk.change_reason:
            self.hide()  # else it comes into sight with its window; shown alone it would be a window of its own

    def show_reason(self, reason: str) -> None:
        """Show a reason; nothing without one."""
        self._tell(reason)
        self.setVisible(bool(reason))

    def _tell(self, reason: str) -> None:
        self.text.setText(f"Daftar sudah ditetapkan. Alasan perubahan: {reason}")
