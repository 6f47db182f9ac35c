"""Whatever a file may bring, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from coklit_desktop.domain.records import CurrentVoter, DeliveredRow, Mark, Outcome, RowKind, State, Voter
from tests.store.samples import AREA, OTHER_AREA

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
names = st.one_of(text, st.sampled_from(["SITI AMINAH", "MA'RUF", "  BUDI ", 'A"B', "É", "100%", "A_B", "n!"]))
cells = st.builds(
    Voter,
    *(text for _ in range(2)),
    names,
    *(text for _ in range(5)),
    st.sampled_from(["1", "01", "2", "10", "A", ""]),
    st.sampled_from(["1", "001", "3", "12", "b", " "]),
    text,
    text,
)
maybe = st.none() | text
outcomes = st.builds(Outcome, st.sampled_from(State), maybe, maybe, maybe, maybe, maybe)
tps_numbers = st.sampled_from(["001", "002", "901"])
current_voters = st.builds(
    CurrentVoter,
    subject=st.integers(0, 40).map(lambda number: f"d:{AREA}:{number}"),
    kind=st.sampled_from(RowKind),
    area=st.sampled_from([AREA, OTHER_AREA]),
    tps=tps_numbers,
    voter=cells,
    outcome=outcomes,
    dpid=text,
    line=st.integers(0, 2**53 - 1),
    delivered_tps=tps_numbers | st.just(""),
    delivered=st.none() | cells,
    mark=st.sampled_from(Mark),
    partner=st.none() | st.integers(0, 40).map(lambda number: f"d:{AREA}:{number}"),
    gone=st.booleans(),
    withdrawn=st.booleans(),
    conflict=st.booleans(),
    generation=st.integers(0, 9),
    former_tps=text,
)
delivered_rows = st.builds(DeliveredRow, st.integers(0, 2**53 - 1), tps_numbers, cells, text, text, st.booleans())
