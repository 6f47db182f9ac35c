"""Papers that are text: what they say, where it stands, what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coklit_desktop.domain.elections import election_ids, load_election
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.reports.catalog import FORMS, forms_of
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.drawing.fonts import regular
from coklit_desktop.reports.drawing.letter_lines import break_lines
from coklit_desktop.reports.make import make, missing, pdf_bytes
from coklit_desktop.reports.words import terbilang
from tests.reports.reading import MM, lines_of, number
from tests.reports.sample import NAMES, above, delivered, form_data, new

TEXTS = [form.id for form in FORMS.values() if "docx" in form.formats and form.id != "buku-coklit"]
LONG = "Balai Pertemuan Kampung Keluarga Sejahtera Dukuh Ngemplak Kidul " + "Sebelah Utara Lapangan " * 4


def suggestions(count: int, **more: str) -> dict[str, dict[str, str]]:
    """So many suggestions."""
    text = "Warga dukuh ini belum masuk daftar dan mohon diperiksa kembali bersama ketua RT. " * 3
    return {f"masukan:{n}": {"dari": f"SAKSI{n}", "isi": text, **more} for n in range(1, count + 1)}


def with_office(topics: dict[str, dict[str, str]], data: FormData | None = None) -> FormData:
    """A FormData with more office topics; `pleno` is added to."""
    data = data or form_data()
    office = {name: dict(values) for name, values in data.office.items()}
    for name, values in topics.items():
        office[name] = {**office.get(name, {}), **values}
    return replace(data, office=office)


def printed(form_id: str, data: FormData, folder: Path, **options: Any) -> list[list[str]]:
    """The lines of each page."""
    out = folder / "form.pdf"
    make(form_id, data, out, **options)
    with pdfplumber.open(out) as pdf:
        for page in pdf.pages:
            require_tidy(page)
        return [lines_of(page) for page in pdf.pages]


def require_tidy(page: Any) -> None:
    """Nothing leaves the margins, nothing lies on something else."""
    words = page.extract_words(x_tolerance=1.5, y_tolerance=1.5)
    assert all(word["x0"] >= 14 * MM and word["x1"] <= page.width - 14 * MM for word in words)
    assert all(word["bottom"] <= page.height - 6 * MM for word in words)
    places = sorted((round(word["bottom"]), word["x0"], word["x1"]) for word in words)
    for (line, _, end), (other, start, _) in pairwise(places):
        assert line != other or start >= end - 0.5


def text_of(pages: Iterable[list[str]]) -> str:
    """All lines as one text."""
    return " ".join(line for page in pages for line in page)


def cells_of(folder: Path) -> list[list[str]]:
    """The rows of all tables."""
    with pdfplumber.open(folder / "form.pdf") as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [[(cell or "").replace("\n", " ") for cell in row] for table in tables for row in table]


# --- Berita Acara


@pytest.mark.parametrize("election", election_ids())
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_minutes_say_the_figures_of_the_list(election: str, paper: str, tmp_path: Path) -> None:
    data = form_data(election=election)
    text = text_of(printed("berita-acara", data, tmp_path, paper=paper))
    akhir = sum_counts(data.counts_by_tps.values()).akhir
    assert f"{akhir.total} ({terbilang(akhir.total)})" in text
    assert f"{akhir.L} ({terbilang(akhir.L)}) laki-laki" in text
    assert "Nomor: 12/PP.05/2024" in text
    assert "Pada hari Jumat tanggal dua bulan Agustus tahun dua ribu dua puluh empat (02-08-2024)" in text
    assert "bertempat di Balai Desa Jepat Lor, PPS Desa Jepat Lor telah melaksanakan Rapat Pleno Terbuka" in text
    assert "Tidak ada masukan/tanggapan data." in text
    assert "Demikian Berita Acara ini dibuat untuk digunakan sebagaimana mestinya." in text
    assert "PANITIA PEMUNGUTAN SUARA DESA JEPAT LOR" in text
    recap = load_election(election).forms["a-rekap-pps"]["name"]
    assert f"dan {recap}) sebagaimana terlampir" in text
    cells = next(row for row in cells_of(tmp_path) if row[0] == "3")
    assert [number(cell) for cell in cells] == [3, akhir.L, akhir.P, akhir.total]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300_000), st.integers(0, 300_000)), min_size=1, max_size=4))
def test_minutes_of_any_list(found: list[tuple[int, int]]) -> None:
    counts = {f"{tps:03d}": Counts(akhir=SexCount(*pair)) for tps, pair in enumerate(found, 1)}
    data = form_data([], counts_by_tps=counts)
    with pdfplumber.open(BytesIO(pdf_bytes("berita-acara", data))) as pdf:
        text = text_of(lines_of(page) for page in pdf.pages)
    men, women = sum(pair[0] for pair in found), sum(pair[1] for pair in found)
    for value in (men + women, men, women, len(found)):
        assert f"{value:,}".replace(",", ".") + f" ({terbilang(value)})" in text


def test_many_suggestions_fill_pages_and_the_end_stays_together(tmp_path: Path) -> None:
    data = with_office(suggestions(70, bukti="KK", tanggapan="Diperiksa."))
    pages = printed("berita-acara", data, tmp_path)
    assert len(pages) >= 5
    text = text_of(pages)
    assert re.findall(r"SAKSI(\d+):", text) == [str(n) for n in range(1, 71)]
    assert re.search(r"\baa\. SAKSI27:", text)
    assert text.count("Bukti: KK. Tanggapan: Diperiksa.") == 70
    last = text_of(pages[-1:])
    assert "Demikian Berita Acara" in last
    assert "SITI AMINAH" in last
    for at, page in enumerate(pages, 1):
        assert page[-1].startswith(f"Hal {at} dari {len(pages)} ·")
        assert at == 1 or page[0] == "Berita Acara Rekapitulasi · DESA JEPAT LOR (lanjutan)"


def test_what_people_keyed_stands_as_keyed(tmp_path: Path) -> None:
    keyed = {"dari": "Bu **Nur** {x}", "isi": "RT 5/2 * dan \x07\u202eNIK" + "X" * 130, "bukti": "", "tanggapan": ""}
    text = text_of(printed("berita-acara", with_office({"masukan:1": keyed}), tmp_path))
    assert "Bu *Nur* {x}: RT 5/2 * dan" in text
    assert "X" * 130 in text.replace(" ", "")
    assert "Bukti:" not in text


def test_a_removed_suggestion_is_not_listed(tmp_path: Path) -> None:
    data = with_office({"masukan:1": {"dari": "", "isi": ""}})
    assert "Tidak ada masukan" in text_of(printed("berita-acara", data, tmp_path))


def test_a_masked_copy_hides_numbers_that_people_keyed(tmp_path: Path) -> None:
    said = {"masukan:1": {"dari": "PKD", "isi": "NIK 3318191701040004, dua kali", "bukti": "KK 3318191103170001"}}
    data = replace(with_office(said), masked=True)
    text = text_of(printed("berita-acara", data, tmp_path))
    assert "NIK 331819**********, dua kali" in text
    assert "KK 331819**********" in text
    assert "3318191701040004" in text_of(printed("berita-acara", replace(data, masked=False), tmp_path))


def test_special_places_have_a_line_of_their_own(tmp_path: Path) -> None:
    rows = [delivered(1), delivered(2), delivered(3, "002"), new(4, "901"), new(5, "901")]
    data = form_data(rows)
    printed("berita-acara", data, tmp_path)
    found = {row[0]: row[1:] for row in cells_of(tmp_path)}
    assert found["TPS reguler"] == ["2", "1", "2", "3"]
    assert found["Lokasi khusus"] == ["1", "1", "1", "2"]
    assert found["TOTAL"] == ["3", "2", "3", "5"]


def test_a_tps_without_men(tmp_path: Path) -> None:
    data = form_data([delivered(1, sex="P")])
    assert "yaitu 0 (nol) laki-laki dan 1 (satu) perempuan, di 1 (satu) TPS" in text_of(
        printed("berita-acara", data, tmp_path)
    )


def test_minutes_of_a_kecamatan_list_its_villages(tmp_path: Path) -> None:
    data = above("district")
    text = text_of(printed("berita-acara", data, tmp_path))
    total = sum_counts(part.counts for part in data.parts).akhir
    assert "TINGKAT KECAMATAN TAYU" in text
    assert "PANITIA PEMILIHAN KECAMATAN TAYU" in text
    assert f"{total.total} ({terbilang(total.total)})" in text
    assert "JEPAT KIDUL (belum diterima)" in text
    assert [line for line in text.split() if line == "ANGGOTA"] == ["ANGGOTA"] * 4
    assert "Belum diterima: Jepat Kidul." in missing("berita-acara", data, None)


def test_minutes_of_a_regency_list_its_kecamatan(tmp_path: Path) -> None:
    data = above("regency")
    text = text_of(printed("berita-acara", data, tmp_path))
    assert "KPU Kabupaten Pati telah melaksanakan" in text
    assert ["", "TOTAL", "30", "6", "74", "64", "138"] in cells_of(tmp_path)
    assert "Model A-Rekap KabKo" in text


def test_a_kota_and_a_kelurahan_have_their_words(tmp_path: Path) -> None:
    names = NAMES._replace(regency="Kota Surakarta")
    data = form_data(area_names=names, village_is_kelurahan=True)
    text = text_of(printed("berita-acara", data, tmp_path))
    assert "TINGKAT KELURAHAN JEPAT LOR" in text
    assert "Wali Kota dan Wakil Wali Kota Tahun 2024" in text
    regency = replace(above("regency"), area_names=names._replace(village="", district=""))
    assert "KPU Kota Surakarta telah melaksanakan" in text_of(printed("berita-acara", regency, tmp_path))


def test_minutes_say_which_ones_they_correct(tmp_path: Path) -> None:
    plain = text_of(printed("berita-acara", form_data(), tmp_path))
    assert "memperbaiki" not in plain
    data = with_office({"pleno": {"nomor_ba_lama": "11/PP.05/2024"}})
    assert "memperbaiki Berita Acara Nomor 11/PP.05/2024." in text_of(printed("berita-acara", data, tmp_path))


def test_a_changed_list_is_told(tmp_path: Path) -> None:
    akhir = sum_counts(form_data().counts_by_tps.values()).akhir
    same = form_data(determined={"digest": "aa", "L": str(akhir.L), "P": str(akhir.P)})
    assert missing("berita-acara", same, None) == []
    (sentence,) = missing("berita-acara", replace(same, determined={"digest": "aa", "L": "1", "P": "2"}), None)
    assert sentence.startswith("Daftar berubah sesudah penetapan")


def test_draft_and_copies_are_marked_on_every_page(tmp_path: Path) -> None:
    data = with_office(suggestions(20), form_data(draft=True, copy_for="PKD"))
    pages = printed("berita-acara", data, tmp_path)
    assert len(pages) > 1
    for page in pages:
        assert "DRAF · Keadaan daftar" in page[-1]
        assert any("Salinan untuk PKD" in line for line in page[:2])
    assert "DRAF" not in text_of(printed("berita-acara", form_data(), tmp_path))


# --- all of them


@pytest.mark.parametrize("form_id", TEXTS)
@pytest.mark.parametrize("election", election_ids())
def test_every_paper_with_nothing_and_with_everything_long(form_id: str, election: str, tmp_path: Path) -> None:
    assert printed(form_id, form_data([], election=election, office={}), tmp_path) or form_id == "ba-serah-terima"
    name = "Raden Ayu Kanjeng Nyi Ngt. Endang Sulistyowati Kusumaningtyas D’Souza-Müller, S.Pd., M.Si. " * 2
    office = {
        **{f"petugas:{n}": {"nama": name, "jabatan": "Ketua" if n == 1 else "Anggota"} for n in range(1, 6)},
        "pleno": {"tempat": LONG, "tanggal": "02|08|2024", "nomor_ba": "12/" * 40, "jam": "19.30 WIB sampai selesai"},
        "pantarlih:001:1": {"nama": name, "sk": "7/" * 50, "tanggal_laporan": "25-07-2024"},
        **{f"hadir:{n}": {"nama": name, "dari": LONG} for n in range(1, 12)},
        **{f"salinan:{n}": {"penerima": name, "jabatan": LONG} for n in range(1, 12)},
        **suggestions(3),
    }
    names = NAMES._replace(village="Jepat Lor Kidul Wetan Kulon " * 3, district="Tayu Wetan " * 4)
    data = form_data(election=election, office=office, area_names=names)
    assert printed(form_id, data, tmp_path, paper="A4")


@pytest.mark.parametrize("form_id", TEXTS)
def test_the_same_list_gives_the_same_bytes(form_id: str) -> None:
    assert pdf_bytes(form_id, form_data()) == pdf_bytes(form_id, form_data())


@pytest.mark.parametrize("form_id", [form for form in TEXTS if FORMS[form].level == "own"])
@pytest.mark.parametrize("level", ["district", "regency"])
def test_papers_of_the_offices_above(form_id: str, level: str, tmp_path: Path) -> None:
    text = text_of(printed(form_id, above(level), tmp_path))
    assert ("KECAMATAN TAYU" if level == "district" else "KABUPATEN PATI") in text.upper()
    assert "PPS" not in text


def test_what_papers_lack() -> None:
    empty = form_data(office={})
    assert missing("berita-acara", empty, None) == [
        "Nama ketua PPS belum diisi.", "Nama anggota PPS belum diisi.", "Tanggal pleno belum diisi.",
        "Nomor berita acara belum diisi.", "Tempat pleno belum diisi.",
    ]  # fmt: skip
    assert "Jam pleno belum diisi." in missing("notulen", empty, None)
    assert "Nama notulis belum diisi: isi nama anggota sekretariat." in missing("notulen", empty, None)
    assert "Jam pleno belum diisi." in missing("daftar-hadir", empty, None)
    assert "Nomor berita acara belum diisi." in missing("tanda-terima-salinan", empty, None)
    assert missing("ba-serah-terima", form_data(), ["001"]) == []
    assert missing("ba-serah-terima", form_data(), ["002"]) == [
        "TPS 002: nama dan tanggal serah terima Pantarlih belum diisi."
    ]
    odd = with_office({"pleno": {"tanggal": "Jumat Legi", "jam": "19.30"}})
    assert missing("daftar-hadir", odd, None) == [
        "Tanggal pleno “Jumat Legi” tidak dapat dibaca. Tulis seperti 02-08-2024."
    ]


def test_forms_are_of_every_election() -> None:
    assert len(TEXTS) == 5
    for election in election_ids():
        assert set(TEXTS) <= set(forms_of(load_election(election)))


# --- hand-over, notes, lists


def test_handover_says_what_the_store_knows(tmp_path: Path) -> None:
    data = form_data()
    (page,) = printed("ba-serah-terima", data, tmp_path, tps=["001"])
    text = text_of([page])
    counts = data.counts("001")
    assert f"1. Model A-Daftar Pemilih yang sudah ditandai ……… lembar memuat {counts.awal.total} pemilih" in page
    assert "4. Model A-Tanda Bukti Terdaftar, bagian untuk PPS 97 lembar" in page
    assert "5. Model A-Stiker Coklit yang tersisa 23 lembar" in page
    assert "Pada hari Kamis tanggal dua puluh lima bulan Juli" in text
    assert page.count("SITI AMINAH JOKO NUGROHO") == 1
    assert "Hal 1 dari 1 · Berita Acara Serah Terima Hasil Coklit · TPS 001" in page[-1]


def test_handover_of_each_pantarlih_tells_his_own_report(tmp_path: Path) -> None:
    data = with_office({
        "pantarlih:001:2": {"nama": "Wahyu Hidayat"},
        "laporan:001:2": {"I:L": "7", "I:P": "5", "XI": "4"},
    })  # fmt: skip
    first, second = printed("ba-serah-terima", data, tmp_path, tps=["001"])
    assert not any("memuat" in line for line in first)  # the sums of the TPS are not his
    assert any("memuat 12 pemilih" in line for line in second)
    assert any("bagian untuk PPS 4 lembar" in line for line in second)
    assert any("WAHYU HIDAYAT" in line for line in second)


def test_special_places_hand_nothing_over_unless_asked(tmp_path: Path) -> None:
    data = form_data([delivered(1), new(2, "901")])
    assert len(printed("ba-serah-terima", data, tmp_path)) == 1
    assert len(printed("ba-serah-terima", data, tmp_path, tps=["901"])) == 1
    assert not any("901" in sentence for sentence in missing("ba-serah-terima", data, None))


def test_2020_has_its_own_words(tmp_path: Path) -> None:
    (page,) = printed("ba-serah-terima", form_data(election="pilkada-2020"), tmp_path, tps=["001"])
    text = text_of([page])
    assert "PPDP TPS 001" in text
    assert "Model A-KWK yang sudah ditandai" in text
    assert "Pantarlih" not in text


def test_notes_read_the_figures_out(tmp_path: Path) -> None:
    data = form_data()
    text = text_of(printed("notulen", data, tmp_path))
    table = [row for row in cells_of(tmp_path) if row[0] in ("001", "002", "003", "TOTAL")]
    counts = [*data.counts_by_tps.values(), sum_counts(data.counts_by_tps.values())]
    for row, one in zip(table, counts, strict=True):
        parts = (one.awal, one.baru, one.tms_total, one.ubah, one.akhir)
        expected = [value for part in parts for value in (part.L, part.P)] + [one.akhir.total]
        assert [number(cell) for cell in row[1:]] == expected
    assert "Pimpinan rapat : SITI AMINAH" in text
    assert "Notulis : SRI LESTARI" in text
    assert "Rapat menetapkan" in text
    draft = text_of(printed("notulen", form_data(draft=True), tmp_path))
    assert "Rapat menetapkan" not in draft
    assert "yang dibahas" in draft


def test_attendance_lists_guests_then_empty_rows(tmp_path: Path) -> None:
    data = with_office({"hadir:1": {"nama": "Slamet", "dari": "PKD"}, "hadir:2": {"nama": "", "dari": ""}})
    printed("daftar-hadir", data, tmp_path)
    found = cells_of(tmp_path)
    rows = [row for row in found if row[0].isdecimal()]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 27)]
    assert rows[0][1:] == ["Slamet", "PKD", "1.", ""]
    assert rows[1][1:] == ["", "", "", "2."]
    assert [row[0] for row in found].count("No") == 2  # on both pages


def test_copies_go_to_those_named_and_to_the_usual_ones_once(tmp_path: Path) -> None:
    data = with_office({"salinan:1": {"penerima": "Slamet", "jabatan": "PKD Desa Jepat Lor"}})
    printed("tanda-terima-salinan", data, tmp_path)
    rows = [row for row in cells_of(tmp_path) if row[0].isdecimal()]
    assert [row[1:4] for row in rows[:3]] == [
        ["Slamet", "PKD Desa Jepat Lor", "1 s.d. 3"],
        ["", "PPK Kecamatan Tayu", "1 s.d. 3"],
        ["", "Partai politik …………………", "1 s.d. 3"],
    ]
    assert len(rows) == 8


def test_nobody_signs_on_an_empty_page(tmp_path: Path) -> None:
    for guests in range(14, 24):
        data = with_office({f"salinan:{n}": {"penerima": f"Penerima {n}"} for n in range(1, guests)})
        pages = printed("tanda-terima-salinan", data, tmp_path)
        if len(pages) == 2:
            assert any("Partai politik" in line for line in pages[-1])
            assert any("SITI AMINAH" in line for line in pages[-1])
            return
    pytest.fail("one page was enough for all")


# --- lines


@given(
    st.lists(
        st.text(
            st.characters(codec="latin-1", categories=["L", "N", "P"], exclude_characters="*"), min_size=1, max_size=40
        )
    )
)
def test_lines_fit_and_lose_nothing(words: list[str]) -> None:
    text = " ".join(words)
    lines = break_lines(f"**{text}**" if text else "", 11, 150)
    assert all(line.width <= 150 + 0.01 for line in lines)
    assert "".join(run.text for line in lines for word in line.words for run in word) == text.replace(" ", "")


def test_bold_stops_inside_a_word() -> None:
    (line,) = break_lines("oleh **PPS Jepat**, lalu", 11, 1000)
    assert [[(run.text, run.strong) for run in word] for word in line.words] == [
        [("oleh", False)], [("PPS", True)], [("Jepat", True), (",", False)], [("lalu", False)],
    ]  # fmt: skip
    assert line.width > regular().width("oleh PPS Jepat, lalu", 11)
