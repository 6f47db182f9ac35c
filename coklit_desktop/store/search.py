"""Finding voters: by any part of the name, by the starts of short words, by the first digits of NIK or NKK.

The index `voter_names` holds trigrams of `name_key`, in which two blanks stand before every word; so `"  S"` and
`" SI"` find words that start with S and SI, and three letters are found anywhere.

First the row numbers of the matches are found, as far as CAP, then only those rows are read that the page shows. Only
whom a number of a recap counts is counted to the end: the page must say that very number.
Few matches by name are looked up one by one; many are probed while the covering index `ix_voters_counts` is scanned.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from coklit_desktop.domain.queries import VoterPage, VoterQuery
from coklit_desktop.domain.records import Mark
from coklit_desktop.store.counted import counted_conditions
from coklit_desktop.store.part import Part, marks
from coklit_desktop.store.voter_rows import SELECT_LIST, from_row, place_key
from coklit_desktop.store.voters import ACTIVE, LIST_ORDER

CAP = 2000  # matches that are counted and sorted; more of them nobody reads
FEW = 5000  # so many rows are looked up one by one in a few milliseconds
_BROWSING = {  # orders that an index gives
    "list": "ORDER BY v.area, v.tps, v.place_key, v.nkk",
    "nik": "ORDER BY v.nik",
    "name": "",
}
_SORTED = {
    "list": LIST_ORDER,
    "name": f"v.name, {LIST_ORDER}",
    "nik": f"v.nik, {LIST_ORDER}",
}
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
        statement, values, order = self._matches(query)
        found = self._all(f"{statement} LIMIT {CAP + 1}", values)
        more, total = len(found) > CAP, min(len(found), CAP)
        if more and query.counted is not None:
            total = self._all(f"SELECT count(*) FROM ({statement})", values)[0][0]  # noqa: S608
        if more:
            statement = f"{statement} {order}"
            found = self._all(f"{statement} LIMIT ? OFFSET ?", [*values, query.limit, query.offset])
        ids = json.dumps([row[0] for row in found])
        order, page = ("wanted.key", "") if more else (_SORTED[query.order], "LIMIT ? OFFSET ?")
        rows = self._all(
            f"SELECT {SELECT_LIST} FROM json_each(?) wanted "  # noqa: S608
            f"CROSS JOIN voters v ON v.id = wanted.value ORDER BY {order} {page}",
            [ids] if more else [ids, query.limit, query.offset],
        )
        return VoterPage(tuple(map(from_row, rows)), total, more and query.counted is None)

    def _matches(self, query: VoterQuery) -> tuple[str, list[object], str]:
        """Statement and values that give the row numbers of the matches; and the order for a page of very many."""
        numbers, words = _split(query.text)
        where = _conditions(query)
        for number in numbers:
            where.add("((v.nik >= ? AND v.nik < ?) OR (v.nkk >= ? AND v.nkk < ?))", *((number, number + ":") * 2))
        if not words:
            order = "" if numbers else _BROWSING[query.order]
            return f"SELECT v.id FROM voters v WHERE {where}", where.values, order  # noqa: S608
        match, whole = " AND ".join(map(_trigrams, words)), _whole_words(words)
        if not where.parts or self._are_few(match):
            return (
                "SELECT v.id FROM voter_names CROSS JOIN voters v ON v.id = voter_names.rowid "  # noqa: S608
                f"WHERE voter_names MATCH ? AND {where} AND {whole}",
                [match, *where.values, *whole.values],
                "",
            )
        names = "SELECT rowid FROM voter_names WHERE voter_names MATCH ?"
        return (
            f"SELECT v.id FROM (SELECT v.id FROM voters v WHERE {where} AND +v.id IN ({names})) found "  # noqa: S608
            f"CROSS JOIN voters v ON v.id = found.id WHERE {whole}",
            [*where.values, match, *whole.values],
            "",
        )

    def _are_few(self, match: str) -> bool:
        statement = "SELECT 1 FROM voter_names WHERE voter_names MATCH ? LIMIT 1 OFFSET ?"
        return self._one(statement, (match, FEW)) is None


def _split(text: str) -> tuple[list[str], list[str]]:
    """Numbers and other words of what was typed, in a spelling that the database can take."""
    clean = text.replace("\0", " ").encode("utf-8", "ignore").decode()
    words = clean.split()
    numbers = [word for word in words if word.isascii() and word.isdecimal()]
    return numbers, [word for word in words if not (word.isascii() and word.isdecimal())]


def _whole_words(words: list[str]) -> _Where:
    """That words are there as such: all their trigrams may be there in another order."""
    where = _Where()
    for word in words:
        if len(word) > 3 and word.isascii():  # LIKE knows no capitals beyond ASCII; trigrams alone must do there
            where.add("v.name LIKE ? ESCAPE '!'", f"%{_escaped(word)}%")
    return where


def _conditions(query: VoterQuery) -> _Where:
    where = _Where()
    for column, value in (("area", query.area), ("tps", query.tps)):
        if value is not None:
            where.add(f"v.{column} = ?", value)
    if query.state == "baru":
        where.add("v.kind <> 'delivered'")
    elif query.state is not None:
        where.add("v.kind = 'delivered' AND v.state = ?", query.state)
    if query.marks:
        where.add(f"v.mark IN ({marks(len(query.marks))})", *map(str, query.marks))
    if query.check:
        where.add("(v.conflict = 1 OR v.mark IN (?, ?))", *_TO_LOOK_AT)
    if query.active is not None:
        where.add(f"{ACTIVE} = ?", int(query.active))
    for part, values in () if query.counted is None else counted_conditions(query.counted):
        where.add(part, *values)
    _add_place(where, query)
    return where


def _add_place(where: _Where, query: VoterQuery) -> None:
    if query.rt is not None:
        where.add("v.place_key LIKE ? ESCAPE '!'", "%" + _escaped("\t" + place_key("", query.rt).split("\t")[1]))
    if query.rw is not None:
        where.add("v.place_key LIKE ? ESCAPE '!'", _escaped(place_key(query.rw, "").split("\t")[0] + "\t") + "%")


def _trigrams(word: str) -> str:
    if len(word) < 3:
        return _quoted(word.rjust(3))
    return " AND ".join(_quoted(word[i : i + 3]) for i in range(len(word) - 2))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
