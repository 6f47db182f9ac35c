"""Colours, fonts and the style sheet: Fusion with an own palette, light and dark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

MIN_POINT_SIZE = 10


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of one look; all text pairs have at least AA contrast on `window`, `base` and `panel`."""

    dark: bool
    window: str
    base: str
    panel: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    bar: str
    on_bar: str
    bar_muted: str
    good: str
    bad: str
    warn: str
    good_ground: str
    bad_ground: str
    info_ground: str
    states: Mapping[str, str]


LIGHT = Colors(
    dark=False,
    window="#F4F5F7",
    base="#FFFFFF",
    panel="#ECEEF1",
    line="#D3D8DE",
    text="#1A1F26",
    muted="#566070",
    accent="#1D5BBF",
    on_accent="#FFFFFF",
    selection="#DCE8FB",
    hover="#E3E7EC",
    bar="#22303F",
    on_bar="#F4F6F8",
    bar_muted="#B4C0CD",
    good="#1B7F4B",
    bad="#B42318",
    warn="#B25E00",
    good_ground="#E4F4EB",
    bad_ground="#FCEAE8",
    info_ground="#E6EEFB",
    states={
        "belum": "#8A8F98",
        "sesuai": "#1B7F4B",
        "tidak_ditemui": "#0F766E",
        "ubah": "#1F6FEB",
        "tms": "#B42318",
        "baru": "#B25E00",
        "cek": "#7A3E9D",
    },
)
DARK = Colors(
    dark=True,
    window="#15181C",
    base="#1B1F24",
    panel="#22272E",
    line="#3A424C",
    text="#E8EBEF",
    muted="#A9B2BD",
    accent="#6CB0FF",
    on_accent="#0B1420",
    selection="#27405F",
    hover="#2B323A",
    bar="#0E1114",
    on_bar="#F0F2F5",
    bar_muted="#9AA6B3",
    good="#4CC38A",
    bad="#FF8B7E",
    warn="#F5B14C",
    good_ground="#17301F",
    bad_ground="#3A1F1C",
    info_ground="#1B2C44",
    states={
        "belum": "#9AA0AA",
        "sesuai": "#4CC38A",
        "tidak_ditemui": "#4FD1C5",
        "ubah": "#6CB0FF",
        "tms": "#FF8B7E",
        "baru": "#F5B14C",
        "cek": "#C79BE8",
    },
)


def colors_of(palette: QPalette) -> Colors:
    """The colours of the look that `palette` belongs to: a widget asks `colors_of(self.palette())`."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def apply_theme(app: QApplication, *, dark: bool, point_size: int = MIN_POINT_SIZE) -> Colors:
    """Give the whole program its look; may be called again at any time."""
    colors = DARK if dark else LIGHT
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(colors))
    app.setFont(_font(point_size))
    app.setStyleSheet(_style_sheet(colors, max(point_size, MIN_POINT_SIZE)))
    return colors


def fixed_font(base: QFont) -> QFont:
    """A font of even digits in the size of `base`, for NIK and words read aloud."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(base.pointSizeF())
    return font


def larger(base: QFont, by: float, *, bold: bool = False) -> QFont:
    """`base`, larger by some points."""
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() + by)
    font.setBold(bold or base.bold())
    return font


def scaled(widget: QWidget, points: int) -> int:
    """A width thought for the usual text size, for the text size in use."""
    return round(points * max(widget.font().pointSizeF(), MIN_POINT_SIZE) / MIN_POINT_SIZE)


def half_scaled(widget: QWidget, points: int) -> int:
    """The same for side panels, which may not crowd out the table beside them."""
    return (points + scaled(widget, points)) // 2


def _font(point_size: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSize(max(point_size, MIN_POINT_SIZE))
    return font


def _palette(colors: Colors) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.base,
        role.AlternateBase: colors.window,
        role.Text: colors.text,
        role.Button: colors.panel,
        role.ButtonText: colors.text,
        role.ToolTipBase: colors.bar,
        role.ToolTipText: colors.on_bar,
        role.Highlight: colors.selection,
        role.HighlightedText: colors.text,
        role.PlaceholderText: colors.muted,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.Light: colors.base,
        role.Midlight: colors.hover,
        role.Mid: colors.line,
        role.Dark: colors.muted,
        role.BrightText: colors.bad,
        role.Accent: colors.accent,
    }
    palette = QPalette()
    for name, color in pairs.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.muted))
    return palette


@cache
def _template() -> Template:
    path = resources.files("coklit_desktop.resources").joinpath("style.qss")
    return Template(path.read_text(encoding="utf-8"))


def _style_sheet(colors: Colors, point_size: int) -> str:
    names = {name: getattr(colors, name) for name in Colors.__dataclass_fields__ if name not in ("dark", "states")}
    icons = resources.files("coklit_desktop.resources").joinpath("icons")
    look = "dark" if colors.dark else "light"
    urls = {name: str(icons.joinpath(f"{name}-{look}.svg")).replace("\\", "/") for name in ("chevron", "tick", "dot")}
    sizes = {"small": str(point_size), "big": str(point_size + 3), "huge": str(point_size + 8)}
    return _template().substitute(names, **urls, **sizes)
