"""A village of invented people, made once and copied for every test; the window on it."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coklit_desktop.app import build_window, install_translator
from coklit_desktop.services.desk import Desk, open_desk
from coklit_desktop.settings import Paths, Settings
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE, make_village


@pytest.fixture(scope="session")
def village_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with three TPS."""
    folder = tmp_path_factory.mktemp("desa") / "toko"
    make_village(folder).close()
    return folder


@pytest.fixture
def folder(village_folder: Path, tmp_path: Path) -> Path:
    """This test's own copy of it."""
    target = tmp_path / "toko"
    shutil.copytree(village_folder, target)
    return target


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """The store, open."""
    found = open_desk(folder, PASSPHRASE)
    yield found
    found.close()


@pytest.fixture
def shell(qapp: QApplication, qtbot, tmp_path: Path) -> Iterator[Shell]:
    """The window, with nothing open."""
    install_translator(qapp)
    window = build_window(qapp, Settings(Paths.test(tmp_path / "rumah")))
    window.resize(1366, 768)
    window.show()
    yield window
    window.messages.ask = lambda *_args, **_words: True  # a line left half typed may go
    window.messages.choose = lambda *_args, **_words: 1
    window.close()
    window.tasks.close()
    window.deleteLater()
    qapp.processEvents()
    gc.collect()


@pytest.fixture
def window(shell: Shell, folder: Path) -> Shell:
    """The window on the village."""
    shell.show_desk(open_desk(folder, PASSPHRASE), folder)
    return shell
