"""`coklit demo`: the whole job on made-up people, regency -> village -> regency, with the services a clerk uses."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.browsing import status
from coklit_desktop.services.checking import check
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.entering import enter_file
from coklit_desktop.services.kits import create_from_kit, make_kit
from coklit_desktop.services.mapping import write_map
from coklit_desktop.services.office import set_office
from coklit_desktop.services.packing import pack
from coklit_desktop.services.passphrases import suggest
from coklit_desktop.services.printing import forms, make_form, set_of
from coklit_desktop.services.receiving import receive

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.reports.catalog import FormInfo
    from coklit_desktop.services.sample import SampleVillage

MARK = "contoh-coklit.txt"  # says that a folder is a demo's, so that a second run may replace it
REGENCY = "33.18"
ELECTION = "pilkada-2024"


@dataclass(frozen=True, slots=True)
class Village:
    """One village of the sample."""

    area: str
    folder: str
    clerk: str
    voters: int
    tps: int
    seed: int
    unkeyed: int  # results left for whoever tries the entry page


VILLAGES = (
    Village("33.18.19.2008", "jepat-lor", "Sri Lestari", 1204, 4, 20240624, 60),
    Village("33.18.19.2006", "jepat-kidul", "Budi Santoso", 866, 3, 20240625, 0),
)


@dataclass
class Demo:
    """What a demo made."""

    folder: Path
    village_store: Path
    passphrase: str = field(repr=False)
    files: list[Path] = field(default_factory=list)
    villages: list[dict[str, Any]] = field(default_factory=list)
    regency: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return plain values. The passphrase is part of it: these people do not exist."""
        return {
            "folder": str(self.folder),
            "store": str(self.village_store),
            "passphrase": self.passphrase,
            "files": [str(path) for path in self.files],
            "villages": self.villages,
            "regency": self.regency,
            "digests_agree": self.digests_agree,
            "seconds": round(self.seconds, 1),
        }

    @property
    def digests_agree(self) -> bool:
        """Whether every village has the very list that the regency has."""
        theirs = {one["area"]: one["digest"] for one in self.regency.get("villages", [])}
        return bool(theirs) and all(theirs.get(one["area"]) == one["digest"] for one in self.villages)

    def words(self) -> str:
        """The final counts for a person."""
        lines = []
        for one in self.villages:
            total = one["total"]
            sums = {name: total[name]["L"] + total[name]["P"] for name in ("awal", "baru", "ubah", "sesuai", "akhir")}
            tms = sum(sex["L"] + sex["P"] for sex in total["tms"].values())
            lines.append(
                f"{one['name']}: awal {sums['awal']} + baru {sums['baru']} - TMS {tms} = akhir {sums['akhir']}"
                f" (sesuai {sums['sesuai']}, ubah {sums['ubah']}, KK {total['kk']}), digest {one['digest'][:16]}"
            )
        agree = "sama" if self.digests_agree else "BEDA"
        lines.append(f"Digest di kabupaten dan di desa {agree}. Selesai dalam {self.seconds:.1f} detik.")
        lines.append(f"Penyimpanan contoh: {self.village_store}; kata sandinya: {self.passphrase}")
        return "\n".join(lines)


def run_demo(folder: Path, say: Callable[[str], None]) -> Demo:
    """Make the sample in `folder` and do the whole job on it. Raises CoklitError `folder_tidak_kosong`."""
    started = time.perf_counter()
    _prepare(folder)
    passphrase = suggest()
    demo = Demo(folder, folder / VILLAGES[0].folder, passphrase)
    stick = folder / "flashdisk"
    say("1. KPU kabupaten: penyimpanan dan kunci induk")
    regency = create_desk(
        folder / "kabupaten", "kabko", REGENCY, ELECTION, "Ketua KPU", passphrase, root_passphrase=passphrase
    )
    try:
        for number, village in enumerate(VILLAGES, 2):
            say(f"{number}. Desa {_name(village)}")
            _one_village(demo, regency, village, stick, say)
        demo.regency = status(regency)
        papers = folder / "berkas-kabupaten"
        papers.mkdir()
        _print(demo, [form for form in forms(regency) if form.level in ("district", "regency")], regency, papers, say)
    finally:
        regency.close()
    demo.seconds = time.perf_counter() - started
    return demo


