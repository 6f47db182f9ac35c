"""Child: make a store with one list."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.common import AREA, PASSPHRASE, answer, timed


def main(folder: Path, file: Path) -> None:
    """Make the store in `folder` from `file`, and tell how long reading and writing took."""
    from coklit_desktop.services.delivering import commit_import, preview_import
    from coklit_desktop.services.desk import create_desk

    if folder.exists():
        shutil.rmtree(folder)
    desk = create_desk(folder, "pps", AREA, "pilkada-2024", "Sri", PASSPHRASE)
    previews = []
    reading = timed(lambda: previews.append(preview_import(desk, [file])))
    tallies = []
    writing = timed(lambda: tallies.append(commit_import(desk, previews[0])))
    desk.close()
    answer(reading=reading, writing=writing, rows=tallies[0].rows, accepted=tallies[0].accepted)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
