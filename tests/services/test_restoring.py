"""A restored store is a new site that says which one it continues (design.md 2)."""

from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.browsing import status
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk, create_desk, open_desk
from coklit_desktop.services.kits import create_from_kit, make_kit
from coklit_desktop.services.office import office_data
from coklit_desktop.services.packing import pack
from coklit_desktop.services.restoring import restore
from coklit_desktop.store.store import Store
from tests.services.small import AREA, ELECTION, PASSPHRASE, key


def test_a_restored_store_has_the_list_and_a_new_name(desk: Desk, tmp_path: Path) -> None:
    key(desk, "1001,1,0")
    before = status(desk)
    desk.store.backup(tmp_path / "cadangan.zip")
    back = restore(tmp_path / "cadangan.zip", tmp_path / "pulih", PASSPHRASE)
    assert status(back)["digest"] == before["digest"]
    assert back.site != desk.site
    told = office_data(back)[f"asal:{back.site}"]
    assert told == {"site": desk.site, "seq": str(before["ledger"]["seq"]), "hash": before["ledger"]["hash"]}
    assert key(back, "1002,1,0").accepted == 1
    assert check(back).ok
    back.close()


def test_a_restoring_that_was_cut_short_ends_at_the_next_opening(desk: Desk, tmp_path: Path) -> None:
    desk.store.backup(tmp_path / "cadangan.zip")
    Store.restore(tmp_path / "cadangan.zip", tmp_path / "pulih", PASSPHRASE).close()
    back = open_desk(tmp_path / "pulih", PASSPHRASE)
    assert back.site != desk.site
    site = back.site
    back.close()
    again = open_desk(tmp_path / "pulih", PASSPHRASE)
    assert again.site == site
    again.close()


def test_a_restored_store_that_the_regency_does_not_know_says_so_when_it_packs(tmp_path: Path) -> None:
    regency = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=PASSPHRASE)
    kit = make_kit(regency, AREA, tmp_path, PASSPHRASE)
    desk = create_from_kit(tmp_path / "desa", kit.file, kit.activation, "Sri", PASSPHRASE, kit.words)
    desk.store.backup(tmp_path / "cadangan.zip")
    back = restore(tmp_path / "cadangan.zip", tmp_path / "pulih", PASSPHRASE)
    with pytest.raises(CoklitError) as error:
        pack(back, tmp_path / "stick")
    assert error.value.code == "pemulihan_belum_dikenal"
    for one in (regency, desk, back):
        one.close()
