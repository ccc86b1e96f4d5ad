"""Persons, organisations, roles and invitations."""

import datetime
import functools
import hashlib
from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.words import MultilingualField
from parvis.places.models import Place


class Organisation(models.Model):
    """A ministry, an association, a company: anything a person may speak for."""

    class Kind(models.TextChoices):
        """Which side of the square it stands on."""

        PUBLIC = "public", _("public institution")
        CIVIL = "civil", _("civil society organisation")
        BUSINESS = "business", _("business")
        ACADEMIA = "academia", _("university or research")
        MEDIA = "media", _("media")
        OTHER = "other", _("other")

    record_type = "organisation"

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    name = MultilingualField(_("name"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def record_key(self) -> str:
        """Return the organisation's public identity."""
        return self.slug


class PersonManager(BaseUserManager["Person"]):
    """How persons are found and made."""

    def create_person(self, email: str, **fields: Any) -> "Person":
        """Make a person who signs in by e-mailed code: there are no passwords."""
        person = self.model(email=email.strip().lower(), **{"joined_at": clock.now(), **fields})
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def find_or_make(self, email: str, **fields: Any) -> "Person":
        """Return the one person at an address, whatever its case and however many ask at once; make them if new."""
        email = email.strip().lower()
        if (found := self.filter(email__iexact=email).first()) is not None:
            return found
        try:
            with transaction.atomic(using=self._db):
                return self.create_person(email, **fields)
        except IntegrityError:  # made by another door since we looked
            return self.get(email__iexact=email)

    def hold(self, person: "Person | None") -> "Person | None":
        """Read a person again, and let nobody change or erase them until the transaction ends; None when they are gone.

        Who also locks what the person said or supports holds the person first.
        """
        rows = self.select_for_update(no_key=True)
        return rows.filter(pk=person.pk).first() if person is not None and person.pk else None

    # Django and allauth call the maker of accounts by this name.
    def create_user(self, email: str, password: None = None, **fields: Any) -> "Person":
        """Make a person; `password` is ignored."""
        return self.create_person(email, **fields)

    def get_by_natural_key(self, email: str | None) -> "Person":
        """Find a person by address, whatever its case."""
        return self.get(email__iexact=email)


class Person(AbstractBaseUser):
    """Somebody we can write to: they left an address, or sign in with it."""

    record_type = "person"
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    public_name = models.CharField(_("public name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    wants_duties = models.BooleanField(_("a letter each Monday"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=clock.now)

    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.public_name or str(_("somebody"))

    @functools.cached_property
    def current_roles(self) -> list["Role"]:
        """Return the roles held now in places; one query for as long as the object lives."""
        return list(self.roles.current().select_related("place", "organisation"))

    @functools.cached_property
    def current_site_roles(self) -> list["SiteRole"]:
        """Return the roles held now for the whole site; one query, or none when they were fetched before."""
        return [role for role in self.site_roles.all() if role.is_current] if self.pk else []

    @property
    def is_keeper(self) -> bool:
        """Tell whether the person keeps the site."""
        return any(role.kind == SiteRole.Kind.KEEPER for role in self.current_site_roles)

    @property
    def is_support_unit(self) -> bool:
        """Tell whether the person is a member of the support unit."""
        return any(role.kind == SiteRole.Kind.SUPPORT_UNIT for role in self.current_site_roles)

    def forget_roles(self) -> None:
        """Ask again for the roles next time: they have changed."""
        for name in ("current_roles", "current_site_roles"):
            self.__dict__.pop(name, None)

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """Read the row again, and the roles when next asked for."""
        super().refresh_from_db(*args, **options)
        self.forget_roles()

    def has_role(self, kind: str, place: Place | None = None) -> bool:
        """Tell whether the person holds a role in `place` (anywhere, when not given); a keeper holds every role."""
        if not self.is_active:
            return False
        return self.is_keeper or any(
            role.kind == kind and (place is None or role.place_id == place.pk) for role in self.current_roles
        )

    def record_role(self, subject: Any) -> str:
        """Return the plain word under which the record tells of this person's deeds around `subject`."""
        place = _place_of(subject)
        kinds = {role.kind for role in self.current_roles if place is None or role.place_id == place.pk}
        held = next((str(kind) for kind in _RANK if kind in kinds), "")
        return held or ("keeper" if self.is_keeper else "support unit" if self.is_support_unit else "anyone")

    def speaks_for(self, organisation: Organisation) -> bool:
        """Tell whether the person answers for an institution."""
        if not self.is_active:
            return False
        return self.is_keeper or any(role.organisation_id == organisation.pk for role in self.current_roles)


def _place_of(subject: Any) -> Place | None:
    """Find the place something belongs to, however deep it lies in a cycle."""
    while subject is not None and not isinstance(subject, Place):
        nearer = ("place", "cycle", "consultation", "commitment")
        subject = next((found for name in nearer if (found := getattr(subject, name, None)) is not None), None)
    return subject


# The role that is told when somebody holds several in a place.
_RANK = ("convener", "responder", "moderator", "reviewer", "member")


class RoleQuerySet(models.QuerySet["Role"]):
    """Roles as a list."""

    def current(self) -> "RoleQuerySet":
        """Keep the roles held now."""
        return self.filter(Q(until=None) | Q(until__gt=clock.now()), since__lte=clock.now())


class Role(models.Model):
    """What a person does in a place, from one moment to another."""

    class Kind(models.TextChoices):
        """The roles of the field."""

        CONVENER = "convener", _("convener")
        RESPONDER = "responder", _("responder")
        MODERATOR = "moderator", _("moderator")
        MEMBER = "member", _("forum member")
        REVIEWER = "reviewer", _("reviewer")

    record_type = "role"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=10, choices=Kind)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("institution"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="roles",
    )
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place", "kind", "organisation"], condition=Q(until=None), name="a_role_is_held_once"
            ),
            models.UniqueConstraint(
                fields=["person", "place", "kind"],
                condition=Q(until=None, organisation=None),
                name="a_role_without_institution_is_held_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="responder") | Q(organisation__isnull=False),
                name="responders_speak_for_an_institution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.place}"

    @property
    def record_key(self) -> str:
        """Return a key that says nothing of the person."""
        return str(self.pk)


class SiteRoleQuerySet(models.QuerySet["SiteRole"]):
    """Roles for the site as a list."""

    def current(self) -> "SiteRoleQuerySet":
        """Keep the roles held now."""
        return self.filter(Q(until=None) | Q(until__gt=clock.now()), since__lte=clock.now())

    def ended(self) -> "SiteRoleQuerySet":
        """Keep the roles held no longer."""
        return self.filter(until__lte=clock.now())


class SiteRole(models.Model):
    """What a person does for the whole site, whatever the place, from one moment to another."""

    class Kind(models.TextChoices):
        """The roles no place gives."""

        SUPPORT_UNIT = "support unit", _("member of the support unit")
        KEEPER = "keeper", _("keeper of the site")

    record_type = "site role"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="site_roles")
    kind = models.CharField(_("role"), max_length=12, choices=Kind)
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = SiteRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(until=None), name="a_role_for_the_site_is_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def record_key(self) -> str:
        """Return a key that says nothing of the person."""
        return str(self.pk)

    @property
    def is_current(self) -> bool:
        """Tell whether the role is held now."""
        return self.since <= clock.now() and (self.until is None or clock.now() < self.until)

    @property
    def last_day(self) -> datetime.date | None:
        """Return the last day on which the role is held by the clocks of the site, if it has one."""
        return timezone.localdate(self.until - timedelta(microseconds=1)) if self.until else None


def digest_of(token: str) -> str:
    """Return what is kept of an invitation's token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations as a list."""

    def unsettled(self) -> "InvitationQuerySet":
        """Keep those neither taken up nor withdrawn, expired ones included."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def to_the_site(self) -> "InvitationQuerySet":
        """Keep those to a role for the whole site."""
        return self.filter(place=None)

    def open(self) -> "InvitationQuerySet":
        """Keep those that can still be taken up."""
        return self.unsettled().filter(expires_at__gt=clock.now())


class Invitation(models.Model):
    """A role in a place, or for the site when it names no place, offered by e-mail, to be taken up before a date."""

    record_type = "invitation"

    email = models.EmailField(_("e-mail address"))
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    kind = models.CharField(_("role"), max_length=12, choices=[*Role.Kind.choices, *SiteRole.Kind.choices])
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("institution"), null=True, blank=True, on_delete=models.CASCADE
    )
    language = models.CharField(_("language"), max_length=12, default="en")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "place", "kind", "organisation"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_invitation_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["email", "place", "kind"],
                condition=Q(accepted_at=None, withdrawn_at=None, organisation=None),
                name="one_invitation_without_institution_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["email", "kind"],
                condition=Q(accepted_at=None, withdrawn_at=None, place=None),
                name="one_invitation_to_the_site_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(place=None, kind__in=SiteRole.Kind.values, organisation=None)
                | Q(place__isnull=False, kind__in=Role.Kind.values),
                name="a_place_is_named_for_its_roles_alone",
            ),
            models.CheckConstraint(
                condition=~Q(kind="responder") | Q(organisation__isnull=False),
                name="responders_are_invited_for_an_institution",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.place}" if self.place else self.get_kind_display()

    @property
    def record_key(self) -> str:
        """Return a key that says nothing of the person invited."""
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Tell whether it can be taken up now."""
        return self.accepted_at is None and self.withdrawn_at is None and clock.now() < self.expires_at
