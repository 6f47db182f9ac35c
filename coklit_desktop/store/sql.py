"""Statements built by SQLAlchemy from the tables, turned into text once, for the paths where its overhead counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Insert, Table, insert
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="qmark")


def sql(statement: Any) -> str:
    """The text of a statement; its parameters are question marks in the order in which they are written."""
    return str(statement.compile(dialect=_DIALECT))


def insert_sql(table: Table, *, leave_out: tuple[str, ...] = ("id", "name_key")) -> tuple[str, tuple[str, ...]]:
    """Text of an insert into `table`, and the columns its question marks stand for."""
    names = tuple(column.name for column in table.columns if column.name not in leave_out)
    statement: Insert = insert(table).values(dict.fromkeys(names))
    return sql(statement), names
