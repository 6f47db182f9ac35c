"""Data checks: for each finding one case that has it and one beside it that has not."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coklit_desktop.domain import checks
from coklit_desktop.domain.checks import ERROR, WARNING, Finding, check_village, counts_by_code
from coklit_desktop.domain.elections import load_election
from coklit_desktop.domain.recap import Counts, SexCount
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State
from tests.domain.ledgers import ELECTION, Site, base, nik, tms, village, voter

Rows = list[CurrentVoter]


def keyed(key: Callable[[Site], object], *more: CurrentVoter) -> Rows:
    """The list after something was keyed in a small village."""
    site = Site("aa000001", village(base(0), base(1), base(2, "002"), *more))
    key(site)
    return list(site.rows().values())


def born(year: int, marital_status: str = "sudah") -> Rows:
    """Somebody born on 28 November, the day after voting day."""
    two = f"{year % 100:02d}"
    return [base(0, birth_date=f"28|11|{year}", nik=f"3318192811{two}0001", marital_status=marital_status)]


FIRST = base(0).subject
TWIN = base(8, "003", nik=voter(0).nik)
EIGHT = tms("salah_tps", target="002")
SAME_KK = [base(n, "001", nkk="3318190101100001") for n in range(16)]

# code: (severity, rows that have the finding, rows that have not)
CASES: dict[str, tuple[str, Rows, Rows]] = {
    "beda_catatan": (ERROR, [replace(base(0), conflict=True)], [base(0)]),
    "tidak_ada_di_daftar_baru": (
        WARNING, [replace(base(0), gone=True, outcome=SESUAI)], [replace(base(0), gone=True)],
    ),
    "nik_tidak_valid": (ERROR, [base(0, nik="3318193204610004")], [base(0)]),
    "nik_beda_tanggal_lahir": (WARNING, [base(0, birth_date="18|08|1980")], [base(1)]),
    "nik_beda_jenis_kelamin": (WARNING, [base(0, nik=nik(1, "P"))], [base(1)]),
    "nkk_tidak_valid": (ERROR, [base(0, nkk="1890000000000000")], [base(0)]),
    "nkk_sama_nik": (WARNING, [base(0, nkk=nik(1))], [base(0)]),
    "tanggal_lahir_tidak_valid": (WARNING, [base(0, birth_date="00|00|0000")], [base(0)]),
    "di_bawah_umur": (WARNING, born(2007, "belum"), born(2007)),
    "umur_di_atas_100": (WARNING, born(1922), born(1923)),
    "nama_terlalu_pendek": (WARNING, [base(0, name=" A ")], [base(0, name="AI")]),
    "jenis_kelamin_kosong": (WARNING, [base(0, sex="")], [base(0)]),
    "rt_rw_kosong": (WARNING, [base(0, rt="000")], [base(0, rt="001"), base(1, "901", rt="", rw="")]),
    "kode_tidak_dikenal": (WARNING, [base(0, disability="9")], [base(0, disability="fisik")]),
    "nama_tanggal_lahir_sama": (
        WARNING, [base(0), base(8, name="WARGA 0")], [base(0), base(8, name="WARGA 0", birth_date="17|08|1981")],
    ),
    "dpid_ganda": (WARNING, [base(0), replace(base(1), dpid="1000")], [base(0), base(1)]),
    "menunggu_kode_8": (
        WARNING, keyed(lambda site: site.new("002", voter(0))), keyed(lambda site: site.new("002", voter(50))),
    ),
    "nik_ganda": (ERROR, [base(0), TWIN], [base(0), replace(TWIN, outcome=tms("ganda"))]),
    "tidak_padan": (
        ERROR, keyed(lambda site: site.outcome(FIRST, tms("salah_tps"))), keyed(lambda site: site.outcome(FIRST,
        EIGHT)),
    ),
    "tps_tujuan_beda": (
        WARNING,
        keyed(lambda site: (site.outcome(FIRST, EIGHT), site.new("003", voter(0)))),
        keyed(lambda site: (site.outcome(FIRST, tms("salah_tps")), site.new("003", voter(0)))),
    ),
    "pasangan_beda_data": (
        WARNING,
        keyed(lambda site: (site.outcome(FIRST, EIGHT), site.new("002", voter(0, rt="009")))),
        keyed(lambda site: (site.outcome(FIRST, EIGHT), site.new("002", voter(0)))),
    ),
    "mungkin_pasangan": (
        WARNING,
        keyed(lambda site: (site.outcome(FIRST, EIGHT), site.new("002", voter(0, nik=nik(99))))),
        keyed(lambda site: (site.outcome(FIRST, EIGHT), site.new("002", voter(60)))),
    ),
    "kk_di_beberapa_tps": (
        WARNING, [base(0), base(1, "002")], [base(0), base(1, "002", nkk="3318190101109999"), base(2, "901")],
    ),
    "kk_terlalu_besar": (WARNING, SAME_KK, SAME_KK[:15]),
    "jenis_kelamin_bergeser": (
        WARNING,
        [replace(base(0), outcome=Outcome(State.UBAH), voter=voter(0)._replace(sex="P"))],
        [replace(base(0), outcome=Outcome(State.UBAH), voter=voter(0)._replace(name="X Y"))],
    ),
    "tps_melebihi_batas": (
        WARNING, [base(n) for n in range(601)], [*(base(n) for n in range(600)), *(base(n, "901") for n in range(700,
        1301))],
    ),
}  # fmt: skip


def found(rows: Rows, code: str) -> list[Finding]:
    """Findings of one code."""
    return [finding for finding in check_village(rows, ELECTION) if finding.code == code]


@pytest.mark.parametrize("code", CASES)
def test_finding(code) -> None:
    severity, guilty, innocent = CASES[code]
    findings = found(guilty, code)
    assert findings
    assert {finding.severity for finding in findings} == {severity}
    assert found(innocent, code) == []


def test_every_finding_has_a_case() -> None:
    """`tidak_seimbang` cannot happen as long as the fold is right; it has its own test."""
    tree = ast.parse(Path(checks.__file__).read_text(encoding="utf-8"))
    codes = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "finding"
    }
    assert codes - {"tidak_seimbang"} == set(CASES)


def test_sums_that_do_not_balance_are_an_error(monkeypatch) -> None:
    """No list can bring this about; the check is there for the day when the fold has a fault."""
    assert found([base(0)], "tidak_seimbang") == []
    monkeypatch.setattr(checks, "count_by_tps", lambda _rows: {"001": Counts(awal=SexCount(1, 0))})
    (finding,) = found([base(0)], "tidak_seimbang")
    assert (finding.severity, finding.tps) == (ERROR, "001")


def test_a_clean_village_has_no_finding() -> None:
    assert check_village([base(n, nkk=f"33181901011{n:05d}") for n in range(20)], ELECTION) == []


def test_errors_come_first_and_name_dpids_and_subjects() -> None:
    new = Site("aa000001", {})
    subject = new.new("001", voter(0, name="A"))
    findings = check_village([*new.rows().values(), base(5, nkk="0"), base(6, name="B")], ELECTION)
    assert [finding.severity for finding in findings] == sorted(finding.severity for finding in findings)
    by_code = {finding.code: finding for finding in findings}
    assert by_code["nkk_tidak_valid"].voters == ("1005",)
    assert by_code["nkk_tidak_valid"].subjects == (base(5).subject,)
    assert {f.voters for f in findings if f.code == "nama_terlalu_pendek"} == {(subject,), ("1006",)}
    assert counts_by_code(findings)["nama_terlalu_pendek"] == 2


def test_texts_hold_nobodys_data() -> None:
    rows = [base(0, nik="33181932046100", nkk="189", name="Q", birth_date="00|00|0000", sex="", disability="77")]
    for finding in check_village(rows, ELECTION):
        assert not any(cell in finding.text for cell in ("33181932046100", "189", "77"))


def test_struck_and_gone_rows_are_not_examined() -> None:
    bad = base(0, nik="1", nkk="2", name="")
    assert check_village([replace(bad, outcome=tms("meninggal"))], ELECTION) == []
    assert check_village([replace(bad, gone=True)], ELECTION) == []


def test_a_married_child_of_12_is_a_finding_but_not_called_unmarried() -> None:
    (finding,) = found(born(2011), "di_bawah_umur")
    assert "belum kawin" not in finding.text
    (finding,) = found(born(2007, "belum"), "di_bawah_umur")
    assert finding.text == "Berumur 16 tahun pada hari pemungutan suara dan belum kawin."


def test_the_limit_of_a_tps_is_the_elections() -> None:
    rows = [base(n) for n in range(301)]
    assert counts_by_code(check_village(rows, load_election("pemilu-2024")))["tps_melebihi_batas"] == 1
    assert counts_by_code(check_village(rows, ELECTION)).get("tps_melebihi_batas", 0) == 0


def test_one_nik_in_a_loksus_and_at_home_is_an_error() -> None:
    assert found([base(0), base(8, "901", nik=voter(0).nik)], "nik_ganda")


def test_a_waiting_b_beside_a_double_is_both_findings() -> None:
    rows = keyed(lambda site: site.new("002", voter(0)), TWIN)
    assert found(rows, "menunggu_kode_8")
    assert found(rows, "nik_ganda")
