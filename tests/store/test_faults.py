"""What the database says when it fails becomes one code, and no value of a row is ever in it."""

from __future__ import annotations

import errno
import traceback
from contextlib import closing
from dataclasses import replace

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.engine import connect
from coklit_desktop.store.faults import StoreBugError, database_faults, disk_faults
from coklit_desktop.store.names import DATA
from coklit_desktop.store.store import Store
from coklit_desktop.store.voter_rows import to_row
from tests.store.samples import PASSPHRASE, village, voter


def test_a_busy_store(store: Store) -> None:
    with store.write() as unit:
        unit._run("PRAGMA busy_timeout = 10")
    with closing(connect(store.folder / DATA, store._key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CoklitError, match="penyimpanan_sibuk"), store.write() as unit:
            unit.set_meta("a", "b")
    with store.write() as unit:
        unit.set_meta("a", "b")


def test_a_full_disk(store: Store) -> None:
    with store.write() as unit:
        unit._run("PRAGMA max_page_count = 1")
    with pytest.raises(CoklitError, match="cakram_penuh"), store.write() as unit:
        unit.put_voters(village(3000))
    with store.read() as unit:
        assert unit.voters() == []
    with store.write() as unit:
        unit._run("PRAGMA max_page_count = 1000000")
        unit.put_voters([voter(1)])


def test_a_damaged_file(store: Store) -> None:
    with store.write() as unit:
        unit.put_voters(village(3000))
    store.close()
    data = store.folder / DATA
    content = bytearray(data.read_bytes())
    middle = range(len(content) // 3, 2 * len(content) // 3, 512)
    for place in middle:
        content[place] ^= 1
    data.write_bytes(content)
    with Store.open(store.folder, PASSPHRASE, write=True) as again:
        with pytest.raises(CoklitError, match="penyimpanan_rusak"):
            again.check_file()
        with pytest.raises(CoklitError, match="penyimpanan_rusak"), again.read() as unit:
            unit.voters()


def test_a_destroyed_header(store: Store) -> None:
    store.close()
    data = store.folder / DATA
    data.write_bytes(b"\0" * 4096 + data.read_bytes()[4096:])
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        Store.open(store.folder, PASSPHRASE, write=True)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "cakram_penuh"), (errno.EDQUOT, "cakram_penuh"), (errno.EIO, "cakram_bermasalah"),
     (errno.EACCES, "cakram_bermasalah"), (errno.EROFS, "cakram_bermasalah")],
)  # fmt: skip
def test_what_the_disk_says(number: int, code: str) -> None:
    with pytest.raises(CoklitError, match=code), disk_faults():
        raise OSError(number, "said")


def test_errors_of_the_disk_elsewhere_pass_through_a_transaction(store: Store) -> None:
    with pytest.raises(FileNotFoundError), store.write():
        raise FileNotFoundError


def test_a_fault_of_the_program_tells_no_value(store: Store) -> None:
    row = voter(1)
    with store.write() as unit:
        unit.put_voters([row])
    with pytest.raises(StoreBugError) as caught, store.write() as unit:
        unit._insert(to_row(replace(row, dpid="2")))
    said = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__context__)
    assert "UNIQUE constraint failed: voters.subject" in said
    for value in (row.voter.name, row.voter.nik, row.voter.nkk, row.subject):
        assert value not in said


def test_what_is_no_fault_of_the_database_passes_through() -> None:
    with pytest.raises(KeyError), database_faults():
        raise KeyError
