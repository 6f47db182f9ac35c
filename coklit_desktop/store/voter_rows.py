"""One row of the table `voters` <-> one CurrentVoter. Quick, because 300,000 pass in one import."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from coklit_desktop.domain.records import (
    BELUM,
    SESUAI,
    CurrentVoter,
    Mark,
    Outcome,
    RowKind,
    State,
    Voter,
    number_or_text,
)
from coklit_desktop.store.models import VOTERS
from coklit_desktop.store.sql import insert_sql

INSERT, COLUMNS = insert_sql(VOTERS)
SELECT_LIST = ", ".join(f'v."{name}"' for name in COLUMNS)
_SAME = "="  # as `delivered`: the current cells are the delivered ones
_KINDS = {str(kind): kind for kind in RowKind}
_MARKS = {str(mark): mark for mark in Mark}


def to_row(row: CurrentVoter) -> tuple[object, ...]:
    """The values of COLUMNS, each of exactly the type the driver knows: enums and booleans would cost it a look-up."""
    voter, outcome = row.voter, row.outcome
    return (
        row.subject, str(row.kind), row.area, row.tps, *voter, str(outcome.state),
        "" if outcome is BELUM or outcome is SESUAI else _outcome_text(outcome),
        row.dpid, row.line, row.delivered_tps, _delivered_text(row), str(row.mark), row.partner or "",
        int(row.gone), int(row.withdrawn), int(row.conflict), row.generation, row.former_tps,
        place_key(voter.rw, voter.rt),
    )  # fmt: skip


def from_row(row: tuple[Any, ...]) -> CurrentVoter:
    """The value of what SELECT_LIST gives."""
    voter = Voter._make(row[4:16])
    (
        state, outcome, dpid, line, delivered_tps, delivered, mark, partner,
        gone, withdrawn, conflict, generation, former_tps, _place,
    ) = row[16:]  # fmt: skip
    return CurrentVoter(
        row[0], _KINDS[row[1]], row[2], row[3], voter, _outcome(state, outcome), dpid, line, delivered_tps,
        voter if delivered == _SAME else None if not delivered else Voter(*json.loads(delivered)),
        _MARKS[mark], partner or None, bool(gone), bool(withdrawn), bool(conflict), generation, former_tps,
    )  # fmt: skip


@lru_cache(4096)
def place_key(rw: str, rt: str) -> str:
    """RW and RT as text whose order is that of CurrentVoter.list_order."""
    return f"{_ordered(rw)}\t{_ordered(rt)}"


def _ordered(text: str) -> str:
    is_text, number, rest = number_or_text(text)
    return f"~{rest}" if is_text else f"{len(str(number)):03d}{number}"


def _delivered_text(row: CurrentVoter) -> str:
    delivered = row.delivered
    if delivered is row.voter or delivered == row.voter:
        return _SAME
    return "" if delivered is None else json.dumps(delivered, ensure_ascii=False)


def _outcome_text(outcome: Outcome) -> str:
    value = outcome.to_json()
    return json.dumps(value, ensure_ascii=False) if len(value) > 1 else ""


@lru_cache(1024)
def _outcome(state: str, text: str) -> Outcome:
    return Outcome(State(state)) if not text else Outcome.from_json(json.loads(text))
