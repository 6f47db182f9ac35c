"""Which forms there are. Names and titles come from the election's own file (design.md 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.domain.elections import Election

Format = Literal["pdf", "xlsx", "docx"]
Paper = Literal["F4", "A4"]
Orientation = Literal["portrait", "landscape"]
Office = Literal["pps", "ppk", "kabko"]
Level = Literal["village", "district", "regency", "own"]  # "own": of the office that prints it, whichever

BEFORE, AFTER, PLENO, ABOVE, OTHER = PHASES = (
    "Sebelum coklit", "Sesudah coklit", "Pleno PPS", "PPK dan KPU kab/kota", "Laporan lain",
)  # fmt: skip
_VILLAGE: frozenset[Office] = frozenset({"pps", "ppk", "kabko"})  # offices above print a village's forms too
_DISTRICT: frozenset[Office] = frozenset({"ppk", "kabko"})
_REGENCY: frozenset[Office] = frozenset({"kabko"})
_GRID: tuple[Format, ...] = ("pdf", "xlsx")
_TEXT: tuple[Format, ...] = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several ways to print a form, such as blank or filled."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FormInfo:
    """One form: `phase` is one of PHASES; `per_tps` means one document a TPS; `draft`: prints DRAF until the pleno."""

    id: str
    title: str
    phase: str
    per_tps: bool
    formats: tuple[Format, ...] = _GRID
    orientation: Orientation = "landscape"
    paper: Paper = "F4"
    maskable: bool = True
    draft: bool = False
    offices: frozenset[Office] = _VILLAGE
    variants: tuple[Variant, ...] = ()  # the first is what one gets without asking
    level: Level = "village"  # of what area
    lists_all: bool = False  # names everybody on the list
    by_name: bool = False  # names people: copies for outsiders are masked

    def variant(self, wanted: str | None) -> str:
        """The variant asked for, or the first. Raises CoklitError `ragam_tak_ada`."""
        known = [variant.id for variant in self.variants]
        if wanted and wanted not in known:
            raise CoklitError("ragam_tak_ada", form=self.title, known=", ".join(known) or "-")
        return wanted or (known[0] if known else "")


_FORMS = (
    FormInfo("a-daftar-pemilih", "Model A-Daftar Pemilih", BEFORE, True, lists_all=True, by_name=True),
    FormInfo(
        "a-daftar-potensial",
        "Model A-Daftar Potensial Pemilih",
        BEFORE,
        True,
        by_name=True,
        variants=(Variant("kosong", "Kosong, untuk diisi tangan"), Variant("isi", "Terisi")),
    ),
    FormInfo(
        "a-stiker",
        "Model A-Stiker Coklit",
        BEFORE,
        True,
        ("pdf",),
        "portrait",
        variants=(
            Variant("isi-4", "Terisi, 4 per lembar"),
            Variant("isi-8", "Terisi, 8 per lembar"),
            Variant("kosong-4", "Kosong, 4 per lembar"),
            Variant("kosong-8", "Kosong, 8 per lembar"),
        ),
        lists_all=True,
        by_name=True,
    ),
    FormInfo(
        "a-tanda-bukti",
        "Model A-Tanda Bukti Terdaftar",
        BEFORE,
        True,
        ("pdf",),
        "portrait",
        variants=(Variant("isi", "Terisi"), Variant("kosong", "Kosong, untuk diisi tangan")),
        lists_all=True,
        by_name=True,
    ),
    FormInfo(
        "a-laporan-hasil-coklit",
        "Model A-Laporan Hasil Coklit",
        AFTER,
        True,
        orientation="portrait",
        draft=True,
        variants=(Variant("isi", "Terisi"), Variant("kosong", "Kosong, untuk diisi tangan")),
    ),
    FormInfo("a-daftar-perubahan", "Model A-Daftar Perubahan Pemilih", AFTER, True, draft=True, by_name=True),
    FormInfo(
        "daftar-meninggal",
        "Daftar Pemilih Meninggal Dunia",
        AFTER,
        False,
        by_name=True,
        variants=(Variant("desa", "Satu daftar untuk desa"), Variant("tps", "Satu daftar per TPS")),
    ),
    FormInfo("daftar-tanpa-bukti", "Daftar TMS Tanpa Bukti", AFTER, False, by_name=True),
    FormInfo("daftar-tunggu-8", "Daftar Tunggu Kode 8", AFTER, False, by_name=True),
    FormInfo("ba-serah-terima", "Berita Acara Serah Terima Hasil Coklit", AFTER, True, _TEXT, "portrait"),
    FormInfo("bulk-sidalih", "Bulk Sidalih", AFTER, False, ("xlsx",), maskable=False, by_name=True),
    FormInfo("lembar-kontrol", "Lembar Kontrol", PLENO, False, draft=True, level="own"),
    FormInfo(
        "a-rekap-pps-perubahan",
        "Model A-Rekap PPS Perubahan Pemilih",
        PLENO,
        False,
        draft=True,
        variants=(Variant("jumlah", "Jumlah saja"), Variant("lp", "Dengan L dan P")),
    ),
    FormInfo("a-rekap-pps", "Model A-Rekap PPS", PLENO, False, orientation="portrait", draft=True),
    FormInfo("berita-acara", "Berita Acara Rekapitulasi", PLENO, False, _TEXT, "portrait", draft=True, level="own"),
    FormInfo("daftar-hadir", "Daftar Hadir", PLENO, False, _TEXT, "portrait", level="own"),
    FormInfo("notulen", "Notulen", PLENO, False, _TEXT, "portrait", level="own"),
    FormInfo("tanda-terima-salinan", "Tanda Terima Salinan", PLENO, False, _TEXT, "portrait", level="own"),
    FormInfo("lembar-perbaikan", "Lembar Perbaikan", PLENO, False, by_name=True),
    FormInfo("a-rekap-ppk", "Model A-Rekap PPK", ABOVE, False, draft=True, offices=_DISTRICT, level="district"),
    FormInfo(
        "a-rekap-ppk-perubahan",
        "Model A-Rekap PPK Perubahan Pemilih",
        ABOVE,
        False,
        draft=True,
        offices=_DISTRICT,
        level="district",
    ),
    FormInfo("a-rekap-kabko", "Model A-Rekap KabKo", ABOVE, False, draft=True, offices=_REGENCY, level="regency"),
    FormInfo(
        "a-rekap-kabko-perubahan",
        "Model A-Rekap KabKo Perubahan Pemilih",
        ABOVE,
        False,
        draft=True,
        offices=_REGENCY,
        level="regency",
    ),
    FormInfo("buku-coklit", "Buku Coklit", OTHER, False, _TEXT, "portrait", level="own", by_name=True),
    FormInfo(
        "laporan-kemajuan",
        "Laporan Kemajuan Coklit",
        OTHER,
        False,
        orientation="portrait",
        level="own",
        variants=(Variant("harian", "Harian"), Variant("sepuluh-hari", "Sepuluh hari"), Variant("akhir", "Akhir")),
    ),
    FormInfo("log-ekspor", "Catatan Ekspor", OTHER, False, orientation="portrait", level="own"),
)

FORMS: Mapping[str, FormInfo] = MappingProxyType({form.id: form for form in _FORMS})


def forms_of(election: Election) -> dict[str, FormInfo]:
    """The forms of an election by id, under its own names, in the order of the work."""
    return {form.id: _as_named(form, election.forms[form.id]) for form in _FORMS if form.id in election.forms}


def _as_named(form: FormInfo, settings: Mapping[str, Any]) -> FormInfo:
    """A form under the election's own name; the variant that the election wants stands first."""
    wanted = "lp" if settings.get("split_sex") else ""
    variants = tuple(sorted(form.variants, key=lambda variant: variant.id != wanted))
    return replace(form, title=settings["name"], variants=variants)


def form_of(election: Election, form_id: str) -> FormInfo:
    """One form of an election. Raises CoklitError `formulir_tak_dikenal`."""
    found = forms_of(election)
    if form_id not in found:
        raise CoklitError("formulir_tak_dikenal", known=", ".join(found))
    return found[form_id]


def settings_of(election: Election, form_id: str) -> Mapping[str, Any]:
    """What the election's file says about a form: name, heading and the form's own settings."""
    settings: Mapping[str, Any] = election.forms[form_id]
    return settings
