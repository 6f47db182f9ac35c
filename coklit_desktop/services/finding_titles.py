"""Names of the kinds of things that Cek Data lists, and what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLES: Mapping[str, tuple[str, str]] = {
    "beda_catatan": ("Beda catatan antarkantor", "Pilih catatan yang benar; yang lain tetap terlihat di riwayat."),
    "nik_ganda": ("Potensi ganda: NIK sama", "Lihat KTP-el. Yang salah diberi kode 2 atau NIK-nya diperbaiki (U)."),
    "nik_tidak_valid": ("Potensi NIK tidak valid", "Cocokkan dengan KTP-el, lalu perbaiki (U)."),
    "nkk_tidak_valid": ("Potensi No. KK tidak valid", "Cocokkan dengan KK, lalu perbaiki (U)."),
    "tidak_padan": ("Kode 8 tidak padan", "Isi TPS tujuannya, atau entri pemilih itu sebagai B di TPS yang benar."),
    "tidak_seimbang": ("Hitungan tidak seimbang", "Buka TPS itu dan periksa baris yang belum dientri."),
    "di_bawah_umur": ("Di bawah umur dan belum kawin", "Cocokkan tanggal lahir; kalau benar, beri kode 3."),
    "dpid_ganda": ("DPID sama", "Tanyakan ke KPU kabupaten/kota."),
    "jenis_kelamin_bergeser": (
        "Jumlah per jenis kelamin bergeser",
        "Tidak perlu diperbaiki; sebutkan di pleno kalau ditanya.",
    ),
    "jenis_kelamin_kosong": ("Jenis kelamin kosong", "Lengkapi (U)."),
    "kk_di_beberapa_tps": ("Satu KK di beberapa TPS", "Satu keluarga sebaiknya di satu TPS. Periksa kode 8."),
    "kk_terlalu_besar": ("Keluarga terlalu besar", "Satu No. KK dipakai terlalu banyak orang. Cocokkan dengan KK."),
    "kode_tidak_dikenal": ("Kode tidak dikenal", "Ganti dengan kode yang berlaku (U)."),
    "menunggu_kode_8": ("Pemilih baru menunggu kode 8", "NIK-nya masih aktif di TPS lain. Beri kode 8 di sana."),
    "mungkin_pasangan": ("Mungkin pasangan kode 8", "Kalau orangnya sama, pastikan pasangannya."),
    "nama_tanggal_lahir_sama": ("Potensi ganda: nama dan tanggal lahir sama", "Lihat KTP-el kedua pemilih."),
    "nama_terlalu_pendek": ("Nama terlalu pendek", "Cocokkan dengan KTP-el, lalu perbaiki (U)."),
    "nik_beda_jenis_kelamin": ("Jenis kelamin berbeda dengan NIK", "Cocokkan dengan KTP-el."),
    "nik_beda_tanggal_lahir": ("Tanggal lahir berbeda dengan NIK", "Cocokkan dengan KTP-el."),
    "nkk_sama_nik": ("No. KK sama dengan NIK", "Cocokkan dengan KK, lalu perbaiki (U)."),
    "pasangan_beda_data": ("Data pasangan kode 8 berbeda", "Cocokkan dengan KTP-el, lalu perbaiki pemilih barunya."),
    "rt_rw_kosong": ("RT atau RW kosong", "Lengkapi (U)."),
    "tanggal_lahir_tidak_valid": ("Tanggal lahir tidak valid", "Cocokkan dengan KTP-el, lalu perbaiki (U)."),
    "tidak_ada_di_daftar_baru": ("Tidak ada di daftar terbaru", "Hasilnya tetap tersimpan. Tanyakan ke PPK."),
    "tps_melebihi_batas": ("Pemilih TPS melebihi batas", "Laporkan ke PPK untuk pemetaan TPS."),
    "tps_tujuan_beda": ("TPS tujuan berbeda", "Periksa lembar kedua pantarlih."),
    "umur_di_atas_100": ("Umur di atas 100 tahun", "Cocokkan tanggal lahir dengan KTP-el."),
    "jam_salah": ("Jam laptop salah", "Betulkan jam laptop sebelum meneruskan entri."),
}


def title_of(code: str) -> str:
    """Name of a kind."""
    return TITLES.get(code, (code.replace("_", " ").capitalize(), ""))[0]


def advice_of(code: str) -> str:
    """What to do about a kind."""
    return TITLES.get(code, ("", ""))[1]
