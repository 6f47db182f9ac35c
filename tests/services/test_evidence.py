"""Papers that prove a TMS: who lacks one, and keeping one without touching the result."""

from __future__ import annotations

import pytest

from coklit_desktop.domain.evidence import Evidence, evidence_text, parse_evidence
from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services.browsing import history, voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.evidence import evidence_kinds, set_evidence, without_evidence
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.pleno import determine
from tests.services.small import key
from tests.services.test_pleno import all_right, disagree, refused, subject


def dpids(desk: Desk, tps: str | None = None) -> list[str]:
    """DPIDs of those who lack a paper."""
    return [row.dpid for row in without_evidence(desk, tps)]


def test_codes_1_to_4_want_a_paper(desk: Desk) -> None:
    key(desk, "1001,1,1", "1003,1,2", "1004,1,4", "1005,1,8,2", "1006,1,6", "1007,2,3", "1008,2,0", "1009,2,U,,,,X")
    assert dpids(desk) == ["1001", "1003", "1004", "1007"]
    assert dpids(desk, "002") == ["1007"]
    record_outcome(desk, subject(1), Outcome(State.TMS, "meninggal"), evidence="surat RT")
    assert dpids(desk, "001") == ["1003", "1004"]


def test_a_paper_is_kept_and_the_result_stays(desk: Desk) -> None:
    assert "Akta kematian" in evidence_kinds(desk)
    outcome = Outcome(State.TMS, "pindah_domisili", destination="Desa Kedungsari")
    record_outcome(desk, subject(1), outcome)
    set_evidence(desk, subject(1), "Surat pindah", " 475/ 12:3 ")
    row = voter(desk, "1001")
    assert row.outcome.destination == "Desa Kedungsari"
    assert parse_evidence(row.outcome.evidence) == Evidence("Surat pindah", "475/ 12:3")
    assert set_evidence(desk, subject(1), "Surat pindah", "475/ 12:3").unchanged
    set_evidence(desk, subject(1), "Surat pindah", "")
    assert voter(desk, "1001").outcome.evidence == "Surat pindah"
    set_evidence(desk, subject(1), "", "")
    assert voter(desk, "1001").outcome == outcome
    assert len(history(desk, "1001")) == 4
    assert check(desk).ok


def test_a_code_of_an_earlier_stage_can_still_be_proven(desk: Desk) -> None:
    key(desk, "1001,1,8,2")
    desk.stage_id = "dpshp"
    set_evidence(desk, subject(1), "KTP-el", "")
    assert voter(desk, "1001").outcome.target == "002"


def test_what_takes_no_paper_is_refused(desk: Desk) -> None:
    assert refused(lambda: set_evidence(desk, subject(1), "KK", "1")) == "bukti_hanya_tms"
    key(desk, "1001,1,1", "1002,1,1")
    assert refused(lambda: set_evidence(desk, subject(1), "Foto makam", "1")) == "bukti_tak_dikenal"
    assert refused(lambda: set_evidence(desk, subject(1), "", "1")) == "bukti_tak_dikenal"
    assert refused(lambda: set_evidence(desk, "d:tak.ada:1", "KK", "1")) == "pemilih_tak_dikenal"
    disagree(desk, 2, state="tms", reason="ganda")
    assert voter(desk, "1002").conflict
    assert refused(lambda: set_evidence(desk, subject(2), "KK", "1")) == "putuskan_dahulu"


def test_after_the_pleno_a_paper_wants_a_reason(desk: Desk) -> None:
    key(desk, "1001,1,1")
    all_right(desk)
    determine(desk)
    assert refused(lambda: set_evidence(desk, subject(1), "Akta kematian", "9")) == "sudah_ditetapkan"
    desk.change_reason = "akta menyusul"
    set_evidence(desk, subject(1), "Akta kematian", "9")
    assert history(desk, "1001")[-1].reason == "akta menyusul"


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [("KK", "12", "KK: 12"), ("KK", "", "KK"), ("", "12", ": 12"), ("", " ", None), ("A: B", "1 : 2", "A B: 1 : 2")],
)
def test_text_and_back(kind: str, number: str, text: str | None) -> None:
    assert evidence_text(kind, number) == text
    if text is not None:
        again = parse_evidence(text)
        assert again is not None
        assert evidence_text(*again) == text


def test_older_texts_are_kinds(desk: Desk) -> None:
    assert parse_evidence("surat RT") == Evidence("surat RT", "")
    assert parse_evidence(None) is None
    assert parse_evidence(" : ") is None
