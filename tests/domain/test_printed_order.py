"""The order of a list on paper: the file's own lines where they count the sheet, else RW, RT, NKK, name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coklit_desktop.domain.printed_order import in_printed_order, order_by, sorted_by
from coklit_desktop.domain.records import CurrentVoter, RowKind, Voter

KEYS = ["rw", "rt", "nkk", "name"]
cells = st.sampled_from(["", "1", "2", "010", "A"])
voters = st.lists(st.builds(Voter, rw=cells, rt=cells, nkk=cells, name=cells), max_size=12)


def row(number: int, voter: Voter, line: int = 0) -> CurrentVoter:
    return CurrentVoter(
        f"d:{number}", RowKind.DELIVERED, "33.18.19.2008", "001", voter, line=line, delivered_tps="001", delivered=voter
    )


@given(voters)
def test_keys_of_a_form_give_the_order_of_the_printed_list(people: list[Voter]) -> None:
    rows = [row(number, voter) for number, voter in enumerate(people)]
    assert sorted(rows, key=order_by(KEYS)) == sorted(rows, key=lambda one: one.list_order)


def test_lines_that_count_the_sheet_stay() -> None:
    rows = [row(1, Voter(rw="9"), 1), row(2, Voter(rw="1"), 2)]
    assert sorted_by(["line"], reversed(rows)) == rows


def test_lines_of_the_whole_file_are_numbered_anew_by_what_was_delivered() -> None:
    moved = replace(row(1, Voter(rw="2", rt="10"), 7), voter=Voter(rw="1", rt="1"))
    rows = [moved, row(2, Voter(rw="2", rt="9"), 9), row(3, Voter(rw="10", rt="1"), 4)]
    found = in_printed_order(rows)
    assert [(one.subject, one.line) for one in found] == [("d:2", 1), ("d:1", 2), ("d:3", 3)]


def test_by_tps_first() -> None:
    rows = [replace(row(1, Voter(name="A")), tps="002"), row(2, Voter(name="B"))]
    assert [one.subject for one in sorted_by(["tps", "name"], rows)] == ["d:2", "d:1"]
