"""Lembar kontrol: the arithmetic of the list shown openly, with its formulas (domain.md 1.6, design.md 5).

The official sheet of 2019 prints a formula with the signs of its two move columns reversed; this one prints its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.recap import SexCount
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.drawing.fitting import fitted
from coklit_desktop.reports.forms.parts import heading, missing_names, missing_officers, own_identity, pleno_closing
from coklit_desktop.reports.forms.recaps import lines_of, not_received
from coklit_desktop.reports.model import Column, Document, Row, nihil
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.reports.data import FormData
    from coklit_desktop.reports.forms.recaps import Line
    from coklit_desktop.reports.model import Cell

FORM_ID = "lembar-kontrol"
_BY = {"pps": "OLEH PPS", "ppk": "OLEH PPK", "kabko": "OLEH KPU KABUPATEN/KOTA"}


class _Number(NamedTuple):
    """A column of one number; `key` is how the formulas call it."""

    key: str
    column: Column
    of: Callable[[Counts], Cell]


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """One sheet for the area: a line a TPS, village or kecamatan."""
    names, numbers = _name_columns(data), _numbers(data)
    columns = (*names, *(number.column for number in numbers))
    lines = lines_of(data)
    places = {number.key: at for at, number in enumerate(numbers, len(names) + 1)}
    document = Document(
        name="Kontrol",
        model=settings_of(data.election, FORM_ID)["name"],
        title=heading(data, FORM_ID, by=_BY[data.office_kind]),
        identity=own_identity(data),
        columns=columns,
        numbers=tuple(str(number) for number in range(1, len(columns) + 1)),
        rows=tuple(_row(data, line, numbers) for line in lines) or (nihil(columns),),
        closing=pleno_closing(data),
        notes=(*_formulas(places), *_notes(lines)),
        font_size=8,
        row_padding=0.9,
    )
    yield fitted(document, "landscape")


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the sheet lacks."""
    return missing_names(data) + missing_officers(data)


def differences(counts: Counts) -> tuple[int, int]:
    """By how much the delivered voters differ from their outcomes, and `akhir` from what makes it: both must be 0."""
    done = counts.sesuai + counts.tidak_ditemui + counts.ubah + counts.tms_total + counts.belum
    made = counts.awal.total + counts.baru.total - counts.tms_total.total
    made += counts.pindah_masuk.total - counts.pindah_keluar.total
    return counts.awal.total - done.total, counts.akhir.total - made


def _name_columns(data: FormData) -> tuple[Column, ...]:
    number = Column("No", 13, "center", fixed=True, digits="0")
    if data.office_kind == "pps":
        return (number, Column("TPS", 12, "center", fixed=True, digits="000"))
    return (
        number,
        Column("Desa/Kelurahan" if data.office_kind == "ppk" else "Kecamatan", 28),
        Column("TPS", 9, "right"),
    )


def _numbers(data: FormData) -> tuple[_Number, ...]:
    """The columns of numbers; the TMS kinds are those of the stage, and any other that stands in the list."""
    found = {reason for counts in data.counts_by_tps.values() for reason in counts.tms}
    found |= {reason for part in data.parts for reason in part.counts.tms}
    codes = data.election.keterangan_codes
    kinds = [reason for reason in data.election.tms_by_code.values() if reason in data.stage.tms or reason in found]
    return (
        _number("awal", "Awal", "", lambda c: c.awal.total),
        _number("sesuai", "Sesuai", "Hasil coklit", lambda c: c.sesuai.total),
        _number("tidak_ditemui", "Tidak ditemui", "Hasil coklit", lambda c: c.tidak_ditemui.total),
        _number("ubah", "Ubah (U)", "Hasil coklit", lambda c: c.ubah.total),
        *(_kind(reason, codes[reason]) for reason in kinds),
        _number("tms", "Jml", "Tidak memenuhi syarat, menurut kode", lambda c: c.tms_total.total),
        _number("belum", "Belum", "", lambda c: c.belum.total),
        _number("baru", "Jml", "Baru (B)", lambda c: c.baru.total),
        _number("pasangan", "Pas. 8", "Baru (B)", lambda c: c.baru_padan.total),
        *(_MOVES if data.office_kind != "kabko" else ()),
        _number("L", "L", "Akhir", lambda c: c.akhir.L),
        _number("P", "P", "Akhir", lambda c: c.akhir.P),
        _number("akhir", "L + P", "Akhir", lambda c: c.akhir.total),
        _number("selisih_awal", "Awal", "Selisih", lambda c: str(differences(c)[0])),
        _number("selisih_akhir", "Akhir", "Selisih", lambda c: str(differences(c)[1])),
        _number("kk", "KK", "", lambda c: c.kk),
    )


