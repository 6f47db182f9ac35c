"""What only some forms read beyond list and office data (`FormData.more`): one function a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coklit_desktop.services.desk import Desk
    from coklit_desktop.store.unit import Unit


def supplies(desk: Desk, unit: Unit, form_id: str, area: str, variant: str) -> Mapping[str, Any]:
    """What a form of an area needs more; empty for most."""
    supply = _SUPPLIES.get(form_id)
    return {} if supply is None else supply(desk, unit, area, variant)


def _exports(_desk: Desk, unit: Unit, _area: str, _variant: str) -> Mapping[str, Any]:
    return {"exports": list(reversed(unit.exports()))}


_SUPPLIES: dict[str, Callable[[Desk, Unit, str, str], Mapping[str, Any]]] = {
    "log-ekspor": _exports,
}
