"""What pages ask of the store, and what it answers: searches, heads of chains, counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from coklit_desktop.domain.counted import Counted
from coklit_desktop.domain.records import CurrentVoter

Order = Literal["list", "name", "nik"]


@dataclass(frozen=True, slots=True)
class VoterQuery:
    """A search among current voters; what is None or empty does not narrow it.

    Words of 3 letters or more are found anywhere in the name, shorter ones at the starts of its words, digits at
    the start of NIK or NKK; all words must be found.
    """

    text: str = field(default="", repr=False)
    area: str | None = None
    tps: str | None = None  # where the voter belongs now
    rt: str | None = None
    rw: str | None = None
    state: str | None = None  # what CurrentVoter.ket says: belum, sesuai, tidak_ditemui, ubah, tms or baru
    marks: tuple[str, ...] = ()  # any of these Mark values
    check: bool = False  # only rows that somebody must look at: conflict, no other half, waiting for an 8
    active: bool | None = None  # only people who stand in the resulting list (True) or do not (False)
    counted: Counted | None = None  # only those whom one number of a recap counts; then `total` is exact
    limit: int = 100
    offset: int = 0
    order: Order = "list"


@dataclass(frozen=True, slots=True)
class VoterPage:
    """One page of a search. `total` stops at a cap, and `more` is true; only for a number of a recap it is exact.
    Beyond the cap what was found by words comes in order of arrival.
    """

    rows: tuple[CurrentVoter, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class StreamHead:
    """The last entry of one chain."""

    site: str
    area: str
    seq: int
    hash: str


class StateCount(NamedTuple):
    """How many current rows are alike: for lists of TPS. `sex` is the current cell as it is."""

    area: str
    tps: str
    kind: str
    state: str
    sex: str
    active: bool
    conflict: bool
    number: int
