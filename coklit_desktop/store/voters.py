"""The current list in a transaction: the fold writes it, everything else reads it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from coklit_desktop.domain.queries import StateCount
from coklit_desktop.domain.records import RowKind, State
from coklit_desktop.store.counted import counted_conditions
from coklit_desktop.store.part import Part, batches, marks
from coklit_desktop.store.voter_rows import COLUMNS, INSERT, SELECT_LIST, from_row, to_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from coklit_desktop.domain.counted import Counted
    from coklit_desktop.domain.records import CurrentVoter

_SELECT = f"SELECT {SELECT_LIST} FROM voters v "  # noqa: S608
_OLD = f"SELECT v.id, v.name_key, {SELECT_LIST} FROM voters v WHERE v.subject = ?"  # noqa: S608
# From one TPS to the next by the index, instead of past all voters.
_TPS_OF_AREA = """
    WITH RECURSIVE step (tps) AS (
        SELECT min(tps) FROM voters WHERE area = ?1
        UNION ALL
        SELECT (SELECT min(tps) FROM voters WHERE area = ?1 AND tps > step.tps) FROM step WHERE step.tps IS NOT NULL
    ) SELECT tps FROM step WHERE tps IS NOT NULL"""
_EVERY_TPS = """
    WITH RECURSIVE place (area) AS (
        SELECT min(area) FROM voters
        UNION ALL
        SELECT (SELECT min(area) FROM voters WHERE area > place.area) FROM place WHERE place.area IS NOT NULL
    ), step (area, tps) AS (
        SELECT area, (SELECT min(tps) FROM voters v WHERE v.area = place.area) FROM place WHERE area IS NOT NULL
        UNION ALL
        SELECT area, (SELECT min(tps) FROM voters v WHERE v.area = step.area AND v.tps > step.tps)
        FROM step WHERE step.tps IS NOT NULL
    ) SELECT area, tps FROM step WHERE tps IS NOT NULL"""
LIST_ORDER = "v.area, v.tps, v.place_key, v.nkk, v.name, v.subject"
_HINTS = {"partner": " AND v.partner <> ''"}  # what the index is limited to: else it is not used
ACTIVE = "CASE v.kind WHEN 'delivered' THEN v.gone = 0 AND v.state <> 'tms' ELSE v.withdrawn = 0 END"

# Columns that counts look at as they are, the others blank; grouped by all of the former.
_SEX_KNOWN = "v.sex IN ('L', 'P') AND v.delivered IN ('', '=')"
_COUNTED = (
    "kind", "tps", "sex", "disability", "ktp_el", "state", "outcome", "delivered_tps", "delivered", "gone", "withdrawn",
)  # fmt: skip
_GROUP_VALUES = {name: f'v."{name}"' for name in _COUNTED} | {
    "nik": f"CASE WHEN {_SEX_KNOWN} THEN '' ELSE v.nik END",
    "area": "v.area",
    "mark": "CASE v.kind WHEN 'delivered' THEN '' ELSE v.mark END",
}
_NUMBERS = {"line", "conflict", "generation"}
_GROUP_LIST = ", ".join(_GROUP_VALUES.get(name, "0" if name in _NUMBERS else "''") for name in COLUMNS)
_GROUP_BY = ", ".join(_GROUP_VALUES[name] for name in (*_COUNTED, "nik", "mark"))
_GROUPS = f"SELECT {_GROUP_LIST}, count(*) FROM voters v WHERE v.area = ? GROUP BY {_GROUP_BY}"  # noqa: S608


class VotersPart(Part):
    """Reading and replacing current rows, one by one."""

    def voters(
        self,
        *,
        area: str | None = None,
        tps: str | None = None,
        delivered_tps: str | None = None,
        conflict: bool | None = None,
        subjects: Collection[str] | None = None,
        niks: Collection[str] | None = None,
        nkks: Collection[str] | None = None,
        partners: Collection[str] | None = None,
        dpids: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[CurrentVoter]:
        """Rows that fit all that is given, in the printed list's order. `tps`: who is in it or was delivered to it.

        With `limit`, which goes with places only, the first so many by the lines of the delivered list.
        """
        found: dict[str, CurrentVoter] = {}
        lists = {"subject": subjects, "nik": niks, "nkk": nkks, "partner": partners, "dpid": dpids}
        narrowing = {name: values for name, values in lists.items() if values is not None}
        where, values = _condition(area, tps, delivered_tps, conflict, narrowed=bool(narrowing))
        if not narrowing:
            order = LIST_ORDER if limit is None else f"v.line = 0, v.line LIMIT {int(limit)}"  # Bs have no line
            rows = self._all(f"{_SELECT}{where}ORDER BY {order}", values)
            return [from_row(row) for row in rows]
        name, wanted = min(narrowing.items(), key=lambda item: len(item[1]))
        for batch in batches(sorted(set(wanted))):
            condition = f"{where or 'WHERE 1 '}AND v.{name} IN ({marks(len(batch))}){_HINTS.get(name, '')}"
            for row in self._all(_SELECT + condition, [*values, *batch]):
                current = from_row(row)
                found[current.subject] = current
        rows_left = [row for row in found.values() if _fits(row, narrowing)]
        return sorted(rows_left, key=lambda row: (row.area, row.tps, row.list_order))

    def voters_counted(self, counted: Counted) -> list[CurrentVoter]:
        """Whom one number of a recap counts (domain.counted), in the printed list's order."""
        conditions = counted_conditions(counted)
        where = " AND ".join(condition for condition, _ in conditions)
        values = [value for _, some in conditions for value in some]
        return [from_row(row) for row in self._all(f"{_SELECT}WHERE {where} ORDER BY {LIST_ORDER}", values)]

    def conflicting_voters(self) -> list[CurrentVoter]:
        """Rows about which two sites disagree."""
        return [from_row(row) for row in self._all(f"{_SELECT}WHERE v.conflict ORDER BY {LIST_ORDER}")]

    def iter_voters(self, area: str | None = None) -> Iterator[CurrentVoter]:
        """All rows, streamed, by area, TPS and subject."""
        for place, tps in self.tps_list(area):
            rows = self._all(f"{_SELECT}WHERE v.area = ? AND v.tps = ? ORDER BY v.subject", (place, tps))
            yield from map(from_row, rows)

    def tps_list(self, area: str | None = None) -> list[tuple[str, str]]:
        """Area and number of every TPS that a row belongs to or was delivered to; a step a TPS, however many voters."""
        moved = "SELECT DISTINCT area, delivered_tps FROM voters WHERE delivered_tps <> tps AND delivered_tps <> ''"
        if area is None:
            found = self._all(_EVERY_TPS) + self._all(moved)
        else:
            found = [(area, tps) for (tps,) in self._all(_TPS_OF_AREA, (area,))]
            found += self._all(f"{moved} AND area = ?", (area,))
        return sorted({(place, tps) for place, tps in found})

    def has_tps(self, area: str, tps: str) -> bool:
        """Whether `tps_list` would hold this one, without reading all of it."""
        found = self._one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM voters WHERE area = ?1 AND tps = ?2) OR EXISTS "
            "(SELECT 1 FROM voters WHERE area = ?1 AND delivered_tps = ?2 AND delivered_tps <> tps)",
            (area, tps),
        )
        return found is not None

    def state_counts(self, area: str | None = None) -> list[StateCount]:
        """How many rows are alike, by area and TPS: enough for lists of TPS."""
        where, values = ("WHERE area = ?", [area]) if area is not None else ("", [])
        rows = self._all(  # in the order of ix_voters_counts, which alone is read
            "SELECT area, tps, kind, state, sex, mark, gone, withdrawn, conflict, count(*) "  # noqa: S608
            f"FROM voters {where} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9",
            values,
        )
        found: Counter[tuple[object, ...]] = Counter()
        for place, tps, kind, state, sex, _mark, gone, withdrawn, conflict, count in rows:
            active = not gone and state != State.TMS if kind == RowKind.DELIVERED else not withdrawn
            found[place, tps, kind, state, sex, active, bool(conflict)] += count
        return [StateCount._make((*key, count)) for key, count in found.items()]

    def voter_groups(self, area: str) -> Iterator[tuple[CurrentVoter, int]]:
        """Rows of a village that count alike (domain.recap): one of them, and how many. Quick, and small in memory.

        Of the cells only those that counts look at are told; the NIK where the sex does not say L or P.
        """
        for *row, number in self._all(_GROUPS, (area,)):
            yield from_row(tuple(row)), number

    def household_counts(self, area: str) -> dict[str, int]:
        """TPS -> number of distinct NKK among the people who stand in it; who has none adds no household."""
        return dict(
            self._all(
                f"SELECT tps, count(DISTINCT nullif(nkk, '')) FROM voters v WHERE area = ? AND {ACTIVE} GROUP BY tps",  # noqa: S608
                (area,),
            )
        )

    def put_voters(self, rows: Iterable[CurrentVoter]) -> None:
        """Write rows, each in place of the one with its subject; only what differs is touched."""
        for row in rows:
            values = to_row(row)
            old = self._one(_OLD, (row.subject,))
            if old is None:
                self._insert(values)
            else:
                self._update(old, values)

    def delete_voters(self, subjects: Collection[str]) -> None:
        """Take rows out of the current list."""
        for subject in subjects:
            found = self._one("SELECT id, name_key FROM voters WHERE subject = ?", (subject,))
            if found:
                self._unindex(*found)
                self._run("DELETE FROM voters WHERE id = ?", (found[0],))

    def _insert(self, values: tuple[object, ...]) -> None:
        row = self._run(INSERT, values).lastrowid
        self._index(row)

    def _update(self, old: tuple[Any, ...], values: Sequence[object]) -> None:
        row, key, before = old[0], old[1], old[2:]
        changed = [i for i, (was, now) in enumerate(zip(before, values, strict=True)) if was != now]
        if not changed:
            return
        sets = ", ".join(f'"{COLUMNS[i]}" = ?' for i in changed)
        renamed = any(COLUMNS[i] == "name" for i in changed)
        if renamed:
            self._unindex(row, key)
        self._run(f"UPDATE voters SET {sets} WHERE id = ?", [*(values[i] for i in changed), row])  # noqa: S608
        if renamed:
            self._index(row)

    def _index(self, row: int) -> None:
        self._run("INSERT INTO voter_names (rowid, name_key) SELECT id, name_key FROM voters WHERE id = ?", (row,))

    def _unindex(self, row: int, key: str) -> None:
        self._run("INSERT INTO voter_names (voter_names, rowid, name_key) VALUES ('delete', ?, ?)", (row, key))


