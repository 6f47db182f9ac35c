"""Stickers and receipts: a card a household, in the order of the walk, nothing on it that a neighbour may not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.records import CurrentVoter
from coklit_desktop.reports.drawing.card_parts import Size, split
from coklit_desktop.reports.forms.households import delivered_households, standing_households
from coklit_desktop.reports.make import make, missing
from tests.reports.reading import MM
from tests.reports.sample import STATE, delivered, form_data, new, tms

LONG_NAME = ("RADEN AYU KANJENG NYI NGT. " + "ENDANG SULISTYOWATI KUSUMANINGTYAS HADININGRAT " * 2).strip()[:120]
LONG_ADDRESS = ("DUKUH KRAJAN GG. MELATI NO. 49 " * 4).strip()[:120]
FORMS = [("a-stiker", variant) for variant in ("isi-4", "isi-8")] + [("a-tanda-bukti", "isi")]
SIZE = Size(10, 6, 8, 8, 5, 3, 20, 1, boxes=True)
BLANKS = [("a-stiker", "kosong-4", 4), ("a-stiker", "kosong-8", 8), ("a-tanda-bukti", "kosong", 3)]


def member(number: int, nkk: str, tps: str = "001", **cells: str) -> CurrentVoter:
    """A delivered voter of a household."""
    row = delivered(number, tps)
    voter = row.voter._replace(nkk=nkk, **cells)
    return replace(row, voter=voter, delivered=voter)


def family(size: int, nkk: str = "3318190101010001", **cells: str) -> list[CurrentVoter]:
    return [member(500 + number, nkk, name=f"WARGA {number:02d}", **cells) for number in range(1, size + 1)]


def words_of(path: Path) -> list[list[dict[str, Any]]]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_words(x_tolerance=1.2, y_tolerance=1) for page in pdf.pages]


def text_of(path: Path) -> str:
    return "\n".join(" ".join(word["text"] for word in page) for page in words_of(path))


def printed(tmp_path: Path, form_id: str, variant: str, rows: Sequence[CurrentVoter], **options: Any) -> Path:
    out = tmp_path / "kartu.pdf"
    make(form_id, form_data(rows, variant=variant), out, **options)
    return out


# --- who stands on a card


def test_one_card_a_household_in_the_order_of_the_walk() -> None:
    rows = [
        member(1, "3318190101010009", rw="2", rt="001", name="C"),
        member(2, "3318190101010001", rw="010", rt="001", name="D"),
        member(3, "3318190101010005", rw="002", rt="001", name="B"),
        member(4, "3318190101010009", rw="002", rt="001", name="A"),
        member(5, "3318190101010001", "002", rw="001", rt="001"),
    ]
    found = delivered_households(form_data(rows), "001")
    assert [[name for name, _ in home.names] for home in found] == [["B"], ["A", "C"], ["D"]]
    assert [(home.number, home.rt_rw) for home in found] == [(1, "001/002"), (2, "001/002"), (3, "001/010")]


def test_without_nkk_an_address_is_a_household() -> None:
    rows = [
        member(1, "", address="DK. KRAJAN 1"),
        member(2, " ", address="dk. krajan 1"),
        member(3, "", address="DK. KRAJAN 2"),
        member(4, "", address=""),
        member(5, "", address=""),
    ]
    sizes = sorted(len(home.names) for home in delivered_households(form_data(rows), "001"))
    assert sizes == [1, 1, 1, 2]


def test_stickers_are_of_the_delivered_list_and_receipts_of_who_may_vote() -> None:
    nkk = "3318190101010001"
    rows = [
        member(1, nkk, name="TETAP"),
        replace(member(2, nkk, name="LAMA"), voter=member(2, nkk, name="BARU NAMANYA").voter),
        replace(tms(3, "meninggal"), delivered=member(3, nkk, name="ALMARHUM").voter),
        new(4, nkk=nkk, name="PENDATANG"),
    ]
    data = form_data(rows)
    [home] = delivered_households(data, "001")
    assert {name for name, _ in home.names} == {"TETAP", "LAMA", "ALMARHUM"}
    [home] = standing_households(data, "001")
    assert {name for name, _ in home.names} == {"TETAP", "BARU NAMANYA", "PENDATANG"}


homes = st.lists(
    st.tuples(
        st.sampled_from(["", *(f"331819010101000{n}" for n in range(5))]), st.sampled_from(["", "1", "002", "10"])
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(homes)
def test_every_voter_stands_on_one_card_however_many_it_takes(people: list[tuple[str, str]]) -> None:
    rows = [member(n, nkk, rw=rw, name=f"W{n} " + "PANJANG " * (n % 15)) for n, (nkk, rw) in enumerate(people)]
    found = delivered_households(form_data(rows), "001")
    assert [home.number for home in found] == list(range(1, len(found) + 1))
    parts = [part for home in found for part in split(home, SIZE, 80, 14)]
    assert sorted(name for part in parts for name, _ in part.names) == sorted(row.voter.name.strip() for row in rows)
    for home in found:
        own = [part for part in parts if part.number == home.number]
        assert [name for part in own for name in part.names] == list(home.names)
        assert [part.part for part in own] == list(range(1, own[0].parts + 1))
        assert all(part.names for part in own)


# --- on paper


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_nothing_on_a_card_that_a_neighbour_may_not_read(
    form_id: str, variant: str, paper: str, tmp_path: Path
) -> None:
    rows = [member(number, f"33181901010100{number:02d}", disability="fisik") for number in range(1, 20)]
    path = printed(tmp_path, form_id, variant, rows, paper=paper)
    text = text_of(path)
    joined = re.sub(r"[\s.]", "", text)
    for row in rows:
        voter = row.voter
        assert voter.name in text
        assert voter.nik not in joined
        assert voter.nkk not in joined
        for date in (voter.birth_date.replace("|", "-"), voter.birth_date.replace("|", "/"), voter.birth_date):
            assert date not in text
        assert voter.birth_date[-4:] not in re.sub(r"Keadaan daftar .*", "", text)
    assert not re.search(r"\d{7}", joined.split("Keadaandaftar")[0])
    assert "isabilitas" not in text
    assert "PATI" not in text.replace("BUPATI", "")  # where they were born


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_a_household_of_thirty_goes_on_on_further_cards(form_id: str, variant: str, paper: str, tmp_path: Path) -> None:
    path = printed(tmp_path, form_id, variant, [*family(30), *family(2, "3318190101010002")], paper=paper)
    text = text_of(path)
    copies = 2 if form_id == "a-tanda-bukti" else 1
    for number in range(1, 31):
        assert len(re.findall(rf"\b{number}\. WARGA {number:02d}\b", text)) == copies * (2 if number <= 2 else 1)
    parts = re.findall(r"KK 1 \((\d+) dari (\d+)\)", text)
    number = int(parts[0][1])
    assert number > 1
    assert sorted({int(part) for part, _ in parts}) == list(range(1, number + 1))
    assert len(parts) == number * copies
    assert "lagi" not in text
    assert len(re.findall(r"KK 2(?! \()", text)) == copies


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_long_names_and_addresses_are_whole_and_stay_inside(
    form_id: str, variant: str, paper: str, tmp_path: Path
) -> None:
    rows = [member(number, f"33181901010100{number:02d}", name=LONG_NAME, address=LONG_ADDRESS) for number in (1, 2)]
    path = printed(tmp_path, form_id, variant, rows, paper=paper)
    [page] = words_of(path)
    text = " ".join(word["text"] for word in page)
    assert "…" not in text
    halves = 2 if form_id == "a-tanda-bukti" else 1
    assert text.count("KUSUMANINGTYAS") == 2 * 2 * halves
    assert text.count("MELATI") == 4 * 2 * halves
    _inside(path, page, 2 if form_id == "a-stiker" or halves == 2 else 1)
    _apart(page)


def _inside(path: Path, words: list[dict[str, Any]], across: int) -> None:
    """No word crosses the edge of its card or half."""
    with pdfplumber.open(path) as pdf:
        width = float(pdf.pages[0].width)
    middle, floor = width / 2, max(word["bottom"] for word in words if word["text"] == "Keadaan") - 12
    for word in words:
        if word["bottom"] > floor:
            continue
        assert word["x0"] >= 15 * MM - 0.5
        assert word["x1"] <= width - 15 * MM + 0.5
        assert across == 1 or word["x1"] <= middle + 0.5 or word["x0"] >= middle - 0.5


def _apart(words: list[dict[str, Any]]) -> None:
    """No two words lie on each other."""
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            low = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
            assert across < 0.7 or down < 0.35 * low, (one["text"], other["text"])


@pytest.mark.parametrize(("form_id", "variant", "number"), BLANKS)
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_blanks_are_one_sheet_of_dotted_lines(
    form_id: str, variant: str, number: int, paper: str, tmp_path: Path
) -> None:
    path = printed(tmp_path, form_id, variant, family(5), paper=paper)
    [page] = words_of(path)
    text = " ".join(word["text"] for word in page)
    copies = 2 if form_id == "a-tanda-bukti" else 1
    assert text.count("Kepala keluarga") == number * copies
    assert "WARGA" not in text
    assert "KK 1" not in text
    assert text.count(" 2. ....") == number * copies  # room for two names at least
    assert text.count("TPS 001") == number * copies + 1
    _apart(page)


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
def test_a_tps_without_anybody_says_so(form_id: str, variant: str, tmp_path: Path) -> None:
    out = tmp_path / "kartu.pdf"
    data = form_data([member(1, "3318190101010001")], variant=variant)
    data = replace(data, counts_by_tps={**data.counts_by_tps, "002": data.counts("002")})
    make(form_id, data, out, tps=["002"])
    assert "NIHIL: tidak ada keluarga di TPS 002." in text_of(out)


def test_a_special_place_has_no_stickers(tmp_path: Path) -> None:
    rows = [member(1, "3318190101010001", "901"), member(2, "3318190101010001")]
    text = text_of(printed(tmp_path, "a-stiker", "isi-8", rows))
    assert "TPS 901 lokasi khusus: tanpa stiker." in text
    assert rows[0].voter.name not in text
    assert rows[1].voter.name in text


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
def test_the_code_of_each_sheet_is_free_of_marks_and_of_people(form_id: str, variant: str, tmp_path: Path) -> None:
    path = printed(tmp_path, form_id, variant, [m for n in range(1, 19) for m in family(2, f"33181901010100{n:02d}")])
    with pdfplumber.open(path) as pdf:
        pictures = [page.to_image(resolution=200).original.convert("L") for page in pdf.pages]
    assert len(pictures) > 1
    for number, picture in enumerate(pictures, 1):
        [code] = zxingcpp.read_barcodes(picture)
        assert code.text.split("|")[1:5] == [form_id, "", "001", f"{number}/{len(pictures)}"]
        assert "WARGA" not in code.text


def test_a_sticker_says_that_it_is_a_reserve_and_which_election(tmp_path: Path) -> None:
    text = text_of(printed(tmp_path, "a-stiker", "isi-4", family(1)))
    assert "CADANGAN – stiker resmi disediakan KPU" in text
    assert "STIKER COKLIT" in text
    assert "PEMILIHAN GUBERNUR" in text
    assert "Hal 1 dari 1" in text
    assert "JOKO NUGROHO" in text  # the only pantarlih of this TPS


@pytest.mark.parametrize(("form_id", "variant"), FORMS)
def test_a_long_name_of_the_pantarlih_is_whole(form_id: str, variant: str, tmp_path: Path) -> None:
    office = {"pantarlih:001:1": {"nama": "R. Ngt. Endang Sulistyowati Kusumaningtyas, S.Pd., M.Si."}}
    out = tmp_path / "kartu.pdf"
    make(form_id, form_data(family(1), variant=variant, office=office), out, paper="A4")
    [page] = words_of(out)
    text = " ".join(word["text"] for word in page)
    assert "KUSUMANINGTYAS, S.PD., M.SI." in text
    assert "…" not in text
    _apart(page)


def test_of_two_pantarlih_none_is_named(tmp_path: Path) -> None:
    office = {"pantarlih:001:1": {"nama": "Joko"}, "pantarlih:001:2": {"nama": "Wahyu"}}
    out = tmp_path / "kartu.pdf"
    make("a-tanda-bukti", form_data(family(1), variant="isi", office=office), out)
    text = text_of(out)
    assert "JOKO" not in text
    assert "WAHYU" not in text


def test_a_first_look_counts_no_sheets(tmp_path: Path) -> None:
    rows = [m for n in range(1, 21) for m in family(2, f"33181901010100{n:02d}")]
    out = tmp_path / "kartu.pdf"
    make("a-stiker", form_data(rows, variant="isi-4", state=replace(STATE, digest=""), qr=False), out)
    assert len(words_of(out)) == 2
    assert "Hal 2 dari …" in text_of(out)


def test_cards_lie_on_a_grid_that_scissors_can_follow(tmp_path: Path) -> None:
    path = printed(tmp_path, "a-stiker", "isi-8", [m for n in range(1, 9) for m in family(2, f"33181901010100{n:02d}")])
    with pdfplumber.open(path) as pdf:
        [page] = pdf.pages
        frames = [box for box in page.rects if box["width"] > 80 * MM]
        crosses = {(round(line["x0"]), round(line["top"])) for line in page.lines if line["width"] < 6 * MM}
    assert len(frames) == 8
    assert len({round(box["width"]) for box in frames}) == 1
    assert len({round(box["height"]) for box in frames}) == 1
    assert len({round(box["x0"]) for box in frames}) == 2
    assert len(crosses) >= 15  # corners of 2 x 4 cards


def test_cards_lack_nothing_but_names_of_places() -> None:
    assert missing("a-stiker", form_data(family(1), office={}, variant="isi-4"), None) == []
    nowhere = form_data(family(1), variant="isi-4")
    nowhere = replace(nowhere, area_names=nowhere.area_names._replace(village=""))
    assert missing("a-tanda-bukti", nowhere, None) == ["Nama desa belum diisi."]
