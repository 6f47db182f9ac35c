"""Data checks of one village (domain.md 3.7, 4): what may be wrong in the list. They change nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coklit_desktop.domain.elections import Election, is_loksus
from coklit_desktop.domain.identity import (
    age_on,
    nik_birth_date,
    nik_problem,
    nik_sex,
    nkk_problem,
    read_date,
)
from coklit_desktop.domain.recap import count_by_tps
from coklit_desktop.domain.records import VOTER_FIELDS, CurrentVoter, Mark, RowKind, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ERROR, WARNING = "error", "warning"
HOUSEHOLD_LIMIT = 15  # an NKK with more voters than this is improbable (Tuban had one with 277: domain.md 3.7)
OLDEST = 100
YOUNGEST_MARRIED = 13


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `voters` are DPIDs (subjects where there is none)."""

    code: str
    severity: str
    tps: str
    voters: tuple[str, ...]
    text: str
    subjects: tuple[str, ...] = ()


def check_village(rows: Sequence[CurrentVoter], election: Election) -> list[Finding]:
    """All findings of one village, errors first."""
    found = [finding for check in _CHECKS for finding in check(rows, election)]
    return sorted(found, key=lambda f: (f.severity != ERROR, f.code, f.tps, f.voters))


def voter_id(row: CurrentVoter) -> str:
    """What a finding calls a voter: the DPID where there is one."""
    return row.dpid or row.subject


def finding(code: str, severity: str, rows: Iterable[CurrentVoter], text: str, tps: str = "") -> Finding:
    """A finding about some rows; its TPS is the first row's."""
    found = list(rows)
    return Finding(
        code, severity, tps or (found[0].tps if found else ""),
        tuple(voter_id(row) for row in found), text, tuple(row.subject for row in found),
    )  # fmt: skip


# --- one row at a time


def _each_row(rows: Sequence[CurrentVoter], election: Election) -> Iterator[Finding]:
    for row in rows:
        if row.conflict:
            yield finding("beda_catatan", ERROR, [row], "Dua kantor mencatat hal berbeda tentang pemilih ini.")
        if row.gone:
            if row.outcome.state is not State.BELUM:
                yield finding(
                    "tidak_ada_di_daftar_baru", WARNING, [row],
                    "Sudah dientri, tetapi tidak ada lagi di daftar yang terbaru.",
                )  # fmt: skip
        elif row.is_active:
            yield from _identity(row, election)
            yield from _person(row, election)


def _identity(row: CurrentVoter, election: Election) -> Iterator[Finding]:
    voter = row.voter
    if nik_problem(voter.nik):
        yield finding(
            "nik_tidak_valid", ERROR, [row], f"Potensi NIK tidak valid: {_NIK_WORDS[nik_problem(voter.nik) or '']}."
        )
    else:
        born = read_date(voter.birth_date)
        told = nik_birth_date(voter.nik, election.voting_day)
        if born is not None and told is not None and told[:6] + told[8:] != _short(voter.birth_date):
            yield finding(
                "nik_beda_tanggal_lahir", WARNING, [row], "Tanggal lahir berbeda dengan tanggal di dalam NIK."
            )
        if voter.sex in ("L", "P") and nik_sex(voter.nik) != voter.sex:
            yield finding("nik_beda_jenis_kelamin", WARNING, [row], "Jenis kelamin berbeda dengan NIK.")
    if nkk_problem(voter.nkk):
        yield finding(
            "nkk_tidak_valid", ERROR, [row], f"Potensi NKK tidak valid: {_NKK_WORDS[nkk_problem(voter.nkk) or '']}."
        )
    elif voter.nkk == voter.nik:
        yield finding("nkk_sama_nik", WARNING, [row], "NKK sama dengan NIK.")


def _short(birth_date: str) -> str:
    return birth_date[:6] + birth_date[8:]


