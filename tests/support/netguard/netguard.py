"""Refuses every way out of this machine and writes down who tried: a swallowed attempt is one too.

An audit hook sees each socket of Python code and cannot be removed once set; libraries in C are out of its
sight. Child processes get it through `sitecustomize`, for this folder is put on their PYTHONPATH.
"""

import ipaddress
import os
import sys

RECORD = "COKLIT_NETGUARD"  # the file that takes the attempts of this process and its children
HOST_ARGUMENT = {
    "socket.bind": 1,
    "socket.connect": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyaddr": 0,
    "socket.gethostbyname": 0,
    "socket.sendmsg": 1,
    "socket.sendto": 1,
}
_installed = False


class NetworkForbiddenError(OSError):
    """The code under test tried to reach another machine."""


def install() -> None:
    """Set the hook, once a process."""
    global _installed  # noqa: PLW0603
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def is_inside(host: str) -> bool:
    """Whether a host name or address is this machine's own loopback."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    position = HOST_ARGUMENT.get(event)
    if position is None:
        return
    target = arguments[position]
    if event in {"socket.bind", "socket.connect", "socket.sendmsg", "socket.sendto"}:
        # Internet addresses are tuples that start with a host; Unix sockets are paths, which stay here.
        target = target[0] if isinstance(target, tuple) else None
    host = target.decode("ascii", "replace") if isinstance(target, bytes | bytearray) else target
    if isinstance(host, str) and not is_inside(host):
        _record(f"{event} {host!r}")
        raise NetworkForbiddenError(f"{event} {host!r}")


def _record(text: str) -> None:
    if path := os.environ.get(RECORD):
        test = os.environ.get("PYTEST_CURRENT_TEST", "outside a test")
        line = f"{text} in process {os.getpid()}, {test}\n"
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, line.encode())
        os.close(handle)
