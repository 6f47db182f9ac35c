"""What only some forms read beyond list and office data (`FormData.more`): one function a form."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.services.progressing import PeriodKind
    from coklit_desktop.store.unit import Unit


def supplies(desk: Desk, unit: Unit, form_id: str, area: str, variant: str) -> Mapping[str, Any]:
    """What a form of an area needs more; empty for most."""
    supply = _SUPPLIES.get(form_id)
    return {} if supply is None else supply(desk, unit, area, variant)


def has_supplies(form_id: str) -> bool:
    """Whether a form reads more than list and office data."""
    return form_id in _SUPPLIES


def _exports(_desk: Desk, unit: Unit, _area: str, _variant: str) -> Mapping[str, Any]:
    return {"exports": list(reversed(unit.exports()))}


def _differences(desk: Desk, unit: Unit, area: str, _variant: str) -> Mapping[str, Any]:
    from coklit_desktop.services.determining import determination_in
    from coklit_desktop.services.differing import differences_in

    since = determination_in(desk, unit, area=area)
    return {"differences": [] if since is None else differences_in(desk, unit, since)}


def _progress(desk: Desk, unit: Unit, area: str, variant: str) -> Mapping[str, Any]:
    from coklit_desktop.services.progressing import progress_in

    today = datetime.fromtimestamp(desk.now_ms() / 1000).astimezone().date()
    return {"progress": progress_in(desk, unit, cast("PeriodKind", variant), today, area)}


def _book(desk: Desk, unit: Unit, area: str, _variant: str) -> Mapping[str, Any]:
    from coklit_desktop.services.book_data import book_data

    return book_data(desk, unit, area)


_SUPPLIES: dict[str, Callable[[Desk, Unit, str, str], Mapping[str, Any]]] = {
    "log-ekspor": _exports,
    "lembar-perbaikan": _differences,
    "laporan-kemajuan": _progress,
    "buku-coklit": _book,
}
