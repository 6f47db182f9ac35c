"""What Sidalih refused of a file: its list of failures read back, voter by voter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.services.ledger import require_writable
from coklit_desktop.services.sidalih_files import FileState, UploadFile, file_in_use, find_file, keep
from coklit_desktop.services.sidalih_state import Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Failures:
    """What a list of failures said of a file. `unmatched`: number of its line, and the reason there."""

    file: UploadFile
    failed: tuple[Told, ...]
    unmatched: tuple[tuple[int, str], ...] = field(repr=False)
    passed: int


def load_failures(desk: Desk, number: int, path: Path, progress: Progress = no_progress) -> Failures:
    """Read what Sidalih refused of a file; the rest of it counts as accepted.

    Raises CoklitError `unggahan_tak_dikenal`, `unggahan_diganti`, `gagal_tak_cocok`, and as `read_failures`.
    """
    from coklit_desktop.importing.failures import read_failures

    require_writable(desk)
    file = file_in_use(desk, number)
    lines = read_failures(path, progress)
    with desk.store.read() as unit:
        voters = _voters_of(unit, desk.area, file)
    by_dpid = {row.dpid: subject for subject, row in voters.items() if row.dpid}
    by_nik = {nik: subject for subject, row in voters.items() for nik in _niks(row)}
    failed: dict[str, str] = {}
    unmatched: list[tuple[int, str]] = []
    passed = 0
    for line in lines:
        subject = by_dpid.get(line.dpid) or by_nik.get(line.nik)
        if line.passed:
            passed += 1
        elif subject is None:
            unmatched.append((line.line, line.reason))
        else:
            failed[subject] = line.reason or failed.get(subject, "")
    if not failed:
        raise CoklitError("gagal_tak_cocok", number=number)
    state = FileState.FAILED if len(failed) == len(file.contents) else FileState.PARTLY
    file = replace(file, state=state, note=f"{len(failed)} baris gagal", failed=failed)
    keep(desk, [file])
    return Failures(file, _told(voters, failed), tuple(unmatched), passed)


def refused_voters(desk: Desk, number: int) -> tuple[Told, ...]:
    """Whom Sidalih refused of a file, and why. Raises CoklitError `unggahan_tak_dikenal`."""
    file = find_file(desk, number)
    with desk.store.read() as unit:
        voters = _voters_of(unit, desk.area, file)
    return _told(
        voters, {subject: file.failed.get(subject, "") for subject in file.contents if subject in file.refused}
    )


def _voters_of(unit: Unit, area: str, file: UploadFile) -> dict[str, CurrentVoter]:
    """Those whom a file held, as they are now. Where an 8's made B became a keyed one, that one stands for it."""
    found = {row.subject: row for row in unit.voters(area=area, subjects=file.contents)}
    made = {subject.removeprefix("p:"): subject for subject in file.contents if subject not in found}
    for row in unit.voters(area=area, partners=made) if made else ():
        if row.partner in made:
            found[made[row.partner]] = row
    return found


def _niks(row: CurrentVoter) -> set[str]:
    return {row.voter.nik, (row.delivered or row.voter).nik} - {""}


def _told(voters: Mapping[str, CurrentVoter], reasons: Mapping[str, str]) -> tuple[Told, ...]:
    return tuple(
        Told(voters[subject].subject, voters[subject].voter.name, voters[subject].tps, reason)
        for subject, reason in reasons.items()
        if subject in voters
    )
