"""Pictures of the invented village, 1366x768: `python3 dev.py screenshots [DIR]`.

Without DIR those of the documents, into docs/screenshots; with DIR every page, the most seen ones dark too, into it.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coklit_desktop.app import build_window, make_application
from coklit_desktop.services.browsing import tps_counts
from coklit_desktop.services.demo import run_demo
from coklit_desktop.services.desk import open_desk
from coklit_desktop.settings import Paths, Settings
from coklit_desktop.ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = (1366, 768)
PAGES = ("home", "voters", "checks", "map", "print", "handover")
SETTINGS = ("office", "officers", "tps", "evidence", "pleno", "attendance", "copies", "book", "clerks", "look")
FORMS = (
    "a-daftar-potensial",
    "a-laporan-hasil-coklit",
    "a-daftar-perubahan",
    "bulk-sidalih",
    "berita-acara",
    "a-rekap-pps",
)
STEPS = ("lembar", "laporan", "sidalih", "masukan", "tetapkan", "cetak")
# Pictures that the documents show, by the names they use.
SHOWN = {
    "mulai": "mulai", "home": "beranda", "voters": "pemilih", "entry-lembar": "entri", "checks": "cek-data",
    "map": "peta", "print": "cetak", "pleno-laporan": "pleno", "print-bulk-sidalih": "sidalih",
    "handover": "kirim", "settings-office": "pengaturan",
}  # fmt: skip
TARGET = Path(__file__).resolve().parents[1] / "docs" / "screenshots"


class Photographer:
    """Waits until a page is still, then keeps its picture."""

    def __init__(self, window: Shell, target: Path) -> None:
        self.window, self.target = window, target
        target.mkdir(parents=True, exist_ok=True)

    def wait(self, milliseconds: int = 400) -> None:
        """Let the window work."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        while self.window.tasks.busy:
            QTimer.singleShot(50, loop.quit)
            loop.exec()
        QTimer.singleShot(120, loop.quit)
        loop.exec()

    def take(self, name: str, milliseconds: int = 400) -> None:
        """Keep a picture as NAME.png."""
        self.wait(milliseconds)
        if self.target == TARGET:
            if name not in SHOWN:
                return
            name = SHOWN[name]
        self.window.grab().save(str(self.target / f"{name}.png"))
        print(name, flush=True)


def press(text: str) -> None:
    """Type where the focus is; "\\n" is Enter, "~" is Esc."""
    named = {"\n": Qt.Key.Key_Return, "~": Qt.Key.Key_Escape}
    for key in text:
        QApplication.processEvents()
        focus: QWidget | None = QApplication.focusWidget()
        if focus is None:
            continue
        if key in named:
            QTest.keyClick(focus, named[key])
        else:
            QTest.keyClicks(focus, key)


def starts(photos: Photographer) -> None:
    """The first run and its form."""
    window = photos.window
    window.begin()
    photos.take("mulai")
    form = window._start.new_form  # type: ignore[union-attr]
    window._start.stack.setCurrentWidget(form)  # type: ignore[union-attr]
    form.area.text.setFocus()
    press("jepat")
    photos.take("kantor-baru", 900)


def pages(photos: Photographer) -> None:
    """Every page."""
    frame = photos.window.frame
    assert frame is not None
    for key in PAGES:
        frame.show_page(key)
        photos.take(key, 2500 if key == "map" else 500)
    for form in FORMS:
        frame.show_page("print", form=form)
        photos.take(f"print-{form}")
    pleno(photos)
    entry(photos)
    for part in SETTINGS:
        frame.show_page("settings", part=part)
        photos.take(f"settings-{part}")


def dark(photos: Photographer) -> None:
    """The pages that are seen most, dark."""
    frame = photos.window.frame
    assert frame is not None
    for key in ("home", "voters", "entry", "print", "pleno"):
        frame.show_page(key)
        photos.take(f"{key}-gelap")


def pleno(photos: Photographer) -> None:
    """Each step of the pleno, one report half typed."""
    frame = photos.window.frame
    assert frame is not None
    for step in STEPS:
        frame.show_page("pleno", step=step)
        photos.wait()
        if step == "laporan":
            counts = tps_counts(frame.context.desk, "001")
            press(f"{counts.awal.L}\n{counts.awal.P}\n{counts.baru.L + 1}\n")
        photos.take(f"pleno-{step}")


def entry(photos: Photographer) -> None:
    """The entry page: sheet, proposal, target, change, new voter, choice of TPS."""
    frame = photos.window.frame
    assert frame is not None
    steps: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("lembar", "", lambda: None),
        ("usul", "4", lambda: None),
        ("tps-tujuan", "~8", lambda: None),
        ("ubah", "~U", lambda: None),
        ("baru", "~B", lambda: press("3318195701048765\nsiti aminah\n")),
        ("pilih-tps", "~~~", lambda: None),
    )
    frame.show_page("entry", tps="004")
    for name, keys, more in steps:
        press(keys)
        more()
        photos.take(f"entry-{name}")


def main() -> int:
    """Make all pictures, light; the most seen ones dark too."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    app = make_application(["coklit"])
    with tempfile.TemporaryDirectory(prefix="coklit-gambar-") as name:
        home = Path(name)
        window = build_window(app, Settings(Paths.test(home)))
        window.resize(*SIZE)
        window.show()
        photos = Photographer(window, target)
        starts(photos)
        demo = run_demo(home / "contoh", lambda _line: None)
        window.show_desk(open_desk(demo.village_store, demo.passphrase), demo.village_store)
        pages(photos)
        window.remembered.set_look(dark=True)
        window.apply_look()
        dark(photos)
        window.lock()
        photos.take("kunci-gelap")
        window.close()
        window.tasks.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
