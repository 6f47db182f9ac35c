"""e-Coklit's file: results and places, as they stand in it."""

import pytest

from coklit_desktop.domain.elections import Election
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.coordinates import read_place
from coklit_desktop.importing.ecoklit import read_ecoklit
from coklit_desktop.importing.recognise import FileKind, recognise
from tests.importing.conftest import AREA, HEADING, VOTER, Read, Write

ECOKLIT = [*HEADING, "LATITUDE", "LONGITUDE"]
PLACE = {"LATITUDE": "-6.5370", "LONGITUDE": "111,0420", "SUMBER": "COKLIT"}


def test_results_and_places(sidalih: Write, election: Election) -> None:
    kets = ["0", "T", "1", "8", "U", "u", "Meninggal", "", "9"]
    rows = [{**PLACE, "DPID": str(101 + n), "KETERANGAN": ket} for n, ket in enumerate(kets)]
    new = {**PLACE, "DPID": "0", "KETERANGAN": "B", "NIK": "3318195701043519"}
    path = sidalih(*rows, new, heading=ECOKLIT)
    found = read_ecoklit(path, area=AREA, election=election)
    assert recognise(path) is FileKind.ECOKLIT
    assert [row.ket for row in found.rows] == ["0", "T", "1", "8", "U", "U", "1", "", "9", "B"]
    assert [row.dpid for row in found.rows][-2:] == ["109", ""]
    first = found.rows[0]
    assert (first.line, first.tps, first.voter, first.updated_at) == (2, "003", VOTER, "2024-06-10 08:00:00")
    assert (first.latitude, first.longitude) == ("-6.5370", "111.0420")
    assert (found.rows_total, found.rejected, found.problems) == (10, [], {})


def test_as_a_list_it_gives_places_and_keeps_new_voters_aside(sidalih: Write, read: Read) -> None:
    new = {**PLACE, "DPID": "0", "KETERANGAN": "B"}
    found = read(sidalih({**PLACE, "KETERANGAN": "0"}, new, heading=ECOKLIT))
    assert (found.active_count, found.skipped_count) == (1, 1)
    assert found.places == [(2, VOTER.nkk, "-6.5370", "111.0420"), (3, VOTER.nkk, "-6.5370", "111.0420")]


NOTHING = [("0", "0"), ("", ""), ("0.0", "0.0"), ("-", "-")]
WRONG = [("111.0420", "-6.5370"), ("6°32'", "x"), ("-6.5370", ""), ("-6.5370", "500"), ("NaN", "inf"), ("1e1", "1e2")]


@pytest.mark.parametrize(("latitude", "longitude"), [*NOTHING, *WRONG])
def test_no_place_outside_indonesia(sidalih: Write, election: Election, latitude: str, longitude: str) -> None:
    path = sidalih({"LATITUDE": latitude, "LONGITUDE": longitude}, heading=ECOKLIT)
    found = read_ecoklit(path, area=AREA, election=election)
    assert (found.rows[0].latitude, found.rows[0].longitude) == ("", "")
    assert found.problems == ({"di_luar_indonesia": 1} if (latitude, longitude) in WRONG else {})


@pytest.mark.parametrize(("latitude", "longitude"), [("-11", "94"), ("6.5", "142"), ("+1.5", "100.1234567")])
def test_places_up_to_the_border(latitude: str, longitude: str) -> None:
    assert read_place(latitude, longitude) == (latitude, longitude)


def test_a_result_without_tps_goes_nowhere_whatever_its_status(sidalih: Write, election: Election) -> None:
    path = sidalih({"TPS": "", "STATUS": "HAPUS"}, heading=ECOKLIT)
    assert [row.code for row in read_ecoklit(path, area=AREA, election=election).rejected] == ["tps_kosong"]


def test_the_wrong_village_and_another_kind_are_refused(sidalih: Write, election: Election) -> None:
    with pytest.raises(CoklitError, match="desa_salah"):
        read_ecoklit(sidalih({}, heading=ECOKLIT), area="33.18.19.2006", election=election)
    with pytest.raises(CoklitError, match="bukan_ecoklit"):
        read_ecoklit(sidalih({}), area=AREA, election=election)
