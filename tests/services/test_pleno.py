"""The pleno in its order: what refuses a determination, the lock after it, and what changed since."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.digest import stands
from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, RowKind, State, Voter
from coklit_desktop.services import pleno
from coklit_desktop.services.browsing import history, status, village_counts
from coklit_desktop.services.conflicts import conflicts, decide
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk, open_desk
from coklit_desktop.services.evidence import set_evidence
from coklit_desktop.services.keying import (
    confirm_pair,
    record_changes,
    record_new,
    record_outcome,
    revise_new,
    withdraw_new,
)
from coklit_desktop.services.ledger import append_body, refold
from coklit_desktop.services.mapping import place_household
from coklit_desktop.services.office import set_office
from coklit_desktop.services.packing import pack
from coklit_desktop.services.undoing import undo, undo_last
from tests.services.small import (
    AREA,
    ELECTION,
    HEADING,
    PASSPHRASE,
    key,
    line,
    new_row,
    nik,
    open_village,
    take_list,
    village,
)
from tests.services.test_handover import ROOT, World
from tests.services.test_refold import PEOPLE, Clerk, stored

OTHER = "b" * 16
NEW = Voter("3318190101000050", nik(50), "BARU", "PATI", "01|01|1980", "sudah", "L", "DK", "001", "001", "", "sudah")


def subject(number: int) -> str:
    """Subject of a voter of the small village."""
    return f"d:{AREA}:{1000 + number}"


def all_right(desk: Desk) -> None:
    """Every voter without a result gets sesuai."""
    for row in stored(desk).values():
        if row.is_delivered and row.outcome.state is State.BELUM:
            record_outcome(desk, row.subject, SESUAI)


def refused(action: Callable[[], object]) -> str:
    """The code with which something is refused."""
    with pytest.raises(CoklitError) as error:
        action()
    return error.value.code


def disagree(desk: Desk, number: int, **outcome: str) -> None:
    """Another laptop keyed something else about a voter, and did not know of what stands here."""
    body = {
        "subject": subject(number), "clerk": "Budi",
        "fields": {"outcome": {"old": None, "new": outcome or {"state": "tidak_ditemui"}, "base": []}},
    }  # fmt: skip
    own, desk.site = desk.site, OTHER
    with desk.store.write() as unit:
        append_body(unit, desk, Kind.RESULT, body, desk.area, [])
        refold(unit, desk.ordering, desk.area, [subject(number)])
    desk.site = own


# --- the determination


def test_determined_is_what_stands(desk: Desk) -> None:
    key(desk, "1001,1,8,2", "1002,1,1", new_row(50, 1))
    all_right(desk)
    set_office(desk, "pleno", {"tempat": "Balai Desa", "tanggal": "02-08-2024", "nomor_ba": "12/PPS/VIII/2024"})
    before = status(desk)
    found = pleno.determine(desk)
    counts = village_counts(desk)
    assert found == pleno.determination(desk)
    assert (found.stage, found.clerk, found.site) == ("dphp", "Sri", desk.site)
    assert (found.digest, found.seq) == (before["digest"], before["ledger"]["seq"])
    assert found.akhir == counts.akhir
    assert (found.place, found.day, found.minutes_number) == ("Balai Desa", "02-08-2024", "12/PPS/VIII/2024")
    assert pleno.determination(desk, "dpshp") is None
    assert pleno.differences(desk) == []


def test_refused_while_anybody_is_without_a_result(desk: Desk) -> None:
    key(desk, "1001,1,0")
    with pytest.raises(CoklitError) as error:
        pleno.determine(desk)
    assert error.value.code == "masih_ada_belum"
    assert error.value.params == {"count": 9, "tps": "001 (5), 002 (4)"}
    assert pleno.determination(desk) is None


def test_in_later_stages_only_changes_are_keyed(desk: Desk) -> None:
    set_office(desk, "stage", {"id": "dpshp"})
    assert pleno.determine(desk).akhir.total == 10
    assert pleno.determination(desk, "dphp") is None


def test_refused_without_a_list(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "desa", "pps", AREA, ELECTION, "Sri", PASSPHRASE)
    assert refused(lambda: pleno.determine(desk)) == "belum_ada_daftar"
    assert refused(lambda: pleno.pleno_state(desk)) == "belum_ada_daftar"
    desk.close()


def test_refused_with_an_open_conflict(desk: Desk) -> None:
    all_right(desk)
    disagree(desk, 1)
    assert refused(lambda: pleno.determine(desk)) == "masih_ada_beda_catatan"
    step = pleno.pleno_state(desk).steps[0]
    assert (step.state, step.lines[0].text) == (pleno.StepState.OPEN, "TPS 001: 1 beda catatan")
    [conflict] = conflicts(desk)
    decide(desk, conflict.id, conflict.choices[0].ref, "menurut lembar")
    assert pleno.determine(desk).akhir.total == 10


def test_refused_twice_and_after_withdrawing_possible_again(desk: Desk) -> None:
    assert refused(lambda: pleno.withdraw_determination(desk, "salah")) == "belum_ditetapkan"
    all_right(desk)
    first = pleno.determine(desk)
    assert refused(lambda: pleno.determine(desk)) == "penetapan_sudah_ada"
    assert refused(lambda: pleno.withdraw_determination(desk, " ")) == "alasan_cabut_kosong"
    desk.change_reason = "masih dari tadi"
    pleno.withdraw_determination(desk, "salah hitung")
    assert pleno.determination(desk) is None
    assert desk.change_reason == ""
    record_outcome(desk, subject(1), Outcome(State.TMS, "tni"))
    again = pleno.determine(desk)
    life = history(desk, f"office:{AREA}:penetapan:dphp")
    assert [one.what for one in life] == ["Daftar ditetapkan dalam pleno", "Penetapan dicabut", life[0].what]
    assert life[1].reason == "salah hitung"
    assert (again.akhir.total, first.akhir.total) == (9, 10)
    assert pleno.determination(desk) == again


@pytest.mark.parametrize(("office", "area"), [("ppk", "33.18.19"), ("kabko", "33.18")])
def test_other_offices_determine_no_village(tmp_path: Path, office: str, area: str) -> None:
    desk = create_desk(tmp_path / "kantor", office, area, ELECTION, "Sri", PASSPHRASE, root_passphrase=ROOT)
    assert refused(lambda: pleno.determine(desk)) == "penetapan_hanya_pps"
    assert refused(lambda: pleno.withdraw_determination(desk, "salah")) == "penetapan_hanya_pps"
    assert refused(lambda: pleno.pleno_state(desk)) == "penetapan_hanya_pps"
    desk.close()


def test_beside_a_window_nothing_is_determined(desk: Desk) -> None:
    all_right(desk)
    reader = open_desk(desk.store.folder, PASSPHRASE, write=False)
    assert refused(lambda: pleno.determine(reader)) == "hanya_baca"
    reader.close()


def test_an_undone_determination_is_none(desk: Desk) -> None:
    all_right(desk)
    pleno.determine(desk)
    with desk.store.read() as unit:
        [entry] = unit.latest(1)
    undo(desk, entry.hash, "keliru")
    assert pleno.determination(desk) is None


# --- the lock


def prepared(folder: Path) -> Desk:
    """A village that was determined, with something of every kind in it."""
    desk = open_village(folder)
    key(desk, "1001,1,8,2", "1002,1,1", "1007,2,8", new_row(50, 1), new_row(60, 1, name="ORANG 007"))
    all_right(desk)
    pleno.determine(desk)
    return desk


def keyed_b(desk: Desk, number: int) -> str:
    """Subject of a keyed B by its NIK."""
    return next(r.subject for r in stored(desk).values() if r.kind is RowKind.NEW and r.voter.nik == nik(number))


def import_ecoklit(desk: Desk) -> object:
    """A result for a voter that came after, from e-Coklit; the list itself is there."""
    new = line(30, 2).text().replace("#1030#", "#0#").replace("#DP4##2#", "#COKLIT#B#2#")
    path = desk.store.folder.parent / "ecoklit.csv"
    path.write_text("\r\n".join([f"{HEADING}#LATITUDE#LONGITUDE", f"{new}#-6.5#111.0"]), encoding="utf-8")
    return commit_import(desk, preview_import(desk, [path], results=True))


WAYS: dict[str, Callable[[Desk], object]] = {
    "outcome": lambda desk: record_outcome(desk, subject(3), Outcome(State.TIDAK_DITEMUI)),
    "changes": lambda desk: record_changes(desk, subject(3), {"name": "LAIN"}),
    "new": lambda desk: record_new(desk, "001", NEW._replace(nik=nik(70))),
    "revise": lambda desk: revise_new(desk, keyed_b(desk, 50), {"name": "LAIN"}),
    "pair": lambda desk: confirm_pair(desk, subject(7), keyed_b(desk, 60)),
    "evidence": lambda desk: set_evidence(desk, subject(2), "Akta kematian", "12"),
    "enter": lambda desk: key(desk, "1003,1,T"),
    "enter B": lambda desk: key(desk, new_row(71, 1)),
    "import": lambda desk: take_list(desk, desk.store.folder.parent / "baru.csv", [*village(), line(31, 1)]),
    "ecoklit": import_ecoklit,
    "undo last": undo_last,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_change_after_the_pleno_wants_a_reason(tmp_path: Path, way: str) -> None:
    desk = prepared(tmp_path)
    with desk.store.read() as unit:
        count = unit.count_entries()
    before = stored(desk)
    assert refused(lambda: WAYS[way](desk)) == "sudah_ditetapkan"
    assert stored(desk) == before
    assert not list(tmp_path.glob("*.ditolak*"))
    desk.change_reason = "hasil perbaikan PKD"
    WAYS[way](desk)
    with desk.store.read() as unit:
        [*later] = unit.latest(unit.count_entries() - count)
    assert later
    changing = [entry for entry in later if entry.kind != Kind.PLACE]
    assert {(entry.body or {}).get("reason") for entry in changing} == {"hasil perbaikan PKD"}
    assert pleno.determination(desk) is not None
    desk.close()


def test_a_reason_of_the_call_itself_is_enough(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    saved = record_outcome(desk, subject(3), Outcome(State.TMS, "meninggal"), reason="surat kematian menyusul")
    undo(desk, saved.ref, "salah orang")
    withdraw_new(desk, keyed_b(desk, 50), "dobel")
    assert refused(lambda: undo_last(desk)) == "sudah_ditetapkan"
    assert refused(lambda: withdraw_new(desk, keyed_b(desk, 60), " ")) == "sudah_ditetapkan"
    assert [entry.reason for one in pleno.differences(desk) for entry in one.entries] == ["dobel"]
    desk.close()


def test_a_decision_after_the_pleno_wants_a_reason(desk: Desk) -> None:
    all_right(desk)
    pleno.determine(desk)
    desk.change_reason = "dari laptop lain"
    disagree(desk, 1)
    desk.change_reason = ""
    [conflict] = conflicts(desk)
    assert refused(lambda: decide(desk, conflict.id, conflict.choices[1].ref, "")) == "sudah_ditetapkan"
    decide(desk, conflict.id, conflict.choices[0].ref, "menurut lembar")
    assert conflicts(desk) == []


def test_what_changes_no_list_is_free(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    set_office(desk, "kantor", {"alamat": "Jl. Raya 1"})
    place = place_household(desk, f"kk:{AREA}:3318190101000001", "-6.5", "111.0", "klik")
    undo(desk, place.ref, "")
    assert pleno.set_masukan(desk, None, {"dari": "PKD", "isi": "TPS 1"}) == 1
    assert key(desk, "1003,1,0").unchanged == 1
    assert pleno.differences(desk) == []
    desk.change_reason = "dari tahapan lama"
    set_office(desk, "stage", {"id": "dpshp"})
    assert desk.change_reason == ""
    assert record_changes(desk, subject(3), {"name": "LAIN"}).row is not None
    assert pleno.differences(desk) == []
    assert [one.row.voter.name for one in pleno.differences(desk, "dphp")] == ["LAIN"]
    desk.close()


def test_before_the_pleno_a_given_reason_is_kept_too(desk: Desk) -> None:
    desk.change_reason = "koreksi"
    saved = record_outcome(desk, subject(1), SESUAI)
    with desk.store.read() as unit:
        entry = unit.entry_at(desk.site, desk.area, saved.seq)
    assert entry is not None
    assert (entry.body or {})["reason"] == "koreksi"


# --- what changed since


def what_counts(row: CurrentVoter) -> object:
    """What a list is made of."""
    return (row.tps, row.outcome, row.voter)


def brute_force(then: dict[str, CurrentVoter], now: dict[str, CurrentVoter]) -> dict[str, tuple[object, object]]:
    """Subject -> before and after, of all that differ."""
    found = {}
    for name in then.keys() | now.keys():
        pair = tuple(what_counts(rows[name]) if name in rows and stands(rows[name]) else None for rows in (then, now))
        if pair[0] != pair[1]:
            found[name] = (pair[0], pair[1])
    return found


def told(differences: list[pleno.Difference]) -> dict[str, tuple[object, object]]:
    """What `brute_force` would say; one person whose row is another now is two rows."""
    found = {}
    for one in differences:
        before, after = (row and (row.subject, what_counts(row)) for row in (one.before, one.after))
        if before and after and before[0] == after[0]:
            found[before[0]] = (before[1], after[1])
            continue
        if before:
            found[before[0]] = (before[1], None)
        if after:
            found[after[0]] = (None, after[1])
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_differences_are_those_of_a_comparison_row_by_row(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = open_village(Path(folder), PEOPLE)
        clerk, chance = Clerk(desk, seed), random.Random(seed)
        try:
            for _ in range(15):
                clerk.step()
            all_right(desk)
            found = pleno.determine(desk)
            then = stored(desk)
            for number in range(24):
                desk.change_reason = f"alasan {number}"
                if number == 12:
                    take_list(desk, Path(folder) / "baru.csv", [line(n, 2 if n == 1 else 1) for n in (1, 2, 3, 60)])
                else:
                    desk.site = chance.choice([desk.site, OTHER])
                    clerk.step()
                differences = pleno.differences(desk)
                assert told(differences) == brute_force(then, stored(desk))
                assert (not differences) == (status(desk)["digest"] == found.digest)
                assert pleno.pleno_state(desk).changed == bool(differences)
                assert [(one.tps, one.row.list_order) for one in differences] == sorted(
                    (one.tps, one.row.list_order) for one in differences
                )
                assert all(entry.reason for one in differences for entry in one.entries)
                assert all(one.entries for one in differences), seed
        finally:
            desk.close()


def test_a_difference_names_only_the_entries_that_count(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    desk.change_reason = "masukan 1"
    wrong = record_outcome(desk, subject(3), Outcome(State.TMS, "tni"))
    undo(desk, wrong.ref, "salah orang")
    right = record_outcome(desk, subject(3), Outcome(State.TMS, "polri"))
    [one] = pleno.differences(desk)
    assert one.before is not None
    assert one.after is not None
    assert (one.before.outcome, one.after.outcome.reason) == (SESUAI, "polri")
    [entry] = one.entries
    assert (entry.ref, entry.who, entry.what, entry.reason) == (right.ref, "Sri", "TMS 7 Polri", "masukan 1")
    desk.close()


def test_a_newer_list_is_the_cause_of_who_came_and_went(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    desk.change_reason = "daftar pengganti"
    take_list(desk, tmp_path / "baru.csv", [*[one for one in village() if one.dpid != "1003"], line(31, 1)])
    came, gone = sorted(pleno.differences(desk), key=lambda one: one.before is not None)
    assert (came.before, came.row.dpid, gone.after, gone.row.dpid) == (None, "1031", None, "1003")
    assert {entry.reason for one in (came, gone) for entry in one.entries} == {"daftar pengganti"}
    desk.close()


def test_late_entries_of_another_laptop_are_taken_and_shown(tmp_path: Path) -> None:
    regency = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=ROOT)
    world = World(regency, tmp_path / "stick", tmp_path)
    one = world.village("satu")
    take_list(one, tmp_path / "x.csv", village())
    world.round_trip(one)
    two = world.village("dua")
    all_right(one)
    found = pleno.determine(one)
    key(two, "1002,1,1")
    assert world.hand_up(pack(two, world.stick)).outcome == "merged"
    world.round_trip(one)
    assert pleno.determination(one) == found
    [late] = pleno.differences(one)
    assert (late.subject, late.entries[0].reason) == (subject(2), "")
    for desk in (one, two, regency):
        desk.close()


def test_a_made_b_that_is_keyed_is_one_person(tmp_path: Path) -> None:
    desk = prepared(tmp_path)
    desk.change_reason = "lembar TPS 2 menyusul"
    key(desk, new_row(1, 2, name="ORANG 001 BENAR"))
    [one] = pleno.differences(desk)
    assert one.before is not None
    assert one.after is not None
    assert (one.before.kind, one.after.kind, one.subject) == (RowKind.PAIR, RowKind.NEW, one.after.subject)
    assert [entry.what for entry in one.entries] == ["Pemilih baru di TPS 002"]
    desk.close()
