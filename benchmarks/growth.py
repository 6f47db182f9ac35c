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
    for name, key, limit in (
        ("Beranda after the passphrase, complete", "home", None),
        ("Pemilih, first time, complete", "voters", 0.5),
        ("Pemilih, again, complete", "voters_again", 0.5),
        ("Entri, first time, answers keys", "entry_shown", 0.5),
        ("Entri, first time, with the sums of all TPS", "entry", None),
        ("Entri, another TPS, answers keys", "entry_again_shown", 0.5),
    ):
        note = f"{few[key]:.3f} s with 3,000: {many[key] / few[key]:.1f}x"
        yield Figure(name, many[key], "s", limit, note)
    yield Figure("peak memory of the window", many["peak_mb"], "MB", None, f"{few['peak_mb']:.0f} MB with 3,000")


def _run(rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        return in_child("benchmarks.window", store_folder(rows), Path(home), *PAGES)
