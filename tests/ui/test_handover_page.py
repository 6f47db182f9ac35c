"""Kirim & Terima: a kit out, a package up, six words, a receipt home, all through the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.handover.sticks import Stick
from coklit_desktop.services import keying, kits
from coklit_desktop.services.browsing import sheet
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.ui.context import PageContext
from coklit_desktop.ui.handover.dialogs import ConfirmDialog, KitMadeDialog
from coklit_desktop.ui.handover.stick_view import NONE, READY, SAFE, WRONG
from coklit_desktop.ui.pages.handover_page import HandoverPage
from coklit_desktop.ui.shell import Shell
from tests.ui.village import AREA, PASSPHRASE, sidalih_lines

ROOT_PASSPHRASE = "kunci induk kabupaten yang panjang"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


@pytest.fixture
def regency(tmp_path: Path) -> Iterator[Desk]:
    """A regency with one village's list."""
    folder = tmp_path / "kabupaten"
    desk = create_desk(
        folder, "kabko", "33.18", "pilkada-2024", "Ketua", PASSPHRASE, root_passphrase=ROOT_PASSPHRASE
    )  # fmt: skip
    file = tmp_path / "daftar.csv"
    file.write_text("\n".join(sidalih_lines(2, 9)) + "\n", encoding="utf-8")
    commit_import(desk, preview_import(desk, [file]))
    yield desk
    desk.close()


@pytest.fixture
def village(regency: Desk, stick: Path, tmp_path: Path) -> Iterator[Desk]:
    """A village begun from the regency's kit, with one result."""
    made = kits.make_kit(regency, AREA, stick, ROOT_PASSPHRASE)
    desk = kits.create_from_kit(tmp_path / "desa", made.file, made.activation, "Sri", PASSPHRASE, made.words)
    made.file.unlink()
    keying.record_outcome(desk, sheet(desk, "001")[0].subject, Outcome(State.TMS, "meninggal"))
    yield desk
    desk.close()


@pytest.fixture
def page_of(shell: Shell, qtbot: QtBot, stick: Path) -> Callable[[Desk], HandoverPage]:
    """The page of an office, the stick plugged in."""

    def show(desk: Desk) -> HandoverPage:
        context = PageContext(desk, shell.tasks, shell.messages, shell.settings, shell.remembered, shell)
        page = HandoverPage(context)
        qtbot.addWidget(page)
        page.find_sticks = lambda: [Stick(stick, 12_300_000_000)] if stick.exists() else []
        page.show()
        page.refresh()
        page.enter()
        qtbot.waitUntil(lambda: not shell.tasks.busy, timeout=15000)
        return page

    return show


def finish(page: HandoverPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.working and not page.context.tasks.busy, timeout=20000)


def cells(page: HandoverPage) -> list[list[str]]:
    table = page.table
    return [[table.item(at, c).text() for c in range(table.columnCount())] for at in range(table.rowCount())]


def test_the_stick_is_found_and_missed(village: Desk, page_of: Callable[[Desk], HandoverPage], stick: Path) -> None:
    page = page_of(village)
    assert page.folder == stick
    assert page.stick.state == READY
    assert page.stick.detail.text() == "Flashdisk flashdisk · 12,3 GB kosong"
    page.find_sticks = list
    page.look_for_sticks()
    assert page.folder is None
    assert (page.stick.state, page.stick.sentence.text()) == (NONE, "Colokkan flashdisk")
    page.pack()
    assert not page.working
    other = stick.parent / "folder"
    page.use_folder(other)
    assert page.folder == other


