"""What became of each file that was received, one line each, with the next step where there is one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from coklit_desktop.domain.areas import area_name
from coklit_desktop.ui.icons import pixmap
from coklit_desktop.ui.theme import colors_of
from coklit_desktop.ui.widgets.layouts import button, clear, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.services.receiving import Received

KIND_WORDS = {"package": "Paket", "receipt": "Tanda terima", "kit": "Kit", None: "Berkas"}
SIGNS = {"merged": "good", "already": "good", "waiting": "info", "refused": "bad"}


def title_of(one: Received) -> str:
    """Paket Jepat Lor; the file's name where nothing is known of it."""
    if one.kind is None or one.area is None:
        return one.file.name
    return f"{KIND_WORDS[one.kind]} {area_name(one.area).title() or one.area}"


def summary(found: Sequence[Received]) -> str:
    """3 diterima, 1 menunggu, 1 ditolak."""
    parts = [
        (sum(one.outcome == "merged" for one in found), "diterima"),
        (sum(one.outcome == "already" for one in found), "sudah pernah diterima"),
        (sum(one.outcome == "waiting" for one in found), "menunggu"),
        (sum(one.outcome == "refused" for one in found), "ditolak"),
    ]
    return ", ".join(f"{count} {word}" for count, word in parts if count) + "."


class Results(QFrame):
    """Signal: `confirm_asked(path)` for a package whose sender's six words must be compared."""

    confirm_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, can_confirm: bool) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.can_confirm = can_confirm
        self.lines = column(spacing=8, margin=12)
        self.setLayout(self.lines)
        self.hide()

    def show_results(self, found: Sequence[Received]) -> None:
        """Show other results; none hide the panel."""
        clear(self.lines)
        for one in found:
            self.lines.addLayout(self._line(one))
        self.setVisible(bool(found))

    def _line(self, one: Received):
        colors = colors_of(self.palette())
        color = {"good": colors.good, "info": colors.accent, "bad": colors.bad}[SIGNS[one.outcome]]
        sign = QLabel()
        sign.setPixmap(pixmap(SIGNS[one.outcome], color, 20, self.devicePixelRatioF()))
        head, text = label(title_of(one), "bagian"), label(one.sentence(), wrap=True)
        line = row(sign, head, text, spacing=10)
        line.setStretch(2, 1)
        if self.can_confirm and one.outcome == "waiting" and one.code == "sementara":
            line.addWidget(button("Cocokkan enam kata…", partial(self.confirm_asked.emit, one.file)))
        return line
