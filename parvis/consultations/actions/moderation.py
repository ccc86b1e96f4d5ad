"""Decide whether a contribution can be read; every decision is public, with its reason."""

import re
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.contributions import publication_of, published_line, require_themes
from parvis.consultations.actions.subscriptions import tell_author
from parvis.consultations.models import Appeal, Contribution, ContributionTheme
from parvis.consultations.rules import APPEAL_WITHIN, may_moderate, role_in
from parvis.core import clock
from parvis.core.cleaning import clean_words, says_something
from parvis.core.locking import lock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import entries_of, record, record_many
from parvis.record.overtaking import refuse_overtaken
from parvis.themes.models import Theme

SHORTEST_REASON = 10
TAKEN_BACK_WITHIN = timedelta(hours=1)
TOO_LATE = _("This cannot be undone any more.")
CHOOSE_A_LANGUAGE = _("Choose a language from the list.")
NOT_HIDDEN = {"hidden_for": "", "hidden_because": "", "hidden_at": None, "hidden_by": None}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_MODERATING = ("moderator", "convener")
CHOOSE_A_REASON = _("Choose one of the public reasons.")
SAY_WHY = _("Say why in a sentence of at least 10 characters: everybody will read it, the author above all.")


@transaction.atomic
def publish(contribution: Contribution, *, by: Person) -> Contribution:
    """Publish a contribution that was waiting to be read."""
    may_moderate(by, contribution).enforce()
    if contribution.move("publish", **publication_of(contribution)):
        record_many([published_line(contribution, moderates_as(by, contribution))])
        tell_author(contribution, "contribution.published")
    return contribution


@transaction.atomic
def hide(contribution: Contribution, *, by: Person, reason: str, because: str) -> Contribution:
    """Hide a contribution, for a `reason` of the public list and in a sentence of the moderator's own."""
    may_moderate(by, contribution).enforce()
    because = clean_words(because)
    if reason not in Contribution.HiddenFor.values:
        raise Refused(CHOOSE_A_REASON)
    if len(because) < SHORTEST_REASON or not says_something(because):
        raise Refused(SAY_WHY)
    was, said = contribution.status, {"hidden_for": reason, "hidden_because": because}
    if contribution.move("hide", said, hidden_at=clock.now(), hidden_by=by):
        # The sentence may repeat what it hides, so it must be possible to erase it.
        facts, secrets = {"reason": reason, "was": was, **side_of(by, contribution)}, {"because": because}
        record("contribution.hidden", contribution, role=moderates_as(by, contribution), facts=facts, secrets=secrets)
        tell_author(contribution, "contribution.hidden", may_appeal=True, days=str(APPEAL_WITHIN.days))
    return contribution


@transaction.atomic
def restore(contribution: Contribution, *, by: Person) -> Contribution:
    """Publish again what was hidden; an appeal that was still open is granted by that."""
    may_moderate(by, contribution).enforce()
    if contribution.move("restore", **NOT_HIDDEN, **publication_of(contribution)):
        appeal = contribution.appeals.filter(status=Appeal.Status.OPEN).first()
        if appeal is not None and appeal.move("grant", decided_at=clock.now(), decided_by=by):
            record("contribution.appeal_granted", contribution, role=moderates_as(by, contribution))
        record(
            "contribution.restored", contribution, role=moderates_as(by, contribution), facts=side_of(by, contribution)
        )
        tell_author(contribution, "contribution.restored")
    return contribution


@transaction.atomic
def change_themes(
    contribution: Contribution, *, by: Person, themes: Iterable[Theme], seen: Marks | None = None
) -> Contribution:
    """Correct the themes a contribution speaks to; refused when overtaken: `seen` is what the form showed."""
    lock(contribution, "consultation__cycle__place")
    may_moderate(by, contribution).enforce()
    themes, saved = list(themes), {"themes": list(contribution.themes.all())}
    refuse_overtaken(contribution, seen, saved=saved, typed={"themes": themes}, verbs=("contribution.themes_changed",))
    wanted = {theme.pk: theme for theme in themes}
    named = {theme.pk: theme for theme in contribution.themes.select_for_update()}
    added, removed = wanted.keys() - named.keys(), named.keys() - wanted.keys()
    require_themes(contribution.consultation, [wanted[pk] for pk in added])
    if added or removed:
        contribution.themes_named.filter(theme__in=removed).delete()
        ContributionTheme.objects.bulk_create(
            [ContributionTheme(contribution=contribution, theme_id=pk) for pk in added], ignore_conflicts=True
        )
        facts = {
            "added": sorted(wanted[pk].slug for pk in added),
            "removed": sorted(named[pk].slug for pk in removed),
        }
        record("contribution.themes_changed", contribution, role=moderates_as(by, contribution), facts=facts)
    return contribution


@transaction.atomic
def change_language(
    contribution: Contribution, *, by: Person, language: str, seen: Marks | None = None
) -> Contribution:
    """Correct the language a contribution is said to be in; refused when overtaken: `seen` is what the form showed."""
    lock(contribution, "consultation__cycle__place")
    may_moderate(by, contribution).enforce()
    was, verbs = contribution.language, ("contribution.language_changed",)
    refuse_overtaken(contribution, seen, saved={"language": was}, typed={"language": language}, verbs=verbs)
    if language == was:
        return contribution
    if not LANGUAGE.fullmatch(language):
        raise Refused(CHOOSE_A_LANGUAGE)
    contribution.language = language
    contribution.save(update_fields=["language"])
    facts = {"was": was, "language": language}
    record("contribution.language_changed", contribution, role=moderates_as(by, contribution), facts=facts)
    return contribution


@transaction.atomic
def take_back(contribution: Contribution, *, by: Person) -> Contribution:
    """Undo the last decision about a contribution, within the hour: it stands as it did before, and both are recorded."""
    may_moderate(by, contribution).enforce()
    last = entries_of(contribution).filter(verb__in=("contribution.published", "contribution.hidden")).last()
    if last is None or contribution.answer or clock.now() - last.at > TAKEN_BACK_WITHIN:
        raise Refused(TOO_LATE)
    if last.facts.get("was") == Contribution.Status.PUBLISHED:
        return restore(contribution, by=by)
    if contribution.move("hold", **NOT_HIDDEN):
        record("contribution.held", contribution, role=moderates_as(by, contribution))
    return contribution


def moderates_as(person: Person, contribution: Contribution) -> str:
    """Return the plain word for the role in which somebody moderates."""
    return role_in(person, contribution.consultation.place, "moderator", "convener")


def side_of(person: Person, contribution: Contribution) -> dict[str, str]:
    """Say for which side of the square a moderator sits, when their role is for an institution or an association."""
    place = contribution.consultation.place
    roles = [role for role in person.current_roles if role.place_id == place.pk and role.kind in _MODERATING]
    side = next((str(role.organisation.kind) for role in roles if role.organisation), "")
    return {"side": side} if side else {}
