"""Two readers sort the same texts alone, and it is told how far they agree."""

import pytest
from django.urls import reverse

from parvis.analysis.actions import draw_sample, sort_alone
from parvis.analysis.models import SampleText
from parvis.analysis.queries.samples import agreement_of, to_sort
from parvis.analysis.tests.factories import make_sorted
from parvis.consultations.actions import hide
from parvis.consultations.tests.factories import make_moderator
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person


@pytest.fixture
def themes(consultation):
    return make_sorted(consultation)


@pytest.fixture
def hana(consultation):
    return make_moderator(consultation, "Hana")


def sort_all(consultation, reader, choose):
    for text in SampleText.objects.filter(sample__consultation=consultation):
        sort_alone(text, by=reader, theme=choose(text))


def test_a_sample_is_the_same_whoever_draws_it_and_drawn_once(consultation, themes, bruno, hana):
    texts = list(draw_sample(consultation, by=bruno, size=5).texts.values_list("contribution", flat=True))
    assert len(set(texts)) == 5

    with pytest.raises(Refused, match="drawn already"):
        draw_sample(consultation, by=hana, size=5)


def test_readers_who_agree_in_all_have_an_alpha_of_one(consultation, themes, bruno, hana):
    draw_sample(consultation, by=bruno, size=100)
    for reader in (bruno, hana):
        sort_all(consultation, reader, lambda text: text.contribution.placing.theme)

    agreement = agreement_of(consultation)
    assert (agreement.alpha, agreement.texts, agreement.read_twice, agreement.readers) == (1, 8, 8, 2)
    assert not agreement.is_tentative
    assert agreement.disagreements == []


def test_readers_who_differ_are_shown_where(consultation, themes, bruno, hana):
    draw_sample(consultation, by=bruno, size=100)
    sort_all(consultation, bruno, lambda text: themes[0])
    sort_all(consultation, hana, lambda text: themes[text.number % 2])

    agreement = agreement_of(consultation)
    assert agreement.is_tentative
    assert {frozenset(each.themes) for each in agreement.disagreements} == {frozenset(themes)}


def test_whoever_still_sorts_does_not_see_how_others_did(consultation, themes, bruno, hana, client):
    draw_sample(consultation, by=bruno, size=100)
    third = make_moderator(consultation, "Imani")
    sort_all(consultation, bruno, lambda text: themes[0])
    sort_all(consultation, hana, lambda text: themes[1])
    sort_alone(SampleText.objects.get(number=3), by=third, theme=None)
    client.force_login(third)

    differ = client.get(reverse("sample", args=[consultation.slug])).context["differ"]

    assert [each.text.number for each in differ] == [3]


def test_one_reader_alone_proves_nothing(consultation, themes, bruno):
    draw_sample(consultation, by=bruno, size=100)
    sort_all(consultation, bruno, lambda text: None)

    assert (agreement_of(consultation).alpha, agreement_of(consultation).is_tentative) == (None, True)


def test_what_was_hidden_leaves_the_sample(consultation, themes, bruno):
    sample = draw_sample(consultation, by=bruno, size=8)
    hide(sample.texts.first().contribution, by=bruno, reason="insult", because="It insults.")

    assert to_sort(consultation, bruno)[1:] == (0, 7)


def test_only_readers_of_the_place_draw_and_sort(consultation, themes, bruno):
    amina = make_person("Amina")
    with pytest.raises(Refused, match="convener or a moderator"):
        draw_sample(consultation, by=amina, size=5)
    text = draw_sample(consultation, by=bruno, size=5).texts.first()
    with pytest.raises(Refused, match="convener or a moderator"):
        sort_alone(text, by=amina, theme=None)


def test_a_reader_sorts_the_sample_page_after_page(consultation, themes, bruno, client):
    client.force_login(bruno)
    page, sorting = reverse("sample", args=[consultation.slug]), reverse("sort_alone", args=[consultation.slug])
    assert client.post(page, {"size": "3"}).status_code == 422
    client.post(page, {"size": "10"})

    for _turn in range(8):
        shown = client.get(sorting)
        assert "words found by a program" not in shown.content.decode()
        number = shown.context["text"].number
        assert client.post(sorting, {"number": number}).status_code == 422
        client.post(sorting, {"number": number, "theme": "T1"})
        # Sent twice, it counts once, and nothing is said of the next text.
        client.post(sorting, {"number": number, "theme": "T2"})

    assert client.get(sorting).status_code == 302
    assert to_sort(consultation, bruno) == (None, 8, 8)
