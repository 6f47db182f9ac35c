"""Model A-Daftar Perubahan Pemilih: by name, one document a TPS, only what changed (domain.md 1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.records import CurrentVoter, State
from coklit_desktop.reports.data import FormData, printed_voter
from coklit_desktop.reports.forms.by_name import ByName, Line
from coklit_desktop.reports.forms.parts import chair_closing, missing_names, missing_officers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coklit_desktop.reports.model import Document, Row

FORM_ID = "a-daftar-perubahan"


def documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The document of each TPS."""
    table = ByName(data, FORM_ID)
    for tps in tps_list:
        voters = table.sorted(data.rows_counted("perubahan", tps))
        rows = tuple(_row(table, number, voter) for number, voter in enumerate(voters, 1))
        yield table.document(f"TPS {tps}", rows, chair_closing(data), notes=tuple(_notes(voters)))


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the form lacks."""
    return missing_names(data) + missing_officers(data, chair_only=True)


def _row(table: ByName, number: int, row: CurrentVoter) -> Row:
    changed = row.changed_fields if row.outcome.state is State.UBAH else ()
    return table.row(Line(number, row, printed_voter(row)), bold=("keterangan", *changed))


def _notes(voters: Sequence[CurrentVoter]) -> Iterator[str]:
    if any(voter.outcome.state is State.UBAH for voter in voters):
        yield "Cetak tebal pada baris berkode U: elemen data yang diubah."
    moved: dict[str, list[str]] = {}
    for number, voter in enumerate(voters, 1):
        if voter.outcome.state is State.UBAH and voter.tps != voter.delivered_tps:
            moved.setdefault(voter.tps, []).append(str(number))
    for tps, numbers in sorted(moved.items()):
        yield f"No {', '.join(numbers)}: pindah ke TPS {tps}."
