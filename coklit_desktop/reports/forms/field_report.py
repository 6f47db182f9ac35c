"""Model A-Laporan Hasil Coklit: the sums of one TPS, items I to XII (domain.md 1.3), filled or to be filled by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.field_items import (
    FORM_ID,
    FieldItem,
    Figure,
    field_items,
    keyed_figures,
    whole,
)
from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.parts import (
    BLANK,
    heading,
    missing_names,
    regency_identity,
    upper,
    village_identity,
)
from coklit_desktop.reports.model import Cell, Closing, Column, Document, Row, Signer
from coklit_desktop.reports.words import DOTS, clean, long_date, masked_number, masked_phone
from coklit_desktop.reports.words import count as dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coklit_desktop.reports.data import FormData

__all__ = ["FORM_ID", "TO_FILL_IN", "documents", "missing"]

TO_FILL_IN = "kosong"  # the variant for the pantarlih's pen
_COLUMNS = (
    Column("No", 11, "center", fixed=True),
    Column("Kegiatan Coklit", 84),
    *(Column(sex, 12.5, "right", "Rincian") for sex in ("L", "P", "L + P")),
    *(Column(sex, 15, "right", "Jumlah") for sex in ("L", "P", "L + P")),
)
_GROUPS = {
    "III": "Pemilih yang Tidak Memenuhi Syarat",
    "VI": "Jumlah Data Pemilih Disabilitas",
    "XII": "Pemilih KTP Elektronik dan Calon Pemilih",
}
_STOCK = {
    "stiker_diterima": "jumlah stiker diterima",
    "stiker_digunakan": "jumlah stiker digunakan",
    "lembar_bukti": "jumlah lembar bukti terdaftar",
}


def documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The report of each TPS: the sum of its pantarlih. Blank ones are for each of them to fill in by himself."""
    for tps in tps_list:
        workers = _workers(data, tps)
        if data.variant != TO_FILL_IN:
            notes = tuple(_notes(data.counts(tps)))
            yield replace(_document(data, tps, workers), rows=tuple(_rows(data, tps)), notes=notes)
            continue
        for number, worker in enumerate(workers, 1):
            blank = _document(data, tps, [worker])
            word = str(data.election.forms["worker_word"])
            yield replace(blank, name=f"{blank.name} {word} {number}") if len(workers) > 1 else blank


def _document(data: FormData, tps: str, workers: list[Mapping[str, str]]) -> Document:
    """A report without figures."""
    return Document(
        name=f"TPS {tps}",
        model=settings_of(data.election, FORM_ID)["name"],
        title=heading(data, FORM_ID),
        identity=((*regency_identity(data), *village_identity(data)), _workers_identity(data, tps, workers)),
        columns=_COLUMNS,
        numbers=("1", "2", "", "", "", "3", "4", "5"),
        number_spans=((1, 4),),
        rows=tuple(_blank_rows(data)),
        closing=_closing(data, workers),
        font_size=9,
        row_padding=1.05,
    )


def missing(data: FormData, tps_list: list[str]) -> list[str]:
    """What the reports of these TPS lack."""
    if data.variant == TO_FILL_IN:
        return missing_names(data)
    alike: dict[str, list[str]] = {}
    for tps in tps_list:
        if gaps := _gaps(data, tps):
            alike.setdefault(", ".join(gaps), []).append(tps)
    return missing_names(data) + [f"TPS {', '.join(tps)}: {gaps} belum diisi." for gaps, tps in alike.items()]


def _gaps(data: FormData, tps: str) -> list[str]:
    stock, workers = data.topic(f"tps:{tps}"), _workers(data, tps)
    word = str(data.election.forms["worker_word"])
    gaps = [label for key, label in _STOCK.items() if whole(stock.get(key, "")) is None]
    for key, label in (("nama", "nama"), ("nik", "NIK"), ("hp", "nomor HP")):
        if any(not worker.get(key, "").strip() for worker in workers):
            gaps.append(f"{label} {word}")
    return gaps if _report_day(workers) else [*gaps, "tanggal laporan"]


def _rows(data: FormData, tps: str) -> Iterator[Row]:
    counts, items = data.counts(tps), _items(data, tps)
    figures = keyed_figures(data.election, items, counts, data.topic(f"tps:{tps}"))
    sums = {"III": Figure.of(counts.tms_total), "VI": _sum(figures, "VI."), "XII": _sum(figures, "XII.")}
    for item in items:
        yield from _group_row(item, sums)
        yield _row(item, figures[item.key])


