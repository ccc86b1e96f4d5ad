"""Finding what was said before in nearly the same words."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from parvis.consultations.actions import erase_contribution, hide, restore
from parvis.consultations.actions.imports import import_contributions
from parvis.consultations.importing.mapping import Said
from parvis.consultations.likeness import alike, repeats_hidden, seek_families
from parvis.consultations.models import Contribution, Likeness
from parvis.consultations.tests.factories import contribute, make_consultation
from parvis.record import catch_up
from parvis.record.followers import rebuild

WORDS = "Publish every contract above ten thousand dollars, with the company and the price, within thirty days."
SHUFFLED = "Within thirty days publish, with the price and the COMPANY, every contrct above ten thousand dollars!"
OTHER = "The playground in the old harbour needs shade, water and a bench for grandparents who come with children."
WHY = "It names a neighbour and where she lives."


def said(consultation, words=WORDS, **more):
    contribution = contribute(consultation, words, **more)
    catch_up()
    return contribution


def found(consultation, words, **more):
    return [each.code for each in alike(consultation, words, **more)]


def printed(*arguments):
    out = io.StringIO()
    call_command("find_similar", *arguments, stdout=out)
    return out.getvalue()


def test_the_same_and_nearly_the_same_are_found_with_their_score(consultation):
    first, second = said(consultation), said(consultation, SHUFFLED)
    said(consultation, OTHER)

    same, near = alike(consultation, WORDS.upper())

    assert (same.code, same.score.same, same.score.percent) == (first.code, True, 100)
    assert (near.code, near.score.same) == (second.code, False)
    assert 80 < near.score.percent < 100


def test_nothing_repeats_itself(consultation):
    first, second = said(consultation), said(consultation)

    assert found(consultation, WORDS, apart_from=first.code) == [second.code]
    assert found(consultation, OTHER) == []


def test_another_consultation_is_another_conversation(consultation):
    said(make_consultation())

    assert found(consultation, WORDS) == []


def test_what_is_too_short_is_only_found_as_exactly_the_same(consultation):
    yes = said(consultation, "Yes, please!")

    assert found(consultation, "yes please") == [yes.code]
    assert found(consultation, "yes please do") == []


@pytest.mark.parametrize("words", ["", "🌱", "\x00", "a" * 6000, "' OR 1=1 --", '"', "*", "NEAR(", "ؤ" * 300])
def test_no_text_makes_it_fail(consultation, words):
    said(consultation)

    assert found(consultation, words) == []


def test_what_is_brought_in_by_file_is_found_too(consultation, bruno):
    rows = [Said(line=2, reference="1", words=WORDS), Said(line=3, reference="2", words=OTHER)]
    import_contributions(consultation, by=bruno, said=rows, themes={})
    catch_up()

    assert [each.words for each in alike(consultation, SHUFFLED)] == [WORDS]


def test_a_repeat_of_what_is_hidden_is_noticed_and_never_shown(consultation, moderator):
    contribution = said(consultation)
    hide(contribution, by=moderator, reason="personal_data", because=WHY)
    catch_up()

    assert found(consultation, SHUFFLED) == []
    assert [each.code for each in repeats_hidden(consultation, SHUFFLED)] == [contribution.code]
    assert repeats_hidden(consultation, OTHER) == []

    restore(contribution, by=moderator)
    assert repeats_hidden(consultation, SHUFFLED) == []
    assert found(consultation, SHUFFLED) == [contribution.code]


def test_of_what_is_erased_nothing_is_kept(consultation, amina):
    contribution = said(consultation, by=amina)
    erase_contribution(contribution, by=amina)

    assert not Likeness.objects.exists()
    catch_up()
    assert not Likeness.objects.exists()


def test_what_is_kept_can_be_made_again(consultation):
    contribution = said(consultation)
    before = Likeness.objects.values("exact", "keys").get()
    rebuild("consultations.likeness")

    assert Likeness.objects.values("exact", "keys").get() == before
    assert found(consultation, SHUFFLED) == [contribution.code]


def test_prints_hold_no_word(consultation):
    said(consultation)
    row = Likeness.objects.get()

    assert "contract" not in row.keys
    assert b"contract" not in bytes(row.sketch)


def test_each_joins_the_family_of_the_earliest_it_is_like(consultation):
    first, other, second, third = (said(consultation, words) for words in (WORDS, OTHER, SHUFFLED, WORDS))

    assert seek_families() == 4
    assert seek_families() == 0
    families = dict(Likeness.objects.values_list("contribution", "family"))
    assert families == {first.pk: None, other.pk: None, second.pk: first.pk, third.pk: first.pk}


def test_asking_costs_the_same_among_three_and_among_thirty(consultation, django_assert_max_num_queries):
    for number in range(30):
        contribute(consultation, f"{WORDS} {number}")
    catch_up()

    with django_assert_max_num_queries(4):
        assert len(alike(consultation, SHUFFLED)) == 5


def test_the_page_while_writing_says_what_has_the_same_words(client, consultation):
    said(consultation)
    address = f"/en/consultations/{consultation.slug}/similar/"

    assert "the same words" in client.get(address, {"words": WORDS}).content.decode()
    assert "nearly the same words" in client.get(address, {"words": SHUFFLED}).content.decode()


def test_the_command_tells_people_and_programs(consultation):
    contribution = said(consultation)

    assert f"{contribution}  same 100%" in printed(WORDS, "--consultation", consultation.slug)
    assert "too short" in printed("Yes", "--consultation", consultation.slug)
    told = json.loads(printed(SHUFFLED, "--consultation", consultation.slug, "--json"))
    assert told["too_short"] is False
    assert [(row["receipt"], row["how"]) for row in told["similar"]] == [(str(contribution), "nearly")]


def test_the_command_does_not_look_where_nothing_is_public(consultation):
    draft = make_consultation(status="draft", opened_at=None)

    with pytest.raises(CommandError, match="There is no consultation"):
        printed(WORDS, "--consultation", draft.slug)


def test_held_contributions_are_known_but_not_shown(db):
    consultation = make_consultation(moderation="before")
    contribution = said(consultation)

    assert found(consultation, WORDS) == []
    assert found(consultation, WORDS, statuses=[Contribution.Status.HELD]) == [contribution.code]
