"""The log of what left the store in the clear: what, for whom, when; never about whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.form_data import Wish


def export_words(form_id: str, how: str, wish: Wish) -> str:
    """What the log says of a form."""
    parts = (form_id, how, "samaran" if wish.masked else "", f"untuk {wish.copy_for}" if wish.copy_for else "")
    return " ".join(filter(None, parts))


def log_export(desk: Desk, what: str) -> None:
    """Note that data left the store in the clear; of a desk that only reads, too."""
    desk.store.note_export(what, desk.now_ms())
