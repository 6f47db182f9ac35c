"""Whatever was acknowledged is there after the process was killed, at whatever moment."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

from coklit_desktop.domain.entries import FIRST_PREV_HASH, entry_fits
from coklit_desktop.domain.queries import VoterQuery
from coklit_desktop.store.store import Store
from tests.store.appending import VOTERS
from tests.store.samples import AREA, PASSPHRASE, SITE, new_store

ROUNDS = 5
ROOT = Path(__file__).parents[2]


def _append_until_killed(folder: Path, seconds: float) -> int:
    """The last number that the process acknowledged."""
    command = [sys.executable, "-m", "tests.store.appending", str(folder)]
    acknowledged = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = int(child.stdout.readline())
        timer = threading.Timer(seconds, child.kill)
        timer.start()
        for line in child.stdout:
            if line.endswith("\n"):
                acknowledged = int(line)
        timer.join()
    assert child.returncode != 0
    return acknowledged


def _check(folder: Path, acknowledged: int) -> None:
    with Store.open(folder, PASSPHRASE, write=True) as store, store.read() as unit:
        store.check_file()
        entries = list(unit.entries_of(SITE, AREA))
        assert acknowledged <= len(entries) <= acknowledged + 1
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert all(map(entry_fits, entries))
        hashes = [FIRST_PREV_HASH, *(entry.hash for entry in entries)]
        assert [entry.envelope.prev_hash for entry in entries] == hashes[:-1]
        rows = unit.voters()
        assert {row.generation for row in rows} == set(range(max(1, len(entries) - VOTERS + 1), len(entries) + 1))
        for row in rows:
            assert row.voter.name == f"PEMILIH {row.generation}"
        assert unit.search(VoterQuery("pemilih")).rows == tuple(rows)


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    new_store(folder).close()
    moments = random.Random(7)
    for _ in range(ROUNDS):
        _check(folder, _append_until_killed(folder, moments.uniform(0, 0.3)))
