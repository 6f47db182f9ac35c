"""The paper that proves a TMS."""

from __future__ import annotations

import pytest

from coklit_desktop.domain.evidence import Evidence, evidence_text, lacks_paper, parse_evidence
from coklit_desktop.domain.records import SESUAI, Outcome, State


@pytest.mark.parametrize(
    ("kind", "number", "kept", "told"),
    [
        ("Akta kematian", "3318-KM-1", "Akta kematian: 3318-KM-1", Evidence("Akta kematian", "3318-KM-1")),
        ("KK", "", "KK", Evidence("KK", "")),
        ("Surat: RT", " 5 / VII ", "Surat RT: 5 / VII", Evidence("Surat RT", "5 / VII")),
        ("", "", None, None),
    ],
)
def test_kind_and_number_come_back_as_kept(kind: str, number: str, kept: str | None, told: Evidence | None) -> None:
    assert evidence_text(kind, number) == kept
    assert parse_evidence(kept) == told


@pytest.mark.parametrize(
    ("reason", "paper", "lacks"),
    [("meninggal", None, True), ("pindah_domisili", "", True), ("ganda", "KK", False), ("tni", None, False)],
)
def test_codes_1_to_4_want_a_paper(reason: str, paper: str | None, lacks: bool) -> None:
    assert lacks_paper(Outcome(State.TMS, reason, evidence=paper)) is lacks
    assert not lacks_paper(SESUAI)
