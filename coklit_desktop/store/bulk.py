"""Replacing the list of a whole area: 300,000 rows in a few seconds, streamed, inside the transaction."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from sqlalchemy.schema import CreateIndex

from coklit_desktop.store.models import VOTERS
from coklit_desktop.store.sql import sql
from coklit_desktop.store.voter_rows import INSERT, to_row
from coklit_desktop.store.voters import VotersPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.records import CurrentVoter

FEW = 5000  # so many rows go in one by one where the table is larger


class BulkPart(VotersPart):
    """Writing many rows at once."""

    def replace_area(self, area: str, rows: Iterable[CurrentVoter]) -> None:
        """Put these rows in place of all rows of an area."""
        self._empty(area)
        source = iter(rows)
        first = list(islice(source, FEW))
        others = self._count()
        if len(first) < FEW and others > len(first):
            self._add_few(first)
        else:
            self._add_many(chain(first, source))

    def _empty(self, area: str) -> None:
        if self._count(area) == self._count():
            self._run("INSERT INTO voter_names (voter_names) VALUES ('delete-all')")
        else:
            self._run(
                "INSERT INTO voter_names (voter_names, rowid, name_key) "
                "SELECT 'delete', id, name_key FROM voters WHERE area = ?",
                (area,),
            )
        self._run("DELETE FROM voters WHERE area = ?", (area,))

    def _add_few(self, rows: Iterable[CurrentVoter]) -> None:
        for row in rows:
            self._insert(to_row(row))

    def _add_many(self, rows: Iterable[CurrentVoter]) -> None:
        """Insert without indexes and build those in one go: sorting beats 300,000 insertions in each.

        Partial indexes stay: hardly a row is in them, and building one reads the whole table.
        """
        whole = [index for index in VOTERS.indexes if index.dialect_options["sqlite"]["where"] is None]
        indexes = sorted(whole, key=lambda index: str(index.name))
        for index in indexes:
            self._run(f"DROP INDEX {index.name}")
        self._run_many(INSERT, map(to_row, rows))
        for index in indexes:
            self._run(sql(CreateIndex(index)))
        self._run("INSERT INTO voter_names (voter_names) VALUES ('rebuild')")

    def _count(self, area: str | None = None) -> int:
        found = self._one("SELECT count(*) FROM voters WHERE ?1 IS NULL OR area = ?1", (area,))
        return int(found[0]) if found else 0
