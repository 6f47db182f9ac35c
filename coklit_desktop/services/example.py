"""An office with invented people, for learning: a list, and half of its results keyed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.entering import enter_file
from coklit_desktop.services.office import set_office
from coklit_desktop.services.sample import make_results, make_village, write_ecoklit, write_keyed, write_sidalih

AREA = "33.18.19.2008"
ELECTION = "pilkada-2024"
CLERK = "Sri Lestari"
VOTERS, TPS_COUNT, SEED = 1204, 4, 20240624
KEYED_SHARE = 0.4
OFFICERS = ("Sri Wahyuni", "Agus Prasetyo", "Nur Hidayah")


def make_example(folder: Path, passphrase: str, progress: Progress = no_progress) -> Desk:
    """Make the example in `folder`. Cancelling leaves nothing behind."""
    import shutil

    desk = create_desk(folder, "pps", AREA, ELECTION, CLERK, passphrase)
    try:
        _fill(desk, progress)
    except BaseException:
        desk.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return desk


def _fill(desk: Desk, progress: Progress) -> None:
    village = make_village(AREA, voters=VOTERS, tps_count=TPS_COUNT, seed=SEED, flaws=True)
    with tempfile.TemporaryDirectory(prefix="coklit-contoh-") as name:
        place = Path(name)
        progress(0.1, "Menyusun desa rekaan")
        commit_import(desk, preview_import(desk, [write_sidalih(place / "daftar.csv", village)]))
        progress(0.5, "Mencatat sebagian hasil")
        results = make_results(village)
        keyed = results[: int(len(results) * KEYED_SHARE)]
        enter_file(desk, write_keyed(place / "hasil.csv", village, keyed))
        progress(0.7, "Menempatkan rumah")
        commit_import(desk, preview_import(desk, [write_ecoklit(place / "ecoklit.csv", village, keyed)]))
    progress(0.9, "Mengisi data kantor")
    for number, person in enumerate(OFFICERS, 1):
        set_office(desk, f"petugas:{number}", {"nama": person, "jabatan": "Ketua" if number == 1 else "Anggota"})
