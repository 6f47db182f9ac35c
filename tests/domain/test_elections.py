"""Elections are data: all four files load, and say what the program relies on."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from coklit_desktop.domain.elections import election_ids, is_loksus, load_election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.records import VOTER_FIELDS, Mark, RowKind, State, TmsReason
from coklit_desktop.reports.catalog import FORMS

DOCS = Path(__file__).parents[2] / "docs"
CODED = ("disability", "ktp_el", "marital_status")


@pytest.fixture(params=["pdpb-2026", "pemilu-2024", "pilkada-2020", "pilkada-2024"])
def election(request):
    """Each election in turn."""
    return load_election(request.param)


def test_these_elections_are_known() -> None:
    assert election_ids() == ["pdpb-2026", "pemilu-2024", "pilkada-2020", "pilkada-2024"]
    with pytest.raises(CoklitError) as caught:
        load_election("pilkada-1955")
    assert caught.value.code == "pemilihan_tak_dikenal"


def test_the_window_holds_voting_day(election) -> None:
    first, last = election.window
    assert first < election.voting_day < last
    assert election.minimum_age == 17
    assert election.tps_limit > 0


def test_codes_and_names_are_unique(election) -> None:
    kinds = (election.keterangan_codes, election.disability_codes, election.ktp_el_codes, election.marital_codes)
    for codes in kinds:
        assert len(set(codes.values())) == len(codes)
    for codes, labels in zip(
        kinds,
        (election.keterangan_labels, election.disability_labels, election.ktp_el_labels, election.marital_labels),
        strict=True,
    ):
        assert codes.keys() == labels.keys()
        assert all(labels.values())


def test_codes_are_read_back_as_their_names(election) -> None:
    for field in CODED:
        codes = {"disability": election.disability_codes, "ktp_el": election.ktp_el_codes}.get(
            field, election.marital_codes
        )
        for name, code in codes.items():
            assert election.knows(field, name)
            assert election.encode(field, name) == code
            assert election.decode(field, f" {code.lower()} ") == name


def test_unknown_codes_stay_as_they_came(election) -> None:
    assert election.decode("disability", "77") == "77"
    assert election.encode("disability", "77") == "77"
    assert not election.knows("disability", "77")
    assert election.decode("name", "1") == "1"
    assert election.knows("name", "anything")
    assert [election.decode("disability", blank) for blank in ("", "0", "-")] == ["", "", ""]


def test_stages_allow_only_known_reasons(election) -> None:
    assert [stage.id for stage in election.stages] == ["dphp", "dpshp", "dpt"]
    for stage in election.stages:
        assert set(stage.tms) <= set(election.keterangan_codes)
        assert all(election.keterangan_codes[reason].isdecimal() for reason in stage.tms)
        assert stage.ubah_tps is (stage.id != "dphp")
        assert "salah_tps" not in stage.tms or stage.id == "dphp"
    assert election.stage("dpt").changes_for == "DPT"
    with pytest.raises(StopIteration):
        election.stage("xx")


def test_printed_digits_are_those_of_the_form(election) -> None:
    digits = list(election.tms_by_code)
    assert digits == [str(number) for number in range(1, len(digits) + 1)]
    assert [election.keterangan_codes[name] for name in ("baru", "ubah")] == ["B", "U"]


def test_the_same_digit_means_different_things() -> None:
    old, new = load_election("pilkada-2020"), load_election("pilkada-2024")
    assert (old.tms_by_code["8"], new.tms_by_code["8"]) == ("hilang_ingatan", "salah_tps")
    assert (old.tms_by_code["5"], new.tms_by_code["5"]) == ("tidak_dikenal", "wna")
    assert (old.decode("disability", "2"), new.decode("disability", "2")) == ("tuna_netra", "intelektual")
    assert (old.decode("ktp_el", "S"), new.decode("ktp_el", "S")) == ("sudah_rekam_suket", "sudah")
    assert (old.tps_limit, new.tps_limit, load_election("pemilu-2024").tps_limit) == (500, 600, 300)


def test_voting_days() -> None:
    days = {one: load_election(one).voting_day for one in ("pemilu-2024", "pilkada-2024", "pilkada-2020")}
    assert days == {
        "pemilu-2024": date(2024, 2, 14),
        "pilkada-2024": date(2024, 11, 27),
        "pilkada-2020": date(2020, 12, 9),
    }


def test_every_form_has_an_official_name_and_fillable_headings(election) -> None:
    known = {"changes_for", "recap_title", "election", "year", "period", "by", "level"}
    for form in (election.forms[form_id] for form_id in FORMS):
        assert form["name"]
        for line in form.get("heading", ()):
            assert set(re.findall(r"\{(\w+)\}", line)) <= known


def test_loksus_begins_at_901() -> None:
    assert [is_loksus(tps) for tps in ("001", "900", "901", "999")] == [False, False, True, True]


# --- the glossary


def glossary_names() -> set[str]:
    """Code names in the third column of docs/glossary.md."""
    found: set[str] = set()
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = line.split("|")
        if line.startswith("|") and len(cells) == 7:
            found.update(re.findall(r"`([^`]+)`", cells[3]))
    return found


def test_every_code_name_is_in_the_glossary(election) -> None:
    names = {
        *election.keterangan_codes, *election.disability_codes, *election.ktp_el_codes, *election.marital_codes,
        *(stage.id for stage in election.stages), election.id,
    }  # fmt: skip
    assert names - glossary_names() == set()


def test_every_import_column_is_in_the_glossary() -> None:
    path = resources.files("coklit_desktop.resources").joinpath("columns.toml")
    columns = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {name for section in ("voter", "row") for name in columns[section]}
    assert set(VOTER_FIELDS) <= names
    assert names - glossary_names() == set()


def test_every_state_mark_and_reason_is_in_the_glossary() -> None:
    names = {str(one) for kind in (State, Mark, RowKind, TmsReason) for one in kind} - {""}
    assert names - glossary_names() == set()
