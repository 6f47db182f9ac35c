"""The marks of the states: one shape and one colour each, never colour alone."""

from __future__ import annotations

from coklit_desktop.mapping.states import MapState

LIGHT = {
    MapState.BELUM: "#8A8F98",
    MapState.SESUAI: "#1B7F4B",
    MapState.TIDAK_DITEMUI: "#0F766E",
    MapState.UBAH: "#1F6FEB",
    MapState.TMS: "#B42318",
    MapState.BARU: "#B25E00",
}
DARK = {
    MapState.BELUM: "#9AA0AA",
    MapState.SESUAI: "#4CC38A",
    MapState.TIDAK_DITEMUI: "#4FD1C5",
    MapState.UBAH: "#6CB0FF",
    MapState.TMS: "#FF8B7E",
    MapState.BARU: "#F5B14C",
}
# On a ground of 18 x 18. Each has a thin halo in the ground's colour, so that neighbours stay apart.
SHAPES = {
    MapState.BELUM: (
        '<circle cx="9" cy="9" r="8" fill="var(--ground)"/>'
        '<circle cx="9" cy="9" r="5.7" fill="var(--ground)" stroke="currentColor" stroke-width="2.4"/>'
    ),
    MapState.SESUAI: (
        '<circle cx="9" cy="9" r="8" fill="var(--ground)"/><circle cx="9" cy="9" r="6.6" fill="currentColor"/>'
    ),
    MapState.TIDAK_DITEMUI: (
        '<circle cx="9" cy="9" r="8" fill="var(--ground)"/>'
        '<path d="M9 3A6 6 0 0 0 9 15Z" fill="currentColor"/>'
        '<circle cx="9" cy="9" r="5.9" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    ),
    MapState.UBAH: (
        '<rect x="1.6" y="1.6" width="14.8" height="14.8" rx="1" fill="var(--ground)"/>'
        '<rect x="3" y="3" width="12" height="12" fill="currentColor"/>'
    ),
    MapState.TMS: (
        '<path d="M3.5 3.5 14.5 14.5M14.5 3.5 3.5 14.5" stroke="var(--ground)" stroke-width="6.4"/>'
        '<path d="M3.5 3.5 14.5 14.5M14.5 3.5 3.5 14.5" stroke="currentColor" stroke-width="3.4"/>'
    ),
    MapState.BARU: (
        '<path d="M9 .6 17.6 16.4H.4Z" fill="var(--ground)"/><path d="M9 3.2 15.4 15H2.6Z" fill="currentColor"/>'
    ),
}


def svg(state: MapState) -> str:
    """The mark as SVG for a page: takes its colours from the style around it."""
    return f'<svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">{SHAPES[state]}</svg>'


def style() -> str:
    """The colours as CSS variables, light and dark."""
    light = "".join(f"--{state.letter}:{colour};" for state, colour in LIGHT.items())
    dark = "".join(f"--{state.letter}:{colour};" for state, colour in DARK.items())
    light += "--ground:#ffffff;--paper:#f4f5f3;--line:#dfe2dd;--ink:#1c2024;--quiet:#5c6470;--edge:#c9cdd3;"
    dark += "--ground:#16181c;--paper:#1d2025;--line:#2b2f36;--ink:#eceef0;--quiet:#a3abb6;--edge:#3b414a;"
    classes = "".join(f".s-{state.letter}{{color:var(--{state.letter})}}" for state in MapState)
    return (
        f":root{{{light}color-scheme:light}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}color-scheme:dark}}}}"
        f":root[data-theme=dark]{{{dark}color-scheme:dark}}{classes}"
    )
