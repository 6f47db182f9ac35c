"""Pengaturan: numbers of decrees, lists of people, papers of struck voters; all by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coklit_desktop.domain.records import Outcome, State
from coklit_desktop.reports.book import OWN_WORDS
from coklit_desktop.services import browsing, evidence
from coklit_desktop.services.desk import create_desk
from coklit_desktop.services.keying import record_outcome
from coklit_desktop.services.office import office_data, set_office
from coklit_desktop.services.suggestions import masukan
from coklit_desktop.ui.office.book_section import BookSection
from coklit_desktop.ui.office.evidence_section import EvidenceSection
from coklit_desktop.ui.office.rows_section import RowsSection
from coklit_desktop.ui.pages.settings_page import SettingsPage
from coklit_desktop.ui.shell import Shell
from tests.ui.village import PASSPHRASE

Key = Qt.Key


def show(window: Shell, part: str, **target: object) -> SettingsPage:
    assert window.frame is not None
    window.frame.show_page("settings", part=part, **target)
    found = window.frame.pages["settings"]
    assert isinstance(found, SettingsPage)
    return found


def type_keys(*keys: str | Key) -> None:
    for key in [one for part in keys for one in (part if isinstance(part, str) else [part])]:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, key) if isinstance(key, str) else QTest.keyClick(focus, key)


def test_officers_have_a_decree_and_one_takes_the_minutes(window: Shell) -> None:
    page = show(window, "officers")
    type_keys("Sri Wahyuni", Key.Key_Tab, "12/PP/2024")
    fields = page.parts["officers"].fields  # type: ignore[attr-defined]
    QTest.keyClicks(fields["petugas:4/nama"], "Dewi Anggraini")
    QTest.keyClick(fields["petugas:4/nama"], Key.Key_Return)
    assert window.desk is not None
    data = office_data(window.desk)
    assert data["petugas:1"] == {"nama": "Sri Wahyuni", "sk": "12/PP/2024", "jabatan": "Ketua"}
    assert data["petugas:4"] == {"nama": "Dewi Anggraini", "jabatan": "Sekretaris"}


def test_the_hour_and_the_former_number_of_a_pleno(window: Shell) -> None:
    page = show(window, "pleno")
    fields = page.parts["pleno"].fields  # type: ignore[attr-defined]
    QTest.keyClicks(fields["pleno/jam"], "19.30 WIB")
    QTest.keyClicks(fields["pleno/nomor_ba_lama"], "07/PP")
    QTest.keyClick(fields["pleno/jam"], Key.Key_Return)
    assert window.desk is not None
    assert office_data(window.desk)["pleno"] == {"jam": "19.30 WIB", "nomor_ba_lama": "07/PP"}


def test_a_tps_keeps_its_address_and_the_decree_of_its_pantarlih(window: Shell) -> None:
    page = show(window, "tps", tps="002")
    QTest.keyClicks(page.tps.fields["tps:002/alamat"], "SDN 1")
    QTest.keyClicks(page.tps.fields["pantarlih:002:1/sk"], "3/PP")
    QTest.keyClick(page.tps.fields["tps:002/alamat"], Key.Key_Return)
    assert window.desk is not None
    data = office_data(window.desk)
    assert (data["tps:002"]["alamat"], data["pantarlih:002:1"]["sk"]) == ("SDN 1", "3/PP")


def test_a_list_of_people_grows_as_it_is_typed(window: Shell) -> None:
    section = show(window, "attendance").parts["attendance"]
    assert isinstance(section, RowsSection)
    type_keys("Budi", Key.Key_Return, "PKD", Key.Key_Return, "Rini", Key.Key_Return, Key.Key_Return)
    assert section.table.rows() == [["Budi", "PKD"], ["Rini", ""]]
    assert section.table.rowCount() == 3
    QTest.keyClick(section.table, Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.desk is not None
    data = office_data(window.desk)
    assert (data["hadir:1"], data["hadir:2"]["nama"]) == ({"nama": "Budi", "dari": "PKD"}, "Rini")
    assert not section.modified


def test_a_removed_row_leaves_no_gap(window: Shell) -> None:
    assert window.desk is not None
    for place, name in enumerate(("Budi", "Rini", "Agus"), 1):
        set_office(window.desk, f"salinan:{place}", {"penerima": name, "jabatan": "PKD"})
    section = show(window, "copies").parts["copies"]
    assert isinstance(section, RowsSection)
    QTest.keyClick(section.table, Key.Key_Delete)
    assert section.save()
    data = office_data(window.desk)
    names = [data[f"salinan:{place}"].get("penerima", "") for place in (1, 2)]
    assert names == ["Rini", "Agus"]
    assert not any(data.get("salinan:3", {}).values())


def test_an_office_above_keeps_masukan_here(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "ppk"
    shell.show_desk(create_desk(folder, "ppk", "33.18.19", "pilkada-2024", "Sri", PASSPHRASE), folder)
    section = show(shell, "masukan").parts["masukan"]
    assert isinstance(section, RowsSection)
    type_keys("Panwaslu", Key.Key_Return, "Rekap dibacakan ulang", Key.Key_Return)
    assert section.save()
    assert shell.desk is not None
    assert [(one.dari, one.isi) for one in masukan(shell.desk)] == [("Panwaslu", "Rekap dibacakan ulang")]
    fields = show(shell, "officers").parts["officers"].fields  # type: ignore[attr-defined]
    assert "petugas:5/nama" in fields


def test_the_offices_own_words_for_the_book(window: Shell) -> None:
    section = show(window, "book").parts["book"]
    assert isinstance(section, BookSection)
    assert tuple(section.fields) == OWN_WORDS
    type_keys("Musim panen; banyak rumah kosong siang hari.")
    QTest.keyClick(section.fields["ringkasan"], Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.desk is not None
    assert office_data(window.desk)["buku:ringkasan"]["teks"] == "Musim panen; banyak rumah kosong siang hari."
    assert not section.modified


def test_papers_of_struck_voters_are_typed_one_after_the_other(window: Shell, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    rows = browsing.sheet(desk, "001")[:3]
    for row, reason in zip(rows, ("meninggal", "pindah_domisili", "meninggal"), strict=True):
        record_outcome(desk, row.subject, Outcome(State.TMS, reason))
    page = show(window, "evidence")
    section = page.parts["evidence"]
    assert isinstance(section, EvidenceSection)
    qtbot.waitUntil(lambda: len(section.rows) == 3)
    assert section.kind.currentText() == "Surat keterangan kematian"
    section.number.setFocus()
    section.kind.setCurrentText("Akta kematian")
    type_keys("12/2024", Key.Key_Return)
    assert section.kind.currentText() == "Surat pindah"
    type_keys(Key.Key_Down)
    assert section.kind.currentText() == "Akta kematian", "the kind used last for this code"
    type_keys("13/2024", Key.Key_Return)
    found = [browsing.voter(desk, row.subject).outcome.evidence for row in rows]
    assert found == ["Akta kematian: 12/2024", None, "Akta kematian: 13/2024"]
    assert section.count.text() == "1 TMS belum ada buktinya"
    assert [row.subject for row in evidence.without_evidence(desk)] == [rows[1].subject]


def test_papers_of_one_tps(window: Shell, qtbot: QtBot) -> None:
    assert window.desk is not None
    for tps in ("001", "002"):
        record_outcome(window.desk, browsing.sheet(window.desk, tps)[0].subject, Outcome(State.TMS, "ganda"))
    page = show(window, "evidence", tps="002")
    qtbot.waitUntil(lambda: [row.tps for row in page.evidence.rows] == ["002"])
