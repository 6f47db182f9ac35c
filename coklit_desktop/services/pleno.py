"""The pleno in its order: what is done, what is open, and the functions of each step under one name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coklit_desktop.domain.digest import sum_digest, tps_digests
from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.recap import count_by_tps
from coklit_desktop.services.comparing import (
    PAIRS_ITEM,
    ReportLine,
    SheetsLeft,
    SidalihLine,
    compare_reports,
    compare_sidalih,
    explain,
    left_of,
    report_items,
    report_lines,
    reports_of,
    set_report,
    set_sidalih,
    sheets_left,
    sidalih_lines,
)
from coklit_desktop.services.determining import (
    Determination,
    determination,
    determination_in,
    determine,
    needs_results,
    withdraw_determination,
)
from coklit_desktop.services.differing import Difference, LaterEntry, differences, differences_in
from coklit_desktop.services.past import entries_after
from coklit_desktop.services.suggestions import Masukan, masukan, masukan_of, remove_masukan, set_masukan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

__all__ = [
    "PAIRS_ITEM", "Determination", "Difference", "LaterEntry", "Masukan", "OpenLine", "PlenoState", "PlenoStep",
    "ReportLine", "SheetsLeft", "SidalihLine", "StepState", "compare_reports", "compare_sidalih", "determination",
    "determination_in", "determine", "differences", "differences_in", "explain", "masukan", "needs_results",
    "pleno_state", "remove_masukan", "report_items", "reports_of", "set_masukan", "set_report", "set_sidalih",
    "sheets_left", "withdraw_determination",
]  # fmt: skip

FINAL_FORMS = ("berita-acara", "a-rekap-pps")  # what the export log must show after the determination


class StepState(StrEnum):
    """How a step stands."""

    DONE = "selesai"
    OPEN = "belum"
    OPTIONAL = "boleh dilewati"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something a step still wants; `tps` where it is about one, `item` where about one item of a report."""

    text: str
    tps: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class PlenoStep:
    """One step: `id` is lembar, laporan, sidalih, masukan, tetapkan or cetak."""

    id: str
    title: str
    state: StepState
    sentence: str
    lines: tuple[OpenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PlenoState:
    """All steps in order, and the determination of the stage in force."""

    steps: tuple[PlenoStep, ...]
    determination: Determination | None
    changed: bool  # whether the list is another one than was determined

    @property
    def next(self) -> PlenoStep | None:
        """The first step that is open."""
        return next((step for step in self.steps if step.state is StepState.OPEN), None)


def pleno_state(desk: Desk) -> PlenoState:
    """Where the pleno stands. Raises CoklitError: penetapan_hanya_pps, belum_ada_daftar."""
    if desk.office != "pps":
        raise CoklitError("penetapan_hanya_pps")
    with desk.store.read() as unit:
        rows = list(unit.iter_voters(desk.area))
        if not rows:
            raise CoklitError("belum_ada_daftar")
        office = unit.office(desk.area)
        found = determination_in(desk, unit)
        later = 0 if found is None else _changes_since(desk, unit, found, rows)
        exports = unit.exports()
    left = left_of(rows)
    steps = (
        _sheets_step(desk, left),
        _reports_step(desk, office, rows),
        _sidalih_step(office, rows),
        _masukan_step(masukan_of(office)),
        _determine_step(desk, left, found),
        _print_step(found, exports, later),
    )
    return PlenoState(steps, found, later > 0)


def _changes_since(desk: Desk, unit: Unit, found: Determination, rows: Sequence[CurrentVoter]) -> int:
    """How many entries of the list came after the determination; 0 if the list is the same in spite of them."""
    later = entries_after(unit, desk.area, found.heads)
    count = sum(entry.kind not in (Kind.OFFICE, Kind.PLACE) for entry in later)
    return count if count and sum_digest(tps_digests(rows).values()) != found.digest else 0


# --- the steps


def _sheets_step(desk: Desk, left: Sequence[SheetsLeft]) -> PlenoStep:
    title, belum = "Lembar lengkap", sum(one.belum for one in left)
    lines = tuple(OpenLine(_left_words(one), one.tps) for one in left)
    if belum and needs_results(desk):
        places = sum(one.belum > 0 for one in left)
        text = f"{_dotted(belum)} pemilih di {places} TPS belum ada hasil coklitnya."
        return PlenoStep("lembar", title, StepState.OPEN, text, lines)
    if any(one.conflicts for one in left):
        return PlenoStep("lembar", title, StepState.OPEN, "Masih ada beda catatan yang harus diputuskan.", lines)
    text = "Semua pemilih sudah ada hasil coklitnya." if not belum else "Tahapan ini tanpa coklit: cukup perubahannya."
    if lines and not belum:
        text = "Semua pemilih sudah ada hasilnya; masih ada kode 8 dan B yang belum padan."
    return PlenoStep("lembar", title, StepState.DONE, text, lines)


def _left_words(one: SheetsLeft) -> str:
    parts = []
    if one.belum:
        parts.append(f"{_dotted(one.belum)} belum, No {runs_words(one.runs)}")
    parts += [
        f"{count} {words}"
        for count, words in (
            (one.unmatched, "kode 8 tidak padan"),
            (one.waiting, "B menunggu kode 8"),
            (one.conflicts, "beda catatan"),
        )
        if count
    ]
    return f"TPS {one.tps}: {'; '.join(parts)}"


def runs_words(runs: Sequence[tuple[int, int]], most: int = 6) -> str:
    """Numbers on the printed list as people say them: 1-3, 7, 12-20, …"""
    words = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:most]]
    return ", ".join(words) + (", …" if len(runs) > most else "")


