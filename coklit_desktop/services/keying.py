"""What a clerk keys from paper. Every function is durable when it returns, or raises and has changed nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.entries import Entry, Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.history import OUTCOME, PARTNER, TPS, WITHDRAWN, fold_fields
from coklit_desktop.domain.identity import format_date, nik_problem, nkk_problem, read_date
from coklit_desktop.domain.records import (
    VOTER_FIELDS,
    CurrentVoter,
    Outcome,
    RowKind,
    State,
    Voter,
    same_cell,
)
from coklit_desktop.domain.subjects import new_subject
from coklit_desktop.services.ledger import (
    Saved,
    append_entry,
    generation_in_force,
    refold,
    require_writable,
    saved,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.domain.elections import Election
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

UNCHANGED = None


def record_outcome(
    desk: Desk, subject: str, outcome: Outcome, *, evidence: str | None = None, reason: str | None = None
) -> Saved:
    """Key sesuai, tidak ditemui, belum or a TMS for a delivered voter; values go back to the delivered ones.

    Raises CoklitError: kode_tak_berlaku, tps_tujuan_sama, tps_tak_dikenal, pemilih_tak_dikenal.
    """
    require_writable(desk)
    if evidence:
        outcome = Outcome(**{**outcome.to_json(), "state": outcome.state, "evidence": evidence})
    with desk.store.write() as unit:
        row = delivered_row(unit, subject)
        check_outcome(desk, unit, row, outcome)
        entry = write_outcome(desk, unit, row, outcome, reason)
        if entry is UNCHANGED:
            return _nothing_new(desk, row)
        refold(unit, desk.ordering, row.area, [subject])
        return saved(desk, unit, entry)


def record_changes(desk: Desk, subject: str, changes: Mapping[str, str], *, reason: str | None = None) -> Saved:
    """Key a U: `changes` are the new cells ("" clears), and from DPSHP on `tps`. Cells that say the same are ignored.

    Raises CoklitError: ubah_tanpa_perubahan, nik_mustahil, nik_sudah_ada, nilai_salah, …
    """
    require_writable(desk)
    with desk.store.write() as unit:
        row = delivered_row(unit, subject)
        check_changes(desk, unit, row, changes)
        entry = write_changes(desk, unit, row, changes, reason)
        if entry is UNCHANGED:
            return _nothing_new(desk, row)
        refold(unit, desk.ordering, row.area, [subject])
        return saved(desk, unit, entry)


def record_new(desk: Desk, tps: str, voter: Voter) -> Saved:
    """Key a B on the A-Daftar Potensial Pemilih of `tps`. The same B again is unchanged, with other cells a correction.

    Raises CoklitError: nik_mustahil, nik_sudah_ada, nilai_salah, tps_tak_dikenal.
    """
    require_writable(desk)
    with desk.store.write() as unit:
        check_new(desk, unit, tps, voter)
        known = keyed_new(unit, desk.area, tps, voter.nik)
        if known is None:
            entry = write_new(desk, unit, tps, voter)
        else:
            revised = write_revision(desk, unit, known, voter._asdict())
            if revised is None:
                return _nothing_new(desk, known)
            entry = revised
        refold(unit, desk.ordering, desk.area, [entry.subject or ""])
        return saved(desk, unit, entry)


def revise_new(desk: Desk, subject: str, changes: Mapping[str, str]) -> Saved:
    """Correct a keyed B. Correcting a made B (pair of an 8) keys it. Raises as `record_new`."""
    row = voter_row(desk, subject)
    if row.kind is RowKind.PAIR:
        return record_new(desk, changes.get(TPS, row.tps), row.voter._replace(**_cells(changes)))
    require_writable(desk)
    with desk.store.write() as unit:
        row = _new_row(unit, subject)
        check_cells(desk.election, changes)
        nik = changes.get("nik", row.voter.nik)
        if nik != row.voter.nik:
            refuse_double_nik(unit, row.area, nik, but=subject, tps=changes.get(TPS, row.tps))
        if TPS in changes:
            require_tps(unit, row.area, changes[TPS])
        entry = write_revision(desk, unit, row, changes)
        if entry is UNCHANGED:
            return _nothing_new(desk, row)
        refold(unit, desk.ordering, row.area, [subject])
        return saved(desk, unit, entry)


def withdraw_new(desk: Desk, subject: str, reason: str) -> Saved:
    """Take a keyed B back. Raises CoklitError `pemilih_tak_dikenal`."""
    require_writable(desk)
    with desk.store.write() as unit:
        row = _new_row(unit, subject)
        entry = append_entry(
            unit, desk, Kind.WITHDRAW, subject, {WITHDRAWN: True}, area=row.area,
            old={WITHDRAWN: False}, extra={"reason": reason},
        )  # fmt: skip
        refold(unit, desk.ordering, row.area, [subject])
        return saved(desk, unit, entry)


def confirm_pair(desk: Desk, wrong_tps: str, new: str) -> Saved:
    """A person says that the 8 `wrong_tps` and the B `new` are one voter, though their NIKs differ."""
    require_writable(desk)
    with desk.store.write() as unit:
        row, partner = delivered_row(unit, wrong_tps), _new_row(unit, new)
        if not row.outcome.is_wrong_tps or row.tps == partner.tps:
            raise CoklitError("bukan_pasangan")
        entry = append_entry(unit, desk, Kind.PAIR, wrong_tps, {PARTNER: new}, area=row.area)
        refold(unit, desk.ordering, row.area, [wrong_tps, new])
        return saved(desk, unit, entry)


# --- checks


def check_outcome(desk: Desk, unit: Unit, row: CurrentVoter, outcome: Outcome) -> None:
    """Refuse an outcome that this stage, or this village's TPS, cannot have."""
    if outcome.state is State.UBAH:
        raise CoklitError("ubah_tanpa_perubahan")
    if not outcome.is_tms:
        return
    if outcome.reason not in desk.stage.tms:
        raise CoklitError("kode_tak_berlaku", stage=desk.stage.title)
    if outcome.target is not None:
        if not outcome.is_wrong_tps:
            raise CoklitError("tps_tujuan_hanya_kode_8")
        if outcome.target == row.delivered_tps:
            raise CoklitError("tps_tujuan_sama")
        require_tps(unit, row.area, outcome.target)


