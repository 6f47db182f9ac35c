"""Files to records and row problems; the only user of pandas for reading."""
