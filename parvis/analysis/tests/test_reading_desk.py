"""The reading desk: themes named, merged, parted; texts put elsewhere; two readers at once; the texts one is least sure of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parvis.analysis.actions import make_theme, merge_theme, name_theme, part_theme, place_texts, split_off
from parvis.analysis.models import FoundTheme, Placing
from parvis.analysis.queries.readings import desk_of, texts_of, unsure_of
from parvis.analysis.tests.factories import WATER, make_sorted
from parvis.consultations.actions import hide
from parvis.consultations.models import Contribution
from parvis.consultations.tests.factories import make_moderator
from parvis.core.rules import Refused
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry


@pytest.fixture
def themes(consultation):
    return make_sorted(consultation)


@pytest.fixture
def hana(consultation):
    return make_moderator(consultation, "Hana")


def seen(theme):
    """Return the texts of a theme as a reader sees them now."""
    return {placing.contribution.code: theme.key for placing in theme.placings.select_related("contribution")}


def verbs():
    return list(Entry.objects.order_by("seq").exclude(verb__in=("contribution.received", "contribution.published")))


def test_themes_stand_side_by_side_the_largest_first(consultation, themes, bruno):
    water, buses = themes
    place_texts(consultation, by=bruno, seen=dict(list(seen(water).items())[:1]), theme=buses)

    desk = desk_of(consultation)

    assert [(shelf.theme, shelf.texts, shelf.by_hand) for shelf in desk.shelves] == [(buses, 5, 1), (water, 3, 0)]
    assert (desk.texts, desk.by_hand, desk.not_placed) == (8, 1, 0)


def test_a_reader_names_a_theme_once(themes, bruno):
    for _ in range(2):
        name_theme(themes[0], by=bruno, name={"en": "Clean rivers", "fr": ""})

    assert str(themes[0]) == "Clean rivers"
    assert [entry.verb for entry in verbs()] == ["found_theme.named"]


def test_a_name_is_not_written_over_by_who_has_not_seen_it(consultation, themes, bruno, hana, client):
    page = reverse("theme_found", args=[consultation.slug, "T1"])
    client.force_login(bruno)
    shown = client.get(page).context["naming"]["seen"].value()
    name_theme(themes[0], by=hana, name={"en": "Clean rivers"})

    answer = client.post(page, {"step": "name", "name_en": "Dirty water", "seen": shown})

    assert answer.status_code == 409
    assert "Clean rivers" in answer.content.decode()
    assert str(FoundTheme.objects.get(key="T1")) == "Clean rivers"


def test_merged_themes_are_read_as_one_and_can_be_parted(consultation, themes, bruno):
    water, buses = themes
    merge_theme(water, by=bruno, into=buses)
    assert [(shelf.theme, shelf.texts, shelf.merged) for shelf in desk_of(consultation).shelves] == [
        (buses, 8, [water])
    ]
    assert len(texts_of(consultation, buses, "").rows) == 8

    part_theme(water, by=bruno)

    assert [shelf.texts for shelf in desk_of(consultation).shelves] == [4, 4]


def test_themes_are_not_merged_in_a_ring(themes, bruno):
    water, buses = themes
    merge_theme(water, by=bruno, into=buses)

    with pytest.raises(Refused, match="merged into another one meanwhile"):
        merge_theme(buses, by=bruno, into=water)
    with pytest.raises(Refused, match="Choose another theme"):
        merge_theme(buses, by=bruno, into=buses)


def test_what_had_been_merged_goes_along(consultation, themes, bruno):
    water, buses = themes
    lakes = make_theme(consultation, by=bruno, name={"en": "Lakes"})
    merge_theme(lakes, by=bruno, into=water)
    merge_theme(water, by=bruno, into=buses)

    assert set(FoundTheme.objects.filter(merged_into=buses)) == {water, lakes}


def test_a_new_theme_has_a_key_nobody_had(consultation, themes, bruno):
    assert make_theme(consultation, by=bruno, name={"en": "Lakes"}).key == "T3"


def test_of_two_readers_who_move_a_text_the_second_is_told(consultation, themes, bruno, hana):
    water, buses = themes
    before = seen(water)
    lakes = make_theme(consultation, by=hana, name={"en": "Lakes"})

    assert place_texts(consultation, by=hana, seen=dict(list(before.items())[:1]), theme=lakes) == (1, 0)
    assert place_texts(consultation, by=bruno, seen=before, theme=buses) == (3, 1)
    assert lakes.placings.count() == 1


def test_no_theme_is_made_for_texts_that_all_moved_meanwhile(consultation, themes, bruno):
    water, buses = themes
    before = seen(water)
    place_texts(consultation, by=bruno, seen=before, theme=buses)

    with pytest.raises(Refused, match="moved these texts meanwhile"):
        split_off(consultation, by=bruno, seen=before)
    assert FoundTheme.objects.count() == 2


def test_a_move_is_recorded_once_for_each_text(consultation, themes, bruno):
    water, buses = themes
    place_texts(consultation, by=bruno, seen=seen(water), theme=buses)
    place_texts(consultation, by=bruno, seen=seen(buses), theme=buses)

    # The four moved, and the four of which a reader said that they are right.
    assert [entry.verb for entry in verbs()] == ["contribution.placed"] * 8


def test_strangers_and_conveners_of_other_places_are_refused(consultation, themes):
    for act in (
        lambda amina: name_theme(themes[0], by=amina, name={"en": "Mine"}),
        lambda amina: merge_theme(themes[0], by=amina, into=themes[1]),
        lambda amina: part_theme(themes[0], by=amina),
        lambda amina: make_theme(consultation, by=amina, name={"en": "Mine"}),
        lambda amina: place_texts(consultation, by=amina, seen=seen(themes[0]), theme=None),
    ):
        with pytest.raises(Refused, match="convener or a moderator"):
            act(make_person("Amina"))


def test_the_least_sure_text_comes_first_until_a_reader_has_looked(consultation, themes, bruno):
    doubtful = Placing.objects.get(contribution__words=WATER[2])
    Placing.objects.filter(pk=doubtful.pk).update(strength=100, theme=None)
    text, _after = unsure_of(consultation, "")
    assert (text.words, text.mark) == (WATER[2], f"{doubtful.contribution.code}:")
    assert [(theme, likeness) for theme, likeness in text.near] == [(themes[0], 800), (themes[1], 300)]

    place_texts(consultation, by=bruno, seen={doubtful.contribution.code: ""}, theme=themes[0])

    assert unsure_of(consultation, "")[0].words != WATER[2]


def test_hidden_words_are_nowhere_on_the_desk(consultation, themes, bruno, client):
    hidden = Contribution.objects.get(words=WATER[0])
    FoundTheme.objects.filter(pk=themes[0].pk).update(central=[hidden.code, 0, 20])
    hide(hidden, by=bruno, reason="insult", because="It insults.")
    client.force_login(bruno)

    for address in addresses(consultation, themes):
        assert WATER[0][:20] not in client.get(address).content.decode()


def addresses(consultation, themes):
    slug = consultation.slug
    return [
        reverse("reading", args=[slug]),
        reverse("unsure", args=[slug]),
        *(reverse("theme_found", args=[slug, key]) for key in (themes[0].key, "-")),
    ]


def test_the_pages_are_for_readers_of_the_place(consultation, themes, hana, client):
    client.force_login(make_person("Amina"))
    assert {client.get(address).status_code for address in addresses(consultation, themes)} == {403}
    client.force_login(hana)
    assert {client.get(address).status_code for address in addresses(consultation, themes)} == {200}


def test_a_reader_sorts_by_plain_forms(consultation, themes, bruno, client):
    water, buses = themes
    client.force_login(bruno)
    page = reverse("theme_found", args=[consultation.slug, "T1"])

    client.post(page, {"step": "name", "name_en": "Clean rivers"})
    client.post(page, {"step": "place", "text": [f"{code}:T1" for code in list(seen(water))[:2]], "to": "+"})
    assert client.post(page, {"step": "place", "to": "T2"}).status_code == 422
    assert client.post(page, {"step": "merge", "into": ""}).status_code == 422
    client.post(page, {"step": "merge", "into": "T2"})

    assert FoundTheme.objects.get(key="T3").placings.count() == 2
    assert FoundTheme.objects.get(key="T1").merged_into == buses
    assert str(FoundTheme.objects.get(key="T1")) == "Clean rivers"


def test_the_next_text_comes_when_one_is_put_somewhere(consultation, themes, bruno, client):
    client.force_login(bruno)
    page = reverse("unsure", args=[consultation.slug])
    first = client.get(page).context["text"]

    again = client.post(page, {"text": first.mark, "to": "T2"}, follow=True)

    assert again.context["text"].mark != first.mark
    assert again.context["desk"].by_hand == 1


def test_pages_ask_the_same_of_the_database_for_two_themes_and_for_five(consultation, themes, bruno, client):
    client.force_login(bruno)
    client.get(addresses(consultation, themes)[0])
    counts = [_queries(client, address) for address in addresses(consultation, themes)]
    for number in range(3, 6):
        theme = FoundTheme.objects.create(consultation=consultation, key=f"T{number}")
        Placing.objects.filter(contribution__words=WATER[number - 3]).update(theme=theme)

    assert [_queries(client, address) for address in addresses(consultation, themes)] == counts


def _queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_before_themes_are_looked_for_there_is_nothing_to_read_or_to_sort(client, consultation, bruno):
    client.force_login(bruno)
    unsure = client.get(reverse("unsure", args=[consultation.slug])).content.decode()
    sample = client.get(reverse("sample", args=[consultation.slug])).content.decode()

    assert "No themes have been looked for" in unsure
    assert "Everything was read" not in unsure
    assert "There must be two themes at least" in sample
    assert "Draw a sample" not in sample
