"""The table of Indonesia's areas."""

import pytest

from coklit_desktop.domain import areas


def test_names_and_parents() -> None:
    assert areas.area_name("33.18.19.2008") == "Jepat Lor"
    assert areas.parent_names("33.18.19.2008") == ("Jawa Tengah", "Kabupaten Pati", "Tayu", "Jepat Lor")
    assert areas.parent_names("33.18") == ("Jawa Tengah", "Kabupaten Pati", "", "")
    assert areas.area_name("33.18.19.2999") == ""


@pytest.mark.parametrize("code", ["", "x", "33.18.19.2008\n", "3318192008", "33.18.19.0008", "33.18.19.2008.1"])
def test_what_is_no_code_has_no_name(code: str) -> None:
    assert areas.area_name(code) == ""
    assert areas.level_of(code) is None
    assert areas.children(code) == ()


def test_the_whole_country_is_there() -> None:
    assert len(areas.children("33.18")) == 21
    assert len(areas.villages_under("33.18")) == 406
    assert sum(len(areas.villages_under(f"{number}")) for number in range(11, 100)) == 83_762
    assert [code for code, _ in areas.villages_under("33.18.19")] == [f"33.18.19.{n}" for n in range(2001, 2022)]
    assert ("11", "Aceh") in areas.find_areas("a", "province", 100)


@pytest.mark.parametrize(
    ("code", "dotted"),
    [
        ("3318192008", "33.18.19.2008"),
        ("33.18.19.2008", "33.18.19.2008"),
        (" 331819 ", "33.18.19"),
        ("3318", "33.18"),
        ("3318200008", None),  # the statistics office's code of the same village
        ("48211", None),
        ("", None),
    ],
)
def test_dots_are_put_in(code: str, dotted: str | None) -> None:
    assert areas.dotted(code) == dotted


@pytest.mark.parametrize(
    "name", ["JEPAT LOR", "Jepat Lor", " desa jepat-lor ", "Kel. Jepat Lor", "DESA/KELURAHAN: JEPAT LOR", "JEPATLOR"]
)
def test_names_are_folded(name: str) -> None:
    assert areas.fold(name) == "JEPATLOR"


def test_a_name_that_only_begins_like_a_kind_is_whole() -> None:
    assert areas.fold("Desaku") == "DESAKU"


def test_search_puts_whole_names_first() -> None:
    assert areas.find_areas("jepat lor") == [("33.18.19.2008", "Jepat Lor")]
    assert areas.find_areas("tayu", "district")[0] == ("33.18.19", "Tayu")
    assert areas.find_areas("3318192", "village", 3)[0][0] == "33.18.19.2001"
    assert len(areas.find_areas("a", limit=5)) == 5
    assert areas.find_areas(" ") == []
