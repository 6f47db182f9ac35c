"""Opening, closing and transactions of a store."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.names import DATA, SLOTS
from coklit_desktop.store.slots import ClerkSlot
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, OTHER_PASSPHRASE, PASSPHRASE, SITE, new_store, taken_back, village, voter


def test_a_store_is_made_opened_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "kantor" / "jepat lor"
    with new_store(folder, role="ketua", secrets={"sign": b"s"}) as store:
        assert (store.clerk, store.role, store.writable, store.folder) == ("ani", "ketua", True, folder)
        with store.write() as unit:
            unit.put_voters([voter(1)])
    with Store.open(folder, PASSPHRASE, write=True) as store, store.read() as unit:
        assert unit.voters() == [voter(1)]
        assert unit.get_meta("site") == SITE
        assert store.secret("sign") == b"s"
        assert store.secret("other") is None
        assert store.clerks() == [ClerkSlot("ani", "ketua")]
    assert Store.clerk_names(folder) == ["ani"]
    assert sorted(path.name for path in folder.iterdir()) == ["data.db", "lock", "slots.json"]


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing", tmp_path / "file" / "below"):
        with pytest.raises(CoklitError, match="bukan_penyimpanan"):
            Store.open(folder, PASSPHRASE, write=True)
        with pytest.raises(CoklitError, match="bukan_penyimpanan"):
            Store.clerk_names(folder)
        assert not (folder / "lock").exists()


def test_a_store_is_never_made_over_another(store: Store) -> None:
    before = (store.folder / SLOTS).read_bytes()
    with pytest.raises(CoklitError, match="sedang_dibuka"):
        new_store(store.folder)
    store.close()
    with pytest.raises(CoklitError, match="sudah_ada"):
        new_store(store.folder)
    assert (store.folder / SLOTS).read_bytes() == before
    Store.open(store.folder, PASSPHRASE, write=True).close()


def test_what_a_crash_left_of_making_one_is_no_store_and_in_nobodys_way(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    new_store(folder).close()
    (folder / DATA).rename(folder / "data.db.new")
    with pytest.raises(CoklitError, match="bukan_penyimpanan"):
        Store.open(folder, PASSPHRASE, write=True)
    new_store(folder, passphrase=OTHER_PASSPHRASE).close()
    Store.open(folder, OTHER_PASSPHRASE, write=True).close()
    assert sorted(path.name for path in folder.iterdir()) == ["data.db", "lock", "slots.json"]


@pytest.mark.parametrize(
    ("options", "code"),
    [({"passphrase": "pendek"}, "sandi_lemah"), ({"clerk": " "}, "nama_petugas_salah"),
     ({"clerk": "a\nb"}, "nama_petugas_salah"), ({"role": "dewa"}, "peran_tak_dikenal")],
)  # fmt: skip
def test_what_cannot_be_leaves_no_folder(tmp_path: Path, options: dict[str, str], code: str) -> None:
    with pytest.raises(CoklitError, match=code):
        new_store(tmp_path / "office", **options)
    assert not (tmp_path / "office").exists()


def test_wrong_passphrases_and_clerks(store: Store) -> None:
    store.close()
    for passphrase, clerk, code in (
        (OTHER_PASSPHRASE, None, "sandi_salah"), (OTHER_PASSPHRASE, "ani", "sandi_salah"),
        (PASSPHRASE, "budi", "petugas_tak_dikenal"),
    ):  # fmt: skip
        with pytest.raises(CoklitError, match=code):
            Store.open(store.folder, passphrase, clerk=clerk, write=True)
    Store.open(store.folder, PASSPHRASE, clerk="ani", write=True).close()


def test_one_writes_and_others_read_beside_it(store: Store) -> None:
    with pytest.raises(CoklitError, match="sedang_dibuka"):
        Store.open(store.folder, PASSPHRASE, write=True)
    with Store.open(store.folder, PASSPHRASE, write=False) as reader:
        with store.write() as unit:
            unit.put_voters([voter(1)])
        with reader.read() as unit:
            assert unit.voters() == [voter(1)]
        for write in (
            lambda: reader.write().__enter__(),
            lambda: reader.set_secret("a", b"b"),
            lambda: reader.remove_clerk("x"),
        ):
            with pytest.raises(CoklitError, match=r"hanya_baca|petugas_tak_dikenal"):
                write()


def test_an_exception_takes_everything_back(store: Store) -> None:
    with taken_back(store) as unit:
        unit.set_meta("a", "b")
        unit.replace_area(AREA, village(30))
    with store.read() as unit:
        assert unit.get_meta("a") is None
        assert unit.voters() == []
    with store.write() as unit:
        unit.replace_area(AREA, village(30))
        assert len(unit.voters()) == 30


def test_a_reading_transaction_sees_one_state(store: Store) -> None:
    with store.read() as reading:
        assert reading.voters() == []
        with store.write() as unit:
            unit.put_voters([voter(1)])
        assert reading.voters() == []
    with store.read() as unit:
        assert unit.voters() == [voter(1)]


def test_threads_read_whole_states_while_one_writes(store: Store) -> None:
    seen: set[int] = set()
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                with store.read() as unit:
                    seen.add(len(unit.voters()))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 31):
        with store.write() as unit:
            unit.put_voters([voter(number), voter(100 + number)])
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert all(count % 2 == 0 for count in seen)


def test_writers_of_two_threads_take_turns(store: Store) -> None:
    def count() -> None:
        for _ in range(20):
            with store.write() as unit:
                unit.set_meta("count", str(int(unit.get_meta("count") or "0") + 1))

    threads = [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as unit:
        assert unit.get_meta("count") == "40"


def test_a_store_shows_no_secret(store: Store) -> None:
    assert repr(store) == f"Store({str(store.folder)!r})"


def test_a_whole_file_is_found_whole(store: Store) -> None:
    with store.write() as unit:
        unit.put_voters(village(200))
    store.check_file()
