"""The values everything else is made of: a voter's cells, an outcome, one row of the current list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, NewType

Nik = NewType("Nik", str)
Nkk = NewType("Nkk", str)
TpsNumber = NewType("TpsNumber", str)  # three digits, "001"; loksus from "901"
Subject = NewType("Subject", str)  # who an entry is about; see domain.subjects


class Voter(NamedTuple):
    """The twelve cells of a voter, as text, as delivered (a NamedTuple: 300,000 are made in one import).

    `birth_date` is dd|mm|yyyy. `marital_status`, `disability` and `ktp_el` hold code *names* of the
    election ("sudah", "fisik", "belum"); a value that no code has stays as it came, for a finding to show.
    """

    nkk: str = ""
    nik: str = ""
    name: str = ""
    birth_place: str = ""
    birth_date: str = ""
    marital_status: str = ""
    sex: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    disability: str = ""
    ktp_el: str = ""

    def __repr__(self) -> str:
        """Show nothing of the person: a repr may reach a log."""
        return "Voter(…)"


VOTER_FIELDS: tuple[str, ...] = Voter._fields


class State(StrEnum):
    """What coklit found about a delivered voter (design.md 5)."""

    BELUM = "belum"
    SESUAI = "sesuai"
    TIDAK_DITEMUI = "tidak_ditemui"
    UBAH = "ubah"
    TMS = "tms"


class TmsReason(StrEnum):
    """Why a voter is struck; the printed digit comes from the election's file (domain.md 2)."""

    MENINGGAL = "meninggal"
    GANDA = "ganda"
    DI_BAWAH_UMUR = "di_bawah_umur"
    PINDAH_DOMISILI = "pindah_domisili"
    WNA = "wna"
    TNI = "tni"
    POLRI = "polri"
    SALAH_TPS = "salah_tps"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome per delivered voter. `reason` only with TMS; `target` only with salah_tps (or None:
    "tidak padan"); `keeps` names the subject that stays for ganda; `destination` is free text for pindah.
    """

    state: State = State.BELUM
    reason: str | None = None
    target: str | None = None
    keeps: str | None = None
    destination: str | None = None
    evidence: str | None = None  # kind and number of the paper that proves a TMS

    @property
    def is_tms(self) -> bool:
        """Whether the voter is struck."""
        return self.state is State.TMS

    @property
    def is_wrong_tps(self) -> bool:
        """Whether this is a code 8."""
        return self.reason == TmsReason.SALAH_TPS

    def to_json(self) -> dict[str, Any]:
        """Return the shape kept in entry bodies: only what is set."""
        found: dict[str, Any] = {"state": str(self.state)}
        for name in ("reason", "target", "keeps", "destination", "evidence"):
            value = getattr(self, name)
            if value is not None:
                found[name] = str(value)  # a reason may be given as an enum, which has no canonical form
        return found

    @classmethod
    def from_json(cls, value: Any) -> Outcome:
        """Read `to_json`'s shape; None is BELUM. Raises ValueError or TypeError for any other shape."""
        if value is None:
            return BELUM
        return cls(**{**value, "state": State(value["state"])})


BELUM = Outcome()
SESUAI = Outcome(State.SESUAI)


class RowKind(StrEnum):
    """Where a row of the current list comes from."""

    DELIVERED = "delivered"
    NEW = "new"  # a keyed B
    PAIR = "pair"  # a B made by an 8 with a target, until the other sheet shows it


class Mark(StrEnum):
    """How a row stands in the pairing of 8 and B (design.md 5)."""

    NONE = ""
    PAIRED = "berpasangan"  # an 8 with its B, or a B with its 8
    GENERATED = "pasangan_kode_8"  # the made B
    WAITING_8 = "menunggu_kode_8"  # a B whose NIK is still active elsewhere
    UNMATCHED = "tidak_padan"  # an 8 without target and without B
    LINKED = "kembali_dengan_dpid"  # a B that a newer delivery brought back with a DPID


