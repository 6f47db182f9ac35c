"""Model A-Laporan Hasil Coklit: the sums of one TPS, items I to XII (domain.md 1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.model import Cell, Closing, Column, Document, Row, Signer
from coklit_desktop.reports.parts import (
    BLANK,
    heading,
    missing_names,
    regency_identity,
    upper,
    village_identity,
)
from coklit_desktop.reports.words import DOTS, clean, long_date, masked_number, masked_phone
from coklit_desktop.reports.words import count as dotted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coklit_desktop.reports.data import FormData

FORM_ID = "a-laporan-hasil-coklit"
_COLUMNS = (
    Column("No", 11, "center", fixed=True),
    Column("Kegiatan Coklit", 84),
    *(Column(sex, 12.5, "right", "Rincian") for sex in ("L", "P", "L + P")),
    *(Column(sex, 15, "right", "Jumlah") for sex in ("L", "P", "L + P")),
)
_STOCK = {
    "stiker_diterima": "jumlah stiker diterima",
    "stiker_digunakan": "jumlah stiker digunakan",
    "lembar_bukti": "jumlah lembar bukti terdaftar",
}


def documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The report of each TPS: the sum of its pantarlih."""
    for tps in tps_list:
        counts = data.counts(tps)
        yield Document(
            name=f"TPS {tps}",
            model=settings_of(data.election, FORM_ID)["name"],
            title=heading(data, FORM_ID),
            identity=((*regency_identity(data), *village_identity(data)), _workers_identity(data, tps)),
            columns=_COLUMNS,
            numbers=("1", "2", "", "", "", "3", "4", "5"),
            number_spans=((1, 4),),
            rows=tuple(_rows(data, tps, counts)),
            closing=_closing(data, tps),
            notes=tuple(_notes(counts)),
            font_size=9,
            row_padding=1.05,
        )


def missing(data: FormData, tps_list: list[str]) -> list[str]:
    """What the reports of these TPS lack."""
    alike: dict[str, list[str]] = {}
    for tps in tps_list:
        if gaps := _gaps(data, tps):
            alike.setdefault(", ".join(gaps), []).append(tps)
    return missing_names(data) + [f"TPS {', '.join(tps)}: {gaps} belum diisi." for gaps, tps in alike.items()]


def _gaps(data: FormData, tps: str) -> list[str]:
    stock, workers = data.topic(f"tps:{tps}"), _workers(data, tps)
    word = str(data.election.forms["worker"]).lower()
    gaps = [label for key, label in _STOCK.items() if _whole(stock.get(key, "")) is None]
    for key, label in (("nama", "nama"), ("nik", "NIK"), ("hp", "nomor HP")):
        if any(not worker.get(key, "").strip() for worker in workers):
            gaps.append(f"{label} {word}")
    return gaps if _report_day(workers) else [*gaps, "tanggal laporan"]


def _rows(data: FormData, tps: str, counts: Counts) -> Iterator[Row]:
    settings = settings_of(data.election, FORM_ID)
    listed, found = settings["list"], settings["new_list"]
    codes = data.election.keterangan_codes
    stock = {key: _whole(data.topic(f"tps:{tps}").get(key, "")) for key in _STOCK}
    yield _item("I", f"Jumlah Data Pemilih diterima ({listed})", counts.awal)
    yield _item("II", f"Jumlah Pemilih Baru ({found})", counts.baru)
    yield _item("III", "Pemilih yang Tidak Memenuhi Syarat", counts.tms_total)
    yield from _details(list(_struck(data, counts)))
    yield _item("IV", "Jumlah Pemilih Hasil Coklit ((I + II) - III)", counts.akhir, style="total")
    yield _item("V", f"Jumlah Data Pemilih diperbaiki (kode {codes['ubah']})", counts.ubah)
    yield from _disabilities(data, counts)
    yield _alone("VII", f"Jumlah Stiker Diterima ({settings['sticker']})", stock["stiker_diterima"])
    yield _alone("VIII", f"Jumlah Stiker Digunakan ({settings['sticker']})", stock["stiker_digunakan"])
    yield _alone("IX", f"Jumlah Stiker Tersisa ({settings['sticker']})", stickers_left(data, tps))
    yield _alone("X", "Jumlah KK Hasil Coklit", counts.kk)
    yield _alone("XI", "Jumlah Lembar Bukti Pemilih Terdaftar dibagikan", stock["lembar_bukti"])
    owners, others = ktp_el_split(data, counts)
    yield _item("XII", "Pemilih KTP Elektronik dan Calon Pemilih", owners + others)
    yield from _details([
        (f"Jumlah Pemilih KTP-el ({listed} dan {found})", owners),
        ("Jumlah Pemilih belum ber-KTP-el", others),
    ])  # fmt: skip


