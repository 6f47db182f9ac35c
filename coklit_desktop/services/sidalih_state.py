"""What Sidalih has of a village's changes, by the files made for it: what is due, what waits, what no file can mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.domain.canonical import canonical, tagged_sha256
from coklit_desktop.domain.records import CurrentVoter, Mark, RowKind, State
from coklit_desktop.domain.subjects import pair_subject
from coklit_desktop.services.sidalih_files import FileState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coklit_desktop.reports.forms.bulk_sidalih import UploadRow
    from coklit_desktop.services.sidalih_files import UploadFile

TMS, CHANGED, NEW = "1-tms-8", "2-u", "3-b"  # the parts of reports.bulk_sidalih


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent of each subject, by how far it came: (part, mark)."""

    taken: Mapping[str, tuple[str, str]]
    waiting: Mapping[str, tuple[str, str]]  # uploaded, no answer yet
    made: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, files: Iterable[UploadFile]) -> Sent:
        """From the files of a stage; of one voter the last file says it."""
        by_state: dict[FileState, dict[str, tuple[str, str]]] = {state: {} for state in FileState}
        for file in files:
            state = FileState.TAKEN if file.state is FileState.PARTLY else file.state
            refused = file.refused
            known = {subject: (file.part, mark) for subject, mark in file.contents.items() if subject not in refused}
            by_state[state] |= known
        return cls(by_state[FileState.TAKEN], by_state[FileState.SENT], by_state[FileState.MADE])


def sent_of(known: Mapping[str, tuple[str, str]], row: CurrentVoter) -> tuple[str, str] | None:
    """What `known` says of a row. A keyed B takes the place of the one that its 8 had made."""
    found = known.get(row.subject)
    if found is None and row.kind is RowKind.NEW and row.partner:
        found = known.get(pair_subject(row.partner))
    return found


def mark_of(row: UploadRow) -> str:
    """What a file said of a voter, as a short digest: another one means that he changed since."""
    return tagged_sha256("coklit:sidalih:1", canonical(list(row.cells)))[:12]


def is_due(row: UploadRow, sent: Sent) -> bool:
    """Whether Sidalih lacks what the list says of a voter, and a file can tell it: nobody comes back from TMS, and an
    accepted B has a DPID by now that only a newer list tells.
    """
    if sent_of(sent.waiting, row.row) is not None:
        return False
    known = sent_of(sent.taken, row.row)
    if known is None:
        return True
    part, said = known
    if part == NEW or (part == TMS and row.part != TMS):
        return False
    return mark_of(row) != said


# --- what must wait, and what Sidalih has that the list has no more


@dataclass(frozen=True, slots=True)
class Told:
    """A voter, and what is to be told of him."""

    subject: str
    name: str = field(repr=False)
    tps: str
    reason: str


WAIT_8 = "Kode 8-nya di TPS {tps} belum diterima Sidalih. Unggah berkas TMS, lalu tandai diterima."
WAIT_TMS = (
    "NIK-nya milik pemilih TMS di TPS {tps} yang belum diterima Sidalih. Unggah berkas TMS, lalu tandai diterima."
)
WAIT_U = "NIK-nya masih milik pemilih di TPS {tps} sampai perubahan NIK itu diterima Sidalih. Unggah berkas U dahulu."
ACTIVE = "NIK-nya masih aktif di TPS {tps}. Beri kode 8 di sana, atau periksa NIK-nya."
TWICE = "NIK-nya sama dengan pemilih baru lain di TPS {tps}. Periksa keduanya."


def held_back(rows: Sequence[UploadRow], current: Iterable[CurrentVoter], sent: Sent) -> list[Told]:
    """The Bs that Sidalih would refuse, because their NIK is still active there in another row."""
    news = [row for row in rows if row.part == NEW and sent_of(sent.taken, row.row) is None]
    marks = {row.row.subject: mark_of(row) for row in rows if row.part == CHANGED}
    niks = {row.row.voter.nik for row in news}
    holders: dict[str, list[CurrentVoter]] = {}
    for row in current:
        if row.is_delivered:
            for nik in {row.voter.nik, (row.delivered or row.voter).nik} & niks:
                holders.setdefault(nik, []).append(row)
    first: dict[str, CurrentVoter] = {}
    found = []
    for new in news:
        row = new.row
        reason = _reason(row, holders.get(row.voter.nik, ()), marks, sent)
        other = first.setdefault(row.voter.nik, row)
        if not reason and other is not row:
            reason = TWICE.format(tps=other.tps)
        if reason:
            found.append(Told(row.subject, row.voter.name, row.tps, reason))
    return found


def _reason(new: CurrentVoter, holders: Iterable[CurrentVoter], marks: Mapping[str, str], sent: Sent) -> str:
    for row in holders:
        taken = sent.taken.get(row.subject)
        if row.outcome.is_tms:
            if taken is None or taken[0] != TMS:
                return (WAIT_8 if row.outcome.is_wrong_tps else WAIT_TMS).format(tps=row.delivered_tps)
        elif row.voter.nik == new.voter.nik:
            return ACTIVE.format(tps=row.tps)
        elif taken != (CHANGED, marks.get(row.subject)):
            return WAIT_U.format(tps=row.tps)
    return ""


BACK_TMS = "TMS-nya sudah diterima Sidalih, lalu dibatalkan di sini. Perbaiki langsung di Sidalih."
BACK_U = "Perubahannya sudah diterima Sidalih, lalu dibatalkan di sini. Perbaiki langsung di Sidalih."
BACK_B = "Sudah diterima Sidalih sebagai pemilih baru, lalu ditarik di sini. Perbaiki langsung di Sidalih."
CHANGED_B = "Sudah diterima Sidalih sebagai pemilih baru, lalu diubah di sini. Perbaiki langsung di Sidalih."


def overtaken(rows: Sequence[UploadRow], current: Iterable[CurrentVoter], sent: Sent) -> list[Told]:
    """Whom Sidalih has otherwise than the list since, so that no file can mend it."""
    changed = {row.row.subject: row for row in rows}
    found = []
    for row in current:
        known = None if row.gone else sent_of(sent.taken, row)
        if known is not None and (reason := _overtaken_reason(row, changed.get(row.subject), *known)):
            found.append(Told(row.subject, row.voter.name, row.tps, reason))
    return found


def _overtaken_reason(row: CurrentVoter, now: UploadRow | None, part: str, mark: str) -> str:
    if part == NEW:
        if row.withdrawn:
            return "" if row.mark is Mark.LINKED else BACK_B
        return CHANGED_B if now is not None and mark_of(now) != mark else ""
    if part == TMS:
        return "" if row.outcome.is_tms else BACK_TMS
    return BACK_U if row.outcome.state not in (State.UBAH, State.TMS) else ""
