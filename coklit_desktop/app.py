"""The composition root: builds settings, log, tasks and the window, and passes them down."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coklit_desktop import __version__
from coklit_desktop.settings import APP_NAME, Paths, Remembered, Settings
from coklit_desktop.ui.crash import CrashCatcher, start_log
from coklit_desktop.ui.icons import app_icon
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.tasks import Tasks
from coklit_desktop.ui.theme import apply_theme
from coklit_desktop.ui.translator import IndonesianTranslator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def run_window(folder: Path | None = None, *, passphrase: str | None = None) -> int:
    """Open the window, on the office in `folder` if given; returns the exit code.

    With `passphrase` (of invented people only) the office is open at once.
    """
    os.umask(0o077)
    settings = Settings(Paths.find(), folder)
    start_log(settings.paths.logs)
    app = make_application(sys.argv[:1])
    window = build_window(app, settings)
    window.show()
    if folder is not None and passphrase is not None:
        window.open_at_once(folder, passphrase)
    else:
        window.begin()
    code = app.exec()
    window.tasks.close()
    return code


def make_application(argv: Sequence[str]) -> QApplication:
    """The Qt application with its name, icon and Indonesian texts."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # So that the web engine of the map may be loaded when it is first wanted, not now.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(list(argv))
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName("Coklit Desktop")
    app.setApplicationVersion(__version__)
    app.setWindowIcon(app_icon())
    install_translator(app)
    return app


def install_translator(app: QApplication) -> None:
    """Indonesian for Qt's own texts."""
    translator = IndonesianTranslator(app)
    app.installTranslator(translator)


def build_window(app: QApplication, settings: Settings) -> Shell:
    """Everything, built once. The caller shows the window and closes `window.tasks` at the end."""
    remembered = Remembered.load(settings.paths.remembered)
    apply_theme(app, dark=remembered.look.dark, point_size=remembered.look.point_size)
    tasks = Tasks(app)
    window = Shell(app, settings, remembered, tasks)
    catcher = CrashCatcher(window, settings.paths.logs)
    tasks.crashed.connect(catcher.show)
    return window
