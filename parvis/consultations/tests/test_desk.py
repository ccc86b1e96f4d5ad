"""The pages of those who moderate and convene."""

import pytest
from django.test import Client

from parvis.consultations.actions import close_consultation, reopen_consultation
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.tests.factories import DAY, contribute, make_consultation, make_moderator, make_themes
from parvis.core import clock
from parvis.core.dates import day_words
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import give_role, make_convener, make_person
from parvis.record import entries_of
from parvis.record.models import Entry

WHY = "It names a neighbour and where she lives."


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page(contribution):
    return f"/en/desk/moderation/{contribution}/"


def test_what_waits_is_read_oldest_first(db):
    consultation = make_consultation(moderation="before")
    first, second = contribute(consultation, "First words."), contribute(consultation, "Second words.")
    desk = signed_in(make_moderator(consultation))

    html = desk.get("/en/desk/moderation/").content.decode()
    assert html.index("First words.") < html.index("Second words.")

    desk.post(page(first), {"step": "publish"})
    html = desk.get("/en/desk/moderation/").content.decode()
    assert "First words." not in html
    assert str(second) in html


def test_hiding_needs_a_reason_and_a_sentence(consultation, moderator):
    contribution = contribute(consultation)
    desk = signed_in(moderator)

    again = desk.post(page(contribution), {"step": "hide", "reason": "personal_data", "because": "No."})
    assert again.status_code == 422
    assert "Say why in a sentence" in again.content.decode()

    desk.post(page(contribution), {"step": "hide", "reason": "personal_data", "because": WHY})
    contribution.refresh_from_db()
    assert (contribution.status, contribution.hidden_because) == ("hidden", WHY)

    desk.post(page(contribution), {"step": "restore"})
    contribution.refresh_from_db()
    assert contribution.status == "published"


def test_themes_are_sorted(consultation, moderator):
    theme, _other = make_themes(consultation)
    contribution = contribute(consultation)

    signed_in(moderator).post(page(contribution), {"step": "themes", "themes": [str(theme.pk)]})

    assert list(contribution.themes.all()) == [theme]


@pytest.mark.parametrize("status", ["held", "published", "hidden", "nonsense"])
def test_each_queue_has_a_page(consultation, moderator, status):
    assert signed_in(moderator).get(f"/en/desk/moderation/?status={status}").status_code == 200


def test_who_may_moderate_and_who_may_not(consultation, bruno, moderator, amina):
    contribution = contribute(consultation, hold=True)
    others = {"member": make_person("Inés"), "reviewer": make_person("Chipo")}
    for kind, person in others.items():
        give_role(person, kind, consultation.place)
    stranger = make_moderator(make_consultation())
    keeper = make_person("Dana", is_keeper=True)
    expected = {bruno: 200, moderator: 200, keeper: 200, amina: 403, stranger: 403}
    expected |= dict.fromkeys(others.values(), 403)

    for person, status in expected.items():
        assert signed_in(person).get(page(contribution)).status_code == status
        if status == 403:
            before = Entry.objects.count()
            assert signed_in(person).post(page(contribution), {"step": "publish"}).status_code == 403
            assert Entry.objects.count() == before
    assert Client().get(page(contribution)).status_code == 302


def test_who_may_not_convene_is_told_why(consultation, amina):
    refused = signed_in(amina).get("/en/desk/consultations/")
    assert refused.status_code == 403
    assert "This page is for conveners." in refused.text


def test_a_moderator_sees_the_queue_of_their_places_only(db):
    here, elsewhere = make_consultation(moderation="before"), make_consultation(moderation="before")
    contribute(here, "Words from here.")
    contribute(elsewhere, "Words from elsewhere.")

    html = signed_in(make_moderator(here)).get("/en/desk/moderation/").content.decode()
    assert "Words from here." in html
    assert "Words from elsewhere." not in html


def typed(cycle, **changes):
    """Return what a convener types to ask something new."""
    zone = cycle.place.zone
    opens = (clock.now() + DAY).astimezone(zone)
    return {
        "title_en": "What should be open?",
        "title_fr": "Que faut-il ouvrir?",
        "summary_en": "Say it.",
        "opens_at": f"{opens:%Y-%m-%dT12:00}",
        "closes_at": f"{opens + 30 * DAY:%Y-%m-%dT23:59}",
        "welcomes": "anyone",
        "moderation": "after",
        "question_1_en": "What first?",
        "question_1_fr": "Quoi d'abord?",
    } | changes


def test_a_convener_asks_something_new(db):
    cycle = make_cycle()
    desk = signed_in(make_convener(cycle.place))

    desk.post(f"/en/desk/consultations/new/{cycle.slug}/", typed(cycle))

    consultation = Consultation.objects.get()
    assert (consultation.slug, consultation.status) == ("what-should-be-open", "draft")
    assert str(consultation.questions.get()) == "What first?"
    assert f"{consultation.closes_at.astimezone(cycle.place.zone):%H:%M}" == "23:59"
    assert [entry.verb for entry in entries_of(consultation)] == ["consultation.created"]


