"""The window: from the start of the program to the lock, and from the passphrase to Beranda, with 10,000 voters."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import MIDDLE, Figure, in_child, store_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 3


def measure() -> Iterator[Figure]:
    """Seconds (the middle one of three starts), modules loaded, memory."""
    folder = store_folder(MIDDLE)
    runs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as home:
            runs.append(in_child("benchmarks.window", folder, Path(home)))
    runs.sort(key=lambda run: float(run["locked"] + run["home"]))
    run = runs[RUNS // 2]
    yield Figure("start to the lock", run["locked"], "s", note=f"{run['locked_modules']} modules")
    yield Figure(
        "passphrase to Beranda, complete",
        run["home"],
        "s",
        note=f"opening the store and frame {run['unlocking']:.2f} s",
    )
    yield Figure("start to Beranda, complete", run["locked"] + run["home"], "s", 2.0, _spread(runs))
    yield Figure("modules loaded then", run["modules"], "", note=f"heavy ones: {', '.join(run['heavy']) or 'none'}")
    yield Figure("peak memory then", run["peak_mb"], "MB")


def _spread(runs: list[dict[str, float]]) -> str:
    return "runs " + ", ".join(f"{run['locked'] + run['home']:.2f}" for run in runs)
