"""The pytest side of the guard: guards this process and its children, and fails the run."""

import os
import tempfile
from pathlib import Path

import netguard
import pytest

# A worker, or a run inside a run, leaves the reading to the process that set the variable.
_reads = netguard.RECORD not in os.environ
if _reads:
    _handle, os.environ[netguard.RECORD] = tempfile.mkstemp(prefix="netguard-")
    os.close(_handle)
    _paths = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, _paths))
_record = Path(os.environ[netguard.RECORD])
netguard.install()


def _attempts() -> list[str]:
    return _record.read_text(encoding="utf-8").splitlines() if _reads else []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if anything tried to reach another machine, even where the code swallowed the refusal."""
    if _attempts() and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the attempts to reach another machine."""
    if attempts := _attempts():
        terminalreporter.section("tried to use the network", red=True)
        for attempt in attempts:
            terminalreporter.write_line(attempt, red=True)


def pytest_unconfigure() -> None:
    """Remove the file of attempts."""
    if _reads:
        _record.unlink(missing_ok=True)
