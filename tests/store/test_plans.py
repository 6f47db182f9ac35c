"""What is asked at every keystroke is answered by an index: the plans that SQLite makes, not the time they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from coklit_desktop.store.part import Part
from coklit_desktop.store.store import Store
from coklit_desktop.store.unit import Unit
from tests.store.samples import AREA, OTHER_AREA, taken_back, village

QUESTIONS: dict[str, tuple[str, Callable[[Unit], object]]] = {
    "subjects": ("ix_voters_subject", lambda unit: unit.voters(subjects=["d:1"])),
    "NIK in a village": ("ix_voters_nik", lambda unit: unit.voters(area=AREA, niks=["1", "2"])),
    "NKK in a village": ("ix_voters_nkk", lambda unit: unit.voters(area=AREA, nkks=["1"])),
    "halves of pairs": ("ix_voters_partner", lambda unit: unit.voters(area=AREA, partners=["d:1"])),
    "a TPS": ("ix_voters_", lambda unit: unit.voters(area=AREA, tps="001")),
    "whether a TPS is there": ("ix_voters_", lambda unit: unit.has_tps(AREA, "001")),
    "entries about somebody": ("ix_entries_subject", lambda unit: unit.entries_about(["d:1"])),
    "the head of a chain": ("entries", lambda unit: unit.head("a1", AREA)),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_plan(kept: Store, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    index, ask = QUESTIONS[question]
    plans: list[str] = []

    def explain(part: Part, statement: str, values: object = ()) -> None:
        plans.extend(row[3] for row in part._driver.execute(f"EXPLAIN QUERY PLAN {statement}", values))

    with taken_back(kept) as unit:
        unit.put_voters(village(300))
        unit.put_voters(village(20, area=OTHER_AREA, seed=2))
        for name in ("_all", "_one"):
            plain = getattr(Part, name)
            monkeypatch.setattr(
                Part,
                name,
                lambda part, sql, values=(), plain=plain: (explain(part, sql, values), plain(part, sql, values))[1],
            )
        ask(unit)
    reads = [step for step in plans if "voters" in step or "entries" in step or " v " in step or " e " in step]
    assert any(index in step for step in reads), plans
    assert not any(step.startswith(("SCAN v", "SCAN e")) for step in plans), plans


def test_a_tps_is_there_if_somebody_is_in_it_or_was_delivered_to_it(kept: Store) -> None:
    with taken_back(kept) as unit:
        unit.put_voters([replace(village(1)[0], tps="007", delivered_tps="003")])
        known = {tps for tps in ("001", "003", "007") if unit.has_tps(AREA, tps)}
        assert known == {tps for _, tps in unit.tps_list(AREA)} == {"003", "007"}
        assert not unit.has_tps(OTHER_AREA, "007")
