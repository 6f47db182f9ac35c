"""Alembic migrations of a store, one file each in versions/. They are never edited once released."""
