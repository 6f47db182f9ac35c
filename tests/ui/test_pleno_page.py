"""The pleno of a small village, by keyboard: from the last voter to the correction sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import SESUAI, Outcome, State
from coklit_desktop.services import browsing, keying, pleno
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.office import office_data
from coklit_desktop.services.pleno import StepState
from coklit_desktop.ui.messages import QuestionDialog
from coklit_desktop.ui.pages.pleno_page import PlenoPage
from coklit_desktop.ui.pages.registry import pages_of
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.theme import DARK, LIGHT
from tests.ui.village import PASSPHRASE, make_village

Key = Qt.Key


@pytest.fixture(scope="module")
def keyed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with two TPS of six, of whom only the very last is not keyed."""
    folder = tmp_path_factory.mktemp("pleno") / "toko"
    desk = make_village(folder, 2, 6)
    rows = [row for tps in ("001", "002") for row in browsing.sheet(desk, tps)]
    for row in rows[:-1]:
        keying.record_outcome(desk, row.subject, SESUAI)
    desk.close()
    return folder


@pytest.fixture
def village_folder(keyed_folder: Path) -> Path:
    """The `window` of these tests opens this village."""
    return keyed_folder


@pytest.fixture
def desk(window: Shell) -> Desk:
    """The store behind the window."""
    assert window.desk is not None
    return window.desk


@pytest.fixture
def page(window: Shell, qtbot: QtBot) -> PlenoPage:
    """The page, its steps in sight."""
    return show(window, qtbot)


def show(window: Shell, qtbot: QtBot, **target: object) -> PlenoPage:
    assert window.frame is not None
    window.frame.show_page("pleno", **target)
    found = window.frame.pages["pleno"]
    assert isinstance(found, PlenoPage)
    qtbot.waitUntil(lambda: found.state is not None and not window.tasks.busy, timeout=10000)
    return found


def wait_for(page: PlenoPage, qtbot: QtBot, step_id: str, state: StepState) -> None:
    qtbot.waitUntil(lambda: state_of(page, step_id) is state, timeout=10000)


def state_of(page: PlenoPage, step_id: str) -> StepState:
    assert page.state is not None
    return next(step.state for step in page.state.steps if step.id == step_id)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_keys(*keys: str | Key) -> None:
    """Texts and keys, to where the focus is."""
    for key in [one for part in keys for one in (part if isinstance(part, str) else [part])]:
        QTest.keyClicks(focus(), key) if isinstance(key, str) else QTest.keyClick(focus(), key)


def choose(page: PlenoPage, qtbot: QtBot, step_id: str) -> None:
    """Take a step in hand with the arrow keys, and go into it with Enter."""
    come_back(page, qtbot)
    page.steps.setFocus()
    for _ in range(10):
        if page.step_id == step_id:
            break
        here, wanted = page.steps.currentRow(), list(page.panels).index(step_id)
        QTest.keyClick(page.steps, Key.Key_Down if wanted > here else Key.Key_Up)
    qtbot.waitUntil(lambda: not page.context.tasks.busy, timeout=10000)
    QTest.keyClick(page.steps, Key.Key_Return)


