"""One keyed result, durable, with 300,000 voters in the store, against a bare commit of one row.

The bare one is plain sqlite3 (WAL, synchronous=FULL) on the same disk, one in turn with each of ours.
"""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

from benchmarks.common import MANY, WORK, Figure, milliseconds, open_store, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 150


def measure() -> Iterator[Figure]:
    """Medians and their ratio, for a result, a U, a code 8 and a B."""
    from coklit_desktop.domain.records import SESUAI, Outcome, State
    from coklit_desktop.services.keying import record_changes, record_new, record_outcome

    desk = open_store(MANY, copy=True)
    bare = _bare()
    try:
        with desk.store.read() as unit:
            rows = [row for row in unit.voters(area=desk.area, tps="001") if row.is_delivered]
            rows += [row for row in unit.voters(area=desk.area, tps="002") if row.is_delivered]
        random.Random(1).shuffle(rows)
        row, numbers = iter(rows * 4), iter(range(1, 10_000))
        other = Outcome(State.TMS, "meninggal")

        def result() -> None:
            one = next(row)
            record_outcome(desk, one.subject, other if one.outcome == SESUAI else SESUAI)

        def changes() -> None:
            record_changes(desk, next(row).subject, {"name": f"WARGA {next(numbers)}"})

        def eight() -> None:
            record_outcome(desk, next(row).subject, Outcome(State.TMS, "salah_tps", target="005"))

        def new() -> None:
            cells = next(row).voter._replace(nik=f"331819170880{next(numbers):04d}")
            record_new(desk, "005", cells)

        for name, act, count in (("result", result, ROUNDS), ("U", changes, 60), ("code 8", eight, 60), ("B", new, 60)):
            ours, plain = [], []
            for _ in range(count):
                plain.append(timed(bare))
                ours.append(timed(act))
            ratio = milliseconds(ours) / milliseconds(plain)
            limit = max(3.0 * milliseconds(plain), 2.0) if name == "result" else None
            yield Figure(f"{name}: bare commit, median", milliseconds(plain), "ms")
            yield Figure(
                f"{name}: durable, median (3x bare, or 2 ms)", milliseconds(ours), "ms", limit,
                f"{ratio:.1f}x, p95 {milliseconds(ours, 0.95):.1f} ms against {milliseconds(plain, 0.95):.1f} ms",
            )  # fmt: skip
    finally:
        desk.close()


def _bare():  # type: ignore[no-untyped-def]
    path = WORK / "bare.db"
    for old in WORK.glob("bare.db*"):
        old.unlink()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE results (id INTEGER PRIMARY KEY, dpid TEXT, ket TEXT)")

    def commit() -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO results (dpid, ket) VALUES ('33181920081001', '0')")
        database.execute("COMMIT")

    return commit
