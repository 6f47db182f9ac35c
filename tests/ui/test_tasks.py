"""The runner of long work: off the main thread, answers on it, cancel, late results, exit."""

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    """A runner, closed at the end."""
    found = Tasks(qapp)
    yield found
    found.close()


def test_work_runs_elsewhere_and_answers_here(tasks: Tasks, qtbot) -> None:
    told = []
    tasks.run(lambda _progress: threading.get_ident(), done=lambda there: told.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    there, here = told[0]
    assert here == threading.main_thread().ident != there


def test_serial_work_keeps_its_order(tasks: Tasks, qtbot) -> None:
    order = []

    def slow(_progress: object) -> None:
        time.sleep(0.05)
        order.append("slow")

    tasks.run(slow)
    tasks.run(lambda _progress: order.append("quick"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["slow", "quick"]


def test_cancel_stops_at_the_next_step(tasks: Tasks, qtbot) -> None:
    failed, begun = [], threading.Event()

    def work(progress) -> None:
        begun.set()
        for _ in range(1000):
            progress(0.5, "bekerja")
            time.sleep(0.005)

    job = tasks.run(work, failed=failed.append, what="Bekerja")
    assert begun.wait(2)
    job.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)


def test_progress_is_told_on_the_main_thread(tasks: Tasks, qtbot) -> None:
    seen = []

    def work(progress) -> None:
        progress(0.4, "empat puluh")
        time.sleep(0.1)
        progress(1.0, "selesai")

    job = tasks.run(work, what="Bekerja")
    job.progressed.connect(lambda fraction, what: seen.append((fraction, what)))
    with qtbot.waitSignal(tasks.idle):
        pass
    assert seen[-1] == (1.0, "selesai")


def test_a_late_result_of_a_closed_page_is_dropped(tasks: Tasks, qtbot) -> None:
    owner, told = QObject(), []
    go = threading.Event()
    tasks.run(lambda _progress: go.wait(2), done=told.append, owner=owner)
    tasks.drop(owner)
    with qtbot.waitSignal(tasks.idle):
        go.set()
    assert told == []


def test_a_deleted_owner_gets_nothing(tasks: Tasks, qtbot) -> None:
    import shiboken6

    owner, told = QObject(), []
    go = threading.Event()
    tasks.run(lambda _progress: go.wait(2), done=told.append, owner=owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(tasks.idle):
        go.set()
    assert told == []


def test_unexpected_failures_reach_the_crash_dialog_expected_ones_do_not(tasks: Tasks, qtbot) -> None:
    crashed, failed = [], []
    tasks.crashed.connect(crashed.append)

    def expected(_progress: object) -> None:
        raise CoklitError("dibatalkan")

    def unexpected(_progress: object) -> None:
        raise ValueError

    tasks.run(expected, failed=failed.append)
    tasks.run(unexpected, failed=failed.append)
    qtbot.waitUntil(lambda: len(failed) == 2)
    assert [type(error) for error in crashed] == [ValueError]


def test_writing_is_told(tasks: Tasks, qtbot) -> None:
    told = []
    tasks.writing.connect(told.append)
    go = threading.Event()
    tasks.run(lambda _progress: go.wait(2), writes=True)
    assert tasks.is_writing
    with qtbot.waitSignal(tasks.idle):
        go.set()
    assert told == [True, False]


def test_exit_waits_for_what_is_under_way(qapp) -> None:
    tasks, ended = Tasks(qapp), []

    def work(progress) -> None:
        try:
            while True:
                progress(0.5, "")
                time.sleep(0.005)
        finally:
            ended.append(True)

    tasks.run(work)
    time.sleep(0.05)
    tasks.close()
    assert ended == [True]
