"""The paper that proves a TMS: kept in an outcome as one text, "kind: number"."""

from __future__ import annotations

from typing import NamedTuple

from coklit_desktop.domain.records import Outcome, TmsReason

NEEDED_FOR = (
    TmsReason.MENINGGAL,
    TmsReason.GANDA,
    TmsReason.DI_BAWAH_UMUR,
    TmsReason.PINDAH_DOMISILI,
)  # codes 1 to 4 (domain.md 3.2)


class Evidence(NamedTuple):
    """Kind and number; the number may be unknown."""

    kind: str
    number: str = ""


def evidence_text(kind: str, number: str = "") -> str | None:
    """The text kept in the outcome; None where nothing is said."""
    kind, number = " ".join(kind.replace(":", " ").split()), " ".join(number.split())
    return f"{kind}: {number}" if number else kind or None


def parse_evidence(text: str | None) -> Evidence | None:
    """Kind and number of a kept text; a text without colon is a kind alone, as older entries have it."""
    kind, _, number = (text or "").partition(":")
    return Evidence(kind.strip(), number.strip()) if kind.strip() or number.strip() else None


def lacks_paper(outcome: Outcome) -> bool:
    """Whether somebody was struck without the paper that the code needs."""
    return outcome.reason in NEEDED_FOR and not outcome.evidence
