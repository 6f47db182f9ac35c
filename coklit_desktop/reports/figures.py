"""The numbers on a form, for the table beside its preview; each says which voters it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.domain.field_items import ktp_el_split
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.domain.records import Mark
from coklit_desktop.reports import field_report
from coklit_desktop.reports.data import FormData, changes_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

IN_LIST = {"active": "ya"}


class Figure(NamedTuple):
    """A number and the search that finds its voters: keys `tps`, `state` (a word of `CurrentVoter.ket`),
    `marks`, `active`, `reason`, `disability`; empty if no search does. `detail` is the number per sex.
    """

    label: str
    number: int
    filter: Mapping[str, str]
    detail: str = ""


def page_figures(form_id: str, data: FormData, tps: list[str] | None) -> list[Figure]:
    """The figures of a form over the chosen TPS. Raises CoklitError `tps_tak_ada`."""
    chosen = data.chosen(tps)
    counts = sum_counts(data.counts(name) for name in chosen)
    where = {"tps": chosen[0]} if tps is not None and len(chosen) == 1 else {}
    makers = {field_report.FORM_ID: _report, "a-rekap-pps": _totals}
    return list(makers.get(form_id, _changes)(data, chosen, counts, where))


def _changes(data: FormData, _tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield _sexes("Pemilih baru (B)", counts.baru, {**where, "state": "baru"})
    yield from _pairs(counts, where)
    yield _sexes("Ubah data (U)", counts.ubah, {**where, "state": "ubah"})
    yield _sexes("Tidak memenuhi syarat", counts.tms_total, {**where, "state": "tms"})
    yield from _struck(data, counts, where)
    yield _sexes("Jumlah perubahan", changes_count(counts), {})


def _report(data: FormData, tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield _sexes("I Diterima", counts.awal, {})
    yield _sexes("II Baru", counts.baru, {**where, "state": "baru"})
    yield from _pairs(counts, where)
    yield _sexes("III TMS", counts.tms_total, {**where, "state": "tms"})
    yield from _struck(data, counts, where)
    yield _sexes("IV Hasil coklit", counts.akhir, {**where, **IN_LIST})
    yield _sexes("V Diperbaiki (U)", counts.ubah, {**where, "state": "ubah"})
    for name, label in data.election.disability_labels.items():
        part = counts.disabilitas.get(name, SexCount())
        if part.total:
            yield _sexes(f"VI {label}", part, {**where, "disability": name})
    left = [field_report.stickers_left(data, name) for name in tps]
    if None not in left:
        yield Figure("IX Stiker tersisa", sum(part or 0 for part in left), {})
    yield Figure("X KK", counts.kk, {})
    owners, others = ktp_el_split(data.election, counts)
    yield _sexes("XII Ber-KTP-el", owners, {})
    yield _sexes("XII Belum ber-KTP-el", others, {})
    yield from _open_ends(counts, where)


def _totals(_data: FormData, tps: list[str], counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    yield Figure("TPS", len(tps), {})
    yield _sexes("Pemilih", counts.akhir, {**where, **IN_LIST})
    yield _sexes("Awal", counts.awal, {})
    yield _sexes("Baru", counts.baru, {**where, "state": "baru"})
    yield from _pairs(counts, where)
    yield _sexes("TMS", counts.tms_total, {**where, "state": "tms"})
    yield from _open_ends(counts, where)


def _sexes(label: str, count: SexCount, where: dict[str, str]) -> Figure:
    return Figure(label, count.total, where, f"L {count.L} · P {count.P}")


def _pairs(counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    if counts.baru_pasangan.total:
        yield _sexes("– termasuk B pasangan kode 8", counts.baru_pasangan, {**where, "marks": str(Mark.GENERATED)})


def _struck(data: FormData, counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    for code, reason in data.election.tms_by_code.items():
        part = counts.tms.get(reason, SexCount())
        if part.total:
            label = data.election.keterangan_labels[reason]
            yield _sexes(f"– kode {code} {label}", part, {**where, "state": "tms", "reason": reason})


def _open_ends(counts: Counts, where: dict[str, str]) -> Iterator[Figure]:
    if counts.tidak_ditemui.total:
        yield _sexes("Tidak ditemui", counts.tidak_ditemui, {**where, "state": "tidak_ditemui"})
    if counts.belum.total:
        yield _sexes("Belum dientri", counts.belum, {**where, "state": "belum"})
