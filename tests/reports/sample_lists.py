"""What only some lists print: papers, 8s and Bs that wait, differences since a pleno, exports. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from coklit_desktop.domain.records import CurrentVoter, Mark, Outcome, State
from tests.reports.sample import delivered, fixed_rows, new, tms

NIGHT = 1_722_607_200_000  # 2 August 2024, 21.00 in Pati


@dataclass(frozen=True)
class Entry:
    """As services.pleno.LaterEntry."""

    what: str
    reason: str
    who: str = "Sri Lestari"
    when: int = NIGHT
    ref: str = "x:1"


@dataclass(frozen=True)
class Difference:
    """As services.pleno.Difference."""

    before: CurrentVoter | None = field(repr=False)
    after: CurrentVoter | None = field(repr=False)
    entries: tuple[Entry, ...] = ()


def list_rows() -> list[CurrentVoter]:
    """The fixed village with papers, an 8 without its B, and a B whose NIK is active in TPS 003."""
    papers = [
        "Akta kematian: 3318-KM-12072024-0003", "Surat keterangan kematian", None, "Lainnya: Surat RT 04 5/RT04/VII",
        "surat tanpa titik dua 3318190907900021",
    ]  # fmt: skip
    dead = [with_paper(200 + at, "meninggal", paper, f"{at % 3 + 1:03d}") for at, paper in enumerate(papers)]
    wrong = replace(tms(210, "salah_tps", "002"), mark=Mark.UNMATCHED)
    waits = replace(new(20), mark=Mark.WAITING_8)
    return [*fixed_rows(), *dead, wrong, waits]


def with_paper(number: int, reason: str, paper: str | None, tps: str = "001") -> CurrentVoter:
    """A struck voter with the text of the paper that proves it."""
    return delivered(number, tps, Outcome(State.TMS, reason, evidence=paper))


def differences() -> list[Difference]:
    """A correction, a death, one who came, one who left, and a paper found."""
    first, dead, gone = delivered(1), delivered(5), new(33, "002")
    corrected = replace(
        first,
        voter=first.voter._replace(name="SUPARMAN BARU", birth_date="02|03|1970"),
        outcome=Outcome(State.UBAH),
    )
    proved = with_paper(9, "ganda", "KK", "003")
    return [
        Difference(first, corrected, (Entry("Ubah", f"NIK {first.voter.nik} salah ketik, lahir 02-03-1970"),)),
        Difference(dead, replace(dead, outcome=Outcome(State.TMS, "meninggal")), (Entry("TMS 1", "Surat menyusul"),)),
        Difference(None, new(122, "003"), (Entry("Pemilih baru", "Tanggapan masyarakat"),)),
        Difference(gone, None, (Entry("Pemilih baru dicabut", "Sudah terdaftar"), Entry("Ulang", "", "Wahyu"))),
        Difference(with_paper(9, "ganda", None, "003"), proved, (Entry("TMS 2 Ganda", "Bukti ditemukan"),)),
    ]


def exports() -> list[tuple[str, int]]:
    """Lines of the export log, oldest first."""
    return [
        ("a-rekap-pps pdf", NIGHT),
        ("a-daftar-perubahan cetak samaran untuk partai politik", NIGHT + 60_000),
        ("peta html", NIGHT + 120_000),
        ("bulk-sidalih xlsx", NIGHT + 180_000),
    ]