def test_an_official_language_is_not_left_out(db):
    cycle = make_cycle()
    answer = signed_in(make_convener(cycle.place)).post(
        f"/en/desk/consultations/new/{cycle.slug}/", typed(cycle, title_fr="")
    )

    assert answer.status_code == 422
    assert "Write this in français too." in answer.content.decode()
    assert "What first?" in answer.content.decode()


@pytest.mark.parametrize(
    ("closes", "sentence"),
    [("2027-03-14T02:30", "does not exist"), ("2027-11-07T01:30", "comes twice"), ("soon", "Write a day and an hour")],
)
def test_an_hour_that_is_not_one_gets_a_sentence(db, closes, sentence):
    cycle = make_cycle()
    desk = signed_in(make_convener(cycle.place))

    answer = desk.post(f"/en/desk/consultations/new/{cycle.slug}/", typed(cycle, closes_at=closes))

    assert sentence in answer.content.decode()


def test_an_end_before_the_beginning_gets_a_sentence(db):
    cycle = make_cycle()
    desk = signed_in(make_convener(cycle.place))

    answer = desk.post(f"/en/desk/consultations/new/{cycle.slug}/", typed(cycle, closes_at="2020-01-01T00:00"))

    assert "A consultation closes after it opens." in answer.content.decode()


def test_opening_closing_reopening_and_concluding(consultation, bruno):
    desk = signed_in(bruno)
    move = f"/en/desk/consultations/{consultation.slug}"
    for name, status in (("close", "closed"), ("reopen", "open"), ("close", "closed"), ("answer", "answered")):
        desk.post(f"{move}/{name}/")
        consultation.refresh_from_db()
        assert consultation.status == status
    assert [entry.verb.rpartition(".")[2] for entry in entries_of(consultation)] == [
        "closed", "reopened", "closed", "answered",
    ]  # fmt: skip


def test_what_is_closed_before_its_time_says_since_when(client, consultation, bruno):
    now = clock.now()
    pages = ("/en/", "/en/consultations/", f"/en/consultations/{consultation.slug}/speak/")
    close_consultation(consultation, by=bruno)

    told = [client.get(page).content.decode() for page in (*pages, consultation.cycle.get_absolute_url())]
    planned = str(day_words(consultation.closes_at.astimezone(consultation.zone).date()))
    assert all(planned not in page for page in told)
    assert str(day_words(now.astimezone(consultation.zone).date())) in told[2]

    reopen_consultation(consultation, by=bruno)
    assert planned in client.get(pages[1]).content.decode()


def test_a_question_that_was_answered_stays(consultation, bruno):
    contribute(consultation, question=consultation.questions.get())
    data = typed(consultation.cycle, question_1_en="", question_1_fr="", question_2_en="Another?")

    answer = signed_in(bruno).post(f"/en/desk/consultations/{consultation.slug}/", data)

    assert "have already answered question 1" in answer.content.decode()
    assert consultation.questions.count() == 1


def test_a_translation_older_than_its_source_is_shown(db):
    cycle = make_cycle()
    desk = signed_in(make_convener(cycle.place))
    desk.post(f"/en/desk/consultations/new/{cycle.slug}/", typed(cycle))
    address = "/en/desk/consultations/what-should-be-open/"

    desk.post(address, typed(cycle, title_en="What should be open next?"))

    rows = {row["name"]: row for row in desk.get(address).context["parity"]}
    assert rows["français"]["stale"] == "Title"
    assert rows["español"]["missing"].startswith("Title")

    desk.post(address, typed(cycle, title_en="What should be open next?", confirmed=["fr"]))

    assert not any(row["stale"] for row in desk.get(address).context["parity"])


def test_nobody_else_convenes(consultation, moderator, amina):
    for person in (moderator, amina, make_convener(make_cycle().place, "Zoé")):
        desk = signed_in(person)
        assert desk.get(f"/en/desk/consultations/{consultation.slug}/").status_code == 403
        assert desk.post(f"/en/desk/consultations/{consultation.slug}/close/").status_code == 403
    consultation.refresh_from_db()
    assert consultation.status == "open"


def test_the_list_of_a_convener(consultation, bruno, amina):
    assert str(consultation.title) in signed_in(bruno).get("/en/desk/consultations/").content.decode()
    assert signed_in(amina).get("/en/desk/consultations/").status_code == 403


def test_hostile_words_are_words_on_the_desk_too(consultation, moderator):
    contribution = contribute(consultation, "<xss-probe> a", public_name="<xss-probe>", hold=True)
    desk = signed_in(moderator)
    desk.post(page(contribution), {"step": "hide", "reason": "insult", "because": "<xss-probe> because it is"})

    for address in ("/en/desk/moderation/?status=hidden", page(contribution)):
        assert "<xss-probe>" not in desk.get(address).content.decode()
    assert Contribution.objects.get().hidden_because.startswith("<xss-probe>")
