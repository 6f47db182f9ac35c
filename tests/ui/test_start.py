"""The first run: new office, example, an office that is there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coklit_desktop.services.passphrases import strength
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE

CLICK = Qt.MouseButton.LeftButton


def test_first_run_makes_a_new_office(shell: Shell, qtbot) -> None:
    shell.begin()
    start = shell._start
    QTest.mouseClick(start.new_button, CLICK)
    form = start.new_form
    QTest.keyClicks(form.area.text, "jepat l")
    qtbot.waitUntil(lambda: form.area.found.count() > 0, timeout=8000)
    QTest.keyClick(form.area.text, Qt.Key.Key_Return)
    assert form.area.code == "33.18.19.2008"
    QTest.keyClicks(form.clerk, "Sri Lestari")
    assert not form.go_button.isEnabled()
    QTest.keyClicks(form.passphrase.first, PASSPHRASE)
    QTest.keyClicks(form.passphrase.second, PASSPHRASE)
    assert form.go_button.isEnabled()
    with qtbot.waitSignal(shell.ready, timeout=8000):
        QTest.mouseClick(form.go_button, CLICK)
    assert shell.desk.area == "33.18.19.2008"
    home = shell.frame.pages["home"]
    qtbot.waitUntil(lambda: home.stack.currentWidget() is home.empty)
    assert (shell.settings.paths.data / "pps-33.18.19.2008-pilkada-2024").is_dir()


def test_a_regency_also_asks_for_the_root_passphrase(shell: Shell, qtbot) -> None:
    shell.begin()
    QTest.mouseClick(shell._start.new_button, CLICK)
    form = shell._start.new_form
    assert not form.root.isVisible()
    QTest.mouseClick(form.offices.button(2), CLICK)
    qtbot.waitUntil(form.root.isVisible)


def test_passphrases_are_judged_in_words() -> None:
    assert strength("pendek") == (False, "Masih kurang 8 huruf.")
    assert not strength("aaaaaaaaaaaaaaaaaaaa")[0]
    assert strength("kereta-sawah-pagi-lampu-biru")[0]


def test_the_two_fields_must_agree(shell: Shell) -> None:
    shell.begin()
    fields = shell._start.new_form.passphrase
    fields.first.setText(PASSPHRASE)
    fields.second.setText(PASSPHRASE + "x")
    assert fields.value() is None
    assert "belum sama" in fields.hint.text()
    QTest.mouseClick(fields.take, CLICK)
    assert fields.value() == fields.words.text()


def test_the_office_used_last_is_asked_for_at_the_next_start(shell: Shell, folder) -> None:
    shell.remembered.last_folder = str(folder)
    shell.begin()
    assert shell.stack.currentWidget() is shell.unlock
    assert shell.unlock.clerks.currentText() == "Sri Lestari"


def test_a_folder_that_is_gone_leads_to_the_first_run(shell: Shell, tmp_path) -> None:
    shell.remembered.last_folder = str(tmp_path / "hilang")
    shell.begin()
    assert shell.stack.currentWidget() is shell._start


def test_the_example_opens_by_itself(shell: Shell, qtbot) -> None:
    shell.begin()
    with qtbot.waitSignal(shell.ready, timeout=30_000):
        QTest.mouseClick(shell._start.example_button, CLICK)
    home = shell.frame.pages["home"]
    qtbot.waitUntil(lambda: "dari 1.204 pemilih" in home.sentence.text(), timeout=8000)
