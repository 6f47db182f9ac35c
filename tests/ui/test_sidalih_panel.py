"""The panel of files for Sidalih, with real widgets and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QTableWidget
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services import keying
from coklit_desktop.services.browsing import sheet
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.ui.context import PageContext
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.sidalih_panel import SidalihPanel
from tests.ui.village import PASSPHRASE


@pytest.fixture
def panel(desk: Desk, shell: Shell, qtbot: QtBot) -> SidalihPanel:
    """The panel on a village with somebody dead, somebody in the wrong TPS, and a name corrected."""
    first, second, third, *_ = sheet(desk, "001")
    keying.record_outcome(desk, first.subject, Outcome(State.TMS, "meninggal"))
    keying.record_outcome(desk, second.subject, Outcome(State.TMS, "salah_tps", target="002"))
    keying.record_changes(desk, third.subject, {"name": "NAMA LAIN"})
    found = shown(desk, shell, qtbot)
    finish(found, qtbot)
    return found


def shown(desk: Desk, shell: Shell, qtbot: QtBot) -> SidalihPanel:
    context = PageContext(desk, shell.tasks, shell.messages, shell.settings, shell.remembered, shell)
    found = SidalihPanel(context)
    qtbot.addWidget(found)
    found.resize(900, 560)
    found.show()
    found.refresh()
    return found


def finish(panel: SidalihPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.working and not panel.context.tasks.busy, timeout=20000)


def cells(table: QTableWidget) -> list[list[str]]:
    return [[table.item(at, c).text() for c in range(table.columnCount())] for at in range(table.rowCount())]


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the system's dialog answers with."""
    found = tmp_path / "unggah"
    found.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(found))
    return found


def make(panel: SidalihPanel, qtbot: QtBot) -> None:
    panel.make_button.setFocus()
    qtbot.keyClick(panel.make_button, Qt.Key.Key_Space)
    finish(panel, qtbot)


def press(panel: SidalihPanel, button: QAbstractButton, qtbot: QtBot) -> None:
    assert button.isEnabled()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    finish(panel, qtbot)


def choose(panel: SidalihPanel, number: int) -> None:
    panel.files.selectRow([row[0] for row in cells(panel.files)].index(str(number)))


def test_before_the_first_file_it_says_what_there_is(panel: SidalihPanel) -> None:
    assert panel.state.text().startswith("3 perubahan belum diunggah; 1 pemilih baru ditahan. Unggah menurut urutan")
    assert cells(panel.files) == []
    [held] = cells(panel.told)
    assert (held[0], held[2]) == ("Ditahan", "002")
    assert panel.told_title.text() == "Perlu dilihat (1)"
    for one in (panel.sent_button, panel.taken_button, panel.failed_button, panel.again_button):
        assert not one.isEnabled()
    assert panel.make_button.isEnabled()


def test_everything_is_named_for_a_screen_reader(panel: SidalihPanel) -> None:
    assert panel.files.accessibleName() == "Berkas untuk Sidalih"
    assert panel.told.accessibleName() == "Pemilih yang perlu dilihat"
    assert panel.rows.accessibleName() == "Baris per berkas"
    keys = [
        one.text()[one.text().index("&") + 1].lower()
        for one in (
            panel.make_button, panel.sent_button, panel.taken_button, panel.failed_button, panel.again_button,
            panel.copy_button,
        )
    ]  # fmt: skip
    assert len(set(keys)) == len(keys)


def test_files_are_made_and_listed_in_the_order_of_uploading(panel: SidalihPanel, out: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.context.messages.said, timeout=15000) as caught:
        make(panel, qtbot)
    assert caught.args is not None
    assert caught.args[0] == "baik"
    assert "2 berkas dengan 3 pemilih" in caught.args[1]
    assert [(row[0], row[1], row[2], row[4]) for row in cells(panel.files)] == [
        ("1", "1 TMS dan kode 8", "2", "○ Belum diunggah"), ("2", "2 Ubah (U)", "1", "○ Belum diunggah"),
    ]  # fmt: skip
    assert sorted(path.name for path in out.iterdir()) == sorted(row[5] for row in cells(panel.files))
    assert panel.context.remembered.choices["sidalih.folder"] == str(out)


def test_a_held_b_is_offered_when_its_8_is_accepted(panel: SidalihPanel, out: Path, qtbot: QtBot) -> None:
    make(panel, qtbot)
    choose(panel, 1)
    with qtbot.waitSignal(panel.context.saved, timeout=15000):
        press(panel, panel.sent_button, qtbot)
    assert cells(panel.files)[0][4] == "… Diunggah, menunggu Sidalih"
    assert panel.files.file_number == 1  # stays in hand
    assert "2 sudah diunggah dan menunggu" in panel.state.text()
    press(panel, panel.taken_button, qtbot)
    assert cells(panel.files)[0][4] == "✓ Diterima"
    assert panel.told_title.text() == "Tidak ada yang ditahan atau ditolak."
    assert panel.told.isHidden()
    assert panel.state.text().startswith("2 perubahan belum")
    make(panel, qtbot)
    assert [(row[1], row[4]) for row in cells(panel.files)] == [
        ("1 TMS dan kode 8", "✓ Diterima"), ("2 Ubah (U)", "– Diganti berkas baru"), ("2 Ubah (U)", "○ Belum diunggah"),
        ("3 Baru (B)", "○ Belum diunggah"),
    ]  # fmt: skip
    assert panel.files.file_number == 3  # the next to be uploaded
    choose(panel, 2)
    assert not panel.sent_button.isEnabled()  # it was replaced


