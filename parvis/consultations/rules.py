"""Who may do what in a consultation, and the sentence shown to whoever may not."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from parvis.consultations.models import (
    Appeal,
    Clarification,
    Consultation,
    Contribution,
    Note,
    SavedMapping,
    ScribeLink,
    Slip,
    Subscription,
    Translation,
    Workshop,
)
from parvis.core import clock
from parvis.core.rules import Sentence, rule
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.places.models import Place

APPEAL_WITHIN = timedelta(days=20)
NOTE_CHANGES_WITHIN = timedelta(minutes=15)

type Conditions = Iterator[tuple[object, Sentence]]

GROUPERS = ("moderator", "convener", "responder")


def _has_role(person: Person | None, kinds: tuple[str, ...], subject: Cycle | Consultation | SavedMapping) -> bool:
    if person is None or not person.is_authenticated:
        return False
    return any(person.has_role(kind, subject.place) for kind in kinds)


@rule
def may_convene(person: Person | None, subject: Cycle | Consultation) -> Conditions:
    """Prepare, open, close and change the consultations of a cycle."""
    yield _has_role(person, ("convener",), subject), _("Only a convener of this place can do this.")


@rule
def may_close(person: Person | None, consultation: Consultation, *, is_over: bool) -> Conditions:
    """Close a consultation: the conveners at any time, anybody (the clock above all) once its last instant has come."""
    yield is_over or _has_role(person, ("convener",), consultation), _("Only a convener of this place can do this.")


@rule
def may_contribute(person: Person | None, consultation: Consultation) -> Conditions:
    """Speak in a consultation."""
    yield consultation.status != Consultation.Status.DRAFT, _("This consultation has not begun.")
    yield not consultation.is_to_come, _("This consultation has not begun.")
    yield consultation.is_open, _("This consultation is closed.")
    if consultation.welcomes == Consultation.Welcome.FORUM:
        yield consultation.welcomes_person(person), _("This consultation is for members of the forum.")
    yield consultation.welcomes_person(person), _("This consultation is for people who have signed in.")


@rule
def may_embed(consultation: Consultation, site: str = "") -> Conditions:
    """Speak in a frame on the pages of another site; which one is not always known."""
    sites = {allowed.origin for allowed in consultation.embedding_sites.all()}
    yield sites and (not site or site in sites), _("This site does not show this consultation any more.")


@rule
def may_mail(person: Person | None, consultation: Consultation, *, to_speak: bool = True) -> Conditions:
    """Send words by e-mail (or, without `to_speak`, have a letter answered); who it is, is known once they confirm."""
    yield consultation.status != Consultation.Status.DRAFT, _("This consultation has not begun.")
    yield not (to_speak and consultation.is_to_come), _("This consultation has not begun.")
    yield not to_speak or consultation.is_open, _("This consultation is closed.")


@rule
def may_bring_in(person: Person | None, consultation: Consultation, *, channel: str = "") -> Conditions:
    """Bring in what was said elsewhere: at a workshop, on paper, in an earlier consultation; the support unit, with a tag."""
    is_support_unit = person is not None and person.is_authenticated and person.is_active and person.is_support_unit
    yield (
        (is_support_unit and channel == Contribution.Channel.HASHTAG)
        or _has_role(person, ("convener", "moderator"), consultation),
        _("Only a convener or a moderator of this place can do this."),
    )


@rule
def may_map(person: Person | None, subject: Consultation | SavedMapping) -> Conditions:
    """Keep how the files of a source are read, for a place."""
    yield (
        _has_role(person, ("convener", "moderator"), subject),
        _("Only a convener or a moderator of this place can do this."),
    )


@rule
def may_take_notes(person: Person | None, workshop: Workshop, link: ScribeLink | None = None) -> Conditions:
    """Type what is said at a workshop: whoever may bring it in, or who holds a link that one of them gave."""
    if link is not None:
        yield link.workshop_id == workshop.pk, _("This link is for another workshop.")
        yield link.is_alive, _("This link is over. Ask whoever gave it to you for a new one.")
        person = link.given_by
    yield may_bring_in(person, workshop.consultation)
    yield workshop.consultation.status != Consultation.Status.DRAFT, _("This consultation has not begun.")
    yield workshop.status == Workshop.Status.OPEN, _("No more notes are taken for this workshop.")


@rule
def may_change_note(person: Person | None, note: Note, link: ScribeLink | None = None) -> Conditions:
    """Correct a note, or take it back: for some minutes, by whoever may take notes; with a link, one's own only."""
    yield may_take_notes(person, note.workshop, link)
    yield link is None or note.link_id == link.pk, _("Somebody else typed this note.")
    yield (
        clock.now() - note.taken_at <= NOTE_CHANGES_WITHIN,
        _("The minutes in which a note can be changed are over."),
    )
    contribution = note.contribution
    is_untouched = contribution.author_id is None and not contribution.answer and not contribution.supports
    yield (
        is_untouched and contribution.status in (Contribution.Status.HELD, Contribution.Status.PUBLISHED),
        _("Somebody has already acted on this note: it stays as it is."),
    )


