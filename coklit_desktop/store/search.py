"""Finding voters: by any part of the name, by the starts of short words, by the first digits of NIK or NKK.

The index `voter_names` holds trigrams of `name_key`, in which two blanks stand before every word; so `"  S"` and
`" SI"` find words that start with S and SI, and three letters are found anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coklit_desktop.domain.queries import VoterPage, VoterQuery
from coklit_desktop.domain.records import Mark
from coklit_desktop.store.part import Part, marks
from coklit_desktop.store.voter_rows import SELECT_LIST, from_row, place_key
from coklit_desktop.store.voters import LIST_ORDER

CAP = 2000  # matches that are counted and sorted; more of them nobody reads
_ORDERS = {
    "list": LIST_ORDER,
    "name": f"v.name, {LIST_ORDER}",
    "nik": f"v.nik, {LIST_ORDER}",
}
_ACTIVE = "(CASE v.kind WHEN 'delivered' THEN v.gone = 0 AND v.state <> 'tms' ELSE v.withdrawn = 0 END)"
_TO_LOOK_AT = (str(Mark.UNMATCHED), str(Mark.WAITING_8))


@dataclass(slots=True)
class _Where:
    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, part: str, *values: object) -> None:
        self.parts.append(part)
        self.values.extend(values)

    def __str__(self) -> str:
        return " AND ".join(self.parts) or "1"


class SearchPart(Part):
    """Searching the current list."""

    def search(self, query: VoterQuery) -> VoterPage:
        """One page of the voters that fit."""
        where = _conditions(query)
        matches = f"SELECT v.id FROM voters v WHERE {where} LIMIT {CAP + 1}"  # noqa: S608
        found = [row[0] for row in self._all(matches, where.values)]
        if len(found) <= CAP:
            statement = (
                f"SELECT {SELECT_LIST} FROM voters v WHERE v.id IN ({matches}) "  # noqa: S608
                f"ORDER BY {_ORDERS[query.order]} LIMIT ? OFFSET ?"
            )
        else:
            statement = f"SELECT {SELECT_LIST} FROM voters v WHERE {where} LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._all(statement, [*where.values, query.limit, query.offset])
        return VoterPage(tuple(map(from_row, rows)), min(len(found), CAP), len(found) > CAP)


def _conditions(query: VoterQuery) -> _Where:
    where = _Where()
    for word in query.text.split():
        _add_word(where, word)
    for column, value in (("area", query.area), ("tps", query.tps)):
        if value is not None:
            where.add(f"v.{column} = ?", value)
    if query.state is not None:
        if query.state == "baru":
            where.add("v.kind <> 'delivered'")
        else:
            where.add("v.kind = 'delivered' AND v.state = ?", query.state)
    if query.marks:
        where.add(f"v.mark IN ({marks(len(query.marks))})", *map(str, query.marks))
    if query.check:
        where.add("(v.conflict = 1 OR v.mark IN (?, ?))", *_TO_LOOK_AT)
    if query.active is not None:
        where.add(f"{_ACTIVE} = ?", int(query.active))
    _add_place(where, query)
    return where


def _add_place(where: _Where, query: VoterQuery) -> None:
    if query.rt is not None:
        where.add("v.place_key LIKE ? ESCAPE '!'", "%" + _escaped("\t" + place_key("", query.rt).split("\t")[1]))
    if query.rw is not None:
        where.add("v.place_key LIKE ? ESCAPE '!'", _escaped(place_key(query.rw, "").split("\t")[0] + "\t") + "%")


def _add_word(where: _Where, word: str) -> None:
    if word.isascii() and word.isdecimal():
        where.add(
            "v.id IN (SELECT id FROM voters WHERE nik >= ? AND nik < ? UNION ALL "
            "SELECT id FROM voters WHERE nkk >= ? AND nkk < ?)",
            *((word, word + ":") * 2),
        )
        return
    where.add("v.id IN (SELECT rowid FROM voter_names WHERE voter_names MATCH ?)", _match(word))
    if len(word) > 3:
        where.add("v.name LIKE ? ESCAPE '!'", f"%{_escaped(word)}%")


def _match(word: str) -> str:
    if len(word) < 3:
        return _quoted(word.rjust(3))
    return " AND ".join(_quoted(word[i : i + 3]) for i in range(len(word) - 2))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
