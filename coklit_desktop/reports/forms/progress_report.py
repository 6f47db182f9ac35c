"""Laporan kemajuan coklit: lines A to F of a day, ten days or all of it, then a line a TPS or area (domain.md 3.6)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.areas import area_name
from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.drawing.fitting import fitted
from coklit_desktop.reports.forms.parts import (
    heading,
    missing_names,
    office_word,
    officers,
    own_chair_closing,
    own_identity,
    upper,
)
from coklit_desktop.reports.forms.reached import Line, done, percent
from coklit_desktop.reports.model import Column, Document, Row, nihil
from coklit_desktop.reports.words import count, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.model import Cell, Style

FORM_ID = "laporan-kemajuan"
PERIODS = {"harian": "HARIAN", "sepuluh-hari": "SEPULUH HARI", "akhir": "AKHIR"}
_THIS = {"harian": "Hari ini", "sepuluh-hari": "Sepuluh hari ini"}
PERIOD, SO_FAR = "Periode ini", "Sampai kini"
_ITEM_COLUMNS = (
    Column("", 11, "center", fixed=True),
    Column("Uraian", 66),
)


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """The lines of the whole area, and the table of its parts."""
    found = data.more.get("progress")
    if found is None:  # a first look, before anything is counted
        yield _document(data, "Kemajuan", None, _item_columns(data), ())
        return
    total = Line.of("TOTAL", found.lines)
    yield _document(data, "Kemajuan", found, _item_columns(data), tuple(_item_rows(data, total)))
    parts = _parts(data, found.lines)
    rows = [_part_row(data, str(number), line.name, line) for number, line in enumerate(parts, 1)]
    if rows:
        rows.append(_part_row(data, "TOTAL", len(rows), total, "total"))
    yield _document(data, _parts_word(data)[1], found, _part_columns(data), tuple(rows))


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the report lacks."""
    chair = officers(data)[0]
    return missing_names(data) + ([] if chair.name else [f"Nama ketua {office_word(data)} belum diisi."])


