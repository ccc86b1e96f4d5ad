"""The pages of a workshop: prepared at the desk, typed into by scribes, read by everybody."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parvis.consultations import actions
from parvis.consultations.actions import name_scribe, take_note
from parvis.consultations.models import Contribution, ScribeLink, Workshop
from parvis.consultations.tests.factories import HOUR, contribute, make_themes, make_workshop
from parvis.core import clock
from parvis.cycles.actions import remove_line
from parvis.people.tests.factories import give_role
from parvis.record import catch_up

KEY = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
SCRIPT = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def desk(client, bruno):
    """The browser of the convener."""
    client.force_login(bruno)
    return client


@pytest.fixture
def scribe(client, workshop, bruno):
    """The browser of somebody without an account, and the page of their link."""
    _link, token = name_scribe(workshop, by=bruno, name="Jules Scribe")
    return client, reverse("take_notes_by_link", args=[token])


def said():
    return list(Contribution.objects.order_by("pk").values_list("words", flat=True))


@pytest.mark.parametrize(
    ("role", "status"), [("convener", 200), ("moderator", 200), ("responder", 403), ("member", 403), ("", 403)]
)
def test_who_may_see_the_pages_of_a_workshop(client, workshop, amina, role, status):
    if role in ("convener", "moderator", "member"):
        give_role(amina, role, workshop.place)
    client.force_login(amina)

    for address in (
        reverse("workshops"),
        reverse("workshop", args=[workshop.pk]),
        f"/en/desk/workshops/{workshop.pk}/notes/",
    ):
        assert client.get(address).status_code == status


def test_a_convener_opens_a_workshop(desk, consultation, bruno):
    other = make_workshop(consultation, by=bruno)
    Workshop.objects.all().delete()
    asked = {"event": f"{consultation.pk}-{other.event.pk}", "consent": "signed", "template_lines": "My dream is"}
    page = desk.post(reverse("workshops"), asked, follow=True).content.decode()

    assert Workshop.objects.get().consent == "signed"
    assert "My dream is" in page


def test_a_scribes_link_is_shown_once_and_kept_as_a_digest(desk, workshop):
    page = desk.post(reverse("name_scribe", args=[workshop.pk]), {"name": "Jules"}).content.decode()
    token = re.search(r"/workshops/notes/([\w-]+)/", page)[1]

    assert token not in str(ScribeLink.objects.values().get())
    assert token not in desk.get(reverse("workshop", args=[workshop.pk])).content.decode()
    assert desk.get(reverse("take_notes_by_link", args=[token])).status_code == 200


def test_a_withdrawn_link_says_so_and_gives_the_words_back(scribe, workshop, bruno):
    client, address = scribe
    actions.withdraw_scribe(workshop.links.get(), by=bruno)
    answer = client.post(address, {"line": "More benches", "key": KEY})

    assert answer.status_code == 409
    assert "This link is over" in answer.content.decode()
    assert "More benches" in answer.content.decode()
    assert client.get(address).status_code == 410
    assert client.post(address, {"line": "More benches", "key": KEY}, **SCRIPT).json()["reason"]


def test_a_link_that_never_was_is_nowhere(client, db):
    assert client.get(reverse("take_notes_by_link", args=["guess"])).status_code == 404


def test_a_scribes_link_opens_nothing_else(scribe, workshop, bruno):
    client, address = scribe
    note = take_note(workshop, by=bruno, words="Typed by Bruno.")

    assert client.get(f"{address}{note.contribution}/").status_code == 404
    assert "Typed by Bruno." not in client.get(address).content.decode()
    assert client.get(reverse("workshop", args=[workshop.pk])).status_code == 302
    assert client.get(address).headers["Referrer-Policy"] == "same-origin"


def test_notes_are_typed_one_by_one_without_a_script(scribe, consultation):
    theme, _other = make_themes(consultation)
    client, address = scribe
    for _time in range(2):
        answer = client.post(address, {"line": "1: More benches x12", "key": KEY})
    page = client.get(answer.url).content.decode()

    assert said() == ["More benches"]
    assert str(theme.name) in page
    assert "12 people" in page


def test_many_lines_are_sent_at_once_and_only_the_refused_ones_come_back(scribe):
    client, address = scribe
    lines = "More benches\n99: Trees\n\nIdea:\nMore benches\nمقاعد أكثر"
    answer = client.post(address, {"lines": lines, "key": KEY})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert said() == ["More benches", "More benches", "مقاعد أكثر"]
    assert re.search(r"<textarea[^>]*>\s*99: Trees\nIdea:</textarea>", page)
    assert "There is no theme 99." in page
    assert "The same words stand in" in page


def test_the_same_lines_sent_twice_count_once(scribe):
    client, address = scribe
    for _time in range(2):
        client.post(address, {"lines": "One tree\nTwo trees\nOne tree", "key": KEY})

    assert said() == ["One tree", "Two trees", "One tree"]


def test_a_script_is_answered_with_the_note_or_the_reason(scribe):
    client, address = scribe
    taken = [client.post(address, {"line": "More benches x2", "key": KEY}, **SCRIPT).json() for _time in range(2)]
    refused = client.post(address, {"line": "Your idea here", "key": KEY.replace("3", "4")}, **SCRIPT)

    assert [(one["notes"], one["people"]) for one in taken] == [(1, 2), (1, 2)]
    assert "More benches" in taken[0]["html"]
    assert (refused.status_code, "printed on the sheet" in refused.json()["reason"]) == (422, True)


def test_a_note_is_written_anew_on_a_page(scribe):
    client, address = scribe
    client.post(address, {"line": "More benchs x3", "key": KEY})
    change = re.search(rf'href="({address}[\w-]+/)"', client.get(address).content.decode())[1]

    assert 'value="More benchs x3"' in client.get(change).content.decode()
    client.post(change, {"line": "More benches x4"})
    assert said() == ["More benches"]
    client.post(change, {"step": "take_back"})
    assert said() == [""]


def test_the_page_of_a_scribe_asks_as_much_whatever_stands_on_it(
    scribe, workshop, django_assert_num_queries, django_assert_max_num_queries
):
    client, address = scribe
    themes = make_themes(workshop.consultation)
    link = workshop.links.get()
    take_note(workshop, link=link, words="One", themes=themes)
    with django_assert_max_num_queries(20) as first:
        client.get(address)
    for words in ("Two", "Three", "Three"):
        take_note(workshop, link=link, words=words, themes=themes)
    with django_assert_num_queries(len(first)):
        client.get(address)


def test_slips_are_shown_once_with_a_code_and_a_square(desk, workshop):
    page = desk.post(reverse("slips", args=[workshop.pk]), {"count": 3}).content.decode()

    assert len(re.findall(r'class="receipt"[^>]*>\w{4}-\w{4}-\w\w<', page)) == 3
    assert page.count('class="qr"') == 3
    assert desk.post(reverse("slips", args=[workshop.pk]), {"count": 201}).status_code == 422


def test_a_workshop_is_closed_and_opened_again(desk, workshop):
    for status in ("closed", "open"):
        desk.post(reverse("move_workshop", args=[workshop.pk]))
        workshop.refresh_from_db()
        assert workshop.status == status


def test_the_consultation_and_the_calendar_say_what_came_from_an_event(client, workshop, bruno):
    for words, people in (("More benches", 12), ("Trees", 3)):
        take_note(workshop, by=bruno, words=words, people=people)
    taken_back = take_note(workshop, by=bruno, words="Slip of the pen", people=90)
    actions.take_back_note(taken_back, by=bruno)
    catch_up()

    for address in (
        workshop.consultation.get_absolute_url(),
        workshop.consultation.cycle.get_absolute_url(),
        reverse("events"),
    ):
        page = " ".join(client.get(address).content.decode().split())
        assert "2 notes · from 15 people" in page
        assert f"?event={workshop.event.pk}#said" in page


@pytest.mark.parametrize("more", ["", "&q=benches", "&order=oldest", "&order=lot", "&order=supported", "&language=en"])
def test_the_list_is_kept_to_what_was_said_at_an_event(client, workshop, bruno, more):
    workshop.event.languages = ["en"]
    workshop.event.save()
    note = take_note(workshop, by=bruno, words="More benches").contribution
    contribute(workshop.consultation, "More benches, from elsewhere")
    catch_up()
    page = client.get(f"{workshop.consultation.get_absolute_url()}?event={workshop.event.pk}{more}").content.decode()

    assert str(note) in page
    assert "from elsewhere" not in page


def test_an_event_that_is_not_there_is_left_out(client, workshop):
    contribute(workshop.consultation, "More benches")

    for event in ("999999", "x", "-1"):
        page = client.get(f"{workshop.consultation.get_absolute_url()}?event={event}").content.decode()
        assert "More benches" in page


def test_the_trail_says_what_became_of_a_note(client, workshop, bruno, amina):
    (slip, _code), *_others = actions.hand_out_slips(workshop, by=bruno, count=2)
    note = take_note(workshop, by=bruno, words="More benchs", slip=slip.number)
    actions.correct_note(note, by=bruno, words="More benches", slip=slip.number)
    actions.claim(slip, by=amina)
    page = client.get(note.contribution.get_absolute_url()).content.decode()

    assert "Corrected by its scribe" in page
    assert "Claimed by its author" in page
    assert "What else was said there" in page
    assert "Amina" not in page


def test_the_trail_of_a_note_taken_back_does_not_blame_its_author(client, workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benches")
    actions.take_back_note(note, by=bruno)
    page = client.get(note.contribution.get_absolute_url()).content.decode()

    assert "The scribe took this note back." in page
    assert "by its author" not in page


def test_the_name_of_a_scribe_is_in_no_public_page_and_no_entry(client, workshop, bruno):
    link, _token = name_scribe(workshop, by=bruno, name="Canary Scribe")
    note = take_note(workshop, link=link, words="More benches").contribution
    catch_up()

    for address in (note.get_absolute_url(), f"{note.get_absolute_url()}proof.json", "/en/record/", "/en/events/"):
        assert "Canary" not in client.get(address).content.decode()


def test_an_old_page_gives_the_lines_back_with_a_new_token(bruno, workshop):
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    _link, token = name_scribe(workshop, by=bruno, name="Jules")
    answer = client.post(reverse("take_notes_by_link", args=[token]), {"lines": "More benches\nTrees"})

    assert answer.status_code == 403
    assert "More benches\nTrees</textarea>" in answer.content.decode()


def test_a_workshop_taken_off_the_calendar_keeps_its_notes(client, workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benches").contribution
    remove_line(workshop.event, by=bruno)
    client.force_login(bruno)

    assert client.get(reverse("workshop", args=[workshop.pk])).status_code == 200
    assert client.get(note.get_absolute_url()).status_code == 200
    assert "no longer on the calendar" in client.get(reverse("workshops")).content.decode()


def test_a_link_that_is_over_is_told_on_the_page_of_the_workshop(desk, workshop, bruno):
    name_scribe(workshop, by=bruno, name="Jules")
    with clock.at(clock.now() + 9 * HOUR):
        page = desk.get(reverse("workshop", args=[workshop.pk])).content.decode()

    assert "over since" in page
