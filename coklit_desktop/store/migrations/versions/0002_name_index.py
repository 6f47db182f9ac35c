"""Names are found by any three letters and by the starts of words."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the padded name and its trigram index, and fill it from the voters that are there."""
    op.execute(
        "ALTER TABLE voters ADD COLUMN name_key TEXT GENERATED ALWAYS AS ('  ' || replace(name, ' ', '  ')) VIRTUAL"
    )
    op.execute(
        "CREATE VIRTUAL TABLE voter_names USING fts5(name_key, content='voters', content_rowid='id', "
        "tokenize='trigram', detail='none', columnsize=0)"
    )
    op.execute("INSERT INTO voter_names (voter_names) VALUES ('rebuild')")
