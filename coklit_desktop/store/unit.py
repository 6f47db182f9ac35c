"""One transaction on a store, with everything that can be asked of it and done in it."""

from coklit_desktop.store.bulk import BulkPart
from coklit_desktop.store.deliveries import DeliveriesPart
from coklit_desktop.store.ledger import LedgerPart
from coklit_desktop.store.papers import PapersPart
from coklit_desktop.store.search import SearchPart


class Unit(LedgerPart, DeliveriesPart, BulkPart, SearchPart, PapersPart):
    """Domain values go in and come out; rows and connections never leave."""
