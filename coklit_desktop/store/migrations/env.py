"""Alembic's entry point. The connection is handed over by coklit_desktop.store.schema, inside its transaction."""

from alembic import context

from coklit_desktop.store.models import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=False,  # the caller's transaction spans all migrations
)
context.run_migrations()
