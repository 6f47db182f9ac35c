"""A restored store is a new site that says which one it continues (design.md 2)."""

from pathlib import Path

from coklit_desktop.services.browsing import status
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk, open_desk
from coklit_desktop.services.office import office_data
from coklit_desktop.services.restoring import restore
from coklit_desktop.store.store import Store
from tests.services.small import PASSPHRASE, key


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
