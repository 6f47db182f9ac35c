"""`coklit verify-page`: does a paper still say what the store says?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.papers import read_page_code
from coklit_desktop.domain.recap import count_by_tps, sum_counts
from coklit_desktop.services.browsing import area_digest

if TYPE_CHECKING:
    from coklit_desktop.services.desk import Desk


def verify_page(desk: Desk, text: str) -> dict[str, Any]:
    """Compare a page's QR text with the list now. Raises CoklitError: bukan_kode_halaman, desa_lain_halaman."""
    code = read_page_code(text)
    if not desk.covers(code.area):
        raise CoklitError("desa_lain_halaman")
    with desk.store.read() as unit:
        counts = count_by_tps(unit.iter_voters(code.area))
        digest = area_digest(unit, code.area)
    chosen = sum_counts(counts.values()) if not code.tps else counts.get(code.tps)
    now = (0, 0) if chosen is None else (chosen.akhir.L, chosen.akhir.P)
    return {
        "form": code.form,
        "area": code.area,
        "tps": int(code.tps) if code.tps else None,
        "page": code.page,
        "pages": code.pages,
        "same_list": digest.startswith(code.digest) and bool(code.digest),
        "same_totals": now == code.totals,
        "paper": {"L": code.totals[0], "P": code.totals[1]},
        "store": {"L": now[0], "P": now[1]},
    }
