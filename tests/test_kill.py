"""kill -9 at random moments: what was acknowledged is there, nothing is half applied (real kills)."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.browsing import last_seq, village_counts
from coklit_desktop.services.checking import check
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import create_desk, open_desk
from coklit_desktop.services.sample import make_results, make_village, write_keyed, write_sidalih
from coklit_desktop.store.names import DATA
from tests.services.small import AREA, ELECTION, PASSPHRASE, line, open_village

KEYING = """
import random, sys
from pathlib import Path
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services.browsing import sheet
from coklit_desktop.services.desk import open_desk
from coklit_desktop.services.keying import record_changes, record_new, record_outcome
from coklit_desktop.services.undoing import undo_last

desk = open_desk(Path(sys.argv[1]), sys.argv[2])
draw = random.Random(int(sys.argv[3]))
rows = sheet(desk, "001")
print("siap", flush=True)
while True:
    row = draw.choice(rows)
    what = draw.randrange(5)
    if what == 0:
        saved = record_outcome(desk, row.subject, Outcome(State.TMS, "salah_tps", target="002"))
    elif what == 1:
        saved = record_changes(desk, row.subject, {"name": f"NAMA {draw.randrange(10**6)}"})
    elif what == 2:
        nik = f"3318190101{80}{draw.randrange(5000, 9999):04d}"
        saved = record_new(desk, "002", rows[0].voter._replace(nik=nik, name="BARU"))
    elif what == 3:
        saved = undo_last(desk) or record_outcome(desk, row.subject, Outcome(State.SESUAI))
    else:
        saved = record_outcome(desk, row.subject, draw.choice((Outcome(State.SESUAI), Outcome(State.TIDAK_DITEMUI))))
    print(saved.seq, flush=True)
"""

IMPORTING = """
import sys
from pathlib import Path
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import open_desk

desk = open_desk(Path(sys.argv[1]), sys.argv[2])
preview = preview_import(desk, [Path(sys.argv[3])])
print("siap", flush=True)
commit_import(desk, preview)
print("selesai", flush=True)
"""

ENTERING = """
import sys
from pathlib import Path
from coklit_desktop.services.desk import open_desk
from coklit_desktop.services.entering import enter_file

desk = open_desk(Path(sys.argv[1]), sys.argv[2])
print("siap", flush=True)
enter_file(desk, Path(sys.argv[3]))
print("selesai", flush=True)
"""

CREATING = """
import sys
from pathlib import Path
from coklit_desktop.services.desk import create_desk

print("siap", flush=True)
create_desk(Path(sys.argv[1]), "pps", sys.argv[3], "pilkada-2024", "Sri", sys.argv[2])
print("selesai", flush=True)
"""


def run_and_kill(code: str, *arguments: object, after: float) -> list[str]:
    """Run a program, kill it `after` seconds from its first line, and return all lines it had printed."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first == "siap\n"
        timer = threading.Timer(after, process.kill)
        timer.start()
        printed = process.stdout.read()
        timer.cancel()
    return [text for text in printed.split("\n") if text]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list of 4,000 voters and keyed results for it."""
    folder = tmp_path_factory.mktemp("besar")
    village = make_village(AREA, voters=4000, tps_count=8, seed=7)
    write_sidalih(folder / "sidalih.csv", village)
    write_keyed(folder / "hasil.csv", village, make_results(village)[:1500])
    return folder


@pytest.mark.timeout(120)
def test_every_acknowledged_result_survives(tmp_path: Path) -> None:
    open_village(tmp_path, [line(n, 1 if n <= 30 else 2) for n in range(1, 41)]).close()
    draw = random.Random(20240724)
    acknowledged = 1  # the delivery
    for round_ in range(6):
        lines = run_and_kill(KEYING, tmp_path / "desa", PASSPHRASE, round_, after=draw.uniform(0.02, 0.6))
        numbers = [int(text) for text in lines if text.isdecimal() and text != "0"]
        acknowledged = max([acknowledged, *numbers])
        desk = open_desk(tmp_path / "desa", PASSPHRASE)
        assert last_seq(desk) >= acknowledged
        assert last_seq(desk) <= acknowledged + 1  # at most the one that was being said
        acknowledged = last_seq(desk)
        assert check(desk).ok
        desk.close()
    assert acknowledged > 20


@pytest.mark.timeout(120)
def test_a_list_is_there_as_a_whole_or_not_at_all(tmp_path: Path, big: Path) -> None:
    create_desk(tmp_path / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE).close()
    draw = random.Random(3)
    for _ in range(5):
        run_and_kill(IMPORTING, tmp_path / "desa", PASSPHRASE, big / "sidalih.csv", after=draw.uniform(0.0, 0.25))
        desk = open_desk(tmp_path / "desa", PASSPHRASE)
        assert village_counts(desk).awal.total in (0, 4000)
        assert check(desk).ok
        desk.close()
    desk = open_desk(tmp_path / "desa", PASSPHRASE)
    commit_import(desk, preview_import(desk, [big / "sidalih.csv"]))
    assert village_counts(desk).awal.total == 4000
    desk.close()


@pytest.mark.timeout(120)
def test_a_file_of_results_goes_in_as_a_whole_or_not_at_all(tmp_path: Path, big: Path) -> None:
    desk = create_desk(tmp_path / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE)
    commit_import(desk, preview_import(desk, [big / "sidalih.csv"]))
    desk.close()
    draw = random.Random(4)
    for _ in range(3):
        lines = run_and_kill(ENTERING, tmp_path / "desa", PASSPHRASE, big / "hasil.csv", after=draw.uniform(0.1, 0.8))
        desk = open_desk(tmp_path / "desa", PASSPHRASE)
        keyed = 4000 - village_counts(desk).belum.total
        assert keyed > 1000 if "selesai" in lines else keyed == 0 or keyed > 1000
        assert check(desk).ok
        desk.close()


@pytest.mark.timeout(120)
def test_a_store_is_there_whole_or_can_be_made_again(tmp_path: Path) -> None:
    draw = random.Random(5)
    for round_ in range(5):
        folder = tmp_path / f"desa-{round_}"
        run_and_kill(CREATING, folder, PASSPHRASE, AREA, after=draw.uniform(0.0, 0.5))
        if (folder / DATA).exists():
            with pytest.raises(CoklitError, match="sudah_ada"):
                create_desk(folder, "pps", AREA, ELECTION, "Sri", PASSPHRASE)
        else:
            create_desk(folder, "pps", AREA, ELECTION, "Sri", PASSPHRASE).close()
        desk = open_desk(folder, PASSPHRASE)
        assert check(desk).ok
        desk.close()
