"""All chapters of the book in order, and the first ones: in short, day by day, the map."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coklit_desktop.reports.book import charts
from coklit_desktop.reports.book.advice import result_days
from coklit_desktop.reports.book.content import Chart, Heading, Para, Table
from coklit_desktop.reports.book.map_chart import household_map
from coklit_desktop.reports.book.office import checks, for_next_time, people, pleno
from coklit_desktop.reports.book.results import results
from coklit_desktop.reports.book.wording import day_words, number, own_words
from coklit_desktop.reports.forms.reached import percent
from coklit_desktop.reports.words import count, terbilang

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from coklit_desktop.reports.book.content import Block
    from coklit_desktop.reports.book.facts import Facts

MOST_DAYS = 45  # columns of one chart; a longer time is told by weeks


def blocks(facts: Facts) -> Iterator[Block]:
    """All chapters in order."""
    yield from _summary(facts)
    yield from _work(facts)
    yield from results(facts)
    yield from _map(facts)
    yield from checks(facts)
    yield from pleno(facts)
    yield from people(facts)
    yield from for_next_time(facts)


def _summary(facts: Facts) -> Iterator[Block]:
    total = facts.total
    yield Heading("Ringkasan")
    parts = f"{number(len(facts.lines))} {facts.word} dengan " if facts.word != "TPS" else ""
    yield Para(
        f"Coklit dimulai dari {number(total.awal.total)} pemilih dalam daftar di {parts}{number(facts.tps)} TPS. "
        f"Sampai buku ini dibuat, {number(facts.done)} pemilih ({percent(facts.done, total.awal.total)}) sudah ada "
        f"hasil coklitnya dan {number(total.belum.total)} belum."
    )
    yield Para(
        f"Hasilnya {number(total.akhir.total)} pemilih ({terbilang(total.akhir.total)}): laki-laki "
        f"{number(total.akhir.L)} ({terbilang(total.akhir.L)}) dan perempuan {number(total.akhir.P)} "
        f"({terbilang(total.akhir.P)}). Jumlah KK menurut TPS {number(total.kk)}; KK yang ada di dua TPS dihitung "
        "di keduanya."
    )
    if facts.not_received:
        yield Para(f"Belum diterima dari: {', '.join(facts.not_received)}. Angka di buku ini tanpa wilayah itu.")
    yield Table(
        ("Uraian", "L", "P", "L + P", "% dari awal"),
        tuple(_summary_rows(facts)),
        (70, 22, 22, 24, 26),
    )
    yield Para("Akhir = awal + baru - TMS + ubah TPS masuk - ubah TPS keluar.", small=True)
    yield own_words(facts, "ringkasan", "Gambaran wilayah, cuaca, jarak, dan hal yang khas selama coklit.")


def _summary_rows(facts: Facts) -> Iterator[tuple[str, ...]]:
    total, whole = facts.total, facts.total.awal.total
    for label, value in (
        ("Awal (daftar yang diterima)", total.awal),
        ("Sesuai", total.sesuai),
        ("Tidak ditemui (tetap dalam daftar)", total.tidak_ditemui),
        ("Ubah data (U)", total.ubah),
        ("Tidak memenuhi syarat (TMS)", total.tms_total),
        ("Belum ada hasil", total.belum),
        ("Pemilih baru (B)", total.baru),
        ("– termasuk pasangan kode 8", total.baru_padan),
        ("Ubah TPS masuk", total.pindah_masuk),
        ("Ubah TPS keluar", total.pindah_keluar),
        ("Akhir", total.akhir),
    ):
        yield (label, count(value.L), count(value.P), count(value.total), percent(value.total, whole))


def _work(facts: Facts) -> Iterator[Block]:
    yield Heading("Jalannya coklit, hari demi hari")
    if not facts.days:
        yield Para("Belum ada hasil yang dientri.")
    else:
        days = result_days(facts.days)
        keyed = sum(value for _, value in facts.days)
        (first, _), (last, _) = facts.days[0], facts.days[-1]
        best, most = max(facts.days, key=lambda one: one[1])
        yield Para(
            f"Entri pertama {day_words(first)}, terakhir {day_words(last)}: {number(len(facts.days))} hari kerja, "
            f"{number(keyed)} hasil. Terbanyak pada {day_words(best)}: {number(most)} hasil."
        )
        groups = days if len(days) <= MOST_DAYS else _weeks(days)
        yield Chart(
            charts.columns(groups),
            "Hasil yang dientri per " + ("hari." if groups is days else "minggu (tanggal hari pertamanya)."),
            "; ".join(f"{day_words(day)}: {number(value)}" for day, value in groups),
        )
    yield own_words(facts, "jalannya", "Bimtek, pembagian wilayah, kesulitan di lapangan, dan cara mengatasinya.")


def _weeks(days: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    found: dict[date, int] = {}
    for day, value in days:
        monday = day - timedelta(days=day.weekday())
        found[monday] = found.get(monday, 0) + value
    return sorted(found.items())


def _map(facts: Facts) -> Iterator[Block]:
    yield Heading("Peta keluarga")
    placed, households = len(facts.places), facts.households
    if not placed:
        yield Para(f"Belum ada keluarga yang punya tempat di peta (dari {number(households)} keluarga).")
    else:
        drawing, outside = household_map(_rounded(facts))
        yield Para(
            f"{number(placed)} dari {number(households)} keluarga punya tempat di peta "
            f"({percent(placed, households)})." + (f" {number(outside)} jauh di luar gambar." if outside else "")
        )
        yield Chart(drawing, "Setiap tanda satu keluarga, menurut keadaannya; utara di atas.", _map_words(facts))
        if facts.data.masked:
            yield Para("Dalam salinan ini tempat keluarga dibulatkan sekitar 100 meter.", small=True)
    yield own_words(facts, "peta", "Daerah yang sulit didatangi, batas TPS yang perlu diperbaiki.")


def _rounded(facts: Facts) -> list[tuple[float, float, str]]:
    """Places as they are in the office's own copy, else only about where they are."""
    if not facts.data.masked:
        return list(facts.places)
    return [(round(north, 3), round(east, 3), state) for north, east, state in facts.places]


def _map_words(facts: Facts) -> str:
    states: dict[str, int] = {}
    for _, _, state in facts.places:
        states[state] = states.get(state, 0) + 1
    return "; ".join(f"{name.replace('_', ' ')}: {number(value)} keluarga" for name, value in sorted(states.items()))
