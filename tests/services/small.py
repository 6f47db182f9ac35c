"""A small made-up village for the services' tests: 2 TPS, plain numbers, no flaws unless asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.entering import Tally, enter_file

AREA = "33.18.19.2008"
ELECTION = "pilkada-2024"
PASSPHRASE = "kopi-tubruk-pagi-hari-sekali"
HEADING = (
    "KEC_ID#KEL_ID#TPS_ID#TAHAPAN_ID#KECAMATAN#KELURAHAN#DPID#NKK#NIK#NAMA#KELAMIN#TEMPAT_LAHIR#TANGGAL_LAHIR#"
    "STS_KAWIN#ALAMAT#RT#RW#DISABILITAS#EKTP#SUMBER#KETERANGAN#TPS#STATUS#UPDATED_AT"
)
KEYED_HEADING = "DPID,TPS,KET,TPS_TUJUAN,NKK,NIK,NAMA,TMPT_LHR,TGL_LHR,STS,JK,ALAMAT,RT,RW,DIS,KTPEL"


@dataclass(frozen=True)
class Line:
    """One row of a Sidalih file."""

    dpid: str
    tps: int
    nik: str
    nkk: str
    name: str
    sex: str = "L"
    birth: str = "01|01|1980"
    status: str = "AKTIF"
    rt: str = "001"
    village: str = "JEPAT LOR"

    def text(self) -> str:
        """The row as Sidalih writes it."""
        return "#".join([
            "1", "2", "3", "4", "TAYU", self.village, self.dpid, self.nkk, self.nik, self.name, self.sex, "PATI",
            self.birth, "S", "DK KRAJAN", self.rt, "001", "0", "S", "DP4", "", str(self.tps), self.status, "x",
        ])  # fmt: skip


def nik(number: int, sex: str = "L") -> str:
    """A possible NIK of somebody born on 01-01-1980."""
    return f"331819{41 if sex == 'P' else 1:02d}0180{number:04d}"


def line(number: int, tps: int = 1, **cells: str) -> Line:
    """Voter `number`: DPID 1000 + number, a household of two."""
    sex = "L" if number % 2 else "P"
    made = Line(
        str(1000 + number), tps, nik(number, sex), f"3318190101{(number + 1) // 2:06d}", f"ORANG {number:03d}", sex
    )
    return replace(made, **cells)  # type: ignore[arg-type]


def village(tps_one: int = 6, tps_two: int = 4) -> list[Line]:
    """Voters 1..6 in TPS 1, 7..10 in TPS 2."""
    return [line(n, 1 if n <= tps_one else 2) for n in range(1, tps_one + tps_two + 1)]


def write_list(path: Path, lines: Iterable[Line]) -> Path:
    """A Sidalih file."""
    path.write_text("\r\n".join([HEADING, *(one.text() for one in lines)]) + "\r\n", encoding="utf-8")
    return path


def write_results(path: Path, rows: Sequence[str]) -> Path:
    """A keyed results CSV from its rows; missing cells at the end are filled up."""
    width = KEYED_HEADING.count(",")
    filled = [row + "," * (width - row.count(",")) for row in rows]
    path.write_text("\n".join([KEYED_HEADING, *filled]) + "\n", encoding="utf-8")
    return path


def new_row(number: int, tps: int, *, name: str = "BARU", sex: str = "L") -> str:
    """A B with all columns."""
    return f",{tps},B,,3318190101{number:06d},{nik(number, sex)},{name},PATI,01|01|1980,S,{sex},DK KRAJAN,001,001,0,S"


def open_village(folder: Path, lines: Sequence[Line] | None = None) -> Desk:
    """A village's store with its list."""
    desk = create_desk(folder / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE)
    take_list(desk, folder / "sidalih.csv", village() if lines is None else lines)
    return desk


def take_list(desk: Desk, path: Path, lines: Sequence[Line]) -> Tally:
    """Import a list."""
    return commit_import(desk, preview_import(desk, [write_list(path, lines)]))


def key(desk: Desk, *rows: str) -> Tally:
    """Enter keyed results through a file."""
    path = desk.store.folder.parent / f"hasil-{desk.now_ms()}.csv"
    return enter_file(desk, write_results(path, rows))
