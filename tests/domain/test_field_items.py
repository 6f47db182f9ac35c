"""Items I to XII: keys that are told apart, figures that add up."""

import pytest

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.field_items import Figure, field_items, keyed_figures, whole
from coklit_desktop.domain.recap import Counts, SexCount


@pytest.mark.parametrize("election_id", election_ids())
def test_every_election_has_its_items(election_id: str) -> None:
    election = load_election(election_id)
    for stage in election.stages:
        items = field_items(election, stage)
        names = [name for item in items for name in item.fields]
        assert len(names) == len(set(names))
        assert [item.key for item in items if item.key.startswith("III.")] == [
            f"III.{name}" for name in election.tms_by_code.values() if name in stage.tms
        ]
        assert all(item.label for item in items)
        more = field_items(election, stage, election.tms_by_code.values())
        assert {item.key for item in items} <= {item.key for item in more}


def test_keyed_figures_are_those_of_the_counts() -> None:
    election = load_election("pilkada-2024")
    counts = Counts(
        awal=SexCount(5, 4), baru=SexCount(1, 0), akhir=SexCount(5, 4), ubah=SexCount(0, 2), kk=4,
        tms={"tni": SexCount(1, 0)}, disabilitas={"fisik": SexCount(0, 1)},
        ktp_el={"sudah": SexCount(4, 4), "belum": SexCount(1, 0)},
    )  # fmt: skip
    items = field_items(election, election.stages[0])
    found = keyed_figures(election, items, counts, {"stiker_diterima": "10", "lembar_bukti": "1.004"})
    assert found["I"] == Figure(9, 5, 4)
    assert (found["III.tni"], found["III.polri"]) == (Figure(1, 1, 0), Figure(0, 0, 0))
    assert (found["VI.fisik"], found["XII.ada"], found["XII.belum"]) == (
        Figure(1, 0, 1),
        Figure(8, 4, 4),
        Figure(1, 1, 0),
    )
    assert (found["VII"], found["VIII"], found["IX"], found["XI"]) == (Figure(10), None, None, Figure(1004))
    assert set(found) == {item.key for item in items}


def test_figures_differ_by_any_part() -> None:
    assert Figure(5, 3, 2) - Figure(5, 2, 3) == Figure(0, 1, -1)
    assert Figure(5, 3, 2) - Figure(5, 2, 3)
    assert not Figure(5, 3, 2) - Figure(5, 3, 2)
    assert Figure(5) + Figure(2) == Figure(7)
    assert Figure(5) - Figure(3, 2, 1) == Figure(2)


@pytest.mark.parametrize(
    ("text", "number"), [("1.204", 1204), (" 7 ", 7), ("", None), ("-", None), ("2,5", None), ("٣", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole(text) == number


def test_a_report_tells_what_it_says() -> None:
    election = load_election("pilkada-2024")
    items = {item.key: item for item in field_items(election, election.stages[0])}
    values = {"I:L": "3", "X": "4", "XII.ada:P": "2"}
    assert items["I"].read(values) == Figure(3, 3, 0)
    assert items["V"].read(values) == Figure(0, 0, 0)
    assert (items["X"].read(values), items["XI"].read(values)) == (Figure(4), None)
    assert (items["XII.ada"].read(values), items["XII.belum"].read(values)) == (Figure(2, 0, 2), None)
