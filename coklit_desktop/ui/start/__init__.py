"""Before an office is open: first run, and the lock."""