def _document(data: FormData, name: str, found: Any, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Document:
    first, second = own_identity(data)
    day = found.last.isoformat() if found is not None else ""
    document = Document(
        name=name,
        model=settings_of(data.election, FORM_ID)["name"],
        title=heading(data, FORM_ID, period=PERIODS.get(data.variant, "")),
        identity=(first, (*second, ("PERIODE", _period_words(found)))),
        columns=columns,
        numbers=tuple(str(number) for number in range(1, len(columns) + 1)),
        rows=rows or (nihil(columns),),
        closing=own_chair_closing(data, day),
        notes=(
            "Persentase dihitung dari jumlah data pemilih yang diterima (A). Baru termasuk B pasangan kode 8.",
            *_not_final(found),
        ),
        font_size=8.5,
        row_padding=0.8,
    )
    return fitted(document, "portrait")


def _not_final(found: Any) -> Iterator[str]:
    waiting = sum(line.after.counts.belum.total for line in found.lines) if found is not None else 0
    if waiting:
        yield f"Belum final: {count(waiting)} pemilih belum ada hasil coklitnya."


def _period_words(found: Any) -> str:
    if found is None:
        return ""
    first: date | None = found.first
    last = long_date(found.last.isoformat())
    if first is None:
        return f"sampai dengan {last}"
    return last if first == found.last else f"{long_date(first.isoformat())} s.d. {last}"


# --- lines A to F


def _item_columns(data: FormData) -> tuple[Column, ...]:
    groups = (_THIS[data.variant], "Sampai sekarang") if data.variant in _THIS else ("Sampai sekarang",)
    sexes = tuple(Column(sex, 17, "right", group) for group in groups for sex in ("L", "P", "L + P"))
    return (*_ITEM_COLUMNS, *sexes, Column("%", 18, "right", "Sampai sekarang"))


def _item_rows(data: FormData, total: Line) -> Iterator[Row]:
    election = data.election
    settings = settings_of(election, "a-laporan-hasil-coklit")
    whole = total.after.awal.total

    def row(letter: str, label: str, of: Callable[[Counts], SexCount], style: Style = "item") -> Row:
        period, so_far = total.pair(of)
        shown = (period, so_far) if data.variant in _THIS else (so_far,)
        cells = [cell for part in shown for cell in (part.L, part.P, part.total)]
        return Row((letter, label, *cells, percent(so_far.total, whole)), style, indent=not letter)

    yield row("A", f"Data pemilih diterima ({settings['list']})", lambda c: c.awal)
    yield row("", "Sudah dicoklit", done, "")
    yield row("", "– sesuai", lambda c: c.sesuai, "")
    yield row("", "– tidak ditemui", lambda c: c.tidak_ditemui, "")
    yield row("", "– diperbaiki (U)", lambda c: c.ubah, "")
    yield row("", "– tidak memenuhi syarat", lambda c: c.tms_total, "")
    yield _waiting_row(data, total.after)
    yield row("B", f"Pemilih baru ({settings['new_list']})", lambda c: c.baru)
    yield row("C", "Pemilih tidak memenuhi syarat", lambda c: c.tms_total)
    for code, reason in election.tms_by_code.items():
        if reason in data.stage.tms or reason in total.after.tms:
            label = f"{election.keterangan_labels[reason]} (kode {code})"
            yield row("", label, _coded("tms", reason), "")
    yield row("D", "Data pemilih diperbaiki (U)", lambda c: c.ubah)
    yield row("E", "Pemilih disabilitas", lambda c: sum(c.disabilitas.values(), SexCount()))
    for name, label in election.disability_labels.items():
        yield row("", label.removeprefix("Disabilitas "), _coded("disabilitas", name), "")
    yield _household_row(data, total)


def _waiting_row(data: FormData, counts: Counts) -> Row:
    """Who has no result yet: a number of now, not of a period."""
    belum = counts.belum
    period = (None, None, None) if data.variant in _THIS else ()
    cells = (*period, belum.L, belum.P, belum.total, percent(belum.total, counts.awal.total))
    return Row(("", "Belum dicoklit", *cells), indent=True)


def _coded(what: str, code: str) -> Callable[[Counts], SexCount]:
    def found(counts: Counts) -> SexCount:
        number: SexCount = getattr(counts, what).get(code, SexCount())
        return number

    return found


def _household_row(data: FormData, total: Line) -> Row:
    """Households: a number without sex stands in the column of L + P."""
    period = (None, None, total.kk_after - total.kk_before) if data.variant in _THIS else ()
    share = percent(total.kk_after, total.after.kk)
    return Row(("F", "Keluarga (KK) yang selesai dicoklit", *period, None, None, total.kk_after, share), "item")


# --- the table of parts


def _parts_word(data: FormData) -> tuple[str, str]:
    """What a line of the second table is, and how its document is called."""
    return {"ppk": ("Desa/Kelurahan", "Per desa"), "kabko": ("Kecamatan", "Per kecamatan")}.get(
        data.office_kind, ("TPS", "Per TPS")
    )


def _parts(data: FormData, lines: Sequence[Any]) -> list[Line]:
    if data.office_kind == "pps":
        return [Line.of(line.tps, [line]) for line in lines]

    def area(line: Any) -> str:
        village: str = line.area
        return village if data.office_kind == "ppk" else village.rsplit(".", 1)[0]

    groups = groupby(sorted(lines, key=area), key=area)
    return [Line.of(upper(area_name(code) or code), found) for code, found in groups]


def _part_columns(data: FormData) -> tuple[Column, ...]:
    word = _parts_word(data)[0]
    name = Column(word, 12, "center", digits="000") if word == "TPS" else Column(word, 32)
    period = (PERIOD,) if data.variant in _THIS else ()
    pairs = tuple(
        Column(title, 15, "right", group)
        for group in ("Pemilih baru", "TMS", "Diperbaiki (U)", "KK selesai")
        for title in (*(period if data.office_kind == "pps" else ()), SO_FAR)
    )
    done_columns = tuple(Column(word, 16, "right", "Sudah dicoklit") for word in (*period, SO_FAR, "%"))
    return (
        Column("No", 13, "center", fixed=True, digits="0"),
        name,
        Column("Data diterima", 17, "right"),
        *done_columns,
        Column("Belum", 15, "right"),
        *pairs,
    )


def _part_row(data: FormData, head: str, name: Cell, line: Line, style: Style = "") -> Row:
    """Done in the period and so far; the rest too in a village, above it only so far: there is no room for more."""
    is_period = data.variant in _THIS
    finished = [number.total for number in line.pair(done)]
    pairs = [line.pair(of) for of in (lambda c: c.baru, lambda c: c.tms_total, lambda c: c.ubah)]
    numbers = [(period.total, so_far.total) for period, so_far in pairs]
    numbers.append((line.kk_after - line.kk_before, line.kk_after))
    both = is_period and data.office_kind == "pps"
    shown = [number for pair in numbers for number in (pair if both else pair[1:])]
    whole, belum = line.after.awal.total, line.after.belum.total
    first = finished if is_period else finished[1:]
    return Row((head, name, whole, *first, percent(finished[1], whole), belum, *shown), style)
