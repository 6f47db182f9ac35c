"""`python -m benchmarks [NAME…]`: measure, print each figure with its target; exit 1 if one was missed."""

from __future__ import annotations

import importlib
import os
import platform
import sys

from benchmarks.common import Figure, tell

NAMES = ("import", "save", "search", "start", "growth", "forms")


def main(names: list[str]) -> int:
    """Run the named measurements, or all."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"usage: python -m benchmarks [{'|'.join(NAMES)}]…", file=sys.stderr)
        return 2
    python = f"Python {platform.python_version()}"
    print(f"{platform.system()} {platform.release()}, {python}, {os.cpu_count()} processors{_load()}")
    figures: list[Figure] = []
    for name in names or NAMES:
        module = importlib.import_module(f"benchmarks.{'bulk_import' if name == 'import' else name}")
        print(f"\n{name}: {module.__doc__.splitlines()[0]}", flush=True)
        for figure in module.measure():
            tell(figure)
            figures.append(figure)
    missed = sum(figure.missed for figure in figures)
    print(f"\n{len(figures)} figures, {missed} missed")
    return 1 if missed else 0


def _load() -> str:
    """How busy the machine is before we start: figures on a busy one are worse than the program is."""
    return f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
