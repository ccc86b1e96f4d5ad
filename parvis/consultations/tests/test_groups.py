"""Reading as one what says the same."""

import pytest

from parvis.consultations.actions import erase_contribution, group, hide, keep_apart, support, take_out, ungroup
from parvis.consultations.groups import numbers_of
from parvis.consultations.models import Contribution, Group, KeptApart, Membership
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import contribute, make_consultation, make_moderator
from parvis.core.rules import Refused
from parvis.people.tests.factories import give_role, make_convener, make_organisation, make_person
from parvis.record import catch_up, entries_of


def said(consultation, count=3, **more):
    return [
        contribute(consultation, f"Publish every contract, I said {number} times.", **more) for number in range(count)
    ]


def members_of(found):
    return set(found.memberships.filter(left_at=None).values_list("contribution", flat=True))


def verbs(contribution):
    return [entry.verb for entry in entries_of(contribution)]


def test_a_group_keeps_every_receipt_author_and_support(consultation, moderator, amina):
    lead, *others = said(consultation, by=amina)
    support(others[0], by=moderator)
    before = list(Contribution.objects.order_by("pk").values())
    found = group(lead, by=moderator, members=others)

    assert members_of(found) == {lead.pk, *(each.pk for each in others)}
    assert list(Contribution.objects.order_by("pk").values()) == before


def test_it_is_recorded_once_with_its_list(consultation, moderator):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)

    entry = entries_of(lead).last()
    assert (entry.verb, entry.role) == ("contribution.grouped", "moderator")
    assert entry.facts == {"consultation": consultation.slug, "members": sorted(each.code for each in others)}
    assert verbs(others[0]) == ["contribution.received", "contribution.published"]


def test_the_same_group_made_twice_is_made_once(consultation, moderator):
    lead, *others = said(consultation)
    first = group(lead, by=moderator, members=others)

    assert group(lead, by=moderator, members=others) == first
    assert verbs(lead).count("contribution.grouped") == 1


def test_others_are_added_later(consultation, moderator):
    lead, second, third = said(consultation)
    found = group(lead, by=moderator, members=[second])
    group(lead, by=moderator, members=[second, third])

    assert members_of(found) == {lead.pk, second.pk, third.pk}
    assert entries_of(lead).last().facts["members"] == [third.code]


def test_what_is_in_one_group_cannot_be_in_another(consultation, moderator):
    lead, second, third = said(consultation)
    group(lead, by=moderator, members=[second])

    with pytest.raises(Refused, match="in another group already"):
        group(third, by=moderator, members=[second])
    with pytest.raises(Refused, match="in another group already"):
        group(second, by=moderator, members=[third])


def test_alone_elsewhere_or_hidden_is_refused_with_a_sentence(consultation, moderator):
    lead, hidden = said(consultation, 2)
    hide(hidden, by=moderator, reason="insult", because="It insults the mayor.")

    with pytest.raises(Refused, match="at least one other"):
        group(lead, by=moderator, members=[lead])
    with pytest.raises(Refused, match="everybody can read"):
        group(lead, by=moderator, members=[hidden])
    with pytest.raises(Refused, match="same consultation"):
        group(lead, by=moderator, members=said(make_consultation(consultation.cycle), 1))


def test_undoing_a_group_leaves_each_by_itself_and_apart(consultation, moderator):
    lead, *others = said(consultation)
    found = group(lead, by=moderator, members=others)
    ungroup(found, by=moderator)
    ungroup(found, by=moderator)

    assert members_of(found) == set()
    assert verbs(lead).count("contribution.ungrouped") == 1
    assert KeptApart.objects.filter(lead=lead).count() == 2
    assert group(lead, by=moderator, members=others) != found


def test_one_is_taken_out_and_the_last_one_undoes_the_group(consultation, moderator):
    lead, second, third = said(consultation)
    found = group(lead, by=moderator, members=[second, third])

    assert take_out(second, by=moderator)
    assert not take_out(second, by=moderator)
    assert verbs(second)[-1] == "contribution.taken_out"
    assert members_of(found) == {lead.pk, third.pk}
    take_out(third, by=moderator)
    found.refresh_from_db()
    assert found.status == Group.Status.UNDONE


