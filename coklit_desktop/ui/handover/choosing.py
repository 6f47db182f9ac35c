"""Which files on a stick are for this office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.receiving import inspect_file

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.domain.progress import Progress
    from coklit_desktop.services.desk import Desk

MOST_FILES = 2000


def files_for(desk: Desk, folder: Path, progress: Progress) -> list[Path]:
    """The files in `folder` (not below it) that this office should take; damaged ones too, so that it is told."""
    found = []
    paths = sorted(folder.glob("*.coklit"))[:MOST_FILES]
    for number, path in enumerate(paths):
        progress(number / len(paths), "Mencari berkas")
        if not path.name.startswith(".") and _is_for(desk, path):
            found.append(path)
    return found


def _is_for(desk: Desk, path: Path) -> bool:
    try:
        facts = inspect_file(path)
    except CoklitError:
        return True
    if facts["site"] == desk.site:
        return False
    if facts["kind"] == "package":
        return desk.covers(facts["area"])
    return facts["to"] == desk.area
