"""How every test runs: settings of production, but nothing collected, nothing slow, nothing left behind."""

import os
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.utils import translation

from parvis.core.catalogues import compile_catalogues
from parvis.record.tests.emptying import let_tests_empty_the_record


def pytest_configure() -> None:
    """Adapt the settings before Django is set up."""
    # The browser of the journeys keeps a loop running in the process; the tests that come after it use none.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.CACHES["default"] = cache_for_tests()
    # The tests read pages in every language.
    list(compile_catalogues(settings.TRANSLATIONS, settings.LOCALE_PATHS[0]))
    # Tests make things that nothing recorded; what is kept would not show them.
    settings.PAGES_KEPT_IN_MEMORY = settings.PARTS_KEPT_IN_MEMORY = 0
    let_tests_empty_the_record()
    options = settings.DATABASES["default"]["OPTIONS"]
    # A test database need not survive a power cut.
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


def cache_for_tests() -> dict[str, object]:
    """Redis when it is there, apart for each of the processes that share the tests; else memory."""
    if not settings.REDIS_URL:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return {**settings.CACHES["default"], "LOCATION": f"{settings.REDIS_URL.rsplit('/', 1)[0]}/{number}"}


@pytest.fixture(autouse=True, scope="session")
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files given in tests are nobody's documents."""
    settings.STORAGES["default"]["OPTIONS"]["location"] = tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True, scope="session")
def _rules_are_there_again() -> None:
    """A test that commits empties every table when it ends, and with them the rules that came with the database."""
    post_migrate.connect(_ship_again, sender=apps.get_app_config("cycles"))


def _ship_again(**_about: object) -> None:
    from parvis.cycles.models import RuleSetVersion  # models are ready only now

    if not RuleSetVersion.objects.exists():
        import_module("parvis.cycles.migrations.0002_rule_sets_shipped").ship(apps, None)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test meets what another one counted."""
    cache.clear()


@pytest.fixture(autouse=True)
def _standing_asked_once(monkeypatch) -> None:
    """The foot of a page asks every ten seconds where the record stands: not in the middle of counting queries."""
    monkeypatch.setattr("parvis.core.context._STANDING_SECONDS", 1_000_000_000)


@pytest.fixture(autouse=True)
def _no_language_of_another() -> None:
    """A request leaves its language behind for whatever the process does next."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_memory_of_a_demonstration():
    """One process sees many databases here; outside tests it remembers what the first entry of its only one was."""
    from parvis.people import demo  # models are ready only now

    demo.remember("")