def _person(row: CurrentVoter, election: Election) -> Iterator[Finding]:
    voter = row.voter
    age = age_on(voter.birth_date, election.voting_day)
    if age is None:
        yield finding("tanggal_lahir_tidak_valid", WARNING, [row], "Tanggal lahir kosong atau tidak mungkin.")
    elif age < YOUNGEST_MARRIED or (age < election.minimum_age and voter.marital_status == "belum"):
        yield finding(
            "di_bawah_umur", WARNING, [row],
            f"Berumur {age} tahun pada hari pemungutan suara"
            + (" dan belum kawin." if voter.marital_status == "belum" and age >= 0 else "."),
        )  # fmt: skip
    elif age > OLDEST:
        yield finding("umur_di_atas_100", WARNING, [row], f"Berumur {age} tahun pada hari pemungutan suara.")
    if len(voter.name.strip()) < 2:
        yield finding("nama_terlalu_pendek", WARNING, [row], "Nama kosong atau hanya satu huruf.")
    if voter.sex not in ("L", "P"):
        yield finding("jenis_kelamin_kosong", WARNING, [row], "Jenis kelamin bukan L atau P.")
    if not is_loksus(row.tps) and (not voter.rt.strip("0 -") or not voter.rw.strip("0 -")):
        yield finding("rt_rw_kosong", WARNING, [row], "RT atau RW kosong atau nol.")
    for name, word in (("marital_status", "Status kawin"), ("disability", "Disabilitas"), ("ktp_el", "Status KTP-el")):
        value = getattr(voter, name)
        if value and not election.knows(name, value):
            yield finding("kode_tidak_dikenal", WARNING, [row], f"{word} berisi kode yang tidak dikenal.")


_NIK_WORDS = {
    "nik_bukan_16_angka": "bukan 16 angka",
    "nik_tanggal_mustahil": "angka tanggal lahir di dalamnya tidak mungkin",
    "nik_bulan_mustahil": "angka bulan lahir di dalamnya tidak mungkin",
    "nik_urut_nol": "empat angka terakhir 0000, mungkin dirusak lembar kerja",
}
_NKK_WORDS = {
    "nkk_bukan_16_angka": "bukan 16 angka",
    "nkk_tanggal_mustahil": "angka tanggal di dalamnya tidak mungkin",
    "nkk_bulan_mustahil": "angka bulan di dalamnya tidak mungkin",
}


# --- rows against each other


def _doubles(rows: Sequence[CurrentVoter], _election: Election) -> Iterator[Finding]:
    active = [row for row in rows if row.is_active]
    same_nik = _group(active, lambda row: "" if nik_problem(row.voter.nik) else row.voter.nik)
    for group in same_nik.values():
        yield from _same_nik(group)
    named = [row for row in active if row.voter.name and row.voter.birth_date]
    for group in _group(named, lambda row: f"{row.voter.name}\n{row.voter.birth_date}").values():
        if len({row.voter.nik for row in group}) > 1:
            yield finding("nama_tanggal_lahir_sama", WARNING, group, "Potensi ganda: nama dan tanggal lahir sama.")
    delivered = [row for row in rows if row.is_delivered]
    for group in _group(delivered, lambda row: row.dpid).values():
        yield finding("dpid_ganda", WARNING, group, "DPID yang sama ada di lebih dari satu baris.")


def _same_nik(group: list[CurrentVoter]) -> Iterator[Finding]:
    waiting = [row for row in group if row.mark is Mark.WAITING_8]
    if waiting:
        yield finding(
            "menunggu_kode_8", WARNING, group,
            "Pemilih baru ini masih aktif di TPS lain: beri kode 8 di sana, atau cabut yang baru.",
        )  # fmt: skip
    if len(group) - len(waiting) > 1 or not waiting:
        yield finding("nik_ganda", ERROR, group, "Potensi ganda: satu NIK dipakai lebih dari satu pemilih aktif.")


