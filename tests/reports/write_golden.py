"""Write the golden files anew after a wanted change: `python -m tests.reports.write_golden`, then read the diff."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from coklit_desktop.reports.make import make
from tests.reports.reading import dump
from tests.reports.sample import form_data

GOLDEN = Path(__file__).parent / "golden"
CASES = ("a-daftar-perubahan", "a-laporan-hasil-coklit", "a-rekap-pps-perubahan", "a-rekap-pps")


def made(form_id: str, folder: Path) -> str:
    """The dump of one form of the fixed village."""
    out = folder / "form.pdf"
    make(form_id, form_data(), out)
    return dump(out)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for case in CASES:
            (GOLDEN / f"{case}.txt").write_text(made(case, Path(folder)), encoding="utf-8")
