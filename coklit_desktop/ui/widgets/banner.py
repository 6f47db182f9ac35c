"""The strip above the page that says one sentence and stays until it is closed or replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from coklit_desktop.ui.icons import icon, pixmap
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.layouts import label, restyle

ICONS = {"baik": "good", "info": "info", "salah": "bad"}


class Banner(QFrame):
    """Shows `say(tone, text)`; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pita")
        self.sign = QLabel()
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton()
        self.close_button.setProperty("polos", True)
        self.close_button.setToolTip("Tutup pesan ini (Esc)")
        self.close_button.setAccessibleName("Tutup pesan")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(10)
        layout.addWidget(self.sign)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.close_button)
        self.hide()

    def say(self, tone: str, text: str) -> None:
        """Show a sentence."""
        colors = colors_of(self.palette())
        color = {"baik": colors.good, "info": colors.accent, "salah": colors.bad}[tone]
        self.sign.setPixmap(pixmap(ICONS[tone], color, 20, self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", colors.muted))
        self.text.setText(text)
        restyle(self, "nada", tone)
        self.show()
