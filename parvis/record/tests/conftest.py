"""What the tests of the record share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from parvis.record import followers


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the keys of each test."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def no_followers() -> Iterator[None]:
    """Only the followers a test declares."""
    known = dict(followers.FOLLOWERS)
    followers.FOLLOWERS.clear()
    yield
    followers.FOLLOWERS.clear()
    followers.FOLLOWERS.update(known)
