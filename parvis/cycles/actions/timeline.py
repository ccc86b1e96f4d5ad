"""Publish the timeline of a cycle."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.languages import language_name, listed
from parvis.core.rules import Refused
from parvis.core.translations import note
from parvis.core.words import Words
from parvis.cycles.models import Cycle, TimelineVersion
from parvis.cycles.rules import may_frame
from parvis.cycles.snapshots import digest_of, snapshot_of
from parvis.record import record


@transaction.atomic
def publish_timeline(
    cycle: Cycle, *, by: Any, reason: Words | None = None, expected: str | None = None
) -> TimelineVersion:
    """Publish the timeline as it is saved: a version with its day, which nothing changes later.

    From the second on the `reason` is told in every official language. The same timeline twice is published once.
    `expected` is the digest of what whoever publishes has read; when it is another by now, nothing is published.
    """
    may_frame(by, cycle.place).enforce()
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("place").get(pk=cycle.pk)
    latest = cycle.timeline_versions.order_by("number").last()
    snapshot = snapshot_of(cycle)
    digest = digest_of(snapshot)
    if latest and latest.digest == digest:
        return latest
    if expected is not None and expected != digest:
        raise Refused(
            _("Somebody changed the timeline while you were reading it. Read what it says now, then publish.")
        )
    _require_complete(cycle, snapshot)
    if latest:
        _require_languages(cycle, _("the reason"), reason or Words())
    version = TimelineVersion.objects.create(
        cycle=cycle,
        number=latest.number + 1 if latest else 1,
        published_at=clock.now(),
        snapshot=snapshot,
        digest=digest,
        reason=Words(reason or {}),
    )
    note(version, "reason", source=cycle.first_language)
    record("timeline.published", version, by=by, facts={"number": version.number, "digest": digest})
    return version


def _require_complete(cycle: Cycle, snapshot: dict[str, Any]) -> None:
    if cycle.status == Cycle.Status.DRAFT:
        raise Refused(_("Open the cycle first: nobody could read its timeline."))
    if not snapshot["activities"]:
        raise Refused(_("Plan an activity first: there is nothing to publish."))
    for part in (*snapshot["phases"], *snapshot["activities"]):
        title = Words(part["title"])
        _require_languages(cycle, _("“%(title)s”") % {"title": title}, title)


def _require_languages(cycle: Cycle, what: object, words: Words) -> None:
    missing = words.missing(cycle.official_languages)
    if missing:
        sentence = _("Write %(what)s in each official language first. Missing: %(languages)s.")
        raise Refused(sentence % {"what": what, "languages": listed(language_name(code) for code in missing)})
