"""What forms are filled from: of the village, the kecamatan or the regency, read anew only when something changed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.reports.catalog import FormInfo, form_of
from coklit_desktop.services.browsing import status
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.form_data import Wish, reading
from coklit_desktop.services.office import set_office
from coklit_desktop.services.progressing import progress_in
from tests.services.small import ELECTION, PASSPHRASE, Line, key, open_village, take_list, village

ROOT = "rahasia-ketua-kabupaten-pati"
OTHER = [replace(one, dpid=f"9{one.dpid}", village="JEPAT KIDUL") for one in village()[:5]]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village of two TPS."""
    opened = open_village(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def regency(tmp_path: Path) -> Iterator[Desk]:
    """A regency that has the lists of two villages of one kecamatan."""
    made = create_desk(tmp_path / "kab", "kabko", "33.18", ELECTION, "Ketua", PASSPHRASE, root_passphrase=ROOT)
    lists: list[tuple[str, list[Line]]] = [("lor.csv", village()), ("kidul.csv", OTHER)]
    for name, lines in lists:
        take_list(made, tmp_path / name, lines)
    yield made
    made.close()


def form(desk: Desk, form_id: str, **changes: object) -> FormInfo:
    return replace(form_of(desk.election, form_id), **changes)  # type: ignore[arg-type]


def test_a_village_reads_its_rows_tps_by_tps(desk: Desk) -> None:
    with reading(desk, form(desk, "a-daftar-perubahan")) as data:
        assert data.tps_list == ["001", "002"]
        assert [row.voter.name for row in data.rows_by_tps["002"]] == [f"ORANG {n:03d}" for n in range(7, 11)]
        assert data.counts("001").awal.total == 6
        assert data.state.digest == status(desk)["digest"]
        assert (data.office_kind, data.draft, data.area) == ("pps", True, desk.area)
        with pytest.raises(KeyError):
            data.rows_by_tps["003"]


def test_after_an_entry_counts_and_digest_are_new(desk: Desk) -> None:
    with reading(desk, form(desk, "a-rekap-pps")) as data:
        before = data.state.digest
    with reading(desk, form(desk, "a-rekap-pps")) as data:
        assert data.state.digest == before
    key(desk, "1001,1,1")
    with reading(desk, form(desk, "a-rekap-pps")) as data:
        assert data.state.digest == status(desk)["digest"] != before
        assert data.counts("001").akhir.total == 5


def test_it_is_no_draft_once_determined(desk: Desk) -> None:
    set_office(desk, "penetapan:dphp", {"digest": "x"})
    with reading(desk, form(desk, "a-rekap-pps")) as data:
        assert not data.draft
    set_office(desk, "penetapan:dphp", {"digest": ""})
    with reading(desk, form(desk, "a-rekap-pps")) as data:
        assert data.draft


def test_a_first_look_reads_few_rows_and_no_digest(desk: Desk) -> None:
    with reading(desk, form(desk, "a-daftar-perubahan", lists_all=True), Wish(first=2)) as data:
        assert [row.line for row in data.rows_by_tps["001"]] == [1, 2]
        assert (data.state.digest, data.qr) == ("", False)


def test_a_regency_lists_its_kecamatan_and_a_kecamatan_its_villages(regency: Desk) -> None:
    with reading(regency, form(regency, "a-rekap-pps", level="regency")) as data:
        assert len(data.parts) == 21  # all kecamatan of Pati, heard of or not
        [tayu] = [part for part in data.parts if part.tps]
        assert (tayu.code, tayu.name, tayu.tps, tayu.villages, tayu.counts.awal.total) == ("33.18.19", "Tayu", 3, 2, 15)
        assert data.state.digest == status(regency)["digest"]
        assert (data.office_kind, data.draft) == ("kabko", True)  # most kecamatan have sent nothing
    with reading(regency, form(regency, "a-rekap-pps", level="district"), Wish(area="33.18.19")) as data:
        heard = {part.name: part.counts.awal.total for part in data.parts if part.tps}
        assert heard == {"Jepat Lor": 10, "Jepat Kidul": 5}
        assert len(data.parts) == 21
        assert (data.office_kind, data.area_names.district) == ("ppk", "Tayu")


def test_progress_is_of_the_area_asked_for(regency: Desk) -> None:
    for area, codes in (("33.18", {8, 6}), ("33.18.19", {8, 6}), ("33.18.19.2008", {8})):
        with reading(regency, form(regency, "laporan-kemajuan"), Wish(area=area)) as data:
            found = data.more["progress"]
            assert {line.area for line in found.lines} == {f"33.18.19.200{code}" for code in codes}
            assert found.total.area == area
    with regency.store.read() as unit:
        assert progress_in(regency, unit, "akhir", date(2026, 1, 1), "33.18.18").lines == ()


def test_above_the_village_the_area_must_be_said_and_be_below(regency: Desk) -> None:
    cases = [
        ("village", None, "pilih_desa"),
        ("regency", "33.18.19", "formulir_kantor_lain"),
        ("village", "33.18.19.2009", "belum_ada_daftar"),
        ("village", "33.19.01.2001", "wilayah_bukan_bawahan"),
    ]
    for level, area, code in cases:
        with (
            pytest.raises(CoklitError) as caught,
            reading(regency, form(regency, "a-rekap-pps", level=level), Wish(area=area)),
        ):
            pass
        assert caught.value.code == code
    with reading(regency, form(regency, "a-rekap-pps"), Wish(area="33.18.19.2008")) as data:
        assert data.tps_list == ["001", "002"]
    with reading(regency, form(regency, "a-rekap-pps", level="district")) as data:  # the only one with a list
        assert data.area == "33.18.19"


def test_a_form_of_another_office_and_an_unknown_variant_are_refused(desk: Desk) -> None:
    for changes, wish, code in (
        ({"offices": frozenset({"ppk"})}, Wish(), "formulir_kantor_lain"),
        ({}, Wish(variant="hijau"), "ragam_tak_ada"),
    ):
        with pytest.raises(CoklitError) as caught, reading(desk, form(desk, "a-rekap-pps", **changes), wish):
            pass
        assert caught.value.code == code
