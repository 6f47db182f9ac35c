"""What all measurements share: figures, children with their peak memory, the big file and the big stores."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coklit_desktop.services.desk import Desk

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "bench"
AREA = "33.18.19.2008"
PASSPHRASE = "lima kata acak untuk ukuran"
MANY, FEW, MIDDLE = 300_000, 3_000, 10_000


@dataclass(frozen=True)
class Figure:
    """One measured number. Without a limit it is told, not judged."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""

    @property
    def missed(self) -> bool:
        """Whether the number is over its limit."""
        return self.limit is not None and self.value > self.limit


def tell(figure: Figure) -> None:
    """Print a figure with its target."""
    judged = (
        ""
        if figure.limit is None
        else f"  target <= {figure.limit:g} {figure.unit}  {'MISSED' if figure.missed else 'MET'}"
    )
    note = f"  ({figure.note})" if figure.note else ""
    print(f"  {figure.name:<58} {figure.value:>9.2f} {figure.unit:<3}{judged}{note}", flush=True)


def milliseconds(times: Sequence[float], at: float = 0.5) -> float:
    """A quantile of times in seconds, in ms."""
    return statistics.quantiles(times, n=100, method="inclusive")[round(at * 100) - 1] * 1000


def timed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


# --- children


def in_child(module: str, *words: object) -> dict[str, Any]:
    """Run `python -m module WORDS` in a process of its own; it prints one line of JSON at the end."""
    env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", module, *map(str, words)]
    output = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(output.splitlines()[-1])
    return found


def answer(**values: Any) -> None:
    """What a child prints: the values and the peak memory of the whole process."""
    print(json.dumps({**values, "peak_mb": peak_mb()}))


def peak_mb() -> float:
    """Largest resident size this process ever had."""
    try:
        import resource
    except ImportError:
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


# --- data


def sidalih_file(rows: int) -> Path:
    """A Sidalih list of so many voters, made once."""
    path = WORK / f"sidalih-{rows}-{_stamp('services/sample*.py')}.csv"
    if not path.exists():
        from coklit_desktop.services.sample import write_bulk

        print(f"  making a list of {rows} voters …", flush=True)
        WORK.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        write_bulk(part, rows, area=AREA)
        part.replace(path)
    return path


def store_folder(rows: int) -> Path:
    """A store with such a list, made once for each state of the code that writes stores."""
    folder = WORK / f"store-{rows}-{_stamp('store/**/*.py', 'domain/*.py', 'importing/*.py', 'services/*.py')}"
    if not folder.exists():
        print(f"  making a store of {rows} voters …", flush=True)
        for old in WORK.glob(f"store-{rows}-*"):
            shutil.rmtree(old)
        part = folder.with_name(folder.name + ".part")
        in_child("benchmarks.making", part, sidalih_file(rows))
        part.replace(folder)
    return folder


def open_store(rows: int, *, copy: bool = False) -> Desk:
    """Open such a store, or a copy that may be written to."""
    from coklit_desktop.services.desk import open_desk

    folder = store_folder(rows)
    if copy:
        target = WORK / "copy"
        shutil.rmtree(target, ignore_errors=True)
        folder = shutil.copytree(folder, target)
    return open_desk(folder, PASSPHRASE)


def _stamp(*patterns: str) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted((ROOT / "coklit_desktop").glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
