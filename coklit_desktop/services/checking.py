"""`coklit check` and the Cek Data page: the chain, the recomputation, and the data checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.checks import WARNING, Finding, check_village
from coklit_desktop.domain.entries import FIRST_PREV_HASH, Entry, entry_fits, hlc_parts
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.services.browsing import villages
from coklit_desktop.services.ledger import recompute_area

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

CLOCK_AHEAD_MS = 48 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`ok` is about the store itself; findings are about the data."""

    chain_ok: bool
    recomputed_ok: bool
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether chain and recomputation agree."""
        return self.chain_ok and self.recomputed_ok

    def to_json(self) -> dict[str, Any]:
        """Return the shape of design.md 6."""
        return {
            "ok": self.ok,
            "findings": [
                {
                    "code": found.code,
                    "severity": found.severity,
                    "tps": int(found.tps) if found.tps else None,
                    "voters": list(found.voters),
                    "text": found.text,
                }
                for found in self.findings
            ],
        }


def check(desk: Desk, progress: Progress = no_progress) -> CheckReport:
    """Check everything that can be checked without asking anyone. Cancellable."""
    with desk.store.read() as unit:
        progress(0.0, "Memeriksa rantai catatan")
        chain_ok = _chain_ok(unit)
        findings = _clocks(desk, unit)
        areas = villages(unit)
        same = True
        for number, area in enumerate(areas):
            progress(0.1 + 0.9 * number / len(areas), "Menghitung ulang daftar")
            rows = list(unit.iter_voters(area))
            again = recompute_area(unit, desk.ordering, area)
            same = same and sorted(rows, key=_subject) == sorted(again, key=_subject)
            findings.extend(check_village(rows, desk.election))
    progress(1.0, "Selesai")
    return CheckReport(chain_ok, same, tuple(findings))


def _subject(row: Any) -> str:
    return str(row.subject)


def _chain_ok(unit: Unit) -> bool:
    """Whether every stream is whole, and every hash is what its entry makes."""
    for head in unit.heads():
        seq, previous = 0, FIRST_PREV_HASH
        for entry in unit.entries_of(head.site, head.area):
            if entry.seq != seq + 1 or entry.envelope.prev_hash != previous or not entry_fits(entry):
                return False
            seq, previous = entry.seq, entry.hash
        if (seq, previous) != (head.seq, head.hash):
            return False
    return True


def _clocks(desk: Desk, unit: Unit) -> list[Finding]:
    """Entries of other sites whose clock cannot be right: kept, first in order, and listed."""
    found: dict[str, list[Entry]] = {}
    latest = desk.now_ms() + CLOCK_AHEAD_MS
    for head in unit.heads():
        for entry in unit.entries_of(head.site, head.area):
            hlc = entry.envelope.hlc
            if not desk.ordering.plausible(hlc) or hlc_parts(hlc)[0] > latest:
                found.setdefault(head.site, []).append(entry)
    return [
        Finding(
            "jam_salah", WARNING, "", (),
            f"Jam laptop salah pada {len(entries)} catatan (mulai catatan ke-{entries[0].seq}).",
        )
        for entries in found.values()
    ]  # fmt: skip
