"""The map page with its real web engine: points, clicks, placing, dragging, and no way out."""

import json
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QFileDialog, QPushButton

from coklit_desktop.domain.records import SESUAI
from coklit_desktop.mapping.filters import MapFilter
from coklit_desktop.mapping.states import MapState, label_of
from coklit_desktop.services.desk import Desk
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.mapping import household, households, place_household
from coklit_desktop.settings import Paths, Remembered, Settings
from coklit_desktop.ui.context import PageContext
from coklit_desktop.ui.messages import Messages
from coklit_desktop.ui.pages.map_page import MapPage
from coklit_desktop.ui.tasks import Tasks

PLACED = 20
WAIT = 8000


@pytest.fixture
def page(desk: Desk, qtbot, qapp, tmp_path) -> Iterator[MapPage]:
    """The page, shown, with 20 households on the map."""
    for number, found in enumerate(households(desk)[:PLACED]):
        place_household(desk, found.key, -6.53 - number % 5 / 1000, 111.04 + number // 5 / 1000, "ecoklit")
    record_outcome(desk, households(desk)[0].members[0].subject, SESUAI)
    paths = Paths.test(tmp_path / "rumah")
    tasks = Tasks(qapp)
    context = PageContext(desk, tasks, Messages(), Settings(paths), Remembered.load(paths.remembered))
    shown = MapPage(context)
    shown.resize(1200, 700)
    shown.show()
    shown.refresh()
    qtbot.waitUntil(lambda: shown.shown.text().startswith(f"{PLACED} dari"), timeout=4 * WAIT)
    yield shown
    tasks.close()
    shown.deleteLater()
    for _ in range(2):  # the page, then the profile that outlives it
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def ask(page: MapPage, qtbot) -> Callable[[str], object]:
    """Runs JavaScript in the page and gives back its value."""

    def run(script: str) -> object:
        answers: list[str] = []
        page.view.page().runJavaScript(f"JSON.stringify({script})", answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=WAIT)
        return json.loads(answers[0])

    return run


def on_screen(page: MapPage, ask, key: str) -> QPoint:
    """Where a household's mark is, in the view."""
    marker = f"coklit.households.households.get({page.book.numbers[key]}).marker"
    x, y = ask(f"(r => [r.x + r.width / 2, r.y + r.height / 2])({marker}._icon.getBoundingClientRect())")
    return QPoint(round(x), round(y))


def free_spot(ask) -> QPoint:
    """A spot of the map with nothing on it."""
    x, y = ask(
        "(() => { for (let x = 120; x < 600; x += 20) for (let y = 120; y < 560; y += 20)"
        " if ([[0,0],[9,0],[-9,0],[0,9],[0,-9]].every(([a, b]) =>"
        " document.elementFromPoint(x + a, y + b).className === 'grid' ||"
        " document.elementFromPoint(x + a, y + b).id === 'peta')) return [x, y]; })()"
    )
    return QPoint(x, y)


def click(page: MapPage, at: QPoint) -> None:
    QTest.mouseClick(page.view.focusProxy(), Qt.MouseButton.LeftButton, pos=at)


def test_click_opens_and_dragging_moves(page: MapPage, ask, qtbot) -> None:
    desk = page.context.desk
    keys = list(page.book.households)

    # a click opens the household
    key = keys[7]
    page.view.select(page.book.numbers[key], zoom=True)
    qtbot.waitUntil(lambda: ask("document.querySelectorAll('.point.selected').length") == 1, timeout=WAIT)
    page.view.select(None)
    click(page, on_screen(page, ask, key))
    qtbot.waitUntil(lambda: page.household.household is not None, timeout=WAIT)
    assert page.household.household.key == key
    assert page.household.members.count() == len(page.book.households[key].members)

    # dragging moves it
    before = household(desk, key).place
    start = on_screen(page, ask, key)
    target = page.view.focusProxy()
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(target, start + QPoint(8, -6) * step)
        qtbot.wait(20)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=start + QPoint(40, -30))
    qtbot.waitUntil(lambda: len(page.undoable) == 1, timeout=WAIT)
    after = household(desk, key).place
    assert after.source == "seret"
    assert float(after.latitude) > float(before.latitude)
    assert float(after.longitude) > float(before.longitude)

    # the undo puts it back
    page.undo_place()
    qtbot.waitUntil(lambda: not page.undoable, timeout=WAIT)
    assert household(desk, key).place == before
    assert ask(f"coklit.households.households.get({page.book.numbers[key]}).latlng.lat") == float(before.latitude)


