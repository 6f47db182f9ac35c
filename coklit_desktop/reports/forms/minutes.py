"""Berita Acara of a pleno (domain.md 1.7): of a PPS, a PPK or a regency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports.drawing.letter import Letter, Table, Text
from coklit_desktop.reports.forms.letters import (
    Words,
    all_counts,
    figure_words,
    filled,
    missing_pleno,
    topics,
    tps_count,
)
from coklit_desktop.reports.forms.parts import missing_names, missing_officers, officers
from coklit_desktop.reports.forms.recaps import lines_of
from coklit_desktop.reports.model import Closing, Column, Row
from coklit_desktop.reports.words import masked_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.forms.recaps import Line
    from coklit_desktop.reports.model import Cell

FORM_ID = "berita-acara"
MASUKAN = ("dari", "isi")


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Letter]:
    """The minutes; always of the whole area."""
    words = Words(data, FORM_ID)
    total = all_counts(data).akhir
    numbers = figure_words(total=total.total, men=total.L, women=total.P, tps=tps_count(data))
    corrects = [Text(words.says("corrects"))] if words["old_number"] else []
    attached = [data.election.forms[form]["name"] for form in words.setting("attachments")[data.office_kind]]
    yield Letter(
        name=words.setting("name"),
        model=words.setting("name"),
        title=words.lines("heading"),
        number=words.says("number"),
        about=(words.says("about"),),
        area=words["level"],
        blocks=(
            Text(words.says("opening")),
            *corrects,
            Text(words.says("decides"), keep=True),
            Text(words.says("recap"), mark="1.", keep=True),
            figures_table(data),
            Text(words.says("figures", **numbers), indent=1),
            *suggestions(data, words),
            Text(words.says("attached", attached=" dan ".join(attached))),
            Text(words.says("end"), keep=True),
        ),
        closing=Closing((*words.lines("made"), words["body"]), officers(data), table=True),
    )


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the minutes lack."""
    found = missing_names(data) + missing_officers(data) + missing_pleno(data, "nomor_ba", "tempat", "tanggal")
    waiting = [str(line.name).title() for line in lines_of(data) if line.counts is None]
    if waiting:
        found.append(f"Belum diterima: {', '.join(waiting)}.")
    if data.determined.get("digest") and _is_another_list(data):
        found.append(
            "Daftar berubah sesudah penetapan: angka di berita acara ini lain. Cetak juga lembar perbaikan, dan isi "
            "nomor berita acara yang diperbaiki."
        )
    return list(dict.fromkeys(found))


def _is_another_list(data: FormData) -> bool:
    akhir = all_counts(data).akhir
    return (data.determined.get("L"), data.determined.get("P")) != (str(akhir.L), str(akhir.P))


def suggestions(data: FormData, words: Words, mark: str = "2.") -> Iterator[Text]:
    """What others brought up, from whom, with which proof, and the answer."""
    found = topics(data, "masukan", *MASUKAN)
    if not found:
        yield Text(words.says("no_suggestions"), mark=mark)
        return
    yield Text(words.says("suggestions"), mark=mark, keep=True)
    for number, one in enumerate(found):
        said = _suggestion(one, words)
        yield Text(masked_within(said) if data.masked else said, mark=f"{letters(number)}.", indent=1)


def _suggestion(one: Mapping[str, str], words: Words) -> str:
    sender, text = filled(one, "dari").strip("*"), filled(one, "isi")
    parts = [f"**{sender}**" if sender else "", f"{text.rstrip('.')}." if text else ""]
    said = ": ".join(filter(None, parts))
    for key in ("bukti", "tanggapan"):
        if value := filled(one, key):
            said += " " + words.says(key, said=value.rstrip("."))
    return said


def letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    first, last = divmod(number, 26)
    return (letters(first - 1) if first else "") + chr(ord("a") + last)


# --- the figures


def figures_table(data: FormData) -> Table:
    """How many TPS and voters: one line, a line for special places, or a line for each part of the area."""
    sums = _count_columns(data)
    lines = lines_of(data)
    if data.office_kind == "pps":
        lines = [line for line in lines if line.style]
        if len(lines) < 2:
            return Table(sums, (Row(_cells(data, tps_count(data), all_counts(data))),), 9, indent=1)
        rows = [Row((line.head, *_line_cells(data, line)), line.style) for line in lines]
        return Table((Column("", 40), *sums), tuple(rows), indent=1)
    word = "KECAMATAN" if data.office_kind == "kabko" else "DESA/KELURAHAN"
    head = (Column("NO", 10, "center", fixed=True), Column(word, 50), *sums)
    return Table(head, tuple(part_row(line, *_line_cells(data, line)) for line in lines), indent=1)


def part_row(line: Line, *cells: Cell) -> Row:
    """A numbered line of a village or kecamatan, or their sum."""
    if line.style:
        return Row(("", line.head, *cells), line.style)
    name = f"{line.name} ({line.note})" if line.note else line.name
    return Row((line.head, name, *cells))


def _count_columns(data: FormData) -> tuple[Column, ...]:
    villages = (Column("JUMLAH DESA/ KELURAHAN", 26, "center"),) if data.office_kind == "kabko" else ()
    rest = (("JUMLAH TPS", 24), ("LAKI-LAKI", 28), ("PEREMPUAN", 28), ("JUMLAH PEMILIH", 30))
    return (*villages, *(Column(heading, width, "center") for heading, width in rest))


def _line_cells(data: FormData, line: Line) -> tuple[Cell, ...]:
    if line.counts is None:
        return (None,) * len(_count_columns(data))
    return _cells(data, line.tps, line.counts, line.villages)


def _cells(data: FormData, tps: int, counts: Counts, villages: int = 0) -> tuple[Cell, ...]:
    above = (villages,) if data.office_kind == "kabko" else ()
    return (*above, tps, counts.akhir.L, counts.akhir.P, counts.akhir.total)
