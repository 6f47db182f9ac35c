"""Settings, Paths, and the few things that are remembered."""

from pathlib import Path

import pytest

from coklit_desktop.settings import Look, Paths, Remembered, write_atomically


def test_remembered_survives(tmp_path: Path) -> None:
    file = tmp_path / "a" / "diingat.json"
    kept = Remembered.load(file)
    kept.last_folder = "/x"
    kept.choices["entry.tps"] = "003"
    kept.set_look(dark=True, point_size=12)
    again = Remembered.load(file)
    assert (again.last_folder, again.choices, again.look) == (
        "/x",
        {"entry.tps": "003"},
        Look(dark=True, point_size=12),
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"look": 3, "choices": "x", "last_folder": 7, "geometry": null}'])
def test_a_damaged_file_is_as_if_nothing_were_remembered(tmp_path: Path, text: str) -> None:
    file = tmp_path / "diingat.json"
    file.write_text(text)
    assert Remembered.load(file) == Remembered(file)


def test_writing_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.json"
    write_atomically(file, b"old")

    def full(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_office_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    paths = Paths.test(tmp_path)
    first = paths.office_folder("contoh")
    first.mkdir(parents=True)
    assert paths.office_folder("contoh").name == "contoh-2"
