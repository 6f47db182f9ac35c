"""Import of delivered lists: preview first, then all or nothing. What was delivered is never dropped or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coklit_desktop.domain.entries import Kind
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.generations import Bases, Change, Mode, apply_delivery, compare, fitting_mode
from coklit_desktop.domain.progress import Progress, no_progress
from coklit_desktop.importing.lists import ReadList
from coklit_desktop.importing.pace import without_collector
from coklit_desktop.services.ecoklit import take_ecoklit
from coklit_desktop.services.entering import Tally
from coklit_desktop.services.ledger import (
    append_body,
    effective_deliveries,
    fold_bases,
    list_subject,
    refold_area,
    require_writable,
)
from coklit_desktop.services.messages import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from coklit_desktop.domain.history import Ordering
    from coklit_desktop.domain.records import CurrentVoter, DeliveredRow
    from coklit_desktop.importing.reading import Refusing
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

PROBLEM_WORDS: Mapping[str, str] = {
    "nik_ganda": "NIK dipakai lebih dari satu baris",
    "nik_bukan_16_angka": "NIK bukan 16 angka",
    "nik_tanggal_mustahil": "tanggal di dalam NIK tidak mungkin",
    "nik_bulan_mustahil": "bulan di dalam NIK tidak mungkin",
    "nik_urut_nol": "NIK berakhir 0000",
    "nkk_bukan_16_angka": "NKK bukan 16 angka",
    "nkk_tanggal_mustahil": "tanggal di dalam NKK tidak mungkin",
    "nkk_bulan_mustahil": "bulan di dalam NKK tidak mungkin",
    "tanggal_lahir_mustahil": "tanggal lahir kosong atau tidak mungkin",
    "di_luar_indonesia": "koordinat di luar Indonesia",
}


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do. Made by `preview_import`, carried out by `commit_import`."""

    area: str
    village_name: str
    lists: tuple[ReadList, ...] = field(repr=False)
    ecoklit: tuple[ReadList, ...] = field(repr=False)
    mode: Mode
    change: Change
    per_tps: Mapping[str, tuple[int, int]]  # TPS -> voters now, voters after
    problems: tuple[tuple[str, str, int], ...]  # code, words, how many
    warnings: tuple[str, ...]
    already: frozenset[str]  # sha256 of files that are in already
    results: bool

    @property
    def files(self) -> list[Path]:
        """The files, lists first."""
        return [one.path for one in (*self.lists, *self.ecoklit)]

    @property
    def came(self) -> int:
        """Voters that the list does not have yet."""
        return self.change.came

    @property
    def gone(self) -> int:
        """Voters that the new list does not have any more."""
        return self.change.gone

    @property
    def changed(self) -> int:
        """Voters with other cells than before."""
        return self.change.changed

    @property
    def difference(self) -> str:
        """What came, went and changed, in one sentence; "" where there was no list before."""
        if not any(now for now, _ in self.per_tps.values()):
            return ""
        return (
            f"Dibandingkan daftar sebelumnya: {self.came} datang, {self.gone} tidak ada lagi, {self.changed} berubah, "
            f"{self.change.moved} pindah TPS."
        )

    @property
    def rejected(self) -> int:
        """Rows that cannot be rows of this list."""
        return sum(len(one.rejected) for one in (*self.lists, *self.ecoklit))

    @property
    def skipped(self) -> int:
        """Rows kept aside for their STATUS."""
        return sum(one.skipped_count for one in self.lists)

    @property
    def same_file(self) -> bool:
        """Whether all of it is in already."""
        return all(one.sha256 in self.already for one in (*self.lists, *self.ecoklit))


@without_collector()
def preview_import(
    desk: Desk, files: Sequence[Path], *, results: bool = False, progress: Progress = no_progress
) -> ImportPreview:
    """Read the files and compare with what is there; writes nothing.

    Raises CoklitError for a file that is no list, or another village's.
    """
    from coklit_desktop.importing.lists import read_list
    from coklit_desktop.importing.recognise import FileKind

    read = []
    for number, path in enumerate(files):
        progress(number / len(files), f"Membaca {path.name}")
        read.append(read_list(path, area=desk.area, election=desk.election))
    areas = {one.area for one in read}
    if len(areas) != 1:
        raise CoklitError("beberapa_desa")
    area = areas.pop()
    with desk.store.read() as unit:
        before = fold_bases(unit, desk.ordering, area)
        already = _files_in_force(unit, desk.ordering, area) & {one.sha256 for one in read}
    lists = [one for one in read if one.kind is not FileKind.ECOKLIT]
    ecoklit = [one for one in read if one.kind is FileKind.ECOKLIT]
    warnings = [code for one in read for code in one.warnings]
    if not before and not lists:
        lists = list(ecoklit)
        warnings.append("ecoklit_jadi_daftar")
    fresh = [one for one in lists if one.sha256 not in already]
    rows = [row for one in fresh for row in one.rows]
    mended = bool(fresh) and all(one.has_reason_column for one in fresh)
    mode = fitting_mode(before, rows, mended=mended)
    change, per_tps = _difference(area, before, rows, mode)
    if mode is Mode.ADD and not mended and change.came < sum(row.active for row in rows):
        warnings.append("daftar_sebagian")
    return ImportPreview(
        area=area,
        village_name=read[0].village_name,
        lists=tuple(lists),
        ecoklit=tuple(ecoklit),
        mode=mode,
        change=change,
        per_tps=per_tps,
        problems=_problems(read),
        warnings=tuple(sentence(CoklitError(code)) for code in dict.fromkeys(warnings)),
        already=frozenset(already),
        results=results,
    )


