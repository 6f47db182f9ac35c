"""Backups open by passphrase, hold no secret, and come back as another installation."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.names import DATA, SLOTS
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, CHEAP, OTHER_PASSPHRASE, PASSPHRASE, SITE, chain, village
from tests.store.test_schema import old_store


@pytest.fixture
def backed_up(store: Store, tmp_path: Path) -> Path:
    """A backup of a store with voters, entries, secrets and two clerks."""
    store.add_clerk("budi", OTHER_PASSPHRASE, "viewer", cost=CHEAP)
    store.set_secret("sign", b"sign-secret")
    store.set_secret("kecamatan", b"kecamatan-secret")
    with store.write() as unit:
        unit.replace_area(AREA, village(120))
        for entry in chain(4):
            unit.append(entry)
    target = tmp_path / "cadangan.coklitbackup"
    store.backup(target, keep=["kecamatan"])
    return target


@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER_PASSPHRASE])
def test_it_comes_back_with_everything_but_the_secrets(backed_up: Path, tmp_path: Path, passphrase: str) -> None:
    with Store.restore(backed_up, tmp_path / "again", passphrase) as store:
        with store.read() as unit:
            assert len(unit.voters()) == 120
            assert list(unit.entries_of(SITE, AREA)) == chain(4)
            assert unit.get_meta("restored_from") == SITE
        if passphrase == PASSPHRASE:
            assert store.secret("sign") is None
            assert store.secret("kecamatan") == b"kecamatan-secret"
        assert [clerk.name for clerk in store.clerks()] == ["ani", "budi"]
    Store.open(tmp_path / "again", passphrase, write=True).close()


def test_it_shows_nothing_and_is_private(backed_up: Path) -> None:
    data = backed_up.read_bytes()
    for clear in (b"SITI", AREA.encode(), PASSPHRASE.encode(), b"secret"):
        assert clear not in data.replace(b"secrets", b"")
    assert os.name != "posix" or backed_up.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backed_up) as archive:
        assert sorted(archive.namelist()) == [DATA, SLOTS]


def test_it_replaces_an_older_one_and_leaves_nothing_else(store: Store, backed_up: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    backed_up.write_bytes(b"older")
    store.backup(backed_up)
    assert zipfile.is_zipfile(backed_up)
    assert sorted(tmp_path.iterdir()) == before
    assert not list(store.folder.glob("export*"))


def test_a_reader_can_make_one_while_another_one_writes(store: Store, tmp_path: Path) -> None:
    with store.write() as unit:
        unit.put_voters(village(10))
        with Store.open(store.folder, PASSPHRASE, write=False) as reader:
            reader.backup(tmp_path / "backup")
    with Store.restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE) as again, again.read() as unit:
        assert unit.voters() == []


def test_a_target_that_cannot_be_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(CoklitError, match="cakram_bermasalah"):
        store.backup(tmp_path / "no such folder" / "backup")
    assert not list(store.folder.glob("export*"))


def test_it_is_never_put_over_a_store(store: Store, backed_up: Path) -> None:
    store.close()
    with pytest.raises(CoklitError, match="sudah_ada"):
        Store.restore(backed_up, store.folder, PASSPHRASE)
    with Store.open(store.folder, PASSPHRASE, write=True) as again, again.read() as unit:
        assert unit.get_meta("restored_from") is None


def test_a_wrong_passphrase_can_be_tried_again(backed_up: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(CoklitError, match="sandi_salah"):
            Store.restore(backed_up, tmp_path / "again", "tidak-ada-yang-tahu-ini")
    Store.restore(backed_up, tmp_path / "again", PASSPHRASE).close()


def _damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "change",
    [lambda _: b"", lambda _: b"PK", lambda data: data[: len(data) // 2], lambda data: data[:-30], _damaged],
    ids=["empty", "no zip", "half", "without its end", "one bit"],
)
def test_a_damaged_one_is_refused(backed_up: Path, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    backed_up.write_bytes(change(backed_up.read_bytes()))
    with pytest.raises(CoklitError, match=r"bukan_cadangan|penyimpanan_rusak"):
        Store.restore(backed_up, tmp_path / "again", PASSPHRASE)
    with pytest.raises(CoklitError, match="bukan_penyimpanan"):
        Store.open(tmp_path / "again", PASSPHRASE, write=True)


@pytest.mark.parametrize("names", [[DATA], [SLOTS, DATA, "more"], ["../data.db", SLOTS]])
def test_another_zip_is_refused(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "other", "w") as archive:
        for name in names:
            archive.writestr(name, b"{}")
    with pytest.raises(CoklitError, match="bukan_cadangan"):
        Store.restore(tmp_path / "other", tmp_path / "again", PASSPHRASE)


def test_a_backup_of_an_older_version_is_raised(tmp_path: Path) -> None:
    old_store(tmp_path / "old", "0001")
    with zipfile.ZipFile(tmp_path / "backup", "w") as archive:
        for name in (SLOTS, DATA):
            archive.write(tmp_path / "old" / name, name)
    with Store.restore(tmp_path / "backup", tmp_path / "again", PASSPHRASE) as store, store.read() as unit:
        assert len(unit.voters()) == 40
        assert unit.get_meta("restored_from") == SITE
