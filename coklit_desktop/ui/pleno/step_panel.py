"""What every step of the pleno has: a heading, its sentence, data that is read off the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.messages import sentence
from coklit_desktop.services.pleno import StepState
from coklit_desktop.ui.widgets.key_strip import KeyStrip
from coklit_desktop.ui.widgets.layouts import column, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLayout

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.ledger import Saved
    from coklit_desktop.services.pleno import PlenoStep
    from coklit_desktop.ui.context import PageContext

MARKS = {StepState.DONE: "✓", StepState.OPEN: "○", StepState.OPTIONAL: "–\u2009\u200a"}  # equally wide
BUSY = "Pekerjaan lain sedang menulis. Tunggu sampai selesai, lalu ulangi."


class StepPanel(QWidget):
    """Signals: `changed` after the panel kept something."""

    changed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.heading = label(name="judul", wrap=True)
        self.sentence = label(name="redup", wrap=True)
        self.problem = label(name="salah", wrap=True)
        self.problem.hide()
        self.keys = KeyStrip()

    def lay_out(
        self,
        *items: QWidget | QLayout | int | None,
        top: QLayout | int = 4,
        grow: QWidget | None = None,
        keys: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Put the panel together, its keys at the bottom; `grow` takes the room there is, while it is in sight."""
        self.keys.show_keys(keys)
        body = column(self.heading, self.sentence, self.problem, top, *items, self.keys, spacing=6)
        body.addStretch(0)
        if grow is not None:
            body.setStretchFactor(grow, 1)
        self.setLayout(body)
        self.keys.setVisible(bool(keys))

    def show_step(self, step: PlenoStep, place: int) -> None:
        """Show how the step stands."""
        self.heading.setText(f"{place}. {step.title}")
        self.sentence.setText(step.sentence)
        self.say("")  # what was refused may be right by now

    def load(self, _desk: Desk) -> Any:
        """Read what the panel shows; runs off the main thread."""
        return None

    def show_data(self, data: Any, step: PlenoStep) -> None:
        """Show what was read."""

    def go_to(self, **target: object) -> None:
        """Show what another page asked for."""

    def begin(self) -> None:
        """Put the focus where the work is."""
        self.setFocus()

    def keep(self, work: Callable[[], Saved | None]) -> bool:
        """Keep something at once; a refusal is said above the work and changes nothing."""
        if self.context.tasks.is_writing:
            self.say(BUSY)
            return False
        try:
            done = self.context.saving(work)
        except CoklitError as error:
            self.say(sentence(error))
            return False
        self.say("")
        if done is not None:
            self.context.tell_saved(done)
        self.changed.emit()
        return True

    def say(self, text: str) -> None:
        """Show what was refused; "" takes it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
