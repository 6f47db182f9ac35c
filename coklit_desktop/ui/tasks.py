"""The only thread code: long work runs off the main thread and answers on it.

`serial` work (the default; everything that touches the store) runs one after the other; other work beside it.
"""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from coklit_desktop.domain.errors import Cancelled, CoklitError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coklit_desktop.domain.progress import Progress

T = TypeVar("T")
Answer = Any  # what is called with the result or the error
log = logging.getLogger(__name__)

_TELL_EVERY = 0.05  # seconds between two progress signals


class Job(QObject):
    """One piece of work under way. `what` is shown in the status bar; no text means no bar (quick reads)."""

    progressed = Signal(float, str)
    ended = Signal()

    def __init__(self, what: str, *, cancellable: bool, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.what = what
        self.cancellable = cancellable
        self.writes = writes
        self.fraction = 0.0
        self._wanted = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nothing half done stays."""
        if self.cancellable:
            self._wanted.set()

    @property
    def cancel_asked(self) -> bool:
        """Whether the work has been asked to stop."""
        return self._wanted.is_set()


class Tasks(QObject):
    """Runs work and brings results home to the main thread.

    Signals: `started(job)`, `ended(job)` for jobs with a text; `writing(bool)` while a job that writes is
    under way; `idle` when the last job ended; `crashed(exception)` for a failure that nobody expected.
    """

    started = Signal(object)
    ended = Signal(object)
    writing = Signal(bool)
    idle = Signal()
    crashed = Signal(object)
    _finished = Signal(object, object, object)
    _told = Signal(object, float, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = ThreadPoolExecutor(1, "coklit-db")
        self._parallel = ThreadPoolExecutor(2, "coklit-work")
        self._open: dict[Job, tuple[QObject | None, Answer | None, Answer | None]] = {}
        self._closed = False
        self._finished.connect(self._deliver)
        self._told.connect(self._tell)

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
        what: str = "",
        serial: bool = True,
        cancellable: bool = True,
        writes: bool = False,
    ) -> Job:
        """Start `work(progress)`; then `done(result)` or `failed(error)` on the main thread.

        `failed` gets CoklitErrors, Cancelled among them; anything else also goes to `crashed`. When `owner`
        (a page or dialog) is gone by then, the result is dropped.
        """
        job = Job(what, cancellable=cancellable, writes=writes, parent=self)
        self._open[job] = (owner, done, failed)
        if what:
            self.started.emit(job)
        if writes:
            self.writing.emit(True)
        (self._serial if serial else self._parallel).submit(self._work, job, work)
        return job

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._open)

    @property
    def is_writing(self) -> bool:
        """Whether work that writes is under way: keyed rows would have to wait for it."""
        return any(job.writes for job in self._open)

    def when_idle(self, act: Callable[[], object]) -> None:
        """Call `act` after all serial work that was given so far has ended."""
        self._serial.submit(act)

    def drop(self, owner: QObject) -> None:
        """The page `owner` is closed: its results are not wanted any more, its work may stop."""
        for job, (whose, _, _) in list(self._open.items()):
            if whose is owner:
                self._open[job] = (None, None, None)
                job.cancel()

    def close(self) -> None:
        """On exit: ask everything to stop, and wait until it has."""
        self._closed = True
        for job in self._open:
            job.cancel()
        self._serial.shutdown(wait=True)  # what waits in the queue stops at its first step; offices still close
        self._parallel.shutdown(wait=True)
        self._open.clear()

    # --- in the worker

    def _work(self, job: Job, work: Callable[[Progress], T]) -> None:
        result, error = None, None
        try:
            progress = self._progress_of(job)
            progress(0.0, job.what)
            result = work(progress)
        except Exception as caught:
            error = caught
        if not self._closed:
            self._finished.emit(job, result, error)

    def _progress_of(self, job: Job) -> Progress:
        last = 0.0

        def progress(fraction: float, what: str) -> None:
            nonlocal last
            if job.cancel_asked:
                raise Cancelled
            now = time.monotonic()
            if job.what and (now - last >= _TELL_EVERY or fraction >= 1) and not self._closed:
                last = now
                self._told.emit(job, fraction, what)

        return progress

    # --- on the main thread

    @Slot(object, float, str)
    def _tell(self, job: Job, fraction: float, what: str) -> None:
        if job in self._open:
            job.fraction = min(max(fraction, 0.0), 1.0)
            job.progressed.emit(job.fraction, what)

    @Slot(object, object, object)
    def _deliver(self, job: Job, result: Any, error: Exception | None) -> None:
        owner, done, failed = self._open.pop(job, (None, None, None))
        if job.what:
            self.ended.emit(job)
        if job.writes:
            self.writing.emit(self.is_writing)
        job.ended.emit()
        job.deleteLater()
        if owner is None or shiboken6.isValid(owner):
            self._answer(done, failed, result, error)
        if not self._open:
            self.idle.emit()

    def _answer(self, done, failed, result: Any, error: Exception | None) -> None:
        if error is None:
            if done is not None:
                done(result)
            return
        if not isinstance(error, CoklitError):
            log.error("work failed unexpectedly: %s", type(error).__name__)
            self.crashed.emit(error)
        if failed is not None:
            failed(error)
