"""Separate upload files in the order in which Sidalih can take them, how each came through, and what it refused."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coklit_desktop.domain.areas import parent_names
from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.progress import Progress, no_progress, part_of
from coklit_desktop.reports.forms.bulk_sidalih import UploadRow
from coklit_desktop.services.exporting import log_export
from coklit_desktop.services.ledger import require_writable
from coklit_desktop.services.sidalih_failures import Failures, load_failures, refused_voters
from coklit_desktop.services.sidalih_files import FileState, UploadFile, batches, files_of, keep, mark
from coklit_desktop.services.sidalih_state import Sent, Told, held_back, is_due, mark_of, overtaken, sent_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from coklit_desktop.domain.records import CurrentVoter
    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit

__all__ = [
    "Batch", "Failures", "FileState", "Outlook", "Told", "UploadFile", "batches", "load_failures", "make_batch",
    "mark", "outlook", "refused_voters", "rows_per_file_of", "webgrid_text",
]  # fmt: skip
MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would go into files now, and what not. `waiting`: uploaded already, no answer yet."""

    ready: int
    waiting: int
    held: tuple[Told, ...]
    overtaken: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The files that were made, in the order in which to upload them, and what stayed out."""

    folder: Path
    files: tuple[UploadFile, ...]
    outlook: Outlook

    @property
    def rows(self) -> int:
        """How many voters the files hold."""
        return sum(file.rows for file in self.files)


@dataclass(frozen=True, slots=True)
class _Plan:
    files: tuple[UploadFile, ...]  # all that there are
    rows: tuple[UploadRow, ...] = field(repr=False)  # to be sent now
    outlook: Outlook


def rows_per_file_of(desk: Desk) -> int:
    """How many rows a file has where nobody says otherwise."""
    return int(desk.election.forms["bulk-sidalih"]["rows_per_file"])


def outlook(desk: Desk) -> Outlook:
    """What the next files would hold, and which Bs must wait for what."""
    _require_pps(desk)
    with desk.store.read() as unit:
        return _plan(desk, unit, None).outlook


def make_batch(
    desk: Desk,
    folder: Path,
    rows_per_file: int | None = None,
    progress: Progress = no_progress,
    *,
    only_failed: int | None = None,
) -> Batch:
    """Write what Sidalih does not have yet: TMS and 8, then U, then B. Files never uploaded are replaced by these.

    `only_failed`: only the refused voters of that file, as they are now. A B is held back while its NIK is active in
    Sidalih. Raises CoklitError `unggah_hanya_pps`, `baris_per_berkas_salah`, `unggahan_tak_dikenal`,
    `unggahan_tanpa_gagal`, `berkas_tak_tertulis`, `hanya_baca`; cancel leaves no file.
    """
    from coklit_desktop.reports.drawing.xlsx import write_sheet
    from coklit_desktop.reports.forms import bulk_sidalih
    from coklit_desktop.reports.make import written_beside

    require_writable(desk)
    _require_pps(desk)
    size = rows_per_file_of(desk) if rows_per_file is None else rows_per_file
    if not 1 <= size <= MOST_ROWS:
        raise CoklitError("baris_per_berkas_salah", most=MOST_ROWS)
    progress(0.0, "Membaca daftar")
    with desk.store.read() as unit:
        plan = _plan(desk, unit, only_failed)
    made = _files(desk, plan, size)
    told = part_of(progress, 0.1, 1.0)
    with ExitStack() as written:
        for number, (file, rows) in enumerate(made):
            told(number / len(made), f"Menulis {file.name}")
            path = written.enter_context(written_beside(folder / file.name))
            cells = (row.cells for row in rows)
            write_sheet(path, bulk_sidalih.SHEET, bulk_sidalih.HEADINGS, bulk_sidalih.WIDTHS, cells)
    files = tuple(file for file, _ in made)
    if files:
        stale = [] if only_failed is not None else [one for one in plan.files if one.state is FileState.MADE]
        keep(desk, [*(replace(one, state=FileState.REPLACED) for one in stale), *files])
        log_export(desk, f"bulk-sidalih xlsx {len(files)} berkas")
    progress(1.0, "Selesai")
    return Batch(folder, files, plan.outlook)


def webgrid_text(desk: Desk, tps: str | None = None, subjects: Collection[str] | None = None) -> str:
    """The changed rows (of one TPS, or of these subjects) as Sidalih's webgrid takes them from the clipboard.

    It leaves the store in the clear: noted in the log of exports.
    """
    from coklit_desktop.reports.forms.bulk_sidalih import webgrid_lines

    with desk.store.read() as unit:
        rows = _upload_rows(desk, list(unit.iter_voters(desk.area)))
    known = None if subjects is None else dict.fromkeys(subjects, ("", ""))
    wanted = [
        row
        for row in rows
        if (tps is None or (row.row.delivered_tps or row.row.tps) == tps)
        and (known is None or sent_of(known, row.row) is not None)
    ]
    log_export(desk, "bulk-sidalih papan klip")
    return "".join(f"{line}\n" for line in webgrid_lines(wanted))


# --- inside


def _require_pps(desk: Desk) -> None:
    if desk.office != "pps":
        raise CoklitError("unggah_hanya_pps")


def _upload_rows(desk: Desk, current: Sequence[CurrentVoter]) -> list[UploadRow]:
    from coklit_desktop.reports.data import AreaNames
    from coklit_desktop.reports.forms.bulk_sidalih import upload_rows

    return upload_rows(desk.election, AreaNames(*parent_names(desk.area)), current)


def _plan(desk: Desk, unit: Unit, only_failed: int | None) -> _Plan:
    files = files_of(unit.office(desk.area))
    here = [file for file in files if file.stage == desk.stage_id]
    current = list(unit.iter_voters(desk.area))
    sent, rows = Sent.of(here), _upload_rows(desk, current)
    held = held_back(rows, current, sent)
    kept = {one.subject for one in held}
    ready = [row for row in rows if row.row.subject not in kept and is_due(row, sent)]
    waiting = sum(sent_of(sent.waiting, row.row) is not None for row in rows)
    prospect = Outlook(len(ready), waiting, tuple(held), tuple(overtaken(rows, current, sent)))
    if only_failed is not None:
        refused = dict.fromkeys(_refused(here, only_failed), ("", ""))
        ready = [
            row
            for row in ready
            if sent_of(refused, row.row) and sent_of(sent.made, row.row) != (row.part, mark_of(row))
        ]
    return _Plan(tuple(files), tuple(ready), prospect)


def _refused(files: Sequence[UploadFile], number: int) -> frozenset[str]:
    file = next((one for one in files if one.number == number), None)
    if file is None:
        raise CoklitError("unggahan_tak_dikenal", number=number)
    if not file.refused:
        raise CoklitError("unggahan_tanpa_gagal", number=number)
    return file.refused


def _files(desk: Desk, plan: _Plan, size: int) -> list[tuple[UploadFile, Sequence[UploadRow]]]:
    """Share the rows out; numbers in names go on from the files that there are, so that none overwrites another."""
    made: list[tuple[UploadFile, Sequence[UploadRow]]] = []
    number = max((file.number for file in plan.files), default=0)
    for part in sorted({row.part for row in plan.rows}):
        rows = [row for row in plan.rows if row.part == part]
        known = sum(file.part == part for file in plan.files)
        for at, start in enumerate(range(0, len(rows), size), known + 1):
            piece, number = rows[start : start + size], number + 1
            name = f"sidalih_{desk.area}_{part}_{at:02d}.xlsx"
            contents = {row.row.subject: mark_of(row) for row in piece}
            file = UploadFile(
                number, name, part, len(piece), FileState.MADE, desk.now_ms(), "", desk.stage_id, contents, {}
            )
            made.append((file, piece))
    return made
