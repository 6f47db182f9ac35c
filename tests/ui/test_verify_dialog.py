"""Periksa lembar: a scanner types the code of a paper, and one sentence answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.services.browsing import sheet, status, village_counts
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.verify_dialog import VerifyDialog


@pytest.fixture
def dialog(window: Shell, qtbot: QtBot) -> Iterator[VerifyDialog]:
    """The dialog on the village."""
    assert window.frame is not None
    found = VerifyDialog(window.frame.context, window)
    qtbot.addWidget(found)
    found.show()
    yield found
    found.close()


def scan(dialog: VerifyDialog, text: str) -> None:
    """Type as a scanner does, over what stood there."""
    QTest.keyClicks(dialog.text, text)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)


def paper(dialog: VerifyDialog) -> str:
    """The code of a recap printed now."""
    desk = dialog.context.desk
    akhir, digest = village_counts(desk).akhir, status(desk)["digest"][:16]
    return f"COKLIT1|a-rekap-pps|{desk.area}||1/2|7|{digest}|{akhir.L}|{akhir.P}"


def test_one_paper_after_the_other_by_keyboard(dialog: VerifyDialog) -> None:
    desk = dialog.context.desk
    text = paper(dialog)
    scan(dialog, text)
    assert dialog.verdict.text() == "✓ Cocok: lembar ini sama dengan daftar sekarang."
    assert dialog.detail.text().startswith("Model A-Rekap PPS · halaman 1 dari 2\nDi lembar: ")
    record_outcome(desk, sheet(desk, "001")[0].subject, Outcome(State.TMS, "meninggal"))
    scan(dialog, text)
    assert dialog.verdict.text().startswith("✕ Daftar sudah berubah sejak lembar ini dicetak: L ")
    scan(dialog, "halo")
    assert dialog.verdict.text().startswith("✕ Teks itu bukan kode halaman")
    assert dialog.detail.text() == ""
    scan(dialog, paper(dialog))
    assert dialog.verdict.text().startswith("✓ Cocok")


def test_nothing_typed_says_nothing(dialog: VerifyDialog) -> None:
    scan(dialog, "")
    assert dialog.verdict.text() == ""
