"""The field's rules as frozen values and pure functions; standard library only."""