def _struck(data: FormData, counts: Counts) -> Iterator[tuple[str, SexCount]]:
    """The TMS reasons of the stage, and others that were used before it."""
    for code, name in data.election.tms_by_code.items():
        if name in data.stage.tms or name in counts.tms:
            label = data.election.keterangan_labels[name]
            yield f"{label} (kode {code})", counts.tms.get(name, SexCount())


def _disabilities(data: FormData, counts: Counts) -> Iterator[Row]:
    parts = [
        (label.removeprefix("Disabilitas ").title(), counts.disabilitas.get(name, SexCount()))
        for name, label in data.election.disability_labels.items()
    ]
    yield _item("VI", "Jumlah Data Pemilih Disabilitas", sum((part for _, part in parts), SexCount()))
    yield from _details(parts)


def ktp_el_split(data: FormData, counts: Counts) -> tuple[SexCount, SexCount]:
    """Voters with a KTP-el, and all others; together they are item IV."""
    owning = settings_of(data.election, FORM_ID)["ktp_el_owned"]
    owners, others = SexCount(), SexCount()
    for name, part in counts.ktp_el.items():
        if name in owning:
            owners += part
        else:
            others += part
    return owners, others


def stickers_left(data: FormData, tps: str) -> int | None:
    """Stickers received less used; None while either is not filled in."""
    stock = data.topic(f"tps:{tps}")
    received, used = _whole(stock.get("stiker_diterima", "")), _whole(stock.get("stiker_digunakan", ""))
    return None if received is None or used is None else received - used


def _item(number: str, label: str, count: SexCount, style: Any = "item") -> Row:
    return Row((number, label, None, None, None, count.L, count.P, count.total), style, ((1, 4),))


def _alone(number: str, label: str, count: int | None) -> Row:
    cell: Cell = DOTS if count is None else count
    return Row((number, label, None, None, None, cell, None, None), "item", ((1, 4), (5, 7)))


def _details(parts: list[tuple[str, SexCount]]) -> Iterator[Row]:
    for number, (label, count) in enumerate(parts, 1):
        cells = ("", f"{number}. {label}", count.L, count.P, count.total, None, None, None)
        yield Row(cells, "", ((5, 7),), indent=True)


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


def _workers_identity(data: FormData, tps: str) -> tuple[tuple[str, str], ...]:
    word = str(data.election.forms["worker"])
    workers = _workers(data, tps)
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


def _closing(data: FormData, tps: str) -> Closing:
    workers = _workers(data, tps)
    village = clean(data.area_names.village).title() or BLANK
    word = str(data.election.forms["worker"])
    signers = tuple(Signer(word, upper(worker.get("nama", ""))) for worker in workers)
    return Closing((f"{village}, {long_date(_report_day(workers)) or BLANK}",), signers)


def _report_day(workers: list[Mapping[str, str]]) -> str:
    return next((day for worker in workers if (day := worker.get("tanggal_laporan", "").strip())), "")


def _whole(text: str) -> int | None:
    text = text.strip().replace(".", "")
    return int(text) if text.isascii() and text.isdecimal() else None
