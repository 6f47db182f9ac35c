"""The guard that keeps the tests, and so the program, off the network."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import netguard
import pytest

OUTSIDE = "192.0.2.1"  # an address that documents may use and nobody has


@pytest.fixture
def attempts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where attempts of this test go, so that they do not fail the run."""
    path = tmp_path / "attempts"
    monkeypatch.setenv(netguard.RECORD, str(path))
    return path


@pytest.mark.parametrize("reach", ["connect", "connect_ex"])
def test_connecting_outside_is_refused_and_recorded(attempts: Path, reach: str) -> None:
    with socket.socket() as client, pytest.raises(netguard.NetworkForbiddenError):
        getattr(client, reach)((OUTSIDE, 80))
    assert OUTSIDE in attempts.read_text(encoding="utf-8")


def test_other_ways_out_are_refused(attempts: Path) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(netguard.NetworkForbiddenError):
        client.sendto(b"x", (OUTSIDE, 53))
    with pytest.raises(netguard.NetworkForbiddenError):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(netguard.NetworkForbiddenError):
        socket.create_connection(("example.org", 443))
    with socket.socket() as server, pytest.raises(netguard.NetworkForbiddenError):
        server.bind(("0.0.0.0", 0))
    assert len(attempts.read_text(encoding="utf-8").splitlines()) == 4


def test_this_machine_is_allowed(attempts: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    left, right = socket.socketpair()
    left.close()
    right.close()
    assert not attempts.exists()


def test_child_processes_are_guarded(attempts: Path) -> None:
    code = "import socket; socket.socket().connect_ex(('192.0.2.1', 80))"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "NetworkForbiddenError" in child.stderr
    assert "test_child_processes_are_guarded" in attempts.read_text(encoding="utf-8")


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "workers"])
def test_a_swallowed_attempt_fails_the_run(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_swallow.py").write_text(
        "import contextlib, socket\n"
        "def test_swallow():\n"
        "    with contextlib.suppress(OSError):\n"
        f"        socket.create_connection(('{OUTSIDE}', 80))\n"
    )
    env = {key: value for key, value in os.environ.items() if key != netguard.RECORD}
    command = [sys.executable, "-m", "pytest", "-p", "netguard_plugin", *workers]
    inner = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert "1 passed" in inner.stdout
    assert f"{OUTSIDE}' in process" in inner.stdout
    assert inner.returncode == 1
