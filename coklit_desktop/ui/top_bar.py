"""The bar above: office · election and stage · clerk · lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from coklit_desktop.ui.icons import icon
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.elided import ElidedLabel
from coklit_desktop.ui.widgets.layouts import label

HEIGHT = 32


class TopBar(QFrame):
    """Signals: `lock_asked`; `office_asked` (another office); `settings_asked` (clerks and passphrases)."""

    lock_asked = Signal()
    office_asked = Signal()
    settings_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bilahAtas")
        self.setFixedHeight(HEIGHT)
        self.office = ElidedLabel()
        self.election = label(name="redup")
        self.clerk = self._tool("Petugas")
        self.clerk.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.clerk.setMenu(self._menu())
        self.lock = self._tool("Kunci layar (Ctrl+L)")
        self.lock.setText("Kunci")
        self.lock.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.lock.setIcon(icon("lock", colors_of(self.palette()).on_bar))
        self.lock.clicked.connect(self.lock_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(14)
        layout.addWidget(self.office, 1)
        layout.addWidget(self.election)
        layout.addSpacing(18)
        layout.addWidget(self.clerk)
        layout.addWidget(self.lock)

    def tell(self, office: str, election: str, clerk: str) -> None:
        """Show where the clerk is."""
        self.office.setText(office)
        self.election.setText(election)
        self.clerk.setText(f"{clerk} ▾")

    def _tool(self, tip: str) -> QToolButton:
        found = QToolButton()
        found.setToolTip(tip)
        found.setAccessibleName(tip)
        found.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return found

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Ganti petugas", self.lock_asked.emit)
        menu.addAction("Petugas dan kata sandi", self.settings_asked.emit)
        menu.addAction("Buka kantor lain", self.office_asked.emit)
        return menu
