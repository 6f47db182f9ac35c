"""A process that appends entries and says each number once it is durable, until somebody kills it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from coklit_desktop.domain.entries import make_entry
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, PASSPHRASE, SITE, voter

VOTERS = 5


def main(folder: Path) -> None:
    """Append without end: entry `seq` sets the generation of voter `seq % VOTERS` to `seq`."""
    store = Store.open(folder, PASSPHRASE, write=True)
    while True:
        with store.write() as unit:
            seq, last = unit.head(SITE, AREA)
            row = replace(voter((seq + 1) % VOTERS, name=f"PEMILIH {seq + 1}"), generation=seq + 1)
            unit.append(
                make_entry(
                    site=SITE, area=AREA, election="pilkada-2024", seq=seq + 1, prev_hash=last,
                    hlc=f"{1_720_000_000_000 + seq}-000000", kind="result", base=(), body={"subject": row.subject},
                    salt=b"s" * 16,
                )
            )  # fmt: skip
            unit.put_voters([row])
        print(seq + 1, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
