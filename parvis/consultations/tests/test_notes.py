"""Notes taken at a workshop: each is a contribution at once."""

import uuid

import pytest

from parvis.consultations import actions
from parvis.consultations.actions import correct_note, name_scribe, take_back_note, take_note, withdraw_scribe
from parvis.consultations.models import Consultation, Contribution, Note
from parvis.consultations.tests.factories import HOUR, make_consultation, make_themes, make_workshop
from parvis.core import clock
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.people.tests.factories import give_role, make_person
from parvis.record import entries_of, opened

MINUTES = HOUR / 60


@pytest.fixture
def link(workshop, bruno):
    """The link of a scribe without an account."""
    return name_scribe(workshop, by=bruno, name="Jules Scribe")[0]


def verbs(contribution):
    return [entry.verb for entry in entries_of(contribution)]


def test_a_note_says_where_it_was_said_by_how_many_and_how_they_agreed(workshop, bruno):
    theme, _other = make_themes(workshop.consultation)
    note = take_note(workshop, by=bruno, words="More benches.", themes=[theme], people=12)
    said, provenance = note.contribution, note.contribution.provenance

    assert (said.channel, said.status, said.author) == ("workshop", "published", None)
    assert (provenance.event, provenance.people, provenance.consent) == (workshop.event, 12, "spoken")
    assert provenance.brought_by == bruno
    assert list(said.themes.all()) == [theme]


