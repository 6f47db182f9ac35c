"""The encrypted store: engine, key slots, tables, migrations, ledger, current list and queries."""

from coklit_desktop.store.slots import ClerkSlot
from coklit_desktop.store.store import Store
from coklit_desktop.store.unit import Unit

__all__ = ["ClerkSlot", "Store", "Unit"]
