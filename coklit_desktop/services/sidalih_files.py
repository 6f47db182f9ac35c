"""The files made for Sidalih, one office topic `unggah:<n>` each, and how each came through.

A topic keeps which voters a file held and a mark of what it said of each, never the voters themselves: what a voter is
now stands in the list alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.subjects import office_subject
from coklit_desktop.services.ledger import append_entry, refold
from coklit_desktop.services.office import set_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.ledger import Saved

TOPIC = "unggah"


class FileState(StrEnum):
    """How a file stands with Sidalih."""

    MADE = "dibuat"
    SENT = "diunggah"
    TAKEN = "diterima"
    PARTLY = "sebagian"  # some of its rows were refused
    FAILED = "gagal"
    REPLACED = "diganti"  # never uploaded; a newer file has its rows


BY_HAND = (FileState.MADE, FileState.SENT, FileState.TAKEN, FileState.FAILED)


@dataclass(frozen=True, slots=True)
class UploadFile:
    """One file that was made. `contents`: subject -> mark of what it said; `failed`: subject -> Sidalih's reason."""

    number: int
    name: str
    part: str
    rows: int
    state: FileState
    made_at: int  # milliseconds since 1970
    note: str
    stage: str
    contents: Mapping[str, str] = field(repr=False)
    failed: Mapping[str, str] = field(repr=False)

    @property
    def topic(self) -> str:
        """The office topic that keeps it."""
        return f"{TOPIC}:{self.number}"

    @property
    def refused(self) -> frozenset[str]:
        """Who did not get into Sidalih with it."""
        if self.state is FileState.FAILED and not self.failed:
            return frozenset(self.contents)
        return frozenset(self.failed) if self.state in (FileState.PARTLY, FileState.FAILED) else frozenset()

    def to_fields(self) -> dict[str, str]:
        """The fields of its topic."""
        return {
            "berkas": self.name, "bagian": self.part, "baris": str(self.rows), "keadaan": str(self.state),
            "dibuat": str(self.made_at), "catatan": self.note, "tahap": self.stage,
            "isi": _pairs_text(self.contents), "gagal": _pairs_text(self.failed),
        }  # fmt: skip


def _pairs_text(pairs: Mapping[str, str]) -> str:
    """A mapping as the text of a field; nothing as nothing."""
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")) if pairs else ""


def files_of(office: Mapping[str, Mapping[str, str]]) -> list[UploadFile]:
    """All files of an office, in the order in which they were made."""
    topics = ((*topic.partition(":"), values) for topic, values in office.items())
    found = (
        _file_of(int(number), values) for kind, _, number, values in topics if kind == TOPIC and number.isdecimal()
    )
    return sorted(found, key=lambda one: one.number)


def _file_of(number: int, values: Mapping[str, str]) -> UploadFile:
    return UploadFile(
        number=number,
        name=values.get("berkas", ""),
        part=values.get("bagian", ""),
        rows=int(values.get("baris") or 0),
        state=FileState(values.get("keadaan") or FileState.MADE),
        made_at=int(values.get("dibuat") or 0),
        note=values.get("catatan", ""),
        stage=values.get("tahap", ""),
        contents=json.loads(values.get("isi") or "{}"),
        failed=json.loads(values.get("gagal") or "{}"),
    )


def batches(desk: Desk) -> list[UploadFile]:
    """The files made in this stage, the first first."""
    with desk.store.read() as unit:
        return [file for file in files_of(unit.office(desk.area)) if file.stage == desk.stage_id]


def find_file(desk: Desk, number: int) -> UploadFile:
    """One file of this stage. Raises CoklitError `unggahan_tak_dikenal`."""
    file = next((one for one in batches(desk) if one.number == number), None)
    if file is None:
        raise CoklitError("unggahan_tak_dikenal", number=number)
    return file


def file_in_use(desk: Desk, number: int) -> UploadFile:
    """One file that no newer one replaced. Raises CoklitError `unggahan_tak_dikenal`, `unggahan_diganti`."""
    file = find_file(desk, number)
    if file.state is FileState.REPLACED:
        raise CoklitError("unggahan_diganti", number=number)
    return file


def mark(desk: Desk, number: int, state: str, note: str = "") -> Saved:
    """Note how a file came through: dibuat, diunggah, diterima or gagal (as a whole).

    Raises CoklitError `unggahan_tak_dikenal`, `unggahan_diganti`, `keadaan_unggahan_salah`.
    """
    file = file_in_use(desk, number)
    if state not in BY_HAND:
        raise CoklitError("keadaan_unggahan_salah", known=", ".join(BY_HAND))
    return set_office(desk, file.topic, {"keadaan": str(state), "catatan": note, "gagal": ""})


def keep(desk: Desk, files: Sequence[UploadFile]) -> None:
    """Write the topics of files, all in one transaction; only what changed."""
    subjects = []
    with desk.store.write() as unit:
        known = unit.office(desk.area)
        for file in files:
            before = known.get(file.topic, {})
            news = {name: value for name, value in file.to_fields().items() if before.get(name, "") != value}
            if news:
                subjects.append(office_subject(desk.area, file.topic))
                append_entry(unit, desk, Kind.OFFICE, subjects[-1], news)
        refold(unit, desk.ordering, desk.area, subjects)
