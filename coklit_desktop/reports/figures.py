"""The numbers on a form, for the table beside its preview; each says which voters it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.reports import field_report
from coklit_desktop.reports.data import FormData, changes_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


IN_LIST = "belum,sesuai,tidak_ditemui,ubah,baru"  # the state words of item IV


class Figure(NamedTuple):
    """A number and the filter that finds its voters: keys `tps` (comma-separated), `ket` (words of
    `CurrentVoter.ket`), `reason`, `mark`, `kind`, `disability`, `ktp_el`; empty if it counts no voters.
    """

    label: str
    number: int
    filter: Mapping[str, str] = {}


def page_figures(form_id: str, data: FormData, tps: list[str] | None) -> list[Figure]:
    """The figures of a form over the chosen TPS. Raises CoklitError `tps_tak_ada`."""
    chosen = data.chosen(tps)
    counts = sum_counts(data.counts(name) for name in chosen)
    where = {"tps": ",".join(chosen)} if tps else {}
    makers = {
        "a-laporan-hasil-coklit": _report,
        "a-rekap-pps": _totals,
    }
    return list(makers.get(form_id, _changes)(data, chosen, counts, where))


def _changes(data: FormData, _tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield from _sexes("Pemilih baru (B)", counts.baru, {**where, "ket": "baru"})
    yield from _pairs(counts, where)
    yield from _sexes("Ubah data (U)", counts.ubah, {**where, "ket": "ubah"})
    yield from _sexes("Tidak memenuhi syarat", counts.tms_total, {**where, "ket": "tms"})
    yield from _struck(data, counts, where)
    yield Figure("Jumlah baris", changes_count(counts).total, {**where, "ket": "baru,ubah,tms"})


def _report(data: FormData, tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield from _sexes("I Diterima", counts.awal, {**where, "kind": "delivered"})
    yield from _sexes("II Baru", counts.baru, {**where, "ket": "baru"})
    yield from _pairs(counts, where)
    yield from _sexes("III TMS", counts.tms_total, {**where, "ket": "tms"})
    yield from _struck(data, counts, where)
    yield from _sexes("IV Hasil coklit", counts.akhir, {**where, "ket": IN_LIST})
    yield from _sexes("V Diperbaiki (U)", counts.ubah, {**where, "ket": "ubah"})
    for name, label in data.election.disability_labels.items():
        if part := counts.disabilitas.get(name, SexCount()).total:
            yield Figure(f"VI {label}", part, {**where, "disability": name})
    left = [field_report.stickers_left(data, name) for name in tps]
    if None not in left:
        yield Figure("IX Stiker tersisa", sum(part or 0 for part in left))
    yield Figure("X KK", counts.kk)
    owners, others = field_report.ktp_el_split(data, counts)
    yield Figure("XII Ber-KTP-el", owners.total)
    yield Figure("XII Belum ber-KTP-el", others.total)
    yield from _open_ends(counts, where)


def _totals(data: FormData, tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield Figure("Jumlah TPS", len(tps))
    yield from _sexes("Pemilih", counts.akhir, {**where, "ket": IN_LIST})
    yield Figure("Awal", counts.awal.total, {**where, "kind": "delivered"})
    yield Figure("Baru", counts.baru.total, {**where, "ket": "baru"})
    yield from _pairs(counts, where)
    yield Figure("TMS", counts.tms_total.total, {**where, "ket": "tms"})
    yield from _open_ends(counts, where)


def _sexes(label: str, count: SexCount, where: dict[str, str]) -> Iterator[Figure]:
    yield Figure(f"{label}: L", count.L, {**where, "sex": "L"})
    yield Figure(f"{label}: P", count.P, {**where, "sex": "P"})
    yield Figure(f"{label}: L + P", count.total, where)


def _pairs(counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    if counts.baru_pasangan.total:
        yield Figure("termasuk B pasangan kode 8", counts.baru_pasangan.total, {**where, "kind": "pair"})


def _struck(data: FormData, counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    for code, reason in data.election.tms_by_code.items():
        if part := counts.tms.get(reason, SexCount()).total:
            label = data.election.keterangan_labels[reason]
            yield Figure(f"kode {code} {label}", part, {**where, "ket": "tms", "reason": reason})


def _open_ends(counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    if counts.tidak_ditemui.total:
        yield Figure("Tidak ditemui", counts.tidak_ditemui.total, {**where, "ket": "tidak_ditemui"})
    if counts.belum.total:
        yield Figure("Belum dientri", counts.belum.total, {**where, "ket": "belum"})
