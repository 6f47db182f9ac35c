"""Lists of names: the columns that the election's file gives a form, and a voter's cells in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from coklit_desktop.domain.identity import age_on, counted_sex
from coklit_desktop.domain.printed_order import sorted_by
from coklit_desktop.reports.catalog import settings_of
from coklit_desktop.reports.data import FormData, keterangan
from coklit_desktop.reports.forms.parts import heading, regency_identity, village_identity
from coklit_desktop.reports.model import Column, Document, Legend, Row, Style, nihil
from coklit_desktop.reports.words import clean, masked_number, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coklit_desktop.domain.records import CurrentVoter, Voter
    from coklit_desktop.reports.model import Closing

T = TypeVar("T")
_COLUMN = ("heading", "width", "align", "group", "fixed", "digits")  # what a table in the file says of a column


class Line(NamedTuple):
    """One line of a list before it is cells; `voter` are the cells to print, as delivered or as they are now."""

    number: int
    row: CurrentVoter
    voter: Voter


Fill = Callable[[Line], str]


class ByName:
    """The grid of one by-name form: its columns, keys to the codes, and rows made from voters.

    `fills` are cells that only this form has, or fills otherwise, by the key of their column.
    """

    def __init__(self, data: FormData, form_id: str, fills: Mapping[str, Fill] | None = None) -> None:
        shared, own = data.election.forms["by_name"], settings_of(data.election, form_id)
        found = columns_of(data, form_id)
        self.data, self.form_id = data, form_id
        self.keys = tuple(key for key, _ in found)
        self.columns = tuple(column for _, column in found)
        self.sort: Sequence[str] = own.get("sort", shared["sort"])
        known = {**_fills(data), **(fills or {})}
        self._fills = tuple(known[key] for key in self.keys)

    def sorted(self, rows: Iterable[CurrentVoter]) -> list[CurrentVoter]:
        """Rows in the order that the form wants."""
        return sorted_by(self.sort, rows)

    def row(self, line: Line, bold: Collection[str] = ()) -> Row:
        """The cells of a line; `bold` names columns."""
        strong = frozenset(self.keys.index(key) for key in bold if key in self.keys) if bold else _PLAIN
        cells = tuple([fill(line) for fill in self._fills])
        return Row(cells, bold=strong, number=line.number, sex=counted_sex(line.voter.sex, line.voter.nik))

    def joined(self, text: str, first: str = "", *, style: Style = "") -> Row:
        """A row of one text over all columns; with `first` that stands in the first one."""
        last = len(self.columns) - 1
        if not first:
            return Row((text, *(None for _ in range(last))), style, ((0, last),))
        return Row((first, text, *(None for _ in range(last - 1))), style, ((1, last),))

    def document(self, name: str, rows: Sequence[Row], closing: Closing, **changes: Any) -> Document:
        """A document of these rows (NIHIL without any): of the village, or of the TPS that `name` names."""
        data, settings = self.data, settings_of(self.data.election, self.form_id)
        tps = [("TPS", name.removeprefix("TPS "))] if name.startswith("TPS ") else []
        if "row_padding" in settings:
            changes["row_padding"] = settings["row_padding"]
        notes = (*changes.pop("notes", ()), *self._masked_note())
        return Document(
            name=name,
            model=settings["name"],
            title=heading(data, self.form_id),
            identity=(regency_identity(data), village_identity(data, *tps)),
            columns=self.columns,
            numbers=tuple(str(number) for number in range(1, len(self.columns) + 1)),
            rows=rows if rows or changes.get("min_rows") else (nihil(self.columns),),
            closing=closing,
            legends=self._legends(),
            notes=notes,
            **changes,
        )

    def _legends(self) -> tuple[Legend, ...]:
        """Keys to the codes in this form's columns; of disability none where it is hidden."""
        election, codes = self.data.election, _codes(self.data)
        hidden = {"disability"} if self.data.masked else set()
        return tuple(
            Legend(text.format(number=self.keys.index(key) + 1), codes[key])
            for key, text in election.forms["by_name"]["legends"].items()
            if key in self.keys and key not in hidden
        )

    def _masked_note(self) -> Iterator[str]:
        said = [words for key, words in _HIDDEN.items() if key in self.keys]
        if self.data.masked and said:
            yield f"Salinan tersamar: {', '.join(said)}."


