"""The page of forms: preview, numbers, saving, printing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.catalog import PHASES
from coklit_desktop.services import keying
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.ui.pages.print_page import PrintPage
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE


@pytest.fixture
def page(window: Shell, qtbot: QtBot) -> PrintPage:
    """The page on a village with one struck voter, its first preview in sight."""
    desk = window.desk
    assert desk is not None
    assert window.frame is not None
    strike_first(desk)
    window.frame.show_page("print")
    found = window.frame.pages["print"]
    assert isinstance(found, PrintPage)
    qtbot.waitUntil(lambda: found.found is not None, timeout=15000)
    return found


def strike_first(desk: Desk) -> None:
    from coklit_desktop.services.browsing import sheet

    keying.record_outcome(desk, sheet(desk, "001")[0].subject, Outcome(State.TMS, "meninggal"))


def choose(page: PrintPage, qtbot: QtBot, form_id: str) -> None:
    page.forms.choose(form_id)
    qtbot.waitUntil(lambda: page.found is not None and page.found.form.id == form_id, timeout=15000)


def test_forms_stand_under_their_phases_with_a_word_on_what_they_lack(page: PrintPage, qtbot: QtBot) -> None:
    items = [page.forms.item(at) for at in range(page.forms.count())]
    texts = [item.text() for item in items]
    headings = [item.text() for item in items if not item.flags()]
    assert headings == [phase for phase in PHASES if phase in headings]
    assert texts.index("Sesudah coklit") < texts.index("Model A-Daftar Perubahan Pemilih") < texts.index("Pleno PPS")
    totals = page.forms.item(texts.index("Model A-Rekap PPS"))
    qtbot.waitUntil(lambda: "data belum lengkap" in page.forms.item(texts.index("Model A-Rekap PPS")).toolTip())
    assert totals is not None
    choose(page, qtbot, "a-laporan-hasil-coklit")
    assert any(sentence.startswith("TPS 001") for sentence in page.missing.sentences)


def test_preview_shows_all_tps_and_then_one(page: PrintPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "a-laporan-hasil-coklit")
    assert page.pages.page_count == 3
    page.options.choose_tps("002")
    qtbot.waitUntil(lambda: page.pages.page_count == 1, timeout=15000)
    assert page.file_name("pdf") == "a-laporan-hasil-coklit_33.18.19.2008_tps-002.pdf"


def test_the_upload_sheet_has_no_paper(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, "bulk-sidalih")
    assert page.pages.page_count == 0
    assert not page.save_pdf.isEnabled()
    assert not page.print_button.isEnabled()
    out = tmp_path / "unggah.xlsx"
    with qtbot.waitSignal(page.context.messages.said) as caught:
        page.save_to(out, "xlsx")
    assert caught.args is not None
    assert caught.args[0] == "baik"
    assert out.exists()


def test_saving_a_masked_copy(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, "a-daftar-perubahan")
    page.options.masked.setChecked(True)
    out = tmp_path / "samaran.pdf"
    with qtbot.waitSignal(page.context.messages.said):
        page.save_to(out, "pdf")
    assert "331819**********" in PdfReader(out).pages[0].extract_text()
    assert page.file_name("pdf").endswith("_samaran.pdf")


def test_a_folder_that_is_gone_is_told(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.context.messages.said) as caught:
        page.save_to(tmp_path / "tidak" / "ada.pdf", "pdf")
    assert caught.args is not None
    assert caught.args[0] == "salah"


@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_printing_keeps_paper_and_pages(page: PrintPage, qtbot: QtBot, tmp_path: Path, paper: str) -> None:
    page.options.paper.setCurrentText(paper)
    page.forms.choose("a-daftar-perubahan")
    qtbot.waitUntil(lambda: page.found is not None and page.found.form.id == "a-daftar-perubahan", timeout=15000)
    printer = page.make_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "kertas.pdf"))
    with qtbot.waitSignal(page.context.messages.said, timeout=15000) as caught:
        page.print_to(printer)
    assert caught.args == ["baik", "3 halaman dikirim ke pencetak."]
    sheets = PdfReader(tmp_path / "kertas.pdf").pages
    assert len(sheets) == 3
    wanted = {"F4": (330, 215), "A4": (297, 210)}[paper]
    size = [float(side) / 72 * 25.4 for side in (sheets[0].mediabox.width, sheets[0].mediabox.height)]
    assert size == pytest.approx(wanted, abs=1)  # printers know F4 as Folio, 8.5 x 13 inches


def test_an_office_without_a_list_says_so(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    shell.show_desk(create_desk(folder, "pps", "33.18.19.2008", "pilkada-2024", "Sri", PASSPHRASE), folder)
    assert shell.frame is not None
    shell.frame.show_page("print")
    page = shell.frame.pages["print"]
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
