"""Catatan ekspor: what left the store in the clear, how, for whom, and who knows of it. Names nobody on the list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.forms.by_name import columns_of
from coklit_desktop.reports.forms.parts import heading, officers, own_chair_closing, own_identity
from coklit_desktop.reports.model import Document, Row, nihil
from coklit_desktop.reports.words import clean, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coklit_desktop.reports.data import FormData
FORM_ID = "log-ekspor"
_HOW = {"cetak": "Dicetak", "pdf": "Berkas PDF", "xlsx": "Berkas XLSX", "docx": "Berkas DOCX", "html": "Berkas HTML"}
_OTHER = {"peta": "Peta rumah tangga"}  # what is exported but no form


class Export(NamedTuple):
    """One line of the log, told to a reader."""

    what: str
    how: str
    for_whom: str


def documents(data: FormData, _tps_list: list[str]) -> Iterator[Document]:
    """The log of this office's store, the oldest line first."""
    columns = tuple(column for _, column in columns_of(data, FORM_ID))
    zone = data.state.made_at.tzinfo
    rows = []
    for number, (text, at) in enumerate(data.more.get("exports", ()), 1):
        when = moment(datetime.fromtimestamp(at / 1000, UTC).astimezone(zone))
        rows.append(Row((str(number), when, *told(data, text), "")))
    yield Document(
        name="Ekspor",
        model=settings_of(data.election, FORM_ID)["name"],
        title=heading(data, FORM_ID),
        identity=own_identity(data),
        columns=columns,
        numbers=tuple(str(number) for number in range(1, len(columns) + 1)),
        rows=tuple(rows) or (nihil(columns),),
        closing=own_chair_closing(data, ""),
    )


def missing(data: FormData, _tps_list: list[str]) -> list[str]:
    """What the log lacks."""
    return [] if officers(data)[0].name else ["Nama ketua belum diisi."]


def told(data: FormData, text: str) -> Export:
    """A line of the log in words: `a-rekap-pps pdf samaran untuk PKD`."""
    text, _, for_whom = text.partition(" untuk ")
    name, *how = text.split(" ")
    form = data.election.forms.get(name)
    what = form["name"] if isinstance(form, dict) and "name" in form else _OTHER.get(name, name)
    words = [_HOW.get(word, "tersamar" if word == "samaran" else word) for word in how]
    return Export(clean(what), ", ".join(words), clean(for_whom))