@without_collector()
def commit_import(
    desk: Desk, preview: ImportPreview, *, rejects: Path | None = None, progress: Progress = no_progress
) -> Tally:
    """Carry out a preview in one transaction; refused rows go to a rejects file beside the (first) input."""
    require_writable(desk)
    fresh = [one for one in preview.lists if one.sha256 not in preview.already]
    known = [one for one in preview.lists if one.sha256 in preview.already]
    active = sum(one.active_count for one in fresh)
    accepted = preview.change.came + preview.change.touched
    found = Counter(
        accepted=accepted,
        unchanged=active - accepted + sum(one.active_count for one in known),
        skipped=sum(one.skipped_count for one in preview.lists),
        rejected=sum(len(one.rejected) for one in preview.lists),
    )
    with desk.store.write() as unit:
        if preview.change.anything:
            _deliver(desk, unit, preview, fresh, progress)
        refusing: list[Refusing] = list(preview.lists)
        for one in preview.ecoklit:
            taken, read = take_ecoklit(desk, unit, one, results=preview.results, progress=progress)
            if one not in preview.lists:
                found.update(taken)
                refusing.append(read)
        progress(0.98, "Menyimpan")
        rejects_file = _write_rejects(refusing, rejects or _beside(preview.files[0]))
    return Tally(
        sum(found.values()), found["accepted"], found["rejected"], found["unchanged"], found["skipped"],
        rejects_file,
    )  # fmt: skip


def _deliver(desk: Desk, unit: Unit, preview: ImportPreview, fresh: Sequence[ReadList], progress: Progress) -> None:
    """Append the delivery, attach its rows, fold the village."""
    area = preview.area
    rows = [row for one in fresh for row in one.rows]
    progress(0.3, "Mencatat daftar")
    staged = unit.stage_delivery(area, rows)
    previous = effective_deliveries(unit, desk.ordering, area)
    body = {
        "subject": list_subject(area),
        "clerk": desk.clerk,
        "files": [one.sha256 for one in fresh],
        "mode": str(preview.mode),
        "rows": staged.row_count,
        "rows_sha256": staged.sha256,
        "tps": sorted({row.tps for row in rows if row.active}),
    }
    entry = append_body(unit, desk, Kind.DELIVERY, body, area, [previous[-1].hash] if previous else [])
    unit.add_staged(entry.hash, staged)
    progress(0.5, "Menyusun daftar")
    refold_area(unit, desk.ordering, area, {entry.hash: rows})


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.ditolak{path.suffix}")


def _write_rejects(refusing: Sequence[Refusing], target: Path) -> Path | None:
    from coklit_desktop.importing.rejects import write_rejects

    refused = [one for one in refusing if one.rejected]
    if not refused:
        return None
    write_rejects(target, refused)
    return target


def _files_in_force(unit: Unit, ordering: Ordering, area: str) -> set[str]:
    """Files that no newer list has followed since: an older one may come again, after a wrong list was taken."""
    found: dict[str, set[str]] = {}
    for entry in effective_deliveries(unit, ordering, area):
        body = entry.body or {}
        named = set(body.get("tps", ()))
        if body.get("mode") == Mode.REPLACE:
            found = {sha: tps for sha, tps in found.items() if tps.isdisjoint(named)}
        found |= dict.fromkeys(body.get("files", ()), named)
    return set(found)


def _next_generation(before: Mapping[str, CurrentVoter]) -> int:
    return max((row.generation for row in before.values()), default=0) + 1


def _difference(
    area: str, before: Bases, rows: Sequence[DeliveredRow], mode: Mode
) -> tuple[Change, dict[str, tuple[int, int]]]:
    """What the rows would change, and how many voters each TPS has now and then."""
    now = Counter(row.tps for row in before.values() if not row.gone)
    if not before:  # a first list is all new: 300,000 rows need not be matched with nothing
        then = Counter(row.tps for row in rows if row.active)
        change = Change(came=then.total(), gone=0, changed=0, moved=0, touched=0)
    else:
        after = apply_delivery(area, before, _next_generation(before), mode, rows) if rows else before
        then = Counter(row.tps for row in after.values() if not row.gone)
        change = compare(before, after)
    return change, {tps: (now[tps], then[tps]) for tps in sorted(now | then)}


def _problems(read: Sequence[ReadList]) -> tuple[tuple[str, str, int], ...]:
    counted: Counter[str] = Counter()
    for one in read:
        counted.update(one.problems)
    return tuple((code, PROBLEM_WORDS.get(code, code), count) for code, count in counted.most_common())
