"""What tests of letters need."""

import copy
from pathlib import Path

import pytest


@pytest.fixture
def templates_of_tests(settings):
    """Letters of the tests are found beside those of the site."""
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]


@pytest.fixture
def files(settings, tmp_path):
    """Mail goes to a folder."""
    settings.MAILERS = {
        "default": {"BACKEND": "parvis.core.mail.files.OutboxBackend", "OPTIONS": {"folder": tmp_path / "outbox"}}
    }
    return tmp_path / "outbox"
