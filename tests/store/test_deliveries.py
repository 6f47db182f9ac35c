"""Delivered rows come back byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.canonical import canonical
from coklit_desktop.domain.deliveries import lines_sha256, row_line, row_to_json
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import DeliveredRow, Voter
from coklit_desktop.store.deliveries import CHUNK_ROWS
from coklit_desktop.store.store import Store
from tests.store.samples import AREA, OTHER_AREA, chain, taken_back
from tests.store.strategies import delivered_rows


def _rows(count: int) -> Iterator[DeliveredRow]:
    return (DeliveredRow(number, "001", Voter(name=f"PEMILIH {number}"), str(number)) for number in range(count))


@settings(deadline=None, max_examples=50)
@given(rows=st.lists(delivered_rows, max_size=20))
def test_rows_and_lines_come_back(kept: Store, rows: list[DeliveredRow]) -> None:
    lines = [canonical(row_to_json(row)) for row in rows]
    with taken_back(kept) as unit:
        unit.add_delivery("h", AREA, rows, lines_sha256(lines))
        assert list(unit.delivery_lines("h")) == lines
        assert list(unit.delivery_rows("h")) == rows


@pytest.mark.parametrize("count", [0, 1, CHUNK_ROWS, CHUNK_ROWS + 1, 3 * CHUNK_ROWS])
def test_chunks_hide_nothing(store: Store, count: int) -> None:
    with store.write() as unit:
        staged = unit.stage_delivery(AREA, _rows(count))
        unit.add_staged("h", staged)
    assert (staged.row_count, staged.sha256) == (count, lines_sha256(map(row_line, _rows(count))))
    with store.read() as unit:
        assert list(unit.delivery_rows("h")) == list(_rows(count))


def test_rows_that_are_not_the_named_ones_are_refused(store: Store) -> None:
    with pytest.raises(CoklitError, match="rusak"), store.write() as unit:
        unit.add_delivery("h", AREA, _rows(3), lines_sha256(map(row_line, _rows(4))))
    with store.read() as unit:
        assert not unit.has_delivery("h")


def test_a_delivery_that_is_here_is_left_alone(store: Store) -> None:
    digest = lines_sha256(map(row_line, _rows(3)))
    with store.write() as unit:
        unit.add_delivery("h", AREA, _rows(3), digest)
        unit.add_delivery("h", AREA, _rows(0), digest)
        assert unit.has_delivery("h")
        assert len(list(unit.delivery_rows("h"))) == 3


def test_deliveries_come_in_the_order_of_their_entries(store: Store) -> None:
    entries = chain(3, kind="delivery")
    with store.write() as unit:
        rows = [unit.append(entry) for entry in entries]
        for entry, area in zip(reversed(entries), (AREA, OTHER_AREA, AREA), strict=True):
            unit.add_staged(entry.hash, unit.stage_delivery(area, _rows(1)))
        assert unit.deliveries() == [
            (entry.hash, area, row) for entry, area, row in zip(entries, (AREA, OTHER_AREA, AREA), rows, strict=True)
        ]
        assert [found[0] for found in unit.deliveries(OTHER_AREA)] == [entries[1].hash]
        assert list(unit.delivery_rows("nothing")) == []
