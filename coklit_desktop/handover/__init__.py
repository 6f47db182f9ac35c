"""Kit, package and receipt: format, keys and the stick."""
