"""What a pantarlih takes along: Model A-Daftar Pemilih with room for the pen, and A-Daftar Potensial Pemilih."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coklit_desktop.domain.records import CurrentVoter, Mark
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.by_name import ByName, Line, Rows, empty
from coklit_desktop.reports.forms.parts import BLANK, missing_names, upper
from coklit_desktop.reports.model import Closing, Document, Row, Signer
from coklit_desktop.reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.data import FormData


DELIVERED = "a-daftar-pemilih"
NEW = "a-daftar-potensial"
BLANK_SHEET, FILLED = "kosong", "isi"
_HOW_TO = (
    "Data sesuai: beri tanda centang pada kolom Keterangan. Data salah: coret kolom yang salah, tulis yang benar pada "
    "baris kosong di bawahnya, lalu tulis {ubah}. Tidak memenuhi syarat: coret barisnya dan tulis kodenya."
)
_MADE = "Kode {code} bertanda *: pasangan kode 8 dari TPS lain, belum tertulis di lembar kertas TPS ini."


def delivered_documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The list of each TPS as it was delivered; a copy for outsiders has no rows for the pen."""
    table = ByName(data, DELIVERED, {"keterangan": empty})
    for tps in tps_list:
        voters = table.sorted(data.rows_counted("awal", tps))
        pen = not data.masked
        yield table.document(
            f"TPS {tps}",
            Rows(voters, lambda voter, _: _delivered_row(table, voter)),
            worker_closing(data, tps),
            pen_rows=pen,
            notes=(_HOW_TO.format(ubah=data.election.keterangan_codes["ubah"]),) if pen and voters else (),
        )


def new_documents(data: FormData, tps_list: list[str]) -> Iterator[Document]:
    """The new voters of each TPS, or a page of empty rows to write them in."""
    codes, room = data.election.keterangan_codes, settings_of(data.election, NEW)["pen_padding"]
    table = ByName(data, NEW, {"keterangan": lambda line: codes["baru"] + ("*" if _is_made(line.row) else "")})
    for tps in tps_list:
        if data.variant != FILLED:
            yield table.document(f"TPS {tps}", (), worker_closing(data, tps), min_rows=-1, row_padding=room)
            continue
        voters = table.sorted(data.rows_counted("baru", tps))
        rows = tuple(table.row(Line(number, voter, voter.voter)) for number, voter in enumerate(voters, 1))
        made = any(map(_is_made, voters))
        notes = (_MADE.format(code=codes["baru"]),) if made else ()
        yield table.document(f"TPS {tps}", rows, worker_closing(data, tps), notes=notes)


def missing(data: FormData, tps_list: list[str]) -> list[str]:
    """What the forms lack."""
    word = str(data.election.forms["worker_word"])
    nameless = [tps for tps in tps_list if not all(worker.get("nama", "").strip() for worker in _workers(data, tps))]
    found = missing_names(data)
    return [*found, f"TPS {', '.join(nameless)}: nama {word} belum diisi."] if nameless else found


def worker_closing(data: FormData, tps: str) -> Closing:
    """The pantarlih of a TPS sign; the day is written by hand, when coklit is done."""
    village = clean(data.area_names.village).title() or BLANK
    word = str(data.election.forms["worker"])
    signers = tuple(Signer(word, upper(worker.get("nama", ""))) for worker in _workers(data, tps))
    return Closing((f"{village}, {BLANK}",), signers)


def _workers(data: FormData, tps: str) -> list[dict[str, str]]:
    return [dict(worker) for worker in data.numbered(f"pantarlih:{tps}")] or [{}]


def _delivered_row(table: ByName, row: CurrentVoter) -> Row:
    return table.row(Line(row.line, row, row.delivered or row.voter))


def _is_made(row: CurrentVoter) -> bool:
    return row.mark is Mark.GENERATED
