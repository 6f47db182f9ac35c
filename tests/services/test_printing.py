"""The set of papers for the evening, and what the log of exports says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.services.desk import Desk, open_desk
from coklit_desktop.services.form_data import Wish
from coklit_desktop.services.pleno import determine
from coklit_desktop.services.printing import format_of, make_form, make_set, set_of
from tests.services.small import PASSPHRASE, key, open_village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A village whose voters all have a result."""
    opened = open_village(tmp_path)
    key(opened, *(f"{1000 + n},{1 if n <= 6 else 2},0" for n in range(1, 11)))
    yield opened
    opened.close()


def exports(desk: Desk) -> list[str]:
    with desk.store.read() as unit:
        return [what for what, _ in unit.exports()]


def test_the_set_is_numbered_in_the_order_of_the_evening_and_logged(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "pleno malam"
    folder.mkdir()
    told: list[float] = []
    made = make_set(desk, folder, progress=lambda fraction, _what: told.append(fraction))
    assert [path.name[:2] for path in made] == [f"{n:02d}" for n in range(1, len(made) + 1)]
    assert sorted(folder.iterdir()) == made
    assert {"a-rekap-pps", "berita-acara", "a-daftar-perubahan"} <= {path.name.split("_")[1] for path in made}
    assert len(exports(desk)) == len(made)
    assert told == sorted(told)


def test_the_correction_sheet_belongs_to_it_once_determined(desk: Desk) -> None:
    assert "lembar-perbaikan" not in {form.id for form in set_of(desk)}
    determine(desk)
    assert "lembar-perbaikan" in {form.id for form in set_of(desk)}


def test_a_cancelled_form_leaves_no_file_and_no_line_in_the_log(desk: Desk, tmp_path: Path) -> None:
    def stop(_fraction: float, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_form(desk, "a-daftar-pemilih", tmp_path / "x.pdf", progress=stop)
    assert not (tmp_path / "x.pdf").exists()
    assert exports(desk) == []


def test_the_log_says_what_and_for_whom_but_nobody_s_name(desk: Desk, tmp_path: Path) -> None:
    make_form(desk, "a-daftar-perubahan", tmp_path / "x.pdf", wish=Wish(masked=True, copy_for="PKD"))
    assert exports(desk) == ["a-daftar-perubahan pdf samaran untuk PKD"]


def test_what_is_printed_beside_an_open_window_is_logged_too(desk: Desk, tmp_path: Path) -> None:
    beside = open_desk(desk.store.folder, PASSPHRASE, write=False)
    try:
        make_form(beside, "a-rekap-pps", tmp_path / "x.pdf")
    finally:
        beside.close()
    assert exports(desk) == ["a-rekap-pps pdf"]


def test_an_ending_that_cannot_be_made_is_refused() -> None:
    assert format_of("berita-acara", None, Path("x.docx")) == "docx"
    assert format_of("bulk-sidalih", None, Path("x")) == "xlsx"
    with pytest.raises(CoklitError) as caught:
        format_of("a-rekap-pps", None, Path("x.doc"))
    assert caught.value.code == "akhiran_tak_dikenal"
