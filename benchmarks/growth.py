"""Pages with 300,000 voters against the same pages with 3,000: the table of Pemilih, the sheet of Entri, Beranda."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.common import FEW, MANY, Figure, in_child, store_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = ("voters", "entry")


def measure() -> Iterator[Figure]:
    """Seconds from the key to the complete page."""
    few, many = _run(FEW), _run(MANY)
    for name, key in (
        ("Beranda after the passphrase", "home"),
        ("Pemilih, first time", "voters"), ("Pemilih, again", "voters_again"),
        ("Entri, first time", "entry"), ("Entri, another TPS", "entry_again"),
    ):  # fmt: skip
        limit = None if key == "home" else 0.5
        yield Figure(
            f"{name}, 300,000 voters",
            many[key],
            "s",
            limit,
            f"{few[key]:.3f} s with 3,000: {many[key] / few[key]:.1f}x",
        )
    yield Figure(
        "peak memory of the window, 300,000 voters", many["peak_mb"], "MB", None, f"{few['peak_mb']:.0f} MB with 3,000"
    )


def _run(rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        return in_child("benchmarks.window", store_folder(rows), Path(home), *PAGES)
