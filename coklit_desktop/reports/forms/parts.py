"""What the forms share: headings, identity, keys to the codes, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.model import Closing, Signer
from coklit_desktop.reports.words import clean, long_date

if TYPE_CHECKING:
    from coklit_desktop.reports.data import FormData

BLANK = "………………………………"
Identity = tuple[tuple[str, str], ...]


def upper(text: str) -> str:
    """A name in capitals, as the head of a form has it."""
    return clean(text).upper()


def heading(data: FormData, form_id: str, **more: str) -> tuple[str, ...]:
    """The title lines of a form, filled in; `more` are words that only this form has."""
    election, stage = data.election, data.stage
    title = election.forms.get("title_kota", election.title) if data.is_kota else election.title
    values = {
        "changes_for": stage.changes_for,
        "recap_title": stage.recap_title,
        "election": title,
        "year": election.forms["year"],
        **more,
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


def own_identity(data: FormData) -> tuple[Identity, Identity]:
    """The two blocks of a form of the office's own area, whichever level it is on."""
    if data.office_kind == "kabko":
        province, regency = regency_identity(data)
        return ((province,), (regency,))
    if data.office_kind == "ppk":
        return (regency_identity(data), (("KECAMATAN", upper(data.area_names.district)),))
    return (regency_identity(data), village_identity(data))


def village_word(data: FormData) -> str:
    """Desa or Kelurahan."""
    return "Kelurahan" if data.village_is_kelurahan else "Desa"


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
    """The office signs: chair and members, under the sentence of its pleno (domain.md 1.4 to 1.6)."""
    pleno = data.topic("pleno")
    place = clean(pleno.get("tempat", "")) or own_name(data) or BLANK
    day = long_date(pleno.get("tanggal", "")) or BLANK
    lines = (f"Disahkan dalam rapat pleno {office_word(data)} di {place} tanggal {day}", body(data))
    return Closing(lines, officers(data), table=True)


def own_chair_closing(data: FormData, day: str) -> Closing:
    """The chair of the office signs alone: place and day above."""
    name = own_name(data)
    office = f"PPS {village_word(data)}" if data.office_kind == "pps" else office_word(data)
    lines = (f"{name or BLANK}, {long_date(day) or BLANK}", f"{office} {name}".rstrip())
    return Closing(lines, (Signer("Ketua", officers(data)[0].name),))


def office_word(data: FormData) -> str:
    """PPS, PPK or KPU."""
    return {"ppk": "PPK", "kabko": "KPU"}.get(data.office_kind, "PPS")


def body(data: FormData) -> str:
    """The office's full name in capitals, as it stands over the signatures."""
    regency = " ".join(regency_identity(data)[1]).strip()
    return str(data.election.forms[f"body_{data.office_kind}"]).format(regency=regency)


def own_name(data: FormData) -> str:
    """Name of the office's own area."""
    names = data.area_names
    name = {"ppk": names.district, "kabko": names.regency}.get(data.office_kind, names.village)
    return clean(name).title()


def officers(data: FormData) -> tuple[Signer, ...]:
    """The signers that the election names, each with the officer of that post; names in capitals."""
    waiting = [
        (upper(person.get("jabatan", "")), upper(person.get("nama", "")))
        for person in data.numbered("petugas")
        if person.get("nama", "").strip()
    ]
    signers = []
    for role in data.election.forms[f"signers_{data.office_kind}"]:
        found = next((person for person in waiting if person[0].startswith(role)), None)
        if found:
            waiting.remove(found)
        signers.append(Signer(role.title(), found[1] if found else ""))
    return tuple(signers)


def missing_officers(data: FormData, *, chair_only: bool = False) -> list[str]:
    """Sentences for officers and pleno data that are not filled in."""
    signers = officers(data)[: 1 if chair_only else None]
    found = [f"Nama {signer.role.lower()} {office_word(data)} belum diisi." for signer in signers if not signer.name]
    if not data.topic("pleno").get("tanggal", "").strip():
        found.append("Tanggal pleno belum diisi.")
    return list(dict.fromkeys(found))


def missing_names(data: FormData) -> list[str]:
    """Sentences for names of the area that are not known."""
    labels = {"province": "provinsi", "regency": "kabupaten/kota", "district": "kecamatan", "village": "desa"}
    depth = {"kabko": 2, "ppk": 3}.get(data.office_kind, 4)
    wanted = list(labels.items())[:depth]
    return [f"Nama {label} belum diisi." for key, label in wanted if not getattr(data.area_names, key)]
