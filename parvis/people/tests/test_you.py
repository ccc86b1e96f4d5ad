"""One's own page: changing what is said, taking it away, leaving."""

import csv
import io
import json
import zipfile

import pytest

from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.core.models import OutgoingMessage
from parvis.core.rules import Refused
from parvis.people import actions, erasures, exports
from parvis.people.erasures import Choices
from parvis.people.models import Invitation, Person
from parvis.people.tests.browsing import sign_in
from parvis.people.tests.factories import give_role, make_person
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db


def parts_of(content):
    file = zipfile.ZipFile(io.BytesIO(content))
    return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


@pytest.mark.parametrize("path", ["", "export/", "erase/", "sessions/", "passkeys/add/"])
def test_nobody_else_sees_it(client, path):
    assert client.get(f"/en/you/{path}").url.startswith("/en/sign-in/?next=")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_it_is_shown_in_every_language_and_kept_by_no_cache(client, amina, place, language):
    give_role(amina, "member", place)
    client.force_login(amina)

    answer = client.get(f"/{language}/you/")

    assert amina.email in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_one_said_is_on_it(client, amina):
    contribute(make_consultation(), by=amina, words="Say who owns companies, please.")
    client.force_login(amina)

    assert "Say who owns companies" in client.get("/en/you/").content.decode()


def test_a_name_and_a_language_are_changed(client, amina):
    client.force_login(amina)

    client.post("/en/you/", {"public_name": " Amina \u202eB. ", "language": "ar"})

    amina.refresh_from_db()
    assert (amina.public_name, amina.language) == ("Amina B.", "ar")


def test_nothing_else_is_changed_by_fields_nobody_asked_for(client, amina):
    client.force_login(amina)

    client.post("/en/you/", {"public_name": "A", "language": "en", "is_keeper": "on", "email": "x@example.org"})

    person = Person.objects.get()
    assert (person.is_keeper, person.email) == (False, amina.email)


def test_a_role_is_left_on_the_page(client, amina, place):
    role = give_role(amina, "member", place)
    client.force_login(amina)

    client.post(f"/en/you/roles/{role.pk}/leave/")

    assert not amina.roles.current().exists()


def test_grave_steps_ask_for_a_recent_sign_in(client, amina):
    client.force_login(amina)

    for path in ("export/", "erase/", "passkeys/add/"):
        assert client.get(f"/en/you/{path}").url.startswith("/en/sign-in/again/")

    answer = client.post("/en/sign-in/again/", {"next": "/en/you/export/"})
    assert answer.url == "/en/sign-in/code/?next=%2Fen%2Fyou%2Fexport%2F"
    assert OutgoingMessage.objects.filter(to=amina.email, kind="account.sign_in_code").exists()


def test_everything_is_taken_away_as_json_and_csv(client, amina, place):
    give_role(amina, "member", place)
    sign_in(client, amina.email)

    answer = client.post("/en/you/export/")

    parts = parts_of(answer.content)
    assert json.loads(parts["person.json"])[0]["email"] == amina.email
    assert next(iter(csv.DictReader(io.StringIO(parts["roles.csv"]))))["place"] == place.slug
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_nothing_of_anybody_else_and_no_code_is_in_it(client, amina, dana):
    sign_in(client, dana.email)
    client.post("/en/sign-in/out/")
    sign_in(client, amina.email)

    everything = " ".join(parts_of(client.post("/en/you/export/").content).values())

    assert dana.email not in everything
    assert "your code" not in everything


def test_the_sixth_copy_in_a_day_waits(client, amina):
    sign_in(client, amina.email)
    for _ in range(5):
        assert client.post("/en/you/export/").status_code == 200

    assert client.post("/en/you/export/").url == "/en/you/"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-cmd",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "\0=1",
        "＝1",
        "＋1",
        "%0A",
        "|calc",
    ],
)
def test_no_cell_of_a_table_is_a_formula(cell):
    assert exports.safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Amina", "a=b", "", -5, 2.5, None, "’tis"])
def test_other_cells_are_left_alone(cell):
    assert exports.safe_cell(cell) == ("" if cell is None else str(cell))


def test_an_erased_person_is_found_nowhere(amina, bruno, place, client):
    amina.public_name = "Canary"
    amina.save()
    actions.invite(place, by=bruno, email=amina.email, kind="member")
    sign_in(client, amina.email)
    actions.accept_invitation(Invitation.objects.get(), by=amina)

    client.post("/en/you/erase/", {"words": "keep", "email": amina.email})

    assert not Person.objects.filter(pk=amina.pk).exists()
    assert client.get("/en/you/").status_code == 302
    assert find_everywhere(amina.email) == []
    assert find_everywhere("Canary") == []


@pytest.mark.parametrize(("choice", "stays"), [("keep", True), ("erase", False)])
def test_words_stay_without_a_name_or_go_as_chosen(client, amina, choice, stays):
    contribute(make_consultation(), by=amina, words="Say who owns companies, please.", public_name="Canary")
    sign_in(client, amina.email)

    client.post("/en/you/erase/", {"words": choice, "email": amina.email})

    assert find_everywhere("Canary") == []
    assert bool(find_everywhere("who owns companies")) == stays


def test_leaving_is_told_in_the_record_and_nothing_of_whom(amina, place):
    give_role(amina, "member", place)
    first, other = amina.pk, make_person()

    actions.erase_person(amina, by=amina, choices=Choices())
    actions.erase_person(other, by=other, choices=Choices())

    entries = list(Entry.objects.order_by("seq"))
    assert [entry.verb for entry in entries] == ["role.ended", "person.erased", "person.erased"]
    assert len({entry.subject_key for entry in entries[1:]}) == 2
    assert str(first) not in (entries[1].subject_key, entries[1].role)


def test_every_app_erases_its_part_as_chosen(amina, monkeypatch):
    asked = []
    monkeypatch.setattr(erasures, "_erasers", [*erasures._erasers, lambda person, choices: asked.append(choices)])

    actions.erase_person(amina, by=amina, choices=Choices(words_too=True))

    assert asked == [Choices(words_too=True)]


def test_nobody_erases_somebody_else(amina, dana):
    with pytest.raises(Refused):
        actions.erase_person(amina, by=dana, choices=Choices())


def test_the_only_keeper_stays(dana):
    with pytest.raises(Refused, match="only keeper"):
        actions.erase_person(dana, by=dana, choices=Choices())

    make_person(is_keeper=True)
    actions.erase_person(dana, by=dana, choices=Choices())


def test_a_slip_in_the_address_erases_nothing(client, amina):
    sign_in(client, amina.email)

    answer = client.post("/en/you/erase/", {"words": "erase", "email": "amina@example.com"})

    assert "not the address you sign in with" in answer.content.decode()
    assert Person.objects.filter(pk=amina.pk).exists()


def test_signing_out_elsewhere_ends_the_other_sessions(client, amina):
    from django.test import Client

    elsewhere = Client()
    sign_in(elsewhere, amina.email)
    sign_in(client, amina.email)

    client.post("/en/you/sessions/")

    assert client.get("/en/you/").status_code == 200
    assert elsewhere.get("/en/you/").status_code == 302


def find_everywhere(text):
    """Return the tables and columns in which `text` stands."""
    from django.apps import apps
    from django.db.models import TextField
    from django.db.models.functions import Cast

    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if model.objects.annotate(told=Cast(field.name, TextField())).filter(told__icontains=text).exists():
                found.append(f"{model.__name__}.{field.name}")
    return found
