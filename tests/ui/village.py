"""Invented voters for the tests of the window."""

import random
from pathlib import Path

from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk

PASSPHRASE = "lima kata acak untuk uji"
AREA = "33.18.19.2008"
HEAD = (
    "KEC_ID#KEL_ID#TPS_ID#TAHAPAN_ID#KECAMATAN#KELURAHAN#DPID#NKK#NIK#NAMA#JENIS_KELAMIN#TEMPAT_LAHIR#"
    "TANGGAL_LAHIR#STS_KAWIN#ALAMAT#RT#RW#DISABILITAS#EKTP#SUMBER#KETERANGAN#TPS#STATUS"
)
GIVEN = (
    "SUPARMAN", "KASMINAH", "SUKIMAN", "JOKO", "FITRI", "SRI", "BUDI", "WAHYU", "NUR", "RINI", "DWI", "AGUS",
)  # fmt: skip
FAMILY = (
    "WIBOWO", "HANDAYANI", "NUGROHO", "ASTUTI", "LESTARI", "SANTOSO", "RAHAYU", "PRASETYO", "UTAMI", "SETIAWAN",
)  # fmt: skip


def sidalih_lines(tps_count: int, per_tps: int, seed: int = 7) -> list[str]:
    """Rows of a Sidalih file, households of three, in printed order."""
    luck = random.Random(seed)
    lines, dpid = [HEAD], 4_000_000
    for tps in range(1, tps_count + 1):
        for place in range(per_tps):
            dpid += 1
            home = place // 3
            nkk = f"331819{1 + home % 28:02d}0{1 + home % 9}11{tps:02d}{home + 1:02d}"
            man = place % 3 == 0 or (place % 3 == 2 and luck.random() < 0.5)
            day, month, year = luck.randint(1, 28), luck.randint(1, 12), luck.randint(1950, 2006)
            nik = f"331819{day + (0 if man else 40):02d}{month:02d}{year % 100:02d}{dpid % 9000 + 1:04d}"
            name = f"{luck.choice(GIVEN)} {luck.choice(FAMILY)}"
            cells = [
                "331819", "3318192008", str(tps), "1", "TAYU", "JEPAT LOR", str(dpid), nkk, nik, name,
                "L" if man else "P", "PATI", f"{day:02d}|{month:02d}|{year}", luck.choice("BSP"),
                f"DK. KRAJAN NO {home + 1}", f"{1 + home % 4:03d}", "001", "0", "S", "DP4", "", str(tps), "AKTIF",
            ]  # fmt: skip
            lines.append("#".join(cells))
    return lines


def make_village(folder: Path, tps_count: int = 3, per_tps: int = 30) -> Desk:
    """A new PPS store with a delivered list."""
    desk = create_desk(folder, "pps", AREA, "pilkada-2024", "Sri Lestari", PASSPHRASE)
    file = folder.parent / "daftar.csv"
    file.write_text("\n".join(sidalih_lines(tps_count, per_tps)) + "\n", encoding="utf-8")
    commit_import(desk, preview_import(desk, [file]))
    return desk
