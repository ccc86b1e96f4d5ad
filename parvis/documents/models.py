"""Documents, the versions of their files in each language, and the words found in them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core import clock
from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.cycles.models import Cycle
from parvis.people.models import Person
from parvis.places.models import Place


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents as a list."""

    def published(self) -> "DocumentQuerySet":
        """Keep what stands before everybody."""
        return self.filter(status=Document.Status.PUBLISHED)

    def visible_to(self, person: Person | None) -> "DocumentQuerySet":
        """Keep what `person` may see: drafts those who convene there; that one was withdrawn, and why, everybody."""
        if person is None or not person.is_authenticated:
            return self.exclude(status=Document.Status.DRAFT)
        if person.is_keeper:
            return self
        places = [role.place_id for role in person.current_roles if role.kind == "convener"]
        return self.exclude(Q(status=Document.Status.DRAFT) & ~Q(place__in=places))


class Document(HasLifecycle):
    """Something a place publishes as files: one thing, in several languages and versions."""

    class Status(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", pgettext_lazy("document", "being prepared")
        PUBLISHED = "published", pgettext_lazy("document", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("document", "withdrawn")

    class Kind(models.TextChoices):
        """What sort of document it is, by the partnership's own kinds first."""

        ACTION_PLAN = "action_plan", _("Action plan")
        CONCEPT_NOTE = "concept_note", _("Concept note")
        GOVERNANCE = "governance", _("Rules of the forum")
        GUIDANCE = "guidance", _("Guidance")
        IRM_REPORT = "irm_report", _("Report of the independent reviewers (IRM)")
        MINUTES = "minutes", _("Minutes of a meeting")
        SELF_ASSESSMENT = "self_assessment", _("Self-assessment")
        TIMELINE = "timeline", _("Timeline")
        HEARD = "heard", _("What we heard")
        OTHER = "other", _("Another document")

    class Evidence(models.TextChoices):
        """Of what it is evidence."""

        CO_CREATION = "co_creation", _("Writing the plan together")
        IMPLEMENTATION = "implementation", _("Carrying the plan out")
        BOTH = "both", _("Both")
        NEITHER = "neither", _("Neither")

    MOVES = {
        "publish": move(Status.DRAFT, to=Status.PUBLISHED),
        "withdraw": move(Status.PUBLISHED, to=Status.WITHDRAWN),
    }
    record_type = "document"

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="documents")
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    # Its title may not be known yet to everybody: the address tells only the kind.
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    evidence = models.CharField(_("evidence"), max_length=20, choices=Evidence, default=Evidence.NEITHER)
    title = MultilingualField(_("title"))
    description = MultilingualField(_("description"), blank=True)
    source_language = models.CharField(_("language it is written in first"), max_length=12)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = MultilingualField(_("reason"), blank=True)
    # The form it was begun with: sent twice, it begins one document.
    key = models.UUIDField(null=True, unique=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["place", "status", "-updated_at", "-id"], name="documents_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="a_published_document_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(withdrawn_at__isnull=False),
                name="a_withdrawn_document_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def record_key(self) -> str:
        """Return the document's public identity."""
        return self.slug

    @property
    def official_languages(self) -> list[str]:
        """Return the languages without which it is not published: the official ones, and that it is written in."""
        return list(dict.fromkeys([self.source_language, *self.place.languages]))

    @property
    def writing_languages(self) -> list[str]:
        """Return the languages in which it may have a file, that it is written in first."""
        return list(dict.fromkeys([self.source_language, *self.place.writing_languages]))

    def get_absolute_url(self) -> str:
        """Return the document's page."""
        return reverse("document", args=[self.slug])


class FileVersionQuerySet(models.QuerySet["FileVersion"]):
    """Versions of files as a list."""

    def public(self) -> "FileVersionQuerySet":
        """Keep what everybody may take: whatever was published, unless its document was withdrawn."""
        return self.filter(published_at__isnull=False, document__status=Document.Status.PUBLISHED)


class FileVersion(models.Model):
    """One file of a document in one language: never changed, never lost, known by its digest."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(_("language"), max_length=12)
    number = models.PositiveIntegerField(_("version"))
    sha256 = models.CharField(_("digest"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size"))
    ending = models.CharField(_("type"), max_length=8)
    name = models.CharField(_("name of the file"), max_length=160)
    made_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations")
    # In the language of the file.
    changes = models.CharField(_("what changed"), max_length=300, blank=True)
    other_type_because = models.CharField(_("why its type is another one"), max_length=300, blank=True)
    given_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    unread_because = models.CharField(max_length=20, blank=True)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "language", "number"], name="versions_are_numbered_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where the file itself is."""
        return reverse("document_file", args=[self.document.slug, self.language, self.number, self.ending])


class Passage(models.Model):
    """Some words out of a file, in the order in which they stand there."""

    version = models.ForeignKey(FileVersion, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    words = models.TextField()

    class Meta:
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="passages_are_numbered_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.number}"
