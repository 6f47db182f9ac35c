"""Households from a real store: read, placed, undone, written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import SESUAI, CurrentVoter, RowKind, Voter
from coklit_desktop.services.browsing import household as browsing_household
from coklit_desktop.services.browsing import status
from coklit_desktop.services.desk import Desk, create_desk, open_desk
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.mapping import (
    household,
    households,
    place_household,
    remove_place,
    write_map,
)
from coklit_desktop.services.undoing import undo

AREA = "33.18.19.2008"
PASSPHRASE = "lima kata acak untuk peta"


def voter(number: int, nkk: str, tps: str, rt: str) -> CurrentVoter:
    cells = Voter(
        nkk, f"331819120460{number:04d}", f"WARGA {number}", "PATI", "12|04|1960", "sudah", "L", "Krajan", rt, "001",
        "", "sudah",
    )  # fmt: skip
    return CurrentVoter(
        f"d:{AREA}:{number}", RowKind.DELIVERED, AREA, tps, cells,
        dpid=str(number), line=number, delivered_tps=tps, delivered=cells,
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = create_desk(tmp_path / "toko", "pps", AREA, "pilkada-2024", "Sri", PASSPHRASE)
    rows = [voter(n, f"3318191103170{n // 2:03d}", f"{n // 4 + 1:03d}", f"{n // 2 % 3 + 1:03d}") for n in range(1, 12)]
    with found.store.write() as unit:
        unit.replace_area(AREA, rows)
    yield found
    found.close()


def test_households_are_those_that_status_counts(desk: Desk) -> None:
    found = households(desk)
    assert [len(item.members) for item in found] == [1, 2, 2, 2, 2, 2]
    assert status(desk)["households"] == {"all": 6, "placed": 0}
    assert [item.members[0].tps for item in found] == sorted(item.members[0].tps for item in found)


def test_who_has_no_nkk_belongs_to_no_household(desk: Desk) -> None:
    before = households(desk)
    with desk.store.write() as unit:
        unit.put_voters([voter(90, "", "001", "001"), voter(91, "", "002", "001")])
    assert households(desk) == before
    assert browsing_household(desk, "") == []
    assert len(browsing_household(desk, before[1].nkk)) == 2
    assert status(desk)["households"]["all"] == len(before)
    assert sum(line["kk"] for line in status(desk)["tps"]) == sum(
        len({row.voter.nkk for home in before for row in home.members if row.tps == tps})
        for tps in ("001", "002", "003")
    )


def test_filters(desk: Desk) -> None:
    record_outcome(desk, f"d:{AREA}:1", SESUAI)
    assert [item.members[0].dpid for item in households(desk, state="sesuai")] == ["1"]
    assert len(households(desk, state=["sesuai", "belum"])) == 6
    assert len(households(desk, tps="002")) == 2
    assert len(households(desk, tps="002", rt="3", rw="1")) == 1


def test_a_place_is_kept_and_undone(desk: Desk, tmp_path: Path) -> None:
    key = households(desk)[1].key
    first = place_household(desk, key, -6.5312, 111.0431, "klik")
    assert not first.unchanged
    assert place_household(desk, key, "-6.531200", "111.0431", "klik").unchanged
    second = place_household(desk, key, -6.6, 111.1, "seret", "8")
    assert household(desk, key).place.latitude == "-6.600000"
    assert status(desk)["households"] == {"all": 6, "placed": 1}
    undo(desk, second.ref, "salah")
    assert household(desk, key).place.latitude == "-6.531200"
    undo(desk, first.ref, "salah")
    assert household(desk, key).place is None


def test_a_place_is_taken_away_and_comes_back_with_undo(desk: Desk) -> None:
    key = households(desk)[0].key
    assert remove_place(desk, key).unchanged
    place_household(desk, key, -6.5, 111.0, "klik")
    removed = remove_place(desk, key)
    assert household(desk, key).place is None
    undo(desk, removed.ref, "salah hapus")
    assert household(desk, key).place.longitude == "111.000000"


def test_refusals_change_nothing(desk: Desk, tmp_path: Path) -> None:
    key = households(desk)[0].key
    for arguments, code in (
        ((key, 111.0, -6.5), "koordinat_tertukar"),
        ((f"kk:{AREA}:9999", -6.5, 111.0), "keluarga_tak_dikenal"),
        ((f"d:{AREA}:1", -6.5, 111.0), "keluarga_tak_dikenal"),
    ):
        with pytest.raises(CoklitError) as caught:
            place_household(desk, *arguments, "klik")
        assert caught.value.code == code
    assert status(desk)["ledger"]["seq"] == 0
    reader = open_desk(tmp_path / "toko", PASSPHRASE, write=False)
    with pytest.raises(CoklitError) as caught:
        place_household(reader, key, -6.5, 111.0, "klik")
    reader.close()
    assert caught.value.code == "hanya_baca"


def test_the_map_is_one_file(desk: Desk, tmp_path: Path) -> None:
    place_household(desk, households(desk)[0].key, -6.5312, 111.0431, "klik")
    out = write_map(desk, tmp_path / "peta.html")
    text = out.read_text(encoding="utf-8")
    assert "<h1>Peta keluarga Desa Jepat Lor · " in text
    assert "-6.5312,111.0431" in text
    assert "331819" not in text
    assert "http://" not in text
    assert "https://" not in text
