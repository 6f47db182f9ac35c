"""What the forms share: headings, identity, keys to the codes, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.model import Closing, Legend, Signer
from coklit_desktop.reports.words import clean, long_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.reports.data import FormData

BLANK = "………………………………"
Identity = tuple[tuple[str, str], ...]


def upper(text: str) -> str:
    """A name in capitals, as the head of a form has it."""
    return clean(text).upper()


def heading(data: FormData, form_id: str) -> tuple[str, ...]:
    """The title lines of a form, filled in."""
    election, stage = data.election, data.stage
    title = election.forms.get("title_kota", election.title) if data.is_kota else election.title
    values = {
        "changes_for": stage.changes_for,
        "recap_title": stage.recap_title,
        "election": title,
        "year": election.forms["year"],
    }
    return tuple(line.format(**values) for line in settings_of(election, form_id)["heading"])


def regency_identity(data: FormData) -> Identity:
    """Province and regency."""
    label, name = "KABUPATEN", upper(data.area_names.regency)
    if data.is_kota:
        label, name = "KOTA", name.removeprefix("KOTA ")
    for prefix in ("KABUPATEN ", "KAB. ", "KAB "):
        name = name.removeprefix(prefix)
    return (("PROVINSI", upper(data.area_names.province)), (label, name))


def village_identity(data: FormData, *more: tuple[str, str]) -> Identity:
    """District and village, and what else is named beside them."""
    names = data.area_names
    return (("KECAMATAN", upper(names.district)), (village_word(data).upper(), upper(names.village)), *more)


def village_word(data: FormData) -> str:
    """Desa or Kelurahan."""
    return "Kelurahan" if data.village_is_kelurahan else "Desa"


def legends(election: Election, reasons: tuple[str, ...], *, disability: bool = True) -> tuple[Legend, ...]:
    """The four keys under a by-name list, with the codes of this election and stage."""
    keterangan = [name for name in election.keterangan_codes if name in ("baru", "ubah", *reasons)]
    blocks = [
        Legend("Keterangan Status Perkawinan (7)", _pairs(election.marital_codes, election.marital_labels)),
        Legend("Keterangan Disabilitas (12)", _pairs(election.disability_codes, election.disability_labels)),
        Legend(
            "Kolom Keterangan Status Kepemilikan KTP-el (13)",
            _pairs(election.ktp_el_codes, election.ktp_el_labels),
        ),
        Legend(
            "Kolom Keterangan (14)",
            tuple((election.keterangan_codes[n], election.keterangan_labels[n]) for n in keterangan),
        ),
    ]
    return tuple(block for at, block in enumerate(blocks) if disability or at != 1)


def _pairs(codes: Mapping[str, str], labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, labels[name]) for name, code in codes.items())


def chair_closing(data: FormData) -> Closing:
    """The chair of the PPS signs alone: place and date of the pleno above (domain.md 1.2)."""
    pleno = data.topic("pleno")
    village = clean(data.area_names.village).title()
    lines = (
        f"Ditetapkan di {village or BLANK}",
        f"Tanggal {long_date(pleno.get('tanggal', '')) or BLANK}",
        f"PPS {village_word(data)} {village}".rstrip(),
    )
    return Closing(lines, (Signer("Ketua", officers(data)[0].name),))


def pleno_closing(data: FormData) -> Closing:
    """The PPS signs: chair and members, under the sentence of the pleno (domain.md 1.4)."""
    pleno = data.topic("pleno")
    place = clean(pleno.get("tempat", "")) or clean(data.area_names.village).title() or BLANK
    day = long_date(pleno.get("tanggal", "")) or BLANK
    lines = (f"Disahkan dalam rapat pleno PPS di {place} tanggal {day}", "PANITIA PEMUNGUTAN SUARA")
    return Closing(lines, officers(data), table=True)


def officers(data: FormData) -> tuple[Signer, ...]:
    """The signers that the election names, each with the officer of that post; names in capitals."""
    waiting = [
        (upper(person.get("jabatan", "")), upper(person.get("nama", "")))
        for person in data.numbered("petugas")
        if person.get("nama", "").strip()
    ]
    signers = []
    for role in data.election.forms["signers_pps"]:
        found = next((person for person in waiting if person[0].startswith(role)), None)
        if found:
            waiting.remove(found)
        signers.append(Signer(role.title(), found[1] if found else ""))
    return tuple(signers)


def missing_officers(data: FormData, *, chair_only: bool = False) -> list[str]:
    """Sentences for officers and pleno data that are not filled in."""
    signers = officers(data)[: 1 if chair_only else None]
    found = [f"Nama {signer.role.lower()} PPS belum diisi." for signer in signers if not signer.name]
    if not data.topic("pleno").get("tanggal", "").strip():
        found.append("Tanggal pleno belum diisi.")
    return list(dict.fromkeys(found))


def missing_names(data: FormData) -> list[str]:
    """Sentences for names of the area that are not known."""
    labels: dict[str, Any] = {
        "province": "provinsi", "regency": "kabupaten/kota", "district": "kecamatan", "village": "desa",
    }  # fmt: skip
    return [f"Nama {label} belum diisi." for key, label in labels.items() if not getattr(data.area_names, key)]
