"""Start-up: quick, and nothing heavy before it is needed. In a process of its own, as a clerk starts it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.ui.village import PASSPHRASE

START = """
import json, sys, time
began = time.perf_counter()
from pathlib import Path
from coklit_desktop.app import build_window, make_application
from coklit_desktop.settings import Paths, Settings
home, folder, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = make_application(["coklit"])
window = build_window(app, Settings(Paths.test(home), folder))
window.show()
window.begin()
from coklit_desktop.services.desk import open_desk
window.show_desk(open_desk(folder, passphrase), folder)
page = window.frame.pages["home"]
while not page.table.lines.rowCount():
    app.processEvents()
seconds = time.perf_counter() - began
heavy = ("pandas", "numpy", "folium", "branca", "reportlab", "PySide6.QtWebEngineCore",
         "PySide6.QtWebEngineWidgets", "PySide6.QtPdf",
         "coklit_desktop.ui.pages.map_page", "coklit_desktop.ui.pages.entry_page")
print(json.dumps({"seconds": seconds, "loaded": [name for name in heavy if name in sys.modules]}))
window.close()
window.tasks.close()
"""


def test_the_window_is_ready_without_heavy_libraries(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, str(tmp_path / "rumah"), str(folder), PASSPHRASE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["loaded"] == []
    assert told["seconds"] < 10, "far from the budget of 2 s, even on a busy machine"
