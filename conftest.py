"""How every test runs: settings of production, but nothing collected, nothing slow, nothing left behind."""

import pytest
from django.conf import settings
from django.core.cache import cache


def pytest_configure() -> None:
    """Adapt the settings before Django is set up."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    sqlite = settings.DATABASES["default"]["OPTIONS"]
    # A test database need not survive a power cut.
    if "init_command" in sqlite:
        sqlite["init_command"] = sqlite["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
