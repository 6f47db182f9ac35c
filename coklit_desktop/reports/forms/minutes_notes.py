"""Notulen: what was said in the pleno; filled with what the store knows, dotted lines for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.recap import Counts
from coklit_desktop.reports.drawing.letter import Fields, Letter, Lines, Table, Text
from coklit_desktop.reports.forms.letters import (
    DOTS,
    Words,
    all_counts,
    chair,
    clerk_name,
    figure_words,
    missing_pleno,
    topics,
    tps_count,
)
from coklit_desktop.reports.forms.minutes import MASUKAN, part_row, suggestions
from coklit_desktop.reports.forms.parts import missing_names, missing_officers
from coklit_desktop.reports.forms.recaps import lines_of
from coklit_desktop.reports.model import Closing, Column, Row, Signer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.domain.recap import SexCount
    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.drawing.letter import Block
    from coklit_desktop.reports.model import Cell

FORM_ID = "notulen"


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Letter]:
    """The notes; always of the whole area."""
    words = Words(data, FORM_ID)
    yield Letter(
        name=words.setting("name"),
        model=words.setting("name"),
        title=words.lines("heading"),
        about=words.lines("about"),
        area=words["level"],
        blocks=(_meeting(data, words), *_parts(data, words)),
        closing=Closing(words.lines("made"), (Signer("Ketua", chair(data)), Signer("Notulis", clerk_name(data)))),
    )


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the notes lack."""
    found = missing_names(data) + missing_officers(data, chair_only=True)
    found += missing_pleno(data, "tempat", "tanggal", "jam", "nomor_ba")
    if not clerk_name(data):
        found.append("Nama notulis belum diisi: isi nama anggota sekretariat.")
    return list(dict.fromkeys(found))


def when_and_where(words: Words) -> tuple[tuple[str, str], ...]:
    """Day, time and place of the pleno; what is not filled in is written by hand."""
    day = "" if words["day"] == DOTS else f"{words['day']}, {words['long_date']}"
    time, place = (words[key] if set(words[key]) != {"…"} else "" for key in ("time", "place"))
    return (("Hari, tanggal", day), ("Pukul", time), ("Tempat", place))


def _meeting(data: FormData, words: Words) -> Fields:
    guests = len(topics(data, "hadir", "nama"))
    return Fields((
        *when_and_where(words),
        ("Pimpinan rapat", chair(data)),
        ("Notulis", clerk_name(data)),
        ("Peserta", f"{guests} orang, sesuai daftar hadir" if guests else ""),
    ))  # fmt: skip


def _parts(data: FormData, words: Words) -> Iterator[Block]:
    opening, reading, said, decision, end = words.setting("parts")
    yield Text(f"**{opening}**", mark="1.", keep=True)
    yield Lines(3, indent=1)
    yield Text(f"**{reading}**", mark="2.", keep=True)
    yield _table(data)
    yield Text(f"**{said}**", mark="3.", keep=True)
    if topics(data, "masukan", *MASUKAN):
        _, *found = suggestions(data, words)
        yield from found
        yield Lines(2, indent=1)
    else:
        yield Lines(5, indent=1)
    yield Text(f"**{decision}**", mark="4.", keep=True)
    yield from _decision(data, words)
    yield Text(f"**{end}**", mark="5.", keep=True)
    yield Lines(2, indent=1)


def _decision(data: FormData, words: Words) -> Iterator[Block]:
    akhir = all_counts(data).akhir
    numbers = figure_words(total=akhir.total, men=akhir.L, women=akhir.P, tps=tps_count(data))
    if data.draft:
        yield Text(words.says("proposed", **numbers), indent=1, keep=True)
        yield Lines(2, indent=1)
    else:
        yield Text(words.says("decided", **numbers), indent=1)


def _table(data: FormData) -> Table:
    """As it is read out: received, new, struck, corrected and resulting, per TPS; above the village only sums."""
    if data.office_kind != "pps":
        names = ("Awal", "Baru", "TMS", "Perbaikan")
        head = (
            Column("No", 9, "center", fixed=True), Column("Wilayah", 46, "left"),
            *(Column(name, 18, "right") for name in names), *_sexes("Hasil", 18, total=True),
        )  # fmt: skip
        return Table(head, tuple(part_row(line, *_sum_cells(line.counts)) for line in lines_of(data)))
    groups = ("Awal", "Baru", "TMS", "Perbaikan")
    head = (
        Column("TPS", 23, "center", fixed=True), *(column for name in groups for column in _sexes(name, 14)),
        *_sexes("Hasil", 15, total=True),
    )  # fmt: skip
    rows = [
        Row((line.head if line.style else line.name, *_sex_cells(line.counts or Counts())), line.style)
        for line in lines_of(data)
    ]
    return Table(head, tuple(rows))


def _sexes(group: str, width: float, *, total: bool = False) -> tuple[Column, ...]:
    return tuple(Column(sex, width, "right", group) for sex in (("L", "P", "L + P") if total else ("L", "P")))


def _read_out(counts: Counts) -> tuple[SexCount, ...]:
    return (counts.awal, counts.baru, counts.tms_total, counts.ubah)


def _sex_cells(counts: Counts) -> tuple[Cell, ...]:
    pairs = [cell for count in _read_out(counts) for cell in (count.L, count.P)]
    return (*pairs, counts.akhir.L, counts.akhir.P, counts.akhir.total)


def _sum_cells(counts: Counts | None) -> tuple[Cell, ...]:
    if counts is None:
        return (None,) * 7
    return (*(count.total for count in _read_out(counts)), counts.akhir.L, counts.akhir.P, counts.akhir.total)
