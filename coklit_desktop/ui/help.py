"""F1: what the page is for, and its keys."""

from __future__ import annotations

import tomllib
from importlib import resources

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from coklit_desktop.ui.theme import fixed_font
from coklit_desktop.ui.widgets.layouts import column, label


class HelpDialog(QDialog):
    """Help of one page."""

    def __init__(self, page_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        path = resources.files("coklit_desktop.resources").joinpath("help.toml")
        found = tomllib.loads(path.read_text(encoding="utf-8"))[page_key]
        self.setWindowTitle(f"Bantuan: {found['title']}")
        self.setMinimumWidth(520)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setColumnStretch(1, 1)
        for number, (keys, text) in enumerate(found["keys"]):
            key = label(keys)
            key.setFont(fixed_font(self.font()))
            grid.addWidget(key, number, 0)
            grid.addWidget(label(text, wrap=True), number, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        head = label(found["title"], "pertanyaan")
        self.setLayout(column(head, label(found["text"], wrap=True), 6, grid, 6, close, margin=22))
