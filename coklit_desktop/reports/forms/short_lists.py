"""Short lists of names for the work after coklit: the dead, those struck without a paper, 8s and Bs that wait."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from coklit_desktop.domain.evidence import parse_evidence
from coklit_desktop.domain.pairs import pair_key
from coklit_desktop.domain.records import CurrentVoter, RowKind, TmsReason
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import FormData, printed_voter
from coklit_desktop.reports.forms.by_name import ByName, Fill, Line, empty
from coklit_desktop.reports.forms.parts import BLANK, missing_names, officers, village_word
from coklit_desktop.reports.model import Closing, Document, Row, Signer
from coklit_desktop.reports.words import clean
from coklit_desktop.reports.words import count as dotted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DEAD = "daftar-meninggal"
NO_PAPER = "daftar-tanpa-bukti"
WAITING = "daftar-tunggu-8"
PER_TPS = "tps"  # the variant of DEAD with a list for each TPS
UNSIGNED = Closing((), ())


# --- the dead, for the head of the village to sign


def dead_documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """One list of the village, or one a TPS."""
    table = ByName(data, DEAD, {"evidence_kind": lambda line: _kind(data, line), "evidence_number": _number(data)})
    if data.variant == PER_TPS:
        for tps, rows in data.grouped(_DEATH, tps_list).items():
            yield _dead_document(table, f"TPS {tps}", rows)
    else:
        yield _dead_document(table, "Meninggal", dead_in(data, tps_list))


_DEATH = f"tms:{TmsReason.MENINGGAL}"


def dead_in(data: FormData, tps_list: Iterable[str]) -> list[CurrentVoter]:
    """Those of these TPS who were struck as dead."""
    return [row for rows in data.grouped(_DEATH, list(tps_list)).values() for row in rows]


def dead_missing(data: FormData, tps_list: list[str]) -> list[str]:
    """What the list of the dead lacks."""
    found = missing_names(data)
    if not officers(data)[0].name:
        found.append("Nama ketua PPS belum diisi.")
    bare = sum(row.outcome.evidence is None for row in dead_in(data, tps_list))
    return [*found, f"{dotted(bare)} pemilih meninggal belum ada buktinya."] if bare else found


def _dead_document(table: ByName, name: str, rows: Iterable[CurrentVoter]) -> Document:
    data = table.data
    village = clean(data.area_names.village).title()
    said = settings_of(data.election, DEAD)["statement"].format(head=_head(data), village=village or BLANK)
    numbered = enumerate(table.sorted(rows), 1)
    listed = tuple(table.row(Line(number, row, printed_voter(row))) for number, row in numbered)
    signers = (Signer("Ketua PPS", officers(data)[0].name), Signer(f"{_head(data).upper()} (tanda tangan dan cap)"))
    closing = Closing((f"{village or BLANK}, {BLANK}",), signers)
    return table.document(name, listed, closing, notes=(said,) if listed else ())


def _head(data: FormData) -> str:
    """Who heads the village."""
    return "Lurah" if data.village_is_kelurahan else f"Kepala {village_word(data)}"


def _kind(data: FormData, line: Line) -> str:
    """Kind of the paper; in a masked copy only one that the election names: free text may hold a number."""
    found = parse_evidence(line.row.outcome.evidence)
    kind = clean(found.kind) if found else ""
    return "Ada" if kind and data.masked and kind not in data.election.forms["evidence_kinds"] else kind


def _number(data: FormData) -> Fill:
    """Number of the paper; hidden in a masked copy."""
    if data.masked:
        return empty
    return lambda line: clean(found.number) if (found := parse_evidence(line.row.outcome.evidence)) else ""


# --- struck by codes 1 to 4 without a paper


def paperless_documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """One list of the village, TPS by TPS, with empty cells for the papers that are found."""
    table = ByName(data, NO_PAPER, {"evidence_kind": empty, "evidence_number": empty})
    groups = [(f"TPS {tps}", table.sorted(rows)) for tps, rows in data.grouped("tanpa_bukti", tps_list).items()]
    yield table.document("Tanpa Bukti", tuple(_grouped(table, groups)), UNSIGNED)


# --- 8s without their B, Bs without their 8


def waiting_documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """One list of the village: 8s first, then Bs, each with both TPS as far as they are known."""
    wrong, new, active = waiting_in(data, tps_list)
    codes = data.election.keterangan_codes

    def origin(line: Line) -> str:
        row = line.row
        return row.delivered_tps if row.kind is RowKind.DELIVERED else ", ".join(active[pair_key(row)])

    def target(line: Line) -> str:
        row = line.row
        return row.outcome.target or "" if row.kind is RowKind.DELIVERED else row.tps

    def state(line: Line) -> str:
        if line.row.kind is RowKind.DELIVERED:
            return "Tidak padan: belum ada B-nya"
        return f"Masih aktif di TPS {origin(line)}"

    table = ByName(data, WAITING, {"from_tps": origin, "to_tps": target, "state": state})
    groups = [
        (f"Kode {codes.get(TmsReason.SALAH_TPS, '')} tanpa {codes['baru']}", table.sorted(wrong)),
        (f"{codes['baru']} yang NIK-nya masih aktif di TPS lain", table.sorted(new)),
    ]
    yield table.document("Tunggu", tuple(_grouped(table, groups)), UNSIGNED)


def waiting_in(
    data: FormData, tps_list: Sequence[str]
) -> tuple[list[CurrentVoter], list[CurrentVoter], Mapping[str, list[str]]]:
    """8s without their B, Bs whose NIK is active elsewhere, and the TPS in which each such NIK is active."""
    waiting = [row for rows in data.grouped("tunggu_8", tps_list).values() for row in rows]
    active: dict[str, list[str]] = defaultdict(list)
    wrong = [row for row in waiting if row.kind is RowKind.DELIVERED]
    new = [row for row in waiting if row.kind is not RowKind.DELIVERED]
    for tps in data.tps_list if new else ():
        for row in data.rows_by_tps.get(tps, ()):
            if row.is_delivered and row.is_active and row.tps == tps:
                active[pair_key(row)].append(tps)
    return wrong, new, active


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the lists lack."""
    return missing_names(data)


def _grouped(table: ByName, groups: Iterable[tuple[str, Sequence[CurrentVoter]]]) -> Iterator[Row]:
    """Rows under a heading a group, numbered on; groups without rows are left out."""
    numbers = count(1)
    for title, rows in groups:
        if rows:
            yield table.joined(f"{title}: {dotted(len(rows))} pemilih", style="item")
        for at, row in enumerate(rows):
            yield replace(table.row(Line(next(numbers), row, printed_voter(row))), joins=at == 0)
