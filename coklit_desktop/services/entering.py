"""Keyed results from a CSV file (design.md 6): the same checks and entries as the keyboard, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import TPS
from coklit_desktop.domain.identity import nik_problem
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State, Voter
from coklit_desktop.domain.subjects import delivered_subject
from coklit_desktop.services.keying import (
    check_changes,
    check_new,
    check_outcome,
    keyed_new,
    write_changes,
    write_new,
    write_outcome,
    write_revision,
)
from coklit_desktop.services.ledger import STOPS, refold, require_writable
from coklit_desktop.services.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.domain.entries import Entry
    from coklit_desktop.importing.keyed import KeyedRow
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of a file: `rows` is the sum of the four."""

    rows: int
    accepted: int
    rejected: int
    unchanged: int
    skipped: int
    rejects_file: Path | None = None

    def to_json(self) -> dict[str, object]:
        """Return the shape of design.md 6."""
        return {
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "rejects_file": None if self.rejects_file is None else str(self.rejects_file),
        }


class RowWriter:
    """Writes keyed rows one after the other; folds only when a later row looks at what an earlier one touched."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        self.desk = desk
        self.unit = unit
        self.by_dpid: dict[str, list[str]] = {}
        for row in unit.iter_voters(desk.area):
            if row.dpid:
                self.by_dpid.setdefault(row.dpid, []).append(row.subject)
        self.touched: set[str] = set()
        self.niks: set[str] = set()

    def write(self, row: KeyedRow) -> Entry | None:
        """Append what `row` says; None if it stands already. Raises CoklitError if it is refused."""
        if row.ket == "B":
            return self._write_new(row)
        subject = self._find(row)
        if subject in self.touched or row.filled.get("nik") in self.niks:
            self.fold()
        current = self.unit.voters(subjects=[subject])[0]
        self._check_tps(row, current)
        if row.ket == "U":
            return self._touch(current, self._write_changes(row, current))
        outcome = self._outcome(row)
        check_outcome(self.desk, self.unit, current, outcome)
        if outcome.evidence is None and current.outcome.evidence is not None:
            outcome = Outcome(outcome.state, outcome.reason, outcome.target, outcome.keeps,
                              outcome.destination, current.outcome.evidence)  # fmt: skip
        return self._touch(current, write_outcome(self.desk, self.unit, current, outcome))

    def fold(self) -> None:
        """Bring the current list up to date with what was written so far."""
        refold(self.unit, self.desk.ordering, self.desk.area, self.touched)
        self.touched.clear()
        self.niks.clear()

    def _touch(self, current: CurrentVoter, entry: Entry | None) -> Entry | None:
        if entry is not None:
            self.touched.add(current.subject)
            self.niks.add(current.voter.nik)
            fields = (entry.body or {}).get("fields", {})
            if "nik" in fields:
                self.niks.add(fields["nik"]["new"] or "")
        return entry

    def _find(self, row: KeyedRow) -> str:
        found = self.by_dpid.get(row.dpid, [])
        if row.dpid and not found:  # an older sheet still shows the DPID that the voter had before
            former = self.unit.voters(subjects=[delivered_subject(self.desk.area, row.dpid)])
            found = [one.subject for one in former]
        if not row.dpid or not found:
            raise CoklitError("dpid_tak_dikenal")
        if len(found) == 1:
            return found[0]
        rows = self.unit.voters(subjects=found)
        return next((r.subject for r in rows if r.delivered_tps == row.tps), found[0])

    def _check_tps(self, row: KeyedRow, current: CurrentVoter) -> None:
        if current.gone:
            raise CoklitError("pemilih_tak_ada_lagi")
        known = {current.tps, current.delivered_tps, *current.former_tps.split(",")}
        if row.tps not in known:
            raise CoklitError("tps_bukan_milik_pemilih", tps=int(current.delivered_tps))

    def _outcome(self, row: KeyedRow) -> Outcome:
        if row.ket == "0":
            outcome = SESUAI
        elif row.ket == "T":
            outcome = Outcome(State.TIDAK_DITEMUI)
        elif row.ket in self.desk.election.tms_by_code:
            outcome = Outcome(State.TMS, self.desk.election.tms_by_code[row.ket])
        else:
            raise CoklitError("ket_tak_dikenal")
        if not row.tps_tujuan:
            return outcome
        if not outcome.is_wrong_tps:
            raise CoklitError("tps_tujuan_hanya_kode_8")
        return Outcome(State.TMS, outcome.reason, target=row.tps_tujuan)

    def _write_changes(self, row: KeyedRow, current: CurrentVoter) -> Entry | None:
        changes = dict(row.filled)
        if row.tps_tujuan:
            changes[TPS] = row.tps_tujuan
        changed = _really_changed(current, changes)
        check_changes(self.desk, self.unit, current, changed)
        return write_changes(self.desk, self.unit, current, changes)

    def _write_new(self, row: KeyedRow) -> Entry | None:
        if row.dpid:
            raise CoklitError("b_dengan_dpid")
        voter = Voter(**row.filled)
        if voter.nik in self.niks and not nik_problem(voter.nik):
            self.fold()
        check_new(self.desk, self.unit, row.tps, voter)
        known = keyed_new(self.unit, self.desk.area, row.tps, voter.nik)
        if known is not None:
            return self._touch(known, write_revision(self.desk, self.unit, known, voter._asdict()))
        entry = write_new(self.desk, self.unit, row.tps, voter)
        self.touched.add(entry.subject or "")
        self.niks.add(voter.nik)
        return entry


def _really_changed(current: CurrentVoter, changes: Mapping[str, str]) -> dict[str, str]:
    """Only what differs from the row as it stands is held to the hard checks: a delivered flaw may be repeated."""
    now = {**current.voter._asdict(), TPS: current.tps}
    return {name: value for name, value in changes.items() if value != now[name]}


def enter_file(desk: Desk, path: Path, rejects: Path | None = None, progress: Progress = no_progress) -> Tally:
    """Take keyed results from `path`. Refused rows go to a rejects file, the others go in, all in one transaction."""
    from coklit_desktop.importing.keyed import read_keyed, write_keyed_rejects

    require_writable(desk)
    if desk.office != "pps":
        raise CoklitError("hanya_untuk_pps")
    progress(0.0, "Membaca berkas")
    keyed = read_keyed(path, desk.election)
    accepted = unchanged = 0
    rejected = list(keyed.rejected)
    with desk.store.write() as unit:
        writer = RowWriter(desk, unit)
        for number, row in enumerate(keyed.rows, 1):
            if number % 50 == 0:
                progress(number / len(keyed.rows), "Mencatat hasil")
            try:
                entry = writer.write(row)
            except CoklitError as error:
                if error.code in STOPS:
                    raise
                rejected.append((row, sentence(error)))
                continue
            accepted += entry is not None
            unchanged += entry is None
        writer.fold()
        rejects_file = _rejects_file(path, rejects) if rejected else None
        if rejects_file is not None:
            write_keyed_rejects(rejects_file, keyed, rejected)
    return Tally(keyed.rows_total, accepted, len(rejected), unchanged, 0, rejects_file)


def _rejects_file(path: Path, rejects: Path | None) -> Path:
    return rejects or path.with_name(f"{path.stem}.ditolak{path.suffix}")
