"""The chapters of the office: Cek Data, pleno, people, and what to do better next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.recap import SexCount
from coklit_desktop.reports.book import charts
from coklit_desktop.reports.book.advice import advice
from coklit_desktop.reports.book.content import Bullets, Chart, Heading, Para, Table
from coklit_desktop.reports.book.wording import number, own_words, sexes
from coklit_desktop.reports.words import clean, count, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.book.content import Block
    from coklit_desktop.reports.book.facts import Facts

SEVERITIES = {"error": "Harus diperbaiki", "warning": "Perlu dilihat"}


def checks(facts: Facts) -> Iterator[Block]:
    """What there was to look at, and what was done."""
    yield Heading("Cek Data dan tindak lanjutnya")
    if not facts.findings:
        yield Para("Tidak ada yang perlu diperiksa lagi saat buku ini dibuat.")
    else:
        total = sum(value for _, _, value in facts.findings)
        yield Para(
            f"Saat buku ini dibuat masih ada {number(total)} catatan Cek Data dari {number(len(facts.findings))} "
            "jenis. Yang sudah diperbaiki tidak dihitung lagi."
        )
        yield Chart(
            charts.bars([(title, value) for _, title, value in facts.findings], label=210),
            "Catatan Cek Data menurut jenis.",
        )
        rows = tuple((title, SEVERITIES.get(kind, kind), count(value)) for kind, title, value in facts.findings)
        yield Table(("Jenis", "Sifat", "Jumlah"), rows, (100, 40, 24), text=(0, 1))
    yield Heading("Yang sudah dikerjakan", 2)
    total_counts = facts.total
    yield Bullets((
        f"Perbaikan data (U): {sexes(total_counts.ubah)} pemilih.",
        f"Pemilih tidak memenuhi syarat diberi kode: {sexes(total_counts.tms_total)} pemilih.",
        f"Pemilih baru dicatat: {sexes(total_counts.baru)}, di antaranya {number(total_counts.baru_padan.total)} "
        "pindah TPS di dalam desa (pasangan kode 8).",
    ))  # fmt: skip
    yield own_words(facts, "cek-data", "Apa yang ditemui dan bagaimana diselesaikan.")


def pleno(facts: Facts) -> Iterator[Block]:
    """Where, when and what was determined."""
    data = facts.data
    pleno = data.topic("pleno")
    yield Heading("Rapat pleno")
    rows = [
        ("Tempat", clean(pleno.get("tempat", ""))),
        ("Tanggal", long_date(pleno.get("tanggal", ""))),
        ("Jam", clean(pleno.get("jam", ""))),
        ("Nomor berita acara", clean(pleno.get("nomor_ba", ""))),
        ("Penetapan", _determined(facts)),
        ("Sesudah penetapan", _since(facts)),
        ("Masukan", _suggestions(facts)),
    ]
    shown = tuple((label, value or "…" * 14) for label, value in rows)
    yield Table(("Hal", "Isi"), shown, (44, 124), text=(0, 1))
    yield own_words(facts, "pleno", "Siapa yang hadir, masukan yang penting, dan jawabannya.")


def _determined(facts: Facts) -> str:
    found = facts.data.determined
    if not found.get("digest"):
        return "Belum ditetapkan"
    value = SexCount(int(found.get("L") or 0), int(found.get("P") or 0))
    return f"{facts.data.stage.title}: {sexes(value)} pemilih, catatan ke-{found.get('catatan', '')}"


def _since(facts: Facts) -> str:
    found = facts.data.determined
    if not found.get("digest"):
        return "-"
    if found["digest"] == facts.data.state.digest:
        return "Daftar tidak berubah"
    differing = facts.more.get("differences")
    words = "Daftar berubah" if differing is None else f"{number(int(differing))} pemilih berubah"
    return f"{words}; lihat Lembar Perbaikan"


def _suggestions(facts: Facts) -> str:
    found = [one for one in facts.data.numbered("masukan") if any(one.values())]
    if not found:
        return "Tidak ada masukan"
    answered = sum(bool(one.get("tanggapan", "").strip()) for one in found)
    return f"{number(len(found))} masukan, {number(answered)} sudah ditanggapi"


def people(facts: Facts) -> Iterator[Block]:
    """Officers and field workers; names only in the own copy."""
    data = facts.data
    word = str(data.election.forms["worker"]).title()
    yield Heading("Petugas")
    if data.office_kind == "pps":
        rows = tuple(_workers(facts, line.name) for line in facts.lines)
        if rows and data.masked:
            yield Table(("TPS", f"Jumlah {word.lower()}", "Pemilih awal"), tuple(row[:3] for row in rows), (60, 54, 54))
        elif rows:
            heads = ("TPS", f"Jumlah {word.lower()}", "Pemilih awal", f"Nama {word.lower()}")
            yield Table(heads, rows, (22, 26, 26, 94), text=(0, 3))
    yield from _officers(facts)
    if data.masked:
        yield Para("Nama petugas hanya ada di buku milik kantor.", small=True)
    yield own_words(facts, "petugas", "Pembagian tugas, honor, alat, dan yang patut dicontoh.")


def _workers(facts: Facts, name: str) -> tuple[str, str, str, str]:
    tps = name.removeprefix("TPS ")
    found = [clean(one.get("nama", "")) for one in facts.data.numbered(f"pantarlih:{tps}")]
    names = "; ".join(filter(None, found))
    return (name, count(len(found)), count(facts.data.counts(tps).awal.total), names)


def _officers(facts: Facts) -> Iterator[Block]:
    found = [one for one in facts.data.numbered("petugas") if one.get("nama", "").strip()]
    if facts.data.masked or not found:
        yield Para(f"Anggota kantor dan sekretariat: {number(len(found))} orang.")
        return
    rows = tuple((clean(one.get("jabatan", "")), clean(one["nama"])) for one in found)
    yield Table(("Jabatan", "Nama"), rows, (50, 118), text=(0, 1))


def for_next_time(facts: Facts) -> Iterator[Block]:
    """What the figures say, and the office."""
    yield Heading("Saran untuk coklit berikutnya")
    yield Para("Yang dikatakan angka-angka di buku ini:")
    yield Bullets(advice(facts))
    yield own_words(facts, "saran", "Saran kantor untuk daftar, TPS, petugas, dan waktu coklit berikutnya.")