def _reports_step(desk: Desk, office: Mapping[str, Mapping[str, str]], rows: Sequence[CurrentVoter]) -> PlenoStep:
    title = f"Laporan {desk.election.forms['worker_word']} cocok"
    found = report_lines(desk, office, rows)
    differing = [line for line in found if line.open]
    lines = [
        OpenLine(f"TPS {line.tps}: {line.number} {line.label}, selisih {_signed(line)}", line.tps, line.item)
        for line in differing
    ]
    missing = sorted({line.tps for line in found if len(reports_of(office, line.tps)) < _expected(office, line.tps)})
    lines += [OpenLine(f"TPS {tps}: laporan belum diisi", tps) for tps in missing]
    if differing:
        text = f"{len(differing)} angka laporan berbeda dari hasil entri dan belum dijelaskan."
        return PlenoStep("laporan", title, StepState.OPEN, text, tuple(lines))
    if missing:
        text = f"Laporan {len(missing)} TPS belum diisi; yang sudah diisi cocok atau dijelaskan."
        return PlenoStep("laporan", title, StepState.OPTIONAL, text, tuple(lines))
    return PlenoStep("laporan", title, StepState.DONE, "Semua laporan cocok atau dijelaskan.")


def _expected(office: Mapping[str, Mapping[str, str]], tps: str) -> int:
    """How many reports a TPS has: one a pantarlih."""
    return max(1, sum(name.startswith(f"pantarlih:{tps}:") and any(office[name].values()) for name in office))


def _signed(line: ReportLine) -> str:
    figure = line.difference
    if figure is None:
        return "0"
    if figure.L is None or figure.P is None:
        return f"{figure.total:+d}"
    return f"L {figure.L:+d}, P {figure.P:+d}"


def _sidalih_step(office: Mapping[str, Mapping[str, str]], rows: Sequence[CurrentVoter]) -> PlenoStep:
    title = "Sama dengan Sidalih"
    found = sidalih_lines(office, count_by_tps(rows))
    differing, missing = [one for one in found if one.open], [one for one in found if one.sidalih is None]
    lines = [OpenLine(f"TPS {one.tps}: {_sidalih_words(one)}", one.tps) for one in differing]
    lines += [OpenLine(f"TPS {one.tps}: jumlah di Sidalih belum diisi", one.tps) for one in missing]
    if differing:
        text = f"Jumlah {len(differing)} TPS berbeda dari Sidalih dan belum dijelaskan."
        return PlenoStep("sidalih", title, StepState.OPEN, text, tuple(lines))
    if missing:
        text = f"Jumlah Sidalih {len(missing)} TPS belum diisi."
        return PlenoStep("sidalih", title, StepState.OPTIONAL, text, tuple(lines))
    return PlenoStep("sidalih", title, StepState.DONE, "Jumlah semua TPS sama dengan Sidalih atau dijelaskan.")


def _sidalih_words(one: SidalihLine) -> str:
    assert one.sidalih is not None  # noqa: S101 - an open line has both
    return f"Sidalih {_dotted(one.sidalih.total)}, daftar ini {_dotted(one.keyed.total)}"


def _masukan_step(found: Sequence[Masukan]) -> PlenoStep:
    title = "Masukan dicatat"
    if not found:
        return PlenoStep("masukan", title, StepState.OPTIONAL, "Belum ada masukan yang dicatat.")
    unanswered = tuple(OpenLine(f"Masukan {one.number}: belum ada tanggapan") for one in found if not one.tanggapan)
    return PlenoStep("masukan", title, StepState.DONE, f"{len(found)} masukan dicatat.", unanswered)


def _determine_step(desk: Desk, left: Sequence[SheetsLeft], found: Determination | None) -> PlenoStep:
    if found is not None:
        akhir = found.akhir
        text = f"Ditetapkan {_dotted(akhir.total)} pemilih (L {_dotted(akhir.L)}, P {_dotted(akhir.P)})."
        return PlenoStep("tetapkan", "Tetapkan", StepState.DONE, text)
    belum = sum(one.belum for one in left)
    if belum and needs_results(desk):
        text = f"Belum dapat ditetapkan: {_dotted(belum)} pemilih belum ada hasilnya."
    elif any(one.conflicts for one in left):
        text = "Belum dapat ditetapkan: masih ada beda catatan."
    else:
        text = "Daftar siap ditetapkan."
    return PlenoStep("tetapkan", "Tetapkan", StepState.OPEN, text)


def _print_step(found: Determination | None, exports: Sequence[tuple[str, int]], later: int) -> PlenoStep:
    title = "Cetak final"
    if found is None:
        return PlenoStep("cetak", title, StepState.OPEN, "Sebelum ditetapkan, formulir tercetak sebagai DRAF.")
    printed = any(at >= found.at and what.startswith(FINAL_FORMS) for what, at in exports)
    changes = f" Daftar berubah sesudah penetapan ({later} catatan): cetak lembar perbaikan." if later else ""
    if printed:
        return PlenoStep("cetak", title, StepState.DONE, f"Formulir final sudah dicetak.{changes}")
    return PlenoStep("cetak", title, StepState.OPEN, f"Formulir final belum dicetak.{changes}")


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
