"""What every test stands on: no screen and no network."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support" / "netguard"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses root with a sandbox


def pytest_configure(config: pytest.Config) -> None:
    """Guard this run, its workers and its child processes against the network."""
    import netguard_plugin

    if not config.pluginmanager.is_registered(netguard_plugin):
        config.pluginmanager.register(netguard_plugin)
