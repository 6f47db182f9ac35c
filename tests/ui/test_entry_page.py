"""Entri through real keys: every key that decides is durable before the hand moves on."""

import threading

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coklit_desktop.domain.records import RowKind, State
from coklit_desktop.services import browsing
from coklit_desktop.services.desk import open_desk
from coklit_desktop.ui.pages.entry_page import EntryPage
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE

ENTER, BACK, ESC = Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Escape
NAMED = {"\n": ENTER, "<": BACK, "~": ESC, "\t": Qt.Key.Key_Tab, "_": Qt.Key.Key_Down}


@pytest.fixture
def page(window: Shell, qtbot) -> EntryPage:
    """The entry page on TPS 001."""
    assert window.frame is not None
    window.frame.show_page("entry", tps="001")
    found = window.frame.pages["entry"]
    assert isinstance(found, EntryPage)
    qtbot.waitUntil(found.sheet.view.hasFocus)
    return found


def focus() -> QWidget:
    """Where the keys go."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(text: str) -> None:
    """Type keys, each where the focus is by then."""
    for key in text:
        if key in NAMED:
            QTest.keyClick(focus(), NAMED[key])
        else:
            QTest.keyClicks(focus(), key)


def outcome(page: EntryPage, line: int):
    """What is durable about a line, read by another connection."""
    return browsing.sheet(page.context.desk, page.tps)[line - 1].outcome


def test_enter_is_sesuai_and_moves_on(page: EntryPage) -> None:
    press("\n\n")
    assert [outcome(page, line).state for line in (1, 2, 3)] == [State.SESUAI, State.SESUAI, State.BELUM]
    assert page.sheet.place == 2
    assert page.sums.sums.text() == "awal 30 + baru 0 − TMS 0"
    assert page.counts.sesuai.total == 2


def test_a_row_is_durable_when_the_key_returns(page: EntryPage, folder) -> None:
    press("\n")
    other = open_desk(folder, PASSPHRASE, write=False)
    try:
        assert browsing.sheet(other, "001")[0].outcome.state is State.SESUAI
    finally:
        other.close()


def test_a_digit_only_proposes(page: EntryPage) -> None:
    press("1")
    assert "1 Meninggal?" in page.sheet.model.note
    assert outcome(page, 1).state is State.BELUM
    press("\n")
    assert (outcome(page, 1).reason, page.sheet.place) == ("meninggal", 1)


@pytest.mark.parametrize("other", ["T", "U", "x", "<", "~"])
def test_any_other_key_takes_the_proposal_back(page: EntryPage, other: str) -> None:
    press(f"4{other}")
    assert page.sheet.model.note == ""
    assert page.sheet.place == 0
    assert outcome(page, 1).state is State.BELUM
    assert page.sheet.inline is None


def test_a_line_number_typed_without_slash_marks_nobody(page: EntryPage) -> None:
    press("12\n")
    assert page.sheet.place == 11
    assert page.counts.belum.total == 30


def test_wrong_tps_asks_its_target_in_the_line(page: EntryPage) -> None:
    press("8")
    assert outcome(page, 1).state is State.BELUM
    press("2\n")
    assert (outcome(page, 1).reason, outcome(page, 1).target) == ("salah_tps", "002")
    made = browsing.new_voters(page.context.desk, "002")
    assert [row.kind for row in made] == [RowKind.PAIR]


def test_an_empty_target_is_none(page: EntryPage) -> None:
    press("8\n")
    assert (outcome(page, 1).reason, outcome(page, 1).target) == ("salah_tps", None)
    assert page.sheet.place == 1


def test_a_refused_target_stays_in_the_line_with_a_sentence(page: EntryPage) -> None:
    press("8" + "1\n")
    assert page.sheet.inline is not None
    assert "TPS tujuan sama dengan TPS asal" in page.sheet.inline.hint.text()
    press("~")
    assert page.sheet.inline is None
    assert outcome(page, 1).state is State.BELUM


def test_evidence_by_tab(page: EntryPage) -> None:
    press("1\t")
    press("Akta 12\n")
    assert (outcome(page, 1).reason, outcome(page, 1).evidence) == ("meninggal", "AKTA 12")


def test_tidak_ditemui(page: EntryPage) -> None:
    press("t")
    assert outcome(page, 1).state is State.TIDAK_DITEMUI


def test_enter_does_not_overwrite_a_keyed_tms(page: EntryPage) -> None:
    press("1\n")
    page.sheet.view.take_in_hand(0)
    press("\n")
    assert "Jadikan Sesuai?" in page.sheet.model.note
    assert outcome(page, 1).reason == "meninggal"
    press("\n")
    assert outcome(page, 1).state is State.SESUAI


def test_backspace_undoes_the_last_and_comes_back(page: EntryPage) -> None:
    press("\n1\n<")
    assert page.sheet.place == 1
    assert [outcome(page, line).state for line in (1, 2)] == [State.SESUAI, State.BELUM]
    press("<")
    assert (page.sheet.place, outcome(page, 1).state) == (0, State.BELUM)
    press("<")
    assert "Tidak ada" in page.sheet.hint.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_Backspace])
def test_auto_repeat_does_nothing(page: EntryPage, key: Qt.Key) -> None:
    press("\n")
    text = {Qt.Key.Key_1: "1"}.get(key, "")
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)
    QApplication.sendEvent(page.sheet.view, held)
    assert (page.sheet.place, page.sheet.model.note) == (1, "")
    assert page.counts.sesuai.total == 1


def test_ctrl_enter_marks_nobody(page: EntryPage) -> None:
    QTest.keyClick(focus(), ENTER, Qt.KeyboardModifier.ControlModifier)
    assert page.counts.belum.total == 30


def test_changes_keep_only_what_differs(page: EntryPage) -> None:
    row = page.sheet.model.rows[0]
    press("U")
    editor = page.sheet.inline
    assert editor is not None
    assert editor.fields["name"].hasFocus()
    press("\n" * 7)
    focus_name = next(name for name, field in editor.fields.items() if field.hasFocus())
    assert focus_name == "address"
    editor.fields["address"].selectAll()
    press("dk. baru 7" + "\n" * 5)
    now = browsing.sheet(page.context.desk, "001")[0]
    assert now.outcome.state is State.UBAH
    assert now.changed_fields == ("address",)
    assert now.voter == row.voter._replace(address="DK. BARU 7")
    assert page.sheet.place == 1


def test_changes_without_a_change_are_refused(page: EntryPage) -> None:
    press("U" + "\n" * 12)
    assert page.sheet.inline is not None
    assert "tanpa perubahan" in page.sheet.inline.problem.text()
    press("~")
    assert outcome(page, 1).state is State.BELUM


def test_an_impossible_nik_is_refused_by_its_field(page: EntryPage) -> None:
    press("U\n")
    editor = page.sheet.inline
    press("33181957\n")
    assert "16 angka" in editor.problem.text()
    assert editor.fields["nik"].hasFocus()


def key_new(nik: str, name: str) -> None:
    """Key a B in its usual order; NKK, address, RT, RW, KTP-el are offered."""
    press(f"{nik}\n{name}\npati\n\n\ns\n\n\n\n\n\n\n")


def test_a_new_voter(page: EntryPage) -> None:
    above = page.sheet.model.rows[0]
    press("B")
    editor = page.news.inline
    press("3318195701048765\n")
    assert editor.fields["birth_date"].text() == "17-01-2004"
    assert editor.fields["sex"].text() == "P"
    press("siti aminah\npati\n\n\ns\n\n\n\n\n\n\n")
    (row,) = browsing.new_voters(page.context.desk, "001")
    voter = row.voter
    assert (voter.nik, voter.name, voter.birth_date, voter.sex) == (
        "3318195701048765", "SITI AMINAH", "17|01|2004", "P",
    )  # fmt: skip
    assert (voter.nkk, voter.address, voter.rt) == (above.voter.nkk, above.voter.address, above.voter.rt)
    assert (voter.marital_status, voter.ktp_el) == ("sudah", "sudah")
    assert page.counts.baru.total == 1
    assert page.news.inline is not None, "the next line is open at once"


def test_the_next_new_voter_takes_the_household_of_the_one_above(page: EntryPage) -> None:
    press("B")
    key_new("3318195701048765", "siti")
    key_new("3318190101908766", "budi")
    first, second = browsing.new_voters(page.context.desk, "001")
    assert first.voter.nkk == second.voter.nkk
    press("~~")
    assert page.lists.currentWidget() is page.sheet
    assert page.sheet.view.hasFocus()


def test_a_new_voter_whose_nik_is_on_the_sheet_is_refused_by_the_field(page: EntryPage) -> None:
    nik = page.sheet.model.rows[4].voter.nik
    press("B")
    key_new(nik, "siti")
    assert "sudah dipakai" in page.news.inline.problem.text()
    assert page.news.inline.fields["nik"].hasFocus()
    assert browsing.new_voters(page.context.desk, "001") == []


def test_a_new_voter_can_be_revised_withdrawn_and_brought_back(page: EntryPage) -> None:
    press("B")
    key_new("3318195701048765", "siti")
    press("~U")
    press("\n")
    page.news.inline.fields["name"].selectAll()
    press("siti aminah" + "\n" * 11)
    assert browsing.new_voters(page.context.desk, "001")[0].voter.name == "SITI AMINAH"
    QTest.keyClick(focus(), Qt.Key.Key_Delete)
    press("\n")
    assert browsing.new_voters(page.context.desk, "001") == []
    press("<")
    assert browsing.new_voters(page.context.desk, "001")[0].voter.name == "SITI AMINAH"


def test_jump_by_number_name_and_nik(page: EntryPage) -> None:
    press("/17\n")
    assert page.sheet.place == 16
    wanted = page.sheet.model.rows[22]
    press("/" + wanted.voter.nik + "\n")
    assert page.sheet.place == 22
    name = page.sheet.model.rows[9].voter.name
    first = next(
        n for n, row in enumerate([*page.sheet.model.rows[22:], *page.sheet.model.rows]) if row.voter.name == name
    )
    press("/" + name.lower() + "\n")
    assert page.sheet.place == (22 + first if first < 8 else first - 8)
    press("/3~")
    assert page.sheet.model.rows[page.sheet.place].voter.name == name, "Esc comes back"
    assert page.counts.belum.total == 30


def test_esc_chooses_another_tps_by_its_number(page: EntryPage, qtbot) -> None:
    press("~")
    assert page.stack.currentWidget() is page.chooser
    press("3\n")
    assert page.tps == "003"
    assert page.sheet.view.hasFocus()


def test_the_status_bar_names_what_was_saved(page: EntryPage, window: Shell) -> None:
    press("\n")
    text = window.frame.status.saved.text()
    assert text.startswith("✓ Tersimpan ")
    assert "catatan ke-2" in text


def test_the_next_line_is_always_in_sight(page: EntryPage) -> None:
    press("\n" * 28)
    view = page.sheet.view
    box = view.visualRect(page.sheet.model.index(page.sheet.place + 1, 0))
    assert view.viewport().rect().contains(box.center())


def test_leaving_a_half_typed_line_asks(page: EntryPage, window: Shell, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(window.messages, "ask", lambda *a, **k: asked.append(a) or False)
    press("U")
    press("x")
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.frame.current == "entry"
    assert len(asked) == 1


def test_complete_only_when_nothing_is_left(page: EntryPage) -> None:
    press("\n" * 29)
    assert "1 baris belum" in page.sums.done.text()
    press("\n")
    assert page.sums.done.text().startswith("✓")
    assert "baris terakhir" in page.sheet.hint.text()


def test_keys_wait_while_other_work_writes(page: EntryPage, window: Shell, qtbot) -> None:
    go = threading.Event()
    window.tasks.run(lambda _progress: go.wait(3), writes=True)
    press("\n")
    assert "Tunggu" in page.sheet.hint.text()
    assert outcome(page, 1).state is State.BELUM
    with qtbot.waitSignal(window.tasks.idle):
        go.set()
    press("\n")
    assert outcome(page, 1).state is State.SESUAI