def test_the_lead_is_not_taken_out(consultation, moderator):
    lead, *others = said(consultation)
    group(lead, by=moderator, members=others)

    with pytest.raises(Refused, match="Undo the group"):
        take_out(lead, by=moderator)


def test_a_rejected_proposal_is_noted_once(consultation, moderator):
    lead, *others = said(consultation)

    assert keep_apart(lead, by=moderator, members=others) == 2
    assert keep_apart(lead, by=moderator, members=others) == 0
    assert verbs(lead).count("contribution.kept_apart") == 1


def test_each_person_behind_a_group_counts_once(consultation, moderator, amina):
    lead, second = said(consultation, 2, by=amina)
    third = contribute(consultation, "Contracts belong to everybody.")
    zoe, ali = make_person("Zoé"), make_person("Ali")
    for one, person in ((lead, zoe), (second, zoe), (third, zoe), (second, ali), (third, amina)):
        support(one, by=person)
    found = group(lead, by=moderator, members=[second, third])

    # Amina, who wrote two and supports one; Zoé, who supports all; Ali; and somebody who left no address.
    assert (found.people, found.size) == (4, 3)


def test_the_number_of_people_follows_what_happens(consultation, moderator, amina):
    lead, second, third = said(consultation)
    found = group(lead, by=moderator, members=[second, third])
    support(second, by=amina)
    hide(third, by=moderator, reason="insult", because="It insults the mayor.")
    catch_up()

    found.refresh_from_db()
    assert (found.people, found.size) == (3, 2)


def test_of_what_is_erased_nobody_is_counted(consultation, moderator, amina):
    lead, second = said(consultation, 2, by=amina)
    erase_contribution(second, by=amina)

    assert numbers_of([lead.pk, second.pk]) == {"size": 1, "people": 1}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("anyone", False),
        ("participant", False),
        ("reviewer", False),
        ("member", False),
        ("moderator elsewhere", False),
        ("moderator", True),
        ("convener", True),
        ("responder", True),
        ("keeper", True),
    ],
)
def test_who_groups(consultation, who, may):
    lead, *others = said(consultation)
    person = somebody(who, consultation)
    acts = (
        lambda: keep_apart(lead, by=person, members=others),
        lambda: group(lead, by=person, members=others),
        lambda: take_out(others[0], by=person),
        lambda: ungroup(Group.objects.get_or_create(lead=lead)[0], by=person),
    )
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(Refused, match="Only a moderator, a convener or a responder"):
                act()


def somebody(who, consultation):
    if who == "anyone":
        return None
    if who == "keeper":
        return make_person("Dana", is_keeper=True)
    if who == "convener":
        return make_convener(consultation.place)
    if who == "moderator elsewhere":
        return make_moderator(make_consultation())
    person = make_person()
    if who == "responder":
        give_role(person, who, consultation.place, make_organisation(consultation.place))
    elif who != "participant":
        give_role(person, who, consultation.place)
    return person


@pytest.mark.django_db(transaction=True)
def test_two_moderators_who_group_the_same_at_once_make_one_group():
    consultation = make_consultation()
    people = [make_moderator(consultation, name) for name in ("Bruno", "Chinwe")]
    lead, *others = said(consultation)

    at_once(2, lambda: group(lead, by=people.pop(), members=others))

    assert Group.objects.count() == 1
    assert Membership.objects.count() == 3
    assert verbs(lead).count("contribution.grouped") == 1


@pytest.mark.django_db(transaction=True)
def test_of_groups_that_claim_the_same_at_once_one_is_made_and_the_others_are_told():
    consultation = make_consultation()
    moderator = make_moderator(consultation)
    shared, *leads = said(consultation, 5)
    refusals = []

    def claim():
        try:
            group(leads.pop(), by=moderator, members=[shared])
        except Refused as refusal:
            refusals.append(str(refusal))

    at_once(4, claim)

    assert Group.objects.count() == 1
    assert Membership.objects.filter(contribution=shared).count() == 1
    assert len(refusals) == 3
    assert all("another group already" in each for each in refusals)
