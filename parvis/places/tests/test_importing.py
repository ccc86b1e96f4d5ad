"""Places out of a spreadsheet."""

import pytest
from django.core.management import CommandError, call_command

from parvis.core.console import CONSOLE
from parvis.places.importing import Unreadable, import_places
from parvis.places.models import Place

pytestmark = pytest.mark.django_db

FILE = """name_en,name_fr,slug,region,languages,time_zone,since,kind,parent
Canada,Canada,canada,americas,"en, fr",America/Toronto,2012,country,
Ontario,Ontario,ontario,americas,"en, fr",America/Toronto,2016-04-05,local,canada
Côte d’Ivoire,Côte d’Ivoire,,africa,fr,Africa/Abidjan,,,
"""


def counts(report):
    return report.added, report.changed, report.unchanged, len(report.problems)


def test_a_file_is_taken_in_and_the_second_time_changes_nothing():
    assert counts(import_places(FILE.encode(), by=CONSOLE)) == (3, 0, 0, 0)
    assert counts(import_places(FILE.encode(), by=CONSOLE)) == (0, 0, 3, 0)

    ontario = Place.objects.get(slug="ontario")
    assert (ontario.parent.slug, ontario.memberships.get().from_on.year) == ("canada", 2016)


@pytest.mark.parametrize(
    "content",
    [
        FILE.encode("utf-8-sig"),
        FILE.encode("cp1252"),
        FILE.encode("utf-16"),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace('"en, fr"', "en fr").replace(",", ";").encode(),
        FILE.replace('"en, fr"', "en fr").replace(",", "\t").encode("utf-16"),
    ],
    ids=["byte order mark", "latin-1", "utf-16", "windows lines", "semicolons", "tabs"],
)
def test_a_file_may_have_been_saved_in_any_way(content):
    report = import_places(content, by=CONSOLE)

    assert counts(report) == (3, 0, 0, 0)
    assert Place.objects.get(slug="cote-divoire").name["fr"] == "Côte d’Ivoire"


def test_a_new_standing_is_a_change():
    import_places(FILE.encode(), by=CONSOLE)
    later = FILE.replace("since,kind", "since,standing,kind").replace(",2012,", ",2024-01-01,review,")
    later = later.replace("2016-04-05,", "2016-04-05,,").replace("Africa/Abidjan,,", "Africa/Abidjan,,,")

    assert counts(import_places(later.encode(), by=CONSOLE)) == (0, 1, 2, 0)
    assert Place.objects.get(slug="canada").memberships.get(until_on=None).standing == "review"


def test_a_new_place_without_official_languages_is_refused():
    report = import_places(b"name_en,region,time_zone\nPeru,americas,America/Lima\n", by=CONSOLE)

    assert report.problems == [(2, "Write the official languages of a new place.")]
    assert not Place.objects.exists()


def test_a_changed_line_changes_its_place():
    import_places(FILE.encode(), by=CONSOLE)

    report = import_places(FILE.replace("Africa/Abidjan", "UTC").encode(), by=CONSOLE)

    assert counts(report) == (0, 1, 2, 0)
    assert Place.objects.get(slug="cote-divoire").time_zone == "UTC"


def test_trying_writes_nothing():
    assert counts(import_places(FILE.encode(), by=CONSOLE, dry_run=True)) == (3, 0, 0, 0)
    assert not Place.objects.exists()


def test_a_bad_line_is_told_by_its_number_and_stops_no_other():
    bad = (
        FILE.replace("africa,fr,Africa/Abidjan", "africa,fr,Abidjan")
        + "Nowhere,,,mars,en,UTC,,,\n,,x,africa,en,UTC,,,\n"
    )

    report = import_places(bad.encode(), by=CONSOLE)

    assert counts(report) == (2, 0, 0, 3)
    assert [line for line, _problem in report.problems] == [4, 5, 6]
    assert "“mars” is not a region" in report.problems[1][1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"place,region\nCanada,americas\n", "name_en"),
        (b"name_en,ragion\nCanada,americas\n", "ragion"),
        (b'name_en,region\n"Canada,americas\n', "never closed"),
    ],
)
def test_a_file_that_is_no_list_of_places_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(Unreadable, match=sentence):
        import_places(content, by=CONSOLE)


def test_the_command_reports_and_fails_when_a_line_was_refused(tmp_path, capsys):
    file = tmp_path / "places.csv"
    file.write_text(FILE + "Nowhere,,,mars,en,UTC,,,\n")

    with pytest.raises(CommandError):
        call_command("import_places", file)

    out, err = capsys.readouterr()
    assert "3 added, 0 changed, 0 already there, 1 refused." in out
    assert "line 5:" in err


def test_the_command_says_when_there_is_no_file(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_places", tmp_path / "none.csv")
