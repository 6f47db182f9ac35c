"""The numbers on a form, for the table beside its preview: each says which voters it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coklit_desktop.domain.counted import ORDINARY, SPECIAL, Counted, open_ends
from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.field_items import FORM_ID as FIELD_REPORT
from coklit_desktop.domain.field_items import field_items, keyed_figures
from coklit_desktop.domain.recap import SexCount, count_of, sum_counts
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.figure_table import FigureCell, FigureRow, Figures, Place
from coklit_desktop.reports.forms.recaps import is_received, split_sexes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coklit_desktop.reports.data import FormData

__all__ = ["FigureCell", "FigureRow", "Figures", "page_figures"]

BY_SEX = ("L", "P", "L+P")
TO_FILL_IN = "kosong"  # a blank form has no numbers
_CHANGES = (("Baru", "baru"), ("TMS", "tms"), ("Ubah", "ubah"), ("Total", "perubahan"))
_SHORT = {
    "I": "Diterima", "II": "Baru", "III": "TMS", "IV": "Hasil coklit", "V": "Diperbaiki (U)", "VI": "Disabilitas",
    "VII": "Stiker diterima", "VIII": "Stiker digunakan", "IX": "Stiker tersisa", "X": "KK", "XI": "Lembar bukti",
    "XII": "KTP-el", "XII.1": "Ber-KTP-el", "XII.2": "Belum ber-KTP-el",
}  # fmt: skip
_OPEN = (
    ("Pasangan kode 8", "baru_pasangan"),
    ("Tidak ditemui", "tidak_ditemui"),
    ("Belum dientri", "belum"),
)


def page_figures(form_id: str, data: FormData, tps: list[str] | None) -> Figures:
    """The numbers of a form, of the TPS chosen; none where a form has none. Raises CoklitError `tps_tak_ada`."""
    maker = _MAKERS.get(form_id)
    if maker is None or data.variant == TO_FILL_IN:
        return Figures()
    found = maker(data, _places(data, tps))
    return found if data.parts else found._replace(heading="TPS")


def _places(data: FormData, tps: list[str] | None) -> list[Place]:
    """The lines of a recap; and all together, last, where there are several."""
    if data.parts:
        names = [(part.name or part.code, part) for part in data.parts]
        places = [Place(name, name, part.counts, area=part.code, heard=is_received(part)) for name, part in names]
        return [*places, _sum(data, "Jumlah", "Semua wilayah", places)] if len(places) > 1 else places
    chosen = data.chosen(tps)
    places = [Place(one, f"TPS {one}", data.counts(one), one, data.area, (one,)) for one in chosen]
    if len(places) < 2 or chosen != data.tps_list:
        return places
    special = [place for place in places if is_loksus(place.tps)]
    ordinary = [place for place in places if place not in special]
    sums = [_sum(data, "Jumlah", "Semua TPS", places)]
    if special and ordinary:
        sums.insert(0, _sum(data, "TPS biasa", "TPS biasa", ordinary, ORDINARY))
        sums.insert(1, _sum(data, "Lokasi khusus", "Lokasi khusus", special, SPECIAL))
    return [*places, *sums]


def _sum(data: FormData, label: str, title: str, places: list[Place], tps: str = "") -> Place:
    total = sum_counts(place.counts for place in places)
    return Place(label, title, total, tps, data.area, tuple(part for place in places for part in place.parts))


# --- recaps: a line a place


def _recap(_data: FormData, places: list[Place], groups: Iterable[tuple[str, str]]) -> Figures:
    """L, P and both of each place; several groups of columns stand one above the other."""
    return Figures(BY_SEX, (*_lines(places, tuple(groups)), *_open_ends(places, len(BY_SEX))))


def _lines(places: list[Place], groups: Sequence[tuple[str, str]]) -> Iterator[FigureRow]:
    for called, what in groups:
        if len(groups) > 1:
            yield FigureRow(called)
        for place in places:
            yield FigureRow(place.label, place.by_sex(what, called))


def _changes(data: FormData, places: list[Place], form_id: str) -> Figures:
    if split_sexes(data, settings_of(data.election, form_id)):
        return _recap(data, places, _CHANGES)
    rows = [FigureRow(at.label, tuple(at.number(what, called) for called, what in _CHANGES)) for at in places]
    return Figures(tuple(called for called, _ in _CHANGES), (*rows, *_open_ends(places, len(_CHANGES))))


def _reasons(data: FormData) -> list[tuple[str, str]]:
    return [
        (f"{code} {data.election.keterangan_labels[name]}", f"tms:{name}")
        for code, name in data.election.tms_by_code.items()
    ]


def _control(data: FormData, places: list[Place]) -> Figures:
    groups = (
        ("Awal", "awal"), ("Sesuai", "sesuai"), ("Tidak ditemui", "tidak_ditemui"), ("Ubah", "ubah"), *_reasons(data),
        ("TMS", "tms"), ("Belum", "belum"), ("Baru", "baru"), ("B pasangan kode 8", "baru_padan"),
        ("Ubah TPS masuk", "pindah_masuk"), ("Ubah TPS keluar", "pindah_keluar"), ("Akhir", "akhir"),
    )  # fmt: skip
    shown = [(called, what) for called, what in groups if _anybody(places, what)]
    return Figures(BY_SEX, tuple(_lines(places, shown)))


def _anybody(places: list[Place], what: str) -> bool:
    return any(count_of(place.counts, Counted(what)).total for place in places)


def _progress(data: FormData, places: list[Place]) -> Figures:
    groups = (
        ("Dikerjakan", "dikerjakan"), ("Baru", "baru"), ("TMS", "tms"), *_reasons(data), ("Ubah", "ubah"),
        ("Disabilitas", "disabilitas"), ("Belum", "belum"),
    )  # fmt: skip
    return _recap(data, places, groups)


def _open_ends(places: list[Place], columns: int) -> Iterator[FigureRow]:
    """What is still to be looked at, of all places together; nothing once all is done."""
    for place in places[-1:]:
        open_ = [(called, what) for called, what in _OPEN if count_of(place.counts, Counted(what)).total]
        if open_:
            yield FigureRow("Masih perlu dilihat")
        for called, what in open_:
            cells = place.by_sex(what, called) if columns == len(BY_SEX) else (place.number(what, called),)
            yield FigureRow(called, (*(None,) * (columns - len(cells)), *cells))


# --- lists of names: sums of their codes; the pantarlih's report


def _codes(data: FormData, places: list[Place]) -> Figures:
    codes = data.election.keterangan_codes
    groups = [(f"{codes['baru']} Baru", "baru"), (f"{codes['ubah']} Ubah", "ubah"), *_reasons(data)]

    def lines(place: Place) -> Iterator[FigureRow]:
        for called, what in groups:
            if count_of(place.counts, Counted(what)).total:
                yield FigureRow(called, place.by_sex(what, called))
        yield FigureRow("Jumlah", place.by_sex("perubahan", "Perubahan"))

    return _under_places(places, lines)


def _from_rows(data: FormData, places: list[Place], what: str, called: str) -> Figures:
    """Of a list that no sum tells of: its rows are counted."""

    found = {tps: SexCount() for tps in data.tps_list}
    for tps, number in found.items():
        for row in data.rows_counted(what, tps):
            for tally in open_ends(row):
                if (tally.name, tally.tps) == (what, tps):
                    number.add(tally.sex)
    sums = [sum((found[tps] for tps in place.parts), SexCount()) for place in places]
    pairs = zip(places, sums, strict=True)
    return Figures(BY_SEX, tuple(FigureRow(place.label, place.by_sex(what, called, number)) for place, number in pairs))


def _field_report(data: FormData, places: list[Place]) -> Figures:
    return _under_places(places, lambda place: _items(data, place))


def _items(data: FormData, place: Place) -> Iterator[FigureRow]:
    """Items I to XII; what is no number of voters (stickers, KK) stands alone."""
    owned = ",".join(settings_of(data.election, FIELD_REPORT)["ktp_el_owned"])
    disabilities = f"disabilitas:{','.join(data.election.disability_labels)}"
    sums = {"III": "tms", "VI": disabilities, "XII": "ktp_el"}
    names = {
        "I": "awal",
        "II": "baru",
        "IV": "akhir",
        "V": "ubah",
        "XII.1": f"ktp_el:{owned}",
        "XII.2": f"ktp_el:!{owned}",
    }
    reasons = {what: called for called, what in _reasons(data)}
    items = field_items(data.election, data.stage, place.counts.tms)
    stock = keyed_figures(data.election, items, place.counts, data.topic(f"tps:{place.tps}"))
    for item in items:
        group, _, part = item.number.partition(".")
        if part == "1":
            yield _line(place, group, sums[group])
        if item.by_sex:
            kind, _, code = item.key.partition(".")
            what = names.get(item.number) or f"{'tms' if kind == 'III' else 'disabilitas'}:{code}"
            yield _line(place, item.number, what, reasons.get(what, item.label))
        elif len(place.parts) == 1 or item.key == "X":  # stickers of several TPS are on no form
            number = stock[item.key]
            called = f"{item.number} {_SHORT[item.number]}"
            yield FigureRow(called, (None, None, FigureCell(number.total if number else None, None, called)))


def _line(place: Place, number: str, what: str, label: str = "") -> FigureRow:
    """An item, or a part of one under it."""
    called = f"{number} {_SHORT[number]}" if number in _SHORT else label.removeprefix("Disabilitas ")
    return FigureRow(called[:1].upper() + called[1:], place.by_sex(what, called))


def _under_places(places: list[Place], lines: Callable[[Place], Iterable[FigureRow]]) -> Figures:
    """Every line of each place; all together first, for that is read first."""
    rows: list[FigureRow] = []
    for place in [*places[-1:], *places[:-1]] if len(places) > 1 else places:
        if len(places) > 1:
            rows.append(FigureRow(place.title))
        rows += lines(place)
    return Figures(BY_SEX, (*rows, *_open_ends(places, len(BY_SEX))))


def _totals(called: str, what: str) -> Callable[[FormData, list[Place]], Figures]:
    return partial(_recap, groups=((called, what),))


_MAKERS: dict[str, Callable[[FormData, list[Place]], Figures]] = {
    "a-daftar-pemilih": _totals("Daftar Pemilih", "awal"),
    "a-daftar-potensial": _totals("Pemilih baru", "baru"),
    FIELD_REPORT: _field_report,
    "a-daftar-perubahan": _codes,
    "bulk-sidalih": _codes,
    "daftar-meninggal": _totals("Meninggal", "tms:meninggal"),
    "daftar-tanpa-bukti": partial(_from_rows, what="tanpa_bukti", called="TMS tanpa bukti"),
    "daftar-tunggu-8": partial(_from_rows, what="tunggu_8", called="Belum padan"),
    "laporan-kemajuan": _progress,
    "lembar-kontrol": _control,
    "buku-coklit": _control,
    **{form: partial(_changes, form_id=form) for form in (
        "a-rekap-pps-perubahan", "a-rekap-ppk-perubahan", "a-rekap-kabko-perubahan",
    )},
    **{form: _totals("Jumlah pemilih", "akhir") for form in (
        "a-rekap-pps", "a-rekap-ppk", "a-rekap-kabko", "berita-acara",
    )},
}  # fmt: skip
