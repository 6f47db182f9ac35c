"""Invented households for the tests of the map."""

from collections.abc import Callable

import pytest

from coklit_desktop.domain.records import (
    BELUM,
    SESUAI,
    CurrentVoter,
    Household,
    Outcome,
    Place,
    RowKind,
    State,
    Voter,
)

AREA = "33.18.19.2008"
OUTCOMES = {
    "belum": BELUM,
    "sesuai": SESUAI,
    "tidak_ditemui": Outcome(State.TIDAK_DITEMUI),
    "ubah": Outcome(State.UBAH),
    "tms": Outcome(State.TMS, "meninggal"),
    "baru": BELUM,
}
MakeHousehold = Callable[..., Household]


def household(
    number: int,
    *states: str,
    tps: str = "001",
    rt: str = "001",
    rw: str = "001",
    name: str = "",
    address: str = "Dk. Krajan",
    place: tuple[str, str] | None = None,
) -> Household:
    """A household with one member for each state."""
    nkk = f"331819110317{number:04d}"
    members = []
    for index, state in enumerate(states):
        voter = Voter(
            nkk, f"331819120460{number % 900 + 10 + index:04d}", name or f"WARGA {number} {index}", "PATI",
            f"12|04|{1960 + index}", "sudah", "LP"[index % 2], address, rt, rw, "", "sudah",
        )  # fmt: skip
        kind = RowKind.NEW if state == "baru" else RowKind.DELIVERED
        members.append(
            CurrentVoter(
                f"d:{AREA}:{number * 100 + index}", kind, AREA, tps, voter, OUTCOMES[state],
                dpid=str(number * 100 + index), delivered_tps=tps,
            )
        )  # fmt: skip
    where = None if place is None else Place(*place, "ecoklit")
    return Household(f"kk:{AREA}:{nkk}", nkk, tuple(members), where)


@pytest.fixture
def make_household() -> MakeHousehold:
    """Makes households: `make_household(1, "sesuai", "belum", place=("-6.5", "111.0"))`."""
    return household


@pytest.fixture
def small_village() -> list[Household]:
    """Sixty households in three TPS, every state among them, every tenth without a place."""
    states = list(OUTCOMES)
    return [
        household(
            number,
            states[number % 6],
            "sesuai",
            tps=f"{number % 3 + 1:03d}",
            rt=str(number % 4 + 1),
            place=None if number % 10 == 0 else (f"{-6.53 - number / 20000:.6f}", f"{111.04 + number % 7 / 5000:.6f}"),
        )
        for number in range(60)
    ]
