"""Names of the files in a store's folder."""

DATA = "data.db"  # the encrypted database
SLOTS = "slots.json"  # who opens it
LOCK = "lock"  # held by the one writer
COPIES = "copies"  # the database before each migration
COMING = "data.db.new"  # a database that does not have its name yet
EXPORTING = "export.db"  # a copy on its way into a backup
