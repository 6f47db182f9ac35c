"""Every number beside every preview opens exactly as many voters as it says: real stores, all forms, every office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.domain.counted import counts_in
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.reports.figures import Figures, page_figures
from coklit_desktop.services.browsing import search, status
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.form_data import Wish, reading
from coklit_desktop.services.printing import forms
from tests.services.small import ELECTION, PASSPHRASE, key, line, new_row, nik, open_village, take_list

ROOT = "rahasia-ketua-kabupaten-pati"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three TPS, one of a special place; every code, a pair of 8 and B, an 8 and a B that wait, a sex corrected."""
    opened = open_village(tmp_path, [line(n, 1 if n <= 20 else 2 if n <= 30 else 901) for n in range(1, 41)])
    key(
        opened,
        *(f"{1000 + n},1,{code}" for n, code in enumerate((1, 2, 3, 4, 5, 6, 7), 1)),
        "1008,1,8,2", "1009,1,8", "1010,1,U,,,,,,,,P", "1011,1,U,,,,,,,,,,,,1", "1012,1,U,,,,LAIN,,,,,,,,,B",
        "1013,1,0", "1014,1,T", "1021,2,1", "1031,901,0",
        new_row(300, 2, sex="P"), new_row(301, 901),
        f",2,B,,3318190101000001,{nik(15)},ORANG 015,PATI,01|01|1980,S,L,DK KRAJAN,001,001,0,S",
    )  # fmt: skip
    yield opened
    opened.close()


def assert_opens(desk: Desk, found: Figures) -> int:
    """Each number is the number of voters that the page of voters would list; returns how many there were."""
    cells = [cell for cell in found.cells if cell.counted is not None]
    for cell in cells:
        page = search(desk, VoterQuery(counted=cell.counted, limit=100))
        assert (page.total, len(page.rows), page.more) == (cell.number, cell.number, False), cell.title
        assert cell.counted is not None
        assert all(counts_in(row, cell.counted) for row in page.rows)
    return len(cells)


def test_all_forms_of_a_village(desk: Desk) -> None:
    opened = 0
    for form in forms(desk):
        for variant in [one.id for one in form.variants] or [""]:
            with reading(desk, form, Wish(variant=variant)) as data:
                opened += assert_opens(desk, page_figures(form.id, data, None))
                if form.per_tps:
                    opened += assert_opens(desk, page_figures(form.id, data, ["001"]))
    assert opened > 300
    total = status(desk)["total"]
    assert (sum(total["baru"].values()), sum(total["tms"]["8"].values())) == (4, 2)


def test_all_recaps_of_a_regency(tmp_path: Path) -> None:
    made = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=ROOT)
    lines = [line(n, 1 if n <= 6 else 2) for n in range(1, 11)]
    take_list(made, tmp_path / "lor.csv", lines)
    take_list(
        made, tmp_path / "kidul.csv", [replace(one, dpid=f"9{one.dpid}", village="JEPAT KIDUL") for one in lines[:5]]
    )
    areas = {"village": "33.18.19.2008", "district": "33.18.19", "regency": "33.18", "own": "33.18"}
    opened = 0
    for form in forms(made):
        with reading(made, form, Wish(area=areas[form.level])) as data:
            found = page_figures(form.id, data, None)
            opened += assert_opens(made, found)
            if form.id == "a-rekap-ppk":
                ends = [(row.label, row.cells[-1]) for row in found.rows if row.cells]
                heard = {
                    label: end.number for label, end in ends if end and end.number and "Jumlah pemilih" in end.title
                }
                assert heard == {"Jepat Kidul": 5, "Jepat Lor": 10, "Jumlah": 15}
    assert opened > 100
    made.close()
