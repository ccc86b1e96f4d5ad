"""What people said."""

import secrets
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models.consultations import Consultation, Question
from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.receipts import format_code, new_code
from parvis.people.models import Person
from parvis.themes.models import Theme

LONGEST_WORDS, MOST_LINKS = 20_000, 10


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

    def referred_to(self, consultation: Consultation, references: Iterable[str]) -> Self:
        """Keep those of a consultation with one of these references at their source, in no order."""
        # Said out loud that none is empty, and not in order: only then SQLite finds them by the index of references.
        return self.filter(consultation=consultation, source_ref__in=references).exclude(source_ref="").order_by()


class Contribution(HasLifecycle):
    """What somebody said, by whatever channel, in their own words."""

    class Status(models.TextChoices):
        """Whether it can be read."""

        HELD = "held", pgettext_lazy("contribution", "waiting to be read")
        PUBLISHED = "published", pgettext_lazy("contribution", "published")
        HIDDEN = "hidden", pgettext_lazy("contribution", "hidden")
        ERASED = "erased", pgettext_lazy("contribution", "erased by its author")

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
        EMBED = "embed", _("on another site")
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

    # The channels through which authors themselves send their words; through the others, somebody brings them in.
    OWN_CHANNELS = frozenset({Channel.WEB, Channel.EMBED, Channel.EMAIL})
    MOVES = {
        "publish": move(Status.HELD, to=Status.PUBLISHED),
        "hide": move(Status.HELD, Status.PUBLISHED, to=Status.HIDDEN),
        "restore": move(Status.HIDDEN, to=Status.PUBLISHED),
        "hold": move(Status.PUBLISHED, Status.HIDDEN, to=Status.HELD),
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
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="contributions", through="ContributionTheme"
    )
    refers_to = models.ForeignKey(
        "self", verbose_name=_("about"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replies"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.HELD)
    received_at = models.DateTimeField(pgettext_lazy("date", "received"), default=clock.now)
    published_at = models.DateTimeField(pgettext_lazy("date", "published"), null=True, blank=True)
    hidden_for = models.CharField(_("reason"), max_length=16, choices=HiddenFor, blank=True)
    hidden_because = models.TextField(_("in a sentence"), blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    # Only so that somebody else decides when the author appeals.
    hidden_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    submission_key = models.UUIDField(null=True, blank=True, unique=True)
    source_ref = models.CharField(_("reference at the source"), max_length=120, blank=True)
    supports = models.PositiveIntegerField(_("supports"), default=0)
    lot = models.PositiveIntegerField(default=_draw_lot)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True, default=Answer.NONE)
    answered_at = models.DateTimeField(pgettext_lazy("date", "answered"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer due"), null=True, blank=True)
    # What the figures count this contribution as; see parvis.consultations.followers.
    counted_as = models.CharField(max_length=400, blank=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_a_date",
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
            # The conditions are of the kind SQLite can match to a query with parameters: null or not.
            models.Index(
                fields=["consultation", "status", "-id"],
                condition=Q(answered_at__isnull=False),
                name="contribution_answered",
            ),
            models.Index(
                fields=["consultation", "status", "answer_due_on", "id"],
                condition=Q(answered_at__isnull=True),
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


class ContributionTheme(models.Model):
    """A contribution speaks to a theme."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="themes_named")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="contributions_named", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contribution", "theme"], name="a_theme_is_named_once")]
        indexes = [models.Index(fields=["theme", "-contribution"], name="contribution_theme_newest")]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.theme}"
