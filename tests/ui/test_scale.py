"""The look at other sizes: large text, narrow windows, dark."""

import pytest
from PySide6.QtWidgets import QApplication

from coklit_desktop.ui.entry.sheet_model import DISABILITY, KET, KTP_EL, NAME, NIK
from coklit_desktop.ui.shell import Shell
from coklit_desktop.ui.theme import DARK, LIGHT, colors_of


def luminance(color: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """Contrast of WCAG 2."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_states_can_be_told_from_their_grounds(colors) -> None:
    for ground in (colors.base, colors.window, colors.panel, colors.selection):
        assert contrast(colors.text, ground) >= 7
        assert contrast(colors.muted, ground) >= 4.5
        assert contrast(colors.bad, ground) >= 4.5
    for state, color in colors.states.items():
        assert contrast(color, colors.base) >= (3 if state == "belum" else 4.5), state
    assert contrast(colors.on_accent, colors.accent) >= 4.5
    assert contrast(colors.bar_muted, colors.bar) >= 4.5


@pytest.mark.parametrize(("width", "height", "points"), [(1366, 768, 10), (1092, 600, 10), (1366, 768, 14)])
def test_the_sheet_keeps_what_paper_is_compared_by(window: Shell, qtbot, width: int, height: int, points: int) -> None:
    window.remembered.set_look(point_size=points)
    window.apply_look()
    window.resize(width, height)
    QApplication.processEvents()
    window.frame.show_page("entry", tps="001")
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    view = window.frame.pages["entry"].sheet.view
    for column in (NAME, NIK, DISABILITY, KTP_EL, KET):
        assert not view.isColumnHidden(column)
    right = view.columnViewportPosition(KET) + view.columnWidth(KET)
    assert right <= view.viewport().width() + 1
    window.remembered.set_look(point_size=10)
    window.apply_look()


def test_the_look_can_be_told_from_a_palette(window: Shell) -> None:
    window.remembered.set_look(dark=True)
    window.apply_look()
    assert colors_of(window.palette()) is DARK
    window.remembered.set_look(dark=False)
    window.apply_look()
    assert colors_of(window.palette()) is LIGHT
