"""Which sticks are plugged in."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MOUNTS = ("/media/", "/run/media/", "/Volumes/")


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable volume: where it is, and how much room it has."""

    path: Path
    free: int

    @property
    def name(self) -> str:
        """What a clerk calls it: "E:" or the volume's name."""
        return str(self.path).rstrip("\\/") if sys.platform == "win32" else self.path.name


def plugged_sticks() -> list[Stick]:
    """The sticks plugged in now, in a fixed order. Asks the system only; nothing on a stick is read."""
    import psutil

    found = []
    for part in psutil.disk_partitions(all=False):
        if _is_removable(part):
            try:
                found.append(Stick(Path(part.mountpoint), shutil.disk_usage(part.mountpoint).free))
            except OSError:  # pulled out just now, or an empty card reader
                continue
    return sorted(found, key=lambda stick: stick.path)


def _is_removable(part: Any) -> bool:
    if sys.platform == "win32":
        return "removable" in part.opts and bool(part.fstype)
    return bool(part.mountpoint.startswith(_MOUNTS))
