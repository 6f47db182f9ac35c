"""Pemilih: search, filters, windows of rows, a voter's life and "Urungkan"."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from coklit_desktop.domain.records import SESUAI, Outcome, State
from coklit_desktop.services import browsing
from coklit_desktop.services.keying import record_changes, record_outcome
from coklit_desktop.ui.models import voters_model
from coklit_desktop.ui.models.voters_model import NAME, NIK
from coklit_desktop.ui.pages.voters_page import VotersPage
from coklit_desktop.ui.shell import Shell


@pytest.fixture
def page(window: Shell, qtbot) -> VotersPage:
    """The page with everybody in it."""
    window.frame.show_page("voters")
    found = window.frame.pages["voters"]
    assert isinstance(found, VotersPage)
    qtbot.waitUntil(lambda: found.model.rowCount() == 90)
    return found


def names(page: VotersPage) -> list[str]:
    """Names in sight."""
    return [page.model.index(place, NAME).data() for place in range(page.model.rowCount())]


def undo_buttons(page: VotersPage) -> list[QPushButton]:
    """The buttons in the timeline."""
    return [b for b in page.detail.findChildren(QPushButton) if b.text() == "Urungkan" and b.isVisible()]


def test_typing_searches_names_nik_and_nkk(page: VotersPage, qtbot) -> None:
    wanted = browsing.sheet(page.context.desk, "002")[3]
    QTest.keyClicks(page.filters.text, wanted.voter.nik)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.model.row_at(0).subject == wanted.subject
    assert page.model.index(0, NIK).data() == f"{wanted.voter.nik[:6]} {wanted.voter.nik[6:12]} {wanted.voter.nik[12:]}"
    page.filters.text.clear()
    QTest.keyClicks(page.filters.text, wanted.voter.nkk)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.filters.text.clear()
    QTest.keyClicks(page.filters.text, wanted.voter.name.lower())
    qtbot.waitUntil(lambda: set(names(page)) == {wanted.voter.name})


def test_chips_and_tps_narrow(page: VotersPage, qtbot) -> None:
    desk = page.context.desk
    for row in browsing.sheet(desk, "003")[:4]:
        record_outcome(desk, row.subject, Outcome(State.TMS, "meninggal"))
    QTest.mouseClick(page.filters.states["tms"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4)
    page.filters.tps.setCurrentIndex(page.filters.tps.findText("TPS 001"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert "Tidak ada yang cocok" in page.count.text()
    QTest.mouseClick(page.filters.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 90)


def test_only_windows_of_rows_are_read(page: VotersPage, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(voters_model, "WINDOW", 20)
    page.model.search(page.filters.query())
    qtbot.waitUntil(lambda: len(page.model._windows) >= 1 and page.model._windows[0] is not None)
    qtbot.waitUntil(lambda: len(page.model._windows[0]) == 20)
    assert page.model.row_at(70) is None
    assert page.model.index(70, NAME).data() == "…"
    qtbot.waitUntil(lambda: page.model.row_at(70) is not None)
    assert page.model.rowCount() == 90


def test_a_voters_life_and_undo(page: VotersPage, window: Shell, qtbot, monkeypatch) -> None:
    desk = page.context.desk
    row = browsing.sheet(desk, "001")[0]
    record_outcome(desk, row.subject, SESUAI)
    record_changes(desk, row.subject, {"address": "DK. LAIN 1"})
    page.go_to(subject=row.subject)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    qtbot.waitUntil(lambda: page.detail.name.text() == row.voter.name and page.detail.body.isVisible())
    qtbot.waitUntil(lambda: "Ubah" in page.detail.state.text())
    qtbot.waitUntil(lambda: bool(undo_buttons(page)))
    buttons = undo_buttons(page)
    assert len(buttons) == 1, "only what nothing rests on can be undone"
    monkeypatch.setattr(window.messages, "ask_reason", lambda *_a, **_k: "salah baca")
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert browsing.voter(desk, row.subject).outcome == SESUAI
    assert browsing.history(desk, row.subject)[-1].reason == "salah baca"


def test_enter_opens_the_sheet_at_this_voter(page: VotersPage, window: Shell, qtbot) -> None:
    wanted = browsing.sheet(page.context.desk, "002")[7]
    QTest.keyClicks(page.filters.text, wanted.voter.nik)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    QTest.keyClick(page.filters.text, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert window.frame.current == "entry"
    entry = window.frame.pages["entry"]
    assert (entry.tps, entry.sheet.place) == ("002", 7)
