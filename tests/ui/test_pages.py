"""Beranda, Cek Data, Impor daftar and Pengaturan through their real widgets."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services import browsing
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.office import office_data, set_office
from coklit_desktop.ui.pages.checks_page import ChecksPage
from coklit_desktop.ui.pages.import_page import ImportPage
from coklit_desktop.ui.pages.settings_page import SettingsPage
from coklit_desktop.ui.shell import Shell
from tests.ui.village import sidalih_lines

CLICK = Qt.MouseButton.LeftButton


def show(window: Shell, key: str, **target: object):
    """Bring a page into sight."""
    window.frame.show_page(key, **target)
    return window.frame.pages[key]


def test_home_tells_where_the_office_stands(window: Shell, qtbot) -> None:
    for row in browsing.sheet(window.desk, "001")[:9]:
        record_outcome(window.desk, row.subject, Outcome(State.SESUAI))
    page = show(window, "home")
    page.refresh()
    qtbot.waitUntil(lambda: page.sentence.text() == "9 dari 90 pemilih sudah dientri (10 %).")
    assert page.sums.text().startswith("awal 90 + baru 0 − TMS 0 = akhir 90")
    assert page.table.lines.rowCount() == 3
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert (window.frame.current, window.frame.pages["entry"].tps) == ("entry", "002")


def test_home_offers_the_next_step(window: Shell, qtbot) -> None:
    row = browsing.sheet(window.desk, "002")[0]
    record_outcome(window.desk, row.subject, Outcome(State.SESUAI))
    page = show(window, "home")
    page.refresh()
    from PySide6.QtWidgets import QPushButton

    qtbot.waitUntil(lambda: any("TPS 002 (29" in b.text() for b in page.steps.findChildren(QPushButton)))
    first = next(b for b in page.steps.findChildren(QPushButton) if "TPS 002" in b.text())
    QTest.mouseClick(first, CLICK)
    assert window.frame.pages["entry"].tps == "002"


def test_checks_name_the_voters_and_lead_to_them(window: Shell, qtbot) -> None:
    row = browsing.sheet(window.desk, "001")[2]
    record_outcome(window.desk, row.subject, Outcome(State.TMS, "salah_tps"))
    page = show(window, "checks")
    assert isinstance(page, ChecksPage)
    qtbot.waitUntil(lambda: page.report is not None)
    codes = [code for code, _, _ in page.kinds_model.kinds]
    assert codes[0] == "tidak_padan"
    assert page.report.ok
    assert "utuh" in page.note.text()
    assert window.frame.rail.buttons["checks"].accessibleName().endswith("menunggu")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    entry = window.frame.pages["entry"]
    assert (window.frame.current, entry.tps, entry.sheet.place) == ("entry", "001", 2)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The same list without two voters, one changed, one more, and a row that is none."""
    lines = sidalih_lines(3, 30)
    del lines[5:7]
    lines[8] = lines[8].replace("DK. KRAJAN", "DK. KIDUL")
    lines.append("rusak#" * 3)
    file = tmp_path / "daftar baru.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_import_shows_first_and_takes_after(window: Shell, newer: Path, qtbot, monkeypatch) -> None:
    page = show(window, "import")
    assert isinstance(page, ImportPage)
    page.open_files([newer])
    qtbot.waitUntil(lambda: page.preview is not None)
    assert (page.preview.gone, page.preview.rejected) == (2, 1)
    assert page.view.table.item(0, 3).text() == "−2"
    assert len(browsing.sheet(window.desk, "001")) == 30, "nothing is taken before it is agreed to"
    asked = []
    monkeypatch.setattr(window.messages, "ask", lambda question, *_a, **_k: asked.append(question) or True)
    QTest.mouseClick(page.take, CLICK)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.finished)
    assert asked == ["Ganti daftar?"]
    assert page.rejects is not None
    assert page.rejects.exists()
    assert str(page.rejects) in page.done.text.text()
    assert len(browsing.sheet(window.desk, "001")) == 28


def test_import_of_another_villages_file_says_so(window: Shell, tmp_path: Path, qtbot) -> None:
    file = tmp_path / "lain.csv"
    file.write_text(
        "\n".join(sidalih_lines(1, 3)).replace("JEPAT LOR", "JEPAT KIDUL").replace("3318192008", "3318192006")
    )
    page = show(window, "import")
    page.open_files([file])
    qtbot.waitUntil(window.frame.banner.isVisible)
    assert "Jepat" in window.frame.banner.text.text()
    assert page.preview is None


