"""Write the golden files anew after a wanted change: `python -m tests.reports.write_golden [FORM…]`, then look at
the diff of the texts and at the pictures.

Each case is a form, or one variant of it, of the fixed village: every word with its place, and the first pages as
small pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdfium2
from PIL import Image

from coklit_desktop.reports.catalog import FORMS
from coklit_desktop.reports.make import make
from tests.reports.reading import dump
from tests.reports.sample import data_for

GOLDEN = Path(__file__).parent / "golden"
DPI = 40
PICTURED = 2  # pages


class Case(NamedTuple):
    """One form in one variant; `election` where its table of codes differs."""

    form_id: str
    variant: str = ""
    election: str = "pilkada-2024"
    masked: bool = False

    @property
    def name(self) -> str:
        """Name of its files."""
        election = "" if self.election == "pilkada-2024" else self.election
        return "_".join(filter(None, (self.form_id, self.variant, election, "samaran" if self.masked else "")))


def cases() -> list[Case]:
    """Every form on paper in every variant; the by-name ones of 2020 and masked too."""
    found = []
    for form in FORMS.values():
        if "pdf" in form.formats:
            found += [Case(form.id, variant.id) for variant in form.variants] or [Case(form.id)]
    found += [Case("a-daftar-perubahan", election="pilkada-2020"), Case("a-daftar-perubahan", masked=True)]
    found += [Case("a-rekap-pps-perubahan", election="pilkada-2020")]
    return [case for case in found if case.form_id in FORMS]


def made(case: Case, folder: Path) -> Path:
    """The PDF of a case."""
    out = folder / "form.pdf"
    make(case.form_id, data_for(case.form_id, case.variant, election=case.election, masked=case.masked), out)
    return out


def text_of(path: Path) -> str:
    """Words and places of a PDF, as a golden file holds them."""
    return dump(path)


def pictures_of(path: Path) -> list[Image.Image]:
    """The first pages, small and grey."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [document[at] for at in range(min(PICTURED, len(document)))]
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in pages]
    finally:
        document.close()


def picture_path(case: Case, number: int) -> Path:
    """Where the picture of a page is kept."""
    return GOLDEN / f"{case.name}_{number}.png"


def write(case: Case) -> None:
    """Write the files of a case."""
    with TemporaryDirectory() as folder:
        path = made(case, Path(folder))
        (GOLDEN / f"{case.name}.txt").write_text(text_of(path), encoding="utf-8")
        for old in GOLDEN.glob(f"{case.name}_[0-9].png"):
            old.unlink()
        for number, picture in enumerate(pictures_of(path), 1):
            picture.quantize(16).save(picture_path(case, number), optimize=True)


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for one in cases():
        if not wanted or one.form_id in wanted:
            write(one)