def check_changes(desk: Desk, unit: Unit, row: CurrentVoter, changes: Mapping[str, str]) -> None:
    """Refuse a U that changes nothing, or brings an impossible or taken NIK, or a TPS in the coklit stage."""
    check_cells(desk.election, changes)
    if TPS in changes:
        if not desk.stage.ubah_tps:
            raise CoklitError("ubah_tps_belum_boleh", stage=desk.stage.title)
        require_tps(unit, row.area, changes[TPS])
    nik = changes.get("nik")
    if nik is not None and nik != row.voter.nik:
        refuse_double_nik(unit, row.area, nik, but=row.subject, tps=None)


def check_new(desk: Desk, unit: Unit, tps: str, voter: Voter) -> None:
    """Refuse a B whose cells cannot be, or whose NIK already stands in the same TPS."""
    check_cells(desk.election, voter._asdict())
    require_tps(unit, desk.area, tps)
    refuse_double_nik(unit, desk.area, voter.nik, but=None, tps=tps)


def check_cells(election: Election, cells: Mapping[str, str]) -> None:
    """Hold keyed cells to the hard checks of domain.md 4. Raises CoklitError."""
    if "nik" in cells and nik_problem(cells["nik"]):
        raise CoklitError("nik_mustahil")
    if "nkk" in cells and nkk_problem(cells["nkk"]):
        raise CoklitError("nkk_mustahil")
    if "name" in cells and not cells["name"].strip():
        raise CoklitError("nama_kosong")
    if "birth_date" in cells and read_date(cells["birth_date"]) is None:
        raise CoklitError("tanggal_lahir_salah")
    if "sex" in cells and cells["sex"] not in ("L", "P"):
        raise CoklitError("nilai_salah", column="JK", known="L, P")
    for name, column in (("marital_status", "STS"), ("disability", "DIS"), ("ktp_el", "KTPEL")):
        value = cells.get(name)
        if value and not election.knows(name, value):
            known = {
                "marital_status": election.marital_codes,
                "disability": election.disability_codes,
                "ktp_el": election.ktp_el_codes,
            }[name]
            raise CoklitError("nilai_salah", column=column, known=", ".join(known.values()))


def require_tps(unit: Unit, area: str, tps: str) -> None:
    """Refuse a TPS that the village does not have."""
    if not unit.has_tps(area, tps):
        raise CoklitError("tps_tak_dikenal", tps=int(tps))


def refuse_double_nik(unit: Unit, area: str, nik: str, *, but: str | None, tps: str | None) -> None:
    """Refuse a NIK that another active voter has: anywhere in the village, or with `tps` only there (a B may wait for
    its 8 elsewhere)."""
    for row in unit.voters(area=area, niks=[nik]):
        if row.subject == but or not row.is_active or row.kind is RowKind.PAIR:
            continue
        if tps is None or (row.tps == tps and row.kind is RowKind.DELIVERED):
            raise CoklitError("nik_sudah_ada", tps=int(row.tps))


# --- writing (inside a transaction; the caller folds)


def write_outcome(
    desk: Desk, unit: Unit, row: CurrentVoter, outcome: Outcome, reason: str | None = None
) -> Entry | None:
    """Append a result; None if it stands already."""
    if row.outcome == outcome and not row.conflict:
        return UNCHANGED
    fields: dict[str, Any] = {OUTCOME: outcome.to_json(), **_resets(desk, unit, row)}
    extra = {"reason": reason} if reason else {}
    old = {OUTCOME: None, TPS: row.delivered_tps, **(row.delivered or row.voter)._asdict()}
    return append_entry(unit, desk, Kind.RESULT, row.subject, fields, area=row.area, old=old, extra=extra)


