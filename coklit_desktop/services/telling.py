"""One plain Indonesian sentence for an entry, for a voter's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.entries import Entry, Kind
from coklit_desktop.domain.records import VOTER_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coklit_desktop.domain.elections import Election

FIELD_WORDS: Mapping[str, str] = {
    "nkk": "NKK",
    "nik": "NIK",
    "name": "nama",
    "birth_place": "tempat lahir",
    "birth_date": "tanggal lahir",
    "marital_status": "status kawin",
    "sex": "jenis kelamin",
    "address": "alamat",
    "rt": "RT",
    "rw": "RW",
    "disability": "disabilitas",
    "ktp_el": "KTP-el",
    "tps": "TPS",
}


def tell(entry: Entry, about: Sequence[Entry], election: Election) -> str:
    """Say what an entry did."""
    if entry.body is None:
        return "Isi catatan sudah dimusnahkan sesuai aturan"
    if entry.kind == Kind.UNDO:
        return _undo(entry, about, election)
    teller = _TELLERS.get(entry.kind)
    if teller is None:
        return "Catatan dari versi program yang lebih baru"
    return teller(entry.body, election)


def _undo(entry: Entry, about: Sequence[Entry], election: Election) -> str:
    target = next((e for e in about if e.hash == (entry.body or {}).get("undoes")), None)
    return "Pembatalan" if target is None else f"Pembatalan dari: {tell(target, about, election)}"


def _result(fields: Mapping[str, Any], election: Election) -> str:
    outcome = fields.get("outcome", {}).get("new") or {}
    changes = _changes(fields, election)
    match outcome.get("state"):
        case "sesuai":
            return "Sesuai"
        case "tidak_ditemui":
            return "Tidak ditemui"
        case "belum":
            return "Belum dicoklit"
        case "tms":
            return tms_words(outcome, election)
    return f"Ubah: {changes}" if changes else "Ubah"


def tms_words(outcome: Mapping[str, Any], election: Election) -> str:
    """TMS with its code, label and target."""
    reason = outcome.get("reason") or ""
    code = election.keterangan_codes.get(reason, "?")
    text = f"TMS {code} {election.keterangan_labels.get(reason, reason)}"
    return f"{text}, TPS tujuan {outcome['target']}" if outcome.get("target") else text


def _changes(fields: Mapping[str, Any], election: Election) -> str:
    return "; ".join(
        f"{FIELD_WORDS[name]} {_show(name, fields[name].get('old'), election)}"
        f" → {_show(name, fields[name].get('new'), election)}"
        for name in (*VOTER_FIELDS, "tps")
        if name in fields and fields[name].get("new") is not None
    )


def _show(name: str, value: str | None, election: Election) -> str:
    if not value:
        return "(kosong)"
    return value.replace("|", "-") if name == "birth_date" else election.encode(name, value)


def _place(body: Mapping[str, Any], _election: Election) -> str:
    return "Tempat rumah ditandai" if body["fields"]["place"]["new"] else "Tempat rumah dihapus"


def _office(body: Mapping[str, Any], _election: Election) -> str:
    if ":penetapan:" not in str(body["subject"]):
        return "Data kantor diubah"
    return "Daftar ditetapkan dalam pleno" if body["fields"].get("digest", {}).get("new") else "Penetapan dicabut"


_TELLERS: Mapping[str, Callable[[Mapping[str, Any], Election], str]] = {
    Kind.RESULT: lambda body, election: _result(body["fields"], election),
    Kind.NEW: lambda body, _: f"Pemilih baru di TPS {body['fields']['tps']['new']}",
    Kind.REVISE: lambda body, election: "Pemilih baru diperbaiki: " + _changes(body["fields"], election),
    Kind.WITHDRAW: lambda _body, _: "Pemilih baru dicabut",
    Kind.DECIDE: lambda body, election: "Beda catatan diputuskan: " + _result(body["fields"], election),
    Kind.PAIR: lambda _body, _: "Pasangan kode 8 dipastikan",
    Kind.PLACE: _place,
    Kind.DELIVERY: lambda body, _: f"Daftar diterima: {body.get('rows', 0)} baris",
    Kind.OFFICE: _office,
}
