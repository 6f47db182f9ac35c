"""The page of forms: preview, numbers, saving, printing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.catalog import PHASES
from coklit_desktop.services import browsing, keying, previewing, printing
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.form_data import Wish
from coklit_desktop.ui.pages.print_page import PrintPage
from coklit_desktop.ui.print_missing import place_of
from coklit_desktop.ui.print_work import save_set
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
    strike(desk, "001")


def strike(desk: Desk, tps: str) -> None:
    keying.record_outcome(desk, browsing.sheet(desk, tps)[0].subject, Outcome(State.TMS, "meninggal"))


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


def test_files_for_sidalih_have_a_panel_instead_of_a_paper(page: PrintPage, qtbot: QtBot) -> None:
    page.forms.choose("bulk-sidalih")
    qtbot.waitUntil(lambda: page.uploads is not None and page.uploads.isVisible(), timeout=15000)
    assert not page.right.isVisible()
    assert page.uploads is not None
    qtbot.waitUntil(lambda: page.uploads is not None and "perubahan belum diunggah" in page.uploads.state.text())
    choose(page, qtbot, "a-rekap-pps")
    assert page.right.isVisible()
    assert page.pages.page_count == 1


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


def test_first_pages_stand_at_once_and_the_rest_keeps_the_place(window: Shell, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.show_page("print", form="a-daftar-pemilih")
    page = window.frame.pages["print"]
    assert isinstance(page, PrintPage)
    shown: list[tuple[int, bool]] = []
    page.maker.looked.connect(lambda _pdf: shown.append((page.pages.page_count, page.found is None)))
    page.forms.choose("a-daftar-pemilih")
    qtbot.waitUntil(lambda: bool(shown), timeout=15000)
    assert page.more.text() == "Halaman berikutnya sedang disiapkan…"
    assert page.pages.view is not None
    page.pages.view.verticalScrollBar().setValue(40)
    qtbot.waitUntil(lambda: page.found is not None, timeout=15000)
    assert shown == [(shown[0][0], True)]
    assert page.pages.page_count > shown[0][0]
    assert page.pages.view.verticalScrollBar().value() == 40
    assert page.more.text() == ""


def test_a_variant_is_offered_where_a_form_has_some(page: PrintPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "a-laporan-hasil-coklit")
    assert page.options.variant.isVisible()
    other = page.options.variant.itemData(1)
    with qtbot.waitSignal(page.maker.made, timeout=15000):
        page.options.variant.setCurrentIndex(1)
    assert page.options.wish.variant == other
    assert f"_{other}" in page.file_name("pdf")
    choose(page, qtbot, "a-rekap-pps")
    assert not page.options.variant.isVisible()


def test_a_copy_for_outsiders_is_masked_and_says_when_it_may_go_out(page: PrintPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "a-daftar-perubahan")
    options = page.options
    qtbot.waitUntil(lambda: options.copy_for.count() > 1)
    options.copy_for.setCurrentIndex(options.copy_for.findData("PKD"))
    assert options.is_masked
    assert options.careful.isVisible()
    assert page.file_name("pdf").endswith("_salinan-pkd_samaran.pdf")
    options.copy_for.setCurrentIndex(options.copy_for.findData("PPK"))
    assert not options.is_masked
    assert not options.careful.isVisible()
    options.copy_for.setCurrentIndex(options.copy_for.findData("PKD"))
    choose(page, qtbot, "a-rekap-pps")
    assert not options.careful.isVisible(), "a recap names nobody"


def test_the_code_below_the_pages_is_switched_off_and_that_is_remembered(page: PrintPage) -> None:
    page.options.code.setChecked(False)
    assert not page.options.wish.qr
    again = PrintPage(page.context)
    assert not again.options.code.isChecked()


def test_a_text_is_saved_as_docx(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    choose(page, qtbot, "a-rekap-pps")
    assert not page.save_docx.isVisible()
    choose(page, qtbot, "berita-acara")
    assert page.save_docx.isVisible()
    out = tmp_path / "ba.docx"
    with qtbot.waitSignal(page.context.messages.said, timeout=15000):
        page.save_to(out, "docx")
    assert out.read_bytes()[:2] == b"PK"


def test_a_set_is_saved_into_a_folder(page: PrintPage, qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    with qtbot.waitSignal(page.context.messages.said, timeout=60000) as caught:
        page.set_button.click()
    assert caught.args is not None
    assert caught.args[0] == "baik"
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert len(names) == len(printing.set_of(page.context.desk))
    assert names[0].startswith("01_")


def test_a_cancelled_set_says_what_is_there(page: PrintPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.context.tasks.started.connect(lambda job: job.cancel())
    with qtbot.waitSignal(page.context.messages.said, timeout=15000) as caught:
        save_set(page.context, page, tmp_path, "F4", Wish())
    assert caught.args == ["info", f"Dibatalkan. Yang sudah jadi ada di {tmp_path}."]


def test_what_is_missing_leads_to_its_place(page: PrintPage, window: Shell, qtbot: QtBot) -> None:
    choose(page, qtbot, "a-laporan-hasil-coklit")
    place = next(at for at, text in enumerate(page.missing.sentences) if text.startswith("TPS 001"))
    page.missing.list.setCurrentRow(place)
    QTest.keyClick(page.missing.list, Qt.Key.Key_Return)
    assert window.frame is not None
    settings = window.frame.pages["settings"]
    assert window.frame.current == "settings"
    assert settings.tps.tps == "001"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Tanggal pleno belum diisi.", ("settings", {"part": "pleno"})),
        ("Nama anggota PPS belum diisi.", ("settings", {"part": "officers"})),
        ("TPS 002, 003: jumlah stiker diterima belum diisi.", ("settings", {"part": "tps", "tps": "002"})),
        ("Daftar hadir belum diisi.", ("settings", {"part": "attendance"})),
        ("Nama provinsi belum diisi.", None),
    ],
)
def test_each_sentence_knows_its_place(sentence: str, place: object) -> None:
    assert place_of(sentence) == place


def test_an_office_above_chooses_the_village(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "ppk"
    desk = create_desk(folder, "ppk", "33.18.19", "pilkada-2024", "Sri", PASSPHRASE)
    shell.show_desk(desk, folder)
    assert shell.context is not None
    page = PrintPage(shell.context)
    village = next(form for form in printing.forms(desk) if form.level == "village")
    page.options.show_tps([("33.18.19.2006", "001"), ("33.18.19.2008", "001"), ("33.18.19.2008", "002")])
    page.options.offer(village)
    assert [page.options.area.itemText(at) for at in range(2)] == ["Jepat Kidul", "Jepat Lor"]
    page.options.choose_area("33.18.19.2008")
    assert page.options.wish.area == "33.18.19.2008"
    assert page.options.tps.count() == 3
    own = next(form for form in printing.forms(desk) if form.level == "district")
    page.options.offer(own)
    assert page.options.wish.area is None
    assert page.options.chosen_village == "33.18.19.2008"
    page.options.offer(village)
    assert page.options.wish.area == "33.18.19.2008", "the village in hand stays in hand"


def test_every_form_says_where_what_it_lacks_is_filled_in(page: PrintPage) -> None:
    found = previewing.overview(page.context.desk)
    sentences = {sentence for missing in found.missing.values() for sentence in missing}
    assert len(sentences) > 5
    assert [sentence for sentence in sentences if place_of(sentence) is None] == []


def test_the_printer_is_offered_as_many_copies_as_the_form_wants(page: PrintPage, qtbot: QtBot) -> None:
    choose(page, qtbot, "ba-serah-terima")
    wanted = page.context.desk.election.forms["ba-serah-terima"]["copies"]
    assert wanted > 1
    assert page.make_printer().copyCount() == wanted


def test_an_office_without_a_list_says_so(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    shell.show_desk(create_desk(folder, "pps", "33.18.19.2008", "pilkada-2024", "Sri", PASSPHRASE), folder)
    assert shell.frame is not None
    shell.frame.show_page("print")
    page = shell.frame.pages["print"]
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
