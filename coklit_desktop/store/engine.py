"""Connections to the encrypted file. The key goes from memory to the driver, never through SQLAlchemy or a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUSY_SECONDS = 5.0
WRITER_CACHE_KIB = 96 * 1024  # holds the table of 300,000 voters while its indexes are built
READER_CACHE_KIB = 24 * 1024
WAL_KEPT_BYTES = 16 * 1024 * 1024
_KEY = re.compile(r"[0-9a-f]{64}")


def connect(file: Path, key: str, *, create: bool = False) -> Any:
    """Open one connection. `key` is 64 hex digits, checked here: SQLCipher takes anything else as a passphrase.

    Raises the driver's errors; with a wrong key, DatabaseError "file is not a database".
    """
    if _KEY.fullmatch(key) is None:
        raise ValueError("not a raw key")
    mode = "rwc" if create else "rw"
    connection = driver.connect(
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _prepare(connection, key)
    except driver.Error:
        connection.close()
        raise
    return connection


def writer_engine(file: Path, key: str) -> Engine:
    """The engine of the one writing connection, which stays open. A transaction of it is BEGIN IMMEDIATE."""

    def open_writer() -> Any:
        connection = connect(file, key)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_KEPT_BYTES}")
        connection.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KIB}")
        return connection

    engine = _engine(open_writer, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(file: Path, key: str) -> Engine:
    """An engine of pooled connections that cannot write. A transaction of it sees one state of the store."""

    def open_reader() -> Any:
        connection = connect(file, key)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = -{READER_CACHE_KIB}")
        return connection

    engine = _engine(open_reader, poolclass=QueuePool, pool_size=4, max_overflow=8)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _engine(creator: Callable[[], Any], **options: Any) -> Engine:
    return create_engine(
        "sqlite+pysqlite://", module=driver, creator=creator, hide_parameters=True, logging_name="store", **options
    )


def _prepare(connection: Any, key: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key}'")
    for pragma in (
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "foreign_keys = ON",
        "synchronous = FULL",
        "fullfsync = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
