"""Sites with a ledger in memory: they write entries as the services do, and know of each other what they were given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, Kind, make_entry, next_hlc
from coklit_desktop.domain.history import (
    OUTCOME,
    PARTNER,
    TPS,
    WITHDRAWN,
    Ordering,
    Register,
    fold_fields,
    fold_rows,
    undone_hashes,
)
from coklit_desktop.domain.records import (
    VOTER_FIELDS,
    CurrentVoter,
    DeliveredRow,
    Outcome,
    RowKind,
    State,
    Voter,
)
from coklit_desktop.domain.subjects import delivered_subject, new_subject

AREA = "33.18.19.2008"
ELECTION = load_election("pilkada-2024")
ORDERING = Ordering(ELECTION)
NOW = 1_719_800_000_000  # 1 July 2024
YEAR_1970 = 0
YEAR_2099 = 4_080_000_000_000

Bases = Mapping[str, CurrentVoter]


def nik(number: int, sex: str = "L") -> str:
    """A possible NIK, another one for each number."""
    day = 40 + 17 if sex == "P" else 17
    return f"331819{day:02d}0880{number:04d}"


def voter(number: int, **cells: str) -> Voter:
    """A voter without any finding: man for even numbers, woman for odd ones."""
    sex = cells.get("sex", "LP"[number % 2])
    found = Voter(
        nkk=f"331819010110{1 + number // 3:04d}",
        nik=nik(number + 1, sex),
        name=f"WARGA {number}",
        birth_place="PATI",
        birth_date="17|08|1980",
        marital_status="sudah",
        sex=sex,
        address="DK. KRAJAN",
        rt="001",
        rw="002",
        ktp_el="sudah",
    )
    return found._replace(**cells)


def row(number: int, tps: str = "001", *, dpid: str | None = None, **cells: str) -> DeliveredRow:
    """A delivered row; its DPID is the number unless another is given ("" for none)."""
    return DeliveredRow(number, tps, voter(number, **cells), str(1000 + number) if dpid is None else dpid)


def base(number: int, tps: str = "001", **cells: str) -> CurrentVoter:
    """The current row of a delivered voter about whom nobody has keyed anything."""
    cell = voter(number, **cells)
    dpid = str(1000 + number)
    return CurrentVoter(
        delivered_subject(AREA, dpid), RowKind.DELIVERED, AREA, tps, cell, dpid=dpid, line=number,
        delivered_tps=tps, delivered=cell, generation=1,
    )  # fmt: skip


def village(*rows: CurrentVoter) -> dict[str, CurrentVoter]:
    """Rows by subject."""
    return {one.subject: one for one in rows}


def tms(reason: str, **more: str) -> Outcome:
    """A TMS outcome."""
    return Outcome(State.TMS, reason, **more)


class Site:
    """One installation: appends to its own chain on what it knows."""

    def __init__(self, name: str, bases: Bases, clock: int = NOW) -> None:
        self.name = name
        self.bases = bases
        self.clock = clock
        self.entries: dict[str, Entry] = {}
        self.knew: dict[str, frozenset[str]] = {}  # own entry -> what was known when it was written
        self._head = FIRST_PREV_HASH
        self._seq = 0
        self._hlc = ""

    # --- what it knows

    def take(self, *others: Site) -> Site:
        """Merge all that others know. Only plausible clocks not far ahead are adopted."""
        for other in others:
            for entry in list(other.entries.values()):
                hlc = entry.envelope.hlc
                near = int(hlc[:13]) <= self.clock + 48 * 3_600_000
                if entry.hash not in self.entries and ORDERING.plausible(hlc) and near:
                    self._hlc = max(self._hlc, hlc)
                self.entries[entry.hash] = entry
        return self

    def about(self, subject: str) -> list[Entry]:
        """Entries about one subject."""
        return [entry for entry in self.entries.values() if entry.subject == subject]

    def registers(self, subject: str) -> dict[str, Register]:
        """What stands in each field of a subject."""
        return fold_fields(self.about(subject), ORDERING)

    def rows(self) -> dict[str, CurrentVoter]:
        """The current list."""
        return village(*fold_rows(self.bases, self.entries.values(), ORDERING))

    def row(self, subject: str) -> CurrentVoter:
        """One row of the current list."""
        return self.rows()[subject]

    def conflicts(self) -> list[str]:
        """Subjects on which sites disagree."""
        return sorted(subject for subject, one in self.rows().items() if one.conflict)

    # --- what it writes

    def append(
        self,
        kind: Kind,
        subject: str,
        fields: Mapping[str, Any],
        *,
        old: Mapping[str, Any] | None = None,
        base: Iterable[str] = (),
        extra: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Append an entry whose fields build on the heads that this site knows."""
        registers = self.registers(subject)
        changes = {name: _change(name, value, registers, old or {}) for name, value in fields.items()}
        body: dict[str, Any] = {"subject": subject, "clerk": "sri", **(extra or {})}
        if changes:
            body["fields"] = changes
        self._seq += 1
        self._hlc = next_hlc(self.clock, self._hlc)
        entry = make_entry(
            site=self.name, area=AREA, election=ELECTION.id, seq=self._seq, prev_hash=self._head,
            hlc=self._hlc, kind=kind, body=body, salt=hashlib.sha256(f"{self.name}{self._seq}".encode()).digest()[:16],
            base=tuple(set(base).union(*(change["base"] for change in changes.values()))),
        )  # fmt: skip
        self.knew[entry.hash] = frozenset(self.entries)
        self.entries[entry.hash] = entry
        self._head = entry.hash
        return entry

    def outcome(self, subject: str, outcome: Outcome) -> Entry:
        """Key sesuai, tidak ditemui, belum or a TMS."""
        fields = {OUTCOME: outcome.to_json(), **self._resets(subject)}
        return self.append(Kind.RESULT, subject, fields, old=self._delivered(subject))

    def ubah(self, subject: str, **changes: str) -> Entry:
        """Key a U; `tps` among the changes moves the voter."""
        fields: dict[str, Any] = {}
        if self.row(subject).outcome.state is not State.UBAH:
            fields = {OUTCOME: Outcome(State.UBAH).to_json(), **self._resets(subject)}
        return self.append(Kind.RESULT, subject, fields | changes, old=self._delivered(subject))

    def new(self, tps: str, cells: Voter, generation: int = 1) -> str:
        """Key a B; returns its subject."""
        subject = new_subject(self.name, AREA, self._seq + 1)
        fields = {TPS: tps, **cells._asdict()}
        self.append(Kind.NEW, subject, fields, extra={"generation": generation})
        return subject

    def revise(self, subject: str, **changes: str) -> Entry:
        """Correct a B."""
        return self.append(Kind.REVISE, subject, changes)

    def withdraw(self, subject: str) -> Entry:
        """Take a B back."""
        return self.append(
            Kind.WITHDRAW, subject, {WITHDRAWN: True}, old={WITHDRAWN: False}, extra={"reason": "keliru"}
        )

    def pair(self, wrong_tps: str, new: str) -> Entry:
        """Say that an 8 and a B are one voter."""
        return self.append(Kind.PAIR, wrong_tps, {PARTNER: new})

    def undo(self, entry: Entry) -> Entry:
        """Undo an entry that nothing builds on (see `may_undo`)."""
        return self.append(
            Kind.UNDO, entry.subject or "", {}, base=[entry.hash], extra={"undoes": entry.hash, "reason": "keliru"}
        )

    def may_undo(self, entry: Entry) -> bool:
        """Whether the services would let this entry be undone now."""
        about = self.about(entry.subject or "")
        undone = undone_hashes(about)
        standing = [other for other in about if other.kind != Kind.UNDO and other.hash not in undone]
        if entry.hash in undone:
            return False
        if entry.kind == Kind.UNDO:
            return not any(other.envelope.hlc > entry.envelope.hlc for other in standing)
        return not any(entry.hash in other.envelope.base for other in standing)

    def decide(self, subject: str, take: int = 0) -> Entry:
        """Settle what is contested about a subject by one of the disagreeing entries."""
        registers = self.registers(subject)
        contested = {name: found for name, found in registers.items() if found.conflict}
        rivals = {entry.hash: entry for found in contested.values() for entry in found.rivals}
        chosen = rivals[sorted(rivals)[take % len(rivals)]]
        says = (chosen.body or {})["fields"]
        fields = {name: says[name]["new"] if name in says else registers[name].value for name in contested}
        outcome = says.get(OUTCOME, {}).get("new")
        if OUTCOME in contested and outcome and outcome["state"] != "ubah":
            fields |= {name: None for name in registers if name in (*VOTER_FIELDS, TPS)}
        return self.append(
            Kind.DECIDE, subject, fields, base=[chosen.hash], extra={"reason": "KTP-el", "takes": chosen.hash}
        )

    def _delivered(self, subject: str) -> dict[str, Any]:
        one = self.bases[subject]
        return {OUTCOME: None, TPS: one.delivered_tps, **one.voter._asdict()}

    def _resets(self, subject: str) -> dict[str, None]:
        return {
            name: None
            for name, found in self.registers(subject).items()
            if name in (*VOTER_FIELDS, TPS) and (found.value is not None or found.conflict)
        }


def _change(name: str, value: Any, registers: Mapping[str, Register], old: Mapping[str, Any]) -> dict[str, Any]:
    register = registers.get(name)
    if register is None:
        return {"old": old.get(name), "new": value, "base": []}
    before = old.get(name) if register.value is None else register.value
    return {"old": before, "new": value, "base": list(register.heads)}
