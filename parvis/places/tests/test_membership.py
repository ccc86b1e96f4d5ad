"""The partnership's list of members: taken in as it is, shown with the day it tells of."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.places import actions
from parvis.places.importing import Unreadable, import_places
from parvis.places.membership import import_membership
from parvis.places.models import Membership
from parvis.places.tests.factories import make_place
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

AS_OF = datetime.date(2024, 3, 1)
FILE = """iso,name,standing,from,until,reason
CA,,active,2012-04-17,,
,Côte d’Ivoire,active,2016-01-01,2022-12-31,
,cote d’ivoire,review,2023-01-01,,No plan within twelve months
"""


@pytest.fixture
def places():
    return [
        make_place(iso="CA", name={"en": "Canada"}),
        make_place(iso="CI", name={"en": "Ivory Coast", "fr": "Côte d’Ivoire"}),
        make_place(iso="PE", name={"en": "Peru", "ar": "بيرو"}),
    ]


def take(text=FILE, as_of=AS_OF, **options):
    return import_membership(text.encode(), by=CONSOLE, as_of=as_of, **options)


def counts(report):
    return len(report.changes), report.unchanged, len(report.problems), len(report.missing)


def test_a_list_is_taken_in_with_its_history_and_the_second_time_changes_nothing(places):
    assert counts(take()) == (3, 0, 0, 1)
    assert counts(take()) == (0, 3, 0, 1)

    spans = places[1].memberships.values_list("standing", "until_on", "reason", "known_on")
    assert list(spans) == [
        ("active", datetime.date(2022, 12, 31), "", AS_OF),
        ("review", None, "No plan within twelve months", AS_OF),
    ]
    assert Entry.objects.count() == 3


def test_trying_tells_what_would_change_and_writes_nothing(places):
    report = take(dry_run=True)

    assert [(change.line, str(change.place)) for change in report.changes] == [
        (2, "Canada"),
        (3, "Ivory Coast"),
        (4, "Ivory Coast"),
    ]
    assert "No plan within twelve months" in report.changes[2].after
    assert not Membership.objects.exists()
    assert not Entry.objects.exists()


def test_a_place_that_is_not_in_the_list_is_reported_and_stays(places):
    actions.change_standing(places[2], by=CONSOLE, standing="active", from_on=datetime.date(2012, 1, 1))

    assert take().missing == [places[2]]
    assert places[2].memberships.get().until_on is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("XX,,active,2012-01-01,,", "There is no place “XX” here."),
        (",,active,2012-01-01,,", "There is no place"),
        ("CA,Peru,active,2012-01-01,,", "There is no place “CA Peru” here."),
        (",Twin,active,2012-01-01,,", "Several places are called “Twin”"),
        ("CA,,mars,2012-01-01,,", "“mars” is not a standing"),
        ("CA,,,2012-01-01,,", "Write the standing"),
        ("CA,,active,,,", "the day from which it holds"),
        ("CA,,active,2012,,", "“2012” is not a day"),
        ("CA,,active,2025-01-01,,", "after the day the list tells of"),
        ("CA,,active,2012-01-01,2011-01-01,", "A standing ends after it begins."),
        (f"CA,,active,2012-01-01,,{'x' * 501}", "too long"),
    ],
)
def test_what_nobody_can_place_is_told_by_its_line_and_nothing_is_guessed(places, row, sentence):
    make_place(name={"en": "Twin"}), make_place(name={"en": "Twin"})

    report = take(f"iso,name,standing,from,until,reason\n{row}\nPE,بيرو,active,2012-01-01,,\n")

    assert [line for line, _problem in report.problems] == [2]
    assert sentence in report.problems[0][1]
    assert Membership.objects.get().place == places[2]


def test_an_older_list_never_replaces_what_is_known_of_a_later_day(places):
    take()

    report = take("iso,standing,from\nCA,inactive,2017-01-01\n", as_of=datetime.date(2017, 2, 1))

    assert "later than the list" in report.problems[0][1]
    assert places[0].memberships.get().standing == "active"


def test_a_later_list_that_says_the_same_is_a_later_day_it_is_known_on(places):
    take()

    assert counts(take(as_of=datetime.date(2025, 3, 1))) == (0, 3, 0, 1)
    assert places[0].memberships.get().known_on == datetime.date(2025, 3, 1)
    assert Entry.objects.filter(verb="place.standing_confirmed").count() == 3


def test_standings_never_overlap(places):
    take()

    with pytest.raises(Refused, match="overlap"):
        actions.change_standing(
            places[1],
            by=CONSOLE,
            standing="inactive",
            from_on=datetime.date(2015, 1, 1),
            until_on=datetime.date(2016, 1, 1),
        )


@pytest.mark.parametrize("text", ["", "iso,standing\n", "standing,from\n", "iso,standing,from,colour\n"])
def test_a_file_that_is_no_list_of_members_is_refused(text):
    with pytest.raises(Unreadable):
        take(text)


def test_a_list_of_a_day_to_come_is_refused_and_so_is_anybody_else(places):
    with pytest.raises(Refused):
        take(as_of=datetime.date(2999, 1, 1))
    with pytest.raises(Refused):
        import_membership(FILE.encode(), by=make_person(), as_of=AS_OF)


def test_a_place_shows_its_dated_history_with_reasons_and_since_when_it_is_known(places, client):
    take()

    body = client.get(places[1].get_absolute_url()).content.decode()

    assert "No plan within twelve months" in body
    assert "2022" in body
    assert "As known on" in body
    Membership.objects.update(known_on=None)
    assert "not known when this was last checked" in client.get(places[1].get_absolute_url()).content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_support_unit_tries_a_list_and_takes_it_in_on_a_page(places, client, language):
    path = f"/{language}/places/membership/"
    client.force_login(make_person())
    assert client.get(path).status_code == 404
    client.force_login(make_person("Kofi", is_support_unit=True))
    assert client.get(path).status_code == 200

    for button, rows in (("try", 0), ("take", 3)):
        file = SimpleUploadedFile("list.csv", FILE.encode())
        body = client.post(path, {"file": file, "as_of": "2024-03-01", button: "1"}).content.decode()
        assert "No plan within twelve months" in body
        assert Membership.objects.count() == rows


def test_a_wrong_file_is_answered_with_a_sentence(client):
    client.force_login(make_person("Kofi", is_support_unit=True))
    for content, as_of in ((b"colour\n", "2024-03-01"), (FILE.encode(), "2999-01-01")):
        file = SimpleUploadedFile("list.csv", content)
        answer = client.post("/en/places/membership/", {"file": file, "as_of": as_of})
        assert answer.context["form"].errors


def test_the_command_reports_line_by_line(places, tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text(FILE + "XX,,active,2012-01-01,,\n")

    with pytest.raises(CommandError):
        call_command("import_membership", file, "--as-of", "2024-03-01", "--dry-run")

    out, err = capsys.readouterr()
    assert "3 changed, 0 as known, 1 refused, 1 not in the list. Nothing was written." in out
    assert "not in the list, stays as it is: Peru" in out
    assert "line 5: There is no place “XX” here." in err


def test_a_list_of_places_does_not_say_that_their_standing_is_known_today():
    import_places(b"name_en,region,languages,since\nPeru,americas,es,2011\n", by=CONSOLE)

    assert Membership.objects.get().known_on is None


def test_a_standing_said_on_the_page_of_a_place_is_known_on_that_day_there(client):
    place = make_place(time_zone="Pacific/Kiritimati")
    client.force_login(make_person("Kofi", is_support_unit=True))

    with clock.at(datetime.datetime(2026, 3, 1, 11, 0, tzinfo=datetime.UTC)):
        client.post(f"/en/places/{place.slug}/edit/", {"standing": "review", "from_on": "2026-01-01", "reason": "Late"})

    assert (place.memberships.get().known_on, place.memberships.get().reason) == (datetime.date(2026, 3, 2), "Late")
