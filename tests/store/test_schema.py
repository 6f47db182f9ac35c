"""Versions of the tables: migrations and models agree, old files are raised after a copy, newer ones refused."""

from __future__ import annotations

import os
from contextlib import closing
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.store import schema, slots
from coklit_desktop.store.engine import connect, writer_engine
from coklit_desktop.store.files import WriterLock
from coklit_desktop.store.models import METADATA
from coklit_desktop.store.names import COPIES, DATA, LOCK, SLOTS
from coklit_desktop.store.store import Store
from coklit_desktop.store.voter_rows import INSERT, to_row
from tests.store.samples import AREA, CHEAP, PASSPHRASE, SITE, village

KEY = "ab" * 32
_LAYOUT = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"


def old_store(folder: Path, version: str) -> str:
    """A store as the program of that version left it, with voters; returns its key."""
    folder.mkdir(mode=0o700)
    key, identity = slots.new_key(), slots.new_identity()
    slot = slots.make_slot("ani", "operator", PASSPHRASE, CHEAP, identity)
    slots.save(folder / SLOTS, slots.sealed_for({"ani": slot}, key, {"sign": b"s"}))
    connect(folder / DATA, key, create=True).close()
    engine = writer_engine(folder / DATA, key)
    schema.migrate(engine, version)
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("INSERT INTO meta (key, value) VALUES ('site', ?)", (SITE,))
        driver.executemany(INSERT, map(to_row, village(40)))
    engine.dispose()
    return key


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    connect(tmp_path / DATA, KEY, create=True).close()
    engine = writer_engine(tmp_path / DATA, KEY)
    schema.migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_no_index_of_names})
        assert compare_metadata(context, METADATA) == []
        migrated = {tuple(row) for row in connection.exec_driver_sql(_LAYOUT)}
    engine.dispose()
    fresh = create_engine("sqlite://")
    METADATA.create_all(fresh)
    with fresh.connect() as connection:
        made = {row[:3] for row in connection.exec_driver_sql(_LAYOUT)}
    fresh.dispose()
    others = {row[:3] for row in migrated if not row[1].startswith(("voter_names", "alembic_version"))}
    assert others == made


def _is_no_index_of_names(_item: object, name: str | None, *_: object) -> bool:
    return not str(name).startswith("voter_names")


def test_the_program_knows_every_migration() -> None:
    with resources.as_file(resources.files("coklit_desktop.store.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.set_main_option("path_separator", "os")
        found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.VERSIONS


@pytest.mark.parametrize("version", schema.VERSIONS[:-1])
@pytest.mark.parametrize("write", [True, False])
def test_an_old_store_is_raised_after_a_copy(tmp_path: Path, version: str, write: bool) -> None:
    folder = tmp_path / "office"
    key = old_store(folder, version)
    with Store.open(folder, PASSPHRASE, write=write) as store, store.read() as unit:
        assert unit.voters(area=AREA) == sorted(village(40), key=lambda row: (row.tps, row.list_order))
        assert unit.search(VoterQuery("siti")).total == sum("SITI" in row.voter.name for row in village(40)) > 0
        assert unit.get_meta("site") == SITE
        assert store.secret("sign") == b"s"
    (copy,) = (folder / COPIES).glob("*.db")
    assert os.name != "posix" or copy.stat().st_mode & 0o077 == 0
    assert slots.load(copy.with_suffix(".slots.json")) == slots.load(folder / SLOTS)
    with closing(connect(copy, key)) as connection:
        assert schema.version_of(connection) == version
        assert connection.execute("SELECT count(*) FROM voters").fetchone() == (40,)
    with Store.open(folder, PASSPHRASE, write=True):
        assert len(list((folder / COPIES).glob("*.db"))) == 1


def test_the_last_copies_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    old_store(folder, "0001")
    (folder / COPIES).mkdir()
    for number in range(5):
        (folder / COPIES / f"0000-2024010{number}.db").touch()
        (folder / COPIES / f"0000-2024010{number}.slots.json").touch()
    Store.open(folder, PASSPHRASE, write=True).close()
    names = sorted(path.name.split(".", 1)[0] for path in (folder / COPIES).glob("*.db"))
    assert names[:2] == ["0000-20240103", "0000-20240104"]
    assert names[2].startswith("0001-")
    assert len(list((folder / COPIES).iterdir())) == 2 * len(names) == 6


def test_a_reader_raises_nothing_while_another_one_writes(tmp_path: Path) -> None:
    old_store(tmp_path / "office", "0001")
    lock = WriterLock(tmp_path / "office" / LOCK)
    with pytest.raises(CoklitError, match="sedang_dibuka"):
        Store.open(tmp_path / "office", PASSPHRASE, write=False)
    lock.release()
    assert not (tmp_path / "office" / COPIES).exists()


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_store_is_refused_and_not_touched(tmp_path: Path, write: bool) -> None:
    folder = tmp_path / "office"
    key = old_store(folder, schema.CURRENT)
    with closing(connect(folder / DATA, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}
    with pytest.raises(CoklitError, match="penyimpanan_lebih_baru"):
        Store.open(folder, PASSPHRASE, write=write)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK} == before


def test_a_migration_that_fails_leaves_the_old_store(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    key = old_store(folder, "0001")
    with closing(connect(folder / DATA, key)) as connection:
        connection.execute("CREATE TABLE voter_names (taken TEXT)")
    with pytest.raises(Exception, match="already exists"):
        Store.open(folder, PASSPHRASE, write=True)
    with closing(connect(folder / DATA, key)) as connection:
        assert schema.version_of(connection) == "0001"
        columns = [row[1] for row in connection.execute("PRAGMA table_xinfo(voters)")]
        assert "name_key" not in columns
        connection.execute("DROP TABLE voter_names")
    with Store.open(folder, PASSPHRASE, write=True) as store, store.read() as unit:
        assert len(unit.voters()) == 40


def test_an_empty_database_is_a_damaged_store(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    key = old_store(folder, "0001")
    (folder / DATA).unlink()
    connect(folder / DATA, key, create=True).close()
    with pytest.raises(CoklitError, match="penyimpanan_rusak"):
        Store.open(folder, PASSPHRASE, write=True)
