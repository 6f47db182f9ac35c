"""The recaps: one line a TPS (PPS), village (PPK) or kecamatan (KPU): domain.md 1.4 to 1.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coklit_desktop.domain.areas import children
from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.reports.catalog import FORMS, settings_of
from coklit_desktop.reports.data import changes_count
from coklit_desktop.reports.drawing.fitting import fitted
from coklit_desktop.reports.forms.parts import (
    heading,
    missing_names,
    missing_officers,
    own_identity,
    pleno_closing,
    upper,
)
from coklit_desktop.reports.model import Cell, Column, Document, Row, Style, nihil
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from coklit_desktop.reports.data import AreaPart, FormData

CHANGES = "a-rekap-pps-perubahan"
TOTALS = "a-rekap-pps"
FORM_IDS = (
    CHANGES, TOTALS, "a-rekap-ppk", "a-rekap-ppk-perubahan", "a-rekap-kabko", "a-rekap-kabko-perubahan",
)  # fmt: skip
SEXES = "lp"  # the variant with L, P and L + P
NOT_RECEIVED = "belum diterima"
_LOKSUS = "Lokasi khusus"
_NUMBERS: Mapping[str, Callable[[Counts], SexCount]] = {
    "baru": lambda counts: counts.baru,
    "tms": lambda counts: counts.tms_total,
    "ubah": lambda counts: counts.ubah,
    "total": changes_count,
    "akhir": lambda counts: counts.akhir,
}


class Line(NamedTuple):
    """One line of a recap, or a sum of lines; `counts` is None where nothing was received yet."""

    head: str  # its number, or what it sums up
    name: Cell
    counts: Counts | None
    villages: int = 0
    tps: int = 0
    note: str = ""
    style: Style = ""


def documents_of(form_id: str) -> Callable[[FormData, list[str]], Iterator[Document]]:
    """What makes a recap; it is always of the whole area."""

    def documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
        yield _document(data, form_id)

    return documents


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What a recap lacks."""
    found = missing_names(data) + missing_officers(data)
    if not data.topic("pleno").get("tempat", "").strip():
        found.append("Tempat pleno belum diisi.")
    return found


def lines_of(data: FormData) -> list[Line]:
    """The lines of an area and their sums: villages or kecamatan, or TPS with those of special places apart."""
    return _part_lines(data) if data.office_kind != "pps" else _tps_lines(data)


def is_received(part: AreaPart) -> bool:
    """Whether anything of an area below is known here."""
    return part.tps > 0 or part.counts != Counts()


def _tps_lines(data: FormData) -> list[Line]:
    found = [
        Line(str(number), tps, data.counts(tps), tps=1, note=_LOKSUS if is_loksus(tps) else "")
        for number, tps in enumerate(data.tps_list, 1)
    ]
    special = [line for line in found if line.note]
    if special:
        ordinary = [line for line in found if not line.note]
        found = [*ordinary, _sum("TPS reguler", ordinary, "item"), *special, _sum(_LOKSUS, special, "item")]
        return [*found, _sum("TOTAL", [*ordinary, *special], "total")]
    return [*found, _sum("TOTAL", found, "total")] if found else []


def _received(part: AreaPart) -> str:
    """How much of a kecamatan is here, as long as not all of it is."""
    villages = len(children(part.code)) if part.code.count(".") == 2 else 0
    return f"diterima {part.villages} dari {villages} desa/kelurahan" if part.villages < villages else ""


def _sum(head: str, lines: list[Line], style: Style) -> Line:
    total = sum_counts(line.counts for line in lines if line.counts is not None)
    return Line(
        head, len(lines), total, sum(line.villages for line in lines), sum(line.tps for line in lines), "", style
    )


def _part_lines(data: FormData) -> list[Line]:
    found = []
    for number, part in enumerate(data.parts, 1):
        known = is_received(part)
        counts, note = (part.counts, _received(part)) if known else (None, NOT_RECEIVED)
        found.append(Line(str(number), upper(part.name or part.code), counts, part.villages, part.tps, note))
    return [*found, _sum("TOTAL", found, "total")] if found else []


def split_sexes(data: FormData, settings: Mapping[str, Any]) -> bool:
    """Whether a recap of changes has L, P and L + P: as asked for, else as the election has it."""
    return data.variant == SEXES if data.variant else bool(settings.get("split_sex", True))


def _document(data: FormData, form_id: str) -> Document:
    settings = settings_of(data.election, form_id)
    split = split_sexes(data, settings)
    keys = (split and settings.get("columns_lp")) or settings["columns"]
    columns = tuple(column for key in keys for column in _columns(data, key, split))
    lines = lines_of(data)
    document = Document(
        name="Rekap",
        model=settings["name"],
        title=heading(data, form_id),
        identity=own_identity(data),
        columns=columns,
        numbers=tuple(str(number) for number in range(1, len(columns) + 1)),
        rows=tuple(_row(line, keys, split) for line in lines) or (nihil(columns),),
        closing=pleno_closing(data),
        notes=tuple(_notes(lines, per_sex=split)),
        font_size=9.5,
        row_padding=1.2,
    )
    return fitted(document, FORMS[form_id].orientation) if split else document


def _columns(data: FormData, key: str, split: bool) -> Iterator[Column]:
    table = data.election.forms["recap"][key]
    if key not in _NUMBERS:
        fixed = key != "note"
        align = table.get("align", "center")
        yield Column(table["heading"], table["width"], align, fixed=fixed, digits=table.get("digits", ""))
    elif split:
        yield from (Column(sex, 20, "right", table["group"]) for sex in ("L", "P", "L + P"))
    else:
        yield Column(table["heading"], 60, "right")


def _row(line: Line, keys: list[str], split: bool) -> Row:
    return Row(tuple(cell for key in keys for cell in _cells(line, key, split)), line.style)


def _cells(line: Line, key: str, split: bool) -> Iterator[Cell]:
    if key in _NUMBERS:
        number = None if line.counts is None else _NUMBERS[key](line.counts)
        if split:
            yield from (None, None, None) if number is None else (number.L, number.P, number.total)
        else:
            yield None if number is None else number.total
        return
    known = line.counts is not None
    simple: Mapping[str, Cell] = {
        "no": line.head,
        "tps": line.name,
        "village": line.name,
        "district": line.name,
        "villages": line.villages if known else None,
        "tps_count": line.tps if known else None,
        "note": line.note,
    }
    yield simple[key]


def not_received(lines: list[Line]) -> Iterator[str]:
    """Names what the sums lack."""
    waiting = [str(line.name).title() for line in lines if line.counts is None]
    if waiting:
        yield f"Belum diterima: {', '.join(waiting)}. Jumlah di atas tanpa wilayah itu."


def _notes(lines: list[Line], *, per_sex: bool) -> Iterator[str]:
    if not lines or (total := lines[-1].counts) is None:
        return
    yield from not_received(lines)
    if total.belum.total:
        yield f"Belum final: {count(total.belum.total)} pemilih belum ada hasil coklitnya."
    if per_sex and (shift := total.sex_shift):
        yield (
            f"Karena perbaikan jenis kelamin, jumlah akhir L {shift:+d} dan P {-shift:+d} dibanding awal + baru - TMS; "
            "L + P tetap sama."
        )
    if moved := total.pindah_masuk.total:
        yield f"Ubah TPS di dalam desa: {count(moved)} pemilih, keluar dari satu TPS dan masuk ke TPS lain."
