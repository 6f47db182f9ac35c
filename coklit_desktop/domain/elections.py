"""Elections are data (design.md 4): codes, limits, stages and form names come from resources/elections/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from typing import Any

from coklit_desktop.domain.errors import CoklitError

FIRST_LOKSUS = "901"


@dataclass(frozen=True)
class Stage:
    """One stage of the list: `tms` names the TMS reasons allowed in it."""

    id: str
    title: str
    recap_title: str  # what the recap is of, as the forms print it
    changes_for: str  # the list that the changes are for: DPS, DPSHP, DPT
    tms: tuple[str, ...]
    ubah_tps: bool  # whether a move inside the village is a U with a new TPS (no code 8)


@dataclass(frozen=True)
class Election:
    """One election. Each `*_codes` maps a stored name to its printed code, in printed order."""

    id: str
    title: str
    short_title: str
    voting_day: date
    minimum_age: int
    tps_limit: int
    two_pantarlih_above: int
    window: tuple[date, date]
    keterangan_codes: Mapping[str, str]
    keterangan_labels: Mapping[str, str]
    disability_codes: Mapping[str, str]
    disability_labels: Mapping[str, str]
    ktp_el_codes: Mapping[str, str]
    ktp_el_labels: Mapping[str, str]
    marital_codes: Mapping[str, str]
    marital_labels: Mapping[str, str]
    stages: tuple[Stage, ...]
    forms: Mapping[str, Any]

    def stage(self, stage_id: str) -> Stage:
        """Return the stage named `stage_id`. Raises KeyError."""
        return next(stage for stage in self.stages if stage.id == stage_id)

    @cached_property
    def tms_by_code(self) -> Mapping[str, str]:
        """Printed digit -> TMS reason."""
        return {code: name for name, code in self.keterangan_codes.items() if code.isdecimal()}

    def encode(self, field: str, name: str) -> str:
        """Printed code of a stored code name; a value that is no code name is printed as it is."""
        codes = self._codes.get(field)
        return name if codes is None else codes.get(name, name)

    def decode(self, field: str, code: str) -> str:
        """Stored name of a code in a file or on paper; unknown text stays as it is."""
        names = self._names.get(field)
        return code if names is None else names.get(code.strip().upper(), code)

    def knows(self, field: str, name: str) -> bool:
        """Whether `name` is a code name of `field` (always true for fields without codes)."""
        codes = self._codes.get(field)
        return codes is None or name in codes

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "disability": self.disability_codes,
            "ktp_el": self.ktp_el_codes,
            "marital_status": self.marital_codes,
        }

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        names = {f: {code.upper(): name for name, code in codes.items()} for f, codes in self._codes.items()}
        names["disability"] = {"": "", "0": "", "-": "", **names["disability"]}
        names["ktp_el"] = {"-": "", **names["ktp_el"]}
        names["marital_status"] = {"-": "", **names["marital_status"]}
        return names


def election_ids() -> list[str]:
    """Ids of the elections this program knows."""
    folder = resources.files("coklit_desktop.resources").joinpath("elections")
    return sorted(item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml"))


@cache
def load_election(election_id: str) -> Election:
    """Read one election's file. Raises CoklitError `pemilihan_tak_dikenal`."""
    if election_id not in election_ids():
        raise CoklitError("pemilihan_tak_dikenal", known=", ".join(election_ids()))
    path = resources.files("coklit_desktop.resources").joinpath("elections", f"{election_id}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    codes = {
        f"{kind}_{part}": {item["name"]: item[key] for item in data[kind]}
        for kind in ("keterangan", "disability", "ktp_el", "marital")
        for part, key in (("codes", "code"), ("labels", "label"))
    }
    return Election(
        id=election_id,
        title=data["title"],
        short_title=data["short_title"],
        voting_day=data["voting_day"],
        minimum_age=data["minimum_age"],
        tps_limit=data["tps_limit"],
        two_pantarlih_above=data["two_pantarlih_above"],
        window=(data["window"][0], data["window"][1]),
        stages=tuple(
            Stage(s["id"], s["title"], s["recap_title"], s["changes_for"], tuple(s["tms"]), s["ubah_tps"])
            for s in data["stages"]
        ),
        forms=_forms(data["forms"]),
        **codes,
    )


def _forms(own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The forms of an election: those of its family, with what the election says otherwise."""
    path = resources.files("coklit_desktop.resources").joinpath("forms", f"{own.get('family') or own['base']}.toml")
    family = tomllib.loads(path.read_text(encoding="utf-8"))
    return _merged(_forms(family) if "base" in family else family, own)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> Mapping[str, Any]:
    """Tables of `below` with the keys of `above` laid over them."""
    found = dict(below)
    for key, value in above.items():
        old = found.get(key)
        found[key] = _merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return found


def is_loksus(tps: str) -> bool:
    """Whether a TPS is a special-location one (901 and up)."""
    return tps >= FIRST_LOKSUS
