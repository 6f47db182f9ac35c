"""The frame: pages, keys, banner, progress, lock, clerks."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.services.desk import open_desk
from coklit_desktop.ui.messages import QuestionDialog
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE

OWN_KEYS = {"home": Qt.Key.Key_F2, "voters": Qt.Key.Key_F3, "entry": Qt.Key.Key_F4, "checks": Qt.Key.Key_F5}


def test_frame_says_where_one_is(window: Shell) -> None:
    bar = window.frame.top_bar
    assert bar.office.text() == "PPS Desa Jepat Lor · Kec. Tayu"
    assert bar.election.text() == "Pilkada 2024 · DPHP"
    assert bar.clerk.text().startswith("Sri Lestari")
    assert bar.height() == 32
    assert "Catatan ke-1" in window.frame.status.saved.text()


@pytest.mark.parametrize("key", list(OWN_KEYS))
def test_function_keys_change_the_page(window: Shell, key: str) -> None:
    QTest.keyClick(window, OWN_KEYS[key])
    assert window.frame.current == key
    assert window.frame.rail.buttons[key].isChecked()


def test_the_frame_fits_a_small_laptop(window: Shell) -> None:
    for key in OWN_KEYS:
        window.frame.show_page(key)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 700


def test_a_message_stays_until_the_page_changes(window: Shell) -> None:
    window.messages.error(CoklitError("belum_ada_daftar"))
    banner = window.frame.banner
    assert banner.isVisible()
    assert banner.text.text() == "Belum ada daftar pemilih. Impor daftar dari Sidalih lebih dahulu."
    window.frame.show_page("settings")
    assert not banner.isVisible()


def test_progress_and_cancel_in_the_status_bar(window: Shell, qtbot) -> None:
    def work(progress) -> None:
        while True:
            progress(0.62, "Membuat PDF")
            time.sleep(0.005)

    failed = []
    window.tasks.run(work, failed=failed.append, what="Membuat PDF")
    status = window.frame.status
    qtbot.waitUntil(lambda: "62 %" in status.what.text())
    QTest.mouseClick(status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].code == "dibatalkan"
    qtbot.waitUntil(lambda: not status.bar.isVisible())


def test_a_question_has_verbs_and_the_safe_one_has_the_focus(window: Shell, qtbot) -> None:
    dialog = QuestionDialog("Ganti daftar?", "Tiga pemilih tidak ada lagi.", ("Ganti daftar",), "Batal", window)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(dialog.safe.hasFocus)
    assert dialog.windowTitle() == "Ganti daftar?"
    QTest.keyClick(dialog.safe, Qt.Key.Key_Return)
    assert dialog.result() == 0


def test_qt_speaks_indonesian(window: Shell, qtbot) -> None:
    box = QMessageBox(window)
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    assert [button.text().replace("&", "") for button in box.buttons()] == ["Simpan", "Batal"]
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "") == "Tutup"
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Lihat di:"


def test_lock_closes_the_office_and_unlock_comes_back(window: Shell, qtbot) -> None:
    window.frame.show_page("voters")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.desk is None
    unlock = window.unlock
    assert window.stack.currentWidget() is unlock
    assert unlock.clerks.currentText() == "Sri Lestari"
    QTest.keyClicks(unlock.passphrase, "bukan kata sandi ini")
    QTest.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(unlock.problem.text()), timeout=8000)
    unlock.passphrase.clear()
    QTest.keyClicks(unlock.passphrase, PASSPHRASE)
    with qtbot.waitSignal(window.ready, timeout=8000):
        QTest.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    assert window.frame.current == "voters"
    assert unlock.passphrase.text() == ""


def test_idle_locks_by_itself(window: Shell, qtbot) -> None:
    window.idle.start(0.3 / 60)
    QTest.qWait(5)
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.desk is not None
    qtbot.waitUntil(lambda: window.desk is None, timeout=3000)


def test_a_second_window_on_the_same_office_is_refused(window: Shell, folder) -> None:
    with pytest.raises(CoklitError) as caught:
        open_desk(folder, PASSPHRASE)
    assert caught.value.code == "sedang_dibuka"


def test_close_remembers_the_window_and_frees_the_office(window: Shell, folder, qtbot) -> None:
    window.close()
    assert window.remembered.file.exists()
    assert window.remembered.last_folder == str(folder)
    window.tasks.close()
    open_desk(folder, PASSPHRASE).close()