def test_rows_a_file_can_be_set(panel: SidalihPanel, out: Path, qtbot: QtBot) -> None:
    panel.rows.setValue(1)
    make(panel, qtbot)
    assert [row[2] for row in cells(panel.files)] == ["1", "1", "1"]
    again = SidalihPanel(panel.context)
    qtbot.addWidget(again)
    assert again.rows.value() == 1  # as the last time


def test_a_list_of_failures_is_loaded_and_its_voters_are_sent_again(
    panel: SidalihPanel, out: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(panel, qtbot)
    choose(panel, 1)
    dead = sheet(panel.context.desk, "001")[0]
    listed = tmp_path / "gagal.csv"
    listed.write_text(f"DPID;PESAN\n{dead.dpid};Dokumen belum diunggah\n99;tidak dikenal\n", encoding="utf-8")
    monkeypatch.setattr(panel.context.messages, "choose", lambda *_a, **_k: 0)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(listed), ""))
    with qtbot.waitSignal(panel.context.messages.said, timeout=15000) as caught:
        press(panel, panel.failed_button, qtbot)
    assert caught.args is not None
    assert caught.args[1].startswith("1 pemilih ditolak Sidalih")
    assert "1 baris daftar tidak dikenali (baris 3)" in caught.args[1]
    assert cells(panel.files)[0][4] == "! Sebagian ditolak · 1 baris gagal"
    assert ["Ditolak Sidalih", dead.voter.name, "001", "Dokumen belum diunggah"] in cells(panel.told)
    press(panel, panel.again_button, qtbot)
    assert cells(panel.files)[-1][:3] == ["3", "1 TMS dan kode 8", "1"]
    choose(panel, 2)
    assert "Ditolak Sidalih" not in [row[0] for row in cells(panel.told)]


def test_a_file_that_failed_as_a_whole(panel: SidalihPanel, out: Path, qtbot: QtBot, monkeypatch) -> None:
    make(panel, qtbot)
    choose(panel, 1)
    monkeypatch.setattr(panel.context.messages, "choose", lambda *_a, **_k: 1)
    press(panel, panel.failed_button, qtbot)
    assert cells(panel.files)[0][4] == "✗ Gagal"
    assert [row[0] for row in cells(panel.told)].count("Ditolak Sidalih") == 2
    monkeypatch.setattr(panel.context.messages, "choose", lambda *_a, **_k: None)
    press(panel, panel.failed_button, qtbot)  # Batal
    assert cells(panel.files)[0][4] == "✗ Gagal"


def test_a_wrong_list_is_told_and_changes_nothing(panel: SidalihPanel, out: Path, tmp_path: Path, qtbot: QtBot) -> None:
    make(panel, qtbot)
    choose(panel, 1)
    listed = tmp_path / "lain.csv"
    listed.write_text("NAMA;UMUR\nX;3\n", encoding="utf-8")
    with qtbot.waitSignal(panel.context.messages.said, timeout=15000) as caught:
        panel.load(listed)
    finish(panel, qtbot)
    assert caught.args is not None
    assert caught.args[0] == "salah"
    assert cells(panel.files)[0][4] == "○ Belum diunggah"


def test_ctrl_c_copies_the_voters_of_the_file_in_hand(panel: SidalihPanel, out: Path, qtbot: QtBot) -> None:
    make(panel, qtbot)
    choose(panel, 2)
    panel.files.setFocus()
    qtbot.waitUntil(panel.files.hasFocus, timeout=5000)
    qtbot.keyClick(panel.files, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    finish(panel, qtbot)
    [line] = QGuiApplication.clipboard().text().splitlines()
    assert line.split("\t")[3] == "NAMA LAIN"
    assert len(line.split("\t")) == 16
    data = QGuiApplication.clipboard().mimeData()
    assert any("ExcludeClipboardContent" in name for name in data.formats())


def test_without_files_all_changed_voters_are_copied(panel: SidalihPanel, qtbot: QtBot) -> None:
    press(panel, panel.copy_button, qtbot)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_enter_on_a_voter_opens_him(panel: SidalihPanel, qtbot: QtBot) -> None:
    panel.told.setFocus()
    panel.told.setCurrentCell(0, 0)
    with qtbot.waitSignal(panel.context.navigated) as caught:
        qtbot.keyClick(panel.told, Qt.Key.Key_Return)
    assert caught.args is not None
    assert caught.args[0] == "voters"
    assert caught.args[1]["subject"].startswith("p:d:")


def test_an_office_above_is_told_that_a_pps_does_this(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "ppk", "ppk", "33.18.19", "pilkada-2024", "Sri", PASSPHRASE)
    with qtbot.waitSignal(shell.messages.said, timeout=15000) as caught:
        found = shown(desk, shell, qtbot)
    finish(found, qtbot)
    assert caught.args is not None
    assert "dibuat di PPS" in caught.args[1]
    assert not found.make_button.isEnabled()
    desk.close()
