"""The figures that the book tells of, read from a FormData once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coklit_desktop.domain.areas import area_name
from coklit_desktop.domain.recap import Counts, SexCount, sum_counts
from coklit_desktop.reports.data import FormData
from coklit_desktop.reports.forms.recaps import is_received
from coklit_desktop.reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class Line(NamedTuple):
    """A TPS, village or kecamatan of the book: "TPS 003", "Jepat Lor"."""

    name: str
    counts: Counts
    tps: int = 1


@dataclass(frozen=True)
class Facts:
    """All that the chapters read. Nothing here names a voter."""

    data: FormData
    lines: tuple[Line, ...]
    total: Counts
    not_received: tuple[str, ...]
    word: str  # what a line is: "TPS", "desa/kelurahan", "kecamatan"

    @property
    def more(self) -> Mapping[str, Any]:
        """What the services read for the book alone."""
        return self.data.more

    @property
    def tps(self) -> int:
        """How many TPS there are."""
        return sum(line.tps for line in self.lines)

    @property
    def days(self) -> Sequence[tuple[date, int]]:
        """Days and how many results were keyed on each."""
        found: Sequence[tuple[date, int]] = self.more.get("days", ())
        return found

    @property
    def ages(self) -> Sequence[tuple[str, SexCount]]:
        """Groups of age and who is in the list."""
        found: Sequence[tuple[str, SexCount]] = self.more.get("ages", ())
        return found

    @property
    def places(self) -> Sequence[tuple[float, float, str]]:
        """Latitude, longitude and state of each household that has a place."""
        found: Sequence[tuple[float, float, str]] = self.more.get("places", ())
        return found

    @property
    def households(self) -> int:
        """How many households there are, with a place or without."""
        return max(int(self.more.get("households", 0)), len(self.places))

    @property
    def findings(self) -> Sequence[tuple[str, str, int]]:
        """Severity, title and number of each kind of thing to look at."""
        found: Sequence[tuple[str, str, int]] = self.more.get("findings", ())
        return found

    @property
    def done(self) -> int:
        """Delivered voters with a result."""
        return self.total.awal.total - self.total.belum.total

    def without_paper(self) -> dict[str, int]:
        """Line -> voters struck without the paper that proves it."""
        found: dict[str, int] = {}
        for village, tps, number in self.more.get("without_paper", ()):
            name = self._line_of(village, tps)
            found[name] = found.get(name, 0) + number
        return found

    def _line_of(self, village: str, tps: str) -> str:
        if self.data.office_kind == "pps":
            return f"TPS {tps}"
        code = village if self.data.office_kind == "ppk" else village.rsplit(".", 1)[0]
        return _named(area_name(code), code)


def facts_of(data: FormData) -> Facts:
    """The facts of a village from its TPS, of an area above from its parts."""
    if data.office_kind == "pps":
        lines = [Line(f"TPS {tps}", data.counts(tps)) for tps in data.tps_list]
        missing: list[str] = []
    else:
        lines = [Line(_named(part.name, part.code), part.counts, part.tps) for part in data.parts if is_received(part)]
        missing = [_named(part.name, part.code) for part in data.parts if not is_received(part)]
    word = {"ppk": "desa/kelurahan", "kabko": "kecamatan"}.get(data.office_kind, "TPS")
    return Facts(data, tuple(lines), sum_counts(line.counts for line in lines), tuple(missing), word)


def _named(name: str, code: str) -> str:
    return clean(name).title() or code
