"""A paper beside the list: what its code says, what the store says now, and one sentence about both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
import zxingcpp

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.papers import PageCode, read_page_code
from coklit_desktop.services.browsing import status, village_counts
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.form_data import Wish
from coklit_desktop.services.printing import make_form
from coklit_desktop.services.verifying import verify_page
from tests.services.small import AREA, ELECTION, PASSPHRASE, key, line, new_row, open_village, take_list

ROOT = "rahasia-ketua-kabupaten-pati"
SAME = "Cocok: lembar ini sama dengan daftar sekarang."
SINCE = "Daftar sudah berubah sejak lembar ini dicetak"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village of two TPS of 90 and 30 voters: men are the odd ones; 60 in TPS 1 are struck."""
    opened = open_village(tmp_path, [line(n, 1 if n <= 90 else 2) for n in range(1, 121)])
    key(opened, *(f"{1000 + n},1,1" for n in range(1, 61)), new_row(300, 2, sex="P"))
    yield opened
    opened.close()


def printed(desk: Desk, folder: Path, form: str, wish: Wish | None = None, tps: str | None = None) -> list[PageCode]:
    """The codes of all pages, read from their pictures."""
    path = make_form(desk, form, folder / "lembar.pdf", tps=tps, wish=wish or Wish())
    with pdfplumber.open(path) as pdf:
        pictures = [page.to_image(resolution=200).original.convert("L") for page in pdf.pages]
    return [read_page_code(zxingcpp.read_barcodes(picture)[0].text) for picture in pictures]


@pytest.mark.parametrize(
    ("form", "wish"),
    [
        ("a-daftar-pemilih", Wish()),
        ("a-daftar-perubahan", Wish()),
        ("a-daftar-perubahan", Wish(masked=True)),
        ("a-daftar-potensial", Wish(variant="isi")),
        ("daftar-meninggal", Wish()),
        ("daftar-meninggal", Wish(variant="tps")),
        ("daftar-tanpa-bukti", Wish()),
    ],
)
def test_each_page_of_names_agrees_in_list_totals_and_lines(desk: Desk, tmp_path: Path, form: str, wish: Wish) -> None:
    codes = printed(desk, tmp_path, form, wish)
    with_lines = [code for code in codes if code.has_lines]
    assert with_lines
    for code in with_lines:
        said = verify_page(desk, code.to_text())
        assert (said["same_list"], said["same_totals"], said["same_page"], said["says"]) == (True, True, True, SAME)
        assert said["lines"]["store"] == said["lines"]["paper"]
        assert sum(said["lines"]["store"].values()) <= code.lines[1] - code.lines[0] + 1


def test_a_change_elsewhere_leaves_the_lines_as_they_are(desk: Desk, tmp_path: Path) -> None:
    codes = [code for code in printed(desk, tmp_path, "a-daftar-perubahan", tps="001") if code.has_lines]
    assert len(codes) > 1
    key(desk, "1110,2,1")
    for code in codes:
        said = verify_page(desk, code.to_text())
        assert (said["same_list"], said["same_totals"], said["same_page"]) == (False, True, True)
        assert said["says"].startswith(f"{SINCE}, tetapi baris di lembar ini dan jumlahnya tetap: L 15, P 15.")


def test_a_change_on_the_page_is_told_with_both_numbers(desk: Desk, tmp_path: Path) -> None:
    codes = [code for code in printed(desk, tmp_path, "a-daftar-perubahan", tps="001") if code.has_lines]
    key(desk, "1002,1,0")  # a woman stands again: the list of changes is one line shorter
    said = verify_page(desk, codes[-1].to_text())
    assert (said["same_list"], said["same_totals"], said["same_page"]) == (False, False, False)
    assert said["says"] == f"{SINCE}: L 15, P 15 → 16. Cetak ulang."


