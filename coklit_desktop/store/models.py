"""The tables of a store, as SQLAlchemy Core sees them. migrations/ makes them; a test proves both are the same."""

from sqlalchemy import (
    BLOB,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=NAMES)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


META = Table("meta", METADATA, Column("key", Text, primary_key=True), _text("value"))

ENTRIES = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True),  # order of arrival
    _text("site"),
    _text("area"),
    _text("election"),
    _number("seq"),
    _text("prev_hash"),
    _text("hlc"),
    _text("kind"),
    _text("base"),  # JSON list of hashes
    _text("body_hash"),
    _text("hash"),
    Column("body", BLOB, nullable=True),  # canonical bytes; null after retention
    Column("salt", BLOB, nullable=True),
    _text("subject", null=True),  # of the body, for looking it up
    UniqueConstraint("site", "area", "seq"),
    UniqueConstraint("hash"),
    CheckConstraint("seq > 0", name="seq"),
)
Index(None, ENTRIES.c.subject)
Index(None, ENTRIES.c.kind)

WAITING = Table(  # verified entries whose predecessors have not come yet
    "waiting",
    METADATA,
    _text("site"),
    _text("area"),
    _number("seq"),
    _text("hash"),
    Column("data", BLOB, nullable=False),
    PrimaryKeyConstraint("site", "area", "seq", "hash"),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Integer, primary_key=True),
    _text("entry_hash", null=True),  # null only between staging and adding, inside one transaction
    _text("area"),
    _number("row_count"),
    _text("rows_sha256"),
    UniqueConstraint("entry_hash"),
)

DELIVERY_CHUNKS = Table(
    "delivery_chunks",
    METADATA,
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), nullable=False),
    _number("number"),
    Column("lines", BLOB, nullable=False),  # zstd of canonical lines, each with its line end
    PrimaryKeyConstraint("delivery_id", "number"),
)

# No column is null: binding None costs the driver more than binding all other columns of a row together.
VOTERS = Table(
    "voters",
    METADATA,
    Column("id", Integer, primary_key=True),
    _text("subject"),
    _text("kind"),
    _text("area"),
    _text("tps"),
    _text("nkk"),
    _text("nik"),
    _text("name"),
    _text("birth_place"),
    _text("birth_date"),
    _text("marital_status"),
    _text("sex"),
    _text("address"),
    _text("rt"),
    _text("rw"),
    _text("disability"),
    _text("ktp_el"),
    _text("state"),
    _text("outcome"),  # JSON of the whole outcome where it is more than a state, else ""
    _text("dpid"),
    _number("line"),
    _text("delivered_tps"),
    _text("delivered"),  # "": none; "=": the current cells; else JSON of the twelve
    _text("mark"),
    _text("partner"),  # "": none
    _number("gone"),
    _number("withdrawn"),
    _number("conflict"),
    _number("generation"),
    _text("former_tps"),
    _text("place_key"),  # RW and RT so that text order is the printed list's order
    Column("name_key", Text, Computed("'  ' || replace(name, ' ', '  ')", persisted=False), nullable=True),
)
Index("ix_voters_subject", VOTERS.c.subject, unique=True)  # no constraint: bulk writing builds it afterwards
Index("ix_voters_list", VOTERS.c.area, VOTERS.c.tps, VOTERS.c.place_key, VOTERS.c.nkk)
Index(  # covers the filters and the counts: 300,000 rows are scanned in 10 ms
    "ix_voters_counts",
    VOTERS.c.area,
    VOTERS.c.tps,
    VOTERS.c.kind,
    VOTERS.c.state,
    VOTERS.c.sex,
    VOTERS.c.mark,
    VOTERS.c.gone,
    VOTERS.c.withdrawn,
    VOTERS.c.conflict,
)
Index("ix_voters_nik", VOTERS.c.nik)
Index("ix_voters_nkk", VOTERS.c.nkk)
Index("ix_voters_conflict", VOTERS.c.conflict, sqlite_where=VOTERS.c.conflict == 1)
Index("ix_voters_partner", VOTERS.c.partner, sqlite_where=VOTERS.c.partner != "")
Index(
    "ix_voters_moved",
    VOTERS.c.area,
    VOTERS.c.delivered_tps,
    sqlite_where=VOTERS.c.delivered_tps != VOTERS.c.tps,
)

PLACES = Table(
    "places",
    METADATA,
    Column("key", Text, primary_key=True),
    _text("area"),
    _text("latitude"),
    _text("longitude"),
    _text("source"),
    _text("accuracy", null=True),
)
Index(None, PLACES.c.area)

OFFICE = Table(
    "office",
    METADATA,
    _text("area"),
    _text("topic"),
    _text("field"),
    _text("value"),
    PrimaryKeyConstraint("area", "topic", "field"),
)

DOCUMENTS = Table(
    "documents",
    METADATA,
    _text("kind"),
    _text("id"),
    Column("data", BLOB, nullable=False),
    PrimaryKeyConstraint("kind", "id"),
)

EXPORTS = Table(
    "exports",
    METADATA,
    Column("id", Integer, primary_key=True),
    _text("what"),
    _number("at"),  # milliseconds since 1970
)
