"""The demonstration is told through the real actions, and only ever in an empty database."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from parvis.commitments.models import Commitment, Plan, Response
from parvis.consultations.models import Clarification, Contribution, Figures
from parvis.core import clock
from parvis.heard.models import Report
from parvis.people.tests.factories import make_person
from parvis.record import catch_up
from parvis.record.models import Entry
from parvis.registry.models import Listing
from parvis.site.demo.build import STAGE_NAMES, build
from parvis.votes.models import Vote, Voter, Voting


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_every_stage_is_told_whole(db, stage):
    build(stage, clock.now())
    catch_up()

    assert Contribution.objects.published().count() >= 120
    assert Response.objects.filter(status="published").exists() == (stage != "gathering")
    assert Plan.objects.filter(status="published").exists() == (stage in ("adopted", "tracking"))
    assert Commitment.objects.filter(progress__isnull=False).exists() == (stage == "tracking")


@pytest.mark.parametrize(("stage", "here"), [("answering", "O"), ("adopted", "CA")])
def test_the_registry_lists_what_is_held_here_and_elsewhere(db, stage, here):
    build(stage, clock.now())

    statuses = dict(Listing.objects.values_list("number", "status"))
    assert statuses == {"CCC0251": here, "CCC0249": "CA", "CCC0198": "CR"}


def test_the_story_stands_where_the_square_promises(db):
    build("answering", clock.now())
    catch_up()

    figures = {each.consultation.slug: (each.answered, each.published) for each in Figures.objects.all()}
    assert figures == {
        "commitments-that-matter": (61, 125),
        "who-owns-companies": (27, 30),
        "feminist-open-government": (3, 24),
    }


def test_one_author_has_replied_to_a_moderator_and_one_has_not(db):
    build("answering", clock.now())

    asked = Clarification.objects.order_by("due_at").select_related("contribution__author")
    held = Contribution.Status.HELD
    assert [(each.contribution.author.public_name, each.status, each.contribution.status) for each in asked] == [
        ("Inés", "replied", held),
        ("Amina", "open", held),
    ]
    assert not [each for each in asked if each.is_late]


@pytest.mark.parametrize(("stage", "status"), [("gathering", "open"), ("adopted", "closed")])
def test_people_vote_while_the_consultation_is_open_and_their_votes_are_sealed_when_it_is_over(db, stage, status):
    build(stage, now := clock.now())

    voting = Voting.objects.get()
    assert (voting.status, voting.is_open) == (status, status == "open")
    assert voting.consultation.statements.published().count() == 20
    assert Voter.objects.filter(votes__isnull=False).distinct().count() == 124
    assert not Vote.objects.filter(at__gt=now).exists()
    assert bool(voting.root) == (status == "closed")


def test_nothing_in_the_story_happens_in_the_future(db):
    build("answering", now := clock.now())

    assert not Entry.objects.filter(at__gt=now).exists()
    assert list(Entry.objects.order_by("seq").values_list("at", flat=True)) == sorted(
        Entry.objects.values_list("at", flat=True)
    )


def test_a_database_with_real_people_never_becomes_a_demonstration(client, db):
    make_person("Amina")

    with pytest.raises(CommandError, match="never become"):
        call_command("demo")
    assert client.get(reverse("demo")).status_code == 404


def test_the_demonstration_is_made_once_and_says_who_one_may_be(db, capsys):
    call_command("demo", stage="gathering")
    entries = Entry.objects.count()
    call_command("demo", stage="gathering")

    assert Entry.objects.count() == entries
    assert "already there" in capsys.readouterr().out


def test_every_page_says_that_it_is_a_demonstration(client, db):
    call_command("demo", stage="gathering")

    for route in ("home", "consultations", "places", "record"):
        assert "This is a demonstration" in client.get(reverse(route)).content.decode()


def test_what_was_heard_is_signed_by_chipo_and_put_right_once(client, db):
    build("answering", clock.now())

    report = Report.objects.get()
    assert (report.status, report.signed_as, report.errata.count()) == ("published", "Chipo", 1)
    assert [section["id"] for section in report.told["sections"]] == ["B1", "B2", "B3", "C1"]
    assert not [each for each in report.comments.all() if not each.outcome]
    assert client.get(report.get_absolute_url()).status_code == 200
