"""What is printed is what `coklit status` says: random villages, real stores, PDFs read back."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coklit_desktop.services.browsing import status
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.printing import make_form
from tests.reports.reading import number, tables_of
from tests.services.small import key, line, new_row, open_village

RESULTS = ("0", "T", "1", "2", "3", "4", "5", "6", "7", "8", "U", "")
Table = list[list[str]]


def random_rows(chance: Random, voters: int, tps_of: dict[int, int]) -> list[str]:
    """Keyed results of some voters and some new ones."""
    rows = []
    for at in range(1, voters + 1):
        ket, tps = chance.choice(RESULTS), tps_of[at]
        if ket == "8":
            target = chance.choice([str(other) for other in (1, 2, 3) if other != tps] + [""])
            rows.append(f"{1000 + at},{tps},8,{target}")
        elif ket == "U":
            changes = chance.choice(["JK", "ALAMAT"])
            sex = "P" if at % 2 else "L"
            cells = f",,,,,,,{sex}" if changes == "JK" else ",,,,,,,,DK LAIN"
            rows.append(f"{1000 + at},{tps},U,{cells}")
        elif ket:
            rows.append(f"{1000 + at},{tps},{ket}")
    rows += [
        new_row(500 + n, chance.randint(1, 3), name=f"BARU {n}", sex=chance.choice("LP"))
        for n in range(chance.randint(0, 6))
    ]
    return rows


def printed(desk: Desk, form_id: str, folder: Path, **wish: Any) -> list[Table]:
    """The grids of a form's pages."""
    return tables_of(make_form(desk, form_id, folder / f"{form_id}.pdf", **wish))


def sexes(counts: dict[str, int]) -> list[int]:
    return [counts["L"], counts["P"], counts["L"] + counts["P"]]


def by_tps(table: Table, first: int, last: int) -> dict[int, list[int]]:
    """TPS -> numbers of the columns first to last of its line."""
    rows = [row for row in table if row[0].isdecimal() and row[1].isdecimal() and len(row[1]) == 3]
    return {int(row[1]): [number(cell) for cell in row[first:last]] for row in rows}


def check_recaps(desk: Desk, said: dict[str, Any], folder: Path) -> None:
    [totals] = printed(desk, "a-rekap-pps", folder)
    assert by_tps(totals, 2, 5) == {one["tps"]: sexes(one["akhir"]) for one in said["tps"]}
    [changes] = printed(desk, "a-rekap-pps-perubahan", folder)
    expected = {}
    for one in said["tps"]:
        struck = sum(part["L"] + part["P"] for part in one["tms"].values())
        parts = [sum(one["baru"].values()), struck, sum(one["ubah"].values())]
        expected[one["tps"]] = [*parts, sum(parts)]
    assert by_tps(changes, 2, 6) == expected
    last = next(row for row in totals if row[0] == "TOTAL")
    assert [number(cell) for cell in last[2:5]] == sexes(said["total"]["akhir"])


def check_reports(desk: Desk, said: dict[str, Any], folder: Path) -> None:
    pages = printed(desk, "a-laporan-hasil-coklit", folder)
    for page, one in zip(pages, said["tps"], strict=True):
        items = {row[0]: [number(cell) for cell in row[5:8]] for row in page if row[0] in ("I", "II", "IV", "V")}
        assert items == {
            "I": sexes(one["awal"]), "II": sexes(one["baru"]), "IV": sexes(one["akhir"]), "V": sexes(one["ubah"]),
        }  # fmt: skip
        [kk] = [row[5] for row in page if row[0] == "X"]
        assert number(kk) == one["kk"]


def check_by_name(desk: Desk, said: dict[str, Any], folder: Path) -> None:
    rows = [row for page in printed(desk, "a-daftar-perubahan", folder) for row in page if len(row[2]) == 16]
    codes = [row[13] for row in rows]
    assert codes.count("B") == sum(said["total"]["baru"].values())
    assert codes.count("U") == sum(said["total"]["ubah"].values())
    for code, part in said["total"]["tms"].items():
        assert codes.count(code) == part["L"] + part["P"]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32), st.integers(3, 45))
def test_numbers_on_paper_are_those_of_status(seed: int, voters: int) -> None:
    chance = Random(seed)
    tps_of = {at: chance.randint(1, 3) if at > 3 else at for at in range(1, voters + 1)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        desk = open_village(folder, [line(at, tps_of[at]) for at in range(1, voters + 1)])
        try:
            assert key(desk, *random_rows(chance, voters, tps_of)).rejected == 0
            said = status(desk)
            check_recaps(desk, said, folder)
            check_reports(desk, said, folder)
            check_by_name(desk, said, folder)
        finally:
            desk.close()
