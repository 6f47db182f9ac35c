"""What the figures say for next time, in plain sentences; nothing is said where nothing stands out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coklit_desktop.domain.elections import is_loksus
from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.reports.forms.reached import percent
from coklit_desktop.reports.words import count, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from coklit_desktop.reports.book.facts import Facts, Line

NOTABLE = 0.02  # share of a list that is worth a sentence
FEW = 3  # fewer people than this say nothing about a TPS
SLOW = 0.5  # of the usual day
NOTHING = "Tidak ada angka yang menonjol: daftar dan pembagian TPS dapat dipakai seperti sekarang."


def advice(facts: Facts) -> tuple[str, ...]:
    """All sentences, at least one."""
    makers = (_wrong_tps, _struck, _not_met, _limits, _papers, _no_card, _unplaced, _slow_days, _waiting)
    found = tuple(sentence for maker in makers for sentence in maker(facts))
    return found or (NOTHING,)


def result_days(days: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The days of the work from the first to the last, also those without a result."""
    known = dict(days)
    if not known:
        return []
    first, last = min(known), max(known)
    return [(day, known.get(day, 0)) for day in (first + timedelta(n) for n in range((last - first).days + 1))]


def _most(facts: Facts, of: Callable[[Counts], int]) -> tuple[Line, int] | None:
    """The line with the most of something, if it is a notable share of its list."""
    line = max(facts.lines, key=lambda one: of(one.counts), default=None)
    if line is None:
        return None
    number = of(line.counts)
    return (line, number) if number >= FEW and number >= NOTABLE * line.counts.awal.total else None


def _wrong_tps(facts: Facts) -> Iterator[str]:
    if found := _most(facts, lambda counts: counts.tms.get("salah_tps", SexCount()).total):
        line, number = found
        yield (
            f"{line.name} paling banyak kode 8 (TPS tidak sesuai): {count(number)} pemilih, "
            f"{percent(number, line.counts.awal.total)} dari daftarnya. Periksa batas TPS dan penempatan KK di sana "
            "sebelum daftar berikutnya disusun."
        )


def _struck(facts: Facts) -> Iterator[str]:
    labels = facts.data.election.keterangan_labels
    kinds = {name: value.total for name, value in facts.total.tms.items() if name != "salah_tps" and value.total >= FEW}
    if not kinds:
        return
    name, number = max(kinds.items(), key=lambda one: one[1])
    yield (
        f"Sebab TMS terbanyak di luar kode 8: {labels.get(name, name).lower()}, {count(number)} pemilih. "
        "Mintalah datanya lebih awal ke desa/kelurahan dan Dukcapil."
    )


def _not_met(facts: Facts) -> Iterator[str]:
    if found := _most(facts, lambda counts: counts.tidak_ditemui.total):
        line, number = found
        yield (
            f"{line.name} paling banyak pemilih tidak ditemui: {count(number)}. "
            "Jadwalkan kunjungan ulang sore atau hari libur."
        )


def _limits(facts: Facts) -> Iterator[str]:
    if facts.data.office_kind != "pps":
        return
    election = facts.data.election
    over = [line.name for line in facts.lines if line.counts.akhir.total > election.tps_limit]
    if over:
        yield f"Melebihi batas {count(election.tps_limit)} pemilih: {', '.join(over)}. Usulkan pemetaan ulang ke PPK."
    alone = [
        line.name
        for line in facts.lines
        if line.counts.awal.total > election.two_pantarlih_above
        and not is_loksus(tps := line.name.removeprefix("TPS "))
        and len(facts.data.numbered(f"pantarlih:{tps}")) < 2
    ]
    if alone:
        word = str(election.forms["worker_word"])
        yield (
            f"Lebih dari {count(election.two_pantarlih_above)} pemilih dengan kurang dari dua {word} tercatat: "
            f"{', '.join(alone)}."
        )


def _papers(facts: Facts) -> Iterator[str]:
    found = facts.without_paper()
    if found:
        name, number = max(found.items(), key=lambda one: one[1])
        yield (
            f"{count(sum(found.values()))} pemilih TMS belum ada buktinya, terbanyak di {name} ({count(number)}). "
            "Minta bukti saat lembar diserahkan, bukan sesudahnya."
        )


def _no_card(facts: Facts) -> Iterator[str]:
    owned = facts.data.election.forms["a-laporan-hasil-coklit"]["ktp_el_owned"]
    without = sum(value.total for name, value in facts.total.ktp_el.items() if name not in owned)
    if without:
        yield f"{count(without)} pemilih belum tercatat memiliki KTP-el. Usulkan perekaman bersama Dukcapil."


def _unplaced(facts: Facts) -> Iterator[str]:
    without = facts.households - len(facts.places)
    if facts.places and without:
        yield f"{count(without)} keluarga belum punya tempat di peta. Catat koordinatnya waktu coklit."


def _slow_days(facts: Facts) -> Iterator[str]:
    days = result_days(facts.days)
    if len(days) < 5:
        return
    usual = sorted(number for _, number in facts.days)[len(facts.days) // 2]
    slow = [day for day, number in days if 0 < number < SLOW * usual]
    empty = sum(not number for _, number in days)
    if slow:
        words = ", ".join(long_date(day.isoformat()) for day in slow[:4]) + (", …" if len(slow) > 4 else "")
        yield f"Hari yang lambat (kurang dari separuh hari biasa, {count(usual)} hasil): {words}. Cari sebabnya."
    if empty:
        yield f"{count(empty)} hari tanpa entri di antara hari pertama dan terakhir. Entri setiap hari."


def _waiting(facts: Facts) -> Iterator[str]:
    if belum := facts.total.belum.total:
        line = max(facts.lines, key=lambda one: one.counts.belum.total)
        yield f"{count(belum)} pemilih belum ada hasilnya, terbanyak di {line.name}. Selesaikan sebelum pleno."