def write_changes(
    desk: Desk, unit: Unit, row: CurrentVoter, changes: Mapping[str, str], reason: str | None = None
) -> Entry | None:
    """Append a U; None if all of it stands already. Raises CoklitError `ubah_tanpa_perubahan`."""
    now = {**row.voter._asdict(), TPS: row.tps}
    news = {name: value for name, value in changes.items() if not same_cell(name, now[name], value)}
    is_ubah = row.outcome.state is State.UBAH
    if not news:
        if is_ubah and changes:
            return UNCHANGED
        raise CoklitError("ubah_tanpa_perubahan")
    delivered = row.delivered or row.voter
    then = {**delivered._asdict(), TPS: row.delivered_tps}
    result = {**(now if is_ubah else then), **news}
    if all(same_cell(name, then[name], result[name]) for name in then):
        raise CoklitError("ubah_tanpa_perubahan")
    fields: dict[str, Any] = {} if is_ubah else {OUTCOME: Outcome(State.UBAH).to_json()}
    if not is_ubah:
        fields |= _resets(desk, unit, row)
    fields |= news
    extra = {"reason": reason} if reason else {}
    return append_entry(unit, desk, Kind.RESULT, row.subject, fields, area=row.area, old=then, extra=extra)


def write_new(desk: Desk, unit: Unit, tps: str, voter: Voter) -> Entry:
    """Append a B."""
    seq, _ = unit.head(desk.site, desk.area)
    subject = new_subject(desk.site, desk.area, seq + 1)
    generation = generation_in_force(unit, desk.ordering, desk.area)
    fields = {TPS: tps, **voter._asdict()}
    return append_entry(unit, desk, Kind.NEW, subject, fields, extra={"generation": generation})


def write_revision(desk: Desk, unit: Unit, row: CurrentVoter, changes: Mapping[str, str]) -> Entry | None:
    """Append a correction of a B; None if nothing differs."""
    now = {**row.voter._asdict(), TPS: row.tps}
    news = {name: value for name, value in changes.items() if not same_cell(name, now[name], value)}
    if not news:
        return UNCHANGED
    return append_entry(unit, desk, Kind.REVISE, row.subject, news, area=row.area)


def _resets(desk: Desk, unit: Unit, row: CurrentVoter) -> dict[str, None]:
    """Fields that an earlier U still sets: a new result begins from the delivered values."""
    registers = fold_fields(unit.entries_about([row.subject]), desk.ordering)
    return {
        name: None
        for name, register in registers.items()
        if name in (*VOTER_FIELDS, TPS) and (register.value is not None or register.conflict)
    }


# --- reading


def delivered_row(unit: Unit, subject: str) -> CurrentVoter:
    """The row of a delivered voter. Raises CoklitError `pemilih_tak_dikenal`."""
    rows = unit.voters(subjects=[subject])
    if not rows or rows[0].kind is not RowKind.DELIVERED:
        raise CoklitError("pemilih_tak_dikenal")
    return rows[0]


def voter_row(desk: Desk, subject: str) -> CurrentVoter:
    """Any current row. Raises CoklitError `pemilih_tak_dikenal`."""
    with desk.store.read() as unit:
        rows = unit.voters(subjects=[subject])
    if not rows:
        raise CoklitError("pemilih_tak_dikenal")
    return rows[0]


def _new_row(unit: Unit, subject: str) -> CurrentVoter:
    rows = unit.voters(subjects=[subject])
    if not rows or rows[0].kind is not RowKind.NEW or rows[0].withdrawn:
        raise CoklitError("pemilih_tak_dikenal")
    return rows[0]


def keyed_new(unit: Unit, area: str, tps: str, nik: str) -> CurrentVoter | None:
    """The B already keyed in this TPS under this NIK."""
    rows = unit.voters(area=area, niks=[nik])
    return next((r for r in rows if r.kind is RowKind.NEW and r.is_active and r.tps == tps), None)


def _cells(changes: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in changes.items() if name in VOTER_FIELDS}


def _nothing_new(desk: Desk, row: CurrentVoter) -> Saved:
    return Saved("", 0, desk.now_ms(), row, unchanged=True)


def parse_keyed_date(text: str, desk: Desk) -> str:
    """Read a date in any usual spelling (17-8-45, 17081945, 17|08|1945) as dd|mm|yyyy, day first.

    Raises CoklitError `tanggal_lahir_salah`.
    """
    parts = [part for part in re.split(r"[^0-9]+", text.strip()) if part]
    if len(parts) == 1 and len(parts[0]) in (6, 8):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) != 3 or len(parts[2]) not in (2, 4):
        raise CoklitError("tanggal_lahir_salah")
    year = int(parts[2])
    latest = desk.election.voting_day.year
    if len(parts[2]) == 2:
        year += 1900 if 2000 + year > latest - 10 else 2000
    try:
        return format_date(date(year, int(parts[1]), int(parts[0])))
    except ValueError:
        raise CoklitError("tanggal_lahir_salah") from None
