"""Masukan: what others brought up in the pleno, and what was answered. Office entries like everything else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.subjects import office_subject
from coklit_desktop.services.ledger import append_entry, refold, require_writable
from coklit_desktop.services.office import office_data, set_office

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.services.desk import Desk

PREFIX = "masukan:"
FIELDS = ("dari", "isi", "bukti", "tanggapan", "catatan")


@dataclass(frozen=True, slots=True)
class Masukan:
    """One suggestion: from whom, what, with which proof, the answer, and the entry that followed from it."""

    number: int
    dari: str = ""
    isi: str = ""
    bukti: str = ""
    tanggapan: str = ""
    catatan: str = ""

    def values(self) -> dict[str, str]:
        """Its texts by field."""
        return {name: str(value) for name, value in asdict(self).items() if name in FIELDS}


def masukan(desk: Desk) -> list[Masukan]:
    """All suggestions, by number."""
    return masukan_of(office_data(desk))


def masukan_of(office: Mapping[str, Mapping[str, str]]) -> list[Masukan]:
    """`masukan` of office data that were read already."""
    found = [
        Masukan(int(number), **{name: values.get(name, "") for name in FIELDS})
        for topic, values in office.items()
        if (number := topic.removeprefix(PREFIX)).isdecimal() and topic.startswith(PREFIX) and any(values.values())
    ]
    return sorted(found, key=lambda one: one.number)


def set_masukan(desk: Desk, n: int | None, values: Mapping[str, str]) -> int:
    """Keep fields of suggestion `n`, or of a new one; its number. Raises CoklitError `masukan_kosong`."""
    if not set(values) <= set(FIELDS):
        raise CoklitError("isi_laporan_tak_dikenal")
    texts = {name: value.strip() for name, value in values.items()}
    known = {one.number: one for one in masukan(desk)}
    before = known[n].values() if n in known else {}
    if not any({**before, **texts}.get(name) for name in ("dari", "isi")):
        raise CoklitError("masukan_kosong")
    number = n or max(known, default=0) + 1
    set_office(desk, f"{PREFIX}{number}", texts)
    return number


def remove_masukan(desk: Desk, n: int) -> None:
    """Take a suggestion out; the ledger keeps that it was there."""
    require_writable(desk)
    topic = f"{PREFIX}{n}"
    subject = office_subject(desk.area, topic)
    with desk.store.write() as unit:
        known = unit.office(desk.area).get(topic)
        if known:
            append_entry(unit, desk, Kind.OFFICE, subject, dict.fromkeys(known))
            refold(unit, desk.ordering, desk.area, [subject])