class Rows(Sequence[Row], Generic[T]):
    """Rows made when they are asked for: the first page of a long list costs no more than that of a short one."""

    def __init__(self, lines: Sequence[T], make: Callable[[T, int], Row]) -> None:
        self._lines, self._make = lines, make

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(len(self))[at])
        return self._make(self._lines[at], range(len(self._lines))[at] + 1)

    def __iter__(self) -> Iterator[Row]:
        make = self._make
        for number, line in enumerate(self._lines, 1):
            yield make(line, number)


_PLAIN: frozenset[int] = frozenset()
_HIDDEN = {
    "nik": "NIK dan No KK hanya enam angka pertama",
    "birth_date": "tanggal lahir diganti umur pada hari pemungutan suara",
    "disability": "disabilitas tidak ditampilkan",
    "evidence_number": "nomor bukti tidak ditampilkan",
}


def columns_of(data: FormData, form_id: str) -> list[tuple[str, Column]]:
    """The columns of a form with their keys: its own, or those that by-name forms share."""
    election = data.election
    said = settings_of(election, form_id).get("columns", election.forms["by_name"]["columns"])
    return [_column(data, one) for one in said]


def _column(data: FormData, said: str | Mapping[str, Any]) -> tuple[str, Column]:
    """Key and column of what a form's list of columns says: a key of the shared ones, or a table of its own."""
    shared: Mapping[str, Any] = data.election.forms["by_name"]
    table: Mapping[str, Any] = (
        next(one for one in shared["columns"] if one["key"] == said) if isinstance(said, str) else said
    )
    told = {name: table[name] for name in _COLUMN if name in table}
    text = shared.get("headings", {}).get(table["key"], told["heading"])
    if data.masked:
        text = table.get("masked", text)
    told["width"] = shared.get("widths", {}).get(table["key"], told["width"])
    told["heading"] = text.format(marital="/".join(data.election.marital_codes.values()))
    return table["key"], Column(**told)


def _fills(data: FormData) -> dict[str, Fill]:
    """How the columns that all by-name forms know are filled."""
    election = data.election
    marital, ktp_el, disability = election.marital_codes, election.ktp_el_codes, election.disability_codes
    found: dict[str, Fill] = {
        "no": lambda line: str(line.number),
        "tps": lambda line: line.row.tps,
        "nkk": lambda line: clean(line.voter.nkk),
        "nik": lambda line: clean(line.voter.nik),
        "name": lambda line: clean(line.voter.name),
        "birth_place": lambda line: clean(line.voter.birth_place),
        "birth_date": lambda line: short_date(line.voter.birth_date),
        "marital_status": lambda line: marital.get(line.voter.marital_status, line.voter.marital_status),
        "sex": lambda line: line.voter.sex,
        "address": lambda line: clean(line.voter.address),
        "rt": lambda line: clean(line.voter.rt),
        "rw": lambda line: clean(line.voter.rw),
        "disability": lambda line: disability.get(line.voter.disability, line.voter.disability),
        "ktp_el": lambda line: ktp_el.get(line.voter.ktp_el, line.voter.ktp_el),
        "keterangan": lambda line: keterangan(line.row, election),
    }
    return found | _masked_fills(data) if data.masked else found


def _masked_fills(data: FormData) -> dict[str, Fill]:
    """Cells of a copy for outsiders: area digits, age instead of birth date, no disability (domain.md 4)."""
    day = data.election.voting_day

    def age(line: Line) -> str:
        found = age_on(line.voter.birth_date, day)
        return "" if found is None else str(found)

    return {
        "nkk": lambda line: masked_number(line.voter.nkk),
        "nik": lambda line: masked_number(line.voter.nik),
        "birth_date": age,
        "disability": empty,
    }


def empty(_line: Line) -> str:
    """A cell that is filled in by hand, or not at all."""
    return ""


def _codes(data: FormData) -> dict[str, tuple[tuple[str, str], ...]]:
    """Codes and what they mean, by the key of their column."""
    election = data.election

    def pairs(codes: Mapping[str, str], labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, labels[name]) for name, code in codes.items())

    used = ("baru", "ubah", *data.stage.tms)
    results = {name: code for name, code in election.keterangan_codes.items() if name in used}
    return {
        "marital_status": pairs(election.marital_codes, election.marital_labels),
        "disability": pairs(election.disability_codes, election.disability_labels),
        "ktp_el": pairs(election.ktp_el_codes, election.ktp_el_labels),
        "keterangan": pairs(results, election.keterangan_labels),
    }
