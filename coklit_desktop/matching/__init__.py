"""Duplicates and movers."""