def _group(rows: Iterable[CurrentVoter], key: Callable[[CurrentVoter], str]) -> dict[str, list[CurrentVoter]]:
    """Groups of two or more rows under one key; rows with an empty key are in none."""
    groups: dict[str, list[CurrentVoter]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    groups.pop("", None)
    return {name: group for name, group in groups.items() if len(group) > 1}


def _pairs(rows: Sequence[CurrentVoter], _election: Election) -> Iterator[Finding]:
    by_subject = {row.subject: row for row in rows}
    for row in rows:
        if row.mark is Mark.UNMATCHED:
            yield finding("tidak_padan", ERROR, [row], "Kode 8 tanpa TPS tujuan dan tanpa pemilih baru (tidak padan).")
        partner = by_subject.get(row.partner or "")
        if row.mark is not Mark.PAIRED or row.kind is not RowKind.DELIVERED or partner is None:
            continue
        if partner.kind is not RowKind.NEW:
            continue
        if row.outcome.target not in (None, partner.tps):
            yield finding(
                "tps_tujuan_beda", WARNING, [row, partner],
                f"Kode 8 menunjuk TPS {row.outcome.target}, pemilih barunya dientri di TPS {partner.tps}.",
            )  # fmt: skip
        names = [n for n in VOTER_FIELDS if getattr(row.voter, n) != getattr(partner.voter, n)]
        if names:
            yield finding(
                "pasangan_beda_data", WARNING, [row, partner],
                f"Data pemilih baru berbeda dari baris kode 8-nya ({len(names)} kolom).",
            )  # fmt: skip
    yield from _likely_pairs(rows)


def _likely_pairs(rows: Sequence[CurrentVoter]) -> Iterator[Finding]:
    """An unmatched 8 and a B of the same name and birth date elsewhere: a person confirms (design.md 5)."""
    lonely = [row for row in rows if row.mark is Mark.UNMATCHED or row.mark is Mark.GENERATED]
    new = [r for r in rows if r.kind is RowKind.NEW and r.is_active and r.mark is Mark.NONE]
    by_person = {(r.voter.name, r.voter.birth_date): r for r in new}
    for row in lonely:
        other = by_person.get((row.voter.name, row.voter.birth_date))
        if other is not None and other.voter.nik != row.voter.nik:
            yield finding(
                "mungkin_pasangan", WARNING, [row, other],
                "Nama dan tanggal lahir sama, NIK berbeda: mungkin pasangan kode 8.",
            )  # fmt: skip


def _households(rows: Sequence[CurrentVoter], _election: Election) -> Iterator[Finding]:
    regular = [r for r in rows if r.is_active and not is_loksus(r.tps) and not nkk_problem(r.voter.nkk)]
    for group in _group(regular, lambda row: row.voter.nkk).values():
        numbers = sorted({row.tps for row in group})
        if len(numbers) > 1:
            yield finding("kk_di_beberapa_tps", WARNING, group, f"Satu KK ada di TPS {', '.join(numbers)}.")
        if len(group) > HOUSEHOLD_LIMIT:
            yield finding("kk_terlalu_besar", WARNING, group, f"Satu KK berisi {len(group)} pemilih.")


def _sums(rows: Sequence[CurrentVoter], election: Election) -> Iterator[Finding]:
    for tps, counts in count_by_tps(rows).items():
        if not counts.balanced:
            yield finding("tidak_seimbang", ERROR, [], "Jumlah awal, hasil, dan akhir tidak cocok.", tps)
        if counts.sex_shift:
            yield finding(
                "jenis_kelamin_bergeser", WARNING, [],
                f"Perbaikan jenis kelamin menggeser jumlah per jenis kelamin sebanyak {abs(counts.sex_shift)}.", tps,
            )  # fmt: skip
        if counts.akhir.total > election.tps_limit and not is_loksus(tps):
            yield finding(
                "tps_melebihi_batas", WARNING, [],
                f"{counts.akhir.total} pemilih, batas satu TPS {election.tps_limit}.", tps,
            )  # fmt: skip


_CHECKS: tuple[Callable[[Sequence[CurrentVoter], Election], Iterator[Finding]], ...] = (
    _each_row,
    _doubles,
    _pairs,
    _households,
    _sums,
)


def counts_by_code(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings of each kind."""
    found: dict[str, int] = defaultdict(int)
    for one in findings:
        found[one.code] += 1
    return found