@rule
def may_claim(person: Person | None, slip: Slip) -> Conditions:
    """Say, with the slip one was given, that a note is one's own: once."""
    yield person is not None and person.is_active, _("Sign in, or give your e-mail address, to do this.")
    yield slip.claimed_at is None, _("This slip has been used already.")
    contribution = slip.said
    yield contribution is not None, _("Nobody has typed the note of this slip yet. Come back in some days.")
    yield (
        contribution.author_id is None and contribution.status != Contribution.Status.ERASED,
        _("The note of this slip cannot be claimed any more."),
    )


@rule
def may_moderate(person: Person | None, contribution: Contribution) -> Conditions:
    """Publish, hide and restore contributions, and correct their themes."""
    yield (
        _has_role(person, ("moderator", "convener"), contribution.consultation),
        _("Only a moderator of this place can do this."),
    )
    yield contribution.status != Contribution.Status.ERASED, _("Its author has erased this contribution.")


@rule
def may_ask_author(person: Person | None, contribution: Contribution) -> Conditions:
    """Ask the author of a contribution something before deciding: once at a time, and only whom we can reach."""
    yield may_moderate(person, contribution)
    yield contribution.status == Contribution.Status.HELD, _("This contribution does not wait to be read any more.")
    author = contribution.author
    yield (
        author is not None and author.is_active and author.email,
        _("Its author left no address, or has not confirmed it: nobody can be asked."),
    )
    is_asked = contribution.clarifications.filter(status=Clarification.Status.OPEN).exists()
    yield not is_asked, _("Its author has been asked already.")


@rule
def may_reply(person: Person | None, asked: Clarification) -> Conditions:
    """Reply, as the author, to what a moderator asks, as long as nobody has decided."""
    is_author = person is not None and person.pk is not None and asked.contribution.author_id == person.pk
    yield is_author, _("Only the person who wrote this can reply.")
    yield (
        asked.contribution.status == Contribution.Status.HELD,
        _("A moderator has decided meanwhile: your reply is not needed any more."),
    )


@rule
def may_sweep(person: Person | None, consultation: Consultation) -> Conditions:
    """Decide the same about many contributions of a consultation at once."""
    yield (
        _has_role(person, ("moderator", "convener"), consultation),
        _("Only a moderator of this place can do this."),
    )


@rule
def may_appeal(person: Person | None, contribution: Contribution) -> Conditions:
    """Ask that the hiding of one's contribution is decided again by somebody else: once, and not for ever."""
    is_author = person is not None and person.pk is not None and contribution.author_id == person.pk
    yield is_author, _("Only the person who wrote this can appeal.")
    yield contribution.status == Contribution.Status.HIDDEN, _("This contribution is not hidden.")
    yield Appeal.against(contribution) is None, _("You have appealed against this decision already.")
    since = contribution.hidden_at or clock.now()
    yield clock.now() - since <= APPEAL_WITHIN, _("The days in which one may appeal are over.")


