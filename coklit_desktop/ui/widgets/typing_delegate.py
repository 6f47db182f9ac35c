"""Fields in the cells of a table that is typed into from end to end."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypingDelegate(QStyledItemDelegate):
    """A plain field; Enter keeps at once, not after the next key: a clerk types faster than events come round."""

    def createEditor(self, parent: QWidget, option: Any, index: Any) -> QLineEdit:
        """A field without a frame of its own."""
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setStyleSheet("QLineEdit, QLineEdit:focus { border: 0; border-radius: 0; padding: 0 5px; }")
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take Enter before Qt does."""
        if event.type() == QEvent.Type.KeyPress and event.key() in ENTER:  # type: ignore[attr-defined]
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.SubmitModelCache)
            return True
        return super().eventFilter(editor, event)
