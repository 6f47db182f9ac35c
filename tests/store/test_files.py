"""Files are written as a whole, kept private, and one writer holds a folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.store.files import WriterLock, make_private, write_whole

HOLD = """
import sys, time
from pathlib import Path
from coklit_desktop.store.files import WriterLock
lock = WriterLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "slots.json"
    for data in (b"first", b"second"):
        write_whole(file, data)
        assert file.read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["slots.json"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "slots.json"
    write_whole(file, b"first")
    (tmp_path / "slots.json.new").mkdir()
    with pytest.raises(OSError, match=r"slots\.json\.new"):
        write_whole(file, b"second")
    assert file.read_bytes() == b"first"


def test_one_holds_the_lock_and_says_which_process(tmp_path: Path) -> None:
    lock = WriterLock(tmp_path / "lock")
    assert (tmp_path / "lock").read_text() == str(os.getpid())
    with pytest.raises(CoklitError, match="sedang_dibuka"):
        WriterLock(tmp_path / "lock")
    lock.release()
    lock.release()
    WriterLock(tmp_path / "lock").release()


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(CoklitError, match="sedang_dibuka"):
            WriterLock(tmp_path / "lock")
        child.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    WriterLock(tmp_path / "lock").release()


def test_folders_are_private(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "office")
    mode = (tmp_path / "a" / "office").stat().st_mode & 0o777
    assert os.name != "posix" or mode == 0o700  # on Windows the user's profile protects them
