"""Child: the same list with pandas and plain sqlite3, the least that anybody would write."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from benchmarks.common import answer, timed

INDEXED = ("NIK", "NKK", "TPS")


def main(target: Path, file: Path) -> None:
    """Read; write all columns in one transaction, with the three indexes afterwards (the faster order)."""
    target.unlink(missing_ok=True)
    frames = []
    reading = timed(lambda: frames.append(_read(file)))
    writing = timed(lambda: _write(target, frames[0]))
    answer(reading=reading, writing=writing, rows=len(frames[0]))


def _read(file: Path):  # type: ignore[no-untyped-def]
    import pandas

    return pandas.read_csv(file, sep="#", dtype=str, encoding="utf-8-sig", keep_default_na=False)


def _write(target: Path, frame) -> None:  # type: ignore[no-untyped-def]
    database = sqlite3.connect(target)
    columns = list(frame.columns)
    database.execute(f"CREATE TABLE voters ({', '.join(f'{name} TEXT' for name in columns)})")
    marks = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO voters VALUES ({marks})", frame.itertuples(index=False, name=None))
    for name in INDEXED:
        database.execute(f"CREATE INDEX by_{name} ON voters ({name})")
    database.commit()
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
