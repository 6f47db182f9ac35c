"""A small village, open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coklit_desktop.services.desk import Desk
from tests.services.small import open_village


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The small village with its list, nothing keyed."""
    opened = open_village(tmp_path)
    yield opened
    opened.close()
