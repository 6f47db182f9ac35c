"""Stores for the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coklit_desktop.store.store import Store
from tests.store.samples import new_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing."""
    with new_store(tmp_path / "office") as made:
        yield made


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for tests that leave nothing in it."""
    with new_store(tmp_path_factory.mktemp("kept") / "office") as made:
        yield made
