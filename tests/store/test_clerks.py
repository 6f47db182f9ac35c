"""Clerks come and go; the key changes when one goes, and a crash in between leaves one store."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.store import clerks, slots
from coklit_desktop.store.engine import connect
from coklit_desktop.store.making import opens
from coklit_desktop.store.names import COMING, DATA, SLOTS
from coklit_desktop.store.slots import ClerkSlot
from coklit_desktop.store.store import Store
from tests.store.samples import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, village

THIRD_PASSPHRASE = "enam-kucing-naik-becak-merah"


@pytest.fixture
def office(store: Store) -> Store:
    """A store with an operator, a viewer, a secret and voters."""
    store.add_clerk("budi", OTHER_PASSPHRASE, "viewer", cost=CHEAP)
    store.set_secret("sign", b"secret")
    with store.write() as unit:
        unit.put_voters(village(300))
    return store


def test_a_clerk_is_added(office: Store) -> None:
    assert office.clerks() == [ClerkSlot("ani", "operator"), ClerkSlot("budi", "viewer")]
    with Store.open(office.folder, OTHER_PASSPHRASE, write=False) as store, store.read() as unit:
        assert (store.clerk, store.role) == ("budi", "viewer")
        assert len(unit.voters()) == 300


def test_a_viewer_opens_no_secret_and_changes_no_slot(office: Store) -> None:
    office.close()
    with Store.open(office.folder, OTHER_PASSPHRASE, write=True) as store:
        for forbidden in (
            lambda: store.secret("sign"),
            lambda: store.set_secret("sign", b""),
            lambda: store.add_clerk("citra", THIRD_PASSPHRASE, "operator"),
            lambda: store.remove_clerk("ani"),
        ):
            with pytest.raises(CoklitError, match="peran_tidak_boleh"):
                forbidden()
        store.change_passphrase("budi", OTHER_PASSPHRASE, THIRD_PASSPHRASE)
    with Store.open(office.folder, PASSPHRASE, write=True) as store:
        assert store.secret("sign") == b"secret"


def test_secrets_reach_later_operators(office: Store) -> None:
    office.add_clerk("citra", THIRD_PASSPHRASE, "operator", cost=CHEAP)
    office.set_secret("sign", b"newer")
    office.set_secret("gone", b"x")
    office.set_secret("gone", None)
    office.close()
    with Store.open(office.folder, THIRD_PASSPHRASE, write=False) as store:
        assert store.secret("sign") == b"newer"
        assert store.secret("gone") is None


@pytest.mark.parametrize(
    ("name", "passphrase", "role", "code"),
    [("budi", THIRD_PASSPHRASE, "viewer", "petugas_sudah_ada"), ("citra", "pendek", "viewer", "sandi_lemah"),
     ("", THIRD_PASSPHRASE, "viewer", "nama_petugas_salah"), ("citra", THIRD_PASSPHRASE, "x", "peran_tak_dikenal")],
)  # fmt: skip
def test_a_clerk_who_cannot_be(office: Store, name: str, passphrase: str, role: str, code: str) -> None:
    with pytest.raises(CoklitError, match=code):
        office.add_clerk(name, passphrase, role, cost=CHEAP)
    assert len(office.clerks()) == 2


def test_a_changed_passphrase_replaces_the_old_one(office: Store) -> None:
    with pytest.raises(CoklitError, match="sandi_salah"):
        office.change_passphrase("ani", OTHER_PASSPHRASE, THIRD_PASSPHRASE)
    with pytest.raises(CoklitError, match="sandi_lemah"):
        office.change_passphrase("ani", PASSPHRASE, "pendek")
    office.change_passphrase("ani", PASSPHRASE, THIRD_PASSPHRASE)
    office.close()
    with pytest.raises(CoklitError, match="sandi_salah"):
        Store.open(office.folder, PASSPHRASE, write=True)
    with Store.open(office.folder, THIRD_PASSPHRASE, write=True) as store:
        assert store.secret("sign") == b"secret"
    Store.open(office.folder, OTHER_PASSPHRASE, write=False).close()


def test_a_removed_clerk_opens_nothing_new(office: Store) -> None:
    old_key, old_slots = office._key, (office.folder / SLOTS).read_bytes()
    office.remove_clerk("budi")
    with office.write() as unit:
        unit.put_voters(village(400))
        assert unit.search(VoterQuery("siti")).total > 0
    office.close()
    assert not opens(office.folder / DATA, old_key)
    assert sorted(path.name for path in office.folder.iterdir()) == ["data.db", "lock", "slots.json"]
    with pytest.raises(CoklitError, match="sandi_salah"):
        Store.open(office.folder, OTHER_PASSPHRASE, write=True)
    with Store.open(office.folder, PASSPHRASE, write=True) as store, store.read() as unit:
        assert len(unit.voters()) == 400
        assert store.secret("sign") == b"secret"
        store.check_file()
    (office.folder / SLOTS).write_bytes(old_slots)
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        Store.open(office.folder, OTHER_PASSPHRASE, write=True)


def test_somebody_must_stay_who_opens_the_secrets(office: Store) -> None:
    for name, code in (("ani", "petugas_sendiri"), ("dedi", "petugas_tak_dikenal")):
        with pytest.raises(CoklitError, match=code):
            office.remove_clerk(name)
    assert len(office.clerks()) == 2


def test_nobody_is_removed_while_others_read(office: Store) -> None:
    reader = Store.open(office.folder, OTHER_PASSPHRASE, write=False)
    with reader.read() as reading:
        assert len(reading.voters()) == 300
        with pytest.raises(CoklitError, match="penyimpanan_sibuk"):
            office.remove_clerk("budi")
        assert len(reading.voters()) == 300
    with office.write() as unit:
        unit.put_voters(village(301))
    with reader.read() as reading:
        assert len(reading.voters()) == 301
    reader.close()
    office.remove_clerk("budi")
    assert office.clerks() == [ClerkSlot("ani", "operator")]


@pytest.mark.parametrize("renamed", [False, True], ids=["before the rename", "after the rename"])
@pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
def test_a_change_of_the_key_that_was_cut_short(office: Store, tmp_path: Path, renamed: bool, write: bool) -> None:
    """Build the folder as a power cut before or after the one rename leaves it, and open it."""
    new_key = slots.new_key()
    left = {"ani": office._ring.clerks["ani"]}
    upcoming = slots.sealed_for(left, new_key, {"sign": b"secret"})
    slots.save(office.folder / SLOTS, slots.with_next(office._ring, upcoming, office._key))
    old_key = office._key
    office.close()
    clerks._export(office.folder, old_key, new_key)
    if renamed:
        (office.folder / COMING).replace(office.folder / DATA)
    untouched = tmp_path / "untouched"
    shutil.copytree(office.folder, untouched)
    with Store.open(office.folder, PASSPHRASE, write=write) as store, store.read() as unit:
        assert len(unit.voters()) == 300
        assert store.secret("sign") == b"secret"
        assert (store._key == new_key) is renamed
        assert ("budi" in [clerk.name for clerk in store.clerks()]) is not renamed
    assert (slots.load(office.folder / SLOTS).next is None) is write
    assert (office.folder / COMING).exists() is (not write and not renamed)
    if renamed:
        with pytest.raises(CoklitError, match="sandi_salah"):
            Store.open(untouched, OTHER_PASSPHRASE, write=True)
    else:
        Store.open(untouched, OTHER_PASSPHRASE, write=True).close()


def test_a_disk_without_room_leaves_the_old_key(office: Store) -> None:
    (office.folder / COMING).mkdir()
    (office.folder / COMING / "in the way").touch()
    with pytest.raises(CoklitError, match="cakram_bermasalah"):
        office.remove_clerk("budi")
    shutil.rmtree(office.folder / COMING)
    office.close()
    with Store.open(office.folder, OTHER_PASSPHRASE, write=False) as store, store.read() as unit:
        assert len(unit.voters()) == 300


def test_the_new_key_is_not_the_old_one_in_disguise(office: Store) -> None:
    old_key = office._key
    office.remove_clerk("budi")
    assert office._key != old_key
    with closing(connect(office.folder / DATA, office._key)) as connection:
        assert connection.execute("SELECT count(*) FROM voters").fetchone() == (300,)
