"""The version of a store's tables: made and raised by Alembic, each time after a copy of the file."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.files import make_private, protect

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

VERSIONS = ("0001", "0002")  # every migration, oldest first
CURRENT = VERSIONS[-1]


def version_of(connection: Any) -> str | None:
    """The version of the file behind a driver's connection; None for an empty one. Writes nothing.

    Raises CoklitError `penyimpanan_lebih_baru` for a version this program does not know.
    """
    try:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    version = str(found[0]) if found else None
    if version is not None and version not in VERSIONS:
        raise CoklitError("penyimpanan_lebih_baru")
    return version


def migrate(engine: Engine, target: str = CURRENT) -> None:
    """Bring the tables to a version, in one transaction."""
    with engine.begin() as connection:
        _run_alembic(connection, target)


def copy_before_migration(connection: Any, folder: Path, version: str) -> Path:
    """Keep an encrypted copy of the file in `folder`, named by version and time."""
    make_private(folder)
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"{version}-{now}.db"
    copy_database(connection, target)
    return target


def copy_database(connection: Any, target: Path) -> None:
    """Write a compact copy of the database, under the same key. `target` must not exist."""
    connection.execute("VACUUM INTO ?", (str(target),))
    protect(target)


def _run_alembic(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    with resources.as_file(resources.files("coklit_desktop.store.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, target)
