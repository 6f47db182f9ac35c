"""The ledger in a transaction: chains that only grow, and verified entries that wait for their predecessors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, Envelope
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.queries import StreamHead
from coklit_desktop.store.meta import MetaPart
from coklit_desktop.store.models import ENTRIES
from coklit_desktop.store.part import batches, marks
from coklit_desktop.store.sql import insert_sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_INSERT, _ = insert_sql(ENTRIES)
_COLUMNS = "e.site, e.area, e.election, e.seq, e.prev_hash, e.hlc, e.kind, e.base, e.body_hash, e.hash, e.body, e.salt"
_SELECT = f"SELECT {_COLUMNS} FROM entries e "  # noqa: S608
_HLC = "hlc"


class LedgerPart(MetaPart):
    """Appending and reading entries."""

    def head(self, site: str, area: str) -> tuple[int, str]:
        """Number and hash of the last entry of a chain; (0, 64 zeros) of an empty one."""
        found = self._one(
            "SELECT seq, hash FROM entries WHERE site = ? AND area = ? ORDER BY seq DESC LIMIT 1", (site, area)
        )
        return (found[0], found[1]) if found else (0, FIRST_PREV_HASH)

    def heads(self) -> list[StreamHead]:
        """The last entries of all chains, by site and area."""
        rows = self._all(  # with max(), SQLite takes the other columns from the row that has the maximum
            "SELECT site, area, max(seq), hash FROM entries GROUP BY site, area ORDER BY site, area"
        )
        return [StreamHead(*row) for row in rows]

    def last_hlc(self) -> str:
        """The latest clock reading that was adopted (whoever appends knows which clocks can be right)."""
        return self.get_meta(_HLC) or ""

    def adopt_hlc(self, hlc: str) -> None:
        """Never again write an earlier clock reading than this one."""
        self._run(
            "INSERT INTO meta (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE excluded.value > value",
            (_HLC, hlc),
        )

    def append(self, entry: Entry) -> int:
        """Add the next entry of its chain and return its row; one that is there already changes nothing.

        Raises CoklitError `celah` (a predecessor is missing) or `cabang` (another entry has its place).
        """
        envelope = entry.envelope
        seq, last = self.head(envelope.site, envelope.area)
        if envelope.seq <= seq:
            return self._same(entry)
        if envelope.seq > seq + 1:
            raise CoklitError("celah", seq=seq + 1)
        if envelope.prev_hash != last:
            raise CoklitError("cabang", seq=envelope.seq)
        row: int = self._run(_INSERT, _to_row(entry)).lastrowid
        return row

    def _same(self, entry: Entry) -> int:
        found = self._one("SELECT id FROM entries WHERE hash = ?", (entry.hash,))
        if found is None:
            raise CoklitError("cabang", seq=entry.seq)
        return int(found[0])

    def entry_by_hash(self, entry_hash: str) -> Entry | None:
        """The entry with this hash."""
        return next(self._entries("WHERE e.hash = ?", [entry_hash]), None)

    def entry_at(self, site: str, area: str, seq: int) -> Entry | None:
        """The entry at one place of a chain."""
        return next(self._entries("WHERE e.site = ? AND e.area = ? AND e.seq = ?", [site, area, seq]), None)

    def find_entry(self, text: str) -> Entry | None:
        """The one entry that a person names: `site:area:seq` or the start of its hash. None if none or several."""
        site, _, rest = text.partition(":")
        area, _, number = rest.partition(":")
        if number.isascii() and number.isdecimal() and len(number) < 16:
            return self.entry_at(site, area, int(number))
        if len(text) < 6 or not set(text) <= set("0123456789abcdef"):
            return None
        found = list(self._entries("WHERE e.hash >= ? AND e.hash < ? LIMIT 2", [text, text + "g"]))
        return found[0] if len(found) == 1 else None

    def entries_about(self, subjects: Collection[str]) -> list[Entry]:
        """All entries about these subjects, undoings and decisions too, in order of arrival."""
        rows: list[tuple[Any, ...]] = []
        for batch in batches(sorted(set(subjects))):
            where = f"WHERE e.subject IN ({marks(len(batch))})"
            rows += self._all(f"SELECT e.id, {_COLUMNS} FROM entries e {where}", batch)  # noqa: S608
        return [_from_row(row[1:]) for row in sorted(rows)]

    def entries_of(self, site: str, area: str, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """The entries of a chain behind number `after`, up to and with `upto`."""
        last = 2**53 if upto is None else upto
        where = "WHERE e.site = ? AND e.area = ? AND e.seq > ? AND e.seq <= ? ORDER BY e.seq"
        return self._entries(where, [site, area, after, last])

    def all_entries(self) -> Iterator[Entry]:
        """Every entry, in order of arrival."""
        return self._entries("ORDER BY e.id", [])

    def latest(
        self,
        limit: int,
        *,
        site: str | None = None,
        kinds: Collection[str] | None = None,
        tps: str | None = None,
        offset: int = 0,
    ) -> list[Entry]:
        """Entries, the last arrived first. `tps` keeps those about voters who are in it or were delivered to it."""
        where, values = ["1"], list[object]()
        if site is not None:
            where.append("e.site = ?")
            values.append(site)
        if kinds is not None:
            where.append(f"e.kind IN ({marks(len(kinds))})")
            values += [str(kind) for kind in kinds]
        if tps is not None:
            where.append(
                "EXISTS (SELECT 1 FROM voters v WHERE v.subject = e.subject AND (v.tps = ? OR v.delivered_tps = ?))"
            )
            values += [tps, tps]
        condition = f"WHERE {' AND '.join(where)} ORDER BY e.id DESC LIMIT ? OFFSET ?"
        return list(self._entries(condition, [*values, limit, offset]))

    def by_kind(self, kind: str) -> list[Entry]:
        """All entries of a kind, in order of arrival."""
        return list(self._entries("WHERE e.kind = ? ORDER BY e.id", [str(kind)]))

    def count_entries(self) -> int:
        """Number of all entries."""
        found = self._one("SELECT count(*) FROM entries")
        return int(found[0]) if found else 0

    def put_waiting(self, entry: Entry) -> None:
        """Keep a verified entry whose predecessor has not come; the same one again changes nothing."""
        envelope = entry.envelope
        salt = None if entry.salt is None else entry.salt.hex()
        body = None if entry.body is None else dict(entry.body)
        data = canonical({"envelope": envelope.to_json(), "body": body, "salt": salt})
        self._run(
            "INSERT OR IGNORE INTO waiting (site, area, seq, hash, data) VALUES (?, ?, ?, ?, ?)",
            (envelope.site, envelope.area, envelope.seq, entry.hash, data),
        )

    def waiting(self, site: str, area: str) -> list[Entry]:
        """The entries that wait in a chain, by number."""
        rows = self._all("SELECT hash, data FROM waiting WHERE site = ? AND area = ? ORDER BY seq, hash", (site, area))
        return [_waiting_entry(*row) for row in rows]

    def waiting_streams(self) -> list[tuple[str, str]]:
        """Site and area of the chains in which entries wait."""
        return [(s, a) for s, a in self._all("SELECT DISTINCT site, area FROM waiting ORDER BY site, area")]

    def drop_waiting(self, site: str, area: str, upto: int) -> None:
        """Forget what waited up to and with a number."""
        self._run("DELETE FROM waiting WHERE site = ? AND area = ? AND seq <= ?", (site, area, upto))

    def _entries(self, condition: str, values: Iterable[object]) -> Iterator[Entry]:
        return map(_from_row, self._run(_SELECT + condition, tuple(values)))


def _to_row(entry: Entry) -> tuple[object, ...]:
    e = entry.envelope
    body = None if entry.body is None else canonical(dict(entry.body))
    base = json.dumps(e.base) if e.base else "[]"
    return (
        e.site, e.area, e.election, e.seq, e.prev_hash, e.hlc, str(e.kind), base, e.body_hash,
        entry.hash, body, entry.salt, entry.subject,
    )  # fmt: skip


def _from_row(row: tuple[Any, ...]) -> Entry:
    site, area, election, seq, prev_hash, hlc, kind, base, body_hash, entry_hash, body, salt = row
    envelope = Envelope(site, area, election, seq, prev_hash, hlc, kind, tuple(json.loads(base)), body_hash)
    return Entry(envelope, entry_hash, None if body is None else json.loads(body), salt)


def _waiting_entry(entry_hash: str, data: bytes) -> Entry:
    value = json.loads(data)
    salt = None if value["salt"] is None else bytes.fromhex(value["salt"])
    return Entry(Envelope.from_json(value["envelope"]), entry_hash, value["body"], salt)
