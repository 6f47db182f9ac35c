"""Daftar Hadir of a pleno, and Tanda Terima Salinan: lists that people sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing.letter import SIGN_COLUMNS, SIGN_ROW, Fields, Letter, Table, Text, sign_cells
from coklit_desktop.reports.forms.letters import DOTS, Words, chair, filled, missing_pleno, topics
from coklit_desktop.reports.forms.minutes_notes import when_and_where
from coklit_desktop.reports.forms.parts import missing_names, missing_officers, upper
from coklit_desktop.reports.model import Closing, Column, Row, Signer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.drawing.letter import Block

ATTENDANCE = "daftar-hadir"
COPIES = "tanda-terima-salinan"
_NUMBER = Column("No", 10, "center", fixed=True)


def attendance_documents(data: FormData, _tps_list: list[str]) -> Iterator[Letter]:
    """Who came: those filled in before, then empty rows."""
    words = Words(data, ATTENDANCE)
    guests = [(filled(one, "nama"), filled(one, "dari")) for one in topics(data, "hadir", "nama", "dari")]
    rows = guests + [("", "")] * int(words.setting("empty_rows"))
    columns = (_NUMBER, Column("Nama", 58), Column("Jabatan/Instansi", 46), *SIGN_COLUMNS)
    signed = tuple(Row((str(at), *one, *sign_cells(at))) for at, one in enumerate(rows, 1))
    table = Table(columns, signed, SIGN_ROW, keep=True)
    yield _letter(data, words, (Fields(when_and_where(words)), table), (f"Ketua {words['office_word']}",))


def missing_attendance(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the attendance list lacks."""
    return _missing(data, "tempat", "tanggal", "jam")


def copies_documents(data: FormData, _tps_list: list[str]) -> Iterator[Letter]:
    """Who got copies of minutes and recaps."""
    words = Words(data, COPIES)
    forms = data.election.forms
    papers = [words.says("minutes"), *(forms[form]["name"] for form in _recaps(data))]
    listed = [Text(paper, "left", mark=f"{at}.", indent=1) for at, paper in enumerate(papers, 1)]
    blocks: tuple[Block, ...] = (Text(words.says("opening"), keep=True), *listed, _copies_table(data, words))
    yield _letter(data, words, blocks, (f"Ketua {words['office_word']}",))


def missing_copies(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the receipt lacks."""
    return _missing(data, "nomor_ba", "tanggal")


def _recaps(data: FormData) -> list[str]:
    """The recaps that go with the minutes of this office."""
    found: list[str] = data.election.forms["berita-acara"]["attachments"][data.office_kind]
    return found


def _copies_table(data: FormData, words: Words) -> Table:
    named = [
        (filled(one, "penerima"), filled(one, "jabatan")) for one in topics(data, "salinan", "penerima", "jabatan")
    ]
    known = " ".join(f"{name} {post}" for name, post in named).upper()
    usual = [text.format(**words) for text in words.setting(f"recipients_{data.office_kind}")]
    people = named + [("", text) for text in usual if text.split(" ")[0].upper() not in known.split(" ")]
    people += [("", f"{words.setting('party')} {DOTS}")] * int(words.setting("parties"))
    papers = f"1 s.d. {len(_recaps(data)) + 1}"
    columns = (
        _NUMBER, Column("Nama Penerima", 44), Column("Jabatan/Instansi", 42), Column("Dokumen", 23, "center"),
        Column("Tanggal", 22, "center"),
        *SIGN_COLUMNS,
    )  # fmt: skip
    rows = tuple(Row((str(at), *one, papers, "", *sign_cells(at))) for at, one in enumerate(people, 1))
    return Table(columns, rows, SIGN_ROW, keep=True)


def _letter(data: FormData, words: Words, blocks: tuple[Block, ...], roles: tuple[str, ...]) -> Letter:
    return Letter(
        name=words.setting("name"),
        model=words.setting("name"),
        title=words.lines("heading"),
        about=words.lines("about"),
        area=words["level"],
        blocks=blocks,
        closing=Closing(
            (f"{words['area']}, {words['long_date']}",), tuple(Signer(role, upper(chair(data))) for role in roles)
        ),
    )


def _missing(data: FormData, *keys: str) -> list[str]:
    found = missing_names(data) + missing_officers(data, chair_only=True) + missing_pleno(data, *keys)
    return list(dict.fromkeys(found))
