"""Files of an invented village in the shapes that Sidalih, e-Coklit and clerks write; the same seed, the same bytes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from coklit_desktop.services.sample_people import (
    SampleHousehold,
    SampleVillage,
    SampleVoter,
    make_village,
    random_village,
)
from coklit_desktop.services.sample_results import Mix, SampleResult, make_results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.domain.records import Voter

__all__ = [
    "ECOKLIT_HEADING",
    "KEYED_HEADING",
    "SIDALIH_HEADING",
    "Mix",
    "SampleHousehold",
    "SampleResult",
    "SampleVillage",
    "SampleVoter",
    "make_results",
    "make_village",
    "random_village",
    "write_bulk",
    "write_ecoklit",
    "write_keyed",
    "write_sidalih",
]

SIDALIH_HEADING = (
    "KEC_ID", "KECAMATAN", "KEL_ID", "KELURAHAN", "TPS_ID", "DPID", "NKK", "NIK", "NAMA", "KELAMIN", "TEMPAT_LAHIR",
    "TANGGAL_LAHIR", "STS_KAWIN", "ALAMAT", "RT", "RW", "DISABILITAS", "EKTP", "SUMBER", "KETERANGAN", "TPS",
    "TAHAPAN_ID", "STATUS", "UPDATED_AT",
)  # fmt: skip
ECOKLIT_HEADING = (*SIDALIH_HEADING, "LATITUDE", "LONGITUDE")
KEYED_HEADING = (
    "DPID", "TPS", "KET", "TPS_TUJUAN", "NKK", "NIK", "NAMA", "TMPT_LHR", "TGL_LHR", "STS", "JK", "ALAMAT", "RT", "RW",
    "DIS", "KTPEL",
)  # fmt: skip
DELIVERED_AT = "2024-06-10 08:00:00"
VISITED_AT = "2024-07-12 16:30:00"
BULK_TPS_SIZE = 500


def write_sidalih(
    path: Path,
    village: SampleVillage,
    voters: Iterable[SampleVoter] | None = None,
    *,
    bom: bool = True,
    newline: str = "\r\n",
) -> Path:
    """Write a list as Sidalih gives it out; `voters` other than the village's own make a newer delivery."""
    rows = (
        _sidalih_cells(village, row.tps, row.dpid, row.voter, "DP4", "", row.status, DELIVERED_AT)
        for row in (village.voters if voters is None else voters)
    )
    return _write(path, SIDALIH_HEADING, rows, bom, newline)


def write_ecoklit(
    path: Path, village: SampleVillage, results: Sequence[SampleResult] | None = None, *, bom: bool = False
) -> Path:
    """Write what a pantarlih keyed on the phone: each visited voter with a KET and the household's place."""
    found = make_results(village) if results is None else results
    places = {home.nkk: (home.latitude, home.longitude) for home in village.households}
    rows = (
        (
            *_sidalih_cells(
                village, result.tps, result.delivered.dpid if result.delivered else "0", voter, "COKLIT",
                "" if result.ket == "T" else result.ket, "AKTIF", VISITED_AT,
            ),
            *places.get(voter.nkk, ("", "")),
        )
        for result in found
        if (voter := result.voter or (result.delivered.voter if result.delivered else None)) is not None
    )  # fmt: skip
    return _write(path, ECOKLIT_HEADING, rows, bom, "\r\n")


def write_keyed(
    path: Path,
    village: SampleVillage,
    mix: Mix | Sequence[SampleResult] | None = None,
    *,
    delimiter: str = ",",
    faults: bool = False,
) -> Path:
    """Write keyed results; with `faults` also one row of each kind that must be refused."""
    results = make_results(village, mix) if mix is None or isinstance(mix, Mix) else mix
    rows = [_keyed_cells(village.election, result) for result in results]
    if faults:
        rows.extend(_fault_cells(village))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(KEYED_HEADING)
        writer.writerows(rows)
    return path


def write_bulk(path: Path, rows: int, *, area: str = "33.18.19.2008", seed: int = 1) -> Path:
    """Write a Sidalih list of any size for measuring, about 500 voters a TPS."""
    village = make_village(area, voters=rows, tps_count=min(900, max(1, rows // BULK_TPS_SIZE)), seed=seed)
    return write_sidalih(path, village)


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]], bom: bool, newline: str) -> Path:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline=newline) as file:
        file.write("#".join(heading) + "\n")
        file.writelines("#".join(cells) + "\n" for cells in rows)
    return path


def _sidalih_cells(
    village: SampleVillage, tps: str, dpid: str, voter: Voter, source: str, ket: str, status: str, at: str
) -> tuple[str, ...]:
    election, codes = village.election, village.area.replace(".", "")
    return (
        codes[:6], village.kecamatan.upper(), codes, village.name.upper(), codes + tps, dpid, voter.nkk, voter.nik,
        voter.name, voter.sex, voter.birth_place, voter.birth_date,
        election.encode("marital_status", voter.marital_status), voter.address, voter.rt, voter.rw,
        election.encode("disability", voter.disability) or "0", election.encode("ktp_el", voter.ktp_el), source, ket,
        str(int(tps)), "1", status, at,
    )  # fmt: skip


def _keyed_cells(election: Election, result: SampleResult) -> list[str]:
    old, new = result.delivered.voter if result.delivered else None, result.voter
    values = [""] * 12
    if new is not None:
        shown = _shown(election, new)
        kept = _shown(election, old) if old is not None else [None] * 12
        values = [value if value != before else "" for value, before in zip(shown, kept, strict=True)]
    dpid = result.delivered.dpid if result.delivered else ""
    return [dpid, str(int(result.tps)), result.ket, result.target and str(int(result.target)), *values]


def _shown(election: Election, voter: Voter) -> list[str]:
    """A voter's cells in the order and codes of the keyed CSV."""
    return [
        voter.nkk, voter.nik, voter.name, voter.birth_place, voter.birth_date,
        election.encode("marital_status", voter.marital_status), voter.sex, voter.address, voter.rt, voter.rw,
        election.encode("disability", voter.disability) or "0", election.encode("ktp_el", voter.ktp_el),
    ]  # fmt: skip


def _fault_cells(village: SampleVillage) -> Iterator[list[str]]:
    row = next(row for row in reversed(village.voters) if row.status == "AKTIF")
    dpid, tps, none = row.dpid, str(int(row.tps)), [""] * 12
    yield ["999999999999", tps, "0", "", *none]
    yield [dpid, tps, "99", "", *none]
    yield [dpid, tps, "U", "", *none]
    yield [dpid, "998", "0", "", *none]
    yield [dpid, tps, "8", tps, *none]
    shown = _shown(village.election, row.voter)
    yield ["", tps, "B", "", shown[0], "3318193302900001", *shown[2:]]
    yield [dpid, tps, "U", "", "", "331819", *none[2:]]
