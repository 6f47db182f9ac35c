"""What may go wrong with a stick: each has its code, and nothing of ours stays half written."""

import errno
import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from coklit_desktop.domain.errors import Cancelled, CoklitError
from coklit_desktop.handover import stick
from coklit_desktop.handover.stick import write_safely
from coklit_desktop.handover.uncached import hash_past_cache

DATA = [b"a" * 1_000_000, b"b" * 777_777]
SIZE = sum(map(len, DATA))
SHA256 = hashlib.sha256(b"".join(DATA)).hexdigest()


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_written_and_read_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"older")
    seen: list[float] = []
    assert write_safely(tmp_path, "file", SIZE, DATA, lambda done, _what: seen.append(done)) == SHA256
    assert (tmp_path / "file").read_bytes() == b"".join(DATA)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert seen == sorted(seen)


def test_order_of_the_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """fsync of the file before the new name, fsync of the folder after it, the read-back last."""
    steps: list[str] = []
    fsync, replace, read_back = os.fsync, Path.replace, stick.hash_past_cache
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("fsync"), fsync(handle))[1])
    monkeypatch.setattr(Path, "replace", lambda self, to: (steps.append("replace"), replace(self, to))[1])
    monkeypatch.setattr(stick, "hash_past_cache", lambda path: (steps.append("read"), read_back(path))[1])
    write_safely(tmp_path, "file", SIZE, DATA)
    assert steps == (["fsync", "replace", "fsync", "read"] if os.name == "posix" else ["fsync", "replace", "read"])


def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(9, 8, SIZE))
    with pytest.raises(CoklitError, match="flashdisk_penuh") as caught:
        write_safely(tmp_path, "file", SIZE, DATA)
    assert caught.value.params == {"megabytes": 3}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "flashdisk_penuh"),
        (errno.EROFS, "flashdisk_hanya_baca"),
        (errno.EACCES, "flashdisk_hanya_baca"),
        (errno.EIO, "flashdisk_gagal"),
        (errno.ENODEV, "flashdisk_gagal"),
    ],
)
def test_a_failing_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, "of the stick")

    (tmp_path / "file").write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CoklitError, match=code):
        write_safely(tmp_path, "file", SIZE, DATA)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"older"}


def test_a_stick_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(CoklitError, match="flashdisk_gagal"):
        write_safely(tmp_path / "gone", "file", SIZE, DATA)


def test_a_stick_that_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick, "hash_past_cache", lambda _path: "0" * 64)
    with pytest.raises(CoklitError, match="flashdisk_beda"):
        write_safely(tmp_path, "file", SIZE, DATA)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: float, _what: str) -> None:
        if done > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_safely(tmp_path, "file", SIZE, DATA, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 1024 * 1024, 1024 * 1024 + 1, 3_000_001])
def test_reading_past_the_cache_reads_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    path = tmp_path / "file"
    data = os.urandom(size)
    path.write_bytes(data)
    wanted = hashlib.sha256(data).hexdigest()
    assert hash_past_cache(path) == wanted
    monkeypatch.delattr(os, "O_DIRECT", raising=False)
    assert hash_past_cache(path) == wanted
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert hash_past_cache(path) == wanted