def test_cancelled_import_leaves_nothing(window: Shell, newer: Path, qtbot, monkeypatch) -> None:
    page = show(window, "import")
    page.open_files([newer])
    qtbot.waitUntil(lambda: page.preview is not None)
    monkeypatch.setattr(window.messages, "ask", lambda *_a, **_k: True)
    window.tasks.started.connect(lambda job: job.cancel())
    page.commit()
    qtbot.waitUntil(window.frame.banner.isVisible)
    assert window.frame.banner.text.text() == "Dibatalkan. Tidak ada yang berubah."
    assert len(browsing.sheet(window.desk, "001")) == 30


def test_a_file_of_results_is_offered_as_such(window: Shell, tmp_path: Path, qtbot, monkeypatch) -> None:
    row = browsing.sheet(window.desk, "001")[0]
    head = "DPID,TPS,KET,TPS_TUJUAN,NKK,NIK,NAMA,TMPT_LHR,TGL_LHR,STS,JK,ALAMAT,RT,RW,DIS,KTPEL"
    file = tmp_path / "hasil.csv"
    file.write_text(f"{head}\n{row.dpid},1,1{',' * 13}\n", encoding="utf-8")
    asked = []
    monkeypatch.setattr(window.messages, "ask", lambda question, *_a, **_k: asked.append(question) or True)
    page = show(window, "import")
    page.open_files([file])
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.finished)
    assert asked == ["Catat hasil dari berkas ini?"]
    assert browsing.voter(window.desk, row.subject).outcome.reason == "meninggal"


def test_settings_keep_office_data(window: Shell, qtbot) -> None:
    page = show(window, "settings", part="tps", tps="002")
    assert isinstance(page, SettingsPage)
    section = page.tps
    QTest.keyClicks(section.fields["tps:002/stiker_diterima"], "120")
    QTest.keyClicks(section.fields["pantarlih:002:1/nama"], "Rini")
    QTest.keyClicks(section.fields["pantarlih:002:1/tanggal_laporan"], "24-7-24")
    QTest.mouseClick(section.keep, CLICK)
    data = office_data(window.desk)
    assert data["tps:002"]["stiker_diterima"] == "120"
    assert data["pantarlih:002:1"] == {"nama": "Rini", "tanggal_laporan": "24-07-2024"}
    assert not section.modified


def test_settings_refuse_a_number_that_is_none(window: Shell) -> None:
    page = show(window, "settings", part="tps", tps="001")
    QTest.keyClicks(page.tps.fields["tps:001/stiker_diterima"], "banyak")
    QTest.mouseClick(page.tps.keep, CLICK)
    assert page.tps.problem.text() == "Stiker diterima bukan angka. Isi dengan angka saja."
    assert "tps:001" not in office_data(window.desk)


def test_settings_ask_before_what_was_typed_is_lost(window: Shell, monkeypatch) -> None:
    page = show(window, "settings", part="pleno")
    pleno = page.parts["pleno"]
    QTest.keyClicks(pleno.fields["pleno/tempat"], "Balai Desa")
    monkeypatch.setattr(window.messages, "choose", lambda *_a, **_k: None)
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.frame.current == "settings"
    monkeypatch.setattr(window.messages, "choose", lambda *_a, **_k: 0)
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert window.frame.current == "home"
    assert office_data(window.desk)["pleno"]["tempat"] == "Balai Desa"


def test_the_stage_changes_which_codes_are_offered(window: Shell) -> None:
    set_office(window.desk, "stage", {"id": "dpshp"})
    page = show(window, "entry", tps="001")
    QTest.keyClicks(page.sheet.view, "8")
    assert "DPSHP" in page.sheet.hint.text()
    assert page.sheet.inline is None
    QTest.keyClicks(page.sheet.view, "u")
    assert "tps" in page.sheet.inline.fields


def test_look_takes_effect_at_once_and_is_remembered(window: Shell) -> None:
    page = show(window, "settings", part="look")
    look = page.parts["look"]
    look.dark.setCurrentIndex(1)
    look.dark.activated.emit(1)
    assert window.palette().window().color().lightness() < 60
    assert window.remembered.load(window.remembered.file).look.dark


def test_clerks_are_added(window: Shell, qtbot) -> None:
    page = show(window, "settings", part="clerks")
    clerks = page.parts["clerks"]
    clerks.name.setText("Budi")
    QTest.mouseClick(clerks.fresh.take, CLICK)
    QTest.mouseClick(clerks.add, CLICK)
    qtbot.waitUntil(lambda: clerks.list.count() == 2, timeout=8000)
    assert clerks.fresh.first.text() == ""
