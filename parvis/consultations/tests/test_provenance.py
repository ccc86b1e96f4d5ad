"""How what was said elsewhere reached the site."""

import pytest
from django.urls import reverse

from parvis.consultations import actions
from parvis.consultations.models import Contribution, Provenance
from parvis.consultations.tests.factories import HOUR, contribute, make_moderator
from parvis.core import clock
from parvis.core.console import CONSOLE
from parvis.core.rules import Refused
from parvis.cycles.models import CalendarLine
from parvis.people.tests.factories import make_person
from parvis.record import entries_of


@pytest.fixture
def workshop(consultation):
    """A workshop of the consultation's cycle."""
    now = clock.now()
    words = {"en": "Open data <b>evening</b>", "fr": "Soirée données ouvertes"}
    return CalendarLine.objects.create(cycle=consultation.cycle, title=words, starts_at=now - 2 * HOUR, ends_at=now)


@pytest.fixture
def note(consultation, workshop):
    """A note taken at the workshop, on behalf of twelve people."""
    return contribute(
        consultation,
        by=make_moderator(consultation),
        channel=Contribution.Channel.WORKSHOP,
        provenance={"event": workshop, "people": 12, "consent": Provenance.Consent.SPOKEN},
    )


def test_a_note_keeps_its_event_its_scribe_its_people_and_their_consent(note, workshop):
    provenance = Provenance.objects.get(contribution=note)

    assert (provenance.event, provenance.people, provenance.consent) == (workshop, 12, "spoken")
    assert provenance.brought_by.public_name == "Bruno"
    assert note.author is None


def test_the_record_says_where_it_comes_from_and_not_who_brought_it(note, workshop):
    entry = entries_of(note).first()

    assert entry.facts["event"] == workshop.record_key
    assert entry.facts["people"] == 12
    assert entry.facts["consent"] == "spoken"
    assert "Bruno" not in entry.leaf


def test_the_trail_says_where_it_was_said(client, note):
    page = client.get(note.get_absolute_url()).content.decode()

    assert "Open data &lt;b&gt;evening&lt;/b&gt;" in page
    assert "12 people are behind it." in page
    assert "its author said yes aloud" in page


def test_a_link_to_where_it_was_posted_trusts_nobody(client, consultation):
    posted = contribute(
        consultation,
        by=make_moderator(consultation),
        channel=Contribution.Channel.HASHTAG,
        provenance={"source_url": "https://social.example/@amina/1", "consent": Provenance.Consent.POSTED},
    )

    page = client.get(reverse("trail", args=[posted])).content.decode()

    assert 'href="https://social.example/@amina/1" rel="noopener noreferrer nofollow ugc"' in page


def test_what_nobody_said_is_refused(consultation):
    with pytest.raises(Refused, match="At least one person"):
        contribute(consultation, by=make_moderator(consultation), channel="paper", provenance={"people": 0})

    assert not Contribution.objects.exists()


@pytest.mark.parametrize("channel", sorted(Contribution.OWN_CHANNELS))
def test_who_sends_their_own_words_is_their_author(consultation, channel):
    amina = make_moderator(consultation, "Amina")
    consultation.embedding_sites.create(origin="https://www.example.org")

    assert contribute(consultation, by=amina, channel=channel).author == amina


def test_the_support_unit_brings_in_what_was_posted_under_the_receipt_it_had(consultation):
    salma = make_person("Salma", is_support_unit=True)
    said = {"words": "Publish every contract.", "channel": "hashtag", "code": "0" * 10}
    contribution = actions.contribute(consultation, by=salma, provenance={"consent": "posted"}, **said)

    assert contribution.code == "0" * 10
    assert contribution.provenance.brought_by == salma
    assert entries_of(contribution).first().role == "support unit"


def test_what_the_machine_brings_in_was_brought_by_nobody(consultation):
    said = {"words": "Publish every contract.", "channel": "hashtag"}
    contribution = actions.contribute(consultation, by=CONSOLE, provenance={"consent": "posted"}, **said)

    assert contribution.provenance.brought_by is None