def test_the_whole_trip(
    village: Desk, regency: Desk, page_of: Callable[[Desk], HandoverPage], qtbot: QtBot, stick: Path
) -> None:
    page = page_of(village)
    page.pack_button.click()
    assert page.working
    assert not page.pack_button.isEnabled()
    finish(page, qtbot)
    assert (page.stick.state, page.stick.sentence.text()) == (SAFE, "Aman dicabut")
    words = page.stick.words.text()
    assert len(words.split()) == 6
    assert [row[1:2] + row[3:] for row in cells(page)] == [["Catatan 1", "–", "–"]]

    page = page_of(regency)
    page.take_button.click()
    finish(page, qtbot)
    assert page.results.isVisibleTo(page)
    assert page.table_title.text() == "Laptop yang menunggu disahkan"
    assert [row[:2] for row in cells(page)] == [["PPS", "Jepat Lor"]]
    package = next(stick.glob(f"{AREA}_*"))
    page.confirm(package, "satu dua tiga empat lima enam", ROOT_PASSPHRASE)
    finish(page, qtbot)
    assert page.stick.state == WRONG
    page.confirm(package, words, ROOT_PASSPHRASE)
    finish(page, qtbot)
    assert page.stick.state == SAFE
    assert "Tanda terima sudah ditulis" in page.stick.detail.text()
    assert cells(page) == []

    page = page_of(village)
    page.take_button.click()
    finish(page, qtbot)
    assert page.stick.state == SAFE
    assert [row[3:] for row in cells(page)] == [["–", "✓ Sampai"]]
    page.pack_button.click()
    finish(page, qtbot)
    assert page.stick.sentence.text() == "Tidak ada yang baru"


def test_a_kit_shows_its_code_once(
    regency: Desk, page_of: Callable[[Desk], HandoverPage], qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[KitMadeDialog] = []

    def keep(dialog: KitMadeDialog) -> None:
        seen.append(dialog)

    monkeypatch.setattr(KitMadeDialog, "exec", keep)
    page = page_of(regency)
    assert not page.pack_button.isVisible()
    page.make_kit(AREA, "bukan kata sandinya")
    finish(page, qtbot)
    assert page.stick.state == WRONG
    assert "Kata sandi kunci induk tidak cocok" in page.stick.sentence.text()
    page.make_kit(AREA, ROOT_PASSPHRASE)
    finish(page, qtbot)
    assert page.stick.state == SAFE
    assert len(seen) == 1
    code = seen[0].code.text()
    assert len(code) == 25
    assert code not in page.stick.sentence.text() + page.stick.detail.text()
    assert [path.name.split("_")[:2] for path in stick.iterdir()] == [["kit", AREA]]


def test_a_damaged_file_is_told_and_others_are_left_alone(
    village: Desk, page_of: Callable[[Desk], HandoverPage], qtbot: QtBot, stick: Path
) -> None:
    page = page_of(village)
    page.take_all()
    finish(page, qtbot)
    assert page.stick.sentence.text() == "Tidak ada berkas untuk kantor ini"
    page.pack()
    finish(page, qtbot)
    page.take_all()  # its own package is not for itself
    finish(page, qtbot)
    assert page.stick.sentence.text() == "Tidak ada berkas untuk kantor ini"
    (stick / "rusak.coklit").write_bytes(b"PK\3\4 torn")
    page.take_all()
    finish(page, qtbot)
    assert page.stick.state == WRONG
    assert page.stick.detail.text() == "1 ditolak."


def test_a_failing_stick_says_what_to_do(
    village: Desk, page_of: Callable[[Desk], HandoverPage], qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coklit_desktop.handover import stick as stick_module

    page = page_of(village)
    monkeypatch.setattr(stick_module, "hash_past_cache", lambda _path: "0" * 64)
    page.pack()
    finish(page, qtbot)
    assert page.stick.state == WRONG
    assert page.stick.sentence.text().startswith("Yang terbaca di flashdisk berbeda")


def test_words_are_asked_for_whole(qtbot: QtBot) -> None:
    dialog = ConfirmDialog("Jepat Lor")
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog.words.setText("satu dua tiga empat lima")
    dialog.passphrase.setText("x")
    assert not dialog.go.isEnabled()
    dialog.words.setText("satu-dua-tiga-empat-lima-enam")
    assert dialog.go.isEnabled()
