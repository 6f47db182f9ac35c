"""Lembar perbaikan: only what is not as the pleno determined it, the old row above the new one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.records import VOTER_FIELDS, CurrentVoter, State
from coklit_desktop.reports.data import FormData, keterangan, printed_voter
from coklit_desktop.reports.forms.by_name import ByName, Line, empty
from coklit_desktop.reports.forms.parts import BLANK, body, missing_names, missing_officers, officers
from coklit_desktop.reports.model import Closing, Document, Row
from coklit_desktop.reports.words import clean, moment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FORM_ID = "lembar-perbaikan"
OLD, NEW = "Semula", "Menjadi"
_STATES = {
    State.BELUM: "Belum", State.SESUAI: "Sesuai", State.TIDAK_DITEMUI: "Tidak ditemui",
}  # fmt: skip
_TELLING = re.compile(r"\d[\d .|/-]{4,}\d")  # numbers and dates that may be somebody's, in a free text


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """One sheet of the village."""
    table = ByName(data, FORM_ID, {"state": empty, "keterangan": lambda line: _result(data, line.row)})
    found = data.more.get("differences", ())
    rows = tuple(row for number, one in enumerate(found, 1) for row in _rows(table, number, one))
    village = clean(data.area_names.village).title() or BLANK
    closing = Closing((f"{village}, {BLANK}", body(data)), officers(data), table=True)
    notes = ("Cetak tebal: yang berbeda dari daftar yang ditetapkan.",) if rows else ()
    yield table.document("Perbaikan", rows, closing, notes=notes)


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the sheet lacks; first of all a determination to differ from."""
    if data.draft:
        return ["Daftar belum ditetapkan. Lembar perbaikan memuat perubahan sesudah penetapan."]
    return missing_names(data) + [text for text in missing_officers(data) if not text.startswith("Tanggal")]


def _rows(table: ByName, number: int, found: Any) -> Iterator[Row]:
    """Old row, new row, and why; `found` is a services.pleno.Difference."""
    before, after, changed = found.before, found.after, _changed(table.data, found.before, found.after)
    if before is None:
        yield table.joined(f"{OLD}: tidak ada dalam daftar", str(number))
    else:
        yield _row(table, Line(number, before, printed_voter(before)), OLD)
    if after is None:
        yield replace(table.joined(f"{NEW}: tidak ada lagi dalam daftar", " "), joins=True)
    else:
        yield replace(_row(table, Line(number, after, printed_voter(after)), NEW, changed), joins=True)
    why = "; ".join(_why(table.data, entry, told=not changed) for entry in found.entries)
    yield replace(table.joined(why or "Alasan: -", " "), joins=True)


def _row(table: ByName, line: Line, word: str, bold: Collection[str] = ()) -> Row:
    """One of the two rows. The number is written once, and only the new row counts for the code of the page."""
    row = table.row(line, ("state", *bold))
    cells = dict(zip(table.keys, row.cells, strict=True)) | {"state": word}
    if word == NEW:
        return replace(row, cells=(*(cells | {"no": ""}).values(),))
    return replace(row, cells=(*cells.values(),), number=0, sex="")


def _changed(data: FormData, before: CurrentVoter | None, after: CurrentVoter | None) -> frozenset[str]:
    """Columns in which the two rows differ; who it is, if only one of them is there."""
    if before is None or after is None:
        return frozenset(("nik", "name", "tps", "keterangan"))
    old, new = printed_voter(before), printed_voter(after)
    found = {name for name, a, b in zip(VOTER_FIELDS, old, new, strict=True) if a != b}
    found |= {"tps"} if before.tps != after.tps else set()
    found |= {"keterangan"} if _result(data, before) != _result(data, after) else set()
    return frozenset(found)


def _result(data: FormData, row: CurrentVoter) -> str:
    """The code of a row; where it has none, what coklit found."""
    return keterangan(row, data.election) or _STATES.get(row.outcome.state, "")


def _why(data: FormData, entry: Any, *, told: bool) -> str:
    """Reason, who and when; also what was keyed where the rows do not show it."""
    parts = [clean(entry.what)] if told and not data.masked else []
    parts.append(f"Alasan: {_free(data, entry.reason) or '-'}")
    when = moment(datetime.fromtimestamp(entry.when / 1000, UTC).astimezone(data.state.made_at.tzinfo))
    return f"{'. '.join(parts)} ({', '.join(filter(None, (clean(entry.who), when)))})"


def _free(data: FormData, text: str) -> str:
    """Free text; in a masked copy without numbers that may be a NIK or a date of birth."""
    text = clean(text)
    return _TELLING.sub("***", text) if data.masked else text