def _one_village(demo: Demo, regency: Desk, village: Village, stick: Path, say: Callable[[str], None]) -> None:
    def made(what: str, path: Path) -> Path:
        demo.files.append(path)
        say(f"   {what}: {path}")
        return path

    kit = make_kit(regency, village.area, stick, demo.passphrase)
    made("kit", kit.file)
    desk = create_from_kit(
        demo.folder / village.folder, kit.file, kit.activation, village.clerk, demo.passphrase, kit.words
    )
    try:
        _coklit(demo, desk, village, made, say)
        packed = pack(desk, stick)
        if packed.file is None:
            raise CoklitError("rusak")
        made("paket", packed.file)
        received = receive(regency, [packed.file], confirm=packed.words, root_passphrase=demo.passphrase)
        if received[0].receipt is None:
            raise CoklitError(received[0].code or "rusak")
        made("tanda terima", received[0].receipt)
        home = receive(desk, [received[0].receipt])
        if home[0].outcome != "merged":
            raise CoklitError(home[0].code or "rusak")
        demo.villages.append({**status(desk), "name": _name(village)})
    finally:
        desk.close()


def _coklit(
    demo: Demo, desk: Desk, village: Village, made: Callable[[str, Path], Path], say: Callable[[str], None]
) -> None:
    """Import, key, check, map and print."""
    from coklit_desktop.services.sample import make_results, make_village, write_ecoklit, write_keyed, write_sidalih

    data = demo.folder / f"berkas-{village.folder}"
    data.mkdir()
    sample = make_village(village.area, voters=village.voters, tps_count=village.tps, seed=village.seed, flaws=True)
    sidalih, ecoklit, keyed = data / "sidalih.csv", data / "ecoklit.csv", data / "hasil-coklit.csv"
    write_sidalih(made("daftar Sidalih", sidalih), sample)
    write_ecoklit(made("ekspor e-Coklit", ecoklit), sample)
    results = make_results(sample)
    delivered = [result for result in results if result.delivered is not None]
    left = {id(result) for result in delivered[len(delivered) - village.unkeyed :]}
    write_keyed(made("hasil entri", keyed), sample, [result for result in results if id(result) not in left])
    _office(desk, sample, village)
    for path in (sidalih, ecoklit):
        tally = commit_import(desk, preview_import(desk, [path]))
        say(f"   impor {path.name}: {tally.accepted} diterima, {tally.rejected} ditolak")
    tally = enter_file(desk, keyed)
    say(f"   entri: {tally.accepted} diterima, {tally.rejected} ditolak")
    report = check(desk)
    if not report.ok:
        raise CoklitError("penyimpanan_tidak_cocok")
    say(f"   cek data: rantai dan hitungan ulang cocok, {len(report.findings)} hal untuk dicek")
    made("peta", write_map(desk, data / "peta.html"))
    whole = village is VILLAGES[0]
    _print(
        demo, [f for f in (forms(desk) if whole else set_of(desk)) if f.level in ("village", "own")], desk, data, say
    )


def _print(demo: Demo, wanted: list[FormInfo], desk: Desk, folder: Path, say: Callable[[str], None]) -> None:
    """These forms, in every format."""
    for form in wanted:
        made = [make_form(desk, form.id, folder / f"{form.id}.{fmt}", fmt=fmt) for fmt in form.formats]
        demo.files += made
        say(f"   {form.title}: {', '.join(map(str, made))}")


def _office(desk: Desk, _sample: SampleVillage, village: Village) -> None:
    """Officers, pantarlih and stickers, so that the forms are complete."""
    people = ("Sri Wahyuni", "Agus Prasetyo", "Nur Hidayah")
    for number, name in enumerate(people, 1):
        title = "Ketua" if number == 1 else "Anggota"
        set_office(desk, f"petugas:{number}", {"nama": name, "jabatan": title})
    set_office(desk, "pleno", {"tempat": "Balai Desa", "tanggal": "02-08-2024", "nomor_ba": "012/PP.06-BA/VIII/2024"})
    for number in range(1, village.tps + 1):
        tps = f"{number:03d}"
        set_office(desk, f"tps:{tps}", {"stiker_diterima": "150", "stiker_digunakan": "120", "lembar_bukti": "120"})
        set_office(
            desk, f"pantarlih:{tps}:1", {"nama": f"Pantarlih {number}", "nik": "", "tanggal_laporan": "24-07-2024"}
        )


def _name(village: Village) -> str:
    from coklit_desktop.domain.areas import area_name

    return area_name(village.area)


def _prepare(folder: Path) -> None:
    """An empty folder, or one that an earlier demo made."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise CoklitError("folder_tidak_kosong")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("Data contoh Coklit Desktop; semua orang di dalamnya karangan.\n", encoding="utf-8")
