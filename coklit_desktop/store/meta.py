"""Small facts of a store: site, area, office, election, stage and the like."""

from __future__ import annotations

from coklit_desktop.store.part import Part


class MetaPart(Part):
    """Keys and values."""

    def get_meta(self, key: str) -> str | None:
        """The value of a key."""
        found = self._one("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0] if found else None

    def set_meta(self, key: str, value: str | None) -> None:
        """Set a key; None removes it."""
        if value is None:
            self._run("DELETE FROM meta WHERE key = ?", (key,))
        else:
            self._run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))
