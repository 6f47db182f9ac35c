"""Made-up villages for the tests of the forms. Nobody here exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps, sum_counts
from coklit_desktop.domain.records import CurrentVoter, Mark, Outcome, RowKind, State, Voter
from coklit_desktop.reports.catalog import form_of
from coklit_desktop.reports.data import AreaNames, AreaPart, FormData, ListState, rows_of_tps

AREA = "33.18.19.2008"
STATE = ListState(
    ledger_seq=1204,
    digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    made_at=datetime(2024, 7, 28, 21, 4, tzinfo=timezone(timedelta(hours=7))),
)
OFFICE = {
    "petugas:1": {"nama": "Siti Aminah", "jabatan": "Ketua"},
    "petugas:2": {"nama": "Bambang Nur'aini", "jabatan": "Anggota"},
    "petugas:3": {"nama": "R. Ngt. Endang Sulistyowati Kusumaningtyas, S.Pd., M.Si.", "jabatan": "Anggota"},
    "petugas:4": {"nama": "Sri Lestari", "jabatan": "Sekretariat"},
    "pleno": {"tempat": "Balai Desa Jepat Lor", "tanggal": "02|08|2024", "nomor_ba": "12/PP.05/2024"},
    "tps:001": {"stiker_diterima": "120", "stiker_digunakan": "97", "lembar_bukti": "97"},
    "pantarlih:001:1": {
        "nama": "Joko Nugroho", "nik": "3318190907900021", "hp": "081234567890", "sk": "7/2024",
        "tanggal_laporan": "25-07-2024",
    },
}  # fmt: skip
NAMES = AreaNames("Jawa Tengah", "Kabupaten Pati", "Tayu", "Jepat Lor")


def voter(number: int, **cells: str) -> Voter:
    """An invented voter; the same number gives the same cells."""
    sex = cells.get("sex", "LP"[number % 2])
    day = number % 28 + 1
    born_in = 60 + number % 40
    made = Voter(
        nkk=f"33181911031700{number // 3 % 100:02d}",
        nik=f"331819{day + 40 * (sex == 'P'):02d}{number % 12 + 1:02d}{born_in:02d}{number % 9999 + 1:04d}",
        name=f"{('SUPARMAN', 'KASMINAH', 'SUKIMAN', 'FITRI ASTUTI')[number % 4]} {number}",
        birth_place="PATI",
        birth_date=f"{day:02d}|{number % 12 + 1:02d}|19{born_in}",
        marital_status=("belum", "sudah", "pernah")[number % 3],
        sex=sex,
        address="DK. KRAJAN",
        rt=f"{number // 30 % 9 + 1:03d}",
        rw=f"{number // 90 % 4 + 1:03d}",
        ktp_el="sudah" if number % 7 else "belum",
        disability="fisik" if number % 50 == 3 else "",
    )
    return made._replace(**cells)


def delivered(number: int, tps: str = "001", outcome: Outcome | None = None, **changes: str) -> CurrentVoter:
    """A delivered voter; `changes` are the new values of a U."""
    cells = voter(number)
    state = outcome or (Outcome(State.UBAH) if changes else Outcome(State.SESUAI))
    return CurrentVoter(
        subject=f"d:{AREA}:{number}", kind=RowKind.DELIVERED, area=AREA, tps=tps,
        voter=cells._replace(**changes),
        outcome=state, dpid=str(700_000_000 + number), line=number, delivered_tps=tps, delivered=cells,
    )  # fmt: skip


def new(number: int, tps: str = "001", *, pair: bool = False, **cells: str) -> CurrentVoter:
    """A B: keyed, or made by an 8."""
    return CurrentVoter(
        subject=f"b:site:{AREA}:{number}", kind=RowKind.PAIR if pair else RowKind.NEW, area=AREA, tps=tps,
        voter=voter(number, **cells), mark=Mark.GENERATED if pair else Mark.NONE,
    )  # fmt: skip


def tms(number: int, reason: str, tps: str = "001") -> CurrentVoter:
    """A struck voter."""
    return delivered(number, tps, Outcome(State.TMS, reason))


def fixed_rows() -> list[CurrentVoter]:
    """A small village with every code, long names, accents, a sex corrected, and a pair."""
    long_name = "RADEN AYU KANJENG NYI NGT. " + "ENDANG SULISTYOWATI KUSUMANINGTYAS HADININGRAT " * 2
    rows = [delivered(n, f"{n % 3 + 1:03d}") for n in range(1, 61)]
    reasons = ["meninggal", "ganda", "di_bawah_umur", "pindah_domisili", "wna", "tni", "polri"]
    rows += [tms(100 + n, reason) for n, reason in enumerate(reasons)]
    rows.append(tms(110, "salah_tps"))
    rows.append(new(110, "002", pair=True))
    rows.append(new(120, name="NUR'AINI D’SOUZA-MÜLLER ÉLISE", birth_place="PATI"))
    rows.append(new(121, name=long_name.strip()[:120], address=("DUKUH KRAJAN GG. MELATI NO. 49 " * 4).strip()[:120]))
    rows.append(new(122, "003", address="JLN." + "PANJANGTANPASPASI" * 6, disability="sensorik_netra"))
    rows.append(delivered(130, name="SUPARMAN WIBOWO"))
    rows.append(delivered(131, sex="L", birth_date="17|01|2004"))
    rows.append(delivered(132, "003", address="DK. NGEMPLAK RT 5"))
    rows.append(delivered(140, "002", Outcome(State.TIDAK_DITEMUI)))
    rows.append(delivered(141, "002", Outcome()))
    return rows


def form_data(
    rows: Iterable[CurrentVoter] | None = None,
    *,
    election: str = "pilkada-2024",
    stage: str = "dphp",
    office: dict[str, dict[str, str]] | None = None,
    **changes: object,
) -> FormData:
    """A FormData of these rows, else of the fixed village."""
    found = fixed_rows() if rows is None else list(rows)
    data = FormData(
        election=load_election(election), stage_id=stage, area_names=NAMES, village_is_kelurahan=False,
        office=OFFICE if office is None else office, rows_by_tps=rows_of_tps(found),
        counts_by_tps=count_by_tps(found), state=STATE,
    )  # fmt: skip
    return replace(data, **changes)  # type: ignore[arg-type]


def data_for(form_id: str, variant: str = "", *, election: str = "pilkada-2024", masked: bool = False) -> FormData:
    """A FormData of the fixed village, or of a kecamatan or regency, with all that this form reads."""
    form = form_of(load_election(election), form_id)
    more = MORE.get(form_id, dict)()
    wanted = form.variant(variant)
    if form.level in ("district", "regency"):
        return above(form.level, election=election, variant=wanted, masked=masked, more=more)
    rows = ROWS.get(form_id, fixed_rows)()
    return form_data(rows, election=election, variant=wanted, masked=masked, draft=form.draft, more=more)


def above(level: str, *, election: str = "pilkada-2024", **changes: object) -> FormData:
    """A FormData of a kecamatan of three villages, one not heard of, or of a regency of two kecamatan."""
    counts = sum_counts(count_by_tps(fixed_rows()).values())
    village = level == "district"
    codes = ("33.18.19.2007", "33.18.19.2008", "33.18.19.2009") if village else ("33.18.18", "33.18.19")
    names = ("Pakis", "Jepat Lor", "Jepat Kidul") if village else ("Gunungwungkal", "Tayu")
    parts = [AreaPart(code, name, counts, 3, 1 if village else 15) for code, name in zip(codes, names, strict=True)]
    parts[-1] = AreaPart(codes[-1], names[-1], Counts(), 0, 0) if village else parts[-1]
    return form_data(
        [], election=election, area=codes[0].rsplit(".", 1)[0], parts=tuple(parts),
        area_names=NAMES._replace(village="", district="Tayu" if village else ""),
        office_kind="ppk" if village else "kabko", **changes,
    )  # fmt: skip


def _list_rows() -> list[CurrentVoter]:
    from tests.reports.sample_lists import list_rows

    return list_rows()


def _differences() -> dict[str, object]:
    from tests.reports.sample_lists import differences

    return {"differences": differences()}


def _exports() -> dict[str, object]:
    from tests.reports.sample_lists import exports

    return {"exports": exports()}


ROWS = dict.fromkeys(("daftar-meninggal", "daftar-tanpa-bukti", "daftar-tunggu-8"), _list_rows)


def _progress() -> dict[str, object]:
    """The fixed village on its fourth day, a third of it done before."""
    from coklit_desktop.services.progressing import Progress, ProgressLine, Reached

    def reached(rows: Iterable[CurrentVoter], thirds: int) -> dict[str, Reached]:
        return {tps: Reached(counts, counts.kk * thirds // 3) for tps, counts in count_by_tps(rows).items()}

    rows = fixed_rows()
    old = [row for row in rows if row.kind is RowKind.DELIVERED]
    before = [
        replace(row, outcome=Outcome(), voter=row.delivered or row.voter) if at % 3 else row
        for at, row in enumerate(old)
    ]
    then, now = reached(before, 1), reached(rows, 3)
    lines = tuple(ProgressLine(AREA, tps, then.get(tps, Reached()), now[tps]) for tps in now)
    day = STATE.made_at.date()
    return {"progress": Progress("harian", day, day, lines, lines[0])}


def _book() -> dict[str, object]:
    """What `services.book_data` would tell of the fixed village."""
    states = ("sesuai", "ubah", "tms", "baru", "tidak_ditemui", "belum")
    places = [(-6.53 + at % 9 * 0.0007, 111.04 + at * at % 11 * 0.0009, states[at * at % 6]) for at in range(60)]
    return {
        "places": places,
        "households": 67,
        "days": [(STATE.made_at.date() - timedelta(days=at), 3 + at * 7 % 11) for at in range(9, 0, -1) if at != 4],
        "ages": [("10–19", SexCount(2, 1)), ("20–29", SexCount(12, 9)), ("90 ke atas", SexCount(0, 1))],
        "findings": [("error", "Potensi NIK tidak valid", 3), ("warning", "RT atau RW kosong", 14)],
    }


MORE: dict[str, Callable[[], dict[str, object]]] = {  # form -> what `services.supplies` would give it
    "lembar-perbaikan": _differences,
    "log-ekspor": _exports,
    "laporan-kemajuan": _progress,
    "buku-coklit": _book,
}
