"""What a place publishes: in all its languages, never replaced in silence, never lost."""

import pytest

from parvis.core import clock
from parvis.core.overtaken import marks_of
from parvis.core.rules import Refused
from parvis.core.words import Words
from parvis.documents import actions
from parvis.documents.actions.documents import shown_of
from parvis.documents.models import Document, FileVersion
from parvis.documents.parity import parity_of
from parvis.documents.receiving import receive
from parvis.documents.tests.factories import (
    REASON,
    a_docx,
    a_pdf,
    give,
    make_document,
    make_published,
    upload,
)
from parvis.people.tests.factories import make_convener, make_person
from parvis.places.tests.factories import make_place
from parvis.record import entries_of

pytestmark = pytest.mark.django_db


def verbs(document):
    return [entry.verb.removeprefix("document.") for entry in entries_of(document)]


def publish(document):
    return actions.publish_document(document, by=make_convener(document.place))


def test_a_document_is_published_once_every_official_language_is_there():
    document = make_document(files=["en"])
    with pytest.raises(Refused, match="no file yet in: français"):
        publish(document)
    give(document, "fr")
    assert publish(document).status == Document.Status.PUBLISHED
    assert publish(document).status == Document.Status.PUBLISHED
    assert verbs(document) == ["begun", "file_given", "file_given", "published", "published"]


def test_a_translation_older_than_its_source_blocks_publication_until_it_is_read_again():
    document = make_document(files=["en", "fr", "en"])
    with pytest.raises(Refused, match="Older than the file it was made from: français"):
        publish(document)
    bruno = make_convener(document.place)
    actions.confirm_translation(document, by=bruno, language="fr")
    actions.confirm_translation(document, by=bruno, language="fr")
    publish(document)
    assert verbs(document).count("translation_confirmed") == 1


def test_a_title_missing_in_an_official_language_blocks_publication():
    document = make_document(files=["en", "fr"], title=Words(en="Timeline"))
    with pytest.raises(Refused, match="Missing: français"):
        publish(document)


def test_the_record_knows_the_digest_size_language_and_version_of_what_was_published():
    document = make_published()
    told = {entry.facts["language"]: entry.facts for entry in entries_of(document).filter(verb="document.published")}
    for version in document.versions.all():
        facts = told[version.language]
        assert (facts["sha256"], facts["size"], facts["version"]) == (version.sha256, version.size, version.number)


def test_a_new_version_of_the_source_makes_the_others_older_and_replaces_nothing_in_silence():
    document = make_published()
    first = document.versions.get(language="en")
    second = give(document, "en", changes="The day of the second workshop.")

    parity = parity_of(document, document.versions.all(), is_public=True)
    assert (parity.older, parity.complete) == (["fr"], 1)
    assert list(document.versions.filter(language="en").order_by("number")) == [first, second]
    assert verbs(document)[-1] == "replaced"
    give(document, "fr", name="plan.pdf")
    assert parity_of(document, document.versions.all(), is_public=True).is_complete


def test_the_same_file_twice_is_one_version():
    document, content = make_document(), a_pdf()
    assert give(document, "en", content=content) == give(document, "en", content=content)
    assert verbs(document) == ["begun", "file_given"]


def test_a_file_of_another_type_is_taken_only_with_a_reason():
    document = make_document(files=["en"])
    with pytest.raises(Refused, match="So far this file is PDF, yours is DOCX"):
        give(document, "en", content=a_docx(), name="plan.docx")
    given = give(document, "en", content=a_docx(), name="plan.docx", other_type_because="To be edited together.")
    assert (given.number, given.ending, given.other_type_because) == (2, "docx", "To be edited together.")


def test_a_file_somebody_gave_meanwhile_is_not_replaced_unseen():
    document = make_document(files=["en"])
    give(document, "en", seen=1)
    with pytest.raises(Refused, match="Somebody gave version 2 meanwhile"):
        give(document, "en", seen=1)


def test_a_translation_needs_a_file_in_the_first_language_and_may_be_made_from_an_older_one():
    document = make_document()
    with pytest.raises(Refused, match="written in first"):
        give(document, "fr")
    give(document, "en")
    give(document, "en")
    given = give(document, "fr", made_from=1)
    assert given.made_from.number == 1
    assert parity_of(document, document.versions.all()).blocking == ["fr"]


def test_a_withdrawn_document_says_why_in_each_language_and_stays_known_by_its_digests():
    document = make_published()
    bruno = make_convener(document.place)
    with pytest.raises(Refused, match="Missing: français"):
        actions.withdraw_document(document, by=bruno, reason=Words(en=REASON))
    reason = Words(en=REASON, fr=REASON)
    actions.withdraw_document(document, by=bruno, reason=reason)
    actions.withdraw_document(document, by=bruno, reason=reason)
    withdrawn = entries_of(document).get(verb="document.withdrawn")
    assert withdrawn.facts["digests"] == sorted(document.versions.values_list("sha256", flat=True))
    with pytest.raises(Refused, match="it stays as it is"):
        give(document, "en")


def test_a_draft_cannot_be_withdrawn():
    document = make_document()
    with pytest.raises(Refused, match="being prepared"):
        actions.withdraw_document(document, by=make_convener(document.place), reason=Words(en=REASON, fr=REASON))


@pytest.mark.parametrize(
    "who", [lambda _place: None, lambda _place: make_person(), lambda _place: make_convener(make_place())]
)
def test_only_those_who_convene_there_keep_documents(who):
    document = make_document(files=["en", "fr"])
    person = who(document.place)
    file = receive(upload(a_pdf()))
    for act in (
        lambda: actions.begin_document(
            document.place, by=person, kind="other", title=Words(en="x"), source_language="en"
        ),
        lambda: actions.give_file(document, by=person, language="en", file=file),
        lambda: actions.confirm_translation(document, by=person, language="fr"),
        lambda: actions.change_document(document, by=person, title=Words(en="y")),
        lambda: actions.publish_document(document, by=person),
        lambda: actions.withdraw_document(document, by=person, reason=Words(en=REASON)),
    ):
        with pytest.raises(Refused):
            act()
    assert FileVersion.objects.count() == 2


def test_one_form_begins_one_document_and_addresses_tell_no_title():
    place, key = make_place(languages=["en", "fr"]), "3f2504e0-4f89-11d3-9a0c-0305e82c3301"
    one, again = make_document(place, key=key), make_document(place, key=key)
    assert one == again
    assert make_document(place).slug == f"{place.slug}-timeline-2"


def test_who_changes_what_somebody_changed_meanwhile_is_told():
    document = make_document()
    bruno, seen = make_convener(document.place), marks_of(shown_of(document))
    actions.change_document(document, by=bruno, seen=seen, title=Words(en="Dates", fr="Dates"))
    with pytest.raises(Refused):
        actions.change_document(document, by=bruno, seen=seen, title=Words(en="Days", fr="Jours"))
    document.refresh_from_db()
    assert document.title["en"] == "Dates"


def test_what_was_given_before_publication_stays_private():
    document = make_document(files=["en", "en", "fr"])
    publish(document)
    public = document.versions.public().values_list("language", "number")
    assert set(public) == {("en", 2), ("fr", 1)}
    assert document.versions.get(language="en", number=2).published_at <= clock.now()
