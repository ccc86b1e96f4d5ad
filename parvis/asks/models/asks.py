"""What somebody asked in public."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.asks.grammar import kinds, reading
from parvis.asks.models.sources import Network, Source
from parvis.core import clock
from parvis.core.detection import UNDETERMINED
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.receipts import format_code, new_code

LONGEST_TEXT = 5_000
_GONE = "gone:"


def sorts_everywhere(person: Any) -> bool:
    """Tell whether a person sorts the asks of every place: the support unit and the keeper of the site."""
    is_somebody = person is not None and person.is_authenticated and person.is_active
    return bool(is_somebody and (person.is_keeper or person.is_support_unit))


def gone(uri: str) -> str:
    """Return what is kept of the URI of a post its author took back: enough to know it again."""
    if uri.startswith(_GONE):
        return uri
    return f"{_GONE}{salted_hmac('asks.gone', uri, algorithm='sha256').hexdigest()}"


def _naming_places_of(person: Any) -> Any:
    places = [role.place_id for role in person.current_roles if role.kind == "convener"]
    return Ask.routes.rel.related_model.objects.filter(place__in=places).values("ask")


class AskQuerySet(models.QuerySet["Ask"]):
    """Asks as a list."""

    def visible_to(self, person: Any) -> Self:
        """Keep what `person` may read: what was accepted; before that, what names a place they convene in."""
        public = Q(status__in=Ask.PUBLIC)
        if sorts_everywhere(person):
            return self
        if person is None or not person.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=_naming_places_of(person)))

    def handled_by(self, person: Any) -> Self:
        """Keep what `person` sorts or answers: everything, or what names a place they convene in."""
        return self if sorts_everywhere(person) else self.filter(pk__in=_naming_places_of(person))

    def published(self) -> Self:
        """Keep what everybody may read."""
        return self.filter(status__in=Ask.PUBLIC)


class Ask(HasLifecycle):
    """A public post that asks something of a government or of the support unit: its link and its words, nothing else."""

    class Status(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", pgettext_lazy("ask", "received")
        ACCEPTED = "accepted", pgettext_lazy("ask", "accepted")
        REJECTED = "rejected", pgettext_lazy("ask", "set aside")
        ROUTED = "routed", pgettext_lazy("ask", "passed on")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("ask", "acknowledged")
        ANSWERED = "answered", pgettext_lazy("ask", "answered")
        CLOSED = "closed", pgettext_lazy("ask", "closed")
        WITHDRAWN = "withdrawn", pgettext_lazy("ask", "taken back by its author")

    class Kind(models.TextChoices):
        """What is asked for."""

        QUESTION = kinds.Kind.QUESTION.value, _("a question")
        INTEREST = kinds.Kind.INTEREST.value, _("an offer to take part")
        HELP = kinds.Kind.HELP.value, _("a call for help")
        PROMOTION = kinds.Kind.PROMOTION.value, _("an announcement")
        PROPOSAL = kinds.Kind.PROPOSAL.value, _("a proposal")

    class Triage(models.TextChoices):
        """Why a person has to say where it goes."""

        NONE = reading.Triage.NONE.value, _("It is clear where it goes.")
        NO_COUNTRY = reading.Triage.NO_COUNTRY.value, _("It has no tag of a country.")
        DOUBTFUL = reading.Triage.DOUBTFUL.value, _("Its tag may mean more than one thing.")
        NO_CAMPAIGN = reading.Triage.NO_CAMPAIGN.value, _("It has no tag of the campaign.")

    class RejectedFor(models.TextChoices):
        """Why an ask may be set aside: the public list of reasons."""

        OFF_TOPIC = "off_topic", _("It asks nothing about open government.")
        REPEATED = "repeated", _("It was already asked in the same words.")
        ADVERTISING = "advertising", _("It advertises something.")
        INSULT = "insult", _("It insults or threatens somebody.")
        PERSONAL_DATA = "personal_data", _("It holds somebody's private details.")
        UNLAWFUL = "unlawful", _("Publishing it would be against the law.")

    class Permission(models.TextChoices):
        """Whether its author agreed to be named."""

        NOT_ASKED = "", _("not asked yet")
        ASKED = "asked", pgettext_lazy("permission", "asked")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    MOVES = {
        "accept": move(Status.RECEIVED, to=Status.ACCEPTED),
        "reject": move(Status.RECEIVED, Status.ACCEPTED, to=Status.REJECTED),
        "reconsider": move(Status.REJECTED, to=Status.RECEIVED),
        "route": move(Status.ACCEPTED, to=Status.ROUTED),
        "acknowledge": move(Status.ROUTED, to=Status.ACKNOWLEDGED),
        "answer": move(Status.ROUTED, Status.ACKNOWLEDGED, to=Status.ANSWERED),
        "close": move(Status.ACKNOWLEDGED, Status.ANSWERED, to=Status.CLOSED),
        "withdraw": move(
            Status.RECEIVED,
            Status.ACCEPTED,
            Status.REJECTED,
            Status.ROUTED,
            Status.ACKNOWLEDGED,
            Status.ANSWERED,
            Status.CLOSED,
            to=Status.WITHDRAWN,
        ),
    }
    PUBLIC = frozenset({Status.ACCEPTED, Status.ROUTED, Status.ACKNOWLEDGED, Status.ANSWERED, Status.CLOSED})
    record_type = "ask"

    code = models.CharField(_("receipt"), max_length=10, unique=True, default=new_code)
    uri = models.CharField(max_length=500, unique=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    text = models.TextField(_("text"))
    # Two asks with the same key say the same.
    text_key = models.CharField(max_length=40, db_index=True)
    network = models.CharField(_("network"), max_length=10, choices=Network)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.SET_NULL, related_name="asks")
    language = models.CharField(_("language"), max_length=12, default=UNDETERMINED)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    kind_because = models.CharField(max_length=80, blank=True)
    countries = models.JSONField(_("countries"), default=list)
    triage = models.CharField(max_length=12, choices=Triage, blank=True, default=Triage.NONE)
    area = models.CharField(_("policy area"), max_length=80, blank=True)
    names_proposal = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated_by"
    )
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True)
    received_at = models.DateTimeField(pgettext_lazy("date", "received"), default=clock.now)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.RECEIVED)
    # When its network was last asked whether the post is still there.
    checked_at = models.DateTimeField(null=True, blank=True)
    # Since when its network says that it is not there; one look is no proof.
    missed_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    rejected_for = models.CharField(_("reason"), max_length=14, choices=RejectedFor, blank=True)
    permission = models.CharField(
        _("permission to name its author"), max_length=8, choices=Permission, blank=True, default=Permission.NOT_ASKED
    )
    author = models.CharField(_("author"), max_length=120, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="rejected") | ~Q(rejected_for=""), name="rejected_ask_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(author="") | Q(permission="granted"), name="author_is_named_with_permission"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(text="", link="", author=""), name="withdrawn_ask_holds_nothing"
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="ask_newest")]

    def __str__(self) -> str:
        return format_code(self.code)

    @property
    def record_key(self) -> str:
        """Return the receipt code."""
        return self.code

    @property
    def is_specific(self) -> bool:
        """Tell whether it names a policy area or a proposal; a vague ask gets a reply that says what is missing."""
        return bool(self.area) or self.names_proposal

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read it."""
        return self.status in self.PUBLIC

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("ask", args=[format_code(self.code)])


class AskKey(models.Model):
    """A key of the words of an ask that repeats no other, by which those that nearly repeat it are found.

    See `parvis.core.likeness`: no word can be made of keys. They go when its author takes the ask back.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["key", "ask"], name="ask_key"), models.Index(fields=["ask"], name="ask_keys")]

    def __str__(self) -> str:
        return self.key
