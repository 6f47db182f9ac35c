"""Whose list a file is."""

from collections import Counter

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.importing.villages import Office, VillageCells, judge
from tests.importing.conftest import AREA, HEADING, Read, Write

OTHER = {"KEL_ID": "3318192006", "KELURAHAN": "JEPAT KIDUL"}
NO_CODE = {"KEL_ID": "48211", "KEC_ID": "3021"}  # Sidalih's own numbers


def test_the_wrong_villages_file_is_refused_with_both_names(sidalih: Write, read: Read) -> None:
    with pytest.raises(CoklitError, match="desa_salah") as caught:
        read(sidalih(OTHER, {**OTHER, "DPID": "102"}, {"DPID": "103"}))
    assert caught.value.params == {"desa": "JEPAT KIDUL", "kecamatan": "TAYU", "milik": "Jepat Lor"}


@pytest.mark.parametrize(
    "names",
    [
        {"KELURAHAN": "Jepat Lor"},
        {"KELURAHAN": "JEPATLOR", "KECAMATAN": "KEC. TAYU"},
        {"KELURAHAN": "DESA JEPAT-LOR", "KECAMATAN": ""},
        {"KELURAHAN": "", "KECAMATAN": ""},
    ],
)
def test_names_tell_where_the_numbers_are_sidalihs_own(sidalih: Write, read: Read, names: dict[str, str]) -> None:
    found = read(sidalih({**NO_CODE, **names}))
    assert (found.area, len(found.rows)) == (AREA, 1)


def test_another_spelling_is_taken_and_told(sidalih: Write, read: Read) -> None:
    assert "ejaan_desa" in read(sidalih({**NO_CODE, "KELURAHAN": "JEPPAT LOR"})).warnings


@pytest.mark.parametrize(
    "names",
    [
        {"KELURAHAN": "JEPAT KIDUL"},
        {"KELURAHAN": "JEPAT LOR", "KECAMATAN": "MARGOYOSO"},
        {"KELURAHAN": "TENDAS"},
        {"KELURAHAN": "NAMA YANG TAK ADA"},
    ],
)
def test_names_of_another_village_are_refused(sidalih: Write, read: Read, names: dict[str, str]) -> None:
    with pytest.raises(CoklitError, match="desa_salah"):
        read(sidalih({**NO_CODE, **names}))


@pytest.mark.parametrize("area", ["33.18.19", "33.18", "33"])
def test_a_kecamatan_or_regency_takes_any_village_under_its_code(sidalih: Write, read: Read, area: str) -> None:
    assert read(sidalih(OTHER), area=area).area == "33.18.19.2006"
    if area != "33":
        assert read(sidalih({**NO_CODE, "KELURAHAN": "JEPAT KIDUL"}), area=area).area == "33.18.19.2006"


@pytest.mark.parametrize("area", ["33.18.16", "33.19"])
def test_it_takes_none_from_elsewhere(sidalih: Write, read: Read, area: str) -> None:
    with pytest.raises(CoklitError, match="desa_salah"):
        read(sidalih({}), area=area)


def test_a_list_that_names_no_village(sidalih: Write, read: Read) -> None:
    heading = [name for name in HEADING if name not in ("KEC_ID", "KECAMATAN", "KEL_ID", "KELURAHAN")]
    assert read(sidalih({}, heading=heading)).warnings == ["desa_tak_tertulis"]
    with pytest.raises(CoklitError, match="desa_tidak_jelas"):
        read(sidalih({}, heading=heading), area="33.18.19")


def test_an_area_unknown_to_the_table_goes_by_the_files_own_name(sidalih: Write, read: Read) -> None:
    new = {**NO_CODE, "KELURAHAN": "PEMEKARAN"}
    assert read(sidalih(new), area="33.18.19.2999").village_name == "PEMEKARAN"
    assert read(sidalih(new), area="33.18.19.2999", area_name="Pemekaran").area == "33.18.19.2999"
    with pytest.raises(CoklitError, match="desa_salah"):
        read(sidalih(new), area="33.18.19.2999", area_name="Lain Sekali")


def test_spellings_of_one_village_are_counted_together() -> None:
    counts = Counter({
        VillageCells("", "JEPAT LOR", "TAYU"): 4,
        VillageCells("", "Jepat Lor", "Tayu"): 4,
        VillageCells("", "JEPAT KIDUL", "TAYU"): 5,
    })  # fmt: skip
    verdict = judge(counts, Office(AREA))
    assert verdict.area == AREA
    assert verdict.strangers == {VillageCells("", "JEPAT KIDUL", "TAYU")}


def test_a_rejects_file_that_comes_back_is_never_refused_as_a_whole(sidalih: Write, read: Read) -> None:
    found = read(sidalih(OTHER, {**OTHER, "DPID": "102"}, {"DPID": "103"}, heading=[*HEADING, "ALASAN_DITOLAK"]))
    assert [row.dpid for row in found.rows] == ["103"]
    assert [row.code for row in found.rejected] == ["desa_lain", "desa_lain"]
