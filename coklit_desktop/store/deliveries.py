"""Delivered rows in a transaction: canonical lines, compressed in chunks, never changed again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.deliveries import row_from_json, row_line
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.part import Part, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coklit_desktop.domain.records import DeliveredRow

CHUNK_ROWS = 2000
_LEVEL = 1  # of zstd: the quickest; higher ones save a tenth


@dataclass(frozen=True, slots=True)
class StagedRows:
    """Rows that are in the store but belong to no entry yet; only for the rest of the transaction."""

    id: int
    row_count: int
    sha256: str


class DeliveriesPart(Part):
    """Keeping and reading deliveries."""

    def stage_delivery(self, area: str, rows: Iterable[DeliveredRow]) -> StagedRows:
        """Store rows, streamed, and tell their number and sha256, which the entry will name; see `add_staged`."""
        return self.stage_delivery_lines(area, map(row_line, rows))

    def stage_delivery_lines(self, area: str, lines: Iterable[bytes]) -> StagedRows:
        """`stage_delivery` for rows that are canonical lines already (without line ends)."""
        import zstandard

        delivery = self._run(
            "INSERT INTO deliveries (area, row_count, rows_sha256) VALUES (?, 0, '')", (area,)
        ).lastrowid
        compressor, digest, count = zstandard.ZstdCompressor(level=_LEVEL), hashlib.sha256(), 0
        for number, batch in enumerate(batches(lines, CHUNK_ROWS)):
            batch.append(b"")
            data = b"\n".join(batch)
            digest.update(data)
            count += len(batch) - 1
            self._run(
                "INSERT INTO delivery_chunks (delivery_id, number, lines) VALUES (?, ?, ?)",
                (delivery, number, compressor.compress(data)),
            )
        staged = StagedRows(delivery, count, digest.hexdigest())
        self._run("UPDATE deliveries SET row_count = ?, rows_sha256 = ? WHERE id = ?", (count, staged.sha256, delivery))
        return staged

    def add_staged(self, entry_hash: str, staged: StagedRows) -> None:
        """Give staged rows to the entry that names them."""
        self._run("UPDATE deliveries SET entry_hash = ? WHERE id = ?", (entry_hash, staged.id))

    def add_delivery(self, entry_hash: str, area: str, rows: Iterable[DeliveredRow], rows_sha256: str) -> None:
        """Store an entry's rows, streamed. Raises CoklitError `rusak` if they are not those the entry names."""
        self.add_delivery_lines(entry_hash, area, map(row_line, rows), rows_sha256)

    def add_delivery_lines(self, entry_hash: str, area: str, lines: Iterable[bytes], rows_sha256: str) -> None:
        """`add_delivery` for rows that are canonical lines already (without line ends)."""
        if self.has_delivery(entry_hash):
            return
        staged = self.stage_delivery_lines(area, lines)
        if staged.sha256 != rows_sha256:
            raise CoklitError("rusak")
        self.add_staged(entry_hash, staged)

    def has_delivery(self, entry_hash: str) -> bool:
        """Whether the rows of an entry are here."""
        return self._one("SELECT 1 FROM deliveries WHERE entry_hash = ?", (entry_hash,)) is not None

    def delivery_lines(self, entry_hash: str) -> Iterator[bytes]:
        """The canonical lines of an entry's rows, without line ends."""
        for data in self._chunks(entry_hash):
            yield from data.split(b"\n")[:-1]

    def delivery_rows(self, entry_hash: str) -> Iterator[DeliveredRow]:
        """The rows of an entry."""
        for data in self._chunks(entry_hash):
            yield from map(row_from_json, json.loads(b"[%b]" % data[:-1].replace(b"\n", b",")))

    def deliveries(self, area: str | None = None) -> list[tuple[str, str, int]]:
        """Entry hash, area and row of the entry for each delivery, in the order in which their entries came."""
        return [
            (entry_hash, place, row)
            for entry_hash, place, row in self._all(
                "SELECT d.entry_hash, d.area, e.id FROM deliveries d JOIN entries e ON e.hash = d.entry_hash "
                "WHERE ?1 IS NULL OR d.area = ?1 ORDER BY e.id",
                (area,),
            )
        ]

    def _chunks(self, entry_hash: str) -> Iterator[bytes]:
        import zstandard

        decompressor = zstandard.ZstdDecompressor()
        numbers = self._all(
            "SELECT c.rowid FROM delivery_chunks c JOIN deliveries d ON d.id = c.delivery_id "
            "WHERE d.entry_hash = ? ORDER BY c.number",
            (entry_hash,),
        )
        for (number,) in numbers:
            found = self._one("SELECT lines FROM delivery_chunks WHERE rowid = ?", (number,))
            if found:
                yield decompressor.decompress(found[0])
