"""Undo is an entry; what a later one builds on must stay (design.md 2)."""

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import SESUAI, Outcome, State
from coklit_desktop.services.browsing import history, new_voters, status, voter
from coklit_desktop.services.checking import check
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.keying import (
    confirm_pair,
    parse_keyed_date,
    record_changes,
    record_outcome,
    revise_new,
    withdraw_new,
)
from coklit_desktop.services.undoing import undo, undo_last
from tests.services.small import key, new_row, nik


def _subject(desk: Desk, dpid: str) -> str:
    return voter(desk, dpid).subject


def test_undo_brings_back_what_stood(desk: Desk) -> None:
    before = status(desk)["digest"]
    saved = record_outcome(desk, _subject(desk, "1001"), Outcome(State.TMS, "meninggal"))
    assert status(desk)["digest"] != before
    undo(desk, saved.ref, "salah baris")
    assert status(desk)["digest"] == before
    life = history(desk, "1001")
    assert [line.undone for line in life] == [True, False]
    assert life[1].reason == "salah baris"


def test_undo_of_an_undo_restores(desk: Desk) -> None:
    saved = record_outcome(desk, _subject(desk, "1001"), SESUAI)
    undone = undo(desk, saved.ref, "")
    undo(desk, undone.ref, "")
    assert voter(desk, "1001").outcome == SESUAI
    with pytest.raises(CoklitError) as error:
        undo(desk, undone.ref, "")
    assert error.value.code == "sudah_dibatalkan"


def test_what_a_later_entry_builds_on_must_wait(desk: Desk) -> None:
    first = record_outcome(desk, _subject(desk, "1001"), SESUAI)
    second = record_outcome(desk, _subject(desk, "1001"), Outcome(State.TIDAK_DITEMUI))
    with pytest.raises(CoklitError) as error:
        undo(desk, first.ref, "")
    assert (error.value.code, error.value.params["ref"]) == ("batalkan_dulu", second.ref)
    undo(desk, second.ref, "")
    undo(desk, first.ref, "")
    assert voter(desk, "1001").outcome.state is State.BELUM


def test_undo_last_walks_back_one_by_one(desk: Desk) -> None:
    key(desk, "1001,1,0", "1007,2,0", new_row(50, 1))
    assert undo_last(desk) is not None
    assert new_voters(desk, "001") == []
    assert undo_last(desk, "001") is not None
    assert voter(desk, "1001").outcome.state is State.BELUM
    assert voter(desk, "1007").outcome == SESUAI
    undo_last(desk)
    assert undo_last(desk) is None
    assert check(desk).ok


def test_undoing_an_8_leaves_a_keyed_b_waiting(desk: Desk) -> None:
    key(desk, new_row(1, 2), "1001,1,8,2")
    undo_last(desk)
    assert [str(row.mark) for row in new_voters(desk, "002")] == ["menunggu_kode_8"]


def test_a_b_is_corrected_withdrawn_and_brought_back(desk: Desk) -> None:
    key(desk, new_row(50, 2))
    [row] = new_voters(desk, "002")
    revise_new(desk, row.subject, {"name": "BENAR", "tps": "001"})
    assert [one.voter.name for one in new_voters(desk, "001")] == ["BENAR"]
    gone = withdraw_new(desk, row.subject, "dobel")
    assert new_voters(desk, "001") == []
    undo(desk, gone.ref, "keliru")
    assert len(new_voters(desk, "001")) == 1
    assert check(desk).ok


def test_correcting_a_made_b_keys_it(desk: Desk) -> None:
    key(desk, "1001,1,8,2")
    [made] = new_voters(desk, "002")
    revise_new(desk, made.subject, {"address": "DK BARU"})
    [keyed] = new_voters(desk, "002")
    assert (keyed.voter.address, str(keyed.mark), keyed.voter.nik) == ("DK BARU", "berpasangan", nik(1))


def test_a_person_confirms_a_pair_of_unlike_niks(desk: Desk) -> None:
    key(desk, "1001,1,8,2", new_row(60, 2, name="ORANG 001"))
    assert "mungkin_pasangan" in {f.code for f in check(desk).findings}
    keyed = next(row for row in new_voters(desk, "002") if row.subject.startswith("b:"))
    confirm_pair(desk, _subject(desk, "1001"), keyed.subject)
    assert [row.subject for row in new_voters(desk, "002")] == [keyed.subject]
    assert check(desk).ok


def test_a_nik_of_another_active_voter_is_refused(desk: Desk) -> None:
    with pytest.raises(CoklitError) as error:
        record_changes(desk, _subject(desk, "1002"), {"nik": nik(1)})
    assert error.value.code == "nik_sudah_ada"


@pytest.mark.parametrize("text", ["17-8-1945", "17081945", "17|08|1945", "17/8/45", "1945-08-17", "17 08 45"])
def test_dates_in_any_usual_spelling(desk: Desk, text: str) -> None:
    assert parse_keyed_date(text, desk) == "17|08|1945"


@pytest.mark.parametrize("text", ["", "17-08", "31-02-1990", "kemarin", "170845123"])
def test_what_is_no_date_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(CoklitError) as error:
        parse_keyed_date(text, desk)
    assert error.value.code == "tanggal_lahir_salah"
