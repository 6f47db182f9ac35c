"""What is folded step by step is what a full fold of the ledger gives, whatever is keyed in whatever order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.recap import count_by_tps
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, RowKind, State, Voter
from coklit_desktop.services.browsing import tps_overview
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.keying import (
    confirm_pair,
    record_changes,
    record_new,
    record_outcome,
    revise_new,
    withdraw_new,
)
from coklit_desktop.services.ledger import recompute_area
from coklit_desktop.services.undoing import undo, undo_last
from tests.services.small import line, nik, open_village, take_list, village

# 1 and 12 share a NIK; 13 has one that cannot be
PEOPLE = [*village(6, 4), line(11, 3), line(12, 3, nik=nik(1)), line(13, 3, nik="3318")]
NUMBERS = (1, 1, 2, 7, 7, 11, 12, 13)


def stored(desk: Desk) -> dict[str, CurrentVoter]:
    """The current rows in the store."""
    with desk.store.read() as unit:
        return {row.subject: row for row in unit.iter_voters()}


def recomputed(desk: Desk) -> dict[str, CurrentVoter]:
    """The current rows from deliveries and entries alone."""
    with desk.store.read() as unit:
        return {row.subject: row for row in recompute_area(unit, desk.ordering, desk.area)}


class Clerk:
    """Keys anything that comes to hand; what the services refuse stays out."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.refs: list[str] = []
        self.refused: Counter[str] = Counter()

    def step(self) -> None:
        """One thing more."""
        action: Callable[[], object] = self.chance.choice(
            [self.outcome, self.eight, self.eight, self.ubah, self.new, self.new, self.revise, self.withdraw, self.pair,
             self.undo, self.undo, lambda: undo_last(self.desk)]
        )  # fmt: skip
        try:
            action()
        except CoklitError as error:
            self.refused[error.code] += 1

    def subject(self) -> str:
        """A delivered voter."""
        return f"d:{self.desk.area}:{1000 + self.chance.choice(NUMBERS)}"

    def keep(self, saved: object) -> None:
        """Remember an entry, to undo it some day."""
        ref = getattr(saved, "ref", "")
        if ref:
            self.refs.append(ref)

    def outcome(self) -> None:
        choice = self.chance.choice([SESUAI, Outcome(State.TIDAK_DITEMUI), Outcome(State.TMS, "meninggal"), Outcome()])
        self.keep(record_outcome(self.desk, self.subject(), choice))

    def eight(self) -> None:
        target = self.chance.choice(["001", "002", "003", None])
        self.keep(record_outcome(self.desk, self.subject(), Outcome(State.TMS, "salah_tps", target=target)))

    def ubah(self) -> None:
        changes = self.chance.choice([{"name": "TITIK"}, {"nik": nik(60)}, {"nik": nik(7)}, {"rt": "009"}])
        self.keep(record_changes(self.desk, self.subject(), changes))

    def new(self) -> None:
        number = self.chance.choice([*NUMBERS, 60])
        one = line(number)
        cells = Voter(
            one.nkk, nik(number), one.name, "PATI", "01|01|1980", "sudah", "L", "DK", "001", "001", "", "sudah"
        )
        self.keep(record_new(self.desk, self.chance.choice(["001", "002", "003"]), cells))

    def keyed(self) -> CurrentVoter:
        rows = [row for row in stored(self.desk).values() if row.kind is not RowKind.DELIVERED and not row.withdrawn]
        if not rows:
            raise CoklitError("pemilih_tak_dikenal")
        return self.chance.choice(rows)

    def revise(self) -> None:
        changes = self.chance.choice([{"name": "BARU"}, {"tps": "002"}, {"nik": nik(7)}, {"nik": nik(61)}])
        self.keep(revise_new(self.desk, self.keyed().subject, changes))

    def withdraw(self) -> None:
        self.keep(withdraw_new(self.desk, self.keyed().subject, "keliru"))

    def pair(self) -> None:
        eights = [row for row in stored(self.desk).values() if row.outcome.is_wrong_tps]
        if eights:
            self.keep(confirm_pair(self.desk, self.chance.choice(eights).subject, self.keyed().subject))

    def undo(self) -> None:
        if self.refs:
            self.keep(undo(self.desk, self.chance.choice(self.refs[-12:]), "keliru"))


@pytest.mark.parametrize("seed", [0, 103, 110, 123])
def test_stored_rows_are_those_of_a_full_fold(tmp_path: Path, seed: int) -> None:
    desk = open_village(tmp_path, PEOPLE)
    clerk = Clerk(desk, seed)
    try:
        for number in range(90):
            clerk.step()
            assert stored(desk) == recomputed(desk), f"step {number} of seed {seed}"
        assert len(clerk.refs) > 20
        newer = [line(number, 2 if number == 1 else 1, dpid=str(5000 + number) if number == 2 else str(1000 + number))
                 for number in (1, 2, 3, 60)]  # fmt: skip
        take_list(desk, tmp_path / "baru.csv", newer)
        for number in range(20):
            clerk.step()
            assert stored(desk) == recomputed(desk), f"step {number} after the newer list, seed {seed}"
    finally:
        desk.close()


@pytest.mark.parametrize("seed", [5, 6])
def test_counts_of_groups_are_those_of_all_rows(tmp_path: Path, seed: int) -> None:
    odd = [line(21, 3, sex=""), line(22, 3, sex="?", nik="12"), line(23, 2, status="HAPUS")]
    desk = open_village(tmp_path, [*PEOPLE, *odd])
    clerk = Clerk(desk, seed)
    try:
        for _ in range(40):
            clerk.step()
            expected = count_by_tps(stored(desk).values())
            assert {one.tps: one.counts for one in tps_overview(desk)} == expected
        desk.stage_id = "dpshp"
        for number, tps in ((1, "002"), (2, "003"), (7, "001")):
            record_changes(desk, f"d:{desk.area}:{1000 + number}", {"tps": tps, "sex": "P", "disability": "fisik"})
        expected = count_by_tps(stored(desk).values())
        assert {one.tps: one.counts for one in tps_overview(desk)} == expected
        assert expected["003"].pindah_masuk.total == 1
    finally:
        desk.close()
