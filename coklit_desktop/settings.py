"""Settings and Paths, frozen; and the few things that are remembered between two sessions."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

APP_NAME = "CoklitDesktop"
PORTABLE_MARK = "portable"  # a file of this name beside the program keeps everything beside it


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the program keeps what: offices (stores), the log, what it remembers."""

    data: Path
    logs: Path
    remembered: Path

    @classmethod
    def installed(cls) -> Paths:
        """The user's own folders, as the system wants them."""
        import platformdirs

        data = platformdirs.user_data_path(APP_NAME, appauthor=False)
        logs = platformdirs.user_log_path(APP_NAME, appauthor=False)
        return cls(data, logs, data / "diingat.json")

    @classmethod
    def portable(cls, folder: Path) -> Paths:
        """Everything beside the program."""
        return cls(folder / "data", folder / "log", folder / "data" / "diingat.json")

    @classmethod
    def test(cls, folder: Path) -> Paths:
        """Everything in one temporary folder."""
        return cls.portable(folder)

    @classmethod
    def find(cls) -> Paths:
        """Portable if the program's folder says so, else installed."""
        folder = Path(sys.executable).resolve().parent
        return cls.portable(folder) if (folder / PORTABLE_MARK).exists() else cls.installed()

    def office_folder(self, name: str) -> Path:
        """A folder for a new office that does not exist yet: `name`, else `name-2`, …"""
        folder, count = self.data / name, 2
        while folder.exists():
            folder, count = self.data / f"{name}-{count}", count + 1
        return folder


@dataclass(frozen=True, slots=True)
class Settings:
    """What stays the same while the program runs."""

    paths: Paths
    start_folder: Path | None = None  # the office named on the command line


@dataclass(frozen=True, slots=True)
class Look:
    """What a clerk chose about the look and the lock."""

    dark: bool = False
    point_size: int = 10
    auto_lock_minutes: int = 10
    paper: str = "F4"


@dataclass(slots=True)
class Remembered:
    """Small things kept between sessions in one JSON file; nothing about people."""

    file: Path
    look: Look = field(default_factory=Look)
    last_folder: str = ""
    last_clerk: str = ""
    geometry: str = ""  # of the window, base64
    choices: dict[str, str] = field(default_factory=dict)  # e.g. "entry.tps" -> "003"

    @classmethod
    def load(cls, file: Path) -> Remembered:
        """Read the file; a missing or damaged one is as if nothing were remembered."""
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(file)
        return cls(file, **_fitting(data)) if isinstance(data, dict) else cls(file)

    def save(self) -> None:
        """Write the file as a whole or not at all; a folder that cannot be written is no reason to stop."""
        data = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "file"}
        data["look"] = asdict(self.look)
        try:
            write_atomically(self.file, json.dumps(data, ensure_ascii=False, indent=1).encode())
        except OSError:
            return

    def set_look(self, **changes: Any) -> Look:
        """Change the look and keep it."""
        self.look = replace(self.look, **changes)
        self.save()
        return self.look


def write_atomically(file: Path, data: bytes) -> None:
    """Replace `file` by `data`: temporary name, fsync, rename."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _fitting(data: dict[str, Any]) -> dict[str, Any]:
    """Those values whose type is the expected one."""
    empty = Remembered(Path())
    names = [item.name for item in fields(Remembered) if item.name not in ("file", "look")]
    found = {name: data[name] for name in names if _same_type(data.get(name), getattr(empty, name))}
    look = data.get("look")
    if isinstance(look, dict):
        known = {key: item for key, item in look.items() if _same_type(item, getattr(Look(), key, None))}
        found["look"] = replace(Look(), **known)
    return found


def _same_type(value: object, example: object) -> bool:
    return example is not None and type(value) is type(example)
