"""`coklit verify-page`: does a paper still say what the store says?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.errors import CoklitError
from coklit_desktop.domain.papers import PageCode, read_page_code
from coklit_desktop.domain.recap import Counts, sum_counts
from coklit_desktop.services.form_data import Wish, area_state, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.data import FormData
    from coklit_desktop.services.desk import Desk

Sexes = tuple[int, int]  # L and P


@dataclass(frozen=True, slots=True)
class _Found:
    """A paper beside the list. `rows`: L and P of its lines now; None where the paper has none."""

    code: PageCode
    same_list: bool
    now: Sexes
    rows: Sexes | None

    @property
    def same_totals(self) -> bool:
        return self.now == self.code.totals

    @property
    def same_page(self) -> bool | None:
        return None if self.rows is None else self.rows == self.code.page_totals


def verify_page(desk: Desk, text: str) -> dict[str, Any]:
    """Compare a page's QR text with the list now: its list, its totals, its lines (None where it has none), and one
    sentence that `says` how they stand. Raises CoklitError: bukan_kode_halaman, desa_lain_halaman.
    """
    code = read_page_code(text)
    if not desk.covers(code.area):
        raise CoklitError("desa_lain_halaman")
    found = _compare(desk, code)
    return {
        "form": code.form,
        "area": code.area,
        "tps": int(code.tps) if code.tps else None,
        "page": code.page,
        "pages": code.pages,
        "same_list": found.same_list,
        "same_totals": found.same_totals,
        "same_page": found.same_page,
        "paper": _sexes(code.totals),
        "store": _sexes(found.now),
        "lines": None if found.rows is None else {
            "first": code.lines[0], "last": code.lines[1],
            "paper": _sexes(code.page_totals), "store": _sexes(found.rows),
        },
        "says": _sentence(found),
    }  # fmt: skip


def _compare(desk: Desk, code: PageCode) -> _Found:
    with desk.store.read() as unit:
        digest, villages = area_state(desk, unit, code.area)
    if code.tps:
        counts = villages.get(code.area, {}).get(code.tps) or Counts()
    else:
        counts = sum_counts(one for by_tps in villages.values() for one in by_tps.values())
    same_list = bool(code.digest) and digest.startswith(code.digest)
    rows = _rows_now(desk, code) if code.has_lines else None
    return _Found(code, same_list, (counts.akhir.L, counts.akhir.P), rows)


def _rows_now(desk: Desk, code: PageCode) -> Sexes:
    """L and P of the paper's lines as its form would be printed now. The code does not tell which variant the paper
    is: any that agrees will do, else the last that has such lines.
    """
    from coklit_desktop.reports.catalog import forms_of

    form = forms_of(desk.election).get(code.form)
    found: Sexes = (0, 0)
    if form is None or "pdf" not in form.formats:
        return found
    variants: list[str | None] = [one.id for one in form.variants]
    for variant in variants or [None]:
        try:
            with reading(desk, form, Wish(area=code.area, variant=variant)) as data:
                for rows in _documents(data, code):
                    if rows == code.page_totals:
                        return rows
                    found = rows if rows != (0, 0) else found
        except CoklitError:  # nobody is on this list any more, or the form is of another office
            continue
    return found


def _documents(data: FormData, code: PageCode) -> Iterator[Sexes]:
    """The lines in each document that the page may be of: L and P."""
    from coklit_desktop.reports.make import documents

    tps_list = data.tps_list
    if code.tps:
        tps_list = [code.tps] if code.tps in tps_list else []
    first, last = code.lines
    for document in documents(code.form, data, tps_list):
        if document.code.tps == code.tps:
            sexes = [row.sex for row in getattr(document, "rows", ()) if first <= row.number <= last]
            yield sexes.count("L"), sexes.count("P")


# --- the sentence


def _sentence(found: _Found) -> str:
    code = found.code
    page = found.same_page is not False
    if found.same_list and found.same_totals and page:
        return "Cocok: lembar ini sama dengan daftar sekarang."
    if found.same_list:
        return f"Angka di lembar ini berbeda dari daftar yang sama: {_change(found)}. Jangan dipakai, cetak ulang."
    since = "Daftar sudah berubah sejak lembar ini dicetak"
    if found.same_totals and page:
        here = "baris di lembar ini dan jumlahnya" if code.has_lines else "jumlahnya"
        return f"{since}, tetapi {here} tetap: {_pair(code.totals)}. Cetak ulang kalau harus yang terbaru."
    return f"{since}: {_change(found)}. Cetak ulang."


def _change(found: _Found) -> str:
    """From the paper to now: the totals where they differ, else the lines of the page."""
    code = found.code
    if not found.same_totals or found.rows is None:
        return _from_to(code.totals, found.now)
    first, last = code.lines
    return f"baris {_dotted(first)} sampai {_dotted(last)} {_from_to(code.page_totals, found.rows)}"


def _from_to(paper: Sexes, now: Sexes) -> str:
    parts = zip("LP", paper, now, strict=True)
    return ", ".join(f"{sex} {_dotted(was)}" + (f" → {_dotted(is_)}" if was != is_ else "") for sex, was, is_ in parts)


def _pair(count: Sexes) -> str:
    return f"L {_dotted(count[0])}, P {_dotted(count[1])}"


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _sexes(count: Sexes) -> dict[str, int]:
    return {"L": count[0], "P": count[1]}
