"""Child: the real window on a store, off screen; tells when it was up and when pages were ready."""

from __future__ import annotations

import sys
import time

START = time.perf_counter()

from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

QUIET = 0.4  # seconds without work under way: the page is complete


def main(folder: Path, home: Path, pages: list[str]) -> None:
    """Start as `coklit` does, unlock, show Beranda and then each of the pages."""
    from benchmarks.common import PASSPHRASE, answer
    from coklit_desktop.app import build_window, make_application
    from coklit_desktop.services.desk import open_desk
    from coklit_desktop.settings import Paths, Settings

    app = make_application(["coklit"])
    window = build_window(app, Settings(Paths.test(home), folder))
    window.resize(1366, 768)
    window.show()
    window.begin()
    app.processEvents()
    told: dict[str, Any] = {"locked": time.perf_counter() - START}
    told["locked_modules"] = len(sys.modules)
    begin = time.perf_counter()
    window.show_desk(open_desk(folder, PASSPHRASE), folder)
    told["unlocking"] = time.perf_counter() - begin
    told["home"] = told["unlocking"] + settle(app, window.tasks)
    told["modules"] = len(sys.modules)
    told["heavy"] = sorted(
        {"pandas", "numpy", "folium", "reportlab", "PySide6.QtWebEngineCore", "sqlalchemy"} & set(sys.modules)
    )
    for page in pages:
        told[f"{page}_shown"], told[page] = timed_page(app, window, page)
        told[f"{page}_again_shown"], told[f"{page}_again"] = again(app, window, page)
    answer(**told)
    window.close()
    window.tasks.close()


def settle(app: Any, tasks: Any) -> float:
    """Run the event loop until nothing is under way any more; seconds until the last work ended."""
    start = last = time.perf_counter()
    while time.perf_counter() - last < QUIET:
        app.processEvents()
        if tasks.busy:
            last = time.perf_counter()
        time.sleep(0.001)
    return last - start


def timed_page(app: Any, window: Any, page: str, **target: str) -> tuple[float, float]:
    """Seconds from the key until the page answers, and until all of it is there."""
    start = time.perf_counter()
    window.frame.show_page(page, **target)
    app.processEvents()
    shown = time.perf_counter() - start
    return shown, shown + settle(app, window.tasks)


def again(app: Any, window: Any, page: str) -> tuple[float, float]:
    """The same after another page: the code is loaded, the page is built; Entri opens another TPS."""
    window.frame.show_page("home")
    settle(app, window.tasks)
    return timed_page(app, window, page, **({"tps": "002"} if page == "entry" else {}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
