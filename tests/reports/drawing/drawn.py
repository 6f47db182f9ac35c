"""Documents made of nothing but values, for the tests of the engine that draws them, and what is read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pypdf import PdfReader

from coklit_desktop.domain.papers import PageCode
from coklit_desktop.reports.catalog import Orientation, Paper
from coklit_desktop.reports.drawing.layout import MM, Page
from coklit_desktop.reports.drawing.pdf import write_pdf
from coklit_desktop.reports.model import Closing, Column, Document, Legend, Row, Signer
from tests.reports.sample import STATE

COLUMNS = (
    Column("No", 8, "center", fixed=True, digits="0"),
    Column("No KK", 27.5, "center", fixed=True),
    Column("NIK", 27.5, "center", fixed=True),
    Column("Nama", 52),
    Column("Tempat Lahir", 30),
    Column("Tanggal Lahir", 18, "center", fixed=True),
    Column("Status Perkawinan B/S/P", 17, "center", fixed=True),
    Column("Jenis Kelamin L/P", 13, "center", fixed=True),
    Column("Jalan/Dukuh", 57, group="Alamat"),
    Column("RT", 9, "center", "Alamat", fixed=True),
    Column("RW", 9, "center", "Alamat", fixed=True),
    Column("Disabilitas", 16, "center", fixed=True),
    Column("Status KTP-el", 13, "center", fixed=True),
    Column("Keterangan", 17, "center", fixed=True),
)
CODE = PageCode("a-daftar-pemilih", "33.18.19.2008", "001", 0, 0, 1204, "9f86d081884c7d65", (123, 145))
LEGENDS = (
    Legend("Keterangan Status Perkawinan (7)", (("B", "Belum"), ("S", "Sudah"), ("P", "Pernah"))),
    Legend("Kolom Keterangan (14)", tuple((str(n), f"Alasan nomor {n}") for n in range(1, 9))),
)


def by_name(number: int, *, name: str = "", place: str = "", address: str = "", bold: int = 13) -> Row:
    """A row of 14 cells; the same number gives the same cells."""
    sex = "LP"[number % 2]
    cells = (
        str(number), f"33181911{number:08d}", f"33181912{number:08d}",
        name or f"{('SUPARMAN', 'KASMINAH', 'FITRI ASTUTI')[number % 3]} {number}", place or "PATI",
        f"{number % 28 + 1:02d}-{number % 12 + 1:02d}-{1940 + number % 60}", "BSP"[number % 3], sex,
        address or "DK. KRAJAN", f"{number // 30 % 9 + 1:03d}", f"{number // 90 % 4 + 1:03d}", "", "S",
        "BU12345678"[number % 10],
    )  # fmt: skip
    return Row(cells, bold=frozenset({bold}), number=number, sex=sex)


def rows(count: int) -> Iterator[Row]:
    """So many rows, made as they are asked for."""
    return map(by_name, range(1, count + 1))


def document(some: Any = (), **changes: Any) -> Document:
    """A by-name form of TPS 001 with these rows."""
    made = Document(
        name="TPS 001",
        model="Model A-Daftar Pemilih",
        title=("DAFTAR PEMILIH", "PEMILIHAN GUBERNUR DAN WAKIL GUBERNUR TAHUN 2024"),
        identity=(
            (("PROVINSI", "JAWA TENGAH"), ("KABUPATEN", "PATI")),
            (("KECAMATAN", "TAYU"), ("DESA", "JEPAT LOR"), ("TPS", "001")),
        ),
        columns=COLUMNS,
        numbers=tuple(str(number) for number in range(1, 15)),
        rows=some,
        closing=Closing(("Ditetapkan di Jepat Lor", "Tanggal 2 Agustus 2024"), (Signer("Ketua", "SITI AMINAH"),)),
        legends=LEGENDS,
    )
    return replace(made, **changes)


def printed(*items: Any, paper: Paper = "F4", across: bool = True, **more: Any) -> bytes:
    """The PDF of these items."""
    target = BytesIO()
    orientation: Orientation = "landscape" if across else "portrait"
    write_pdf(target, items, Page.of(paper, orientation), STATE, "Contoh", **more)
    return target.getvalue()


def pages_of(pdf: bytes) -> list[Any]:
    """The pages, read by pdfplumber."""
    return list(pdfplumber.open(BytesIO(pdf)).pages)


def grid_of(page: Any) -> list[list[str]]:
    """The cells of the page's largest table, headings left out, lines of a cell joined by a space."""
    tables = page.extract_tables()
    found = [[(cell or "").replace("\n", " ") for cell in row] for row in max(tables, key=len)]
    return found[3:]  # two lines of headings, and the numbers of the columns


def foot_of(page: Any) -> str:
    """What stands below the body."""
    return str(page.crop((0, page.height - 18 * MM, page.width, page.height)).extract_text())


def fonts_of(pdf: bytes | Path) -> dict[str, bool]:
    """Every font of every page: whether it is embedded and only of the letters used."""
    found = {}
    for page in PdfReader(BytesIO(pdf) if isinstance(pdf, bytes) else pdf).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            made = font.get_object()
            described = made.get("/FontDescriptor")
            embedded = described is not None and "/FontFile2" in described.get_object()
            found[made["/BaseFont"]] = embedded and made["/BaseFont"][7:8] == "+"
    return found