def _blank_rows(data: FormData) -> Iterator[Row]:
    for item in field_items(data.election, data.stage):
        yield from _group_row(item, {})
        yield _row(item, None, unknown=None)


def _items(data: FormData, tps: str) -> tuple[FieldItem, ...]:
    return field_items(data.election, data.stage, data.counts(tps).tms)


def _sum(figures: Mapping[str, Figure | None], group: str) -> Figure:
    parts = (figure for key, figure in figures.items() if key.startswith(group) and figure is not None)
    return sum(parts, Figure.of(SexCount()))


def _group_row(item: FieldItem, sums: Mapping[str, Figure]) -> Iterator[Row]:
    """The row above the first part of a group, with the group's sum."""
    group, _, part = item.number.partition(".")
    if part == "1":
        yield _whole_row(group, _GROUPS[group], sums.get(group))


def _row(item: FieldItem, figure: Figure | None, unknown: Cell = DOTS) -> Row:
    """One item: a part of a group, an item per sex, or a number alone; `unknown` stands for one not filled in."""
    _, _, part = item.number.partition(".")
    if part:
        cells = ("", f"{part}. {_part_label(item)}", *_cells(figure), None, None, None)
        return Row(cells, "", ((5, 7),), indent=True)
    if item.by_sex:
        return _whole_row(item.number, item.label, figure)
    cell = unknown if figure is None else figure.total
    return Row((item.number, item.label, None, None, None, cell, None, None), "item", ((1, 4), (5, 7)))


def _whole_row(number: str, label: str, figure: Figure | None) -> Row:
    style: Any = "total" if number == "IV" else "item"
    return Row((number, label, None, None, None, *_cells(figure)), style, ((1, 4),))


def _cells(figure: Figure | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if figure is None else (figure.L, figure.P, figure.total)


def _part_label(item: FieldItem) -> str:
    """The kinds of item VI stand under its heading, which says the rest."""
    return item.label.removeprefix("Disabilitas ").title() if item.key.startswith("VI.") else item.label


def _notes(counts: Counts) -> Iterator[str]:
    pairs = counts.baru_pasangan
    if pairs.total:
        yield (
            f"II: {dotted(pairs.total)} pemilih (L {pairs.L}, P {pairs.P}) adalah B pasangan kode 8, "
            "belum tertulis di lembar kertas TPS ini."
        )
    if shift := counts.sex_shift:
        yield (
            f"IV: karena perbaikan jenis kelamin, L {shift:+d} dan P {-shift:+d} dibanding (I + II) - III; "
            "L + P tetap sama."
        )
    moved_in, moved_out = counts.pindah_masuk.total, counts.pindah_keluar.total
    if moved_in or moved_out:
        yield f"IV: termasuk ubah TPS masuk {dotted(moved_in)} dan keluar {dotted(moved_out)}."
    if counts.tidak_ditemui.total:
        yield f"I: {dotted(counts.tidak_ditemui.total)} pemilih tidak ditemui, tetap dalam daftar."
    if counts.belum.total:
        yield f"Belum final: {dotted(counts.belum.total)} pemilih belum ada hasil coklitnya."


def _workers(data: FormData, tps: str) -> list[Mapping[str, str]]:
    return data.numbered(f"pantarlih:{tps}") or [{}]


def _workers_identity(data: FormData, tps: str, workers: list[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    word = str(data.election.forms["worker"])
    lines = [("NO TPS", tps)]
    for number, worker in enumerate(workers, 1):
        suffix = f" {number}" if len(workers) > 1 else ""
        nik, phone = clean(worker.get("nik", "")), clean(worker.get("hp", ""))
        if data.masked:
            nik, phone = masked_number(nik), masked_phone(phone)
        lines += [
            (f"NAMA {word}{suffix}", upper(worker.get("nama", ""))),
            (f"NIK {word}{suffix}", nik),
            (f"NO HP{suffix}", phone),
        ]
    return tuple(lines)


def _closing(data: FormData, workers: list[Mapping[str, str]]) -> Closing:
    village = clean(data.area_names.village).title() or BLANK
    day = "" if data.variant == TO_FILL_IN else long_date(_report_day(workers))
    word = str(data.election.forms["worker"])
    signers = tuple(Signer(word, upper(worker.get("nama", ""))) for worker in workers)
    return Closing((f"{village}, {day or BLANK}",), signers)


def _report_day(workers: list[Mapping[str, str]]) -> str:
    return next((day for worker in workers if (day := worker.get("tanggal_laporan", "").strip())), "")
