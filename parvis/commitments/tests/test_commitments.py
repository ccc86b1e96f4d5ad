"""A commitment is made of what people said; every version of it is kept."""

import pytest

from parvis.commitments.actions import (
    add_sources,
    adopt_commitment,
    draft_commitment,
    remove_sources,
    revise_commitment,
    withdraw_commitment,
)
from parvis.commitments.models import Commitment
from parvis.commitments.tests.factories import (
    TEXTS,
    make_commitment,
    make_consultation,
    make_contribution,
    make_contributions,
    make_responder,
    make_response,
)
from parvis.core.lifecycle import MoveRefused
from parvis.core.rules import Refused
from parvis.record.models import Entry

BETTER = {"change": {"en": "The register is open and free.", "fr": "Le registre est ouvert et gratuit."}}
WHY = {"en": "Two people asked for it.", "fr": "Deux personnes l'ont demandé."}


def lines(verb):
    """Return the facts of the entries with a verb, in order."""
    return [entry.facts for entry in Entry.objects.filter(verb=verb).order_by("seq")]


ACTORS = {
    "nobody": set(),
    "amina": set(),
    "chipo": set(),
    "responder": {"revise"},
    "bruno": {"draft", "revise", "adopt", "withdraw"},
    "dana": {"draft", "revise", "adopt", "withdraw"},
}


@pytest.mark.parametrize("who", ACTORS)
def test_who_does_what(who, cycle, bruno, finance, request):
    commitment = make_commitment(cycle, by=bruno, organisation=finance)
    person = {"nobody": lambda: None, "responder": lambda: make_responder(finance)}.get(
        who, lambda: request.getfixturevalue(who)
    )()
    acts = {
        "draft": lambda: draft_commitment(cycle, by=person, organisation=finance, title=TEXTS["title"]),
        "revise": lambda: revise_commitment(commitment, by=person, **TEXTS | BETTER),
        "adopt": lambda: adopt_commitment(commitment, by=person),
        "withdraw": lambda: withdraw_commitment(commitment, by=person, reason=WHY),
    }

    for name, act in acts.items():
        if name in ACTORS[who]:
            act()
        else:
            with pytest.raises(Refused):
                act()


def test_codes_and_addresses_follow_each_other(cycle, bruno):
    made = [make_commitment(cycle, by=bruno) for _each in range(2)]

    assert [(each.code, each.slug) for each in made] == [
        ("C01", f"{cycle.slug}-c01"),
        ("C02", f"{cycle.slug}-c02"),
    ]


def test_every_version_is_kept(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno)
    revise_commitment(commitment, by=bruno, **TEXTS | BETTER, why=WHY)

    assert [(v.number, v.change["en"], v.why) for v in commitment.versions.all()] == [
        (1, "The register is open to all.", {}),
        (2, "The register is open and free.", WHY),
    ]


def test_the_same_text_again_is_no_new_version(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno)

    assert revise_commitment(commitment, by=bruno, **TEXTS).version == 1


def test_a_source_belongs_to_the_version_that_was_written_for_it(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions[:1])
    revise_commitment(commitment, by=bruno, **TEXTS | BETTER, sources=contributions[:2])

    assert list(commitment.sources.order_by("pk").values_list("since_version", flat=True)) == [1, 2]


def test_sources_are_named_in_the_record_once_the_commitment_is_adopted(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions[:2])
    before = lines("contribution.written_into")
    adopt_commitment(commitment, by=bruno)
    add_sources(commitment, by=bruno, contributions=contributions)

    assert before == []
    assert lines("contribution.written_into") == [{"commitment": commitment.slug, "version": 1}] * 3


def test_a_source_taken_away_is_public_when_it_was(cycle, bruno, contributions):
    commitment = make_commitment(cycle, by=bruno, sources=contributions)
    remove_sources(commitment, by=bruno, contributions=contributions[:1])
    adopt_commitment(commitment, by=bruno)
    remove_sources(commitment, by=bruno, contributions=contributions[1:2])

    assert len(lines("contribution.taken_out_of")) == 1
    assert [source.contribution for source in commitment.sources.all()] == contributions[2:]


