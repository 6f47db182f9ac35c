"""The pages as text: nothing from outside, nothing that people wrote runs, no NIK or NKK."""

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.domain.records import Household
from coklit_desktop.mapping.page import (
    SCRIPTS,
    STYLES,
    live_asset,
    live_page,
    points_json,
    standalone_page,
    write_standalone,
)

MADE = datetime(2024, 7, 5, 21, 4, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "'\"`${1}\\",
    "<img src=x onerror=alert(3)>",
    "{{7*7}}{% raw %}",
    "@@script@@ @@policy@@",
    "http://contoh.id/x https://contoh.id/y",
    "\u2028\u2029&amp;",
]


def page_of(households: list[Household], title: str = "Peta keluarga Desa Jepat Lor") -> str:
    return standalone_page(households, title=title, made_at=MADE)


def data_of(page: str) -> dict:
    text = re.search(r'<script id="points" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert text is not None
    return json.loads(text[1])


def test_no_page_names_another_machine(small_village: list[Household]) -> None:
    texts = [page_of(small_village), live_page()]
    texts += [live_asset(name)[1].decode() for name in (*STYLES, *SCRIPTS, "live.js")]
    for text in texts:
        assert re.findall(r"(?i)(?:https?|wss?|ftp)://|@import|sourceMappingURL", text) == []
    styles = re.findall(r"<style>.*?</style>", "".join(texts[:2]), re.DOTALL)
    styles += [live_asset(name)[1].decode() for name in STYLES]
    assert re.findall(r"url\((?!data:)", "".join(styles)) == []
    assert re.findall(r'(?:src|href)="(?!coklit://app/)', live_page()) == []
    assert re.findall(r"<(?:link|img|iframe|base)\b|<script[^>]*\bsrc", texts[0]) == []


def test_folium_frame_leaflet_and_clusters_are_inside(small_village: list[Household]) -> None:
    page = page_of(small_village)
    assert page.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert '<div class="folium-map" id="peta" >' in page
    for part in ("L.map(", "L.MarkerClusterGroup=", "class HouseholdMap", "BSD 2-Clause License", "David Leaver"):
        assert part in page


def test_only_own_scripts_may_run(small_village: list[Household]) -> None:
    for page in (page_of(small_village), live_page()):
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
        assert policy is not None
        assert page.index(policy[0]) < page.index("<script")
        assert "default-src 'none'" in policy[1]
        assert "connect-src 'none'" in policy[1]
        assert "unsafe-eval" not in policy[1]
        scripts = re.search(r"script-src ([^;]*)", policy[1])
        assert "unsafe-inline" not in scripts[1]
        for text in re.findall(r"<script>(.*?)</script>", page, re.DOTALL):
            assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in scripts[1]


@pytest.mark.parametrize("evil", HOSTILE)
def test_what_people_wrote_stays_text(make_household, evil: str) -> None:
    plain = page_of([make_household(1, "sesuai", name="SITI", address="KRAJAN", place=("-6.5", "111.0"))])
    page = page_of(
        [make_household(1, "sesuai", name=evil, address=evil, place=("-6.5", "111.0"))],
        title=f"Peta {evil}",
    )
    [point] = data_of(page)["points"]
    assert (point[3], point[5]) == (evil, evil)
    for tag in ("<script", "</script", "<img", "<!--"):
        assert page.count(tag) == plain.count(tag)


def test_points_carry_state_place_and_name_but_no_number_of_a_person(small_village: list[Household]) -> None:
    data = data_of(page_of(small_village))
    assert data["units"][0] == ["001", "001", "001"]
    assert len(data["points"]) == 60
    assert data["points"][0][1:3] == [None, None]
    assert data["points"][1] == [1, -6.53005, 111.0402, "WARGA 1 0", [1, "s2"], "Dk. Krajan"]
    text = page_of(small_village) + points_json(small_village)
    for household in small_village:
        assert household.nkk not in text
        for member in household.members:
            assert member.voter.nik not in text
            assert member.voter.birth_date not in text


def test_numbers_of_points_may_be_given(small_village: list[Household]) -> None:
    numbers = {household.key: 1000 + index for index, household in enumerate(small_village)}
    points = json.loads(points_json(small_village[5:7], numbers))["points"]
    assert [point[0] for point in points] == [1005, 1006]
    assert all(len(point) == 5 for point in points)  # no address inside the program's own page


def test_households_without_members_are_no_points(make_household) -> None:
    assert json.loads(points_json([make_household(1)]))["points"] == []


def test_20000_households_stay_below_3_mb(make_household) -> None:
    village = [
        make_household(
            number, "sesuai", "belum", tps=f"{number % 90 + 1:03d}", name=f"SUKIMAN HANDAYANI {number}",
            address=f"DK. KRAJAN NO {number}", place=(f"{-6.5 - number / 1e6:.6f}", f"{111 + number / 1e6:.6f}"),
        )
        for number in range(20_000)
    ]  # fmt: skip
    assert len(page_of(village).encode()) < 3_000_000


def test_writing_replaces_at_once_and_leaves_nothing_behind(tmp_path: Path, small_village: list[Household]) -> None:
    out = tmp_path / "peta.html"
    told: list[float] = []
    write_standalone(small_village, out, title="Satu", made_at=MADE, progress=lambda done, _: told.append(done))
    first = out.read_text(encoding="utf-8")
    assert told == sorted(told)
    assert told[-1] == 1.0

    def stop(_done: float, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_standalone(small_village, out, title="Dua", made_at=MADE, progress=stop)
    assert out.read_text(encoding="utf-8") == first
    write_standalone(small_village, out, title="Tiga", made_at=MADE)
    assert "<title>Tiga</title>" in out.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_is_not_there_is_an_expected_failure(tmp_path: Path) -> None:
    with pytest.raises(CoklitError) as caught:
        write_standalone([], tmp_path / "tiada" / "peta.html", title="Peta", made_at=MADE)
    assert caught.value.code == "berkas_tak_tertulis"


def test_unknown_assets_are_not_served() -> None:
    for name in ("", "../leaflet.js", "LICENSE-leaflet.txt", "standalone.js", "points"):
        assert live_asset(name) is None
