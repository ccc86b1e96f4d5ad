"""The pages of a forum, for everybody and for those who keep it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core import clock
from parvis.forum import actions
from parvis.forum.models import Forum, Meeting, Minutes
from parvis.forum.tests.factories import MINUTES, make_holder, make_meeting, make_seat
from parvis.places.tests.factories import make_place


def address(forum, end="", language="en"):
    return f"/{language}/places/{forum.place.slug}/forum/{end}"


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_everybody_reads_who_sits_where_and_when_the_forum_meets(forum, client, language):
    make_holder(forum, name="آمنة"), make_holder(forum, name="Hidden", is_listed=False), make_seat(forum)
    make_meeting(forum, days=3)

    page = client.get(address(forum, language=language)).text

    assert "آمنة" in page
    assert "Hidden" not in page


def test_a_place_without_a_forum_says_what_will_be_here(db, client):
    assert "No forum yet" in client.get(f"/en/places/{make_place().slug}/forum/").text


@pytest.mark.parametrize("end", ["edit/", "seats/", "meetings/add/"])
def test_pages_of_those_who_keep_the_forum_are_for_nobody_else(forum, amina, bruno, client, end):
    client.force_login(amina)
    assert client.get(address(forum, end)).status_code == 404
    client.force_login(bruno)
    assert client.get(address(forum, end)).status_code == 200


def test_a_convener_founds_a_forum_adds_a_seat_and_seats_somebody(forum, bruno, client):
    Forum.objects.all().delete()
    client.force_login(bruno)
    client.post(address(forum, "edit/"), {"name_en": "Our table", "rules_en": "Ask."})
    client.post(address(forum, "seats/"), {"side": "civil", "constituency_en": "<b>Youth</b>", "number": "1"})
    today = forum.today().isoformat()
    client.post(address(forum, "seats/1/"), {"name": "Zoë", "from_on": today, "is_listed": "on"})

    page = client.get(address(forum)).text

    assert "Zoë" in page
    assert "&lt;b&gt;Youth" in page
    ended = client.post(address(forum, "seats/1/"), {"ending": forum_holder(forum), "on": today})
    assert ended.status_code == 302


def forum_holder(forum):
    return Forum.objects.get().seats.get().holders.get().pk


def test_a_meeting_goes_from_its_plan_to_published_minutes(forum, bruno, gwen, ines, client):
    client.force_login(bruno)
    at = (clock.now() - datetime.timedelta(hours=2)).astimezone(forum.place.zone)
    client.post(
        address(forum, "meetings/add/"),
        {"kind": "results", "starts_at": at.strftime("%Y-%m-%dT%H:%M"), "agenda_en": "Results\nComments"},
    )
    here = f"meetings/{Meeting.objects.get().pk}/"
    guests = {f"guests_{side}": "2" for side in ("government", "civil", "other")}
    client.post(address(forum, f"{here}attendance/"), {"present": [gwen.pk, ines.pk], **guests})
    client.post(address(forum, f"{here}minutes/"), {f"text_{code}": text for code, text in MINUTES.items()})
    for chair in (gwen, ines):
        client.force_login(chair.person)
        assert "Approve these minutes" in client.get(address(forum, here)).text
        client.post(address(forum, f"{here}minutes/move/"), {"digest": Minutes.objects.get().digest})
    client.logout()
    assert MINUTES["en"] not in client.get(address(forum, here)).text
    client.force_login(bruno)
    client.post(address(forum, f"{here}minutes/move/"), {"move": "publish"})
    client.logout()
    assert MINUTES["en"] in client.get(address(forum, here)).text


def test_who_edits_minutes_approved_meanwhile_is_told_and_loses_nothing(forum, bruno, gwen, ines, client):
    meeting = make_meeting(forum)
    minutes = actions.revise_minutes(meeting, by=bruno, text=MINUTES)
    for chair in (gwen, ines):
        actions.approve_minutes(minutes, by=chair.person, digest=minutes.digest)
    client.force_login(bruno)
    typed = {"text_en": "Written meanwhile.", "text_fr": "Écrit entre-temps."}

    page = client.post(address(forum, f"meetings/{meeting.pk}/minutes/"), typed).text

    assert "they stay as they are" in page
    assert "Written meanwhile." in page
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("end", ["", "edit/", "attendance/", "minutes/"])
def test_pages_of_a_meeting_are_shown_in_every_language(forum, bruno, client, language, end):
    meeting = make_meeting(forum, status="planned", sides={}) if end != "minutes/" else make_meeting(forum)
    client.force_login(bruno)
    assert client.get(address(forum, f"meetings/{meeting.pk}/{end}", language)).status_code == 200


def test_a_member_lets_their_name_be_shown(forum, client, amina):
    holder = make_holder(forum, is_listed=False)
    client.force_login(holder.person)
    client.post(address(forum, "listing/"), {"name": "yes"})
    client.force_login(amina)
    assert client.post(address(forum, "listing/"), {"name": "yes"}).status_code == 404
    holder.refresh_from_db()
    assert holder.is_listed


def test_the_page_costs_the_same_for_one_seat_and_for_three(forum, client):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(forum))
        return len(queries)

    make_holder(forum), make_meeting(forum)
    cost()
    one = cost()
    for name in ("Zoë", "Omar"):
        make_holder(forum, name=name), make_meeting(forum, days=-9)
    assert cost() == one