def come_back(page: PlenoPage, qtbot: QtBot) -> None:
    """After a question: a real desktop gives the window the keys again, the one of tests does not."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


class Answers:
    """Answers the questions that come with keys, as a clerk would; keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.safe_first: list[bool] = []
        self.keys: list[tuple[str | Key, ...]] = []

    def look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QuestionDialog) or not self.keys or not dialog.isActiveWindow():
            return
        self.asked.append(dialog.windowTitle())
        self.safe_first.append(dialog.focusWidget() is dialog.safe)
        type_keys(*self.keys.pop(0))


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Keys for the questions to come: append them to `keys`."""
    found = Answers()
    timer = QTimer(interval=20)
    timer.timeout.connect(found.look)
    timer.start()
    yield found
    timer.stop()


def test_steps_stand_in_their_order_with_mark_and_word(page: PlenoPage) -> None:
    texts = [page.steps.item(at).text().split() for at in range(page.steps.count())]
    assert [words[1] for words in texts] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert page.steps.item(0).text().split() == ["○", "1.", "Lembar", "lengkap", "belum"]
    assert page.step_id == "lembar"
    assert page.panel.heading.text() == "1. Lembar lengkap"


def test_a_whole_pleno_by_keyboard(page: PlenoPage, window: Shell, desk: Desk, qtbot: QtBot, answers: Answers) -> None:
    frame = window.frame
    assert frame is not None
    # Tetapkan is refused while anybody is without a result
    choose(page, qtbot, "tetapkan")
    type_keys(Key.Key_Space)
    assert page.determining.problem.text() == ("Belum dapat ditetapkan: 1 pemilih belum ada hasilnya. Lihat langkah 1.")
    # the last voter, from the list of what is left
    choose(page, qtbot, "lembar")
    type_keys(Key.Key_Return)
    assert frame.current == "entry"
    type_keys(Key.Key_Return)
    assert browsing.village_counts(desk).belum.total == 0
    QTest.keyClick(frame, Key.Key_F9)
    wait_for(page, qtbot, "lembar", StepState.DONE)
    # the report of a pantarlih, typed beside the keyed figures
    choose(page, qtbot, "laporan")
    counts = browsing.tps_counts(desk, "001")
    type_keys(str(counts.awal.L + 1), Key.Key_Return, str(counts.awal.P), Key.Key_Return)
    report = page.panels["laporan"]
    assert office_data(desk)["laporan:001:1"] == {"I:L": str(counts.awal.L + 1), "I:P": str(counts.awal.P)}
    assert report.model.lines[0].difference.L == 1  # type: ignore[attr-defined]
    wait_for(page, qtbot, "laporan", StepState.OPEN)
    # a masukan
    choose(page, qtbot, "masukan")
    for text in ("PKD", "Suparman sudah meninggal", "Surat keterangan", "Ditolak, masih hidup", ""):
        type_keys(*([text] if text else []), Key.Key_Return)
    assert [(one.dari, one.tanggapan) for one in pleno.masukan(desk)] == [("PKD", "Ditolak, masih hidup")]
    # Tetapkan
    choose(page, qtbot, "tetapkan")
    answers.keys = [(Key.Key_Tab, Key.Key_Space)]
    type_keys(Key.Key_Space)
    wait_for(page, qtbot, "tetapkan", StepState.DONE)
    assert answers.asked == ["Tetapkan daftar ini?"]
    assert answers.safe_first == [True], "the safe answer has the focus"
    found = pleno.determination(desk)
    assert found is not None
    assert found.akhir == browsing.village_counts(desk).akhir


def test_what_the_service_refuses_is_said(page: PlenoPage, desk: Desk, qtbot: QtBot, answers: Answers) -> None:
    choose(page, qtbot, "lembar")
    page.determining.show_open([])  # as if the window had not heard of the voter without a result
    choose(page, qtbot, "tetapkan")
    answers.keys = [(Key.Key_Tab, Key.Key_Space)]
    type_keys(Key.Key_Space)
    qtbot.waitUntil(lambda: "1 pemilih belum ada hasil coklitnya" in page.determining.problem.text(), timeout=10000)
    assert pleno.determination(desk) is None


def determined(page: PlenoPage, desk: Desk) -> None:
    """The list, determined."""
    keying.record_outcome(desk, browsing.sheet(desk, "002")[-1].subject, SESUAI)
    pleno.determine(desk)
    page.refresh()


def test_after_it_a_change_wants_a_reason_once(
    page: PlenoPage, window: Shell, desk: Desk, qtbot: QtBot, answers: Answers
) -> None:
    frame = window.frame
    assert frame is not None
    determined(page, desk)
    # without a reason it is refused
    frame.show_page("entry", tps="001", line=1)
    answers.keys = [(Key.Key_Escape,)]
    type_keys("1", Key.Key_Return)
    sheet = frame.pages["entry"].sheet  # type: ignore[attr-defined]
    assert "sudah ditetapkan" in sheet.hint.text()
    assert pleno.differences(desk) == []
    # with one it is kept, and not asked again
    come_back(page, qtbot)
    answers.asked.clear()
    answers.keys = [("Surat kematian menyusul", Key.Key_Return)]
    type_keys("1", Key.Key_Return)
    assert [one.entries[0].reason for one in pleno.differences(desk)] == ["Surat kematian menyusul"]
    come_back(page, qtbot)
    type_keys("4", Key.Key_Return)
    assert answers.asked == ["Apa alasan perubahan?"]
    assert len(pleno.differences(desk)) == 2
    assert "Surat kematian menyusul" in frame.reason.text.text()
    assert frame.reason.isVisible()
    # what changed is listed in the last step
    QTest.keyClick(frame, Key.Key_F9)
    choose(page, qtbot, "cetak")
    table = page.panels["cetak"].table  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: table.rowCount() == 2, timeout=10000)
    assert [table.item(at, 4).text() for at in range(2)] == ["Surat kematian menyusul"] * 2


def test_an_undo_in_pemilih_asks_for_the_reason_too(
    page: PlenoPage, window: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    determined(page, desk)
    row = browsing.sheet(desk, "001")[0]
    assert window.frame is not None
    window.frame.show_page("voters", subject=row.subject)
    voters = window.frame.pages["voters"]
    asked: list[str] = []
    answers = {"Urungkan catatan ini?": "", "Apa alasan perubahan?": "salah orang"}

    def ask_reason(question: str, *_args: object, **_words: object) -> str:
        asked.append(question)
        return answers[question]

    monkeypatch.setattr(window.messages, "ask_reason", ask_reason)
    voters._undo(browsing.history(desk, row.subject)[-1])  # type: ignore[attr-defined]
    assert asked == list(answers)
    assert browsing.voter(desk, row.subject).outcome.state is State.BELUM
    assert browsing.history(desk, row.subject)[-1].reason == "salah orang"


def test_a_file_of_results_is_taken_after_the_reason(
    page: PlenoPage, window: Shell, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    determined(page, desk)
    row = browsing.sheet(desk, "001")[0]
    head = "DPID,TPS,KET,TPS_TUJUAN,NKK,NIK,NAMA,TMPT_LHR,TGL_LHR,STS,JK,ALAMAT,RT,RW,DIS,KTPEL"
    file = tmp_path / "hasil.csv"
    file.write_text(f"{head}\n{row.dpid},1,1{',' * 13}\n", encoding="utf-8")
    monkeypatch.setattr(window.messages, "ask", lambda *_args, **_words: True)
    monkeypatch.setattr(window.messages, "ask_reason", lambda *_args, **_words: "lembar tertinggal")
    assert window.frame is not None
    window.frame.show_page("import")
    page_of_files = window.frame.pages["import"]
    page_of_files.open_files([file])  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: browsing.voter(desk, row.subject).outcome.reason == "meninggal", timeout=10000)
    assert browsing.history(desk, row.subject)[-1].reason == "lembar tertinggal"


def test_the_correction_sheet_is_one_button_away(page: PlenoPage, window: Shell, desk: Desk, qtbot: QtBot) -> None:
    determined(page, desk)
    desk.change_reason = "uji"
    keying.record_outcome(desk, browsing.sheet(desk, "001")[0].subject, Outcome(State.TMS, "meninggal"))
    choose(page, qtbot, "cetak")
    final = page.panels["cetak"]
    qtbot.waitUntil(lambda: final.table.rowCount() == 1, timeout=10000)  # type: ignore[attr-defined]
    if "lembar-perbaikan" in final.form_ids:  # type: ignore[attr-defined]
        final.corrections.click()  # type: ignore[attr-defined]
        assert window.frame is not None
        assert window.frame.current == "print"
        assert window.frame.pages["print"].forms.form_id == "lembar-perbaikan"  # type: ignore[attr-defined]


def test_a_determination_is_taken_back_with_a_reason(
    page: PlenoPage, desk: Desk, qtbot: QtBot, answers: Answers
) -> None:
    determined(page, desk)
    wait_for(page, qtbot, "tetapkan", StepState.DONE)
    choose(page, qtbot, "cetak")
    answers.keys = [("Salah tanggal", Key.Key_Return)]
    QTest.keyClick(page.panels["cetak"].withdraw, Key.Key_Space)  # type: ignore[attr-defined]
    wait_for(page, qtbot, "tetapkan", StepState.OPEN)
    assert answers.asked == ["Cabut penetapan?"]
    assert pleno.determination(desk) is None


def test_figures_of_sidalih_are_typed_and_explained(page: PlenoPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, qtbot, "sidalih")
    akhir = browsing.tps_counts(desk, "001").akhir
    type_keys(str(akhir.L), Key.Key_Return, str(akhir.P + 2), Key.Key_Return)
    grid = page.panels["sidalih"].grid  # type: ignore[attr-defined]
    model = grid.grid
    assert model.index(0, model.difference).data() == "P +2"
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 1)
    type_keys(Key.Key_Up, "J", "2 pemilih ganda dihapus KPU", Key.Key_Return)
    assert office_data(desk)["sidalih:001"]["penjelasan"] == "2 pemilih ganda dihapus KPU"
    wait_for(page, qtbot, "sidalih", StepState.OPTIONAL)


def test_a_number_can_be_emptied_and_left_with_esc(page: PlenoPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, qtbot, "laporan")
    type_keys("12", Key.Key_Escape)
    assert "laporan:001:1" not in office_data(desk)
    type_keys("12", Key.Key_Return, Key.Key_Left, Key.Key_Delete)
    assert not any(office_data(desk)["laporan:001:1"].values())


def test_pages_go_from_tps_to_tps(page: PlenoPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "laporan")
    panel = page.panels["laporan"]
    type_keys(Key.Key_PageDown)
    assert panel.tps.currentData() == "002"  # type: ignore[attr-defined]
    type_keys(Key.Key_PageDown, Key.Key_PageUp)
    assert panel.tps.currentData() == "001"  # type: ignore[attr-defined]


def test_another_page_asks_for_a_step_and_a_tps(page: PlenoPage, window: Shell, qtbot: QtBot) -> None:
    assert window.frame is not None
    report = page.panels["laporan"]
    for tps in ("002", "001"):
        window.frame.show_page("home")
        window.frame.show_page("pleno", step="laporan", tps=tps)
        qtbot.waitUntil(lambda tps=tps: report.tps.currentData() == tps and report.grid.hasFocus())  # type: ignore[misc]


def test_esc_goes_back_to_the_steps(page: PlenoPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "laporan")
    type_keys("1", Key.Key_Escape)
    assert not page.steps.hasFocus(), "the first one leaves the cell"
    type_keys(Key.Key_Escape)
    assert page.steps.hasFocus()


def test_figures_follow_the_look(page: PlenoPage, window: Shell) -> None:
    grid = page.panels["laporan"].grid  # type: ignore[attr-defined]
    window.remembered.set_look(dark=True)
    window.apply_look()
    assert grid.grid.colors is DARK
    window.remembered.set_look(dark=False)
    window.apply_look()
    assert grid.grid.colors is LIGHT


def test_masukan_are_changed_and_removed(page: PlenoPage, desk: Desk, qtbot: QtBot, answers: Answers) -> None:
    pleno.set_masukan(desk, None, {"dari": "PKD", "isi": "satu"})
    pleno.set_masukan(desk, None, {"dari": "Warga", "isi": "dua"})
    choose(page, qtbot, "masukan")
    type_keys(Key.Key_Return, Key.Key_End, " Desa", *([Key.Key_Return] * 5))
    assert [one.dari for one in pleno.masukan(desk)] == ["PKD Desa", "Warga"]
    answers.keys = [(Key.Key_Tab, Key.Key_Space)]
    type_keys(Key.Key_Down, Key.Key_Delete)
    qtbot.waitUntil(lambda: [one.dari for one in pleno.masukan(desk)] == ["PKD Desa"])


def test_an_empty_masukan_is_refused_beside_the_fields(page: PlenoPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, qtbot, "masukan")
    type_keys(*([Key.Key_Return] * 5))
    assert "Masukan belum diisi" in page.panels["masukan"].problem.text()
    assert pleno.masukan(desk) == []


def test_an_office_without_a_list_says_so(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    shell.show_desk(create_desk(folder, "pps", "33.18.19.2008", "pilkada-2024", "Sri", PASSPHRASE), folder)
    assert shell.frame is not None
    shell.frame.show_page("pleno")
    page = shell.frame.pages["pleno"]
    assert isinstance(page, PlenoPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)


def test_only_a_village_has_the_page() -> None:
    assert [("pleno" in {spec.key for spec in pages_of(office)}) for office in ("pps", "ppk", "kabko")] == [
        True, False, False,
    ]  # fmt: skip


def test_the_reason_can_be_changed_and_ends_with_the_lock(
    window: Shell, desk: Desk, qtbot: QtBot, answers: Answers
) -> None:
    assert window.context is not None
    assert window.frame is not None
    window.context.set_change_reason("satu")
    answers.keys = [("dua", Key.Key_Return)]
    window.frame.reason.change.click()
    assert desk.change_reason == "dua"
    window.lock()
    QTest.keyClicks(window.unlock.passphrase, PASSPHRASE)
    with qtbot.waitSignal(window.unlock.opened, timeout=8000):
        QTest.keyClick(window.unlock.passphrase, Key.Key_Return)
    assert window.desk is not None
    assert window.desk.change_reason == ""
    assert window.frame is not None
    assert not window.frame.reason.isVisible()