def _condition(
    area: str | None, tps: str | None, delivered_tps: str | None, conflict: bool | None, *, narrowed: bool
) -> tuple[str, list[object]]:
    where, values = [], list[object]()
    here, places = ("area = ? AND ", [area]) if area is not None else ("", [])
    moved = f"SELECT id FROM voters WHERE {here}delivered_tps = ? AND delivered_tps <> tps"  # noqa: S608
    if area is not None and tps is None and delivered_tps is None:
        where.append("+v.area = ?" if narrowed else "v.area = ?")  # with +, no index on the area is taken instead
        values.append(area)
    if tps is not None:
        where.append(f"v.id IN (SELECT id FROM voters WHERE {here}tps = ? UNION ALL {moved})")  # noqa: S608
        values += [*places, tps, *places, tps]
    if delivered_tps is not None:
        stayed = f"SELECT id FROM voters WHERE {here}tps = ? AND delivered_tps = tps"  # noqa: S608
        where.append(f"v.id IN ({stayed} UNION ALL {moved})")
        values += [*places, delivered_tps, *places, delivered_tps]
    if conflict is not None:
        where.append(f"v.conflict = {int(conflict)}")
    return (f"WHERE {' AND '.join(where)} " if where else ""), values


def _fits(row: CurrentVoter, narrowing: dict[str, Collection[str]]) -> bool:
    values = {
        "subject": row.subject,
        "nik": row.voter.nik,
        "nkk": row.voter.nkk,
        "partner": row.partner,
        "dpid": row.dpid,
    }
    return all(values[name] in wanted for name, wanted in narrowing.items())
