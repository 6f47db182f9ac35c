"""Model A-Rekap PPS Perubahan Pemilih and Model A-Rekap PPS: one line a TPS (domain.md 1.4, 1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import FormData, changes_count
from coklit_desktop.reports.model import Cell, Column, Document, Row, nihil
from coklit_desktop.reports.parts import (
    heading,
    missing_names,
    missing_officers,
    pleno_closing,
    regency_identity,
    village_identity,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGES = "a-rekap-pps-perubahan"
TOTALS = "a-rekap-pps"
_LOKSUS = "Lokasi khusus"


def change_documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """The recap of changes; a recap is always of the whole village."""
    split = bool(settings_of(data.election, CHANGES)["split_sex"])
    columns = _split_columns() if split else _plain_columns()
    yield _document(data, CHANGES, columns, lambda counts, note: _change_cells(counts, note, split=split))


def total_documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """The recap of the resulting list."""
    columns = (
        Column("No", 16, "center", fixed=True, digits="0"),
        Column("Nomor TPS", 30, "center", digits="000"),
        *_sexes("Jumlah Pemilih", 28),
        Column("Keterangan", 50),
    )
    yield _document(data, TOTALS, columns, lambda counts, note: (*_sex_cells(counts.akhir), note))


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What a recap lacks."""
    found = missing_names(data) + missing_officers(data)
    if not data.topic("pleno").get("tempat", "").strip():
        found.append("Tempat pleno belum diisi.")
    return found


def _plain_columns() -> tuple[Column, ...]:
    headings = (
        "Jumlah Pemilih Baru",
        "Jumlah Pemilih Tidak Memenuhi Syarat",
        "Jumlah Perbaikan Data Pemilih",
        "Total",
    )
    return (
        Column("No", 16, "center", fixed=True, digits="0"),
        Column("Nomor TPS", 36, "center", digits="000"),
        *(Column(heading, 60, "right") for heading in headings),
    )


def _split_columns() -> tuple[Column, ...]:
    groups = ("Pemilih Baru", "Pemilih Tidak Memenuhi Syarat", "Perbaikan Data Pemilih", "Total")
    return (
        Column("No", 16, "center", fixed=True, digits="0"),
        Column("Nomor TPS", 22, "center", digits="000"),
        *(column for group in groups for column in _sexes(group, 18)),
        Column("Keterangan", 36),
    )


def _sexes(group: str, width: float) -> tuple[Column, ...]:
    return tuple(Column(sex, width, "right", group) for sex in ("L", "P", "L + P"))


def _sex_cells(count: SexCount) -> tuple[int, int, int]:
    return (count.L, count.P, count.total)


def _change_cells(counts: Counts, note: str, *, split: bool) -> tuple[Cell, ...]:
    parts = (counts.baru, counts.tms_total, counts.ubah, changes_count(counts))
    if split:
        return (*(cell for part in parts for cell in _sex_cells(part)), note)
    return tuple(part.total for part in parts)


def _document(data: FormData, form_id: str, columns: tuple[Column, ...], cells_of) -> Document:  # type: ignore[no-untyped-def]
    rows = [
        Row((str(number), tps, *cells_of(data.counts(tps), _LOKSUS if is_loksus(tps) else "")))
        for number, tps in enumerate(data.tps_list, 1)
    ]
    total = sum_counts(data.counts_by_tps.values())
    last = Row(("TOTAL", len(rows), *cells_of(total, "")), "total")
    return Document(
        name="Rekap",
        model=settings_of(data.election, form_id)["name"],
        title=heading(data, form_id),
        identity=(regency_identity(data), village_identity(data)),
        columns=columns,
        numbers=tuple(str(number) for number in range(1, len(columns) + 1)),
        rows=(*rows, last) if rows else (nihil(columns),),
        closing=pleno_closing(data),
        notes=_notes(data, total),
        font_size=9.5,
        row_padding=1.2,
    )


def _notes(data: FormData, total: Counts) -> tuple[str, ...]:
    notes = []
    if total.belum.total:
        notes.append(f"Belum final: {total.belum.total} pemilih belum ada hasil coklitnya.")
    return tuple(notes)
