"""Rows as odd as they may come, for hypothesis: every kind, state, code, move and sex, a few of each value."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from coklit_desktop.domain.counted import CODED, KNOWN, ORDINARY, SPECIAL, Counted
from coklit_desktop.domain.records import CurrentVoter, Mark, Outcome, RowKind, State, TmsReason, Voter

AREAS = ("33.18.19.2008", "33.18.19.2009", "33.18.02.2001", "33.18.190.2001")
TPS_LIST = ("001", "002", "901")
NIKS = (
    "3318190101800001", "3318194101800001", "3318197101800001", "3318197201800001", "3318194113800001",
    "3318194101800000", "331819410180000", "33181941018000011", "331819410180000A", "\uff13318194101800001", "",
)  # fmt: skip
CODES = {
    "tms": (*TmsReason, ""),
    "disabilitas": ("fisik", "mental", "7"),
    "ktp_el": ("sudah", "belum", "", "Q"),
}

voters = st.builds(
    Voter,
    nkk=st.sampled_from(["", "3318190101000001", "3318190101000002"]),
    nik=st.sampled_from(NIKS),
    name=st.sampled_from(["SITI AMINAH", "NUR'AINI", "JOKO"]),
    sex=st.sampled_from(["L", "P", "L", "P", "", "X"]),
    disability=st.sampled_from(["", "", *CODES["disabilitas"]]),
    ktp_el=st.sampled_from(CODES["ktp_el"]),
)
outcomes = st.one_of(
    st.builds(Outcome, st.sampled_from([state for state in State if state is not State.TMS])),
    st.builds(
        Outcome,
        st.just(State.TMS),
        st.sampled_from([None, *map(str, TmsReason)]),
        evidence=st.sampled_from([None, "", "Akta kematian", "Akta: 12"]),
    ),
)


@st.composite
def current_rows(draw: st.DrawFn) -> CurrentVoter:
    """One row; a B has neither delivered cells nor TPS, as the fold makes it."""
    kind = draw(st.sampled_from([RowKind.DELIVERED, RowKind.DELIVERED, RowKind.NEW, RowKind.PAIR]))
    now, tps = draw(voters), draw(st.sampled_from(TPS_LIST))
    row = CurrentVoter(
        "", kind, draw(st.sampled_from(AREAS)), tps, now, mark=draw(st.sampled_from([Mark.NONE, *Mark])),
        conflict=draw(st.booleans()),
    )  # fmt: skip
    if kind is not RowKind.DELIVERED:
        return replace(row, withdrawn=draw(st.booleans()))
    came = draw(st.sampled_from([tps, tps, *TPS_LIST, ""]))
    before = draw(st.sampled_from([None, now, now]) | voters)
    return replace(row, outcome=draw(outcomes), delivered_tps=came, delivered=before, gone=draw(st.integers(0, 4)) == 0)


@st.composite
def villages(draw: st.DrawFn) -> list[CurrentVoter]:
    """Rows of several villages, each with a subject of its own."""
    rows = draw(st.lists(current_rows(), max_size=25))
    return [replace(row, subject=f"d:{row.area}:{number}") for number, row in enumerate(rows)]


@st.composite
def numbers(draw: st.DrawFn) -> Counted:
    """The name of any number."""
    name = draw(st.sampled_from(sorted(KNOWN)))
    codes = ""
    if name in CODED and draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(CODES[name]), min_size=1, max_size=3))
        codes = f":{draw(st.sampled_from(['', '!']))}{','.join(chosen)}"
    return Counted(
        name + codes,
        tps=draw(st.sampled_from(["", ORDINARY, SPECIAL, *TPS_LIST])),
        sex=draw(st.sampled_from(["", "L", "P"])),
        area=draw(st.sampled_from(["", *AREAS, "33.18.19", "33.18"])),
    )
