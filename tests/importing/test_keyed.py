"""Keyed results: what each cell says, and what cannot be read at all."""

from pathlib import Path

import pytest

from coklit_desktop.domain.elections import Election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.keyed import KeyedFile, read_keyed
from coklit_desktop.importing.recognise import FileKind, recognise
from tests.importing.conftest import VOTER

HEADING = "DPID,TPS,KET,TPS_TUJUAN,NKK,NIK,NAMA,TMPT_LHR,TGL_LHR,STS,JK,ALAMAT,RT,RW,DIS,KTPEL"
NEW = f',3,B,,{VOTER.nkk},{VOTER.nik},"A, S.PD",PATI,17|01|2004,B,P,{VOTER.address},003,001,0,S'


def keyed(tmp_path: Path, election: Election, *rows: str, delimiter: str = ",", encoding: str = "utf-8") -> KeyedFile:
    path = tmp_path / "hasil.csv"
    text = "\n".join([HEADING, *(row + "," * (15 - row.count(",")) if '"' not in row else row for row in rows)])
    path.write_bytes((text.replace(",", delimiter) if delimiter != "," else text).encode(encoding))
    assert recognise(path) is FileKind.KEYED
    return read_keyed(path, election)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "#"])
def test_each_outcome(tmp_path: Path, election: Election, delimiter: str) -> None:
    rows = ["101,3,0", "102,003,T", "103,TPS 3,8,12", "104,3,u", "105,3,4"]
    found = keyed(tmp_path, election, *rows, delimiter=delimiter)
    assert [(row.line, row.dpid, row.tps, row.ket, row.tps_tujuan) for row in found.rows] == [
        (2, "101", "003", "0", ""),
        (3, "102", "003", "T", ""),
        (4, "103", "003", "8", "012"),
        (5, "104", "003", "U", ""),
        (6, "105", "003", "4", ""),
    ]
    assert (found.rejected, found.rows_total) == ([], 5)


def test_filled_columns_are_new_values_and_a_dash_clears(tmp_path: Path, election: Election) -> None:
    found = keyed(tmp_path, election, "101,3,U,,,,,-,17-1-1990,s,laki-laki,,4,,0,b", "102,3,U,,,,,,,,,,,,2,-")
    assert found.rows[0].filled == {
        "birth_place": "", "birth_date": "17|01|1990", "marital_status": "sudah", "sex": "L", "rt": "4",
        "disability": "", "ktp_el": "belum",
    }  # fmt: skip
    assert found.rows[1].filled == {"disability": "intelektual", "ktp_el": ""}


def test_a_new_voter_with_all_columns(tmp_path: Path, election: Election) -> None:
    row = keyed(tmp_path, election, NEW).rows[0]
    assert (row.dpid, row.ket) == ("", "B")
    assert type(VOTER)(**row.filled) == VOTER._replace(name="A, S.PD")


@pytest.mark.parametrize("date", ["17|01|2004", "17-1-2004", "17/01/2004", "17.01.2004", "2004-01-17", "17 01 2004"])
def test_dates_with_the_usual_separators(tmp_path: Path, election: Election, date: str) -> None:
    assert keyed(tmp_path, election, f"101,3,U,,,,,,{date}").rows[0].filled == {"birth_date": "17|01|2004"}


@pytest.mark.parametrize("date", ["01-17-2004", "31|31|2004", "17|01|04", "x"])
def test_dates_that_could_mean_another_stay_as_they_came(tmp_path: Path, election: Election, date: str) -> None:
    assert keyed(tmp_path, election, f"101,3,U,,,,,,{date}").rows[0].filled == {"birth_date": date}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("101,3,9", "KET"),
        ("101,3,", "KET"),
        ("101,,0", "TPS"),
        ("101,LAMA,0", "TPS"),
        ("101,3,8,DUA", "TPS tujuan"),
        ("101,3,U,,,3.31819E+15", "Excel"),
        (",3,B,,3.31819E+15", "Excel"),
        ("101,3,0,,,,,,,,,,,,,,,x", "Kolom"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(
    tmp_path: Path, election: Election, row: str, reason: str
) -> None:
    found = keyed(tmp_path, election, row, "102,3,0")
    assert [kept.dpid for kept in found.rows] == ["102"]
    ((refused, why),) = found.rejected
    assert refused.line == 2
    assert reason in why
    assert found.rows_total == 2


def test_a_list_is_no_file_of_results(tmp_path: Path, election: Election) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("DPID,TPS,NIK,NAMA\n1,2,3,4\n", encoding="utf-8")
    with pytest.raises(CoklitError, match="kolom_kurang") as caught:
        read_keyed(path, election)
    assert caught.value.params == {"missing": "KET, TPS TUJUAN"}


def test_nothing_personal_is_shown_by_a_repr(tmp_path: Path, election: Election) -> None:
    found = keyed(tmp_path, election, NEW)
    assert VOTER.nik not in repr(found) + repr(found.rows)