def test_a_note_may_have_been_agreed_to_otherwise_than_the_others(workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benches.", consent="signed")

    assert note.contribution.provenance.consent == "signed"


def test_the_same_note_sent_twice_counts_once(workshop, bruno):
    key = uuid.uuid4()
    notes = [take_note(workshop, by=bruno, words="More benches.", submission_key=key) for _time in range(2)]

    assert notes[0] == notes[1]
    assert Contribution.objects.count() == 1


def test_a_note_that_was_received_is_known_again_after_the_link_is_over(workshop, bruno, link):
    key = uuid.uuid4()
    note = take_note(workshop, link=link, words="More benches.", submission_key=key)
    withdraw_scribe(link, by=bruno)

    assert take_note(workshop, link=link, words="More benches.", submission_key=key) == note


@pytest.mark.parametrize(
    "words", ["Idea:", "  write your note HERE ", "Écrivez ici…", "Idea :", "اكتب هنا", "My dream is"]
)
def test_what_is_printed_on_the_sheet_is_nobodys_idea(consultation, bruno, words):
    workshop = make_workshop(consultation, by=bruno, template_lines=["My dream is …"])

    with pytest.raises(Refused, match="printed on the sheet"):
        take_note(workshop, by=bruno, words=words)
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("words", ["", "   ", "…", "!!"])
def test_an_empty_note_is_refused(workshop, bruno, words):
    with pytest.raises(Refused, match="nothing to read"):
        take_note(workshop, by=bruno, words=words)


@pytest.mark.parametrize("people", [0, 10_001])
def test_a_number_of_people_that_cannot_be_is_refused(workshop, bruno, people):
    with pytest.raises(Refused):
        take_note(workshop, by=bruno, words="More benches.", people=people)


def test_the_same_words_are_flagged_and_not_dropped(workshop, bruno):
    first = take_note(workshop, by=bruno, words="Plus de bancs à l'école !")
    again = take_note(workshop, by=bruno, words="plus de bancs a l’ecole")
    other = take_note(workshop, by=bruno, words="Plus de bancs.")

    assert (first.repeats, again.repeats, other.repeats) == (None, first, None)
    assert Contribution.objects.count() == 3


def test_another_workshop_may_hear_the_same(workshop, bruno):
    elsewhere = make_workshop(make_consultation(workshop.consultation.cycle), by=bruno)
    take_note(elsewhere, by=bruno, words="More benches.")

    assert take_note(workshop, by=bruno, words="More benches.").repeats is None


ACTORS = {
    "nobody": False, "amina": False, "member": False, "responder": False, "convener elsewhere": False,
    "moderator": True, "convener": True, "keeper": True,
}  # fmt: skip


@pytest.mark.parametrize(("actor", "may"), ACTORS.items())
def test_who_may_take_notes_without_a_link(workshop, actor, may):
    person = _actor(actor, workshop)
    if may:
        assert take_note(workshop, by=person, words="More benches.")
    else:
        with pytest.raises(Refused, match="Only a convener or a moderator"):
            take_note(workshop, by=person, words="More benches.")


def _actor(actor, workshop):
    if actor == "nobody":
        return None
    person = make_person("Amina", is_keeper=actor == "keeper")
    if actor in ("member", "moderator", "convener"):
        give_role(person, actor, workshop.place)
    if actor == "convener elsewhere":
        give_role(person, "convener", make_consultation().place)
    return person


def test_a_scribe_without_an_account_types_with_their_link(workshop, bruno, link):
    note = take_note(workshop, link=link, words="More benches.")

    assert (note.link, note.contribution.provenance.brought_by) == (link, bruno)
    assert "Jules" not in entries_of(note.contribution).first().leaf


def test_a_link_is_over_after_eight_hours(workshop, link):
    with clock.at(link.given_at + 8 * HOUR), pytest.raises(Refused, match="This link is over"):
        take_note(workshop, link=link, words="More benches.")


def test_a_withdrawn_link_is_over_at_once(workshop, bruno, link):
    withdraw_scribe(link, by=bruno)

    with pytest.raises(Refused, match="This link is over"):
        take_note(workshop, link=link, words="More benches.")


def test_a_link_lives_no_longer_than_the_role_of_who_gave_it(workshop, bruno, link):
    bruno.roles.update(until=clock.now())
    link.given_by.forget_roles()

    with pytest.raises(Refused, match="Only a convener or a moderator"):
        take_note(workshop, link=link, words="More benches.")


def test_a_link_is_for_one_workshop(workshop, bruno, link):
    elsewhere = make_workshop(make_consultation(workshop.consultation.cycle), by=bruno)

    with pytest.raises(Refused, match="another workshop"):
        take_note(elsewhere, link=link, words="More benches.")


def test_a_closed_workshop_takes_no_note_and_its_links_are_over(workshop, bruno, link):
    actions.close_workshop(workshop, by=bruno)
    link.refresh_from_db()

    assert not link.is_alive
    with pytest.raises(Refused, match="No more notes"):
        take_note(workshop, by=bruno, words="More benches.")


def test_no_note_is_taken_before_the_consultation_begins(workshop, bruno):
    Consultation.objects.filter(pk=workshop.consultation_id).update(status="draft")
    workshop.consultation.refresh_from_db()

    with pytest.raises(Refused, match="has not begun"):
        take_note(workshop, by=bruno, words="More benches.")


def test_a_note_can_be_corrected_under_the_same_receipt(workshop, bruno):
    theme, other = make_themes(workshop.consultation)
    note = take_note(workshop, by=bruno, words="More benchs.", themes=[theme])
    corrected = correct_note(note, by=bruno, words="More benches.", themes=[other], people=3)
    said = corrected.contribution

    assert (said.code, said.words, list(said.themes.all())) == (note.contribution.code, "More benches.", [other])
    assert said.provenance.people == 3
    assert verbs(said)[-1] == "contribution.corrected"


def test_a_correction_writes_over_no_words_its_scribe_has_not_seen(workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benchs.")
    seen = marks_of({"line": "More benchs."})
    correct_note(note, by=bruno, words="More benches.", seen=seen)

    with pytest.raises(Overtaken):
        correct_note(note, by=bruno, words="More trees.", seen=seen)


def test_what_was_corrected_is_erased_and_what_stands_can_be_proven(workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benchs.")
    correct_note(note, by=bruno, words="More benches.")
    received, *_published, corrected = entries_of(note.contribution)

    assert opened(received, "words") is None
    assert "More benches." in str(opened(corrected, "words"))


def test_a_note_can_be_taken_back(workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benches.")
    take_back_note(note, by=bruno)
    note.contribution.refresh_from_db()

    assert (note.contribution.status, note.contribution.words) == ("erased", "")
    assert verbs(note.contribution)[-1] == "contribution.taken_back"
    assert not workshop.notes.standing().exists()


def test_a_note_stands_after_a_quarter_of_an_hour(workshop, bruno):
    note = take_note(workshop, by=bruno, words="More benches.")

    with clock.at(note.taken_at + 16 * MINUTES):
        for change in (lambda: take_back_note(note, by=bruno), lambda: correct_note(note, by=bruno, words="Other.")):
            with pytest.raises(Refused, match="are over"):
                change()


def test_a_note_somebody_supports_stays_as_it_is(workshop, bruno, amina):
    note = take_note(workshop, by=bruno, words="More benches.")
    actions.support(note.contribution, by=amina)

    with pytest.raises(Refused, match="already acted"):
        take_back_note(note, by=bruno)


def test_a_scribe_changes_only_what_they_typed(workshop, bruno, link):
    others, own = take_note(workshop, by=bruno, words="More benches."), take_note(workshop, link=link, words="Trees.")

    with pytest.raises(Refused, match="Somebody else"):
        take_back_note(others, link=link)
    take_back_note(own, link=link)
    assert list(Note.objects.standing()) == [others]
