"""Places, office data, documents of the handover and the log of exports, in a transaction."""

from __future__ import annotations

from coklit_desktop.domain.records import Place
from coklit_desktop.store.part import Part


class PapersPart(Part):
    """Everything that is neither ledger nor list."""

    def places(self, area: str | None = None) -> dict[str, Place]:
        """Where households are, by household key."""
        rows = self._all(
            "SELECT key, latitude, longitude, source, accuracy FROM places WHERE ?1 IS NULL OR area = ?1", (area,)
        )
        return {row[0]: Place(*row[1:]) for row in rows}

    def put_place(self, key: str, area: str, place: Place | None) -> None:
        """Set where a household is; None: nobody knows."""
        if place is None:
            self._run("DELETE FROM places WHERE key = ?", (key,))
            return
        self._run(
            "INSERT OR REPLACE INTO places (key, area, latitude, longitude, source, accuracy) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (key, area, place.latitude, place.longitude, place.source, place.accuracy),
        )

    def office(self, area: str | None = None) -> dict[str, dict[str, str]]:
        """The office's own data, by topic and field."""
        rows = self._all(
            "SELECT topic, field, value FROM office WHERE ?1 IS NULL OR area = ?1 ORDER BY area, topic, field", (area,)
        )
        found: dict[str, dict[str, str]] = {}
        for topic, field, value in rows:
            found.setdefault(topic, {})[field] = value
        return found

    def office_value(self, area: str, topic: str, field: str) -> str:
        """One field of a topic; empty text where nothing stands."""
        found = self._one("SELECT value FROM office WHERE area = ? AND topic = ? AND field = ?", (area, topic, field))
        return found[0] if found else ""

    def put_office(self, area: str, topic: str, field: str, value: str | None) -> None:
        """Set one field of the office's data; None removes it."""
        if value is None:
            self._run("DELETE FROM office WHERE area = ? AND topic = ? AND field = ?", (area, topic, field))
            return
        self._run(
            "INSERT OR REPLACE INTO office (area, topic, field, value) VALUES (?, ?, ?, ?)",
            (area, topic, field, value),
        )

    def put_document(self, kind: str, name: str, data: bytes, *, replaces: bool = True) -> None:
        """Keep a document; with `replaces` false, one that is there stays."""
        verb = "REPLACE" if replaces else "IGNORE"
        self._run(f"INSERT OR {verb} INTO documents (kind, id, data) VALUES (?, ?, ?)", (kind, name, data))  # noqa: S608

    def document(self, kind: str, name: str) -> bytes | None:
        """A document."""
        found = self._one("SELECT data FROM documents WHERE kind = ? AND id = ?", (kind, name))
        return found[0] if found else None

    def documents(self, kind: str) -> list[tuple[str, bytes]]:
        """Name and bytes of all documents of a kind, by name."""
        return [(i, d) for i, d in self._all("SELECT id, data FROM documents WHERE kind = ? ORDER BY id", (kind,))]

    def delete_document(self, kind: str, name: str) -> None:
        """Forget a document."""
        self._run("DELETE FROM documents WHERE kind = ? AND id = ?", (kind, name))

    def log_export(self, what: str, when: int) -> None:
        """Remember that clear data left the store: what (never whose) and when (milliseconds since 1970)."""
        self._run("INSERT INTO exports (what, at) VALUES (?, ?)", (what, when))

    def exports(self) -> list[tuple[str, int]]:
        """What left the store in the clear, and when; the last first."""
        return [(what, at) for what, at in self._all("SELECT what, at FROM exports ORDER BY id DESC")]
