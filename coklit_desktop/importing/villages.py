"""Whose list a file is: told from KEL_ID where that is Kemendagri's code, else from the names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from coklit_desktop.domain import areas
from coklit_desktop.domain.errors import CoklitError

ALIKE = 0.85  # from here on two spellings are taken for one name


class VillageCells(NamedTuple):
    """What a row says of its village, as it stands in the file."""

    kel_id: str = ""
    desa: str = ""
    kecamatan: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The village a row names: its code where it can be told."""

    code: str
    name: str
    kecamatan: str
    guessed: bool = False  # another spelling of the office's village

    @property
    def identity(self) -> str:
        """What two rows of one village have in common, however its name is spelled."""
        return self.code or f"{areas.fold(self.name)}/{areas.fold(self.kecamatan)}"


@dataclass(frozen=True, slots=True)
class Office:
    """The area of the office that reads the file; names may be empty when unknown."""

    area: str
    name: str = ""
    kecamatan: str = ""

    @property
    def is_village(self) -> bool:
        """Whether it is one village (a PPS); a PPK or kabko takes any village under its code."""
        return areas.level_of(self.area) == "village"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which village the file is of, and which rows' cells name another one."""

    area: str
    name: str
    strangers: frozenset[VillageCells]
    warnings: tuple[str, ...]


def judge(counts: Counter[VillageCells], office: Office, *, mended: bool = False) -> Verdict:
    """Tell the file's village from how often each village is named.

    Raises CoklitError `desa_salah` for another office's file, `desa_tidak_jelas` where nothing tells.
    A `mended` rejects file is never refused as a whole: what is still of another village goes back into it.
    """
    office = _with_names(office)
    told = {cells: village for cells in counts if (village := _tell(cells, office)) is not None}
    sums: Counter[str] = Counter()
    for cells, village in told.items():
        sums[village.identity] += counts[cells]
    if not sums:
        if not office.is_village:
            raise CoklitError("desa_tidak_jelas")
        return Verdict(office.area, office.name, frozenset(), ("desa_tak_tertulis",) if counts else ())
    identity = sums.most_common(1)[0][0]
    main = next(village for village in told.values() if village.identity == identity)
    if mended and office.is_village and office.name:
        main = Told(office.area, office.name, office.kecamatan)
    if not _belongs(main, office):
        raise CoklitError(
            "desa_salah", desa=main.name, kecamatan=main.kecamatan or "?", milik=office.name or office.area
        )
    area = main.code or office.area
    strangers = frozenset(cells for cells, found in told.items() if found.identity != main.identity)
    guessed = any(found.guessed for found in told.values())
    return Verdict(area, main.name, strangers, ("ejaan_desa",) if guessed else ())


def _with_names(office: Office) -> Office:
    names = areas.parent_names(office.area)
    if not office.is_village:
        return Office(office.area, office.name or names[office.area.count(".")], office.kecamatan)
    return Office(office.area, office.name or names[3], office.kecamatan or names[2])


def _tell(cells: VillageCells, office: Office) -> Told | None:
    code = areas.dotted(cells.kel_id) or ""
    if areas.level_of(code) == "village" and (code == office.area or areas.area_name(code)):
        names = areas.parent_names(code)
        return Told(code, cells.desa or names[3], cells.kecamatan or names[2])
    if not areas.fold(cells.desa):
        return None
    return _by_name(cells, office)


def _by_name(cells: VillageCells, office: Office) -> Told:
    desa, kecamatan = areas.fold(cells.desa), areas.fold(cells.kecamatan)
    if not office.is_village:
        return Told(_code_under(office.area, desa, kecamatan), cells.desa, cells.kecamatan)
    own_kecamatan = areas.fold(office.kecamatan)
    if kecamatan and own_kecamatan and not _alike(kecamatan, own_kecamatan):
        return Told("", cells.desa, cells.kecamatan)
    own = areas.fold(office.name)
    if desa == own:
        return Told(office.area, cells.desa, cells.kecamatan)
    sibling = _code_under(office.area.rpartition(".")[0], desa, kecamatan)
    if not sibling and own and _alike(desa, own):
        return Told(office.area, cells.desa, cells.kecamatan, guessed=True)
    return Told(sibling, cells.desa, cells.kecamatan)


def _code_under(area: str, desa: str, kecamatan: str) -> str:
    found = [code for code, name in areas.villages_under(area) if areas.fold(name) == desa]
    if kecamatan:
        found = [code for code in found if _alike(areas.fold(areas.parent_names(code)[2]), kecamatan)]
    return found[0] if len(found) == 1 else ""


def _belongs(village: Told, office: Office) -> bool:
    if not office.area:
        return True
    if office.is_village:
        return village.code == office.area or (not village.code and not office.name)
    return bool(village.code) and (village.code + ".").startswith(office.area + ".")


def _alike(left: str, right: str) -> bool:
    return left == right or SequenceMatcher(None, left, right).ratio() >= ALIKE
