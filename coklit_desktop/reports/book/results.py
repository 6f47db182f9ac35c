"""The chapter of results: bars of states, TMS by kind, ages, disabilities, KTP-el."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.recap import SexCount
from coklit_desktop.reports.book import charts
from coklit_desktop.reports.book.content import Chart, Heading, Para, Table
from coklit_desktop.reports.book.wording import day_words, own_words, sexes
from coklit_desktop.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.domain.recap import Counts
    from coklit_desktop.reports.book.content import Block
    from coklit_desktop.reports.book.facts import Facts


def results(facts: Facts) -> Iterator[Block]:
    """Chapter 3."""
    yield Heading(f"Hasil per {facts.word}")
    drawings = charts.stacked(facts.lines)
    if not drawings:
        yield Para("Belum ada daftar pemilih.")
        return
    for at, drawing in enumerate(drawings, 1):
        part = f" ({at} dari {len(drawings)})" if len(drawings) > 1 else ""
        caption = f"Hasil coklit setiap {facts.word}{part}. Panjang batang: awal dan pemilih baru."
        yield Chart(drawing, caption)
    columns = ("Sesuai", "Tidak ditemui", "Ubah", "TMS", "Belum", "Awal", "Baru", "Akhir")
    rows = [(line.name, *_line_cells(line.counts)) for line in facts.lines]
    rows.append(("Jumlah", *_line_cells(facts.total)))
    yield Table((facts.word[:1].upper() + facts.word[1:], *columns), tuple(rows), (34, *(17,) * 8), total=True)
    yield from _kinds(facts)
    yield from _ages(facts)
    yield from _disabilities(facts)
    yield from _ktp(facts)
    yield own_words(facts, "hasil", "Sebab angka yang menonjol, menurut yang terjadi di lapangan.")


def _line_cells(counts: Counts) -> tuple[str, ...]:
    names = ("sesuai", "tidak_ditemui", "ubah", "tms_total", "belum", "awal", "baru", "akhir")
    return tuple(count(getattr(counts, name).total) for name in names)


def _kinds(facts: Facts) -> Iterator[Block]:
    election, tms = facts.data.election, facts.total.tms
    yield Heading("Tidak memenuhi syarat menurut sebab", 2)
    reasons = [name for name in election.tms_by_code.values() if name in facts.data.stage.tms or name in tms]
    found = [
        (f"{election.keterangan_codes[name]} {election.keterangan_labels[name]}", tms.get(name, SexCount()))
        for name in reasons
    ]
    yield from _bars(found, "Jumlah pemilih TMS menurut kode.")


def _ages(facts: Facts) -> Iterator[Block]:
    yield Heading("Pemilih menurut umur", 2)
    if not facts.ages:
        yield Para("Umur pemilih belum dihitung.")
        return
    day = day_words(facts.data.election.voting_day)
    yield Chart(
        charts.pyramid(facts.ages),
        f"Pemilih dalam daftar menurut umur pada {day} dan jenis kelamin.",
        "; ".join(f"{name} tahun: {sexes(value)}" for name, value in facts.ages),
    )


def _disabilities(facts: Facts) -> Iterator[Block]:
    yield Heading("Pemilih disabilitas", 2)
    labels = facts.data.election.disability_labels
    found = [(label, facts.total.disabilitas.get(name, SexCount())) for name, label in labels.items()]
    yield from _bars(found, "Pemilih dalam daftar menurut ragam disabilitas.")


def _ktp(facts: Facts) -> Iterator[Block]:
    yield Heading("Kepemilikan KTP-el", 2)
    labels, owned = facts.data.election.ktp_el_labels, facts.total.ktp_el
    found = [(label, owned.get(name, SexCount())) for name, label in labels.items()]
    others = [value for name, value in owned.items() if name not in labels]
    if others:
        found.append(("Tidak terisi atau kode lain", sum(others, SexCount())))
    yield from _bars(found, "Pemilih dalam daftar menurut status KTP-el.")


def _bars(found: list[tuple[str, SexCount]], caption: str) -> Iterator[Block]:
    """A chart of bars with all its numbers, and what they add up to."""
    total = sum((value for _, value in found), SexCount())
    yield Chart(
        charts.bars([(label, value.total) for label, value in found]),
        f"{caption} Jumlah {sexes(total)}.",
        "; ".join(f"{label}: {sexes(value)}" for label, value in found),
    )
