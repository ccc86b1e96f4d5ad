"""Read as one what says the same; nothing is moved or merged, and all of it can be undone."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from parvis.consultations.actions.moderation import publish
from parvis.consultations.groups import recount
from parvis.consultations.models import Contribution, Group, KeptApart, Membership
from parvis.consultations.rules import may_group, role_in
from parvis.core import clock
from parvis.core.rules import Refused
from parvis.people.models import Person
from parvis.record import record

MOST_GROUPED = 1000
"""How many contributions one act can group at once."""
NOTHING_TO_GROUP = _("Choose at least one other contribution to group with this one.")
TOO_MANY = _("At most 1,000 contributions can be grouped at once: group these first, then add the others.")
ELSEWHERE = _("These were not all said in the same consultation.")
UNREADABLE = _("Only contributions that everybody can read are grouped.")
IN_ANOTHER = _("One of these is in another group already: %(receipt)s. Take it out there first.")
MEANWHILE = _("Somebody else grouped one of these at the same moment. Nothing was done: look again.")
LEADS = _("The others are grouped with this one. Undo the group instead.")


@transaction.atomic
def group(lead: Contribution, *, by: Person, members: Iterable[Contribution]) -> Group:
    """Read `members` as one with `lead`, beside those grouped with it before; refuse what is in another group."""
    may_group(by, lead.consultation).enforce()
    standing = _locked([lead, *members])
    _require_groupable(lead, standing)
    current = {
        each.contribution_id: each.group
        for each in Membership.objects.filter(contribution__in=standing, left_at=None).select_related("group__lead")
    }
    own = current.get(lead.pk)
    for number, found in current.items():
        if found.lead_id != lead.pk:
            raise Refused(IN_ANOTHER % {"receipt": standing[number]})
    new = [each for each in standing.values() if each.pk not in current]
    if own is None or new:
        own = _join(own, lead, new)
        others = sorted(each.code for each in new if each.pk != lead.pk)
        record("contribution.grouped", lead, role=_role(by, lead), facts=_facts(lead, others))
    return own


@transaction.atomic
def publish_into(contribution: Contribution, *, by: Person, beside: Contribution) -> Group:
    """Publish what waited to be read, and read it as one with what `beside` it says the same, or with that one's group."""
    publish(contribution, by=by)
    own = (
        Membership.objects.filter(contribution=beside, left_at=None).select_related("group__lead__consultation").first()
    )
    return group(own.group.lead if own else beside, by=by, members=[contribution])


@transaction.atomic
def ungroup(found: Group, *, by: Person) -> Group:
    """Undo a group: each of its members stands for itself again, and they are not proposed to be grouped again."""
    may_group(by, found.lead.consultation).enforce()
    now = clock.now()
    if found.move("undo", undone_at=now):
        members = list(_members(found))
        found.memberships.filter(left_at=None).update(left_at=now)
        _note_apart(found.lead, members)
        recount([found.pk])
        codes = sorted(each.code for each in members if each.pk != found.lead_id)
        record("contribution.ungrouped", found.lead, role=_role(by, found.lead), facts=_facts(found.lead, codes))
    return found


@transaction.atomic
def take_out(contribution: Contribution, *, by: Person) -> bool:
    """Take one contribution out of its group; tell whether it was in one. A group of one is undone."""
    may_group(by, contribution.consultation).enforce()
    _locked([contribution])
    membership = (
        Membership.objects.filter(contribution=contribution, left_at=None).select_related("group__lead").first()
    )
    if membership is None:
        return False
    found = membership.group
    if found.lead_id == contribution.pk:
        raise Refused(LEADS)
    Membership.objects.filter(pk=membership.pk).update(left_at=clock.now())
    _note_apart(found.lead, [contribution])
    facts = {"consultation": contribution.consultation.slug, "lead": found.lead.code}
    record("contribution.taken_out", contribution, role=_role(by, contribution), facts=facts)
    if found.memberships.filter(left_at=None).count() == 1:
        ungroup(found, by=by)
    recount([found.pk])
    return True


@transaction.atomic
def keep_apart(lead: Contribution, *, by: Person, members: Iterable[Contribution]) -> int:
    """Say that `members` do not say the same as `lead`, so that it is not proposed again; return how many."""
    may_group(by, lead.consultation).enforce()
    members = list(members)
    known = set(KeptApart.objects.filter(lead=lead, contribution__in=members).values_list("contribution", flat=True))
    new = [each for each in members if each.pk not in known]
    if new:
        _note_apart(lead, new)
        codes = sorted(each.code for each in new)
        record("contribution.kept_apart", lead, role=_role(by, lead), facts=_facts(lead, codes))
    return len(new)


def _locked(contributions: Iterable[Contribution]) -> dict[int, Contribution]:
    """Hold the rows until the transaction ends, always in the same order: whoever else groups them waits their turn."""
    numbers = {each.pk for each in contributions}
    rows = Contribution.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    return {each.pk: each for each in rows}


def _require_groupable(lead: Contribution, standing: dict[int, Contribution]) -> None:
    if len(standing) < 2:
        raise Refused(NOTHING_TO_GROUP)
    if len(standing) > MOST_GROUPED:
        raise Refused(TOO_MANY)
    if any(each.consultation_id != lead.consultation_id for each in standing.values()):
        raise Refused(ELSEWHERE)
    if any(each.status != Contribution.Status.PUBLISHED for each in standing.values()):
        raise Refused(UNREADABLE)


def _join(own: Group | None, lead: Contribution, new: list[Contribution]) -> Group:
    """Write who joins; the database has the last word when two act at once."""
    try:
        with transaction.atomic():
            own = own or Group.objects.create(lead=lead)
            Membership.objects.bulk_create([Membership(group=own, contribution=each) for each in new])
    except IntegrityError:
        raise Refused(MEANWHILE) from None
    recount([own.pk])
    own.refresh_from_db(fields=["people", "size"])
    return own


def _members(found: Group) -> Iterable[Contribution]:
    return Contribution.objects.filter(memberships__group=found, memberships__left_at=None).order_by("pk")


def _note_apart(lead: Contribution, members: Iterable[Contribution]) -> None:
    pairs = [KeptApart(lead=lead, contribution=each) for each in members if each.pk != lead.pk]
    KeptApart.objects.bulk_create(pairs, ignore_conflicts=True)


def _facts(lead: Contribution, codes: list[str]) -> dict[str, object]:
    return {"consultation": lead.consultation.slug, "members": codes}


def _role(person: Person, contribution: Contribution) -> str:
    return role_in(person, contribution.consultation.place, "moderator", "convener", "responder")
