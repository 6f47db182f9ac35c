"""The papers that prove a TMS: who has none yet, and keeping one without touching the result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.evidence import Evidence, evidence_text, lacks_paper, parse_evidence
from coklit_desktop.services.keying import delivered_row, write_outcome
from coklit_desktop.services.ledger import Saved, refold, require_writable, saved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk

__all__ = ["Evidence", "evidence_kinds", "lacking", "parse_evidence", "set_evidence", "without_evidence"]


def evidence_kinds(desk: Desk) -> tuple[str, ...]:
    """The kinds of paper that the election's file names."""
    return tuple(desk.election.forms["evidence_kinds"])


def without_evidence(desk: Desk, tps: str | None = None) -> list[CurrentVoter]:
    """Voters struck by a code 1 to 4 without a paper that proves it, in printed order."""
    with desk.store.read() as unit:
        area = desk.area if desk.office == "pps" else None
        return lacking(unit.iter_voters(area) if tps is None else unit.voters(area=area, delivered_tps=tps))


def lacking(rows: Iterable[CurrentVoter]) -> list[CurrentVoter]:
    """`without_evidence` of rows that were read already."""
    found = [row for row in rows if row.is_delivered and lacks_paper(row.outcome)]
    return sorted(found, key=lambda row: (row.area, row.delivered_tps, row.list_order))


def set_evidence(desk: Desk, subject: str, kind: str, number: str) -> Saved:
    """Keep the paper that proves a TMS, the result as it is; an empty kind and number take it back.

    Raises CoklitError: bukti_hanya_tms, bukti_tak_dikenal, putuskan_dahulu, pemilih_tak_dikenal.
    """
    require_writable(desk)
    if (kind or number.strip()) and kind not in evidence_kinds(desk):
        raise CoklitError("bukti_tak_dikenal", known=", ".join(evidence_kinds(desk)))
    with desk.store.write() as unit:
        row = delivered_row(unit, subject)
        if row.gone or not row.outcome.is_tms:
            raise CoklitError("bukti_hanya_tms")
        if row.conflict:  # a new result would settle it unasked
            raise CoklitError("putuskan_dahulu")
        entry = write_outcome(desk, unit, row, replace(row.outcome, evidence=evidence_text(kind, number)))
        if entry is None:
            return Saved("", 0, desk.now_ms(), row, unchanged=True)
        refold(unit, desk.ordering, row.area, [subject])
        return saved(desk, unit, entry)
