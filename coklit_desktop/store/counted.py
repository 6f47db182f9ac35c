"""`domain.counted` as conditions on the table `voters` v: the rows that one number of a recap counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.counted import MATCHED_MARKS, ORDINARY, SPECIAL, WAITING_MARKS
from coklit_desktop.domain.elections import FIRST_LOKSUS
from coklit_desktop.domain.evidence import NEEDED_FOR
from coklit_desktop.domain.records import VOTER_FIELDS
from coklit_desktop.store.part import marks

if TYPE_CHECKING:
    from coklit_desktop.domain.counted import Counted

Condition = tuple[str, list[object]]

_AS_NOW = "v.delivered IN ('', '=')"  # the delivered cells are the current ones
_SIXTEEN = "[0-9]" * 16
_DELIVERED, _NEW = "v.kind = 'delivered'", "v.kind <> 'delivered'"
_TMS = f"{_DELIVERED} AND v.state = 'tms'"
_ACTIVE = f"({_NEW} OR v.state <> 'tms')"
_MOVED = f"{_DELIVERED} AND v.state <> 'tms' AND v.delivered_tps <> v.tps"  # as ix_voters_moved has it
_REASON = "CASE v.outcome WHEN '' THEN '' ELSE ifnull(json_extract(v.outcome, '$.reason'), '') END"
_PROVEN = "CASE v.outcome WHEN '' THEN '' ELSE ifnull(json_extract(v.outcome, '$.evidence'), '') END <> ''"
_NEEDS = ", ".join(f"'{reason}'" for reason in NEEDED_FOR)
_MATCHED = ", ".join(f"'{mark}'" for mark in MATCHED_MARKS)
_MARKS = ", ".join(f"'{mark}'" for mark in WAITING_MARKS)

_WHO = {
    "awal": _DELIVERED,
    "baru": _NEW,
    "baru_pasangan": "v.kind = 'pair'",
    "baru_padan": f"{_NEW} AND v.mark IN ({_MATCHED})",
    "akhir": _ACTIVE,
    "pindah_masuk": _MOVED,
    "pindah_keluar": _MOVED,
    "tms": _TMS,
    "disabilitas": f"{_ACTIVE} AND v.disability <> ''",
    "ktp_el": _ACTIVE,
    "dikerjakan": f"{_DELIVERED} AND v.state <> 'belum'",
    "perubahan": f"({_NEW} OR v.state IN ('ubah', 'tms'))",
    "tanpa_bukti": f"{_TMS} AND {_REASON} IN ({_NEEDS}) AND NOT {_PROVEN}",
    "tunggu_8": f"v.mark IN ({_MARKS})",
} | {state: f"{_DELIVERED} AND v.state = '{state}'" for state in ("belum", "sesuai", "tidak_ditemui", "ubah")}
_CODES = {"tms": _REASON, "disabilitas": "v.disability", "ktp_el": "v.ktp_el"}
_CURRENT = frozenset({"baru", "baru_pasangan", "baru_padan", "akhir", "pindah_masuk", "disabilitas", "ktp_el"})
_BY_KIND = frozenset({"perubahan", "tunggu_8"})  # of a delivered row as delivered, of a B as it is now


def counted_conditions(counted: Counted) -> list[Condition]:
    """What must all hold of a row that `counts_in` says yes to; each with its values."""
    found: list[Condition] = [("v.gone = 0 AND v.withdrawn = 0", []), (_WHO[counted.name], [])]
    if counted.area:
        found.append(_area(counted.area))
    found.append(_tps(counted))
    if counted.codes is not None:
        codes = sorted(counted.codes)
        negated = "NOT " if counted.leaves_out else ""
        found.append((f"{_CODES[counted.name]} {negated}IN ({marks(len(codes))})", [*codes]))
    if counted.sex:
        found.append((f"{_sex_of(counted.name)} = ?", [counted.sex]))
    return found


def _area(area: str) -> Condition:
    if area.count(".") == 3:  # a village: with equality the indexes go on to the TPS
        return "v.area = ?", [area]
    return "(v.area = ? OR (v.area > ? AND v.area < ?))", [area, f"{area}.", f"{area}/"]  # "/" comes after "."


def _tps(counted: Counted) -> Condition:
    """In the TPS, or in any: the one where the voter is now, or came in, as the number counts."""
    came = _DELIVERED if counted.name in _BY_KIND else ""
    column = "v.tps" if counted.name in _CURRENT else "v.delivered_tps"
    if came:
        column = f"CASE WHEN {came} THEN v.delivered_tps ELSE v.tps END"
    if counted.tps == SPECIAL:
        return f"{column} >= ?", [FIRST_LOKSUS]
    if counted.tps == ORDINARY:
        return f"{column} > '' AND {column} < ?", [FIRST_LOKSUS]
    if not counted.tps:
        return f"{column} <> ''", []
    if counted.name in _CURRENT:
        return "v.tps = ?", [counted.tps]
    here, values = ("area = ? AND ", [counted.area]) if counted.area.count(".") == 3 else ("", [])
    stayed = f"SELECT id FROM voters WHERE {here}tps = ?{_stays(came)}"  # noqa: S608
    moved = f"SELECT id FROM voters WHERE {here}delivered_tps = ? AND delivered_tps <> tps{_moves(came)}"  # noqa: S608
    return f"v.id IN ({stayed} UNION ALL {moved})", [*values, counted.tps, *values, counted.tps]


def _stays(by_kind: str) -> str:
    return " AND (kind <> 'delivered' OR delivered_tps = tps)" if by_kind else " AND delivered_tps = tps"


def _moves(by_kind: str) -> str:
    return " AND kind = 'delivered'" if by_kind else ""


def _sex_of(name: str) -> str:
    now = _counted_sex("v.sex", "v.nik")
    if name in _CURRENT:
        return now
    cells = [f"json_extract(v.delivered, '$[{VOTER_FIELDS.index(field)}]')" for field in ("sex", "nik")]
    then = f"CASE WHEN {_AS_NOW} THEN {now} ELSE {_counted_sex(*cells)} END"
    return f"CASE WHEN {_NEW} THEN {now} ELSE {then} END" if name in _BY_KIND else then


def _counted_sex(sex: str, nik: str) -> str:
    """`identity.counted_sex` in the words of the database."""
    woman = (
        f"{nik} GLOB '{_SIXTEEN}' AND length(CAST({nik} AS BLOB)) = 16 AND substr({nik}, 7, 2) BETWEEN '41' AND '71' "
        f"AND substr({nik}, 9, 2) BETWEEN '01' AND '12' AND substr({nik}, 13) <> '0000'"
    )
    return f"(CASE WHEN {sex} IN ('L', 'P') THEN {sex} WHEN {woman} THEN 'P' ELSE 'L' END)"
