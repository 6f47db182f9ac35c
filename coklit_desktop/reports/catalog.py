"""Which forms there are. Names and titles come from the election's own file (design.md 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from coklit_desktop.domain.errors import CoklitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coklit_desktop.domain.elections import Election

Format = Literal["pdf", "xlsx"]
Paper = Literal["F4", "A4"]
Orientation = Literal["portrait", "landscape"]

BEFORE, AFTER, PLENO, PPK = PHASES = ("Sebelum coklit", "Sesudah coklit", "Pleno PPS", "PPK")


@dataclass(frozen=True, slots=True)
class FormInfo:
    """One form: `phase` is one of PHASES; `per_tps` means one document a TPS"""

    id: str
    title: str
    phase: str
    per_tps: bool
    formats: tuple[Format, ...] = ("pdf", "xlsx")
    orientation: Orientation = "landscape"
    paper: Paper = "F4"
    maskable: bool = True


_FORMS = (
    FormInfo("a-laporan-hasil-coklit", "Model A-Laporan Hasil Coklit", AFTER, True, orientation="portrait"),
    FormInfo("a-daftar-perubahan", "Model A-Daftar Perubahan Pemilih", AFTER, True),
    FormInfo("bulk-sidalih", "Bulk Sidalih", AFTER, False, ("xlsx",), maskable=False),
    FormInfo("a-rekap-pps-perubahan", "Model A-Rekap PPS Perubahan Pemilih", PLENO, False),
    FormInfo("a-rekap-pps", "Model A-Rekap PPS", PLENO, False, orientation="portrait"),
)

FORMS: Mapping[str, FormInfo] = MappingProxyType({form.id: form for form in _FORMS})


def forms_of(election: Election) -> dict[str, FormInfo]:
    """The forms of an election by id, under its own names, in the order of the work."""
    found = (form for form in _FORMS if form.id in election.forms)
    return {form.id: replace(form, title=election.forms[form.id]["name"]) for form in found}


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
