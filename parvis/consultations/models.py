"""Consultations, their questions, what people said, and who supports it."""

import datetime
import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.receipts import format_code, new_code
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.themes.models import Theme

LONGEST_WORDS = 20_000


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Consultations as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may see: drafts are for the conveners of their place."""
        if person is None or not person.is_authenticated:
            return self.exclude(status=Consultation.Status.DRAFT)
        if person.is_keeper:
            return self
        places = [role.place_id for role in person.current_roles]
        return self.exclude(Q(status=Consultation.Status.DRAFT) & ~Q(cycle__place__in=places))

    def receiving(self, at: datetime.datetime | None = None) -> Self:
        """Keep the consultations in which one can speak at a moment (now, when not given)."""
        at = at or clock.now()
        return self.filter(status=Consultation.Status.OPEN, opens_at__lte=at, closes_at__gt=at)


class Consultation(HasLifecycle):
    """A question put to the public, for a time, that will be answered."""

    class Status(models.TextChoices):
        """How far the consultation has come."""

        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")
        ANSWERED = "answered", _("answered")

    class Welcome(models.TextChoices):
        """Who may speak."""

        ANYONE = "anyone", _("anyone")
        SIGNED_IN = "signed_in", _("people who have signed in")
        FORUM = "forum", _("members of the forum")

    class Moderation(models.TextChoices):
        """Whether a contribution is read before it is published."""

        AFTER = "after", _("published at once, read afterwards")
        BEFORE = "before", _("read before it is published")

    MOVES = {
        "open": move(Status.DRAFT, to=Status.OPEN),
        "close": move(Status.OPEN, to=Status.CLOSED),
        "reopen": move(Status.CLOSED, to=Status.OPEN),
        "answer": move(Status.CLOSED, to=Status.ANSWERED),
    }
    record_type = "consultation"

    cycle = models.ForeignKey(Cycle, verbose_name=_("cycle"), on_delete=models.PROTECT, related_name="consultations")
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = MultilingualField(_("title"))
    summary = MultilingualField(_("summary"), blank=True)
    help = MultilingualField(_("help"), blank=True)
    welcomes = models.CharField(_("who may speak"), max_length=10, choices=Welcome, default=Welcome.ANYONE)
    moderation = models.CharField(_("moderation"), max_length=6, choices=Moderation, default=Moderation.AFTER)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["closes_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="consultation_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(opened_at__isnull=False), name="opened_consultation_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the consultation's public identity."""
        return self.slug

    @property
    def place(self):
        """Return the place that asks."""
        return self.cycle.place

    @property
    def is_open(self) -> bool:
        """Tell whether one can speak now: opened by a convener, and between the two instants."""
        return self.status == self.Status.OPEN and self.opens_at <= clock.now() < self.closes_at

    def get_absolute_url(self) -> str:
        """Return the consultation's page."""
        return reverse("consultation", args=[self.slug])


class Question(models.Model):
    """One question of a consultation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = MultilingualField(_("question"))

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="one_question_per_number")]

    def __str__(self) -> str:
        return str(self.words)


class Figures(models.Model):
    """What has come in and what has gone out of one consultation, kept by following the record."""

    consultation = models.OneToOneField(
        Consultation, primary_key=True, on_delete=models.CASCADE, related_name="figures"
    )
    received = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consultation}: {self.answered} / {self.published}"


def _draw_lot() -> int:
    return secrets.randbelow(2**31)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Contributions as a list."""

    def visible_to(self, person: Person | None) -> Self:
        """Keep what `person` may read in full: published ones, one's own, and for moderators everything of their place."""
        published = Q(status=Contribution.Status.PUBLISHED)
        if person is None or not person.is_authenticated:
            return self.filter(published)
        if person.is_keeper:
            return self
        places = [role.place_id for role in person.current_roles if role.kind in ("moderator", "convener")]
        return self.filter(published | Q(author=person) | Q(consultation__cycle__place__in=places))

    def published(self) -> Self:
        """Keep the published ones."""
        return self.filter(status=Contribution.Status.PUBLISHED)