@rule
def may_decide_appeal(person: Person | None, appeal: Appeal) -> Conditions:
    """Decide again about a hidden contribution: a moderator of the place who did not hide it."""
    yield (
        _has_role(person, ("moderator", "convener"), appeal.contribution.consultation),
        _("Only a moderator of this place can do this."),
    )
    yield (
        person is None or appeal.contribution.hidden_by_id != person.pk,
        _("You hid this contribution: somebody else decides about the appeal."),
    )
    yield person is None or appeal.contribution.author_id != person.pk, _("Nobody decides about their own words.")


@rule
def may_group(person: Person | None, consultation: Consultation) -> Conditions:
    """Group contributions that say the same, and undo it."""
    yield (
        _has_role(person, GROUPERS, consultation),
        _("Only a moderator, a convener or a responder of this place can do this."),
    )


def _is_author(person: Person | None, contribution: Contribution) -> bool:
    return person is not None and person.pk is not None and contribution.author_id == person.pk


@rule
def may_translate(person: Person | None, contribution: Contribution, standing: Translation | None = None) -> Conditions:
    """Translate what everybody can read, or correct its `standing` translation: the author, and whoever works on it."""
    is_author = _is_author(person, contribution)
    yield (
        is_author or _has_role(person, GROUPERS, contribution.consultation),
        _("Only its author, or a moderator, a convener or a responder of this place, can do this."),
    )
    yield contribution.status == Contribution.Status.PUBLISHED, _("This contribution cannot be read at the moment.")
    is_the_authors = standing is not None and standing.made == Translation.Made.AUTHOR and not standing.is_outdated
    yield is_author or not is_the_authors, _("Its author wrote this translation: it stays as it is.")


@rule
def may_withdraw_translation(person: Person | None, contribution: Contribution) -> Conditions:
    """Take a translation away: the author, or a moderator."""
    yield (
        _is_author(person, contribution) or _has_role(person, ("moderator", "convener"), contribution.consultation),
        _("Only its author or a moderator of this place can do this."),
    )


@rule
def may_erase(person: Person | None, contribution: Contribution) -> Conditions:
    """Erase a contribution: its author, or whoever keeps the site and was asked to by its author."""
    is_somebody = person is not None and person.is_authenticated
    yield (
        is_somebody and (contribution.author_id == person.pk or person.is_keeper),
        _("Only the person who wrote this can erase it."),
    )


@rule
def may_support(person: Person | None, contribution: Contribution) -> Conditions:
    """Stand behind a contribution."""
    yield person is not None and person.is_active, _("Sign in, or confirm your e-mail address, to support this.")
    yield contribution.status == Contribution.Status.PUBLISHED, _("This contribution cannot be read at the moment.")


@rule
def may_withdraw_support(person: Person | None, contribution: Contribution) -> Conditions:
    """Take one's support back, whatever became of the contribution."""
    yield person is not None and person.is_active, _("Sign in, or confirm your e-mail address, to do this.")


@rule
def may_subscribe(person: Person | None, contribution: Contribution) -> Conditions:
    """Be told what becomes of a contribution."""
    yield contribution.status != Contribution.Status.ERASED, _("Its author has erased this contribution.")


@rule
def may_leave(person: Person, subscription: Subscription) -> Conditions:
    """Stop being told."""
    yield subscription.person_id == person.pk, _("This subscription belongs to somebody else.")


@rule
def may_answer(contributions: list[Contribution]) -> Conditions:
    """Note that contributions have their answer; who may give it is decided where answers are given."""
    yield (
        all(contribution.status != Contribution.Status.ERASED for contribution in contributions),
        _("One of these contributions was erased by its author."),
    )


def role_in(person: Person | None, place: Place, *kinds: str) -> str:
    """Return the plain word for the role in which `person` acts in `place`: the first of `kinds` they hold."""
    if person is None or not person.is_authenticated:
        return "anyone"
    held = {role.kind for role in person.current_roles if role.place_id == place.pk}
    if role := next((kind for kind in kinds if kind in held), ""):
        return role
    return "keeper" if person.is_keeper else "support unit" if person.is_support_unit else "anyone"
