"""Decide whether a contribution can be read; every decision is public, with its reason."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.contributions import publication_of, published_line, require_themes
from parvis.consultations.actions.subscriptions import tell_author
from parvis.consultations.models import Contribution, ContributionTheme
from parvis.consultations.rules import may_moderate, role_in
from parvis.core.cleaning import clean_words, says_something
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record, record_many
from parvis.themes.models import Theme

SHORTEST_REASON = 10
CHOOSE_A_REASON = _("Choose one of the public reasons.")
SAY_WHY = _("Say why in a sentence of at least 10 characters: everybody will read it, the author above all.")


@transaction.atomic
def publish(contribution: Contribution, *, by: Person) -> Contribution:
    """Publish a contribution that was waiting to be read."""
    may_moderate(by, contribution).enforce()
    if contribution.move("publish", **publication_of(contribution)):
        record_many([published_line(contribution, _role(by, contribution))])
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
    was = contribution.status
    if contribution.move("hide", hidden_for=reason, hidden_because=because):
        # The sentence may repeat what it hides, so it must be possible to erase it.
        facts, secrets = {"reason": reason, "was": was}, {"because": because}
        record("contribution.hidden", contribution, role=_role(by, contribution), facts=facts, secrets=secrets)
        tell_author(contribution, "contribution.hidden")
    return contribution


@transaction.atomic
def restore(contribution: Contribution, *, by: Person) -> Contribution:
    """Publish again what was hidden."""
    may_moderate(by, contribution).enforce()
    if contribution.move("restore", hidden_for="", hidden_because="", **publication_of(contribution)):
        record("contribution.restored", contribution, role=_role(by, contribution))
        tell_author(contribution, "contribution.restored")
    return contribution


@transaction.atomic
def change_themes(contribution: Contribution, *, by: Person, themes: Iterable[Theme]) -> Contribution:
    """Correct the themes a contribution speaks to."""
    may_moderate(by, contribution).enforce()
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
        record("contribution.themes_changed", contribution, role=_role(by, contribution), facts=facts)
    return contribution


def _role(person: Person, contribution: Contribution) -> str:
    return role_in(person, contribution.consultation.place, "moderator", "convener")
