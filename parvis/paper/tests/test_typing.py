"""Sheets typed in by one person, or by two; each serial is used once."""

import datetime
import uuid

import pytest

from parvis.consultations.actions import claim, close_consultation
from parvis.consultations.models import Contribution, Slip, Subscription
from parvis.consultations.models.workshops import digest_of_slip
from parvis.consultations.tests.at_once import at_once
from parvis.consultations.tests.factories import DAY, make_consultation, make_moderator, make_themes
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.paper import actions
from parvis.paper.models import Reading, Sheet, serial_of
from parvis.paper.serials import find_sheet
from parvis.paper.tests.factories import WORDS, make_batch, type_in
from parvis.people.tests.factories import make_convener, make_person
from parvis.record import entries_of
from parvis.record.models import Entry


def verbs(thing):
    return [entry.verb for entry in entries_of(thing)]


def test_a_sheet_becomes_a_contribution_with_its_provenance(consultation, batch, hana):
    theme, _other = make_themes(consultation)
    sheet = type_in(batch.sheets.get(number=2), hana, themes=[theme], kind="citizen", public_name="Fatima")

    said = sheet.contribution
    assert (said.words, said.channel, said.public_name, said.source_ref) == (WORDS, "paper", "Fatima", sheet.serial)
    assert said.status == Contribution.Status.PUBLISHED
    assert said.author is None
    assert list(said.themes.all()) == [theme]
    assert (said.provenance.consent, said.provenance.batch) == ("signed", batch.record_key)
    assert said.provenance.brought_by == hana
    assert verbs(sheet) == ["sheet.entered"]
    assert verbs(said) == ["contribution.received", "contribution.published"]
    assert entries_of(said)[0].facts["batch"] == batch.record_key


def test_a_serial_is_used_once(batch, hana, jules):
    sheet = batch.sheets.first()
    type_in(sheet, hana)

    with pytest.raises(Refused, match="typed in already"):
        type_in(sheet, jules, "Something else.")
    assert Contribution.objects.count() == 1


def test_the_same_form_sent_twice_counts_once(batch, double, hana):
    key = uuid.uuid4()
    for sheet in (batch.sheets.first(), double.sheets.first()):
        first = type_in(sheet, hana, key=key)
        assert type_in(sheet, hana, key=key) == first

    assert Contribution.objects.count() == 1
    assert Reading.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_double", [False, True])
def test_many_who_type_one_sheet_at_the_same_moment_make_one_contribution(is_double):
    consultation = make_consultation()
    sheet = make_batch(consultation, by=make_convener(consultation.place), is_double=is_double).sheets.first()
    clerks = [make_moderator(consultation, f"Clerk {n}") for n in range(6)]
    waiting, told = iter(clerks), []

    def type_or_be_told():
        try:
            type_in(sheet, next(waiting))
        except Refused as refusal:
            told.append(str(refusal))

    at_once(6, type_or_be_told)

    assert len(told) == (4 if is_double else 5)
    assert Contribution.objects.count() == 1
    assert Entry.objects.filter(verb="sheet.entered").count() == 1
    assert not Reading.objects.exists()


def test_two_people_who_read_the_same_make_a_contribution(double, hana, jules):
    sheet = type_in(double.sheets.first(), hana, "A bench\nbefore every school.")
    assert sheet.status == Sheet.Status.HALFWAY
    assert not Contribution.objects.exists()
    with pytest.raises(Refused, match="Somebody else"):
        type_in(sheet, hana)

    sheet = type_in(sheet, jules, "A bench before  every school.")

    assert sheet.status == Sheet.Status.ENTERED
    assert sheet.contribution.words == "A bench\nbefore every school."
    assert sheet.contribution.provenance.typings == 2
    assert not Reading.objects.exists()
    assert verbs(sheet) == ["sheet.typed_once", "sheet.entered"]


@pytest.mark.parametrize(
    "other", [{"words": "A branch before every school."}, {"email": "f@example.org"}, {"kind": "media"}]
)
def test_what_two_people_read_otherwise_is_settled_by_one_of_them_or_a_convener(double, hana, jules, bruno, other):
    consultation, sheet = double.consultation, type_in(double.sheets.first(), hana)
    sheet = type_in(sheet, jules, **other)
    assert sheet.status == Sheet.Status.DIFFERING
    third = make_moderator(consultation, "Third")
    with pytest.raises(Refused, match="One of the two"):
        actions.settle_sheet(sheet, by=third, words=WORDS)
    with pytest.raises(Refused, match="It is to be settled"):
        type_in(sheet, third)

    settled = actions.settle_sheet(sheet, by=bruno, words=WORDS)

    assert settled.contribution.words == WORDS
    assert Contribution.objects.count() == 1
    assert not Reading.objects.exists()
    with pytest.raises(Refused, match="settled meanwhile"):
        actions.settle_sheet(sheet, by=jules, words="Something else.")


@pytest.mark.parametrize("words", ["", "…", "Idea:", "Question 1?", "Consultation"])
def test_words_that_are_only_printed_there_are_refused(batch, hana, words):
    words = str(batch.consultation.title) if words == "Consultation" else words
    with pytest.raises(Refused):
        type_in(batch.sheets.first(), hana, words)
    assert not Contribution.objects.exists()