def _number(key: str, title: str, group: str, of: Callable[[Counts], Cell]) -> _Number:
    return _Number(key, Column(title, 12, "right", group, digits="0" if group == "Selisih" else ""), of)


_MOVES = (  # inside a village they cancel each other, so a regency's sheet does without
    _number("masuk", "Masuk", "Ubah TPS", lambda c: c.pindah_masuk.total),
    _number("keluar", "Keluar", "Ubah TPS", lambda c: c.pindah_keluar.total),
)


def _kind(reason: str, code: str) -> _Number:
    def struck(counts: Counts) -> int:
        return counts.tms.get(reason, SexCount()).total

    return _number(f"kode {code}", code, "Tidak memenuhi syarat, menurut kode", struck)


def _row(data: FormData, line: Line, numbers: tuple[_Number, ...]) -> Row:
    if line.counts is None:
        names: tuple[Cell, ...] = (line.head, line.name, None)
        values: tuple[Cell, ...] = tuple(None for _ in numbers)
    else:
        names = (line.head, line.name, line.tps)
        values = tuple(number.of(line.counts) for number in numbers)
    return Row((*(names[:2] if data.office_kind == "pps" else names), *values), line.style)


def _formulas(at: dict[str, int]) -> Iterator[str]:
    """How the columns hang together, by their numbers."""
    moves = f" + Masuk ({at['masuk']}) - Keluar ({at['keluar']})" if "masuk" in at else ""
    yield (
        f"Akhir ({at['akhir']}) = Awal ({at['awal']}) + Baru ({at['baru']}) - TMS ({at['tms']}){moves}."
        f" Selisih akhir ({at['selisih_akhir']}) harus 0."
    )
    yield (
        f"Awal ({at['awal']}) = Sesuai ({at['sesuai']}) + Tidak ditemui ({at['tidak_ditemui']}) + Ubah ({at['ubah']})"
        f" + TMS ({at['tms']}) + Belum ({at['belum']}). Selisih awal ({at['selisih_awal']}) harus 0."
    )
    yield (
        f"Pas. 8, pasangan kode 8 ({at['pasangan']}), adalah bagian dari Baru ({at['baru']}): pemilih kode 8 dari TPS "
        "lain di desa ini. Sesuai dan tidak ditemui tetap dalam daftar. "
        f"KK ({at['kk']}): jumlah NKK berbeda di tiap TPS, lalu dijumlahkan."
    )


def _notes(lines: list[Line]) -> Iterator[str]:
    if not lines or (total := lines[-1].counts) is None:
        return
    yield from not_received(lines)
    if total.belum.total:
        yield f"Belum final: {count(total.belum.total)} pemilih belum ada hasil coklitnya."
    if shift := total.sex_shift:
        yield (
            f"Karena perbaikan jenis kelamin, akhir L {shift:+d} dan P {-shift:+d} dibanding rumus per jenis kelamin; "
            "L + P tetap sama."
        )
    off = [str(line.name) for line in lines[:-1] if line.counts is not None and differences(line.counts) != (0, 0)]
    if off:
        yield f"SELISIH TIDAK 0 di: {', '.join(off)}. Jalankan pemeriksaan data (coklit check)."
