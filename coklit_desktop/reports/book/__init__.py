"""Buku Coklit: an illustrated book that tells how coklit went in a village, kecamatan or regency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.reports.forms.parts import missing_names

if TYPE_CHECKING:
    from coklit_desktop.reports.data import FormData

FORM_ID = "buku-coklit"
OWN_WORDS = ("ringkasan", "jalannya", "hasil", "peta", "cek-data", "pleno", "petugas", "saran")  # topics buku:<chapter>


def missing(data: FormData) -> list[str]:
    """What the book lacks: names, pleno, and the office's own words."""
    found = missing_names(data)
    pleno = data.topic("pleno")
    labels = (("tempat", "Tempat pleno"), ("tanggal", "Tanggal pleno"), ("nomor_ba", "Nomor berita acara"))
    found += [f"{label} belum diisi." for key, label in labels if not pleno.get(key, "").strip()]
    if not any(data.topic(f"buku:{key}").get("teks", "").strip() for key in OWN_WORDS):
        found.append("Catatan kantor untuk Buku Coklit belum ditulis; tempatnya dicetak kosong.")
    return found
