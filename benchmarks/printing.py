"""Child: print from a store and tell how long it took, with the peak memory of the whole process."""

from __future__ import annotations

import shutil
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import AREA, PASSPHRASE, answer, timed

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk

FORM = "a-daftar-pemilih"


def village(folder: Path, tps: int, voters: int) -> None:
    """Make the store of a village whose coklit is done."""
    from coklit_desktop.services.delivering import commit_import, preview_import
    from coklit_desktop.services.desk import create_desk
    from coklit_desktop.services.entering import enter_file
    from coklit_desktop.services.sample import make_village, write_keyed, write_sidalih

    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    people = make_village(AREA, voters=voters, tps_count=tps)
    desk = create_desk(folder, "pps", AREA, "pilkada-2024", "Sri", PASSPHRASE)
    given, keyed = folder / "list.csv", folder / "keyed.csv"
    commit_import(desk, preview_import(desk, [write_sidalih(given, people)]))
    tally = enter_file(desk, write_keyed(keyed, people))
    desk.close()
    answer(accepted=tally.accepted)


def pleno(folder: Path, out: Path) -> None:
    """The whole set of the evening."""
    from coklit_desktop.services.printing import make_set

    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    desk = _opened(folder)
    made: list[Path] = []
    seconds = timed(lambda: made.extend(make_set(desk, out)))
    desk.close()
    answer(seconds=seconds, forms=len(made), pages=sum(_pages(path) for path in made))


def first(folder: Path) -> None:
    """The first look at a form, in a window that has printed nothing yet, and once more."""
    from coklit_desktop.services.previewing import first_look

    desk = _opened(folder)
    times = [timed(lambda: first_look(desk, FORM)) for _ in range(6)]
    look = first_look(desk, FORM)
    desk.close()
    answer(first=times[0], again=sorted(times[1:])[2], pages=0 if look is None else _pages(look))


def whole(folder: Path, out: Path, form: str) -> None:
    """A by-name form of all TPS, PDF or XLSX, with how long it was silent at most."""
    from coklit_desktop.services.printing import make_form

    desk = _opened(folder)
    heard = [time.perf_counter()]
    fmt = "xlsx" if out.suffix == ".xlsx" else "pdf"
    told = lambda *_: heard.append(time.perf_counter())  # noqa: E731
    seconds = timed(lambda: make_form(desk, form, out, fmt=fmt, progress=told))  # type: ignore[arg-type]
    desk.close()
    silent = max(after - before for before, after in pairwise(heard))
    answer(seconds=seconds, silent=silent, pages=_pages(out) if fmt == "pdf" else 0)


def _opened(folder: Path) -> Desk:
    from coklit_desktop.services.desk import open_desk

    return open_desk(folder, PASSPHRASE)


def _pages(pdf: Path | bytes) -> int:
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    return data.count(b"/Type /Page\n") or data.count(b"/Type /Page ")


if __name__ == "__main__":
    what, *words = sys.argv[1:]
    if what == "village":
        village(Path(words[0]), int(words[1]), int(words[2]))
    elif what == "pleno":
        pleno(Path(words[0]), Path(words[1]))
    elif what == "first":
        first(Path(words[0]))
    else:
        whole(Path(words[0]), Path(words[1]), words[2])
