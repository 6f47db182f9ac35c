"""The QR code of a page says which list it was printed from; `verify_page` compares (design.md 6)."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
import zxingcpp

from coklit_desktop.domain.papers import read_page_code
from coklit_desktop.services.browsing import village_counts
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.form_data import Wish
from coklit_desktop.services.printing import make_form
from coklit_desktop.services.verifying import verify_page
from tests.services.small import key, line, open_village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village of two TPS, something keyed."""
    opened = open_village(tmp_path, [line(n, 1 if n <= 90 else 2) for n in range(1, 121)])
    key(opened, *(f"{1000 + n},1,1" for n in range(1, 80)))
    yield opened
    opened.close()


def codes(path: Path) -> list[str]:
    """The texts of the codes on each page, read from its picture as a phone would."""
    with pdfplumber.open(path) as pdf:
        pictures = [page.to_image(resolution=200).original for page in pdf.pages]
    found = [zxingcpp.read_barcodes(picture.convert("L")) for picture in pictures]
    assert all(len(one) == 1 for one in found)
    return [one[0].text for one in found]


@pytest.mark.parametrize(
    "form", ["a-daftar-perubahan", "a-rekap-pps", "a-laporan-hasil-coklit", "a-rekap-pps-perubahan"]
)
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_every_page_is_read_back_and_agrees(desk: Desk, tmp_path: Path, form: str, paper: str) -> None:
    texts = codes(make_form(desk, form, tmp_path / "x.pdf", paper=paper))  # type: ignore[arg-type]
    for text in texts:
        said = verify_page(desk, text)
        assert (said["form"], said["same_list"], said["same_totals"]) == (form, True, True)
        assert "ORANG" not in text
    pages = [(read_page_code(text).tps, read_page_code(text).page) for text in texts]
    assert len(set(pages)) == len(pages)
    akhir = village_counts(desk).akhir
    whole = [read_page_code(text).totals for text in texts if not read_page_code(text).tps]
    assert all(totals == (akhir.L, akhir.P) for totals in whole)


def test_after_another_entry_the_paper_is_old(desk: Desk, tmp_path: Path) -> None:
    [text] = codes(make_form(desk, "a-rekap-pps", tmp_path / "x.pdf"))
    key(desk, "1100,2,1")
    said = verify_page(desk, text)
    assert (said["same_list"], said["same_totals"]) == (False, False)


def test_it_can_be_switched_off(desk: Desk, tmp_path: Path) -> None:
    path = make_form(desk, "a-rekap-pps", tmp_path / "x.pdf", wish=Wish(qr=False))
    with pdfplumber.open(path) as pdf:
        assert zxingcpp.read_barcodes(pdf.pages[0].to_image(resolution=200).original.convert("L")) == []
