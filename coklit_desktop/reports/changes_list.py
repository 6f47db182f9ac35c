"""Model A-Daftar Perubahan Pemilih: by name, one document a TPS, only what changed (domain.md 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.identity import age_on
from coklit_desktop.domain.records import CurrentVoter, State, Voter
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import FormData, changes_of, keterangan, printed_voter
from coklit_desktop.reports.model import Column, Document, Row, nihil
from coklit_desktop.reports.parts import (
    chair_closing,
    heading,
    legends,
    missing_names,
    missing_officers,
    regency_identity,
    village_identity,
)
from coklit_desktop.reports.words import clean, masked_number, short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM_ID = "a-daftar-perubahan"
COLUMN_OF_FIELD = {
    "nkk": 1, "nik": 2, "name": 3, "birth_place": 4, "birth_date": 5, "marital_status": 6,
    "sex": 7, "address": 8, "rt": 9, "rw": 10, "disability": 11, "ktp_el": 12,
}  # fmt: skip
MASKED_NOTE = (
    "Salinan tersamar: NIK dan No KK hanya enam angka pertama, tanggal lahir diganti umur pada hari "
    "pemungutan suara, disabilitas tidak ditampilkan."
)


def documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The document of each TPS."""
    columns = _columns(data)
    for tps in tps_list:
        voters = changes_of(data, tps)
        rows = tuple(_row(data, number, voter) for number, voter in enumerate(voters, 1))
        yield Document(
            name=f"TPS {tps}",
            model=settings_of(data.election, FORM_ID)["name"],
            title=heading(data, FORM_ID),
            identity=(regency_identity(data), village_identity(data, ("TPS", tps))),
            columns=columns,
            numbers=tuple(str(number) for number in range(1, 15)),
            rows=rows or (nihil(columns),),
            closing=chair_closing(data),
            legends=legends(data.election, data.stage.tms, disability=not data.masked),
            notes=_notes(data, voters),
        )


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the form lacks."""
    return missing_names(data) + missing_officers(data, chair_only=True)


def _columns(data: FormData) -> tuple[Column, ...]:
    codes = "/".join
    election = data.election
    return (
        Column("No", 8, "center", fixed=True, digits="0"),
        Column("No KK", 27.5, "center", fixed=True),
        Column("NIK", 27.5, "center", fixed=True),
        Column("Nama", 52),
        Column("Tempat Lahir", 30),
        Column("Umur" if data.masked else "Tanggal Lahir", 18, "center", fixed=True),
        Column(f"Status Perkawinan {codes(election.marital_codes.values())}", 17, "center", fixed=True),
        Column("Jenis Kelamin L/P", 13, "center", fixed=True),
        Column("Jalan/Dukuh", 57, group="Alamat"),
        Column("RT", 9, "center", "Alamat", fixed=True),
        Column("RW", 9, "center", "Alamat", fixed=True),
        Column("Disabilitas", 16, "center", fixed=True),
        Column(election.forms["by_name"].get("headings", {}).get("ktp_el", "Status KTP-el"), 13, "center", fixed=True),
        Column("Keterangan", 17, "center", fixed=True),
    )


def _row(data: FormData, number: int, row: CurrentVoter) -> Row:
    bold = {13}
    if row.outcome.state is State.UBAH:
        bold |= {COLUMN_OF_FIELD[name] for name in row.changed_fields}
    code = keterangan(row, data.election)
    return Row((str(number), *voter_cells(data, printed_voter(row)), code), bold=frozenset(bold))


def voter_cells(data: FormData, voter: Voter) -> tuple[str, ...]:
    """The twelve cells of a voter as a form prints them."""
    encode = data.election.encode
    nkk, nik, birth, disability = clean(voter.nkk), clean(voter.nik), short_date(voter.birth_date), ""
    if data.masked:
        age = age_on(voter.birth_date, data.election.voting_day)
        nkk, nik, birth = masked_number(nkk), masked_number(nik), "" if age is None else str(age)
    else:
        disability = encode("disability", voter.disability)
    return (
        nkk, nik, clean(voter.name), clean(voter.birth_place), birth,
        encode("marital_status", voter.marital_status), voter.sex, clean(voter.address),
        clean(voter.rt), clean(voter.rw), disability, encode("ktp_el", voter.ktp_el),
    )  # fmt: skip


def _notes(data: FormData, voters: list[CurrentVoter]) -> tuple[str, ...]:
    notes = []
    if any(voter.outcome.state is State.UBAH for voter in voters):
        notes.append("Cetak tebal pada baris berkode U: elemen data yang diubah.")
    moved: dict[str, list[str]] = {}
    for number, voter in enumerate(voters, 1):
        if voter.outcome.state is State.UBAH and voter.tps != voter.delivered_tps:
            moved.setdefault(voter.tps, []).append(str(number))
    notes += [f"No {', '.join(numbers)}: pindah ke TPS {tps}." for tps, numbers in sorted(moved.items())]
    if data.masked:
        notes.append(MASKED_NOTE)
    return tuple(notes)
