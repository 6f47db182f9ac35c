"""What the linter's contracts cannot say about imports."""

import ast
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "coklit_desktop"


def imported_modules(path: Path) -> set[str]:
    """The full names of the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_domain_imports_only_itself_and_the_standard_library() -> None:
    allowed = {*sys.stdlib_module_names, "coklit_desktop"}
    for path in (PACKAGE / "domain").rglob("*.py"):
        assert {name.split(".")[0] for name in imported_modules(path)} <= allowed, path


def test_nothing_imports_a_module_that_reaches_the_network() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert not {"urllib.request", "PySide6.QtNetwork"} & imported_modules(path), path


def test_start_does_not_load_heavy_libraries() -> None:
    starts = [name for name in ("cli", "app") if list(PACKAGE.glob(f"{name}*"))]
    heavy = {"pandas", "numpy", "folium", "branca", "reportlab", "PySide6.QtWebEngineCore"}
    for name in starts:
        code = f"import sys, coklit_desktop.{name}; print(*sorted({heavy} & set(sys.modules)))"
        assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "", name
