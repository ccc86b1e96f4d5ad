"""Who has spoken in a consultation, and who is missing."""

import csv
import io

import pytest
from django.test import Client

from parvis.consultations import actions
from parvis.consultations.models import Audience
from parvis.consultations.tests.factories import contribute
from parvis.core.rules import Refused
from parvis.record import catch_up
from parvis.record.models import Entry


def expect(consultation, bruno, of="kind", value="media", **more):
    return actions.expect_audience(consultation, by=bruno, of=of, value=value, **more)


def page_of(consultation, language="en"):
    catch_up()
    return Client().get(f"/{language}/consultations/{consultation.slug}/").content.decode()


def test_the_page_tells_channels_languages_and_kinds_with_those_who_did_not_say(consultation):
    for number in range(6):
        contribute(consultation, f"Idea number {number} of many.", kind="civil")
    contribute(consultation, "Rien à déclarer ici.", language="fr")

    page = page_of(consultation)

    for row in (
        '<th scope="row">on this site</th><td class="n">7</td>',
        '<th scope="row">English</th><td class="n">6</td>',
        '<th scope="row">French</th><td class="n">1</td>',
        '<th scope="row">civil society</th><td class="n">6</td>',
        '<th scope="row">did not say</th><td class="n">fewer than 5</td>',
    ):
        assert row in page


def test_who_is_missing_is_told_against_what_was_hoped_for(consultation, bruno):
    expect(consultation, bruno, value="media", expected=3)
    expect(consultation, bruno, value="business", expected=20)
    expect(consultation, bruno, value="civil", expected=6)
    expect(consultation, bruno, of="language", value="ar")
    for number in range(6):
        contribute(consultation, f"Idea number {number} of many.", kind="civil")
        contribute(consultation, f"Thought number {number} of many.", kind="business")
    contribute(consultation, "We write about it every week.", kind="media")

    page = page_of(consultation)

    assert "<b>Media</b> · fewer than 5 so far; at least 3 are hoped for" in page
    assert "<b>A business</b> · 6 so far; at least 20 are hoped for" in page
    assert "<b>Arabic</b> · nobody yet; at least 1 contribution is hoped for" in page
    assert "<b>Civil society</b>" not in page


def test_of_those_nobody_is_asked_about_the_page_says_that_nobody_can_tell(consultation, bruno):
    islands = {"en": "people of the islands", "fr": "les gens des îles"}
    expect(consultation, bruno, of="other", value="", label=islands)

    assert "cannot tell whether they have spoken" in page_of(consultation)
    assert "les gens des îles" in page_of(consultation, "fr")


def test_when_all_have_spoken_the_page_says_so(consultation, bruno):
    expect(consultation, bruno, value="media")
    contribute(consultation, kind="media")

    assert "As many have spoken as was hoped" in page_of(consultation)


def test_where_nobody_was_named_nobody_is_missing(consultation):
    assert "Who has spoken" not in page_of(consultation)
    contribute(consultation)
    assert "Who is missing" not in page_of(consultation)


def test_naming_them_again_changes_how_many_are_hoped_for(consultation, bruno):
    first, same, more = (expect(consultation, bruno, expected=n) for n in (1, 1, 9))

    assert first.pk == same.pk == more.pk
    assert consultation.audiences.get().expected == 9
    told = Entry.objects.filter(verb="consultation.audience_expected")
    assert [entry.facts for entry in told] == [{"audience": "media", "expected": n} for n in (1, 9)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"of": "kind", "value": "martian"},
        {"of": "language", "value": ""},
        {"of": "language", "value": "Arabic"},
        {"of": "other", "label": {}},
        {"of": "colour", "value": "blue"},
        {"expected": 0},
        {"expected": 10**7},
    ],
)
def test_what_is_no_audience_is_refused(consultation, bruno, wrong):
    with pytest.raises(Refused):
        expect(consultation, bruno, **wrong)
    assert not Audience.objects.exists()


def test_only_a_convener_says_who_is_hoped_for(consultation, moderator, bruno):
    with pytest.raises(Refused, match="convener"):
        expect(consultation, moderator)
    audience = expect(consultation, bruno)
    with pytest.raises(Refused, match="convener"):
        actions.drop_audience(audience, by=moderator)


def test_the_numbers_come_as_a_file_in_which_few_are_few(consultation):
    for number in range(5):
        contribute(consultation, f"Idea number {number} of many.", kind="civil")
    contribute(consultation, kind="media")
    catch_up()

    answer = Client().get(f"/en/consultations/{consultation.slug}/who-spoke.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [
        ["by", "value", "name", "contributions"],
        ["channel", "web", "on this site", "6"],
        ["language", "en", "English", "6"],
        ["kind", "civil", "civil society", "5"],
        ["kind", "media", "media", "<5"],
    ]


def test_a_convener_names_somebody_and_takes_them_off_again(consultation, bruno):
    client, address = Client(), f"/en/desk/consultations/{consultation.slug}/audiences/"
    client.force_login(bruno)
    refused = client.post(address, {"who": "other:", "expected": "1"})
    assert (refused.status_code, "Say whom you want" in refused.content.decode()) == (422, True)
    assert client.post(address, {"who": "language:ar", "expected": "12"}).status_code == 302
    assert client.post(address, {"who": "other:", "label_en": "Islanders", "expected": "1"}).status_code == 302

    page = client.get(address).content.decode()
    assert "at least 12 contributions" in page
    for audience in consultation.audiences.all():
        assert client.post(f"{address}{audience.pk}/drop/").status_code == 302
    assert "Nobody in particular yet." in client.get(address).content.decode()


def test_the_page_costs_the_same_whoever_is_hoped_for(consultation, bruno, django_assert_max_num_queries):
    contribute(consultation)
    for kind in ("media", "business", "civil"):
        expect(consultation, bruno, value=kind)
        catch_up()
        with django_assert_max_num_queries(16):
            Client().get(f"/en/consultations/{consultation.slug}/?{kind}")