def test_what_cannot_be_read_is_no_source(cycle, bruno):
    hidden = make_contribution(make_consultation(cycle), status="held", published_at=None)

    with pytest.raises(Refused, match="1 of these contributions is not published in this place"):
        make_commitment(cycle, by=bruno, sources=[hidden])
    with pytest.raises(Refused, match="not published in this place"):
        make_commitment(cycle, by=bruno, sources=[make_contribution()])


@pytest.mark.parametrize("name", ["title", "problem", "change"])
def test_adoption_needs_every_text_in_every_official_language(name, cycle, bruno):
    commitment = make_commitment(cycle, by=bruno, **{name: {"en": "Only in English."}})

    with pytest.raises(Refused, match="is not written in français yet"):
        adopt_commitment(commitment, by=bruno)


def test_adoption_refuses_a_language_older_than_its_source(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno)
    only_english = TEXTS | {"change": BETTER["change"] | {"fr": TEXTS["change"]["fr"]}}
    revise_commitment(commitment, by=bruno, **only_english)

    with pytest.raises(Refused, match="C01: “what will change” in français is older"):
        adopt_commitment(commitment, by=bruno)
    revise_commitment(commitment, by=bruno, **only_english, confirmed=["fr"])
    assert adopt_commitment(commitment, by=bruno).status == "adopted"


def test_the_language_written_first_is_not_stale_when_the_other_is_added(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno, **{name: {"fr": words["fr"]} for name, words in TEXTS.items()})
    revise_commitment(commitment, by=bruno, **TEXTS)

    assert adopt_commitment(commitment, by=bruno).status == "adopted"


def test_a_draft_changes_freely_and_a_promise_only_with_a_reason_by_a_convener(cycle, bruno, finance):
    chipo = make_responder(finance)
    commitment = make_commitment(cycle, by=bruno, organisation=finance, adopted=True)

    with pytest.raises(Refused, match="only conveners can change it"):
        revise_commitment(commitment, by=chipo, **TEXTS | BETTER, why=WHY)
    with pytest.raises(Refused, match="Say why the commitment changes"):
        revise_commitment(commitment, by=bruno, **TEXTS | BETTER)
    assert revise_commitment(commitment, by=bruno, **TEXTS | BETTER, why=WHY).version == 2


def test_a_promise_never_loses_a_language(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno, adopted=True)

    with pytest.raises(Refused, match="is not written in français"):
        revise_commitment(commitment, by=bruno, **TEXTS | {"change": {"en": "Open."}}, why=WHY)


def test_a_withdrawal_says_why_and_ends_everything(cycle, bruno):
    commitment = make_commitment(cycle, by=bruno, adopted=True)

    with pytest.raises(Refused, match="Say why the commitment is withdrawn"):
        withdraw_commitment(commitment, by=bruno, reason={"en": "No money."})
    withdraw_commitment(commitment, by=bruno, reason=WHY)

    for act in (
        lambda: adopt_commitment(commitment, by=bruno),
        lambda: revise_commitment(commitment, by=bruno, **TEXTS),
    ):
        with pytest.raises((MoveRefused, Refused)):
            act()


def test_the_public_sees_what_was_promised_and_never_what_was_not(cycle, bruno, amina):
    draft, adopted, withdrawn, given_up = (
        make_commitment(cycle, by=bruno, adopted=adopted) for adopted in (False, True, True, False)
    )
    for commitment in (withdrawn, given_up):
        withdraw_commitment(commitment, by=bruno, reason=WHY)

    for person in (None, amina):
        assert set(Commitment.objects.visible_to(person)) == {adopted, withdrawn}
    assert set(Commitment.objects.visible_to(bruno)) == {draft, adopted, withdrawn, given_up}


def test_a_commitment_is_drafted_from_the_contributions_of_an_answer(cycle, bruno, finance, contributions):
    response = make_response(cycle, contributions, by=bruno)
    commitment = make_commitment(
        cycle, by=bruno, sources=response.answers.values_list("contribution", flat=True), responses=[response]
    )

    assert commitment.sources.count() == 3
    assert list(response.commitments.all()) == [commitment]


def test_many_sources_cost_no_more_statements_than_few(cycle, bruno, django_assert_max_num_queries):
    many = make_contributions(300, make_consultation(cycle))
    commitment = make_commitment(cycle, by=bruno)
    adopt_commitment(commitment, by=bruno)

    with django_assert_max_num_queries(14):
        add_sources(commitment, by=bruno, contributions=many)
