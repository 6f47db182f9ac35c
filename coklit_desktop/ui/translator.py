"""Indonesian for Qt's own texts: standard buttons, file dialogs, menus (Qt ships no such translation)."""

from __future__ import annotations

import tomllib
from importlib import resources

from PySide6.QtCore import QObject, QTranslator


class IndonesianTranslator(QTranslator):
    """Answers from resources/qt_texts.toml."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = resources.files("coklit_desktop.resources").joinpath("qt_texts.toml")
        self._texts = tomllib.loads(path.read_text(encoding="utf-8"))

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The Indonesian text, or nothing: then Qt shows the source text."""
        return self._texts.get(source_text, "")

    def isEmpty(self) -> bool:
        """Not empty, or Qt would not install it."""
        return False