def test_a_spoiled_sheet_is_not_typed_in_until_the_mark_is_taken_back(double, hana, jules):
    sheet = type_in(double.sheets.first(), hana)
    actions.spoil_sheet(sheet, by=jules, reason="unreadable")
    assert not Reading.objects.exists()
    with pytest.raises(Refused, match="spoiled"):
        type_in(sheet, hana)

    actions.mend_sheet(sheet, by=jules)

    assert type_in(sheet, hana).status == Sheet.Status.HALFWAY
    with pytest.raises(Refused):
        actions.spoil_sheet(sheet, by=jules, reason="because")


def test_what_is_typed_in_cannot_be_spoiled(batch, hana):
    sheet = type_in(batch.sheets.first(), hana)
    with pytest.raises(Refused):
        actions.spoil_sheet(sheet, by=hana, reason="blank")


def test_after_the_closing_only_what_was_handed_in_before_it_is_typed_in_and_for_some_days(batch, bruno, hana):
    consultation, sheets = batch.consultation, list(batch.sheets.all())
    with clock.at(clock.now() + 5 * DAY):
        close_consultation(consultation, by=bruno)
    closed = consultation.ended_at
    day = closed.astimezone(consultation.zone).date()
    with clock.at(closed + 3 * DAY):
        with pytest.raises(Refused, match="Say first on which day"):
            type_in(sheets[0], hana)
        with pytest.raises(Refused):
            actions.hand_in_batch(batch, by=hana, on=day)
        actions.hand_in_batch(batch, by=bruno, on=day + datetime.timedelta(1))
        with pytest.raises(Refused, match="after the consultation was closed"):
            type_in(sheets[0], hana)
        actions.hand_in_batch(batch, by=bruno, on=day)
        said = type_in(sheets[0], hana).contribution
    assert said.provenance.handed_in_on == day
    received = entries_of(said)[0]
    assert received.facts["handed_in_on"] == day.isoformat()
    assert received.at > closed
    with clock.at(closed + 31 * DAY), pytest.raises(Refused, match="days"):
        type_in(sheets[1], hana)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_day_that_cannot_be_is_refused(batch, bruno, days):
    with pytest.raises(Refused):
        actions.hand_in_batch(batch, by=bruno, on=(clock.now() + days * DAY).date())


def test_only_who_may_bring_in_makes_sheets_and_types_them(consultation, batch, bruno):
    amina = make_person("Amina")
    with pytest.raises(Refused):
        make_batch(consultation, by=amina)
    with pytest.raises(Refused):
        type_in(batch.sheets.first(), amina)
    with pytest.raises(Refused):
        make_batch(make_consultation(consultation.cycle, status="draft"), by=bruno)


@pytest.mark.parametrize("wrong", [{"count": 0}, {"count": 501}, {"hand_in": "  "}])
def test_a_batch_that_cannot_be_is_refused(consultation, bruno, wrong):
    with pytest.raises(Refused):
        make_batch(consultation, by=bruno, **wrong)


def test_whoever_kept_the_slip_becomes_the_author(batch, hana):
    amina, code = make_person("Amina"), batch.claim_code(1)
    slip = Slip.objects.get(digest=digest_of_slip(code))
    with pytest.raises(Refused, match="Nobody has typed"):
        claim(slip, by=amina)
    said = type_in(batch.sheets.get(number=1), hana).contribution

    claim(Slip.objects.get(pk=slip.pk), by=amina)

    said.refresh_from_db()
    assert said.author == amina
    with pytest.raises(Refused, match="used already"):
        claim(Slip.objects.get(pk=slip.pk), by=make_person("Zoe"))


def test_an_address_on_the_sheet_gets_a_letter_and_stands_nowhere_else(batch, hana):
    said = type_in(batch.sheets.first(), hana, email="Fatima@Example.org").contribution
    subscription = Subscription.objects.get(contribution=said)
    assert subscription.person.email == "fatima@example.org"
    assert not subscription.confirmed_at
    assert "fatima" not in str([entry.says for entry in Entry.objects.all()])


def test_serials_are_read_however_they_are_typed_and_slips_of_the_pen_are_told(batch):
    sheet = batch.sheets.get(number=2)
    for typed in (
        sheet.serial.lower(),
        sheet.serial.replace("-", " "),
        f" {sheet.serial} ",
        sheet.serial.replace("0", "O"),
    ):
        assert find_sheet(typed) == sheet
    assert find_sheet(sheet.serial.replace("2", "٢", 1) if batch.pk == 2 else sheet.serial) == sheet
    wrong = sheet.serial.replace("002", "003")
    for typed, told in (
        (wrong, "One character"),
        ("hello", "not the serial"),
        ("", "not the serial"),
        (serial_of(99999, 1), "No sheet"),
    ):
        with pytest.raises(Refused, match=told):
            find_sheet(typed)


def test_every_wrong_digit_and_every_swap_of_neighbours_shows():
    serial = serial_of(12, 345)
    digits = "12345"
    slips = {digits[:i] + other + digits[i + 1 :] for i in range(5) for other in "0123456789"}
    slips |= {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(4)}
    for slip in slips - {digits}:
        assert serial_of(int(slip[:2]), int(slip[2:]))[-1] != serial[-1]
