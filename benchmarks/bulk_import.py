"""A Sidalih list of 300,000 voters into the store, against pandas + plain sqlite3 with three indexes.

Ours reads, checks every row, hashes and keeps the delivery, folds it into the current list with its searches and
encrypts all of it. Both run in processes of their own, in turn; the better of two runs of each counts.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from benchmarks.common import MANY, WORK, Figure, in_child, sidalih_file

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 2


def measure() -> Iterator[Figure]:
    """Ratio of times, peak memory."""
    file = sidalih_file(MANY)
    ours, plain = [], []
    for _ in range(RUNS):
        plain.append(in_child("benchmarks.plain_import", WORK / "plain.db", file))
        ours.append(in_child("benchmarks.making", WORK / "import", file))
    shutil.rmtree(WORK / "import")
    (WORK / "plain.db").unlink()
    best = min(ours, key=_seconds)
    base = min(plain, key=_seconds)
    assert best["rows"] == base["rows"]
    yield Figure("pandas + sqlite3", _seconds(base), "s", note=_parts(base))
    yield Figure("import", _seconds(best), "s", note=_parts(best))
    yield Figure("import : pandas + sqlite3", _seconds(best) / _seconds(base), "x", 2.5)
    yield Figure("peak memory of the importing process", max(run["peak_mb"] for run in ours), "MB", 600)
    yield Figure("peak memory of pandas + sqlite3", max(run["peak_mb"] for run in plain), "MB")


def _seconds(run: dict[str, float]) -> float:
    return run["reading"] + run["writing"]


def _parts(run: dict[str, float]) -> str:
    return f"reading {run['reading']:.1f} s, writing {run['writing']:.1f} s"