@dataclass(frozen=True, slots=True)
class CurrentVoter:
    """One row of the current list: the only thing that pages, forms, map and packages read."""

    subject: str
    kind: RowKind
    area: str
    tps: str
    voter: Voter = field(repr=False)
    outcome: Outcome = BELUM
    dpid: str = ""
    line: int = 0  # the printed list's own number; 0 for B
    delivered_tps: str = ""
    delivered: Voter | None = field(default=None, repr=False)  # None for B; equal to `voter` if unchanged
    mark: Mark = Mark.NONE
    partner: str | None = None  # subject of the other half of a pair
    gone: bool = False  # no longer in the delivery in force
    withdrawn: bool = False  # a B taken back (or linked to a DPID)
    conflict: bool = False
    generation: int = 0  # number of the delivery that first brought the voter, or was in force when a B was keyed
    former_tps: str = ""  # TPS in the deliveries before, where it was another ("001,002"): old sheets stay keyable

    @property
    def is_delivered(self) -> bool:
        """Whether the row counts in `awal`."""
        return self.kind is RowKind.DELIVERED and not self.gone

    @property
    def is_active(self) -> bool:
        """Whether the person stands in the resulting list (counts in `akhir`)."""
        if self.kind is RowKind.DELIVERED:
            return not self.gone and not self.outcome.is_tms
        return not self.withdrawn

    @property
    def changed_fields(self) -> tuple[str, ...]:
        """Names of the cells that differ from the delivered ones."""
        if self.delivered is None:
            return ()
        return tuple(
            name for name, old, new in zip(VOTER_FIELDS, self.delivered, self.voter, strict=True) if old != new
        )

    @property
    def ket(self) -> str:
        """State word for pages and colours: belum, sesuai, tidak_ditemui, ubah, tms or baru."""
        return str(self.outcome.state) if self.kind is RowKind.DELIVERED else "baru"

    @property
    def list_order(self) -> tuple[object, ...]:
        """Order of the printed list: RW, RT, NKK, name (domain.md 1.2), numbers as numbers."""
        return (
            number_or_text(self.voter.rw),
            number_or_text(self.voter.rt),
            self.voter.nkk,
            self.voter.name,
            self.subject,
        )


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """One row of a delivery, active (in `awal`) or kept aside (its STATUS is no active one)."""

    line: int
    tps: str
    voter: Voter = field(repr=False)
    dpid: str = ""
    status: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household is. Coordinates are decimal strings (canonical JSON has no floats)."""

    latitude: str
    longitude: str
    source: str  # ecoklit, klik, seret, …
    accuracy: str | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """One NKK on the map. `members` are current rows, TMS ones included."""

    key: str = field(repr=False)
    nkk: str = field(repr=False)
    members: tuple[CurrentVoter, ...] = field(repr=False)
    place: Place | None = None


def number_or_text(text: str) -> tuple[int, int, str]:
    """Sort key that puts 2 before 10 and numbers before text."""
    text = text.strip()
    return (0, int(text), "") if text.isdecimal() else (1, 0, text)


def same_cell(name: str, left: str, right: str) -> bool:
    """Whether two values of the cell `name` mean the same: RT and RW compare as numbers (tools strip zeros)."""
    if left == right:
        return True
    if name in ("rt", "rw") and left.strip().isdecimal() and right.strip().isdecimal():
        return int(left) == int(right)
    return False


def tps_number(text: str) -> TpsNumber | None:
    """Read "3", "003" or "TPS 3" as "003"; None if it is no TPS number (1 to 999)."""
    digits = text.strip().upper().removeprefix("TPS").strip()
    if digits.endswith(".0"):  # what spreadsheets make of a whole number
        digits = digits[:-2]
    if not digits.isascii() or not digits.isdecimal() or not 1 <= int(digits) <= 999:
        return None
    return TpsNumber(f"{int(digits):03d}")
