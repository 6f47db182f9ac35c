"""Coklit Desktop: keeps a village's voter list."""

__version__ = "0.1.0"
