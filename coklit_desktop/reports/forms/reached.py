"""What a period of coklit reached: a TPS or an area before it and at its end, and shares of it in per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from coklit_desktop.domain.recap import Counts, SexCount, sum_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Reached(Protocol):
    """Where a TPS stood at one moment, as `services.progressing.Reached` has it."""

    @property
    def counts(self) -> Counts: ...
    @property
    def kk_done(self) -> int: ...


class Line(NamedTuple):
    """A TPS, village or kecamatan, or all: what it is called, where it stood before the period and at its end."""

    name: str
    before: Counts
    after: Counts
    kk_before: int
    kk_after: int

    @classmethod
    def of(cls, name: str, lines: Iterable[Any]) -> Line:
        """The sum of lines of `services.progressing.Progress`."""
        found = list(lines)
        before: list[Reached] = [line.before for line in found]
        after: list[Reached] = [line.after for line in found]
        return cls(
            name,
            sum_counts(one.counts for one in before),
            sum_counts(one.counts for one in after),
            sum(one.kk_done for one in before),
            sum(one.kk_done for one in after),
        )

    def pair(self, of: Callable[[Counts], SexCount]) -> tuple[SexCount, SexCount]:
        """A number in the period, and up to its end."""
        then, now = of(self.before), of(self.after)
        return SexCount(now.L - then.L, now.P - then.P), now


def done(counts: Counts) -> SexCount:
    """Delivered voters with a result."""
    return counts.sesuai + counts.tidak_ditemui + counts.ubah + counts.tms_total


def percent(part: int, whole: int) -> str:
    """A share with one decimal, as Indonesian writes it; "-" of nothing. Only all of it is 100, only none is 0."""
    if not whole or not part:
        return "-"
    tenths = round(part * 1000 / whole)
    if part < whole:
        tenths = min(tenths, 999)
    if not tenths:
        return "< 0,1 %"
    return f"{tenths // 10},{tenths % 10} %"
