"""The sums of one TPS and of areas (design.md 5)."""

from __future__ import annotations

from dataclasses import replace

from coklit_desktop.domain.recap import Counts, SexCount, count_by_tps, count_rows, sum_counts
from coklit_desktop.domain.records import SESUAI, CurrentVoter, Outcome, State
from tests.domain.ledgers import ELECTION, Site, base, tms, village, voter


def result(number: int, outcome: Outcome, tps: str = "001", now: str | None = None, **cells: str) -> CurrentVoter:
    """A delivered row of `tps` with its outcome; with `now`, moved there by a U; `cells` corrected."""
    one = base(number, tps)
    return replace(one, outcome=outcome, tps=now or tps, voter=one.voter._replace(**cells))


UBAH = Outcome(State.UBAH)


def test_each_outcome_counts_once_by_the_delivered_sex() -> None:
    rows = [
        result(0, Outcome()), result(1, SESUAI), result(2, Outcome(State.TIDAK_DITEMUI)), result(3, UBAH, name="X"),
        result(4, tms("meninggal")), result(6, tms("meninggal")), result(5, tms("tni")),
    ]  # fmt: skip
    counts = count_rows(rows, "001")
    assert (counts.awal, counts.belum, counts.sesuai) == (SexCount(4, 3), SexCount(1, 0), SexCount(0, 1))
    assert (counts.tidak_ditemui, counts.ubah) == (SexCount(1, 0), SexCount(0, 1))
    assert counts.tms == {"meninggal": SexCount(2, 0), "tni": SexCount(0, 1)}
    assert counts.akhir == SexCount(2, 2)
    assert counts.balanced
    assert counts.sex_shift == 0


def test_a_corrected_sex_shifts_the_identity_and_says_by_how_many() -> None:
    counts = count_rows(
        [result(0, UBAH, sex="P"), result(2, SESUAI), result(4, UBAH, sex="P"), result(1, UBAH, sex="L")], "001"
    )
    assert (counts.awal, counts.ubah, counts.akhir) == (SexCount(3, 1), SexCount(2, 1), SexCount(2, 2))
    assert counts.sex_shift == -1
    assert counts.balanced


def test_a_move_counts_out_there_and_in_here() -> None:
    by_tps = count_by_tps(
        [result(0, UBAH, "001", "002"), result(1, UBAH, "001", "002", sex="L"), result(2, SESUAI, "002")]
    )
    assert (by_tps["001"].pindah_keluar, by_tps["001"].akhir.total) == (SexCount(1, 1), 0)
    assert (by_tps["002"].pindah_masuk, by_tps["002"].akhir) == (SexCount(2, 0), SexCount(3, 0))
    assert all(counts.balanced for counts in by_tps.values())
    total = sum_counts(by_tps.values())
    assert (total.awal.total, total.akhir.total, total.balanced) == (3, 3, True)


def test_who_is_gone_counts_nowhere() -> None:
    counts = count_rows([replace(result(0, tms("tni")), gone=True), replace(result(1, SESUAI), gone=True)], "001")
    assert counts == Counts()


def test_baru_counts_the_current_sex_and_the_made_ones_apart() -> None:
    site = Site("aa000001", village(base(0), base(1), base(2, "002")))
    site.outcome(base(0).subject, tms("salah_tps", target="002"))
    site.new("002", voter(51))
    site.withdraw(site.new("002", voter(53)))
    counts = count_by_tps(site.rows().values())["002"]
    assert (counts.baru, counts.baru_pasangan, counts.akhir) == (SexCount(1, 1), SexCount(1, 0), SexCount(2, 1))


def test_an_unknown_sex_counts_by_nik_so_that_l_and_p_are_everybody() -> None:
    one = base(1)
    one = replace(one, voter=one.voter._replace(sex=""), delivered=one.voter._replace(sex=""))
    assert count_rows([one], "001").awal == SexCount(0, 1)


def test_households_disability_and_ktp_el_are_of_the_resulting_list() -> None:
    rows = [
        result(0, SESUAI, nkk="1", disability="fisik"), result(1, SESUAI, nkk="1", ktp_el="belum"),
        result(2, tms("tni"), nkk="2", disability="mental"), result(3, UBAH, nkk="3", disability="fisik", ktp_el=""),
    ]  # fmt: skip
    counts = count_rows(rows, "001")
    assert counts.kk == 2
    assert counts.disabilitas == {"fisik": SexCount(1, 1)}
    assert counts.ktp_el == {"sudah": SexCount(1, 0), "belum": SexCount(0, 1), "": SexCount(0, 1)}
    assert sum((one for one in counts.ktp_el.values()), SexCount()) == counts.akhir


def test_who_has_no_nkk_adds_no_household() -> None:
    rows = [
        result(0, SESUAI, nkk="1"),
        result(1, SESUAI, nkk=""),
        result(2, SESUAI, nkk=""),
        result(3, SESUAI, "002", nkk=""),
    ]
    assert {tps: counts.kk for tps, counts in count_by_tps(rows).items()} == {"001": 1, "002": 0}
    assert count_rows(rows, "001").kk == 1


def test_every_tps_that_has_a_row_is_listed_in_order() -> None:
    assert list(count_by_tps([result(0, UBAH, "010", "002"), result(1, SESUAI, "901")])) == ["002", "010", "901"]


def test_sums_add_every_part() -> None:
    left = count_rows([result(0, tms("tni")), result(1, SESUAI, nkk="1", disability="fisik")], "001")
    right = count_rows([result(2, tms("tni"), "002"), result(3, tms("wna"), "002"), result(4, SESUAI, "002")], "002")
    total = sum_counts([left, right])
    assert total.tms == {"tni": SexCount(2, 0), "wna": SexCount(0, 1)}
    assert total.kk == left.kk + right.kk
    assert total.disabilitas == {"fisik": SexCount(0, 1)}
    assert total.tms_total.total == 3
    assert sum_counts([]) == Counts()


def test_published_official_figures() -> None:
    """Magetan 2025 balances; two published tables of 2023 do not (domain.md 3.7)."""
    magetan = Counts(
        awal=SexCount(530_630), belum=SexCount(530_630 - 12_140), baru=SexCount(25_487),
        tms={"meninggal": SexCount(12_140)}, akhir=SexCount(543_977),
    )  # fmt: skip
    assert magetan.balanced
    assert not replace(magetan, akhir=SexCount(543_976)).balanced
    kinds = (5_065_265, 868_545, 202_776, 145_660, 94_956, 78_365, 11_457, 9_198)
    assert sum(kinds) != 6_476_221
    assert 361 + 58 + 32 + 605 != 1_055


def test_status_shape() -> None:
    shape = count_rows([result(0, tms("meninggal")), result(1, SESUAI)], "001").to_json(ELECTION)
    assert list(shape["tms"]) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert shape["tms"]["1"] == {"L": 1, "P": 0}
    assert (shape["awal"], shape["akhir"], shape["kk"]) == ({"L": 1, "P": 1}, {"L": 0, "P": 1}, 1)
    assert set(shape) == {
        "awal", "baru", "ubah", "sesuai", "tidak_ditemui", "belum", "akhir", "pindah_masuk", "pindah_keluar", "tms",
        "kk",
    }  # fmt: skip