def test_placing_by_click(page: MapPage, ask, qtbot) -> None:
    desk = page.context.desk
    keys = list(page.book.households)
    total = len(keys)
    assert page.unplaced_title.text() == f"Belum punya tempat ({total - PLACED})"

    # Esc ends the waiting for a click
    waiting = keys[PLACED + 3]
    page.unplaced.chosen.emit(waiting)
    assert page.hint_bar.isVisible()
    QTest.keyClick(page.view.focusProxy(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.placing is None, timeout=WAIT)
    qtbot.waitUntil(lambda: ask("coklit.households.placing") is None, timeout=WAIT)
    assert not page.hint_bar.isVisible()

    # a click places the household that was chosen
    page.unplaced.chosen.emit(waiting)
    qtbot.waitUntil(lambda: ask("coklit.households.placing") is not None, timeout=WAIT)
    click(page, free_spot(ask))
    qtbot.waitUntil(lambda: page.book.households[waiting].place is not None, timeout=WAIT)
    assert household(desk, waiting).place.source == "klik"
    assert page.unplaced_title.text() == f"Belum punya tempat ({total - PLACED - 1})"
    qtbot.waitUntil(lambda: page.shown.text().startswith(f"{PLACED + 1} dari"), timeout=WAIT)


def test_page_and_program_filter_alike(page: MapPage, ask) -> None:
    for wanted in (MapFilter(tps="001"), MapFilter(rt="2"), MapFilter(states=frozenset({MapState.BELUM}))):
        page.view.set_filter(wanted)
        placed = [key for key in page.book.shown(wanted) if page.book.households[key].place]
        numbers = "[...coklit.households.households.values()].filter(h => h.marker).map(h => h.number)"
        assert sorted(ask(numbers)) == sorted(page.book.numbers[key] for key in placed)


def test_nothing_personal_but_names_is_in_the_page(page: MapPage, ask) -> None:
    text = ask("JSON.stringify([...coklit.households.households.values()].map(({marker, ...rest}) => rest))")
    for household_shown in page.book.households.values():
        assert label_of(household_shown) in text
        for member in household_shown.members:
            assert member.voter.nik not in text
            assert member.voter.nkk not in text
            assert member.voter.address not in text


def test_changes_reach_the_map_without_reloading(page: MapPage, ask, qtbot) -> None:
    key = list(page.book.households)[3]
    number = page.book.numbers[key]
    assert ask(f"coklit.households.households.get({number}).state") == "b"
    ask("(window.sameLife = 1)")
    for member in page.book.households[key].members:
        record_outcome(page.context.desk, member.subject, SESUAI)
    page.refresh()
    qtbot.waitUntil(lambda: ask(f"coklit.households.households.get({number}).state") == "s", timeout=WAIT)
    assert ask("window.sameLife") == 1


def test_no_request_leaves_the_machine(page: MapPage, ask, qtbot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        # the page itself: its policy refuses
        ask(f"[new Image().src = '{address}', fetch('{address}').catch(() => 0), 1]")
        # a page without any policy in the same profile: the interceptor refuses
        html = f"<img src='{address}'><link rel=stylesheet href='{address}'><script src='{address}'></script>"
        closed = QWebEnginePage(page.view.page().profile(), page)
        with qtbot.waitSignal(closed.loadFinished, timeout=WAIT):
            closed.setHtml(html)
        # leaving the map: refused
        page.view.page().runJavaScript(f"location.href = '{address}'; window.open('{address}')")
        assert ask("location.href") == "coklit://app/"
        qtbot.wait(300)
        with pytest.raises(BlockingIOError):
            server.accept()

        # the same page in an open profile does ask: the proof that the test can fail
        open_profile = QWebEngineProfile()
        free = QWebEnginePage(open_profile)
        free.setHtml(html)
        qtbot.waitUntil(lambda: _was_asked(server), timeout=WAIT)
        shiboken6.delete(free)
        shiboken6.delete(closed)
    assert page.view.page().profile().isOffTheRecord()


def test_other_files_are_not_served(page: MapPage, ask, qtbot) -> None:
    other = QWebEnginePage(page.view.page().profile(), page)
    for name in (
        "coklit://app/standalone.js",
        "coklit://app/../app.py",
        "coklit://lain/leaflet.js",
        "file:///etc/hostname",
    ):
        with qtbot.waitSignal(other.loadFinished, timeout=WAIT) as loaded:
            other.load(QUrl(name))
        assert loaded.args == [False]
    shiboken6.delete(other)


def test_without_the_web_engine_the_map_is_a_file(desk: Desk, qtbot, qapp, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "coklit_desktop.ui.map_view", None)
    out = tmp_path / "peta"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    paths = Paths.test(tmp_path / "rumah")
    tasks = Tasks(qapp)
    context = PageContext(desk, tasks, Messages(), Settings(paths), Remembered.load(paths.remembered))
    shown = MapPage(context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    qtbot.waitUntil(lambda: bool(shown.map_area.currentWidget().findChildren(QPushButton)), timeout=4 * WAIT)
    assert shown.view is None
    shown.start_placing(next(iter(shown.book.households)))
    assert shown.placing is None
    qtbot.mouseClick(shown.map_area.currentWidget().findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT)
    assert opened == [QUrl.fromLocalFile(str(out.with_suffix(".html")))]
    assert out.with_suffix(".html").exists()
    tasks.close()


def _was_asked(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True