class Contribution(HasLifecycle):
    """What somebody said, by whatever channel, in their own words."""

    class Status(models.TextChoices):
        """Whether it can be read."""

        HELD = "held", _("waiting to be read")
        PUBLISHED = "published", _("published")
        HIDDEN = "hidden", _("hidden")
        ERASED = "erased", _("erased by its author")

    class Kind(models.TextChoices):
        """As what kind of participant it was said."""

        CITIZEN = "citizen", _("a citizen")
        CIVIL = "civil", _("civil society")
        BUSINESS = "business", _("a business")
        ACADEMIA = "academia", _("teaching or research")
        PUBLIC = "public", _("public service")
        MEDIA = "media", _("media")
        OTHER = "other", _("something else")

    class Channel(models.TextChoices):
        """How it reached us."""

        WEB = "web", _("on this site")
        IMPORT = "import", _("from an earlier consultation")
        WORKSHOP = "workshop", _("at a workshop")
        PAPER = "paper", _("on paper")
        HASHTAG = "hashtag", _("with a hashtag")
        EMAIL = "email", _("by e-mail")

    class Answer(models.TextChoices):
        """What the institution decided about it."""

        NONE = "", _("not answered yet")
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        UNDER_WAY = "under_way", _("already under way")
        NOT_ACCEPTED = "not_accepted", _("not accepted")
        OUTSIDE = "outside", _("outside this plan's reach")
        MORE_WORK = "more_work", _("needs more work")

    class HiddenFor(models.TextChoices):
        """Why a contribution may be hidden: the public list of reasons."""

        OFF_TOPIC = "off_topic", _("It does not speak to the question.")
        INSULT = "insult", _("It insults or threatens somebody.")
        PERSONAL_DATA = "personal_data", _("It holds somebody's private details.")
        ADVERTISING = "advertising", _("It advertises something.")
        HATE = "hate", _("It attacks people for who they are.")
        UNLAWFUL = "unlawful", _("Publishing it would be against the law.")
        REPEATED = "repeated", _("The same person already said it in the same words.")

    MOVES = {
        "publish": move(Status.HELD, to=Status.PUBLISHED),
        "hide": move(Status.HELD, Status.PUBLISHED, to=Status.HIDDEN),
        "restore": move(Status.HIDDEN, to=Status.PUBLISHED),
        "erase": move(Status.HELD, Status.PUBLISHED, Status.HIDDEN, to=Status.ERASED),
    }
    record_type = "contribution"

    code = models.CharField(_("receipt"), max_length=10, unique=True, default=new_code)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="contributions")
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    words = models.TextField(_("your words"))
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(_("I speak as"), max_length=10, choices=Kind, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    public_name = models.CharField(_("public name"), max_length=120, blank=True)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WEB)
    themes = models.ManyToManyField(Theme, verbose_name=_("themes"), blank=True, related_name="contributions")
    refers_to = models.ForeignKey(
        "self", verbose_name=_("about"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    received_at = models.DateTimeField(_("received"), default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    hidden_for = models.CharField(_("reason"), max_length=16, choices=HiddenFor, blank=True)
    hidden_because = models.TextField(_("in a sentence"), blank=True)
    submission_key = models.UUIDField(null=True, blank=True, unique=True)
    source_ref = models.CharField(_("reference at the source"), max_length=120, blank=True)
    supports = models.PositiveIntegerField(_("supports"), default=0)
    lot = models.PositiveIntegerField(default=_draw_lot)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True, default=Answer.NONE)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer due"), null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="published_contribution_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="hidden") | ~Q(hidden_for=""), name="hidden_contribution_has_a_reason"
            ),
            models.UniqueConstraint(
                fields=["consultation", "source_ref"], condition=~Q(source_ref=""), name="imported_once"
            ),
        ]
        indexes = [
            models.Index(fields=["consultation", "status", "-id"], name="contribution_newest"),
            models.Index(fields=["consultation", "status", "-supports", "-id"], name="contribution_supported"),
            models.Index(fields=["consultation", "status", "lot", "id"], name="contribution_lot"),
            models.Index(fields=["consultation", "status", "answer", "-id"], name="contribution_answer"),
            models.Index(fields=["consultation", "status", "language", "-id"], name="contribution_language"),
            models.Index(
                fields=["consultation", "answer_due_on"],
                condition=Q(answer="", status="published"),
                name="contribution_due",
            ),
        ]

    def __str__(self) -> str:
        return format_code(self.code)

    @property
    def record_key(self) -> str:
        """Return the receipt code."""
        return self.code

    def get_absolute_url(self) -> str:
        """Return the trail."""
        return reverse("trail", args=[format_code(self.code)])


class Support(models.Model):
    """One person stands behind one contribution."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="supported_by")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supports")
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_support_per_person")]

    def __str__(self) -> str:
        return str(self.contribution)


class Subscription(models.Model):
    """Somebody asks to be told what becomes of a contribution; it counts once they confirmed their address for it."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    as_author = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_subscription_per_person")]

    def __str__(self) -> str:
        return str(self.contribution)
