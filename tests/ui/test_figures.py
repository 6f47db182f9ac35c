"""From a number beside a preview to the voters it counts, and on to their entries: real widgets all the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.counted import Counted, counts_in
from coklit_desktop.domain.records import SESUAI, Outcome, State
from coklit_desktop.reports.figure_table import FigureCell, FigureRow, Figures
from coklit_desktop.services.browsing import sheet
from coklit_desktop.services.delivering import commit_import, preview_import
from coklit_desktop.services.desk import Desk, create_desk
from coklit_desktop.services.keying import record_changes, record_outcome
from coklit_desktop.ui.figure_table import NONE, FigureTable
from coklit_desktop.ui.pages.print_page import PrintPage
from coklit_desktop.ui.pages.voters_page import VotersPage
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.theme import DARK, LIGHT
from tests.ui.village import AREA, PASSPHRASE, sidalih_lines


def key_some(desk: Desk) -> None:
    """Something of every kind: in TPS 002 two women struck and one corrected to a man."""
    rows = sheet(desk, "002")
    women = [row for row in rows if row.voter.sex == "P"]
    for row in women[:2]:
        record_outcome(desk, row.subject, Outcome(State.TMS, "meninggal"))
    record_changes(desk, women[2].subject, {"sex": "L"})
    record_outcome(desk, women[3].subject, SESUAI)
    record_outcome(desk, sheet(desk, "001")[0].subject, Outcome(State.TMS, "tni"))


@pytest.fixture
def page(window: Shell, qtbot: QtBot) -> PrintPage:
    """The page of forms on that village."""
    assert window.desk is not None
    assert window.frame is not None
    key_some(window.desk)
    window.frame.show_page("print")
    found = window.frame.pages["print"]
    assert isinstance(found, PrintPage)
    return found


def look_at(page: PrintPage, qtbot: QtBot, form_id: str) -> FigureTable:
    """The numbers of a form."""
    page.forms.choose(form_id)
    qtbot.waitUntil(lambda: page.found is not None and page.found.form.id == form_id, timeout=20000)
    return page.figures


def place(table: FigureTable, label: str, column: str) -> tuple[int, int]:
    """Where a number stands."""
    columns = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    rows = [table.item(at, 0).text() for at in range(table.rowCount())]
    return rows.index(label), columns.index(column)


def double_click(table: FigureTable, at: tuple[int, int]) -> None:
    """As a hand does it."""
    table.scrollToItem(table.item(*at))
    spot = table.visualItemRect(table.item(*at)).center()
    for act in (QTest.mouseClick, QTest.mouseDClick):
        act(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def voters_page(window: Shell) -> VotersPage:
    """The page of voters, which must be in sight now."""
    assert window.frame is not None
    assert window.frame.current == "voters"
    found = window.frame.pages["voters"]
    assert isinstance(found, VotersPage)
    return found


@pytest.mark.parametrize(
    ("form_id", "label", "column", "number", "title"),
    [
        ("a-rekap-pps", "002", "P", None, "TPS 002 · Jumlah pemilih · P"),
        ("a-rekap-pps", "Jumlah", "L+P", 87, "Semua TPS · Jumlah pemilih"),
        ("a-rekap-pps-perubahan", "002", "TMS", 2, "TPS 002 · TMS"),
        ("a-rekap-pps-perubahan", "Jumlah", "Total", 4, "Semua TPS · Total"),
        ("a-laporan-hasil-coklit", "V Diperbaiki (U)", "P", 1, "Semua TPS · V Diperbaiki (U) · P"),
    ],
)
def test_a_double_click_opens_exactly_those_voters(
    page: PrintPage, window: Shell, qtbot: QtBot, form_id: str, label: str, column: str, number: int | None, title: str
) -> None:
    table = look_at(page, qtbot, form_id)
    at = place(table, label, column)
    shown, cell = int(table.item(*at).text()), table.figure(*at)
    assert number in (None, shown)
    double_click(table, at)
    voters = voters_page(window)
    qtbot.waitUntil(lambda: voters.count.text() == f"{shown} pemilih")
    assert voters.model.rowCount() == shown
    assert cell is not None
    assert cell.counted is not None
    assert all(counts_in(row, cell.counted) for n in range(shown) if (row := voters.model.row_at(n)))
    assert voters.filters.counted_chip.isVisible()
    assert voters.filters.counted_chip.text().startswith(title)


def test_and_the_entries_of_each(page: PrintPage, window: Shell, qtbot: QtBot) -> None:
    table = look_at(page, qtbot, "a-rekap-pps-perubahan")
    double_click(table, place(table, "002", "Ubah"))
    voters = voters_page(window)
    qtbot.waitUntil(lambda: voters.count.text() == "1 pemilih")
    qtbot.waitUntil(voters.detail.body.isVisible)

    def life() -> str:
        items = (voters.detail.timeline.itemAt(at) for at in range(voters.detail.timeline.count()))
        return " ".join(one.text() for item in items for one in item.widget().findChildren(QLabel))

    qtbot.waitUntil(lambda: "Ubah" in life())
    assert "catatan ke-" in life()


def test_by_keyboard_alone_and_back_to_everybody(page: PrintPage, window: Shell, qtbot: QtBot) -> None:
    table = look_at(page, qtbot, "a-rekap-pps")
    table.setFocus()
    table.setCurrentCell(0, 0)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(table, key)
    voters = voters_page(window)
    assert voters.filters.counted == Counted("akhir", "002", "P", AREA)
    qtbot.waitUntil(lambda: voters.count.text() == f"{table.item(1, 2).text()} pemilih")
    voters.filters.text.setText("zzz")
    qtbot.waitUntil(lambda: voters.model.rowCount() == 0)
    voters.filters.text.clear()
    QTest.mouseClick(voters.filters.counted_chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: voters.model.rowCount() == 90)
    assert not voters.filters.counted_chip.isVisible()


def test_an_office_above_opens_the_voters_of_a_kecamatan(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder, file = tmp_path / "kab", tmp_path / "daftar.csv"
    desk = create_desk(folder, "kabko", "33.18", "pilkada-2024", "Ketua", PASSPHRASE, root_passphrase=PASSPHRASE)
    file.write_text("\n".join(sidalih_lines(2, 8)) + "\n", encoding="utf-8")
    commit_import(desk, preview_import(desk, [file]))
    shell.show_desk(desk, folder)
    assert shell.frame is not None
    shell.frame.show_page("print")
    page = shell.frame.pages["print"]
    assert isinstance(page, PrintPage)
    table = look_at(page, qtbot, "a-rekap-kabko")
    double_click(table, place(table, "Tayu", "L+P"))
    voters = voters_page(shell)
    qtbot.waitUntil(lambda: voters.count.text() == "16 pemilih")
    assert voters.filters.counted_chip.text() == "Tayu · Jumlah pemilih  ✕"


FEW = Figures(
    ("L", "P", "L+P"),
    (
        FigureRow("TPS 001"),
        FigureRow("I Diterima", tuple(FigureCell(n, Counted("awal", "001"), f"I · {n}") for n in (1200, 0, 1200))),
        FigureRow("X KK", (None, None, FigureCell(None, None, "X KK"))),
    ),
)


@pytest.fixture
def table(qtbot: QtBot) -> FigureTable:
    """A table of its own."""
    found = FigureTable()
    qtbot.addWidget(found)
    found.resize(268, 300)
    found.show()
    found.show_figures(FEW)
    return found


def test_a_screen_reader_is_told_what_a_number_is(table: FigureTable) -> None:
    said = table.item(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "I · 1200: 1.200. Enter atau klik dua kali membuka pemilihnya"
    assert table.item(1, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "I · 0: 0"
    assert table.item(2, 3).text() == "–"


def test_what_counts_nobody_opens_nothing(table: FigureTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.opened):
        for at in ((0, 0), (0, 1), (1, 2), (2, 0), (2, 1), (2, 3), (9, 9)):
            table.open_cell(*at)
    with qtbot.waitSignal(table.opened) as caught:
        table.open_cell(1, 0)
    assert caught.args == [{"counted": Counted("awal", "001"), "title": "I · 1200"}]


def test_a_form_without_numbers_says_so(table: FigureTable) -> None:
    table.show_figures(Figures())
    assert [table.item(at, 0).text() for at in range(table.rowCount())] == [NONE]
    table.show_figures(FEW)
    assert table.item(1, 1).text() == "1.200"


def test_another_look_has_other_colours(table: FigureTable) -> None:
    def colour() -> str:
        return table.item(1, 1).foreground().color().name().upper()

    assert colour() == LIGHT.accent
    night = table.palette()
    night.setColor(QPalette.ColorRole.Window, QColor(DARK.window))
    table.setPalette(night)
    assert colour() == DARK.accent
