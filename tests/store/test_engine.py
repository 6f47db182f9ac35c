"""The database file is encrypted, and connections are as careful as they should be."""

from __future__ import annotations

import logging
import os
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text

from coklit_desktop.store.engine import connect, reader_engine, writer_engine
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, voter

KEY = "0f" * 32


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    with closing(connect(path, KEY, create=True)) as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('SITI AMINAH')")
    return path


def test_the_file_shows_nothing(file: Path) -> None:
    data = file.read_bytes()
    assert not data.startswith(b"SQLite")
    assert b"SITI" not in data
    assert b"people" not in data


def test_another_key_does_not_open_it(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(driver.DatabaseError, match="not a database"):
        connect(file, "1f" * 32)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("key", ["", "0f" * 31, "0f" * 33, "0F" * 32, "g" * 64, "0f" * 31 + "'--", "0f" * 32 + "\n"])
def test_what_is_no_raw_key_never_becomes_a_passphrase(file: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a raw key"):
        connect(file, key)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(driver.OperationalError, match="unable to open"):
        connect(tmp_path / "data.db", KEY)


def test_connections_are_careful(file: Path) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "temp_store": 2, "trusted_schema": 0, "foreign_keys": 1,
    }  # fmt: skip
    for engine in (writer_engine(file, KEY), reader_engine(file, KEY)):
        with engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
            with pytest.raises(Exception, match="not authorized"):
                connection.exec_driver_sql("SELECT load_extension('x')")
        engine.dispose()


def test_a_reader_cannot_write(file: Path) -> None:
    writer_engine(file, KEY).connect().close()
    engine = reader_engine(file, KEY)
    with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM people")
    engine.dispose()


def test_neither_key_nor_values_reach_a_log_or_an_exception(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    engine = writer_engine(file, KEY)
    engine.echo = "debug"
    with engine.connect() as connection, pytest.raises(Exception, match="no such table") as caught:
        connection.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": "SITI AMINAH"})
    engine.dispose()
    said = caplog.text + str(caught.value) + repr(caught.value) + repr(engine) + str(engine.url)
    assert "SITI" not in said
    assert KEY not in said


def test_every_file_of_a_store_is_private(store: Store) -> None:
    with store.write() as unit:
        unit.put_voters([voter(1)])
    assert os.name != "posix" or store.folder.stat().st_mode & 0o777 == 0o700
    for path in store.folder.iterdir():
        assert os.name != "posix" or path.stat().st_mode & 0o077 == 0, path
        assert b"SITI" not in path.read_bytes()
        assert AREA.encode() not in path.read_bytes()