def test_lines_may_differ_while_the_totals_do_not(desk: Desk, tmp_path: Path) -> None:
    code = next(code for code in printed(desk, tmp_path, "a-daftar-pemilih", tps="002") if code.has_lines)
    key(desk, "1091,2,U,,,,LAIN")
    said = verify_page(desk, replace(code, page_totals=(code.page_totals[0] + 1, code.page_totals[1] - 1)).to_text())
    assert (said["same_list"], said["same_totals"], said["same_page"]) == (False, True, False)
    men, women = code.page_totals
    assert said["says"] == (
        f"{SINCE}: baris 1 sampai {code.lines[1]} L {men + 1} → {men}, P {women - 1} → {women}. Cetak ulang."
    )


def test_numbers_that_were_written_over_are_told(desk: Desk) -> None:
    akhir = village_counts(desk).akhir
    digest = status(desk)["digest"][:16]
    text = f"COKLIT1|a-rekap-pps|{AREA}||1/1|1|{digest}|{akhir.L + 7}|{akhir.P}"
    said = verify_page(desk, text)
    assert (said["same_list"], said["same_totals"], said["same_page"]) == (True, False, None)
    assert said["says"] == (
        f"Angka di lembar ini berbeda dari daftar yang sama: L {akhir.L + 7} → {akhir.L}, P {akhir.P}. "
        "Jangan dipakai, cetak ulang."
    )


@pytest.mark.parametrize(
    ("form", "tps", "lines"),
    [("bulk-sidalih", "", "1-3"), ("tidak-ada", "001", "1-3"), ("a-daftar-pemilih", "404", "1-3")],
)
def test_a_page_that_no_form_has_now_differs(desk: Desk, form: str, tps: str, lines: str) -> None:
    said = verify_page(desk, f"COKLIT1|{form}|{AREA}|{tps}|1/1|1|0011223344556677|1|1|{lines}|2|1")
    assert (said["same_list"], said["same_page"]) == (False, False)
    assert said["lines"]["store"] == {"L": 0, "P": 0}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("halo", "bukan_kode_halaman"),
        (f"COKLIT1|a-rekap-pps|{AREA}|x|1/1|1|d|1|1", "bukan_kode_halaman"),
        ("COKLIT1|a-rekap-pps|33.18.19.2009||1/1|1|d|1|1", "desa_lain_halaman"),
    ],
)
def test_what_is_no_paper_of_ours_is_refused(desk: Desk, text: str, code: str) -> None:
    with pytest.raises(CoklitError) as caught:
        verify_page(desk, text)
    assert caught.value.code == code


@pytest.fixture
def regency(tmp_path: Path) -> Iterator[Desk]:
    """A regency with the lists of two villages."""
    made = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=ROOT)
    lines = [line(n, 1 if n <= 6 else 2) for n in range(1, 11)]
    take_list(made, tmp_path / "lor.csv", lines)
    take_list(
        made, tmp_path / "kidul.csv", [replace(one, dpid=f"9{one.dpid}", village="JEPAT KIDUL") for one in lines[:5]]
    )
    yield made
    made.close()


@pytest.mark.parametrize(
    ("form", "area", "people"),
    [
        ("a-rekap-kabko", "33.18", 15),
        ("a-rekap-ppk", "33.18.19", 15),
        ("a-rekap-pps", "33.18.19.2008", 10),
        ("a-daftar-pemilih", "33.18.19.2008", 6),
    ],
)
def test_offices_above_check_papers_of_every_level(
    regency: Desk, tmp_path: Path, form: str, area: str, people: int
) -> None:
    code = printed(regency, tmp_path, form, Wish(area=area))[0]
    assert (code.area, sum(code.totals)) == (area, people)
    said = verify_page(regency, code.to_text())
    assert (said["same_list"], said["same_totals"], said["says"]) == (True, True, SAME)
    assert said["same_page"] is (True if form == "a-daftar-pemilih" else None)
    take_list(regency, tmp_path / "baru.csv", [line(n, 1 if n <= 6 else 2) for n in range(1, 10)])
    assert not verify_page(regency, code.to_text())["same_list"]
