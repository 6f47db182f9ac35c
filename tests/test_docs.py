"""The documents name what is there: pictures, pages, commands, tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")
PATH = re.compile(r"`((?:tests|docs|domain|services|reports|resources|coklit_desktop|benchmarks)/[\w/.*<>-]+)`")


def ids(path: Path) -> str:
    """Shown by pytest."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target, _ in LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_named_files_are_there(page: Path) -> None:
    for name in PATH.findall(page.read_text(encoding="utf-8")):
        if "<" not in name:
            assert list(ROOT.glob(name)) or list((ROOT / "coklit_desktop").glob(name)), name


def test_decisions_have_their_five_parts() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for part in ("Summary", "Context", "Decision", "Consequences", "Alternatives"):
            assert f"## {part}" in text, (page.name, part)


def test_commands_of_the_documents_are_verbs_of_dev_py() -> None:
    verbs = set(re.findall(r'^    "(\w+)": "', (ROOT / "dev.py").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        for verb in re.findall(r"dev\.py (\w+)", page.read_text(encoding="utf-8")):
            assert verb in verbs, (page.name, verb)


def test_the_manual_tells_every_page_of_the_window() -> None:
    from coklit_desktop.ui.pages.registry import PAGES as WINDOW

    manual = (ROOT / "docs" / "manual" / "panduan.md").read_text(encoding="utf-8")
    for spec in WINDOW:
        assert spec.title in manual, spec.title
        if spec.shortcut.startswith("F"):
            assert f"| {spec.shortcut} |" in manual, spec.shortcut
