"""All pages in the order of the rail. A page is imported on its first visit, so the window opens at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coklit_desktop.ui.context import PageContext
from coklit_desktop.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """How a page is found: `shortcut` is its key in the rail, `make` imports and builds it, `offices` have it."""

    key: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[PageContext], Page]
    in_rail: bool = True
    offices: tuple[str, ...] = ("pps", "ppk", "kabko")


def _home(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.home_page import HomePage

    return HomePage(context)


def _voters(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.voters_page import VotersPage

    return VotersPage(context)


def _entry(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.entry_page import EntryPage

    return EntryPage(context)


def _checks(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.checks_page import ChecksPage

    return ChecksPage(context)


def _map(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.map_page import MapPage

    return MapPage(context)


def _print(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.print_page import PrintPage

    return PrintPage(context)


def _pleno(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.pleno_page import PlenoPage

    return PlenoPage(context)


def _handover(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.handover_page import HandoverPage

    return HandoverPage(context)


def _settings(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.settings_page import SettingsPage

    return SettingsPage(context)


def _import(context: PageContext) -> Page:
    from coklit_desktop.ui.pages.import_page import ImportPage

    return ImportPage(context)


PAGES = (
    PageSpec("home", "Beranda", "home", "F2", _home),
    PageSpec("voters", "Pemilih", "voters", "F3", _voters),
    PageSpec("entry", "Entri", "entry", "F4", _entry),
    PageSpec("checks", "Cek Data", "checks", "F5", _checks),
    PageSpec("map", "Peta", "map", "F6", _map),
    PageSpec("print", "Cetak", "print", "F7", _print),
    PageSpec("pleno", "Pleno", "pleno", "F9", _pleno, offices=("pps",)),
    PageSpec("handover", "Kirim", "handover", "F8", _handover),
    PageSpec("settings", "Pengaturan", "settings", "", _settings),
    PageSpec("import", "Impor daftar", "import", "", _import, in_rail=False),
)


def pages_of(office: str) -> list[PageSpec]:
    """The pages that an office has."""
    return [spec for spec in PAGES if office in spec.offices]
