"""What all parts of a Unit share: one transaction's connection, and the driver below it for the quick paths."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

Item = TypeVar("Item")
MAX_LIST = 500  # values in one IN (...)


class Part:
    """A side of one transaction. Only Unit makes it; nothing of the database leaves it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        driver: Any = connection.connection.driver_connection
        self._driver = driver

    def _all(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self._driver.execute(statement, values).fetchall()  # type: ignore[no-any-return]

    def _one(self, statement: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        return self._driver.execute(statement, values).fetchone()  # type: ignore[no-any-return]

    def _run(self, statement: str, values: Sequence[object] = ()) -> Any:
        return self._driver.execute(statement, values)

    def _run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._driver.executemany(statement, rows)


def marks(count: int) -> str:
    """Question marks for an IN (...)."""
    return ",".join("?" * count)


def batches(items: Iterable[Item], size: int = MAX_LIST) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
